/// What a text asks of an index, read once: it can be ranked by, widened with words of what it found, and
/// taken apart again to say why.
package struct Query: Sendable {
    /// Rarest and heaviest first.
    var groups: [TermGroup]
    /// Unknown words, with the term taken for them.
    package let corrections: [String: String]
    /// Whether no word of the text means anything to the index.
    package var isEmpty: Bool { groups.isEmpty }
}

/// A term that a query and a document share.
package struct SharedTerm: Hashable, Sendable {
    /// As the document holds it.
    package let term: String
    /// Its part of the document's score.
    package let score: Double
    /// Whether the text itself asked for it; otherwise it came from documents like it.
    package let isAsked: Bool
}

/// How far a query is widened by the words of the documents that it found (pseudo-relevance feedback, as in
/// Lavrenko and Croft 2001, DOI 10.1145/383952.383972, with BM25 scores in the place of probabilities).
package struct Feedback: Sendable {
    /// The best so many documents give words.
    package var documents: Int
    /// So many words are added.
    package var terms: Int
    /// What the best of them counts against a word of the text.
    package var weight: Double
    /// Whether words of the text itself may be among them, and so count more: good for long texts, in which
    /// many words are beside the point.
    package var isForAsked: Bool

    /// Feedback from `documents`, adding `terms` of at most `weight`.
    package init(documents: Int, terms: Int, weight: Double, isForAsked: Bool) {
        self.documents = documents
        self.terms = terms
        self.weight = weight
        self.isForAsked = isForAsked
    }
}

extension Search {
    /// More distinct words of a text are not looked at.
    private static let maximumWords = 200

    /// Reads the text of these fields as a query.
    ///
    /// Unlike in a question typed by a person, a word may occur often: it then counts as often as it occurs,
    /// each time with the weight of its field.
    /// - Parameters:
    ///   - limit: at most so many words, those that weigh most.
    ///   - ignored: terms that do not count.
    package func query(
        _ fields: [IndexEntry.Field], limit: Int = 40, ignoring ignored: Set<String> = [],
        in source: some SearchIndex
    ) throws -> Query {
        let asked = analyzer.asked(fields).filter { ignored.isDisjoint(with: $0.word.terms) }
            .prefix(Self.maximumWords)
        var expansion = Expansion(asked.map(\.word), analyzer, bounds)
        var groups = try expansion.groups(weights: asked.map { $0.weight }, in: source)
        for index in groups.indices { groups[index].terms.removeAll { ignored.contains($0.term.text) } }
        let ranking = try Ranking(groups.filter { !$0.terms.isEmpty }, self, statistics: source.statistics())
        return Query(groups: ranking.heaviest(limit), corrections: expansion.corrections)
    }

    /// The best documents for the query, equal ones by the higher id.
    package func hits(for query: Query, limit: Int, in source: some SearchIndex) throws -> [Hit] {
        let ranking = try Ranking(query.groups, self, statistics: source.statistics())
        return try ranking.hits(limit: limit, in: source)
    }

    /// The query with the most telling words of what it found, which may not be shown to everybody: give it
    /// only hits that the viewer may see.
    package func widened(
        _ query: Query, by hits: [Hit], _ feedback: Feedback, ignoring ignored: Set<String> = [],
        in source: some ForwardSource
    ) throws -> Query {
        let best = hits.prefix(feedback.documents)
        let contents = try source.contents(of: best.map(\.document))
        let ranking = try Ranking(query.groups, self, statistics: source.statistics())
        var widened = query
        widened.groups += ranking.telling(contents, best, feedback, ignoring: ignored)
        return widened
    }

    /// What each document shares with the query, heaviest first; the scores of a document add up to its own.
    package func shared(
        _ query: Query, with documents: [Int64], in source: some SearchIndex
    ) throws -> [Int64: [SharedTerm]] {
        let ranking = try Ranking(query.groups, self, statistics: source.statistics())
        return try ranking.shared(with: documents, in: source)
    }

    /// The highest score that a document could have for the query: every word, more often than ever.
    package func bestPossibleScore(for query: Query, in source: some SearchIndex) throws -> Double {
        try Ranking(query.groups, self, statistics: source.statistics()).bestPossibleScore
    }
}

extension Analyzer {
    /// The distinct words of the fields with their occurrences, each weighted by its field; words with the same
    /// stems are one.
    fileprivate func asked(_ fields: [IndexEntry.Field]) -> [(word: Word, weight: Double)] {
        var asked: [(word: Word, weight: Double)] = []
        var places: [[String]: Int] = [:]
        func add(_ word: Word, _ weight: Double) {
            if let place = places[word.terms] {
                asked[place].weight += weight
            } else {
                places[word.terms] = asked.count
                asked.append((word, weight))
            }
        }
        for field in fields {
            if field.isExact {
                add(Word.exact(field.text), field.weight)
            } else {
                for token in Tokenizer.tokens(field.text) where !isStopWord(token) {
                    add(word(token), field.weight)
                }
            }
        }
        return asked
    }
}
