// Index to item and back. Short lists are walked; longer ones get a tree when a position is first asked for.

extension Store {
    /// Items that are walked before a tree is built.
    private static let walkLimit = 24

    /// The visible item that covers index `offset` of a list, and how far inside it that is; nil at or after the end.
    mutating func find(_ offset: UInt32, in branch: UInt32) -> (item: UInt32, rest: UInt32)? {
        guard offset < branches[branch].length else { return nil }
        if branches[branch].root != none { return positions.find(offset, in: branches[branch].root) }
        var rest = offset
        var index = branches[branch].start
        for _ in 0..<Self.walkLimit {
            guard index != none else { return nil }
            let item = items[index]
            if item.isVisible {
                if rest < item.length { return (index, rest) }
                rest -= item.length
            }
            index = item.right
        }
        indexPositions(of: branch)
        return positions.find(offset, in: branches[branch].root)
    }

    /// Visible units before an item of a list. An item of a map counts nothing before it that matters; it answers 0.
    mutating func position(of index: UInt32) -> UInt32 {
        guard items[index].key == none else { return 0 }
        let branch = items[index].parent
        if branches[branch].root == none { indexPositions(of: branch) }
        return positions.position(of: index)
    }

    /// Builds the tree of a list. O(n), once.
    private mutating func indexPositions(of branch: UInt32) {
        var root = positions.makeTree()
        var left = none
        var index = branches[branch].start
        while index != none {
            let item = items[index]
            positions.insert(index, weight: item.isVisible ? item.length : 0, after: left, root: &root)
            left = index
            index = item.right
        }
        branches[branch].root = root
    }
}
