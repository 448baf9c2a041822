import Foundation
import Testing

@testable import CRDT

/// A few sessions of each kind of the conformance corpus; `lab crdt conformance` runs all of it.
@Suite("Conformance with Yjs")
struct ConformanceTests {
    @Test(
        "Every order gives the same state, delete set and text",
        arguments: [
            "array", "map", "mixed", "snapshot", "subdoc", "text", "text-format", "text-surrogate", "undo",
            "xml",
        ])
    func orders(kind: String) throws {
        let file = "../shared/data/yjs-conformance/\(kind).jsonl"
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").prefix(2)
        #expect(!lines.isEmpty)
        for line in lines {
            let session = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let updates = try Self.updates(session["updates"])
            var deliveries = [
                updates, try Self.updates([session["full"]]), try Self.updates(session["merged"]),
            ]
            let orders = try #require(session["orders"] as? [String: [Int]])
            deliveries += orders.values.map { $0.map { updates[$0] } }
            deliveries.append([try Update.v1(fromV2: try Self.updates([session["fullV2"]])[0])])
            for delivery in deliveries { try check(delivery, session) }
        }
    }

    private func check(_ updates: [[UInt8]], _ session: [String: Any]) throws {
        let document = Document(collectsGarbage: session["gc"] as? Bool ?? true)
        for update in updates { try document.apply(update) }
        let clocks = try #require(session["sv"] as? [String: Int])
        #expect(document.state.clocks.count == clocks.count)
        for (id, clock) in clocks { #expect(document.state.clocks[UInt64(id) ?? 0] == UInt32(clock)) }
        let deletes = try #require(session["ds"] as? [String: [[Int]]])
        #expect(document.deletes.clients.count == deletes.count)
        for (id, ranges) in deletes {
            let found = document.deletes.clients[UInt64(id) ?? 0, default: []].map {
                [Int($0.clock), Int($0.length)]
            }
            #expect(found == ranges)
        }
        if let text = session["textString"] as? String {
            #expect(document.text(of: document.root("text")) == text)
        }
        if let xml = session["xmlString"] as? String {
            #expect(try document.xmlString(of: document.root("xml"), as: .xmlFragment) == xml)
        }
        #expect(!document.hasPending)
    }

    private static func updates(_ list: Any?) throws -> [[UInt8]] {
        try #require(list as? [String]).map { [UInt8](try #require(Data(base64Encoded: $0))) }
    }
}
