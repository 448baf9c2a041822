import ArgumentParser
import Foundation
import Language
import Learning

/// `lab experts PEOPLE POSTS REQUESTS`: how well and how fast those who know are found.
struct ExpertsTrial: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "experts", abstract: "Finds who knows about requests, by what people wrote.")

    @Argument(help: "People, one JSON object {id, abwesend} a line.")
    var people: String

    @Argument(help: "Posts, one JSON object {id, autor, tag, text} a line.")
    var posts: String

    @Argument(help: "Requests, one JSON object {id, schwer, text, experten} a line.")
    var requests: String

    struct Request: Decodable {
        let id: String
        let schwer: Bool
        let text: String
        let experten: Set<String>
    }

    func run() throws {
        let analyzer = Analyzer()
        let posts = try PostIndex(
            people: Input.jsonLines(PostIndex.Person.self, people),
            posts: Input.jsonLines(PostIndex.Post.self, posts), analyzer)
        let requests = try Input.jsonLines(Request.self, requests)
        let experts = Experts(analyzer)
        var answers: [ExpertAnswer] = []
        let time = try ContinuousClock().measure {
            answers = try requests.map {
                try experts.find($0.text, limit: posts.people.count, in: posts.index, by: posts)
            }
        }
        print("requests  count    MRR  MRR shown  Recall@5")
        let figures = [false, true].map { isHard in
            let some = zip(requests, answers).filter { $0.0.schwer == isHard }
            return Figures(some.map { Self.judge($0.1, $0.0, posts) })
        }
        for (name, figure) in zip(["easy", "hard"], figures) { print(figure.row(name)) }
        try checkReasons(experts, requests, answers, posts)
        let perRequest = time / .milliseconds(1) / Double(max(requests.count, 1))
        print(
            "result: mrr_easy=\(three(figures[0].mrr)) mrr_hard=\(three(figures[1].mrr))",
            "recall5_easy=\(three(figures[0].recall5)) ms_per_request=\(three(perRequest))")
    }

    /// One answer against the truth.
    private struct Judged {
        let reciprocal: Double
        let reciprocalShown: Double
        let recall5: Double
    }

    /// Means over many requests.
    private struct Figures {
        let count: Int
        let mrr: Double
        let mrrShown: Double
        let recall5: Double

        init(_ judged: [Judged]) {
            count = judged.count
            let all = Double(max(count, 1))
            mrr = judged.reduce(0) { $0 + $1.reciprocal } / all
            mrrShown = judged.reduce(0) { $0 + $1.reciprocalShown } / all
            recall5 = judged.reduce(0) { $0 + $1.recall5 } / all
        }

        func row(_ name: String) -> String {
            name + String(format: "%11d  %.3f      %.3f     %.3f", count, mrr, mrrShown, recall5)
        }
    }

    private static func judge(_ answer: ExpertAnswer, _ request: Request, _ posts: PostIndex) -> Judged {
        func isRight(_ expert: Expert) -> Bool {
            request.experten.contains(posts.people[Int(expert.person)].id)
        }
        func reciprocal(_ experts: [Expert]) -> Double {
            experts.firstIndex(where: isRight).map { 1 / Double($0 + 1) } ?? 0
        }
        let found = answer.experts.prefix(5).count(where: isRight)
        return Judged(
            reciprocal: reciprocal(answer.experts), reciprocalShown: reciprocal(answer.inOrderOfHelp),
            recall5: Double(found) / Double(max(request.experten.count, 1)))
    }

    /// Without the heaviest reason the best person's score must be lower.
    private func checkReasons(
        _ experts: Experts, _ requests: [Request], _ answers: [ExpertAnswer], _ posts: PostIndex
    ) throws {
        var lower = 0
        var count = 0
        for (request, answer) in zip(requests, answers) {
            guard let best = answer.experts.first, let reason = best.reasons.first else { continue }
            let without = try experts.find(
                request.text, ignoring: [reason.part], limit: posts.people.count, in: posts.index, by: posts)
            let score = without.experts.first { $0.person == best.person }?.score ?? 0
            count += 1
            if score < best.score { lower += 1 }
        }
        print("reasons: without the heaviest the score falls in \(lower) of \(count)")
    }
}
