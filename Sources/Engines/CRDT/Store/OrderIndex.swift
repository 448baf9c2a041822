/// "No item", "no branch", "no node": the largest index, which no slab reaches.
let none = UInt32.max

/// Keeps items in an order and finds them by the sum of the weights before them: a B+ tree of counted nodes.
///
/// One instance holds any number of trees. The engine has two: `clocks` (one tree a client, weight = length, so a
/// clock is a position) and `positions` (one tree a list, weight = visible length, so an index is a position).
/// Every operation costs O(log n); nodes hold up to 32 slots, so four levels reach a million items.
struct OrderIndex: ~Copyable {
    struct Node: BitwiseCopyable {
        var parent = none
        /// The neighbours among the leaves; `next` also chains free nodes.
        var previous = none
        var next = none
        var count: UInt16 = 0
        var isLeaf = true
    }

    private static let width: UInt32 = 32

    private var nodes = Slab<Node>()
    /// Items of a leaf, or nodes of an inner node: `width` a node.
    private var slots = Slab<UInt32>()
    /// The weight of each slot.
    private var weights = Slab<UInt32>()
    /// The leaf that holds an item, by item.
    private var leafOf = Slab<UInt32>()
    private var free = none

    var allocatedBytes: Int {
        nodes.allocatedBytes + slots.allocatedBytes + weights.allocatedBytes + leafOf.allocatedBytes
    }

    /// Starts an empty tree and answers its root.
    mutating func makeTree() -> UInt32 {
        makeNode(isLeaf: true)
    }

    /// Gives back all nodes of a tree; its items are in no tree afterwards.
    mutating func freeTree(_ root: UInt32) {
        if !nodes[root].isLeaf {
            for slot in 0..<UInt32(nodes[root].count) { freeTree(slots[root * Self.width + slot]) }
        }
        release(root)
    }

    // MARK: Finding

    /// The item that covers weight position `offset`, and how far inside it that is; nil at or after the end.
    @inline(__always)
    func find(_ offset: UInt32, in root: UInt32) -> (item: UInt32, rest: UInt32)? {
        var node = root
        var rest = offset
        while true {
            let count = nodes[node].count
            let first = node * Self.width
            var slot: UInt32 = 0
            weights.withBuffer { weights in
                while slot < UInt32(count), weights[Int(first + slot)] <= rest {
                    rest -= weights[Int(first + slot)]
                    slot += 1
                }
            }
            guard slot < UInt32(count) else { return nil }
            if nodes[node].isLeaf { return (slots[first + slot], rest) }
            node = slots[first + slot]
        }
    }

    /// Sum of the weights before `item`.
    func position(of item: UInt32) -> UInt32 {
        var node = leafOf[item]
        var child = item
        var sum: UInt32 = 0
        while true {
            let first = node * Self.width
            for slot in 0..<self.slot(of: child, in: node) { sum += weights[first + slot] }
            guard nodes[node].parent != none else { return sum }
            child = node
            node = nodes[node].parent
        }
    }

    /// The item after `item` in its tree, or `none`.
    @inline(__always)
    func next(after item: UInt32) -> UInt32 {
        let leaf = leafOf[item]
        let slot = self.slot(of: item, in: leaf) + 1
        if slot < UInt32(nodes[leaf].count) { return slots[leaf * Self.width + slot] }
        let next = nodes[leaf].next
        return next == none ? none : slots[next * Self.width]
    }

    /// The item before `item` in its tree, or `none`.
    func previous(before item: UInt32) -> UInt32 {
        let leaf = leafOf[item]
        let slot = self.slot(of: item, in: leaf)
        if slot > 0 { return slots[leaf * Self.width + slot - 1] }
        let previous = nodes[leaf].previous
        return previous == none ? none : slots[previous * Self.width + UInt32(nodes[previous].count) - 1]
    }

