/// Two records that are likely one customer.
package struct Link: Equatable, Sendable {
    package let first: Int64
    package let second: Int64
    package let probability: Double
}

extension Linkage {
    /// What was found among many records.
    package struct Result: Sendable {
        /// The likeliest first.
        package let links: [Link]
        /// Records joined by links, two or more each.
        package let groups: [[Int64]]
    }

    /// A linkage that has learned from these records how often what agrees, and how common names are.
    package static func learned(from records: [Features]) -> Linkage {
        learned(from: records, Blocks(records, limit: blockLimit))
    }

    /// All likely doubles among the records, learned from the records themselves.
    ///
    /// The links can all be true together: a father and a son may both resemble a third record, which then
    /// goes to the one it is more likely to be. Memory: some hundred bytes a record and a few words a link;
    /// pairs that share a key are looked at one by one.
    package static func result(among records: [Features], atLeast threshold: Double = 0.5) -> Result {
        let blocks = Blocks(records, limit: blockLimit)
        let pairs = learned(from: records, blocks).pairs(records, blocks, threshold)
        var groups = Groups(count: records.count)
        for pair in pairs {
            groups.join(pair.a, pair.b) { Comparison(records[$0], records[$1]).veto != nil }
        }
        let links = pairs.filter { groups.areJoined($0.a, $0.b) }.map { pair in
            Link(first: records[pair.a].id, second: records[pair.b].id, probability: pair.probability)
        }
        return Result(links: links, groups: groups.joined.map { $0.map { records[$0].id } })
    }

    /// Likely pairs by their positions, the likeliest first.
    private func pairs(_ records: [Features], _ blocks: Blocks, _ threshold: Double) -> [Pair] {
        var pairs: [Pair] = []
        blocks.forEachPair { a, b in
            guard records[a].kind == records[b].kind else { return }
            let probability = probability(Comparison(records[a], records[b]), records[a], records[b])
            if probability >= threshold { pairs.append(Pair(a: a, b: b, probability: probability)) }
        }
        return pairs.sorted {
            $0.probability == $1.probability ? ($0.a, $0.b) < ($1.a, $1.b) : $0.probability > $1.probability
        }
    }

    private struct Pair {
        let a: Int
        let b: Int
        let probability: Double
    }

    private static func learned(from records: [Features], _ blocks: Blocks) -> Linkage {
        var persons: [Comparison: Int] = [:]
        var companies: [Comparison: Int] = [:]
        blocks.forEachPair { a, b in
            guard records[a].kind == records[b].kind else { return }
            let comparison = Comparison(records[a], records[b])
            if records[a].kind == .person {
                persons[comparison, default: 0] += 1
            } else {
                companies[comparison, default: 0] += 1
            }
        }
        var linkage = Linkage(frequencies: Frequencies(records))
        linkage.model.learn(persons: persons, companies: companies)
        return linkage
    }
}
