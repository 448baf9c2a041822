/// Records joined into customers by links which can all be true together.
struct Groups {
    private var group: [Int]
    private var members: [[Int]]

    init(count: Int) {
        group = Array(0..<count)
        members = group.map { [$0] }
    }

    /// Joins the groups of two records, unless a pair across them excludes it or they are too many.
    mutating func join(_ a: Int, _ b: Int, unless isExcluded: (Int, Int) -> Bool) {
        var (keep, move) = (group[a], group[b])
        guard keep != move, members[keep].count + members[move].count <= Self.limit else { return }
        for first in members[keep] where members[move].contains(where: { isExcluded(first, $0) }) { return }
        if members[keep].count < members[move].count { swap(&keep, &move) }
        for member in members[move] { group[member] = keep }
        members[keep] += members[move]
        members[move] = []
    }

    /// Groups of two or more.
    var joined: [[Int]] { members.filter { $0.count > 1 } }

    func areJoined(_ a: Int, _ b: Int) -> Bool { group[a] == group[b] }

    /// Nobody is written down more often; what seems so is a mistake of the data (a shared dummy number).
    private static let limit = 50
}
