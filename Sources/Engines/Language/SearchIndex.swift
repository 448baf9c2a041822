/// A term of the vocabulary.
package struct Term: Hashable, Sendable {
    package let id: Int64
    package let text: String
    /// In how many documents it stands.
    package let documents: Int

    /// One row of the vocabulary.
    package init(id: Int64, text: String, documents: Int) {
        self.id = id
        self.text = text
        self.documents = documents
    }
}

/// How strongly a term stands in a document.
package struct Posting: Sendable {
    package let term: Int64
    package let document: Int64
    /// `IndexEntry.Posting.weight`
    package let weight: Double
    /// `IndexEntry.length` of the document
    package let length: Double

    /// One row of the index.
    package init(term: Int64, document: Int64, weight: Double, length: Double) {
        self.term = term
        self.document = document
        self.weight = weight
        self.length = length
    }
}

/// What is read of a vocabulary, for a search and to link new words.
///
/// All methods run synchronously, so that they can stand inside a database transaction. Where a limit cuts,
/// every source must cut alike, or two engines would rank differently: the order is given with each method.
package protocol VocabularySource {
    /// The terms among these texts that the vocabulary holds, in any order. Up to about 500 texts.
    func terms(_ texts: [String]) throws -> [Term]

    /// Terms that begin with the text, those in most documents first, then by text in byte order.
    func terms(withPrefix prefix: String, limit: Int) throws -> [Term]

    /// Terms that end with the text, in the same order. A store keeps the reversed text for it.
    func terms(withSuffix suffix: String, limit: Int) throws -> [Term]
}

/// What ranking reads of an index. One question takes one call of each method at most, but two of `postings`,
/// and for each unknown word two of `VocabularySource`.
package protocol SearchIndex: VocabularySource {
    /// How many documents there are and how long they are together. May lag behind by some percent.
    func statistics() throws -> (documents: Int, length: Double)

    /// Terms that have one of these spelling keys (`Spelling.keys`), in byte order of their text.
    func terms(withSpellingKeys keys: [String], limit: Int) throws -> [Term]

    /// Compound terms that have a part among these terms: per part those in most documents first, then in
    /// byte order.
    func compounds(withParts parts: [Int64], limitPerPart: Int) throws -> [(part: Int64, compound: Term)]

    /// Postings of these terms: per term those of the highest document ids.
    func postings(of terms: [Int64], limitPerTerm: Int) throws -> [Posting]

    /// Postings of these terms in these documents, each pair that exists.
    func postings(of terms: [Int64], in documents: [Int64]) throws -> [Posting]

    /// The highest document ids among those that hold every one of these terms.
    /// - Parameter scanLimit: looks at the so many highest documents of the first term only.
    func documents(withAll terms: [Int64], scanLimit: Int, limit: Int) throws -> [Int64]

    /// Those of the documents which may be shown and are wanted (reading rights, kind, not deleted).
    func shown(_ documents: [Int64]) throws -> Set<Int64>
}

/// An index that also knows what a document holds, for queries that learn from what they found.
package protocol ForwardSource: SearchIndex {
    /// All terms of these documents, in any order.
    func contents(of documents: [Int64]) throws -> [(term: Term, posting: Posting)]
}
