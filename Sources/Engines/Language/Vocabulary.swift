/// Rows that a store adds when words are new to its vocabulary.
package struct VocabularyGrowth: Sendable {
    /// Spelling keys with the term they lead to; each pair once, new.
    package var spellings: [(key: String, term: Int64)] = []
    /// Parts with the compounds that hold them; each pair once, some may be stored already.
    package var compounds: [(part: Int64, compound: Int64)] = []
}

extension Analyzer {
    /// A short new word may be part of so many older ones; more are left unlinked.
    private static let maximumWholes = 500
    private static let batch = 400

    /// The spellings and compounds of words that were just added to the vocabulary, whichever came first,
    /// part or compound.
    /// - Parameter words: new terms with `IndexEntry.Posting.isWord`, already stored. Cost: about three small
    ///   reads a word.
    package func growth(of words: [Term], in source: some VocabularySource) throws -> VocabularyGrowth {
        var growth = VocabularyGrowth()
        var affected: [String: Term] = [:]
        for word in words {
            growth.spellings += Spelling.keys(word.text).map { ($0, word.id) }
            affected[word.text] = word
            guard word.text.utf8.count >= 3 else { continue }
            for whole in try source.terms(withPrefix: word.text, limit: Self.maximumWholes) {
                affected[whole.text] = whole
            }
            for whole in try source.terms(withSuffix: word.text, limit: Self.maximumWholes) {
                affected[whole.text] = whole
            }
        }
        try link(affected.values.sorted { $0.id < $1.id }, into: &growth, in: source)
        return growth
    }

    private func link(
        _ words: [Term], into growth: inout VocabularyGrowth, in source: some VocabularySource
    ) throws {
        var pending: [(Term, [Compounds.Split])] = []
        var texts: Set<String> = []
        func flush() throws {
            let known = Dictionary(
                try source.terms(texts.sorted()).map { ($0.text, $0.id) },
                uniquingKeysWith: { first, _ in first })
            for (word, splits) in pending {
                let parts = Compounds.parts(splits, of: word.text) { known[$0] != nil }
                growth.compounds += parts.compactMap { known[$0] }.sorted().map { ($0, word.id) }
            }
            pending = []
            texts = []
        }
        for word in words {
            let splits = Compounds.splits(word.text, self)
            guard !splits.isEmpty else { continue }
            pending.append((word, splits))
            for split in splits { texts.formUnion(split.left + split.right) }
            if texts.count >= Self.batch { try flush() }
        }
        try flush()
    }
}
