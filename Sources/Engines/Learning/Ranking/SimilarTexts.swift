import Language

/// Finds what is like a new text among older ones: offers like a new request, cases like a new case.
package struct SimilarTexts: Sendable {
    /// What was found, and why.
    package struct Match: Sendable {
        package let document: Int64
        /// The sum of the reasons; comparable within one answer only.
        package let score: Double
        /// What part of everything the text asks for the document holds, 0 … 1.
        package let coverage: Double
        /// Shared terms, heaviest first; weights are parts of the score.
        package let reasons: [Reason]
        /// Those of the reasons which the text does not hold itself: they came from documents like it.
        package let related: Set<String>
    }

    /// What counts how much.
    package struct Settings: Sendable {
        /// So many words of the text count, those that weigh most.
        package var words = 40
        /// How documents that were found widen the text.
        package var feedback = Feedback(documents: 5, terms: 20, weight: 0.5, isForAsked: true)

        /// The settings that did best on the development data.
        package init() {}
    }

    private let search: Search
    private let settings: Settings

    /// A finder that reads texts as the index was analysed.
    package init(_ analyzer: Analyzer, _ settings: Settings = Settings()) {
        search = Search(analyzer, bounds: Search.Bounds(lookups: 16_000), weighting: .texts)
        self.settings = settings
    }

    /// The documents most like the text; none when they have no word in common with it.
    /// - Parameters:
    ///   - fields: the text, weighted like the documents of the index (titles about 3).
    ///   - excluded: documents that do not count, first of all the text itself; few.
    ///   - ignored: terms that do not count, such as one that somebody struck out of the reasons.
    ///   - limit: at most so many documents.
    package func find(
        _ fields: [IndexEntry.Field], excluding excluded: Set<Int64> = [], ignoring ignored: Set<String> = [],
        limit: Int, in source: some ForwardSource
    ) throws -> [Match] {
        let asked = try search.query(fields, limit: settings.words, ignoring: ignored, in: source)
        let seen = try hits(asked, settings.feedback.documents, excluded, in: source)
        let query = try search.widened(asked, by: seen, settings.feedback, ignoring: ignored, in: source)
        let best = try hits(query, limit, excluded, in: source)
        let possible = try search.bestPossibleScore(for: query, in: source)
        let shared = try search.shared(query, with: best.map(\.document), in: source)
        return best.map { hit in
            let terms = shared[hit.document] ?? []
            return Match(
                document: hit.document, score: hit.score, coverage: hit.score / max(possible, hit.score),
                reasons: terms.map { Reason($0.term, weight: $0.score) },
                related: Set(terms.filter { !$0.isAsked }.map(\.term)))
        }
    }

    private func hits(
        _ query: Query, _ limit: Int, _ excluded: Set<Int64>, in source: some ForwardSource
    ) throws -> [Search.Hit] {
        let hits = try search.hits(for: query, limit: limit + excluded.count, in: source)
        return Array(hits.filter { !excluded.contains($0.document) }.prefix(limit))
    }
}
