import Customers
import Language
import People
import Platform
import Storage

/// The colleagues of the demo company.
struct DemoStaff: Sendable {
    let people: [(id: PersonID, name: String)]
    let teams: [TeamID]
    /// Somebody from outside, to whom some customers are shown.
    let guest: PersonID

    /// The team of the colleague with that number.
    func team(of colleague: Int) -> TeamID { teams[colleague % teams.count] }

    private static let count = 24

    /// Adds people and teams. All share one password hash: hashing takes a tenth of a second each.
    static func hire(into database: any Database) async throws -> DemoStaff {
        let hash = try await PasswordHasher.shared.hash(Demo.password)
        return try await database.write { tx in
            var random = DemoRandom(seed: 1)
            var people: [(id: PersonID, name: String)] = []
            for index in 0..<count {
                let person = person(index, id: tx.id(), &random)
                try PersonStore().add(person, passwordHash: hash, in: tx)
                people.append((person.id, person.name))
            }
            let teams: [TeamID] = DemoWords.teams.map { _ in tx.id() }
            try tx.insert(
                into: "team (id, name, name_key, about, version)",
                zip(teams, DemoWords.teams).map { id, name in
                    [id.sqlValue, name.sqlValue, SortKey.key(name).sqlValue, "".sqlValue, 1.sqlValue]
                })
            try tx.insert(
                into: "team_member (team_id, person_id)",
                people.enumerated().map { index, person in
                    [teams[index % teams.count].sqlValue, person.id.sqlValue]
                })
            try absences(of: people, in: tx)
            let guest = Person(
                id: tx.id(), email: "joerg.falk@energieberatung-falk.example", name: "Jörg Falk",
                role: .guest,
                title: "Energieberater")
            try PersonStore().add(guest, passwordHash: hash, in: tx)
            return DemoStaff(people: people, teams: teams, guest: guest.id)
        }
    }

    private static func person(_ index: Int, id: PersonID, _ random: inout DemoRandom) -> Person {
        let first = DemoWords.firstNames[index % DemoWords.firstNames.count]
        let last = DemoWords.lastNames[index % DemoWords.lastNames.count]
        var person = Person(
            id: id, email: "\(mailName(first)).\(mailName(last))@nordlicht.example", name: "\(first) \(last)",
            role: index == 0 ? .administrator : .member, title: DemoWords.teams[index % DemoWords.teams.count]
        )
        person.skills = Set((0..<3).map { _ in random.pick(DemoWords.skills) }).sorted()
        person.phone = "+49 451 4711-\(11 + index)"
        person.hours = "Mo–Fr 8–16:30 Uhr"
        return person
    }

    /// Every eighth is away this week and somebody stands in.
    private static func absences(of people: [(id: PersonID, name: String)], in tx: any Transaction) throws {
        let today = CivilDate(daysSince1970: Int(tx.now.us / 86_400_000_000))
        let back = CivilDate(daysSince1970: today.daysSince1970 + 6)
        let rows = stride(from: 2, to: people.count, by: 8).map { index -> [SQLValue] in
            let id: ID<DemoStaff> = tx.id()
            let standIn = people[(index + 5) % people.count].id
            return [
                id.sqlValue, people[index].id.sqlValue, today.sqlValue, back.sqlValue, standIn.sqlValue,
                "Urlaub".sqlValue,
            ]
        }
        try tx.insert(into: "person_absence (id, person_id, first_day, last_day, stand_in_id, note)", rows)
    }
}

/// `name` as it stands in an e-mail address.
func mailName(_ name: String) -> String {
    let letters = name.lowercased().map { character -> String in
        switch character {
        case "ä": "ae"
        case "ö": "oe"
        case "ü": "ue"
        case "ß": "ss"
        case "a"..."z", "0"..."9": String(character)
        default: "-"
        }
    }
    return letters.joined()
}
