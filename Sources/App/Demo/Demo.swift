import Customers
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
        var first: [DemoCustomer] = []
        var start = 0
        let told = entries - questions - mails
        while start < customers {
            let range = start..<min(start + Self.batch, customers)
            let entriesHere = told * range.upperBound / customers - told * range.lowerBound / customers
            let written = try await database.write { tx in
                var batch = DemoBatch(range: range, entries: entriesHere, staff: staff, tx: tx)
                return try batch.write()
            }
            if first.isEmpty { first = written }
            start = range.upperBound
            progress(start)
        }
        try await database.refreshStatistics()
        if mails > 0 {
            try await DemoMailbox(threads: mails / DemoMailbox.mailsOfThread).deliver(
                to: first, staff, rundblick)
        }
        try await ask(staff.people, in: database)
        try await addParts(staff.people, rundblick)
    }

    /// What features add that came after the demo's own.
    private func addParts(_ people: [(id: PersonID, name: String)], _ rundblick: Rundblick) async throws {
        let viewers = Self.viewers(people)
        try await rundblick.store.database.write { tx in
            let own = try CustomerStore().own(of: viewers[0], limit: 20, in: tx).map(\.id)
            let company = DemoCompany(people: viewers, customers: own)
            for part in rundblick.site.features[DemoPart.self] { try part.fill(company, tx) }
        }
    }

    private static func viewers(_ people: [(id: PersonID, name: String)]) -> [Viewer] {
        people.map { Viewer(id: $0.id, name: $0.name, role: .member, teams: [], scope: .write) }
    }

    /// How many of the entries are questions to the first colleague; the first customers are hers.
    private var questions: Int { min(entries, customers, DemoWords.questions.count) }

    /// How many of the entries are mails with files and threads; none in a store that is made for measuring.
    private var mails: Int {
        customers >= 100 && (1000...100_000).contains(entries) ? 14 * DemoMailbox.mailsOfThread : 0
    }

    /// Colleagues ask the first one about her customers this morning, so that something waits for her.
    private func ask(_ people: [(id: PersonID, name: String)], in database: any Database) async throws {
        let viewers = Self.viewers(people)
        let mine = try await database.read { tx in
            try CustomerStore().own(of: viewers[0], limit: questions, in: tx)
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
