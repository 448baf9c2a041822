import Customers
import Duplicates
import Foundation
import Platform
import Storage
import TestKit
import Testing

@Suite("Merges that earlier versions made") struct EarlierMergeTests {
    @Test(
        "A merge kept by place comes apart exactly, although tables have other columns by now",
        arguments: TestEngine.all)
    func byPlace(engine: TestEngine) async throws {
        try await DuplicateBench.with(engine) { bench in
            let crowd = try await bench.crowd()
            for seed in 300...304 {
                let (ids, random) = try await bench.randomCustomers(4, crowd, seed: UInt64(seed))
                var choices = random
                let before = try await bench.tables()
                let pair = try #require(CustomerPair(ids[0], ids[1]))
                let merge = try await bench.merge(pair, &choices)
                try await bench.keepByPlace(merge.id)
                try await bench.addColumns(seed)
                _ = try await bench.service.unmerge(merge.id, knowing: "", by: bench.viewer)
                let after = try await bench.tables()
                for (table, rows) in before { #expect(after[table] == rows, "seed \(seed): \(table)") }
            }
        }
    }

    @Test("A column that came after the merge keeps what it holds on the customers, and loses nothing else")
    func newColumn() async throws {
        try await DuplicateBench.with(.sqlite) { bench in
            let crowd = try await bench.crowd()
            let (ids, random) = try await bench.randomCustomers(2, crowd, seed: 7)
            var choices = random
            let pair = try #require(CustomerPair(ids[0], ids[1]))
            let merge = try await bench.merge(pair, &choices)
            try await bench.addColumns(1)
            try await bench.database.write { tx in
                _ = try tx.run("UPDATE customer SET grade_1 = 'A' WHERE id = \(merge.winner)")
            }
            _ = try await bench.service.unmerge(merge.id, knowing: "", by: bench.viewer)
            let grades = try await bench.database.read { tx in
                try tx.rows("SELECT grade_1 FROM customer WHERE id IN \(list: ids) ORDER BY grade_1") {
                    $0.text(0)
                }
            }
            #expect(grades == ["", "A"])
        }
    }

    @Test("Rows with another number of values than their columns are refused")
    func damaged() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(
                CustomerSnapshot.self, from: Data(#"{"tables":{"customer_tag":[[1,"a","b"]]}}"#.utf8))
        }
    }
}

/// The columns as the version of November 2026 kept their values, one after the other.
private let places = [
    "customer":
        "id dunning_level open_cents created_us last_entry_us merged_into kind name name_key company_name "
        + "salutation academic_title first_name last_name birth_date vat_id industry website "
        + "preferred_channel preferred_hours about city",
    "customer_relation": "id customer_id other_id kind note",
    "customer_number": "customer_id system number",
    "customer_tag": "customer_id tag",
    "customer_guest": "customer_id person_id",
    "customer_contact": "id customer_id version salutation first_name last_name position",
    "customer_reach": "id customer_id contact_id version kind value display label",
    "customer_address": "id customer_id version label street postcode city country",
    "customer_responsibility": "id customer_id person_id since_us topic",
    "customer_fact":
        "id customer_id author_id at_us kind text said_by author_name confidence expires_day",
    "customer_consent": "id customer_id is_granted at_us purpose channel source proof recorded_by",
    "customer_open_item":
        "id customer_id amount_cents open_cents dunning_level number issued_day due_day currency",
]

extension DuplicateBench {
    /// Rewrites what is kept of a merge as that version did.
    fileprivate func keepByPlace(_ id: MergeID) async throws {
        try await database.write { tx in
            let json = try tx.one("SELECT snapshot FROM duplicate_merge WHERE id = \(id)") { $0.text(0) }
            var kept = try #require(
                JSONSerialization.jsonObject(with: Data((json ?? "").utf8)) as? [String: Any])
            for moment in ["before", "after"] {
                let snapshot = try #require(kept[moment] as? [String: [String: [[String: Any]]]])
                let tables = try #require(snapshot["tables"])
                let rewritten = tables.map { table, rows in
                    let columns = (places[table] ?? "").split(separator: " ").map(String.init)
                    return (table, rows.map { row in columns.map { row[$0] ?? NSNull() } })
                }
                kept[moment] = ["tables": Dictionary(uniqueKeysWithValues: rewritten)]
            }
            let text = String(decoding: try JSONSerialization.data(withJSONObject: kept), as: UTF8.self)
            #expect(!text.contains("company_name"))
            try tx.run("UPDATE duplicate_merge SET snapshot = \(text) WHERE id = \(id)")
        }
    }

    /// Gives tables one column more, as a later version would.
    fileprivate func addColumns(_ number: Int) async throws {
        try await database.write { tx in
            for table in ["customer", "customer_address", "customer_reach"] {
                let column = SQL(trusted: "grade_\(number) TEXT NOT NULL DEFAULT ''")
                _ = try tx.run("ALTER TABLE \(SQL(trusted: table)) ADD COLUMN \(column)")
            }
        }
    }
}
