/// What a search index stores for one document.
package struct IndexEntry: Equatable, Sendable {
    /// A part of a document.
    package struct Field: Sendable {
        let text: String
        let weight: Double
        let isExact: Bool

        /// Running text.
        /// - Parameter weight: how much one word of it counts against a word of a plain body (1); titles
        ///   about 3.
        package static func text(_ text: String, weight: Double = 1) -> Field {
            Field(text: text, weight: weight, isExact: false)
        }

        /// A value that is found only as a whole: a normalised phone number, an external number.
        package static func exact(_ text: String, weight: Double = 3) -> Field {
            Field(text: text, weight: weight, isExact: true)
        }
    }

    /// A posting: how strongly a term stands in the document.
    package struct Posting: Equatable, Sendable {
        package let term: String
        /// Occurrences, each times its field's weight.
        package let weight: Double
        /// Whether the term is a word, which has spellings and parts; numbers, codes and addresses have none.
        package let isWord: Bool
    }

    /// Sorted by term, so that writers lock rows of the vocabulary in one order.
    package let postings: [Posting]
    /// Words in the document, stop words not counted, fields by their weight.
    package let length: Double
}

extension Analyzer {
    /// What the index stores for a document of these fields.
    package func entry(_ fields: [IndexEntry.Field]) -> IndexEntry {
        var weights: [String: (weight: Double, isWord: Bool)] = [:]
        var length = 0.0
        func add(_ term: String, _ weight: Double, isWord: Bool) {
            let stored = weights[term] ?? (0, false)
            weights[term] = (stored.weight + weight, stored.isWord || isWord)
            length += weight
        }
        for field in fields {
            if field.isExact {
                add(Folding.base(field.text), field.weight, isWord: false)
                continue
            }
            let tokens = Tokenizer.tokens(field.text)
            let language = language(of: tokens)
            for token in tokens where !isStopWord(token) {
                add(term(token, language), field.weight, isWord: token.kind == .word)
            }
        }
        let postings = weights.map {
            IndexEntry.Posting(term: $0.key, weight: $0.value.weight, isWord: $0.value.isWord)
        }
        return IndexEntry(
            postings: postings.sorted { $0.term.utf8.lexicographicallyPrecedes($1.term.utf8) }, length: length
        )
    }
}
