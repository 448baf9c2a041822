import Foundation

/// Scores documents for groups of terms by BM25 (Robertson and Zaragoza 2009, DOI 10.1561/1500000019).
///
/// All terms of a group count as one: their occurrences are added by weight, and so are their document
/// frequencies.
struct Ranking {
    private static let candidates = 40...300

    /// Rarest first.
    private let groups: [TermGroup]
    private let bounds: Search.Bounds
    private let weighting: Search.Weighting
    private let documents: Double
    private let meanLength: Double

    init(_ groups: [TermGroup], _ search: Search, statistics: (documents: Int, length: Double)) {
        self.groups = groups.sorted { $0.documents < $1.documents }
        bounds = search.bounds
        weighting = search.weighting
        documents = Double(max(statistics.documents, 1))
        meanLength = max(statistics.length / documents, 1)
    }

    func hits(limit: Int, in source: some SearchIndex) throws -> [Search.Hit] {
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
    private func documentsWithAll(in source: some SearchIndex) throws -> [Int64] {
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
        let weight = group.weight * rarity(in: group.documents)
        return rows.mapValues { weight * share($0.weight, length: $0.length) }
    }

    /// How rare a word is that stands in so many documents.
    private func rarity(in count: Int) -> Double {
        let holding = min(Double(count), documents)
        return log(1 + (documents - holding + 0.5) / (holding + 0.5))
    }

    /// What so many occurrences in a document of this length count.
    private func share(_ weight: Double, length: Double) -> Double {
        let length = 1 - weighting.lengthPenalty + weighting.lengthPenalty * length / meanLength
        return weight * (weighting.saturation + 1) / (weight + weighting.saturation * length)
    }

    /// Asks what may be shown from the best downwards, until there are enough.
    private func shown(
        _ hits: ArraySlice<Search.Hit>, _ limit: Int, in source: some SearchIndex
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

// What a `Query` asks besides hits.
extension Ranking {
    /// The groups that weigh most: by weight and rarity.
    func heaviest(_ limit: Int) -> [TermGroup] {
        let weighted = groups.map { ($0, $0.weight * rarity(in: $0.documents)) }
        return weighted.sorted { $0.1 > $1.1 }.prefix(limit).map(\.0)
    }

    /// What a document would score that held every word without end.
    var bestPossibleScore: Double {
        groups.reduce(0) { $0 + $1.weight * rarity(in: $1.documents) * (weighting.saturation + 1) }
    }

    /// The terms which tell most about the best documents, by their BM25 scores there, as groups. Terms of
    /// one document lead nowhere.
    func telling(
        _ contents: [(term: Term, posting: Posting)], _ best: ArraySlice<Search.Hit>, _ feedback: Feedback,
        ignoring ignored: Set<String>
    ) -> [TermGroup] {
        let total = max(best.reduce(0) { $0 + $1.score }, .leastNonzeroMagnitude)
        let weights = Dictionary(best.map { ($0.document, $0.score / total) }) { first, _ in first }
        let known = feedback.isForAsked ? [] : Set(groups.flatMap { $0.terms.map(\.term.id) })
        var scores: [Term: Double] = [:]
        for (term, posting) in contents where term.documents > 1 && !known.contains(term.id) {
            let score = rarity(in: term.documents) * share(posting.weight, length: posting.length)
            scores[term, default: 0] += score * (weights[posting.document] ?? 0)
        }
        let found = scores.filter { !ignored.contains($0.key.text) }
            .sorted { $0.value == $1.value ? $0.key.id < $1.key.id : $0.value > $1.value }
        let highest = max(found.first?.value ?? 0, .leastNonzeroMagnitude)
        return found.prefix(feedback.terms).map {
            TermGroup(terms: [($0.key, 1)], weight: feedback.weight * $0.value / highest, isFeedback: true)
        }
    }

    func shared(with documents: [Int64], in source: some SearchIndex) throws -> [Int64: [SharedTerm]] {
        guard !groups.isEmpty, !documents.isEmpty else { return [:] }
        let postings = try source.postings(of: terms(groups[...]), in: documents)
        let byTerm = Dictionary(grouping: postings, by: \.term)
        var result: [Int64: [String: SharedTerm]] = [:]
        for group in groups {
            for (document, score) in scores(group, byTerm) {
                let strongest = group.terms.max {
                    weight(of: $0, in: document, byTerm) < weight(of: $1, in: document, byTerm)
                }
                guard let strongest else { continue }
                let text = strongest.term.text
                let known = result[document]?[text]
                result[document, default: [:]][text] = SharedTerm(
                    term: text, score: score + (known?.score ?? 0),
                    isAsked: !group.isFeedback || known?.isAsked == true)
            }
        }
        return result.mapValues { shared in
            shared.values.sorted {
                $0.score == $1.score
                    ? $0.term.utf8.lexicographicallyPrecedes($1.term.utf8) : $0.score > $1.score
            }
        }
    }

    private func weight(
        of part: (term: Term, weight: Double), in document: Int64, _ byTerm: [Int64: [Posting]]
    ) -> Double {
        let posting = byTerm[part.term.id]?.first { $0.document == document }
        return part.weight * (posting?.weight ?? 0)
    }
}
