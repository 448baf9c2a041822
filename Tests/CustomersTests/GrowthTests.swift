import App
import Foundation
import Platform
import Recording
import Storage
import TestKit
import Testing
import Web

@testable import Customers

/// No page may cost more because there is more in the store.
@Suite("What pages cost as the store grows", .serialized) struct GrowthTests {
    /// The larger store has so many times the rows of the smaller one.
    private static let factor = 60

    /// What no address can be made for: secrets, places in lists, notices, and things of which the demo company has none.
    private static let leftOut: Set<String> = [
        "join/:secret", "?after", "?view", "?done", "?v", "?then", "?topic", "?before", "?from", "?to",
        "?last",
        "quarantine/:id",
        "imports/:id", "mails/:id", "blocks/:block", "attachments/:file", "duplicates/:pair", "views/:view",
        "merges/:id",
    ]

    @Test(
        "Every page, list, filter and order costs the same at 400 and at 24,000 customers",
        arguments: TestEngine.all)
    func everything(engine: TestEngine) async throws {
        try await TestStore.place(engine, migrations: Rundblick.migrations) { location in
            let recorder = Recorder()
            let rundblick = try await Rundblick.open(location, through: { recorder.record($0) })
            do {
                try await Demo(customers: 400, entries: 1200).fill(rundblick)
                try await compare(rundblick, try #require(recorder.database), location)
            } catch {
                try await rundblick.close()
                throw error
            }
            try await rundblick.close()
        }
    }

    private func compare(
        _ rundblick: Rundblick, _ database: RecordingDatabase, _ location: StoreLocation
    ) async throws {
        let server = TestServer(rundblick)
        let anna = try await server.someone(Demo.email)
        let walk = RouteWalk(server.routes, samples: try await RouteWalk.samples(from: database))
        #expect(walk.addresses.count > 200)
        #expect(walk.leftOut.subtracting(Self.leftOut).isEmpty, "give RouteWalk a sample")
        let cost = StatementCost(database, path: location.sqlitePath)
        let small = try await work(of: walk, by: anna, database, cost)
        try await database.write { try Multiplied.grow(by: Self.factor, in: $0) }
        try await database.refreshStatistics()
        let large = try await work(of: walk, by: anna, database, cost)
        // Rows are fewer than steps: some forty of these to a row.
        let unit = database.dialect == .sqlite ? 40 : 1
        for address in walk.addresses {
            let (before, after) = (small[address.path] ?? 0, large[address.path] ?? 0)
            // Up to a piece or the start page's limit there may be more of everything; then no more. Where several things
            // narrow a list, and where no index has it in the order, so many are looked at.
            let isWalked = address.narrowedBy > 1 || Self.walked.contains(where: address.path.contains)
            // Each is counted, found, looked at and looked for in other tables.
            let looked = database.dialect == .sqlite ? 10_000 : 6 * CustomerStore.walkLimit
            let limit = 2 * before + (isWalked ? looked : 2000) * unit
            #expect(after <= limit, "\(address.path) took \(before), and takes \(after)")
        }
    }

    private static let walked = ["name=b&sort="]

    private func work(
        of walk: RouteWalk, by client: TestClient, _ database: RecordingDatabase, _ cost: StatementCost
    ) async throws -> [String: Int] {
        var (found, answered): ([String: Int], Int) = ([:], 0)
        for address in walk.addresses
        where !address.path.hasSuffix("live") && !address.path.contains("export") {
            var status = 0
            let statements = try await database.statements {
                status = try await client.get(address.path).status
            }
            #expect(status < 500 && status != 422, "\(address.path): \(status)")
            if status == 200 { answered += 1 }
            found[address.path] = try await cost.work(of: statements)
        }
        #expect(answered > 400)
        return found
    }
}

/// Gives the database on to be recorded.
private final class Recorder: @unchecked Sendable {
    // Sendable: written once while the store is opened, before anybody else reads it.
    private(set) var database: RecordingDatabase?

    func record(_ base: any Database) -> any Database {
        let database = RecordingDatabase(base)
        self.database = database
        return database
    }
}

/// More of what is there.
private enum Multiplied {
    /// Tables with the columns that must differ: numbers by a large step, texts by an ending. Sort keys come by triggers.
    private static let tables: [(name: String, numbers: [String], texts: [String])] = [
        ("customer", ["id"], ["name_key"]), ("customer_tag", ["customer_id"], []),
        ("customer_number", ["customer_id"], ["number"]), ("customer_address", ["id", "customer_id"], []),
        ("customer_responsibility", ["id", "customer_id"], []),
        ("customer_contact", ["id", "customer_id"], []),
        ("customer_open_item", ["id", "customer_id"], []), ("customer_fact", ["id", "customer_id"], []),
        ("customer_consent", ["id", "customer_id"], []),
        ("timeline_entry", ["id", "customer_id", "home_id"], []),
        ("mail_message", ["id", "customer_id"], ["content_hash", "message_id"]),
        ("import_run", ["id"], []), ("audit", ["id"], []),
    ]

    static func grow(by factor: Int, in tx: any Transaction) throws {
        for table in tables {
            let columns = try columns(of: table.name, in: tx).filter { !$0.hasPrefix("by_") }
            let values = columns.map { column in
                if table.numbers.contains(column) { return "\(column) + step.shift" }
                return table.texts.contains(column) ? "\(column) || step.ending" : column
            }
            // The rows that are there, once for each step.
            try tx.run(
                SQL(
                    trusted: """
                        WITH RECURSIVE step (place, shift, ending) AS (
                            SELECT 1, CAST(1099511627776 AS BIGINT), ' 1' UNION ALL
                            SELECT place + 1, shift + 1099511627776, ' ' || CAST(place + 1 AS TEXT) FROM step
                            WHERE place < \(factor - 1))
                        INSERT INTO \(table.name) (\(columns.joined(separator: ", ")))
                        SELECT \(values.joined(separator: ", ")) FROM \(table.name), step
                        """))
        }
        try tx.run(
            """
            INSERT INTO customer_star (person_id, customer_id) SELECT (SELECT MIN(id) FROM person), id FROM customer
            """)
    }

    private static func columns(of table: String, in tx: any Transaction) throws -> [String] {
        try tx.rows(
            tx.dialect == .sqlite
                ? "SELECT name FROM pragma_table_info(\(table))"
                : "SELECT column_name FROM information_schema.columns WHERE table_name = \(table)"
        ) { $0.text(0) }
    }
}
