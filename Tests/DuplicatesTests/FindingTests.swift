import Customers
import Duplicates
import Foundation
import Platform
import TestKit
import Testing

@testable import App

@Suite("Finding duplicates") struct FindingTests {
    @Test(
        "After an import likely doubles are proposed with reasons, and nothing is merged",
        arguments: TestEngine.all)
    func afterImport(engine: TestEngine) async throws {
        try await DuplicateBench.with(engine) { bench in
            try await bench.importCustomers(400)
            #expect(try await bench.server.rundblick.duplicates.workOff() == 400)
            let (found, gold) = (try await bench.proposedPairs(), try DuplicateBench.goldPairs(400))
            let score = Score(found, gold)
            print("\(engine.rawValue), 400 customers by the standard model: \(score)")
            #expect(gold.count > 10)
            #expect(score.f1 > 0.9)
            #expect(try await bench.count("SELECT COUNT(*) FROM customer WHERE merged_into IS NULL") == 400)
            let list = try await bench.anna.api(.get, "duplicates").json
            let items = try #require(list["items"] as? [[String: Any]])
            #expect(items.count == min(found.count, 30))
            #expect((items.first?["reasons"] as? [Any])?.isEmpty == false)
            #expect(try await bench.server.rundblick.duplicates.workOff() == 0)
        }
    }

    @Test("All 5,293 customers: the figures of learning, and the same again when repeated")
    func wholeBase() async throws {
        try await DuplicateBench.with(.sqlite) { bench in
            try await bench.importCustomers(5293)
            let count = try await bench.server.rundblick.duplicates.findAll()
            let (found, gold) = (try await bench.proposedPairs(), try DuplicateBench.goldPairs(5293))
            let score = Score(found, gold)
            print("5,293 customers by the learned model: \(score), candidates \(count)")
            #expect(found.count == count)
            #expect(score.f1 >= 0.95)
            #expect(try await bench.count("SELECT COUNT(*) FROM customer WHERE merged_into IS NOT NULL") == 0)
            #expect(try await bench.server.rundblick.duplicates.workOff() == 0)
        }
    }

    @Test(
        "A pair vanishes when the data makes it unlikely, and comes back with it", arguments: TestEngine.all)
    func vanishes(engine: TestEngine) async throws {
        try await DuplicateBench.with(engine) { bench in
            let (_, second) = try await bench.alikePersons()
            #expect(try await bench.openCount() == 1)
            try await bench.patch(second, ["birth_date": "1950-01-01"])
            #expect(try await bench.openCount() == 0)
            try await bench.patch(second, ["birth_date": "1975-06-17"])
            #expect(try await bench.openCount() == 1)
        }
    }

    @Test("What was called different is not proposed again until the data changes", arguments: TestEngine.all)
    func dismissed(engine: TestEngine) async throws {
        try await DuplicateBench.with(engine) { bench in
            let (first, second) = try await bench.alikePersons()
            let pair = try #require(CustomerPair(first, second))
            #expect(try await bench.anna.api(.post, "duplicates/\(pair.text)/different").status == 204)
            #expect(try await bench.openCount() == 0)
            #expect(try await bench.dismissedCount() == 1)
            // The remark is not compared: nothing changed for us.
            try await bench.patch(first, ["about": "ruft gern an"])
            #expect(try await bench.openCount() == 0)
            #expect(try await bench.server.rundblick.duplicates.findAll() == 0)
            try await bench.patch(first, ["salutation": "Herr"])
            #expect(try await bench.openCount() == 1)
            #expect(try await bench.anna.api(.post, "duplicates/\(pair.text)/different").status == 204)
            #expect(try await bench.anna.api(.delete, "duplicates/\(pair.text)/different").status == 204)
            #expect(try await bench.openCount() == 1)
        }
    }

    @Test(
        "The page speaks both languages, filters by customer, pages; guests find nothing",
        arguments: TestEngine.all)
    func page(engine: TestEngine) async throws {
        try await DuplicateBench.with(engine) { bench in
            let (first, second) = try await bench.alikePersons()
            let german = try await bench.anna.get("/duplicates?customer=\(first)", ["accept-language": "de"])
            #expect(german.status == 200)
            #expect(german.text.contains("Geburtsdatum gleich"))
            #expect(german.text.contains("1 Paar, das denselben Kunden meinen könnte"))
            let english = try await bench.anna.get("/duplicates", ["accept-language": "en"])
            #expect(english.text.contains("Date of birth equal"))
            let other = try await bench.create(["kind": "company", "company_name": "Groß GmbH"])
            let none = try await bench.anna.api(.get, "duplicates?customer=\(other)").json
            #expect((none["items"] as? [Any])?.isEmpty == true)
            let gus = try await bench.server.guest("gus")
            #expect(try await gus.get("/duplicates").status == 404)
            #expect(try await gus.api(.get, "duplicates/\(first)-\(second)").status == 404)
        }
    }

    @Test("Paging shows every pair once", arguments: TestEngine.all)
    func paging(engine: TestEngine) async throws {
        try await DuplicateBench.with(engine) { bench in
            for _ in 0..<9 { _ = try await bench.create(Self.ilse) }
            _ = try await bench.server.rundblick.duplicates.workOff()
            var seen: [String] = []
            var path = "duplicates"
            while true {
                let list = try await bench.anna.api(.get, path).json
                seen += try #require(list["items"] as? [[String: Any]]).compactMap { $0["pair"] as? String }
                guard let next = list["next"] as? String else { break }
                path = "duplicates?after=\(next)"
            }
            #expect(seen.count == 36)
            #expect(Set(seen).count == 36)
        }
    }

    static let ilse = [
        "kind": "person", "first_name": "Ilse", "last_name": "Groß", "birth_date": "1975-06-17",
    ]
}

/// How well found pairs agree with the answers.
struct Score: CustomStringConvertible {
    let precision: Double
    let recall: Double
    var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }

    init(_ found: Set<Set<String>>, _ gold: Set<Set<String>>) {
        let right = Double(found.intersection(gold).count)
        (precision, recall) = (right / Double(max(found.count, 1)), right / Double(max(gold.count, 1)))
    }

    var description: String {
        String(format: "F1 %.3f, precision %.3f, recall %.3f", f1, precision, recall)
    }
}

extension DuplicateBench {
    func create(_ details: [String: Any]) async throws -> CustomerID {
        let reply = try await anna.api(.post, "customers", details)
        return try #require((try reply.json["id"] as? String).flatMap { CustomerID(text: $0) })
    }

    /// Two who look alike, compared.
    func alikePersons() async throws -> (CustomerID, CustomerID) {
        let first = try await create(FindingTests.ilse)
        let second = try await create(FindingTests.ilse)
        _ = try await server.rundblick.duplicates.workOff()
        return (first, second)
    }

    func patch(_ id: CustomerID, _ details: [String: Any]) async throws {
        #expect(try await anna.api(.patch, "customers/\(id)", details).status == 200)
        _ = try await server.rundblick.duplicates.workOff()
    }

    func openCount() async throws -> Int {
        try await count("SELECT COUNT(*) FROM duplicate_candidate WHERE state = 'open'")
    }

    func dismissedCount() async throws -> Int {
        try await count("SELECT COUNT(*) FROM duplicate_candidate WHERE state = 'dismissed'")
    }
}
