// Places of local edits, and writing there.

/// A place in a text, and the attributes that hold there.
struct TextCursor {
    var left: UInt32
    var right: UInt32
    var attributes: [Value.Member]
}

extension Store {
    /// Tombstones that an insertion into plain text steps over, so that what is typed after a deletion does not name
    /// the deleted text; bounded to keep edits O(log n).
    private static let tombstoneSteps = 16

    /// Whether a cut of an item before its unit `offset` would go through a surrogate pair.
    func cutsPair(_ item: UInt32, at offset: UInt32) -> Bool {
        let item = items[item]
        guard item.kind == .string, item.isWide, offset > 0, offset < item.length else { return false }
        return bytes.unit(at: Int(item.content + 2 * offset) - 2) & 0xfc00 == 0xd800
    }

    /// The index itself, or that of the surrogate pair that it lies in: local edits never cut a pair.
    mutating func outsidePair(_ index: UInt32, in branch: UInt32) -> UInt32 {
        guard let found = find(index, in: branch), cutsPair(found.item, at: found.rest) else { return index }
        return index - 1
    }

    /// The place before index `index` of a list, which is at most its length; before a pair that it lies in.
    mutating func place(at index: UInt32, in branch: UInt32) -> Place {
        guard index > 0 else { return place(none, branches[branch].start, in: branch) }
        guard let found = find(index - 1, in: branch) else { preconditionFailure("the index was checked") }
        if cutsPair(found.item, at: found.rest + 1) { return place(at: index - 1, in: branch) }
        if found.rest + 1 < items[found.item].length { split(found.item, at: found.rest + 1) }
        return place(found.item, items[found.item].right, in: branch)
    }

    /// The same in a text: behind tombstones.
    mutating func textPlace(at index: UInt32, in branch: UInt32) -> Place {
        let found = place(at: index, in: branch)
        var (left, right) = (found.left, found.right)
        var steps = 0
        while right != none, items[right].isDeleted, steps < Self.tombstoneSteps {
            left = right
            right = items[right].right
            steps += 1
        }
        return steps == 0 ? found : place(left, right, in: branch)
    }

    /// The place right after an item.
    func place(after item: UInt32) -> Place {
        place(item, items[item].right, in: items[item].parent)
    }

    func place(at cursor: TextCursor, in branch: UInt32) -> Place {
        place(cursor.left, cursor.right, in: branch)
    }

    private func place(_ left: UInt32, _ right: UInt32, in branch: UInt32) -> Place {
        var place = Place()
        place.left = left
        place.right = right
        place.parent = branch
        if left != none { place.origin = Mark(client: items[left].client, clock: items[left].end - 1) }
        if right != none { place.rightOrigin = Mark(client: items[right].client, clock: items[right].clock) }
        return place
    }

    /// The place of a key's next value.
    mutating func place(key: String, in branch: UInt32) -> Place {
        let number = keys.intern(key)
        var found = Place()
        if let entry = entry(number, of: branch) { found = place(entries[entry].item, none, in: branch) }
        found.parent = branch
        found.key = number
        return found
    }

    /// Writes content as the client's next struct.
    mutating func write(
        _ kind: Kind, length: Int, _ base: UnsafePointer<UInt8>, _ count: Int, at place: Place,
        by client: UInt32
    ) {
        precondition(
            UInt64(clients[client].state) + UInt64(length) < Limits.clock, "the client's clocks are used up")
        touch(client)
        var ref = StructRef()
        ref.clock = clients[client].state
        ref.length = UInt32(length)
        ref.end = UInt32(count)
        ref.kind = kind
        insert(ref, at: place, from: base, client: client, offset: 0)
    }

    /// Deletes units of a list, pairs at its ends whole; the range was checked.
    mutating func deleteUnits(from first: UInt32, length: UInt32, of branch: UInt32) {
        let index = outsidePair(first, in: branch)
        guard let found = find(index, in: branch) else { return }
        var item = found.rest > 0 ? split(found.item, at: found.rest) : found.item
        var left = length + first - index
        while left > 0, item != none {
            if items[item].isVisible {
                if cutsPair(item, at: left) { left += 1 }
                if left < items[item].length { split(item, at: left) }
                left -= items[item].length
                delete(item)
            }
            item = items[item].right
        }
    }

    // MARK: Text with formats

    /// The place before index `index` of a text and what holds there. Linear in the runs before it when the text has
    /// format marks.
    mutating func textCursor(at index: UInt32, in branch: UInt32) -> TextCursor {
        let place = place(at: index, in: branch)
        var cursor = TextCursor(left: none, right: branches[branch].start, attributes: [])
        guard branches[branch].hasFormats else {
            cursor.left = place.left
            cursor.right = place.right
            return cursor
        }
        while cursor.left != place.left { forward(&cursor) }
        return cursor
    }

    /// Goes over one item.
    func forward(_ cursor: inout TextCursor) {
        let item = items[cursor.right]
        if item.kind == .format, !item.isDeleted { cursor.attributes.set(format(of: item)) }
        cursor.left = cursor.right
        cursor.right = item.right
    }

    /// Goes behind what was just written.
    func resume(_ cursor: inout TextCursor, after item: UInt32) {
        cursor.left = item
        cursor.right = items[item].right
    }

    /// Whether an item shows nothing: a tombstone or a mark.
    func isGap(_ item: UInt32) -> Bool {
        items[item].isDeleted || items[item].kind == .format
    }

    // MARK: Versions

    /// Writes the document as of a snapshot: structs below its clocks, and its deletes.
    mutating func writeUpdate(asOf snapshot: Snapshot, to writer: inout ByteWriter) throws(CRDTError) {
        guard !collectsGarbage else { throw .snapshotUnavailable }
        var ends: [(client: UInt32, end: UInt32)] = []
        for (id, end) in snapshot.state.clocks.sorted(by: { $0.key > $1.key }) where end > 0 {
            guard let client = knownClient(id), clients[client].state >= end else {
                throw .snapshotUnavailable
            }
            ends.append((client, end))
        }
        writer.varUint(ends.count)
        for (client, end) in ends {
            let cut = item(at: end - 1, of: client)
            guard !cutsPair(cut, at: end - items[cut].clock) else { throw .snapshotUnavailable }
            let last = itemEnding(at: end - 1, of: client)
            let first = item(at: 0, of: client)
            let after = clocks.next(after: last)
            writer.varUint(clocks.count(from: first) - (after == none ? 0 : clocks.count(from: after)))
            writer.varUint(clients[client].id)
            writer.varUint(0 as UInt32)
            clocks.forEach(from: first) { index in
                write(items[index], skipping: 0, to: &writer)
                return index != last
            }
        }
        snapshot.deletes.write(to: &writer)
    }
}
