import App
import Customers
import Duplicates
import Foundation
import Imports
import Platform
import Storage
import TestKit
import Timeline

/// A server with what the tests of duplicates do on it.
struct DuplicateBench {
    let server: TestServer
    let anna: TestClient
    let viewer: Viewer

    var database: any Database { server.rundblick.store.database }
    var service: DuplicateService { DuplicateService(server.rundblick.site) }

    /// The data that the tests read.
    static let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(
            path: "shared/data/matching/de-kunden")

    static func with(_ engine: TestEngine, _ body: (DuplicateBench) async throws -> Void) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let viewer = Viewer(id: anna.id, name: "Anna", role: .member, teams: [], scope: .admin)
            try await body(DuplicateBench(server: server, anna: anna, viewer: viewer))
        }
    }

    /// Imports the first `lines` customers of the development data. - Returns: how many are one with which others.
    func importCustomers(_ lines: Int) async throws {
        let text = try String(contentsOf: Self.data.appending(path: "kunden.csv"), encoding: .utf8)
        let head = text.split(whereSeparator: \.isNewline).prefix(lines + 1).joined(separator: "\n") + "\n"
        let path = server.rundblick.store.location.folder + "/kunden.csv"
        try head.write(toFile: path, atomically: true, encoding: .utf8)
        let texts = Texts(language: .german, zone: .gmt, now: Clock.system.now())
        let run = try await server.rundblick.imports.importFile(
            path, as: .customers, source: ImportService.mainSource, texts: texts)
        precondition(run.figures.taken == lines, "the file has \(lines) customers")
    }

    /// Pairs of customer numbers that the answers call one.
    static func goldPairs(_ lines: Int) throws -> Set<Set<String>> {
        let text = try String(contentsOf: data.appending(path: "gold.csv"), encoding: .utf8)
        let rows = text.split(whereSeparator: \.isNewline).dropFirst().prefix(lines).map {
            $0.split(separator: ",").map(String.init)
        }
        var pairs: Set<Set<String>> = []
        for group in Dictionary(grouping: rows, by: { $0[1] }).values {
            for (index, a) in group.enumerated() {
                for b in group[(index + 1)...] { pairs.insert([a[0], b[0]]) }
            }
        }
        return pairs
    }

    /// Pairs of customer numbers that are proposed.
    func proposedPairs() async throws -> Set<Set<String>> {
        try await database.read { tx in
            Set(
                try tx.rows(
                    """
                    SELECT low.number, high.number FROM duplicate_candidate
                    JOIN customer_number AS low ON low.customer_id = low_id
                    JOIN customer_number AS high ON high.customer_id = high_id WHERE state = 'open'
                    """
                ) { Set([$0.text(0), $0.text(1)]) })
        }
    }

    func count(_ sql: SQL) async throws -> Int { try await database.read { try $0.count(sql) } }

    /// Every row of every table that a merge may touch, as text; versions of customers, which only grow, left out.
    func tables() async throws -> [String: [String]] {
        try await database.read { tx in
            var all: [String: [String]] = [:]
            let customer: SQL = """
                id, dunning_level, open_cents, created_us, last_entry_us, merged_into, kind, name, name_key, company_name,
                salutation, academic_title, first_name, last_name, birth_date, vat_id, industry, website,
                preferred_channel, preferred_hours, about, city
                """
            let wanted: [(String, SQL, Int32)] = [
                ("customer", customer, 22), ("customer_number", "system, number, customer_id", 3),
                ("customer_tag", "customer_id, tag", 2), ("customer_guest", "customer_id, person_id", 2),
                ("customer_star", "person_id, customer_id", 2),
                ("customer_visit", "person_id, customer_id, count", 3),
                (
                    "customer_contact",
                    "id, customer_id, salutation, first_name, last_name, position, version", 7
                ),
                ("customer_reach", "id, customer_id, contact_id, kind, value, display, label, version", 8),
                ("customer_address", "id, customer_id, label, street, postcode, city, country, version", 8),
                ("customer_responsibility", "id, customer_id, person_id, topic, since_us", 5),
                (
                    "customer_fact",
                    "id, customer_id, kind, text, said_by, author_id, author_name, at_us, confidence, expires_day",
                    10
                ),
                (
                    "customer_consent",
                    "id, customer_id, purpose, channel, is_granted, source, proof, at_us, recorded_by", 9
                ),
                (
                    "customer_open_item",
                    """
                    id, customer_id, number, issued_day, due_day, amount_cents, open_cents, currency, dunning_level
                    """, 9
                ),
                ("customer_relation", "id, customer_id, other_id, kind, note", 5),
                ("timeline_entry", "id, customer_id, home_id, at_us, kind, title, text", 7),
            ]
            for (table, columns, count) in wanted {
                all[table] = try tx.rows("SELECT \(columns) FROM \(SQL(trusted: table))") { row in
                    (0..<count).map { row.optionalText($0) ?? "NULL" }.joined(separator: "|")
                }.sorted()
            }
            return all
        }
    }
}
