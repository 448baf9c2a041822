/// What one transaction changed. Valid only while `Document.onChange` runs.
public struct Change {
    /// A type that changed.
    public struct Entry: Sendable, Hashable {
        /// The type.
        public let node: Node
        /// The root that the type stands in; the type itself when it is one.
        public let root: String
        /// Whether its list changed.
        public let listChanged: Bool
        /// Keys or attributes that changed, sorted.
        public let keys: [String]
    }

    let document: Document
    /// Whether `Document.edit` made the change.
    public let isLocal: Bool

    /// The types that changed, each once, without those that stand in something deleted.
    public var entries: [Entry] {
        let keys = document.store.changes.keysByBranch
        return keys.keys.sorted().compactMap { branch in
            guard let root = document.store.rootName(above: branch) else { return nil }
            let changed = keys[branch, default: []]
            let names = changed.subtracting([none]).map { document.store.keys.name($0) }.sorted()
            return Entry(
                node: Node(branch: branch), root: root, listChanged: changed.contains(none), keys: names)
        }
    }

    /// The update of format v1 that carries the change to other replicas.
    public var update: [UInt8] {
        var writer = ByteWriter()
        document.store.writeTransaction(to: &writer)
        return writer.array()
    }

    /// Clocks that the transaction added, by client id.
    public var added: [UInt64: ClockRange] {
        var result: [UInt64: ClockRange] = [:]
        let store = document.store.touchedRanges
        for (id, range) in store where range.length > 0 { result[id] = range }
        return result
    }

    /// Clocks that the transaction deleted.
    public var deleted: DeleteSet { document.store.transactionDeletes() }

    /// How a list changed, as steps from its start; of a change of format alone it says nothing. O(length of the
    /// list).
    public func delta(of node: Node) -> [DeltaStep] {
        document.store.delta(of: node.branch, added: added, deleted: deleted)
    }
}

/// A step of a list's change.
public enum DeltaStep: Sendable, Hashable {
    /// Units that stayed.
    case keep(Int)
    /// New text (in texts), or new elements one by one.
    case insert(Content)
    /// Units that went.
    case delete(Int)
}

extension Store {
    /// The root that a branch stands in, or nil when something above it is deleted.
    func rootName(above branch: UInt32) -> String? {
        var branch = branch
        while true {
            let record = branches[branch]
            if record.isCollected { return nil }
            guard record.item != none else { return keys.name(record.name) }
            guard !items[record.item].isDeleted, items[record.item].kind == .type else { return nil }
            branch = items[record.item].parent
        }
    }

    /// Clocks that the transaction at work added.
    var touchedRanges: [(id: UInt64, range: ClockRange)] {
        (0..<UInt32(touched.count)).map { index in
            let client = clients[touched[index]]
            return (client.id, ClockRange(clock: client.before, length: client.state - client.before))
        }
    }

    func delta(of branch: UInt32, added: [UInt64: ClockRange], deleted: DeleteSet) -> [DeltaStep] {
        var steps: [DeltaStep] = []
        var index = branches[branch].start
        while index != none {
            let item = items[index]
            let id = clients[item.client].id
            let firstNew = min(max(added[id]?.clock ?? none, item.clock), item.end)
            if item.kind.isCountable {
                addOld(item, to: firstNew, deleted.clients[id] == nil ? nil : (deleted, id), &steps)
                if firstNew < item.end, !item.isDeleted {
                    insert(index, item, from: firstNew - item.clock, &steps)
                }
            }
            index = item.right
        }
        if case .keep = steps.last { steps.removeLast() }
        return steps
    }

    /// The part of an item that was there before the transaction.
    private func addOld(
        _ item: Item, to end: UInt32, _ deleted: (DeleteSet, UInt64)?, _ steps: inout [DeltaStep]
    ) {
        guard end > item.clock else { return }
        guard item.isDeleted else { return DeltaStep.add(&steps, keep: Int(end - item.clock)) }
        guard let (set, id) = deleted else { return }
        var clock = item.clock
        while clock < end {
            let stretch = set.stretch(client: id, at: clock)
            let stop = min(stretch.end, end)
            if stretch.isDeleted { DeltaStep.add(&steps, delete: Int(stop - clock)) }
            clock = stop
        }
    }

    private func insert(_ index: UInt32, _ item: Item, from offset: UInt32, _ steps: inout [DeltaStep]) {
        guard item.kind == .string else {
            steps += contents(of: index, from: offset, length: item.length - offset).map(DeltaStep.insert)
            return
        }
        var writer = ByteWriter()
        writeText(of: item, from: offset, length: item.length - offset, to: &writer)
        let text = String(decoding: writer.array(), as: UTF8.self)
        if case .insert(.text(let before)) = steps.last {
            steps[steps.count - 1] = .insert(.text(before + text))
        } else {
            steps.append(.insert(.text(text)))
        }
    }
}

extension DeltaStep {
    static func add(_ steps: inout [DeltaStep], keep count: Int) {
        if case .keep(let before) = steps.last {
            steps[steps.count - 1] = .keep(before + count)
        } else {
            steps.append(.keep(count))
        }
    }

    static func add(_ steps: inout [DeltaStep], delete count: Int) {
        if case .delete(let before) = steps.last {
            steps[steps.count - 1] = .delete(before + count)
        } else {
            steps.append(.delete(count))
        }
    }
}
