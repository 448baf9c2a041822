// Walking lists and maps, now or at a snapshot.

extension Store {
    /// Calls `body` with each stretch of a list's items that is there now, or was there at `snapshot`, in order:
    /// item, units left out before the stretch, and its length.
    func forEachStretch(
        of branch: UInt32, at snapshot: Snapshot?, _ body: (UInt32, UInt32, UInt32) throws(CRDTError) -> Void
    ) throws(CRDTError) {
        var index = branches[branch].start
        while index != none {
            let item = items[index]
            if let snapshot {
                var clock = item.clock
                while clock < item.end {
                    let stretch = snapshot.stretch(client: clients[item.client].id, at: clock)
                    let end = min(stretch.end, item.end)
                    if stretch.isShown { try body(index, clock - item.clock, end - clock) }
                    clock = end
                }
            } else if !item.isDeleted {
                try body(index, 0, item.length)
            }
            index = item.right
        }
    }

    /// A key's value now, or at `snapshot`; nil when the key is absent.
    func value(of entry: UInt32, at snapshot: Snapshot?) -> Content? {
        var index = entries[entry].item
        guard let snapshot else {
            let item = items[index]
            return item.isDeleted ? nil : contents(of: index, from: item.length - 1, length: 1).last
        }
        while index != none {
            let item = items[index]
            let id = clients[item.client].id
            let state = snapshot.state.clocks[id] ?? 0
            if item.clock < state {
                // Former values of one writer are one run; the moment may lie inside it.
                let last = min(item.end, state) - 1
                guard snapshot.shows(client: id, clock: last) else { return nil }
                return contents(of: index, from: last - item.clock, length: 1).last
            }
            index = item.left
        }
        return nil
    }

    /// Adds a stretch of a text item to `writer` as UTF-8.
    func writeText(of item: Item, from offset: UInt32, length: UInt32, to writer: inout ByteWriter) {
        guard !item.isWide else {
            writer.wideText(bytes, at: Int(item.content + 2 * offset), units: Int(length))
            return
        }
        bytes.withBuffer { buffer in
            precondition(Int(item.content + offset + length) <= buffer.count)
            guard let base = buffer.baseAddress else { return }
            writer.raw(base + Int(item.content + offset), length: Int(length))
        }
    }

    /// The elements of a stretch, one a unit. Deleted content that was dropped reads as nothing.
    func contents(of index: UInt32, from offset: UInt32, length: UInt32) -> [Content] {
        let item = items[index]
        switch item.kind {
        case .any, .json:
            return decode(item.content, item.bytes) { (reader) throws(CRDTError) in
                for _ in 0..<offset { try reader.skipElement(item.kind) }
                var result: [Content] = []
                for _ in 0..<length { result.append(.value(try reader.element(item.kind))) }
                return result
            }
        case .binary:
            return [
                decode(item.content, item.bytes) { (reader) throws(CRDTError) in
                    .value(.bytes(reader.bytes(in: try reader.buffer())))
                }
            ]
        case .string:
            var writer = ByteWriter()
            writeText(of: item, from: offset, length: length, to: &writer)
            return String(decoding: writer.array(), as: UTF8.self).utf16.map {
                .value(.string(String(decoding: [$0], as: UTF16.self)))
            }
        case .embed:
            return [
                decode(item.content, item.bytes) { (reader) throws(CRDTError) in .embed(try reader.json()) }
            ]
        case .type: return [.type(Node(branch: item.content))]
        case .document:
            return [
                decode(item.content, item.bytes) { (reader) throws(CRDTError) in
                    .subdocument(guid: try reader.string(), options: try reader.value())
                }
            ]
        case .collected, .deleted, .format, .skip, .unused: return []
        }
    }

    /// Name and value of a format mark.
    func format(of item: Item) -> Value.Member {
        decode(item.content, item.bytes) { (reader) throws(CRDTError) in
            Value.Member(key: try reader.string(), value: try reader.json())
        }
    }
}

extension ByteReader {
    /// A JSON text with its length before it.
    mutating func json() throws(CRDTError) -> Value {
        let range = try text().range
        var parser = JSONReader(ByteReader(base, from: range.lowerBound, to: range.upperBound))
        return try parser.document()
    }

    /// One element of a run of values.
    mutating func element(_ kind: Kind) throws(CRDTError) -> Value {
        guard kind == .json else { return try value() }
        var ahead = self
        if isUndefined(try ahead.text().range) {
            self = ahead
            return .undefined
        }
        return try json()
    }
}
