import Foundation

/// Scores documents for groups of terms by BM25 (Robertson and Zaragoza 2009, DOI 10.1561/1500000019).
///
/// All terms of a group count as one: their occurrences are added by weight, and so are their document
/// frequencies.
struct Ranking {
    /// How soon more occurrences of a word stop to matter; .9 and .5 were best on German passages.
    private static let saturation = 0.9
    /// How much a long document loses.
    private static let lengthPenalty = 0.5
    private static let candidates = 40...300

    /// Rarest first.
    private let groups: [TermGroup]
    private let bounds: Search.Bounds
    private let documents: Double
    private let meanLength: Double

    init(_ groups: [TermGroup], _ bounds: Search.Bounds, statistics: (documents: Int, length: Double)) {
        self.groups = groups.sorted { $0.documents < $1.documents }
        self.bounds = bounds
        documents = Double(max(statistics.documents, 1))
        meanLength = max(statistics.length / documents, 1)
    }

    func hits(limit: Int, in source: some SearchSource) throws -> [Search.Hit] {
        guard !groups.isEmpty, limit > 0 else { return [] }
        let seeds = seeds()
        let rest = groups[seeds.count...]
        var postings = try source.postings(of: terms(seeds), limitPerTerm: bounds.postings)
        if !rest.isEmpty {
            var candidates = ranked(postings).prefix(candidateCount).map(\.document)
            if seeds.last.map(\.documents) ?? 0 > bounds.postings {
                candidates += try documentsWithAll(in: source)
            }
            candidates = Set(candidates).sorted()
            postings = try source.postings(of: terms(groups[...]), in: candidates)
        }
        return try shown(ranked(postings)[...], limit, in: source)
    }

    /// The rarest groups whose postings are few enough to be read.
    private func seeds() -> ArraySlice<TermGroup> {
        var rows = groups[0].documents
        let more = groups.dropFirst().prefix { group in
            rows += group.documents
            return rows <= bounds.postings
        }
        return groups[...more.count]
    }

    private func terms(_ groups: ArraySlice<TermGroup>) -> [Int64] {
        groups.flatMap { $0.terms.map(\.term.id) }
    }

    private var candidateCount: Int {
        let count = bounds.lookups / max(terms(groups[...]).count, 1)
        return min(max(count, Self.candidates.lowerBound), Self.candidates.upperBound)
    }

    /// When even the rarest word is frequent, its newest documents may miss those that hold the other words
    /// too.
    private func documentsWithAll(in source: some SearchSource) throws -> [Int64] {
        let terms = groups.filter { $0.weight == 1 }.prefix(4).compactMap { $0.terms.first?.term.id }
        return try source.documents(withAll: terms, scanLimit: 5 * bounds.postings, limit: candidateCount)
    }

    private func ranked(_ postings: [Posting]) -> [Search.Hit] {
        let byTerm = Dictionary(grouping: postings, by: \.term)
        var scores: [Int64: Double] = [:]
        for group in groups {
            for (document, score) in self.scores(group, byTerm) { scores[document, default: 0] += score }
        }
        return scores.map { Search.Hit(document: $0.key, score: $0.value) }
            .sorted { $0.score == $1.score ? $0.document > $1.document : $0.score > $1.score }
    }

    private func scores(_ group: TermGroup, _ byTerm: [Int64: [Posting]]) -> [Int64: Double] {
        var rows: [Int64: (weight: Double, length: Double)] = [:]
        for (term, weight) in group.terms {
            for posting in byTerm[term.id] ?? [] {
                rows[posting.document, default: (0, posting.length)].weight += weight * posting.weight
            }
        }
        let holding = min(Double(group.documents), documents)
        let rarity = log(1 + (documents - holding + 0.5) / (holding + 0.5))
        return rows.mapValues { row in
            let length = 1 - Self.lengthPenalty + Self.lengthPenalty * row.length / meanLength
            return group.weight * rarity * row.weight * (Self.saturation + 1)
                / (row.weight + Self.saturation * length)
        }
    }

    /// Asks what may be shown from the best downwards, until there are enough.
    private func shown(
        _ hits: ArraySlice<Search.Hit>, _ limit: Int, in source: some SearchSource
    ) throws
        -> [Search.Hit]
    {
        var result: [Search.Hit] = []
        var rest = hits
        while result.count < limit, !rest.isEmpty {
            let some = rest.prefix(4 * limit)
            let shown = try source.shown(some.map(\.document))
            result += some.filter { shown.contains($0.document) }
            rest = rest.dropFirst(4 * limit)
        }
        return Array(result.prefix(limit))
    }
}
