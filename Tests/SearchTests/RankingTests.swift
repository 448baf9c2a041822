import Customers
import Foundation
import Language
import Platform
import Search
import Storage
import TestKit
import Testing
import Timeline

/// The server ranks as the laboratory does, on both engines. All questions with `RUNDBLICK_ALL_QUERIES=1`.
@Suite("Ranking of the stored index") struct RankingTests {
    private struct Passage: Decodable { let id: String, text: String }
    private struct Query: Decodable { let id: String, variant: String, text: String, gold: String }

    @Test("Every question ranks as in memory", arguments: TestEngine.all)
    func sameAsInMemory(engine: TestEngine) async throws {
        let passages = try Self.lines(Passage.self, "corpus.jsonl.gz")
        let queries = try Self.queries()
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna").viewer()
            let customer = try await server.customer("Korpus", by: anna)
            let ids = try await store(passages.map(\.text), on: customer, server)
            let memory = MemoryIndex(Analyzer())
            for (passage, id) in zip(passages, ids) {
                memory.add(id.raw, Analyzer().entry([.text(passage.text)]))
            }
            try memory.link()
            var reciprocal: [String: [Double]] = [:]
            let ranker = Language.Search(Analyzer())
            for query in queries {
                let expected = try ranker.run(query.text, limit: 10, in: memory).hits.map(\.document)
                let found = try await server.search.search(query.text, kinds: [.entry], limit: 10, for: anna)
                let hits = found.groups.first?.hits.map(\.id) ?? []
                #expect(hits == expected, "\(query.text)")
                let place = hits.firstIndex { hit in
                    ids.firstIndex { $0.raw == hit }.map { passages[$0].id } == query.gold
                }
                reciprocal[query.variant, default: []].append(place.map { 1 / Double($0 + 1) } ?? 0)
            }
            for (variant, values) in reciprocal.sorted(by: { $0.key < $1.key }) {
                let mean = values.reduce(0, +) / Double(values.count)
                print("search \(engine) \(variant): \(values.count) questions, MRR@10 \(mean)")
                #expect(mean > 0.75)
            }
        }
    }

    /// Entries that hold a passage each, indexed.
    private func store(
        _ texts: [String], on customer: CustomerID, _ server: TestServer
    ) async throws -> [EntryID] {
        let ids = try await server.rundblick.store.database.write { tx in
            try texts.map { text in
                var entry = TimelineEntry(
                    id: tx.id(), customer: customer, at: tx.now, kind: .note, authorName: "")
                entry.text = text
                try TimelineStore().insert(entry, in: tx)
                return entry.id
            }
        }
        try await server.rundblick.search.indexer.rebuild { _, _ in }
        return ids
    }

    private static func queries() throws -> [Query] {
        let all = try lines(Query.self, "queries-dev.jsonl.gz")
        if ProcessInfo.processInfo.environment["RUNDBLICK_ALL_QUERIES"] != nil { return all }
        let variants = Dictionary(grouping: all, by: \.variant).values
        return variants.flatMap { queries in
            stride(from: 0, to: queries.count, by: max(queries.count / 40, 1)).map { queries[$0] }
        }
    }

    private static func lines<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> [Value] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/bin/gzip")
        process.arguments = ["-dc", root.appending(path: "../shared/data/matching/de-search/\(name)").path]
        process.standardOutput = pipe
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try bytes.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(type, from: Data($0))
        }
    }
}
