import App
import ArgumentParser
import Customers
import Foundation
import Platform
import Recording
import Search
import Storage
import Timeline

/// `bench search`: how long a search takes among many short documents, against the bare SQL of the same reads. The store
/// is made the first time, of sentences of the corpus put together by chance; so are questions of its words.
struct SearchBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "search")

    @Option(help: "A data folder of its own.") var data: String
    @Option var database: String?
    @Option(help: "Passages, one JSON object {id, text} a line.") var corpus: String
    @Option(help: "Questions, one JSON object {id, text} a line.") var queries: String
    @Option var documents = 200_000
    @Option(help: "Questions asked.") var questions = 1000

    private struct Line: Decodable { let text: String }

    func run() async throws {
        let rundblick = try await Rundblick.open(StoreLocation(folder: data, postgres: database))
        let begin = ContinuousClock.now
        let isNew = try await fill(rundblick)
        if isNew { try await rundblick.search.indexer.rebuild { _, _ in } }
        let indexing = isNew ? Int((ContinuousClock.now - begin) / .seconds(1)) : 0
        let all = try Self.lines(queries)
        let texts = stride(from: 0, to: all.count, by: max(all.count / questions, 1)).map { all[$0] }
        let (whole, bare, statements) = try await measure(texts, rundblick)
        try await rundblick.close()
        print(
            "result: documents=\(documents) indexed_s=\(indexing) questions=\(whole.count)"
                + " p50_ms=\(Self.ms(whole, 0.5)) p95_ms=\(Self.ms(whole, 0.95)) p99_ms=\(Self.ms(whole, 0.99))"
                + " bare_p50_ms=\(Self.ms(bare, 0.5)) bare_p95_ms=\(Self.ms(bare, 0.95))"
                + " statements=\(statements / max(whole.count, 1))")
    }

    /// - Returns: whether the store was empty.
    private func fill(_ rundblick: Rundblick) async throws -> Bool {
        let database = rundblick.store.database
        guard try await database.read({ try $0.count("SELECT count(*) FROM timeline_entry") }) == 0 else {
            return false
        }
        let customer: CustomerID = try await database.write { tx in
            let customer = Customer(id: tx.id(), details: .company("Korpus"), createdAt: tx.now)
            try CustomerStore().insert(customer, in: tx)
            return customer.id
        }
        let sentences = try Self.lines(corpus).flatMap { $0.split(separator: ". ").map(String.init) }
        var random = LinearCongruence(state: 7)
        for first in stride(from: 0, to: documents, by: 1000) {
            let texts = (0..<min(1000, documents - first)).map { _ in
                (0..<3).map { _ in sentences[random.below(sentences.count)] }.joined(separator: ". ")
            }
            try await database.write { tx in
                for text in texts {
                    var entry = TimelineEntry(
                        id: tx.id(), customer: customer, at: tx.now, kind: .note, authorName: "")
                    entry.text = text
                    try TimelineStore().insert(entry, in: tx)
                }
            }
        }
        return true
    }

    /// Seconds of each search, and of its statements run again with nothing around them.
    private func measure(
        _ texts: [String], _ rundblick: Rundblick
    ) async throws -> (whole: [Double], bare: [Double], statements: Int) {
        let recorder = RecordingDatabase(rundblick.store.database)
        let recorded = SearchService(database: recorder, features: Rundblick.features)
        let search = rundblick.search.service
        let viewer = Viewer(id: PersonID(1), name: "", role: .member, teams: [], scope: .read)
        var (whole, bare, statements): ([Double], [Double], Int) = ([], [], 0)
        for (number, text) in texts.enumerated() {
            _ = try await recorded.search(text, kinds: [.entry], for: viewer)
            let reads = recorder.take()
            let begin = ContinuousClock.now
            _ = try await search.search(text, kinds: [.entry], for: viewer)
            let middle = ContinuousClock.now
            try await rundblick.store.database.read { tx in
                for sql in reads { _ = try tx.rows(sql) { $0.int64(0) } }
            }
            // The first ones warm up.
            guard number >= texts.count / 10 else { continue }
            whole.append((middle - begin) / .seconds(1))
            bare.append((ContinuousClock.now - middle) / .seconds(1))
            statements += reads.count
        }
        return (whole.sorted(), bare.sorted(), statements)
    }

    private static func ms(_ sorted: [Double], _ share: Double) -> String {
        String(format: "%.2f", percentile(sorted, share) * 1000)
    }

    /// The texts of a file of JSON lines, packed or not.
    private static func lines(_ path: String) throws -> [String] {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/bin/gzip")
        process.arguments = ["-dcf", path]
        process.standardOutput = pipe
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return try bytes.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Line.self, from: Data($0)).text
        }
    }
}

/// The same numbers in every run (Knuth's MMIX constants).
private struct LinearCongruence {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
}