    /// How many items there are from `item` to the end of its tree.
    func count(from item: UInt32) -> Int {
        var leaf = leafOf[item]
        var count = -Int(slot(of: item, in: leaf))
        while leaf != none {
            count += Int(nodes[leaf].count)
            leaf = nodes[leaf].next
        }
        return count
    }

    /// Calls `body` with the items from `item` to the end, until it answers false.
    @inline(__always)
    func forEach(from item: UInt32, _ body: (UInt32) -> Bool) {
        var leaf = leafOf[item]
        var slot = self.slot(of: item, in: leaf)
        while leaf != none {
            while slot < UInt32(nodes[leaf].count) {
                if !body(slots[leaf * Self.width + slot]) { return }
                slot += 1
            }
            leaf = nodes[leaf].next
            slot = 0
        }
    }

    // MARK: Changing

    /// Puts `item` after `left`, or first when `left` is `none`.
    mutating func insert(_ item: UInt32, weight: UInt32, after left: UInt32, root: inout UInt32) {
        if leafOf.count <= Int(item) { leafOf.extend(to: Int(item) + 1, with: none) }
        var leaf = left == none ? firstLeaf(of: root) : leafOf[left]
        var slot = left == none ? 0 : self.slot(of: left, in: leaf) + 1
        if UInt32(nodes[leaf].count) == Self.width {
            let isAppend = slot == Self.width && nodes[leaf].next == none
            let right = split(leaf, isAppend: isAppend, root: &root)
            let kept = UInt32(nodes[leaf].count)
            if slot > kept {
                slot -= kept
                leaf = right
            }
        }
        open(slot, in: leaf)
        slots[leaf * Self.width + slot] = item
        weights[leaf * Self.width + slot] = weight
        leafOf[item] = leaf
        if weight > 0 { addAbove(leaf, Int32(bitPattern: weight)) }
    }

    /// Changes the weight of `item` by `delta`.
    @inline(__always)
    mutating func add(_ delta: Int32, to item: UInt32) {
        let leaf = leafOf[item]
        let place = leaf * Self.width + slot(of: item, in: leaf)
        weights[place] = weights[place] &+ UInt32(bitPattern: delta)
        addAbove(leaf, delta)
    }

    /// Takes `item` out of its tree.
    mutating func remove(_ item: UInt32, root: inout UInt32) {
        let leaf = leafOf[item]
        let slot = self.slot(of: item, in: leaf)
        let weight = weights[leaf * Self.width + slot]
        if weight > 0 { addAbove(leaf, -Int32(bitPattern: weight)) }
        leafOf[item] = none
        close(slot, in: leaf)
    }

    // MARK: Inside

    @inline(__always)
    private func slot(of child: UInt32, in node: UInt32) -> UInt32 {
        let count = UInt32(nodes[node].count)
        let first = node * Self.width
        return slots.withBuffer { slots in
            // Most work happens at the end of a list.
            precondition(count > 0 && Int(first + count) <= slots.count)
            if slots[Int(first + count - 1)] == child { return count - 1 }
            var slot: UInt32 = 0
            while slot < count, slots[Int(first + slot)] != child { slot += 1 }
            precondition(slot < count, "the item is not in its leaf")
            return slot
        }
    }

    private func firstLeaf(of root: UInt32) -> UInt32 {
        var node = root
        while !nodes[node].isLeaf { node = slots[node * Self.width] }
        return node
    }

    @inline(__always)
    private mutating func addAbove(_ node: UInt32, _ delta: Int32) {
        var child = node
        var parent = nodes[child].parent
        while parent != none {
            let place = parent * Self.width + slot(of: child, in: parent)
            weights[place] = weights[place] &+ UInt32(bitPattern: delta)
            child = parent
            parent = nodes[child].parent
        }
    }

    /// Makes an empty slot; the node has room.
    private mutating func open(_ slot: UInt32, in node: UInt32) {
        let first = node * Self.width
        let tail = Int(UInt32(nodes[node].count) - slot)
        slots.move(from: first + slot, to: first + slot + 1, length: tail)
        weights.move(from: first + slot, to: first + slot + 1, length: tail)
        nodes[node].count += 1
    }

