import Foundation
import Language

/// Finds who knows about a request, by what people wrote: posts that match vote for their authors (Macdonald and
/// Ounis 2006, DOI 10.1145/1183614.1183671).
package struct Experts: Sendable {
    /// What counts how much.
    package struct Settings: Sendable {
        /// So many posts vote.
        package var posts = 50
        /// A post this old has lost half of what it can lose.
        package var halfLifeDays = 180.0
        /// What of its weight a post never loses: knowledge fades, but not to nothing.
        package var lasting = 0.5
        /// What a person's activity adds: this part of the best score for each e-fold of posts.
        package var activityPrior = 0.02
        /// How posts that were found widen the request.
        package var feedback = Feedback(documents: 20, terms: 20, weight: 0.3, isForAsked: false)

        /// The settings that did best on the development data.
        package init() {}
    }

    private let search: Search
    private let settings: Settings

    /// A finder that reads requests as the index was analysed.
    package init(_ analyzer: Analyzer, _ settings: Settings = Settings()) {
        search = Search(analyzer, bounds: Search.Bounds(lookups: 16_000))
        self.settings = settings
    }

    /// Who knows about the request; nobody when no post that may be shown has a word of it.
    /// - Parameters:
    ///   - ignored: terms that do not count, such as one that somebody struck out of the reasons.
    ///   - limit: at most so many people.
    ///   - source: the posts. What the viewer may not read must be hidden by `shown`: then it neither votes nor
    ///     gives words to the request.
    package func find(
        _ request: String, ignoring ignored: Set<String> = [], limit: Int, in source: some ForwardSource,
        by authors: some Authors
    ) throws -> ExpertAnswer {
        let asked = try search.query([.text(request)], ignoring: ignored, in: source)
        let seen = try search.hits(for: asked, limit: settings.feedback.documents, in: source)
        let query = try search.widened(asked, by: seen, settings.feedback, ignoring: ignored, in: source)
        let hits = try search.hits(for: query, limit: settings.posts, in: source)
        let ballots = try ballots(hits, by: authors)
        let ranked = ballots.sorted { $0.score == $1.score ? $0.person < $1.person : $0.score > $1.score }
        let total = ballots.reduce(0) { $0 + $1.score }
        let best = Array(ranked.prefix(limit))
        return ExpertAnswer(
            experts: try experts(best, query, in: source, by: authors), posts: hits.count,
            confidence: total > 0 ? (ranked.first?.score ?? 0) / total : 0)
    }

    /// The votes for one person.
    private struct Ballot {
        let person: Int64
        let activity: Int
        let votes: [Expert.Vote]
        /// For each post, how far its score counts.
        let factors: [Int64: Double]
        var activityPart = 0.0
        var score: Double { votes.reduce(activityPart) { $0 + $1.weight } }
    }

    private func ballots(_ hits: [Search.Hit], by authors: some Authors) throws -> [Ballot] {
        let written = try authors.authorship(of: hits.map(\.document))
        var byPerson: [Int64: [Search.Hit]] = [:]
        for hit in hits {
            if let person = written[hit.document]?.person { byPerson[person, default: []].append(hit) }
        }
        let activity = try authors.activity(of: byPerson.keys.sorted())
        var ballots = byPerson.map { person, hits in
            let posts = max(activity[person] ?? 0, hits.count)
            let factors = Dictionary(
                uniqueKeysWithValues: hits.map { hit in
                    (hit.document, recency(written[hit.document]?.ageDays ?? 0) / Double(posts).squareRoot())
                })
            let votes = hits.map {
                Expert.Vote(post: $0.document, weight: $0.score * (factors[$0.document] ?? 0))
            }
            return Ballot(
                person: person, activity: posts, votes: votes.sorted { $0.weight > $1.weight },
                factors: factors)
        }
        let best = ballots.map(\.score).max() ?? 0
        for index in ballots.indices {
            ballots[index].activityPart =
                settings.activityPrior * best * log(1 + Double(ballots[index].activity))
        }
        return ballots
    }

    private func recency(_ ageDays: Double) -> Double {
        settings.lasting + (1 - settings.lasting) * exp2(-ageDays / settings.halfLifeDays)
    }

    private func experts(
        _ ballots: [Ballot], _ query: Query, in source: some ForwardSource, by authors: some Authors
    ) throws -> [Expert] {
        let posts = ballots.flatMap { $0.votes.map(\.post) }
        let shared = try search.shared(query, with: posts, in: source)
        let absences = try authors.absences(among: ballots.map(\.person))
        return ballots.map { ballot in
            var parts: [String: Double] = [:]
            for (post, factor) in ballot.factors {
                for term in shared[post] ?? [] { parts[term.term, default: 0] += term.score * factor }
            }
            return Expert(
                person: ballot.person, score: ballot.score, votes: ballot.votes,
                activityPart: ballot.activityPart, activity: ballot.activity,
                reasons: parts.map { Reason($0.key, weight: $0.value) }.heaviestFirst(),
                absence: absences[ballot.person])
        }
    }
}
