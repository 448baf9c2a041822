/// Edits a document inside `Document.edit`. Positions and lengths count as in the list: UTF-16 units of text, one for
/// each embed and element.
///
/// Every method checks its arguments before it changes anything. No edit cuts a surrogate pair: an insertion into one
/// goes before it, a range that ends in one takes it whole.
public struct Edit: ~Copyable {
    let document: Document
    let client: UInt32

    // MARK: Lists

    /// Inserts values into an array or fragment. O(log n).
    /// - Throws: `.outOfRange`, `.documentTooLarge`.
    public func insert(_ values: [Value], into node: Node, at index: Int) throws(CRDTError) {
        try check(node, index, 0)
        try checkRoom(values.count)
        var place = document.store.place(at: UInt32(index), in: node.branch)
        var rest = values[...]
        while let first = rest.first {
            if case .bytes(let bytes) = first {
                rest = rest.dropFirst()
                write(.binary, length: 1, at: place) { $0.buffer(bytes) }
            } else {
                let run = rest.prefix { if case .bytes = $0 { false } else { true } }
                rest = rest.dropFirst(run.count)
                write(.any, length: run.count, at: place) { for value in run { $0.value(value) } }
            }
            place = document.store.place(after: document.store.clients[client].last)
        }
    }

    /// Inserts a new, empty shared type into an array, fragment or text and answers it.
    /// - Parameter name: of an XML element or hook.
    /// - Throws: `.outOfRange`.
    public func insert(
        _ kind: TypeKind, name: String = "", into node: Node, at index: Int
    ) throws(CRDTError) -> Node {
        try check(node, index, 0)
        return write(kind, name: name, at: document.store.place(at: UInt32(index), in: node.branch))
    }

    /// Deletes `length` units of a list from `index` on. O(log n), and linear in what is deleted.
    /// - Throws: `.outOfRange`.
    public func delete(from node: Node, at index: Int, length: Int) throws(CRDTError) {
        try check(node, index, length)
        guard length > 0 else { return }
        document.store.deleteUnits(from: UInt32(index), length: UInt32(length), of: node.branch)
    }

    // MARK: Maps and attributes

    /// Sets a key of a map, or an attribute of an element or text.
    /// - Throws: `.outOfRange` when the type is deleted.
    public func set(_ key: String, to value: Value, of node: Node) throws(CRDTError) {
        let place = try place(of: key, in: node)
        if case .bytes(let bytes) = value {
            write(.binary, length: 1, at: place) { $0.buffer(bytes) }
        } else {
            write(.any, length: 1, at: place) { $0.value(value) }
        }
    }

    /// Sets a key to a new, empty shared type and answers it.
    /// - Throws: `.outOfRange` when the type is deleted.
    public func set(
        _ key: String, to kind: TypeKind, name: String = "", of node: Node
    ) throws(CRDTError) -> Node {
        write(kind, name: name, at: try place(of: key, in: node))
    }

    /// Removes a key; nothing happens when it is absent.
    public func remove(_ key: String, of node: Node) {
        guard let number = document.store.keys.find(key),
            let entry = document.store.entry(number, of: node.branch)
        else { return }
        document.store.delete(document.store.entries[entry].item)
    }

    // MARK: Text

    /// Inserts text. O(log n) in a text that never held a format mark, else linear in the runs before it.
    /// - Parameter attributes: the format of the new text; nil: that of the text before it.
    /// - Throws: `.outOfRange`.
    public func insert(
        _ text: String, into node: Node, at index: Int, attributes: [Value.Member]? = nil
    ) throws(CRDTError) {
        try check(node, index, 0)
        guard !text.isEmpty else { return }
        try checkRoom(text.utf8.count)
        if !document.store.branches[node.branch].hasFormats, attributes?.isEmpty ?? true {
            write(text, at: document.store.textPlace(at: UInt32(index), in: node.branch))
            return
        }
        insert(into: node, at: index, attributes: attributes) { write(text, at: $0) }
    }

