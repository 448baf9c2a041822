/// One word of a question, or one part of it, with all terms that may stand for it.
struct TermGroup {
    var terms: [(term: Term, weight: Double)]
    /// What the group counts against a whole word of the question.
    var weight = 1.0
    /// Whether a document that was found gave the word, and not the text itself.
    var isFeedback = false
    /// In how many documents it stands at most.
    var documents: Int { terms.reduce(0) { $0 + $1.term.documents } }
}

/// Finds the terms which may stand for each word of a question: stems, words that begin so, corrections,
/// compounds that hold the word, and the word's own parts.
struct Expansion {
    /// Unknown words, and what was taken for them.
    private(set) var corrections: [String: String] = [:]

    private let words: [Analyzer.Word]
    private let splits: [[Compounds.Split]]
    private let bounds: Search.Bounds

    private static let prefixWeight = 0.8
    private static let correctionWeight = 0.8
    private static let compoundWeight = 0.5
    private static let partWeight = 0.5
    private static let maximumCorrections = 3

    init(_ words: [Analyzer.Word], _ analyzer: Analyzer, _ bounds: Search.Bounds) {
        self.words = words
        self.bounds = bounds
        splits = words.map { $0.kind == .word ? Compounds.splits($0.folded, analyzer) : [] }
    }

    /// The groups of all words that mean anything to the index.
    /// - Parameters:
    ///   - typed: the index of the word that may be unfinished.
    ///   - weights: what each word counts; 1 when not given.
    mutating func groups(
        typed: Int? = nil, weights: [Double]? = nil, in source: some SearchIndex
    ) throws -> [TermGroup] {
        let typed = typed.flatMap { words.indices.contains($0) ? $0 : nil }
        let known = try knownTerms(typed: typed, in: source)
        var groups = words.indices.map { index in
            TermGroup(
                terms: words[index].terms.compactMap { known[$0] }.map { ($0, 1) },
                weight: weights?[index] ?? 1)
        }
        if let typed { try complete(&groups[typed], words[typed], known, in: source) }
        for index in words.indices where groups[index].terms.isEmpty && words[index].kind == .word {
            try contain(&groups[index], words[index], in: source)
        }
        try correct(&groups, in: source)
        for index in words.indices { addParts(of: index, known, to: &groups) }
        try addCompounds(to: &groups, in: source)
        return groups.filter { !$0.terms.isEmpty }
    }

    /// All terms that any step may need, in one call.
    private func knownTerms(typed: Int?, in source: some SearchIndex) throws -> [String: Term] {
        var texts = Set(words.flatMap(\.terms))
        for split in splits.joined() {
            texts.formUnion(split.left)
            texts.formUnion(split.right)
        }
        if let typed { texts.formUnion(Self.beginnings(words[typed].folded)) }
        let found = try source.terms(texts.sorted()).filter { $0.documents > 0 }
        return Dictionary(found.map { ($0.text, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// An unfinished word may already be longer than its stem (`regierun`, `regier`): its beginnings, longest
    /// first.
    private static func beginnings(_ word: String) -> [String] {
        (1...4).map { String(word.dropLast($0)) }.filter { $0.utf8.count >= 4 }
    }

    private func complete(
        _ group: inout TermGroup, _ word: Analyzer.Word, _ known: [String: Term], in source: some SearchIndex
    ) throws {
        guard word.folded.utf8.count > 1 else { return }
        let have = Set(group.terms.map(\.term.id))
        let found = try source.terms(withPrefix: word.folded, limit: bounds.expansions)
        group.terms += found.filter { !have.contains($0.id) && $0.documents > 0 }.map {
            ($0, Self.prefixWeight)
        }
        if group.terms.isEmpty, let stem = Self.beginnings(word.folded).lazy.compactMap({ known[$0] }).first {
            group.terms = [(stem, Self.prefixWeight)]
        }
    }

    /// A word that stands nowhere alone may stand in compounds.
    private func contain(_ group: inout TermGroup, _ word: Analyzer.Word, in source: some SearchIndex) throws
    {
        guard let term = word.terms.first, term.utf8.count >= Compounds.minimumPart else { return }
        let limit = bounds.expansions / 2
        let found =
            try source.terms(withPrefix: term, limit: limit) + source.terms(withSuffix: term, limit: limit)
        group.terms = found.filter { $0.documents > 0 && $0.text != term }.map { ($0, Self.compoundWeight) }
    }

    private mutating func correct(_ groups: inout [TermGroup], in source: some SearchIndex) throws {
        let unknown = words.indices.filter { groups[$0].terms.isEmpty && words[$0].kind == .word }
        guard !unknown.isEmpty else { return }
        let keys = Set(
            unknown.flatMap { index in
                words[index].terms.flatMap { Spelling.keys(ofStem: $0, of: words[index].folded) }
            })
        let found = try source.terms(withSpellingKeys: keys.sorted(), limit: 50 * unknown.count)
        for index in unknown {
            let near = found.filter { term in
                term.documents > 0 && words[index].terms.contains { Spelling.isWithinOneEdit($0, term.text) }
            }
            let best = near.sorted { Self.isBetter($0, $1, for: words[index].folded) }
            groups[index].terms = best.prefix(Self.maximumCorrections).map { ($0, Self.correctionWeight) }
            corrections[words[index].folded] = best.first?.text
        }
    }

    /// The first letter is seldom mistyped; then the more frequent word.
    private static func isBetter(_ first: Term, _ second: Term, for word: String) -> Bool {
        let initial = word.utf8.first
        let isFirst = first.text.utf8.first == initial
        if isFirst != (second.text.utf8.first == initial) { return isFirst }
        if first.documents != second.documents { return first.documents > second.documents }
        return first.text.utf8.lexicographicallyPrecedes(second.text.utf8)
    }

    private func addParts(of index: Int, _ known: [String: Term], to groups: inout [TermGroup]) {
        guard let own = words[index].terms.first else { return }
        let have = Set(groups[index].terms.map(\.term.text))
        let parts = Compounds.parts(splits[index], of: own) { known[$0] != nil }
        for part in parts.subtracting(have).sorted() {
            guard let term = known[part] else { continue }
            groups.append(TermGroup(terms: [(term, 1)], weight: Self.partWeight * groups[index].weight))
        }
    }

    /// A compound that is itself in the question counts there, not once more for its parts.
    private func addCompounds(to groups: inout [TermGroup], in source: some SearchIndex) throws {
        let asked = Set(groups.flatMap { $0.terms.map(\.term.id) })
        guard !asked.isEmpty else { return }
        let found = try source.compounds(withParts: asked.sorted(), limitPerPart: bounds.expansions)
        let compounds = Dictionary(grouping: found, by: \.part)
        for index in groups.indices {
            var have = asked
            for (part, weight) in groups[index].terms {
                for (_, compound) in compounds[part.id] ?? [] where have.insert(compound.id).inserted {
                    groups[index].terms.append((compound, weight * Self.compoundWeight))
                }
            }
        }
    }
}
