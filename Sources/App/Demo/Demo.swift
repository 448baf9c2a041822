import Customers
import Language
import People
import Platform
import Storage
import Timeline

/// The demo company, Nordlicht Haustechnik: the same for the same size on the same day, small enough to explore or large
/// enough to measure on.
package struct Demo: Sendable {
    /// How many customers to make.
    package let customers: Int
    /// How many timeline entries, spread unevenly over the customers.
    package let entries: Int

    /// Where the demo's people sign in, all with the same password.
    package static let email = "anna.berg@nordlicht.example"
    /// Their password.
    package static let password = "rundblick-demo"

    /// Customers in one transaction.
    private static let batch = 1000

    /// A company of that size.
    package init(customers: Int = 320, entries: Int = 6000) {
        self.customers = customers
        self.entries = entries
    }

    /// Fills an empty store. - Parameter progress: is told how many customers are done.
    /// - Throws: `AppError` `.conflict` when there are people or customers already.
    package func fill(
        _ rundblick: Rundblick, progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        let database = rundblick.store.database
        let isEmpty = try await database.read { tx in
            try !tx.exists("SELECT 1 FROM person") && !tx.exists("SELECT 1 FROM customer")
        }
        guard isEmpty else { throw AppError(.conflict, reason: "not_empty") }
        let staff = try await DemoStaff.hire(into: database)
        var start = 0
        while start < customers {
            let range = start..<min(start + Self.batch, customers)
            let told = entries - min(entries, DemoWords.questions.count)
            let entriesHere = told * range.upperBound / customers - told * range.lowerBound / customers
            try await database.write { tx in
                var batch = DemoBatch(range: range, entries: entriesHere, staff: staff, tx: tx)
                try batch.write()
            }
            start = range.upperBound
            progress(start)
        }
        try await database.refreshStatistics()
        try await ask(staff.people, in: database)
    }

    /// Colleagues ask the first one about her customers this morning, so that something waits for her.
    private func ask(_ people: [(id: PersonID, name: String)], in database: any Database) async throws {
        let viewers = people.map { Viewer(id: $0.id, name: $0.name, role: .member, teams: [], scope: .write) }
        let asked = min(entries, DemoWords.questions.count)
        let mine = try await database.read { tx in
            try CustomerStore().own(of: viewers[0], limit: asked, in: tx)
        }
        for (index, customer) in mine.enumerated() {
            var draft = CustomerTimelineService.Draft(
                kind: .talk, text: "@\(people[0].name) \(DemoWords.questions[index])")
            draft.at = database.clock.now().adding(seconds: Int64(-2700 * (index + 1)))
            _ = try await CustomerTimelineService(database: database)
                .add(draft, to: customer.id, by: viewers[3 * index + 4])
        }
    }
}

/// The colleagues of the demo company.
struct DemoStaff: Sendable {
    let people: [(id: PersonID, name: String)]
    let teams: [TeamID]

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
            return DemoStaff(people: people, teams: teams)
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
