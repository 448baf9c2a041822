// Deleting, and what happens when a transaction ends: collecting deleted content and joining runs.

extension Store {
    /// Deletes an item and, when it holds a type, everything in it. Without recursion: types nest without bound.
    mutating func delete(_ item: UInt32) {
        let base = stack.count
        stack.append(item)
        while stack.count > base {
            let next = stack[UInt32(stack.count - 1)]
            stack.truncate(to: stack.count - 1)
            guard !items[next].isDeleted else { continue }
            deleteOne(next)
            if items[next].kind == .type { pushChildren(of: items[next].content) }
        }
    }

    @inline(__always)
    private mutating func deleteOne(_ index: UInt32) {
        let item = items[index]
        if item.key == none, item.kind.isCountable {
            branches[item.parent].length -= item.length
            if branches[item.parent].root != none { positions.add(-Int32(item.length), to: index) }
        }
        items[index].isDeleted = true
        deletedRuns.append(DeletedRun(client: item.client, clock: item.clock, length: item.length))
        changes.note(item.parent, item.key)
    }

    private mutating func pushChildren(of branch: UInt32) {
        var child = branches[branch].start
        while child != none {
            if !items[child].isDeleted { stack.append(child) }
            child = items[child].right
        }
        var entry = branches[branch].entries
        while entry != none {
            stack.append(entries[entry].item)
            entry = entries[entry].next
        }
    }

    /// Deletes the clocks that an update names, as far as they are here; the others are kept for later.
    mutating func applyDeletes(_ span: DeleteSpan) {
        let state = state(of: span.client)
        let end = span.clock + span.length
        if end > state {
            let start = max(span.clock, state)
            pending.addDelete(ClockRange(clock: start, length: end - start), of: span.client)
        }
        guard span.clock < state, let client = knownClient(span.client) else { return }
        deleteKnown(from: span.clock, to: min(end, state), of: client)
    }

    mutating func deleteKnown(from clock: UInt32, to end: UInt32, of client: UInt32) {
        var item = item(at: clock, of: client)
        if !items[item].isDeleted, items[item].clock < clock {
            item = split(item, at: clock - items[item].clock)
        }
        while item != none, items[item].clock < end {
            if !items[item].isDeleted {
                if end < items[item].end { split(item, at: end - items[item].clock) }
                delete(item)
            }
            item = clocks.next(after: item)
        }
    }

    // MARK: The end of a transaction

    /// Collects what the transaction deleted, joins what it touched, and forgets the transaction.
    @inline(__always)
    mutating func finish() {
        if deletedRuns.count > 0 || joinPoints.count > 0 { tidy() }
        changes.removeAll()
        touched.removeAll()
        transaction += 1
    }

    private mutating func tidy() {
        if collectsGarbage {
            for index in 0..<UInt32(deletedRuns.count) { collect(deletedRuns[index]) }
        }
        var index = UInt32(deletedRuns.count)
        while index > 0 {
            index -= 1
            joinAround(deletedRuns[index].clock, to: deletedRuns[index].end, of: deletedRuns[index].client)
        }
        // Collecting and joining may add no more points: `collectChildren` is done by now.
        for index in 0..<UInt32(joinPoints.count) {
            let mark = joinPoints[index]
            joinAround(mark.clock, to: mark.clock + 1, of: mark.client)
        }
        deletedRuns.reset()
        joinPoints.reset()
        stack.reset()
        compactIfNeeded()
    }

    /// Drops the content of deleted items; they keep their places.
    private mutating func collect(_ run: DeletedRun) {
        var index = item(at: run.clock, of: run.client)
        while index != none, items[index].clock < run.end {
            let item = items[index]
            if item.isDeleted, item.kind != .collected, item.kind != .deleted {
                if item.kind == .type { collectChildren(of: item.content) }
                dropContent(of: index)
                items[index].kind = .deleted
            }
            index = clocks.next(after: index)
        }
    }

    private mutating func dropContent(of index: UInt32) {
        garbage += Int(items[index].bytes)
        items[index].bytes = 0
        items[index].content = 0
        items[index].isWide = false
    }

    /// Turns everything in a deleted type into collected clocks.
    private mutating func collectChildren(of branch: UInt32) {
        let base = stack.count
        stack.append(branch)
        while stack.count > base {
            let next = stack[UInt32(stack.count - 1)]
            stack.truncate(to: stack.count - 1)
            collectList(of: next)
            collectEntries(of: next)
            garbage += Int(branches[next].bytes)
            branches[next].bytes = 0
            branches[next].isCollected = true
            branches[next].length = 0
        }
    }

    private mutating func collectList(of branch: UInt32) {
        if branches[branch].root != none {
            positions.freeTree(branches[branch].root)
            branches[branch].root = none
        }
        var child = branches[branch].start
        branches[branch].start = none
        while child != none {
            let next = items[child].right
            collectItem(child)
            child = next
        }
    }

    private mutating func collectEntries(of branch: UInt32) {
        var entry = branches[branch].entries
        branches[branch].entries = none
        while entry != none {
            var child = entries[entry].item
            while child != none {
                let next = items[child].left
                collectItem(child)
                child = next
            }
            entryNumbers.removeValue(forKey: UInt64(branch) << 32 | UInt64(entries[entry].key))
            let next = entries[entry].next
            entries[entry].next = unusedEntry
            unusedEntry = entry
            entry = next
        }
    }

    private mutating func collectItem(_ index: UInt32) {
        let item = items[index]
        if item.kind == .type { stack.append(item.content) }
        dropContent(of: index)
        items[index].kind = .collected
        items[index].parent = none
        items[index].key = none
        items[index].left = none
        items[index].right = none
        items[index].origin = Mark()
        items[index].rightOrigin = Mark()
        joinPoints.append(Mark(client: item.client, clock: item.clock))
    }
}