    /// Inserts an object, for example an image, as one unit of a text.
    /// - Throws: `.outOfRange`.
    public func insertEmbed(
        _ embed: Value, into node: Node, at index: Int, attributes: [Value.Member] = []
    ) throws(CRDTError) {
        try check(node, index, 0)
        insert(into: node, at: index, attributes: attributes) { place in
            write(.embed, length: 1, at: place) { $0.string(embed.json) }
        }
    }

    /// Sets the format of a stretch of text; a null value ends a format. Linear in the runs before the end.
    /// - Throws: `.outOfRange`.
    public func format(
        _ node: Node, at index: Int, length: Int, attributes: [Value.Member]
    ) throws(CRDTError) {
        try check(node, index, length)
        guard length > 0 else { return }
        let start = document.store.outsidePair(UInt32(index), in: node.branch)
        var cursor = document.store.textCursor(at: start, in: node.branch)
        minimize(&cursor, attributes)
        var negated = begin(&cursor, attributes, in: node)
        var left = UInt32(index + length) - start
        while cursor.right != none, left > 0 || !negated.isEmpty && document.store.isGap(cursor.right) {
            guard pass(&cursor, &left, attributes, &negated) else { break }
        }
        end(&cursor, negated, in: node)
    }

    /// Inserts runs, for example those of a template or of an older version.
    /// - Throws: `.outOfRange`; `.malformed` for runs that hold shared types or other documents.
    public func insert(_ runs: [Run], into node: Node, at index: Int) throws(CRDTError) {
        var index = index
        for run in runs {
            let before = document.length(of: node)
            switch run.content {
            case .text(let text): try insert(text, into: node, at: index, attributes: run.attributes)
            case .embed(let value): try insertEmbed(value, into: node, at: index, attributes: run.attributes)
            case .value, .type, .subdocument: throw .malformed
            }
            index += document.length(of: node) - before
        }
    }

    // MARK: Inside

    private func check(_ node: Node, _ index: Int, _ length: Int) throws(CRDTError) {
        let end = document.length(of: node)
        guard index >= 0, length >= 0, index <= end, length <= end - index, !document.isDeleted(node) else {
            throw .outOfRange
        }
        try checkRoom(0)
    }

    /// Whether the client has clocks, and the document bytes, for `units` more units.
    private func checkRoom(_ units: Int) throws(CRDTError) {
        let margin = 1 << 20  // for marks, types and what else is not counted
        let room = Int(Limits.clock) - Int(document.store.clients[client].state) - margin
        let isLarge = document.store.bytes.count + 2 * units > document.limits.documentBytes
        guard units < room, !isLarge else { throw .documentTooLarge }
    }

    private func place(of key: String, in node: Node) throws(CRDTError) -> Place {
        guard !document.isDeleted(node) else { throw .outOfRange }
        try checkRoom(0)
        return document.store.place(key: key, in: node.branch)
    }

    private func write(_ text: String, at place: Place) {
        var text = text
        text.withUTF8 { utf8 in
            guard let base = utf8.baseAddress, let units = UTF8Scan.units(base, length: utf8.count) else {
                preconditionFailure("a string is UTF-8")
            }
            document.store.write(.string, length: units, base, utf8.count, at: place, by: client)
        }
    }

    private func write(_ kind: TypeKind, name: String, at place: Place) -> Node {
        write(.type, length: 1, at: place) { writer in
            writer.varUint(UInt32(kind.rawValue))
            if kind == .xmlElement || kind == .xmlHook { writer.string(name) }
        }
        let item = document.store.items[document.store.clients[client].last]
        return Node(branch: item.content)
    }

    private func write(_ kind: Kind, length: Int, at place: Place, _ content: (inout ByteWriter) -> Void) {
        var writer = ByteWriter()
        content(&writer)
        writer.bytes.withBuffer { buffer in
            guard let base = buffer.baseAddress else { return }
            document.store.write(kind, length: length, base, buffer.count, at: place, by: client)
        }
    }

    // MARK: Formats (yjs/src/types/YText.js)

