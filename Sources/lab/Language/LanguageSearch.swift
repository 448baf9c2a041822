import ArgumentParser
import Foundation
import Language

/// `lab language search CORPUS QUERIES`: how well and how fast questions find their passage.
struct LanguageSearch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Searches a corpus for questions with one known passage each.")

    @Argument(help: "Passages, one JSON object {id, text} a line.")
    var corpus: String

    @Argument(help: "Questions, one JSON object {id, variant, text, gold} a line.")
    var queries: String

    struct Passage: Decodable {
        let id: String
        let text: String
    }

    struct Query: Decodable {
        let id: String
        let variant: String
        let text: String
        let gold: String
    }

    func run() throws {
        let analyzer = Analyzer()
        let passages = try Input.jsonLines(Passage.self, corpus)
        let index = MemoryIndex(analyzer)
        for (number, passage) in passages.enumerated() {
            index.add(Int64(number), analyzer.entry([.text(passage.text)]))
        }
        try index.link()
        let search = Search(analyzer)
        let queries = try Input.jsonLines(Query.self, queries)
        var ranks: [String: [Int?]] = [:]
        let time = try ContinuousClock().measure {
            for query in queries {
                let hits = try search.run(query.text, limit: 10, in: index).hits
                let rank = hits.firstIndex { passages[Int($0.document)].id == query.gold }
                ranks[query.variant, default: []].append(rank)
            }
        }
        report(ranks, msPerQuery: time / .milliseconds(1) / Double(max(queries.count, 1)))
    }

    private func report(_ ranks: [String: [Int?]], msPerQuery: Double) {
        print("variant     queries  MRR@10  Recall@10")
        for (variant, ranks) in ranks.sorted(by: { $0.key < $1.key }) {
            let name = variant.padding(toLength: 10, withPad: " ", startingAt: 0)
            print(String(format: "%@ %8d  %6.3f  %9.3f", name, ranks.count, mrr(ranks), recall(ranks)))
        }
        let fields = ["clean", "umlaut", "typo", "compound"].map {
            "mrr_\($0)=" + three(mrr(ranks[$0] ?? []))
        }
        let recall10 = three(recall(ranks["clean"] ?? []))
        print(
            "result:", fields.joined(separator: " "),
            "recall10_clean=\(recall10) ms_per_query=\(three(msPerQuery))")
    }

    private func mrr(_ ranks: [Int?]) -> Double {
        ranks.reduce(0) { $0 + ($1.map { 1 / Double($0 + 1) } ?? 0) } / Double(max(ranks.count, 1))
    }

    private func recall(_ ranks: [Int?]) -> Double {
        Double(ranks.count { $0 != nil }) / Double(max(ranks.count, 1))
    }
}
