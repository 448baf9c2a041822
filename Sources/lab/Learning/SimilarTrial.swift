import ArgumentParser
import Foundation
import Language
import Learning

/// `lab similar CORPUS REQUESTS`: how well older texts like a new one are found.
struct SimilarTrial: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar", abstract: "Finds older texts that are like a new one.")

    @Argument(
        help:
            "Texts, one JSON object {id, text} a line; with {title, tags, date} requests may ask for earlier ones."
    )
    var corpus: String

    @Argument(help: "Requests, one JSON object {id, neu, text, aehnlich} or {question, linked} a line.")
    var requests: String

    struct Document: Decodable {
        let id: String
        let text: String
        let title: String?
        let tags: [String]?
        let date: String?

        var fields: [IndexEntry.Field] {
            var fields: [IndexEntry.Field] = [.text(text)]
            if let title { fields.append(.text(title, weight: 3)) }
            if let tags { fields.append(.text(tags.joined(separator: " "), weight: 2)) }
            return fields
        }
    }

    struct Request: Decodable {
        let neu: String?
        let text: String?
        let aehnlich: Set<String>?
        let question: String?
        let linked: Set<String>?
    }

    /// A request as it is run: the text, which document it is, and what should be found.
    struct Task {
        let fields: [IndexEntry.Field]
        let itself: Int64?
        let gold: Set<Int64>
        /// Whether only earlier documents count.
        let isDated: Bool
    }

    func run() throws {
        let analyzer = Analyzer()
        let documents = try Input.jsonLines(Document.self, corpus)
        let index = MemoryIndex(analyzer)
        for (number, document) in documents.enumerated() {
            index.add(Int64(number), analyzer.entry(document.fields))
        }
        try index.link()
        let tasks = try tasks(documents)
        let similar = SimilarTexts(analyzer)
        var answers: [[SimilarTexts.Match]] = []
        let time = try ContinuousClock().measure {
            answers = try tasks.map { try Self.find($0, [], documents, similar, index) }
        }
        let perRequest = time / .milliseconds(1) / Double(max(tasks.count, 1))
        let figures = zip(tasks, answers).map { Self.judge($1.map(\.document), $0.gold) }
        func mean(_ figure: (Judged) -> Double) -> Double {
            figures.reduce(0) { $0 + figure($1) } / Double(max(figures.count, 1))
        }
        print("requests  nDCG@10  Recall@10  MRR@10      ms")
        print(
            String(
                format: "%8d    %.3f      %.3f   %.3f  %6.3f", tasks.count, mean(\.ndcg), mean(\.recall),
                mean(\.reciprocal), perRequest))
        try checkReasons(similar, tasks, answers, documents, index)
        let mrr = tasks.contains(where: \.isDated) ? " mrr10=" + three(mean(\.reciprocal)) : ""
        print("result: ndcg10=\(three(mean(\.ndcg))) recall10=\(three(mean(\.recall)))\(mrr)")
    }

    private func tasks(_ documents: [Document]) throws -> [Task] {
        let numbers = Dictionary(uniqueKeysWithValues: documents.enumerated().map { ($1.id, Int64($0)) })
        return try Input.jsonLines(Request.self, requests).enumerated().map { number, request in
            if let text = request.text, let gold = request.aehnlich {
                return Task(
                    fields: [.text(text)], itself: request.neu.flatMap { numbers[$0] },
                    gold: Set(gold.compactMap { numbers[$0] }), isDated: false)
            }
            guard let gold = request.linked, let itself = request.question.flatMap({ numbers[$0] }) else {
                throw Input.Failure(
                    file: requests,
                    reason: "record \(number + 1): neither {text, aehnlich} nor {question, linked}")
            }
            return Task(
                fields: documents[Int(itself)].fields, itself: itself,
                gold: Set(gold.compactMap { numbers[$0] }), isDated: true)
        }
    }

    private static func find(
        _ task: Task, _ ignored: Set<String>, _ documents: [Document], _ similar: SimilarTexts,
        _ index: MemoryIndex
    ) throws -> [SimilarTexts.Match] {
        index.isShown = { _ in true }
        if task.isDated, let date = task.itself.map({ documents[Int($0)].date ?? "" }) {
            index.isShown = { documents[Int($0)].date ?? "" < date }
        }
        return try similar.find(
            task.fields, excluding: Set([task.itself].compactMap { $0 }), ignoring: ignored, limit: 10,
            in: index)
    }

    /// One answer against the truth.
    private struct Judged {
        let ndcg: Double
        let recall: Double
        let reciprocal: Double
    }

    private static func judge(_ found: [Int64], _ gold: Set<Int64>) -> Judged {
        let gains = found.enumerated().map { gold.contains($1) ? 1 / log2(Double($0 + 2)) : 0 }
        let best = (0..<min(10, gold.count)).reduce(0.0) { $0 + 1 / log2(Double($1 + 2)) }
        return Judged(
            ndcg: best > 0 ? gains.reduce(0, +) / best : 0,
            recall: Double(found.count(where: gold.contains)) / Double(max(gold.count, 1)),
            reciprocal: found.firstIndex(where: gold.contains).map { 1 / Double($0 + 1) } ?? 0)
    }

    /// Without the heaviest reason the best document's score must be lower.
    private func checkReasons(
        _ similar: SimilarTexts, _ tasks: [Task], _ answers: [[SimilarTexts.Match]], _ documents: [Document],
        _ index: MemoryIndex
    ) throws {
        var lower = 0
        var count = 0
        for (task, answer) in zip(tasks, answers) {
            guard let best = answer.first, let reason = best.reasons.first else { continue }
            let without = try Self.find(task, [reason.part], documents, similar, index)
            count += 1
            if without.first(where: { $0.document == best.document })?.score ?? 0 < best.score { lower += 1 }
        }
        print("reasons: without the heaviest the score falls in \(lower) of \(count)")
    }
}
