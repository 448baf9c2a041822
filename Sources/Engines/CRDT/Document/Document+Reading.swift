// Reading shared types, now or at a snapshot (which a document that collects garbage cannot show).

extension Document {
    // MARK: Text

    /// The text of a list without its embeds and marks. O(length).
    /// - Parameter snapshot: nil for now.
    public func text(of node: Node, at snapshot: Snapshot? = nil) -> String {
        guard snapshot == nil else {
            return runs(of: node, at: snapshot).map { run in
                if case .text(let text) = run.content { text } else { "" }
            }.joined()
        }
        var writer = ByteWriter()
        writeText(of: node, to: &writer)
        return String(decoding: writer.array(), as: UTF8.self)
    }

    /// The text of a list as UTF-8.
    public func utf8(of node: Node) -> [UInt8] {
        var writer = ByteWriter()
        writeText(of: node, to: &writer)
        return writer.array()
    }

    private func writeText(of node: Node, to writer: inout ByteWriter) {
        var index = store.branches[node.branch].start
        writer.bytes.reserve(Int(store.branches[node.branch].length))
        while index != none {
            let item = store.items[index]
            if !item.isDeleted, item.kind == .string {
                store.writeText(of: item, from: 0, length: item.length, to: &writer)
            }
            index = item.right
        }
    }

    /// All text in a type and in the types inside it, in document order, one string for each Y.Text or Y.XmlText
    /// that holds text: what a search index wants.
    /// - Throws: `.tooDeep`.
    public func plainTexts(in node: Node) throws(CRDTError) -> [String] {
        var texts: [String] = []
        try collectTexts(in: node, depth: 0, into: &texts)
        return texts
    }

    private func collectTexts(in node: Node, depth: Int, into texts: inout [String]) throws(CRDTError) {
        guard depth < Limits.typeDepth else { throw .tooDeep }
        let text = text(of: node)
        if !text.isEmpty { texts.append(text) }
        try store.forEachStretch(of: node.branch, at: nil) { (index, _, _) throws(CRDTError) in
            guard store.items[index].kind == .type else { return }
            try collectTexts(in: Node(branch: store.items[index].content), depth: depth + 1, into: &texts)
        }
        for (_, content) in entries(of: node) {
            guard case .type(let child) = content else { continue }
            try collectTexts(in: child, depth: depth + 1, into: &texts)
        }
    }

    /// The runs of a text with their attributes; neighbours with equal attributes are one run.
    /// - Parameter snapshot: nil for now.
    public func runs(of node: Node, at snapshot: Snapshot? = nil) -> [Run] {
        changedRuns(of: node, from: nil, to: snapshot).map(\.run)
    }

    /// The runs of a text as of `new`, with what was added since `old` and what was removed, and who wrote it.
    /// Both moments need a document that keeps its garbage.
    public func changes(of node: Node, from old: Snapshot, to new: Snapshot) -> [ChangedRun] {
        changedRuns(of: node, from: old, to: new)
    }

    /// - Parameter joinsEqual: whether neighbours with equal attributes are one run; otherwise every mark between
    ///   them, also one without effect, parts them as in Yjs' `toDelta`.
    func changedRuns(
        of node: Node, from old: Snapshot?, to new: Snapshot?, joinsEqual: Bool = true
    ) -> [ChangedRun] {
        var builder = RunBuilder(tracksChanges: old != nil, joinsEqual: joinsEqual)
        var index = store.branches[node.branch].start
        while index != none {
            let item = store.items[index]
            if item.kind != .deleted { add(index, item, from: old, to: new, in: &builder) }
            index = item.right
        }
        builder.finishText()
        return builder.runs
    }