    /// Takes a slot away, and the node with it when it was the last one.
    private mutating func close(_ slot: UInt32, in node: UInt32) {
        let first = node * Self.width
        let tail = Int(UInt32(nodes[node].count) - slot - 1)
        slots.move(from: first + slot + 1, to: first + slot, length: tail)
        weights.move(from: first + slot + 1, to: first + slot, length: tail)
        nodes[node].count -= 1
        guard nodes[node].count == 0 else { return }
        let parent = nodes[node].parent
        guard parent != none else {
            nodes[node].isLeaf = true
            return
        }
        let place = self.slot(of: node, in: parent)
        unchain(node)
        release(node)
        close(place, in: parent)
    }

    private mutating func unchain(_ leaf: UInt32) {
        let previous = nodes[leaf].previous
        let next = nodes[leaf].next
        if previous != none { nodes[previous].next = next }
        if next != none { nodes[next].previous = previous }
    }

    /// Moves the upper half of a full node into a new one beside it; an append moves one slot only, so that a
    /// document written from front to back has full nodes.
    private mutating func split(_ node: UInt32, isAppend: Bool, root: inout UInt32) -> UInt32 {
        let right = makeNode(isLeaf: nodes[node].isLeaf)
        let kept = isAppend ? Self.width - 1 : Self.width / 2
        var moved: UInt32 = 0
        for slot in kept..<Self.width {
            let child = slots[node * Self.width + slot]
            let weight = weights[node * Self.width + slot]
            slots[right * Self.width + slot - kept] = child
            weights[right * Self.width + slot - kept] = weight
            moved += weight
            if nodes[node].isLeaf { leafOf[child] = right } else { nodes[child].parent = right }
        }
        nodes[right].count = UInt16(Self.width - kept)
        nodes[node].count = UInt16(kept)
        if nodes[node].isLeaf { chain(right, after: node) }
        attach(right, after: node, moved: moved, isAppend: isAppend, root: &root)
        return right
    }

    private mutating func chain(_ right: UInt32, after node: UInt32) {
        let next = nodes[node].next
        nodes[right].next = next
        nodes[right].previous = node
        nodes[node].next = right
        if next != none { nodes[next].previous = right }
    }

    /// Enters a new node in the parent of the one it was split from.
    private mutating func attach(
        _ right: UInt32, after node: UInt32, moved: UInt32, isAppend: Bool, root: inout UInt32
    ) {
        if nodes[node].parent == none {
            let top = makeNode(isLeaf: false)
            var total = moved
            for slot in 0..<UInt32(nodes[node].count) { total += weights[node * Self.width + slot] }
            nodes[top].count = 1
            slots[top * Self.width] = node
            weights[top * Self.width] = total
            nodes[node].parent = top
            root = top
        }
        if UInt32(nodes[nodes[node].parent].count) == Self.width {
            _ = split(nodes[node].parent, isAppend: isAppend, root: &root)
        }
        let siblingHolder = nodes[node].parent
        let place = slot(of: node, in: siblingHolder)
        weights[siblingHolder * Self.width + place] -= moved
        open(place + 1, in: siblingHolder)
        slots[siblingHolder * Self.width + place + 1] = right
        weights[siblingHolder * Self.width + place + 1] = moved
        nodes[right].parent = siblingHolder
    }

    private mutating func makeNode(isLeaf: Bool) -> UInt32 {
        var fresh = Node()
        fresh.isLeaf = isLeaf
        guard free == none else {
            let node = free
            free = nodes[node].next
            nodes[node] = fresh
            return node
        }
        let node = nodes.append(fresh)
        slots.extend(to: (Int(node) + 1) * Int(Self.width), with: none)
        weights.extend(to: (Int(node) + 1) * Int(Self.width), with: 0)
        return node
    }

    private mutating func release(_ node: UInt32) {
        nodes[node] = Node()
        nodes[node].next = free
        free = node
    }
}
