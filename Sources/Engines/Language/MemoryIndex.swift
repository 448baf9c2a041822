/// A search index in memory: for the laboratory and for tests, and the example of what a stored index does.
package final class MemoryIndex {
    /// What of the documents may be shown: a viewer's rights, in the laboratory.
    package var isShown: (Int64) -> Bool = { _ in true }

    private let analyzer: Analyzer
    private var vocabulary: [Term] = []
    private var numbers: [String: Int] = [:]
    private var lists: [[Posting]] = []
    private var contents: [Int64: [Posting]] = [:]
    private var spellings: [String: [Int64]] = [:]
    private var compounds: [Int64: Set<Int64>] = [:]
    private var length = 0.0
    private var documents: Set<Int64> = []
    private var newWords: [Int] = []
    private var ordered: [String] = []
    private var reversed: [String] = []

    /// An empty index.
    package init(_ analyzer: Analyzer) { self.analyzer = analyzer }

    /// Adds a document. Its id must be new.
    package func add(_ document: Int64, _ entry: IndexEntry) {
        documents.insert(document)
        length += entry.length
        for posting in entry.postings {
            let number = number(of: posting)
            let term = vocabulary[number]
            vocabulary[number] = Term(id: term.id, text: term.text, documents: term.documents + 1)
            let posting = Posting(
                term: term.id, document: document, weight: posting.weight, length: entry.length)
            lists[number].append(posting)
            contents[document, default: []].append(posting)
        }
    }

    /// Links the words that came new since the last call; a search needs it.
    package func link() throws {
        ordered = vocabulary.map(\.text).sorted(by: Self.precedes)
        reversed = vocabulary.map { String($0.text.reversed()) }.sorted(by: Self.precedes)
        let growth = try analyzer.growth(of: newWords.map { vocabulary[$0] }, in: self)
        for (key, term) in growth.spellings { spellings[key, default: []].append(term) }
        for (part, compound) in growth.compounds { compounds[part, default: []].insert(compound) }
        newWords = []
    }

    private func number(of posting: IndexEntry.Posting) -> Int {
        if let number = numbers[posting.term] { return number }
        let number = vocabulary.count
        numbers[posting.term] = number
        vocabulary.append(Term(id: Int64(number), text: posting.term, documents: 0))
        lists.append([])
        if posting.isWord { newWords.append(number) }
        return number
    }

    private static func precedes(_ first: String, _ second: String) -> Bool {
        first.utf8.lexicographicallyPrecedes(second.utf8)
    }

    private static func isMoreFrequent(_ first: Term, _ second: Term) -> Bool {
        first.documents == second.documents
            ? precedes(first.text, second.text) : first.documents > second.documents
    }

    private func texts(in ordered: [String], withPrefix prefix: String) -> ArraySlice<String> {
        var low = 0
        var high = ordered.count
        while low < high {
            let middle = (low + high) / 2
            if Self.precedes(ordered[middle], prefix) { low = middle + 1 } else { high = middle }
        }
        return ordered[low...].prefix { $0.utf8.starts(with: prefix.utf8) }
    }
}

extension MemoryIndex: ForwardSource {
    package func statistics() -> (documents: Int, length: Double) { (documents.count, length) }

    package func terms(_ texts: [String]) -> [Term] {
        texts.compactMap { numbers[$0] }.map { vocabulary[$0] }
    }

    package func terms(withPrefix prefix: String, limit: Int) -> [Term] {
        mostFrequent(Array(texts(in: ordered, withPrefix: prefix)), limit)
    }

    package func terms(withSuffix suffix: String, limit: Int) -> [Term] {
        let found = texts(in: reversed, withPrefix: String(suffix.reversed()))
        return mostFrequent(found.map { String($0.reversed()) }, limit)
    }

    private func mostFrequent(_ texts: [String], _ limit: Int) -> [Term] {
        Array(terms(texts).sorted(by: Self.isMoreFrequent).prefix(limit))
    }

    package func terms(withSpellingKeys keys: [String], limit: Int) -> [Term] {
        let found = Set(keys.flatMap { spellings[$0] ?? [] }).map { vocabulary[Int($0)] }
        return Array(found.sorted { Self.precedes($0.text, $1.text) }.prefix(limit))
    }

    package func compounds(withParts parts: [Int64], limitPerPart: Int) -> [(part: Int64, compound: Term)] {
        parts.flatMap { part in
            let found = (compounds[part] ?? []).map { vocabulary[Int($0)] }
            return found.sorted(by: Self.isMoreFrequent).prefix(limitPerPart).map { (part, $0) }
        }
    }

    package func postings(of terms: [Int64], limitPerTerm: Int) -> [Posting] {
        terms.flatMap { lists[Int($0)].sorted { $0.document > $1.document }.prefix(limitPerTerm) }
    }

    package func postings(of terms: [Int64], in documents: [Int64]) -> [Posting] {
        let documents = Set(documents)
        return terms.flatMap { lists[Int($0)].filter { documents.contains($0.document) } }
    }

    package func documents(withAll terms: [Int64], scanLimit: Int, limit: Int) -> [Int64] {
        guard let first = terms.first else { return [] }
        let others = terms.dropFirst().map { Set(lists[Int($0)].map(\.document)) }
        let scanned = postings(of: [first], limitPerTerm: scanLimit).map(\.document)
        return Array(scanned.filter { document in others.allSatisfy { $0.contains(document) } }.prefix(limit))
    }

    package func shown(_ documents: [Int64]) -> Set<Int64> {
        self.documents.intersection(documents).filter(isShown)
    }

    package func contents(of documents: [Int64]) -> [(term: Term, posting: Posting)] {
        documents.flatMap { contents[$0] ?? [] }.map { (vocabulary[Int($0.term)], $0) }
    }
}
