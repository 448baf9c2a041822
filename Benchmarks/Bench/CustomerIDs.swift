import App
import ArgumentParser
import Platform
import Storage

/// `bench customer-ids`: ids of customers spread evenly over the store, one a line, for the load generator.
struct CustomerIDs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "customer-ids")

    @Option var data: String
    @Option var database: String?
    @Option var count = 1000

    func run() async throws {
        let rundblick = try await Rundblick.open(StoreLocation(folder: data, postgres: database))
        for id in try await Self.sample(count, from: rundblick) { print(id) }
        try await rundblick.close()
    }

    /// `count` customers spread over the range of ids.
    static func sample(_ count: Int, from rundblick: Rundblick) async throws -> [CustomerID] {
        try await rundblick.store.database.read { tx in
            let first = try tx.count("SELECT MIN(id) FROM customer")
            let last = try tx.count("SELECT MAX(id) FROM customer")
            let step = max(1, (last - first) / count)
            var ids: Set<CustomerID> = []
            for place in stride(from: first, through: last, by: step) {
                if let id: CustomerID = try tx.one(
                    "SELECT id FROM customer WHERE id >= \(place) ORDER BY id LIMIT 1", { $0.id(0) })
                {
                    ids.insert(id)
                }
            }
            return ids.sorted()
        }
    }

    /// The first person, as a viewer.
    static func viewer(_ rundblick: Rundblick) async throws -> Viewer {
        try await rundblick.store.database.read { tx in
            guard
                let person: PersonID = try tx.one("SELECT id FROM person ORDER BY id LIMIT 1", { $0.id(0) })
            else { throw AppError.notFound }
            let teams: [TeamID] = try tx.rows(
                "SELECT team_id FROM team_member WHERE person_id = \(person) ORDER BY team_id", { $0.id(0) })
            return Viewer(id: person, name: "", role: .member, teams: teams, scope: .admin)
        }
    }
}
