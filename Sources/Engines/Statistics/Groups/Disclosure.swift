/// The one way to figures and comments about groups of people: small groups are withheld, and so is whatever
/// would let somebody compute a small group from what is shown (complementary suppression).
///
/// Whoever sees the figures of a whole and of its parts can subtract. So all groups that are shown side by
/// side must be asked for together. It does not protect against what people already know, against unanimous
/// answers, nor against comparing the same group before and after one person joined: show periods with enough
/// new answers.
public enum Disclosure {
    /// At most so many groups at once.
    public static let groupLimit = 500

    /// The figures of each group, in the given order.
    ///
    /// Assumes that whoever looks knows each shown group's members, count and sum, and can add and subtract
    /// them. Larger groups are preferred, so totals survive and the next-smallest part goes. Costs about
    /// O(groups² · patterns), a pattern being a set of people who are in the same groups.
    /// - Throws: `.tooManyGroups`.
    public static func figures<Member>(
        of answers: Answers<Member>, in groups: [Group<Member>], minimum: GroupMinimum = .standard
    ) throws(StatisticsError) -> [(name: String, figures: Disclosed<GroupFigures>)] {
        guard groups.count <= groupLimit else { throw .tooManyGroups(groups.count) }
        let regions = Regions(of: Array(answers.values.keys), in: groups)
        var known = DerivableSets(sizes: regions.sizes, minimum: minimum.figures)
        let sizes = groups.indices.map { group in regions.of(group).reduce(0) { $0 + regions.sizes[$1] } }
        var isShown = groups.map { _ in false }
        for group in groups.indices.sorted(by: { (sizes[$1], $0) < (sizes[$0], $1) })
        where sizes[group] >= minimum.figures {
            isShown[group] = known.insert(regions.of(group))
        }
        return groups.indices.map { index in
            guard isShown[index] else { return (groups[index].name, .withheld) }
            let values = groups[index].members.compactMap { answers.values[$0] }
            return (groups[index].name, .shown(GroupFigures(disclosed: values)))
        }
    }

    /// The comments of each group in alphabetical order, in the given order of groups.
    ///
    /// Comments can be told apart by their words: one that stands under the whole and under no part was
    /// written by the rest. So every set of writers that the shown groups tell apart must be large enough.
    /// - Throws: `.tooManyGroups`.
    public static func comments<Member>(
        of comments: Comments<Member>, in groups: [Group<Member>], minimum: GroupMinimum = .standard
    ) throws(StatisticsError) -> [(name: String, comments: Disclosed<[String]>)] {
        guard groups.count <= groupLimit else { throw .tooManyGroups(groups.count) }
        let regions = Regions(of: Array(Set(comments.texts.map(\.member))), in: groups)
        let sizes = groups.indices.map { group in regions.of(group).reduce(0) { $0 + regions.sizes[$1] } }
        var shown: Set<Int> = []
        for group in groups.indices.sorted(by: { (sizes[$1], $0) < (sizes[$0], $1) })
        where sizes[group] >= minimum.comments {
            let candidate = shown.union([group])
            if regions.smallest(toldApartBy: candidate) >= minimum.comments { shown = candidate }
        }
        return groups.indices.map { index in
            guard shown.contains(index) else { return (groups[index].name, .withheld) }
            let texts = comments.texts.filter { groups[index].members.contains($0.member) }.map(\.text)
            return (groups[index].name, .shown(texts.sorted()))
        }
    }
}

/// People by the groups they are in: those in exactly the same groups cannot be told apart.
struct Regions {
    /// People in each region.
    let sizes: [Int]
    /// The groups that each region belongs to, ascending.
    private let patterns: [[Int]]

    init<Member>(of people: [Member], in groups: [Group<Member>]) {
        var counts: [[Int]: Int] = [:]
        for person in people {
            let pattern = groups.indices.filter { groups[$0].members.contains(person) }
            if !pattern.isEmpty { counts[pattern, default: 0] += 1 }
        }
        // In an order of their own, so that the same question always has the same answer.
        patterns = counts.keys.sorted { $0.lexicographicallyPrecedes($1) }
        sizes = patterns.map { counts[$0, default: 0] }
    }

    /// The regions that make up a group.
    func of(_ group: Int) -> [Int] { patterns.indices.filter { patterns[$0].contains(group) } }

    /// How many people the smallest set has that these groups alone tell apart from all others.
    func smallest(toldApartBy groups: Set<Int>) -> Int {
        var counts: [[Int]: Int] = [:]
        for (pattern, size) in zip(patterns, sizes) {
            let seen = pattern.filter(groups.contains)
            if !seen.isEmpty { counts[seen, default: 0] += size }
        }
        return counts.values.min() ?? .max
    }
}