    /// Adds the stretches of one item to the runs.
    private func add(
        _ index: UInt32, _ item: Item, from old: Snapshot?, to new: Snapshot?, in builder: inout RunBuilder
    ) {
        let author = store.clients[item.client].id
        var clock = item.clock
        while clock < item.end {
            let now = new.map { $0.stretch(client: author, at: clock) } ?? (!item.isDeleted, none)
            let before = old.map { $0.stretch(client: author, at: clock) } ?? now
            let end = min(now.1, before.1, item.end)
            if now.0 || (old != nil && before.0) {
                let kind: ChangedRun.Kind = now.0 == before.0 ? .kept : now.0 ? .added : .removed
                let stretch = (from: clock - item.clock, length: end - clock)
                add(index, item, stretch, kind: kind, author: author, isShown: now.0, in: &builder)
            }
            clock = end
        }
    }

    private func add(
        _ index: UInt32, _ item: Item, _ stretch: (from: UInt32, length: UInt32), kind: ChangedRun.Kind,
        author: UInt64, isShown: Bool, in builder: inout RunBuilder
    ) {
        switch item.kind {
        case .format: if isShown { builder.begin(store.format(of: item)) }
        case .string:
            builder.prepare(kind: kind, author: author)
            store.writeText(of: item, from: stretch.from, length: stretch.length, to: &builder.text)
        default:
            for content in store.contents(of: index, from: stretch.from, length: stretch.length) {
                builder.add(content, kind: kind, author: author)
            }
        }
    }

    // MARK: Lists and maps

    /// The elements of an array or fragment.
    public func elements(of node: Node, at snapshot: Snapshot? = nil) -> [Content] {
        var result: [Content] = []
        do {
            try store.forEachStretch(of: node.branch, at: snapshot) {
                (index, from, length) throws(CRDTError) in
                result += store.contents(of: index, from: from, length: length)
            }
        } catch {
            preconditionFailure("walking a list does not fail")
        }
        return result
    }

    /// Keys and values of a map, or attributes of an element or text; sorted by key.
    public func entries(of node: Node, at snapshot: Snapshot? = nil) -> [(key: String, content: Content)] {
        var result: [(key: String, content: Content)] = []
        var entry = store.branches[node.branch].entries
        while entry != none {
            if let content = store.value(of: entry, at: snapshot) {
                result.append((store.keys.name(store.entries[entry].key), content))
            }
            entry = store.entries[entry].next
        }
        return result.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
    }

    /// The value of a key, or nil when it is absent.
    public func value(_ key: String, of node: Node) -> Content? {
        guard let number = store.keys.find(key), let entry = store.entry(number, of: node.branch) else {
            return nil
        }
        return store.value(of: entry, at: nil)
    }
}

/// Puts runs together from the items of a text.
private struct RunBuilder: ~Copyable {
    var runs: [ChangedRun] = []
    var text = ByteWriter()
    private var attributes: [Value.Member] = []
    private var kind = ChangedRun.Kind.kept
    private var author: UInt64 = 0
    private let tracksChanges: Bool
    private let joinsEqual: Bool

    init(tracksChanges: Bool, joinsEqual: Bool) {
        self.tracksChanges = tracksChanges
        self.joinsEqual = joinsEqual
    }

    /// A mark begins or, with null, ends.
    mutating func begin(_ mark: Value.Member) {
        finishText()
        attributes.set(mark)
    }

    /// The next text has this history.
    mutating func prepare(kind: ChangedRun.Kind, author: UInt64) {
        if tracksChanges, kind != self.kind || author != self.author { finishText() }
        self.kind = kind
        self.author = author
    }

    mutating func add(_ content: Content, kind: ChangedRun.Kind, author: UInt64) {
        finishText()
        runs.append(ChangedRun(run: Run(content, attributes: attributes), kind: kind, author: author))
    }

    mutating func finishText() {
        guard text.count > 0 else { return }
        let string = String(decoding: text.array(), as: UTF8.self)
        text.removeAll()
        if joinsEqual, let last = runs.last, case .text(let before) = last.run.content,
            last.run.attributes.count == attributes.count,
            Set(last.run.attributes) == Set(attributes),
            !tracksChanges || (last.kind, last.author) == (kind, author)
        {
            runs[runs.count - 1].run.content = .text(before + string)
            return
        }
        runs.append(ChangedRun(run: Run(.text(string), attributes: attributes), kind: kind, author: author))
    }
}