    /// Writes content between marks that give it `attributes`.
    private func insert(
        into node: Node, at index: Int, attributes: [Value.Member]?, _ content: (Place) -> Void
    ) {
        var cursor = document.store.textCursor(at: UInt32(index), in: node.branch)
        var wanted = attributes ?? cursor.attributes
        for member in cursor.attributes where wanted.value(member.key) == nil {
            wanted.append(Value.Member(key: member.key, value: .null))
        }
        minimize(&cursor, wanted)
        let negated = begin(&cursor, wanted, in: node)
        content(document.store.place(at: cursor, in: node.branch))
        document.store.resume(&cursor, after: document.store.clients[client].last)
        end(&cursor, negated, in: node)
    }

    /// Goes over what would be a mark without effect.
    private func minimize(_ cursor: inout TextCursor, _ attributes: [Value.Member]) {
        while cursor.right != none {
            let item = document.store.items[cursor.right]
            if !item.isDeleted {
                guard item.kind == .format else { return }
                let mark = document.store.format(of: item)
                guard attributes.value(mark.key) ?? .null == mark.value else { return }
            }
            document.store.forward(&cursor)
        }
    }

    /// Writes the marks that begin `attributes`; answers those that end them.
    private func begin(
        _ cursor: inout TextCursor, _ attributes: [Value.Member], in node: Node
    ) -> [Value.Member] {
        var negated: [Value.Member] = []
        for member in attributes {
            let current = cursor.attributes.value(member.key) ?? .null
            guard current != member.value else { continue }
            negated.append(Value.Member(key: member.key, value: current))
            mark(&cursor, member, in: node)
        }
        return negated
    }

    /// Writes the marks that end what `begin` began, unless they stand there already.
    private func end(_ cursor: inout TextCursor, _ negated: [Value.Member], in node: Node) {
        var negated = negated
        while cursor.right != none {
            let item = document.store.items[cursor.right]
            if !item.isDeleted {
                guard item.kind == .format else { break }
                let mark = document.store.format(of: item)
                guard negated.value(mark.key) == mark.value else { break }
                negated.drop(mark.key)
            }
            document.store.forward(&cursor)
        }
        for member in negated { mark(&cursor, member, in: node) }
    }

    private func mark(_ cursor: inout TextCursor, _ member: Value.Member, in node: Node) {
        write(.format, length: 1, at: document.store.place(at: cursor, in: node.branch)) { writer in
            writer.string(member.key)
            writer.string(member.value.json)
        }
        cursor.attributes.set(member)
        document.store.resume(&cursor, after: document.store.clients[client].last)
    }

    /// Goes over one item of the stretch that is formatted; false: nothing is left to do.
    private func pass(
        _ cursor: inout TextCursor, _ left: inout UInt32, _ attributes: [Value.Member],
        _ negated: inout [Value.Member]
    ) -> Bool {
        let item = document.store.items[cursor.right]
        if item.isDeleted {
            // Tombstones are passed over.
        } else if item.kind == .format {
            let mark = document.store.format(of: item)
            if let wanted = attributes.value(mark.key) {
                if wanted == mark.value {
                    negated.drop(mark.key)
                } else {
                    if left == 0 { return false }
                    negated.set(mark, keepingNull: true)
                }
                document.store.delete(cursor.right)
            }
        } else {
            if document.store.cutsPair(cursor.right, at: left) { left += 1 }
            if left < item.length { document.store.split(cursor.right, at: left) }
            left -= min(left, item.length)
        }
        document.store.forward(&cursor)
        return true
    }
}

extension [Value.Member] {
    /// The value of a key, or nil.
    func value(_ key: String) -> Value? {
        first { $0.key.isIdentical(to: key) }?.value
    }

    /// Removes a key.
    mutating func drop(_ key: String) {
        removeAll { $0.key.isIdentical(to: key) }
    }

    /// Sets a key; a null value removes it unless nulls are kept.
    mutating func set(_ member: Value.Member, keepingNull: Bool = false) {
        drop(member.key)
        if keepingNull || member.value != .null { append(member) }
    }
}
