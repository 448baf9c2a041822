// Cutting runs where an update refers to their inside, and joining them again when nothing came between.

extension Store {
    /// Cuts `item` before its unit `offset` (0 < offset < length) and answers the right part. The left part keeps
    /// its right origin, as in Yjs: it says what the writer saw.
    @discardableResult
    mutating func split(_ item: UInt32, at offset: UInt32) -> UInt32 {
        let whole = items[item]
        precondition(offset > 0 && offset < whole.length)
        var part = whole
        part.clock = whole.clock + offset
        part.length = whole.length - offset
        part.origin = Mark(client: whole.client, clock: part.clock - 1)
        part.left = item
        let cut = cutContent(of: whole, at: offset)
        part.content += cut
        part.bytes -= cut
        let right = make(part)
        items[item].length = offset
        items[item].right = right
        items[item].bytes = cut
        if whole.right != none {
            items[whole.right].left = right
        } else if whole.key != none {
            setEntry(whole.key, of: whole.parent, to: right)
        }
        clocks.add(-Int32(part.length), to: item)
        clocks.insert(right, weight: part.length, after: item, root: &clients[whole.client].root)
        if clients[whole.client].last == item { clients[whole.client].last = right }
        if whole.key == none, branches[whole.parent].root != none {
            let weight = whole.isVisible ? part.length : 0
            if weight > 0 { positions.add(-Int32(weight), to: item) }
            positions.insert(right, weight: weight, after: item, root: &branches[whole.parent].root)
        }
        joinPoints.append(Mark(client: whole.client, clock: part.clock))
        return right
    }

    /// Bytes of the content's first `offset` units. Cutting a surrogate pair turns both halves into U+FFFD
    /// (yjs#248).
    private mutating func cutContent(of item: Item, at offset: UInt32) -> UInt32 {
        switch item.kind {
        case .string:
            guard item.isWide else { return offset }
            let place = Int(item.content + 2 * offset)
            if bytes.unit(at: place - 2) & 0xfc00 == 0xd800 {
                bytes.setUnit(0xfffd, at: place - 2)
                bytes.setUnit(0xfffd, at: place)
            }
            return 2 * offset
        case .any, .json: return elementOffset(of: item, at: offset)
        default: return 0
        }
    }

    /// Bytes of the first `offset` values of a run.
    func elementOffset(of item: Item, at offset: UInt32) -> UInt32 {
        bytes.withBuffer { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            var reader = ByteReader(base, from: Int(item.content), to: Int(item.content + item.bytes))
            do {
                for _ in 0..<offset { try reader.skipElement(item.kind) }
            } catch {
                preconditionFailure("values were checked when they arrived")
            }
            return UInt32(reader.offset) - item.content
        }
    }

    /// Joins `right` to `left`, its predecessor by clock, when both say the same about where they belong.
    /// - Returns: whether `right` is part of `left` now.
    mutating func join(_ left: UInt32, _ right: UInt32) -> Bool {
        let first = items[left]
        let second = items[right]
        guard first.kind == second.kind, first.isDeleted == second.isDeleted else { return false }
        if first.kind == .collected {
            swallow(left, right)
            return true
        }
        guard first.kind.isJoinable, first.right == right, first.isWide == second.isWide,
            second.origin == Mark(client: first.client, clock: first.end - 1),
            first.rightOrigin == second.rightOrigin,
            first.kind == .deleted || first.content + first.bytes == second.content
        else { return false }
        items[left].right = second.right
        items[left].bytes += second.bytes
        if second.right != none { items[second.right].left = left }
        if second.key != none, let entry = entry(second.key, of: second.parent), entries[entry].item == right
        {
            entries[entry].item = left
        }
        if second.key == none, branches[second.parent].root != none {
            positions.remove(right, root: &branches[second.parent].root)
            if first.isVisible { positions.add(Int32(second.length), to: left) }
        }
        swallow(left, right)
        return true
    }

    private mutating func swallow(_ left: UInt32, _ right: UInt32) {
        let second = items[right]
        items[left].length += second.length
        clocks.remove(right, root: &clients[second.client].root)
        clocks.add(Int32(second.length), to: left)
        if clients[second.client].last == right { clients[second.client].last = left }
        release(right)
    }

    /// Joins whatever can be joined from the struct before `clock` to the one after `end` (exclusive).
    mutating func joinAround(_ clock: UInt32, to end: UInt32, of client: UInt32) {
        var item = item(at: clock, of: client)
        let previous = clocks.previous(before: item)
        if previous != none, join(previous, item) { item = previous }
        while items[item].clock < end {
            let next = clocks.next(after: item)
            if next == none { return }
            if !join(item, next) { item = next }
        }
    }
}
