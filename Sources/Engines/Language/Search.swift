/// Ranks the documents of an index for a question: BM25 over stems, with compounds, their parts and
/// corrections.
package struct Search: Sendable {
    /// The bounds of one search, which hold its time however large the index is.
    package struct Bounds: Sendable {
        /// A document must hold one of the rarest words of the question: as many of them as have so many
        /// postings together, at least one.
        let postings: Int
        /// Pairs of a document and a frequent term that are looked up for the best documents.
        let lookups: Int
        /// Compounds or prefixes that stand for one word.
        let expansions: Int

        /// Bounds; the defaults are meant for 200,000 documents and 15 ms in a local database.
        package init(postings: Int = 6000, lookups: Int = 4000, expansions: Int = 24) {
            self.postings = postings
            self.lookups = lookups
            self.expansions = expansions
        }
    }

    /// How occurrences and length count in BM25.
    package struct Weighting: Sendable {
        /// How late more occurrences of a word stop to matter.
        let saturation: Double
        /// How much a long document loses, 0 … 1.
        let lengthPenalty: Double

        /// For questions of a few words; best on German passages.
        package static let questions = Weighting(saturation: 0.9, lengthPenalty: 0.5)
        /// For whole texts against whole texts; best on German passages and English questions.
        package static let texts = Weighting(saturation: 2, lengthPenalty: 0.6)
    }

    /// A document that was found, best first.
    package struct Hit: Equatable, Sendable {
        package let document: Int64
        package let score: Double
    }

    /// What a search found.
    ///
    /// Corrections come from the whole index: do not show them beside an empty list of hits, or they would
    /// tell a viewer which words hidden documents hold.
    package struct Result: Equatable, Sendable {
        package let hits: [Hit]
        /// Words that were unknown, with the term taken for them.
        package let corrections: [String: String]
    }

    let analyzer: Analyzer
    let bounds: Bounds
    let weighting: Weighting

    /// A search that analyses questions as the index was analysed.
    package init(_ analyzer: Analyzer, bounds: Bounds = Bounds(), weighting: Weighting = .questions) {
        self.analyzer = analyzer
        self.bounds = bounds
        self.weighting = weighting
    }

    /// The best documents, equal ones by the higher id.
    /// - Parameters:
    ///   - exact: values that are found as a whole, such as a phone number in the question, normalised; at
    ///     most 8.
    ///   - isTyping: whether the last word may be unfinished and stands for all words that begin so.
    ///   - limit: at most so many hits.
    package func run(
        _ question: String, exact: [String] = [], isTyping: Bool = false, limit: Int,
        in source: some SearchIndex
    ) throws -> Result {
        let words = analyzer.question(question, isTyping: isTyping) + exact.prefix(8).map(Analyzer.Word.exact)
        var expansion = Expansion(words, analyzer, bounds)
        let groups = try expansion.groups(typed: isTyping ? words.count - exact.count - 1 : nil, in: source)
        let ranking = try Ranking(groups, self, statistics: source.statistics())
        return Result(hits: try ranking.hits(limit: limit, in: source), corrections: expansion.corrections)
    }
}
