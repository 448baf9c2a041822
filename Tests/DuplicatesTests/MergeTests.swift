import Customers
import Duplicates
import Foundation
import Platform
import Storage
import TestKit
import Testing
import Timeline

@testable import App

@Suite("Merging customers") struct MergeTests {
    @Test(
        "Random customers are exactly as before after merging and taking it back", arguments: TestEngine.all)
    func exact(engine: TestEngine) async throws {
        try await DuplicateBench.with(engine) { bench in
            let crowd = try await bench.crowd()
            for seed in 1...(engine == .sqlite ? 25 : 12) {
                let (ids, random) = try await bench.randomCustomers(4, crowd, seed: UInt64(seed))
                var choices = random
                let before = try await bench.tables()
                let pair = try #require(CustomerPair(ids[0], ids[1]))
                let merge = try await bench.merge(pair, &choices)
                let merged = try await bench.tables()
                #expect(merged["customer"] != before["customer"])
                try await bench.expectNothing(of: merge.loser)
                _ = try await bench.service.unmerge(merge.id, knowing: "", by: bench.viewer)
                let after = try await bench.tables()
                for (table, rows) in before { #expect(after[table] == rows, "seed \(seed): \(table)") }
            }
        }
    }

    @Test("Chains A ← B ← C come apart in their order, each exactly", arguments: TestEngine.all)
    func chains(engine: TestEngine) async throws {
        try await DuplicateBench.with(engine) { bench in
            let crowd = try await bench.crowd()
            for seed in 100...(engine == .sqlite ? 108 : 103) {
                let (ids, random) = try await bench.randomCustomers(5, crowd, seed: UInt64(seed))
                var choices = random
                var stages = [try await bench.tables()]
                var merges: [Merge] = []
                var winner = ids[0]
                for next in ids[1...3] {
                    let pair = try #require(CustomerPair(winner, next))
                    let merge = try await bench.merge(pair, &choices)
                    winner = merge.winner
                    merges.append(merge)
                    stages.append(try await bench.tables())
                }
                for id in ids[0...3] {
                    #expect(try await bench.find(id) == winner)
                }
                let refused = await #expect(throws: AppError.self) {
                    try await bench.service.unmerge(merges[0].id, knowing: "", by: bench.viewer)
                }
                #expect(refused?.reason == "unmerge_on_top")
                for (merge, stage) in zip(merges, stages).reversed() {
                    _ = try await bench.service.unmerge(merge.id, knowing: "", by: bench.viewer)
                    let now = try await bench.tables()
                    for (table, rows) in stage { #expect(now[table] == rows, "seed \(seed): \(table)") }
                }
            }
        }
    }

    @Test(
        "Relations survive when the other end is merged too, and taken back first or last",
        arguments: TestEngine.all)
    func crossing(engine: TestEngine) async throws {
        try await DuplicateBench.with(engine) { bench in
            let crowd = try await bench.crowd()
            for (seed, order) in zip(
                200..., [[0, 1], [1, 0], [0, 1], [1, 0], [0, 1], [1, 0], [0, 1], [0, 1]])
            {
                let (ids, random) = try await bench.randomCustomers(4, crowd, seed: UInt64(seed))
                var choices = random
                let before = try await bench.tables()
                let merges = [
                    try await bench.merge(try #require(CustomerPair(ids[0], ids[1])), &choices),
                    try await bench.merge(try #require(CustomerPair(ids[2], ids[3])), &choices),
                ]
                for index in order {
                    _ = try await bench.service.unmerge(merges[index].id, knowing: "", by: bench.viewer)
                }
                let after = try await bench.tables()
                for (table, rows) in before { #expect(after[table] == rows, "seed \(seed): \(table)") }
            }
        }
    }

    @Test("A relation removed after the merge is named, and comes back", arguments: TestEngine.all)
    func removedRelation(engine: TestEngine) async throws {
        try await DuplicateBench.with(engine) { bench in
            let (low, high) = try await bench.alikePersons()
            let other = try await bench.create(["kind": "company", "company_name": "Schwester GmbH"])
            let made = try await bench.anna.api(
                .post, "customers/\(high)/relations",
                ["other": other.text, "kind": "group", "note": "seit 2019"])
            let relation = try #require(try made.json["id"] as? String)
            let merge = try await bench.mergeByForm(low, high)
            let removed = try await bench.anna.api(.delete, "customers/\(low)/relations/\(relation)")
            #expect(removed.status < 300)
            let seen = try await bench.anna.api(.get, "merges/\(merge)").json
            let losses = try #require(seen["losses"] as? [[String: String]])
            #expect(losses.map { $0["part"] } == ["customer_relation"])
            #expect(losses[0]["before"]?.contains("seit 2019") == true && losses[0]["after"] == "")
            let refused = try await bench.anna.api(.post, "merges/\(merge)/undo", [:])
            #expect(try refused.json["reason"] as? String == "unmerge_losses")
            let undo = try await bench.anna.api(
                .post, "merges/\(merge)/undo", ["losses": seen["lossesKnown"] as? String ?? ""])
            #expect(undo.status == 200)
            let again = try await bench.count(
                "SELECT COUNT(*) FROM customer_relation WHERE customer_id = \(high) AND other_id = \(other)")
            #expect(again == 1)
        }
    }

    @Test(
        "What is written after the merge stays; what is changed is named and asked for",
        arguments: TestEngine.all)
    func later(engine: TestEngine) async throws {
        try await DuplicateBench.with(engine) { bench in
            let (low, high) = try await bench.alikePersons()
            let note = try await bench.note("vorher", for: high)
            let merge = try await bench.mergeByForm(low, high)
            #expect(try await bench.home(of: note) == low)
            let later = try await bench.note("nachher", for: high)
            #expect(try await bench.home(of: later) == low)
            try await bench.patch(low, ["website": "gross.de"])
            let tags = try await bench.anna.api(.post, "customers/\(low)/tags", ["tag": "A-Kunde"])
            #expect(tags.status < 300)
            let view = try await bench.anna.get("/merges/\(merge)", ["accept-language": "de"])
            #expect(view.text.contains("Web: leer → gross.de"))
            #expect(view.text.contains("A-Kunde"))
            let refused = try await bench.anna.api(.post, "merges/\(merge)/undo", [:])
            #expect(refused.status == 409)
            #expect(try refused.json["reason"] as? String == "unmerge_losses")
            let shown = try await bench.anna.api(.get, "merges/\(merge)").json["lossesKnown"] as? String ?? ""
            // One change gives way to another: as many would be lost, but not those that were shown.
            try await bench.patch(low, ["website": "neu.de"])
            let stale = try await bench.anna.api(.post, "merges/\(merge)/undo", ["losses": shown])
            #expect(try stale.json["reason"] as? String == "unmerge_losses")
            let known = try await bench.anna.api(.get, "merges/\(merge)").json["lossesKnown"] as? String ?? ""
            let undo = try await bench.anna.api(.post, "merges/\(merge)/undo", ["losses": known])
            #expect(undo.status == 200)
            #expect(try await bench.home(of: note) == high)
            #expect(try await bench.home(of: later) == low)
            #expect(try await bench.find(high) == high)
            #expect(try await bench.anna.api(.post, "merges/\(merge)/undo", [:]).status == 409)
            // Whoever takes a merge back does not want to be asked again.
            _ = try await bench.server.rundblick.duplicates.workOff()
            #expect(try await bench.openCount() == 0)
        }
    }

    @Test("Old links lead to the winner, and back after it is taken back", arguments: TestEngine.all)
    func oldLinks(engine: TestEngine) async throws {
        try await DuplicateBench.with(engine) { bench in
            let (low, high) = try await bench.alikePersons()
            let merge = try await bench.mergeByForm(low, high)
            let old = try await bench.anna.get("/customers/\(high)")
            #expect(old.status == 303)
            #expect(old.headers["location"] == "/customers/\(low)")
            let page = try await bench.anna.get("/customers/\(low)")
            #expect(page.text.contains("/merges/\(merge)"))
            #expect(try await bench.openCount() == 0)
            let merged = try await bench.anna.get("/merges", ["accept-language": "en"])
            #expect(merged.text.contains("Undo the merge"))
            let undone = try await bench.anna.post("/merges/\(merge)/undo", [("losses", "")])
            #expect(undone.status == 303)
            #expect(try await bench.anna.get("/customers/\(high)").status == 200)
            #expect(try await bench.anna.get("/customers/\(low)").text.contains("/merges/\(merge)") == false)
        }
    }

    @Test(
        "A guest's old link leads to the winner; open pages and the audit trail are told",
        arguments: TestEngine.all)
    func guestsAndListeners(engine: TestEngine) async throws {
        try await DuplicateBench.with(engine) { bench in
            let (low, high) = try await bench.alikePersons()
            let gus = try await bench.server.guest("gus")
            let other = try await bench.server.guest("otto")
            #expect(
                try await bench.anna.api(.post, "customers/\(high)/guests", ["guest": gus.id.text]).status
                    < 300)
            let heard = try bench.server.hub.listen(to: ["customer/\(low)"], as: bench.viewer)
            let merge = try await bench.mergeByForm(low, high)
            var kinds: [String] = []
            for await case .event(let event, _) in heard {
                kinds.append(event.kind)
                if event.kind != "entry" { break }
            }
            #expect(kinds.last == "merge")
            #expect(try await gus.get("/customers/\(high)").headers["location"] == "/customers/\(low)")
            #expect(try await gus.get("/customers/\(low)").status == 200)
            #expect(try await other.get("/customers/\(high)").status == 404)
            let guest = Viewer(id: gus.id, name: "", role: .guest, teams: [], scope: .admin)
            let shared = try bench.server.hub.listen(to: ["customer/\(low)"], as: guest)
            let undone = try await bench.anna.post("/merges/\(merge)/undo", [("losses", "")])
            #expect(undone.status == 303)
            for await _ in shared {}
            #expect(try await gus.get("/customers/\(low)").status == 404)
            let noted = try await bench.database.read { tx in
                try tx.rows("SELECT action FROM audit WHERE action LIKE '%merged' ORDER BY id") { $0.text(0) }
            }
            #expect(noted == ["merged", "unmerged"])
        }
    }

    @Test(
        "Who saw an old version is refused, and nothing is merged; so are guests", arguments: TestEngine.all)
    func conflict(engine: TestEngine) async throws {
        try await DuplicateBench.with(engine) { bench in
            let (low, high) = try await bench.alikePersons()
            try await bench.patch(high, ["website": "neu.de"])
            let path = "duplicates/\(low)-\(high)/merge"
            let stale = try await bench.anna.api(.post, path, ["winner": low.text, "versions": "1,1"])
            #expect(stale.status == 409)
            let gus = try await bench.server.guest("gus")
            let now = ["winner": low.text, "versions": "1,2", "website": "high"]
            #expect(try await gus.api(.post, path, now).status == 404)
            #expect(try await bench.find(high) == high)
            let other = try await bench.create(["kind": "company", "company_name": "Groß GmbH"])
            let foreign = ["winner": other.text, "versions": "1,2"]
            #expect(try await bench.anna.api(.post, path, foreign).status == 422)
            #expect(try await bench.anna.api(.post, path, now).status == 201)
            #expect(try await bench.anna.api(.post, path, now).status == 409)
            let whole = try await bench.anna.api(.get, "customers/\(low)").json
            #expect((whole["details"] as? [String: String])?["website"] == "neu.de")
        }
    }

    @Test("The page shows both side by side in both languages", arguments: TestEngine.all)
    func sideBySide(engine: TestEngine) async throws {
        try await DuplicateBench.with(engine) { bench in
            let (low, high) = try await bench.alikePersons()
            try await bench.patch(high, ["website": "<b>gross.de</b>"])
            let german = try await bench.anna.get("/duplicates/\(low)-\(high)", ["accept-language": "de"])
            #expect(german.text.contains("Bleibt bestehen"))
            #expect(german.text.contains("17.06.1975"))
            #expect(german.text.contains("&lt;b&gt;gross.de"))
            #expect(!german.text.contains("<b>gross.de"))
            let english = try await bench.anna.get("/duplicates/\(low)-\(high)", ["accept-language": "en"])
            #expect(english.text.contains("Stays"))
            #expect(try await bench.anna.get("/duplicates/\(low)-\(low)").status == 404)
        }
    }

    @Test("Every table of customers is taken down, or known to stay out of merging")
    func complete() async throws {
        try await DuplicateBench.with(.sqlite) { bench in
            let known = Set(CustomerTable.all.map(\.name)).union([
                "customer_change", "customer_visit", "customer_star", "customer_view",
            ])
            let all = try await bench.customerTables()
            #expect(Set(all).subtracting(known).isEmpty, "tables that merging does not know")
        }
    }
}

extension DuplicateBench {
    /// Two colleagues and a guest.
    func crowd() async throws -> (people: [PersonID], guest: PersonID) {
        ([anna.id, try await server.member("ben").id], try await server.guest("gus").id)
    }

    func randomCustomers(
        _ count: Int, _ crowd: (people: [PersonID], guest: PersonID), seed: UInt64
    ) async throws -> ([CustomerID], RandomCustomers) {
        try await database.write { [viewer] tx in
            var random = RandomCustomers(seed: seed, viewer: viewer, people: crowd.people, guest: crowd.guest)
            let ids = try (0..<count).map { _ in try random.customer(in: tx) }
            try random.relate(ids + ids, in: tx)
            return (ids, random)
        }
    }

    /// Merges with random choices.
    func merge(_ pair: CustomerPair, _ random: inout RandomCustomers) async throws -> Merge {
        let rows: [ID<Responsibility>] = try await database.read { tx in
            try tx.rows(
                "SELECT id FROM customer_responsibility WHERE customer_id IN (\(pair.low), \(pair.high)) ORDER BY id"
            ) { $0.id(0) }
        }
        let versions = try await versions(of: pair)
        return try await service.merge(pair, random.choice(pair, versions: versions, rows), by: viewer)
    }

    func versions(of pair: CustomerPair) async throws -> [Int] {
        try await database.read { tx in
            try tx.rows("SELECT version FROM customer WHERE id IN (\(pair.low), \(pair.high)) ORDER BY id") {
                $0.int(0)
            }
        }
    }

    /// Merges as the page does. - Returns: the id of the merge.
    func mergeByForm(_ low: CustomerID, _ high: CustomerID) async throws -> String {
        let pair = try #require(CustomerPair(low, high))
        let versions = try await versions(of: pair).map(String.init).joined(separator: ",")
        let reply = try await anna.post(
            "/duplicates/\(low)-\(high)/merge", [("winner", low.text), ("versions", versions)])
        precondition(reply.status == 303, "\(reply.status) \(reply.text)")
        let items = try await anna.api(.get, "merges").json["items"] as? [[String: Any]]
        return items?.first?["id"] as? String ?? ""
    }

    func note(_ text: String, for id: CustomerID) async throws -> EntryID {
        let reply = try await anna.api(.post, "customers/\(id)/timeline", ["kind": "note", "text": text])
        guard let id = try (reply.json["id"] as? String).flatMap({ EntryID(text: $0) }) else {
            preconditionFailure("\(reply.status) \(reply.text)")
        }
        return id
    }

    /// With whom an entry stands.
    func home(of entry: EntryID) async throws -> CustomerID? {
        try await database.read { tx in
            try tx.one("SELECT customer_id FROM timeline_entry WHERE id = \(entry)") { $0.id(0) }
        }
    }

    func find(_ id: CustomerID) async throws -> CustomerID? {
        try await database.read { [viewer] tx in try CustomerStore().find(id, for: viewer, in: tx)?.id }
    }

    /// A customer who was merged owns nothing any more.
    func expectNothing(of id: CustomerID) async throws {
        for table in CustomerTable.all.map(\.name) where table != "customer" {
            let count = try await count(
                "SELECT COUNT(*) FROM \(SQL(trusted: table)) WHERE customer_id = \(id)")
            #expect(count == 0, "\(table)")
        }
        #expect(try await count("SELECT COUNT(*) FROM timeline_entry WHERE customer_id = \(id)") == 0)
    }

    func customerTables() async throws -> [String] {
        try await database.read { tx in
            try tx.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'customer%'") {
                $0.text(0)
            }
        }
    }
}
