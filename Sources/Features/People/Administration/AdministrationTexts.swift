import Platform

/// Words of the administration.
extension Texts {
    var personsTitle: String { pick("Personen", "People") }
    var invitations: String { pick("Einladungen", "Invitations") }
    var auditTrail: String { pick("Protokoll", "Audit trail") }
    var noTeams: String { pick("Noch keine Teams", "No teams yet") }
    var noTeamsAdvice: String {
        pick(
            "In Teams können Kolleginnen und Kollegen auch unter sich über einen Kunden sprechen.",
            "In teams, colleagues can also talk about a customer among themselves.")
    }
    var newTeam: String { pick("Neues Team", "New team") }
    var createTeam: String { pick("Team anlegen", "Create team") }
    var teamAbout: String { pick("Wofür es da ist", "What it does") }
    var members: String { pick("Mitglieder", "Members") }
    var newMember: String { pick("Neues Mitglied", "New member") }

    func people(_ count: Int) -> String {
        count == 1
            ? pick("1 Person", "1 person") : pick("\(number(count)) Personen", "\(number(count)) people")
    }
}
