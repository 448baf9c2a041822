import Platform

/// Words about colleagues.
extension Texts {
    package var email: String { pick("E-Mail", "E-mail") }
    var phone: String { pick("Telefon", "Phone") }
    var fullName: String { pick("Name", "Name") }
    var jobTitle: String { pick("Aufgabe", "Job title") }
    var workingHours: String { pick("Arbeitszeit", "Working hours") }
    var skills: String { pick("Kennt sich aus mit", "Knows about") }
    var ownSkills: String { pick("Ich kenne mich aus mit", "I know about") }
    var ownSkillsHint: String {
        pick(
            "Mit Komma getrennt; danach finden Kollegen Sie.",
            "Separated by commas; colleagues find you by them.")
    }
    var about: String { pick("Über mich", "About me") }
    var team: String { pick("Team", "Team") }
    var noTeam: String { pick("Keins", "None") }
    var teams: String { pick("Teams", "Teams") }
    var allTeams: String { pick("Team: alle", "Team: all") }
    var presence: String { pick("Anwesenheit", "Presence") }
    var allPresences: String { pick("Anwesenheit: alle", "Presence: all") }
    var hereToday: String { pick("Heute da", "Here today") }
    var away: String { pick("Abwesend", "Away") }
    var onlineNow: String { pick("gerade aktiv", "active now") }
    var standIn: String { pick("Vertretung", "Stand-in") }
    var standsInFor: String { pick("Vertritt", "Stands in for") }
    var nobody: String { pick("Niemand", "Nobody") }
    var reachable: String { pick("Erreichbar", "How to reach them") }
    var call: String { pick("Anrufen", "Call") }
    var editProfile: String { pick("Profil bearbeiten", "Edit profile") }
    var hasLeft: String { pick("Nicht mehr dabei", "Has left") }
    var pathLabel: String { pick("Pfad", "Path") }
    var applyFilter: String { pick("Filtern", "Filter") }
    var removeFilters: String { pick("Alle Filter entfernen", "Remove all filters") }
    var searchColleagues: String { pick("Kollegen suchen", "Search colleagues") }
    var searchColleaguesHint: String { pick("Name, Thema, Durchwahl …", "Name, topic, extension …") }
    var noHitsAdvice: String {
        pick(
            "Prüfen Sie die Schreibweise oder nehmen Sie einen Filter weg.",
            "Check the spelling or remove a filter.")
    }

    func noHits(for text: String) -> String {
        text.isEmpty
            ? pick("Keine Treffer", "No hits") : pick("Keine Treffer für „\(text)“", "No hits for “\(text)”")
    }

    func directorySize(_ people: Int, _ teams: Int) -> String {
        let colleagues = pick(
            people == 1 ? "1 Person" : "\(number(people)) Personen",
            people == 1 ? "1 person" : "\(number(people)) people")
        guard teams > 0 else { return colleagues }
        return colleagues
            + pick(
                teams == 1 ? " in 1 Team" : " in \(teams) Teams",
                teams == 1 ? " in 1 team" : " in \(teams) teams")
    }

    func away(until day: CivilDate) -> String { pick("abwesend bis \(date(day))", "away until \(date(day))") }

    func isAway(_ name: String, until day: CivilDate) -> String {
        pick("\(name) ist bis \(longDate(day)) nicht da.", "\(name) is away until \(longDate(day)).")
    }
}
