// Writing structs in format v1.

extension Store {
    /// Client numbers with structs, higher ids first: the order in which Yjs writes and best integrates them.
    private func writers(beyond state: StateVector?) -> [(number: UInt32, from: UInt32)] {
        var result: [(number: UInt32, from: UInt32)] = []
        for number in 0..<UInt32(clients.count) {
            let from = state?.clocks[clients[number].id] ?? 0
            if clients[number].state > from { result.append((number, from)) }
        }
        return result.sorted { clients[$0.number].id > clients[$1.number].id }
    }

    /// Writes everything that a replica at `state` lacks (nil: everything), with all deletes.
    func writeUpdate(beyond state: StateVector?, to writer: inout ByteWriter) {
        let writers = writers(beyond: state)
        writer.bytes.reserve(64 + 16 * structCount)
        writer.varUint(writers.count)
        for (number, from) in writers { writeStructs(of: number, from: from, to: &writer) }
        writeDeletes(to: &writer)
    }

    /// Writes what the transaction at work added and deleted.
    func writeTransaction(to writer: inout ByteWriter) {
        var grown: UInt32 = 0
        for index in 0..<UInt32(touched.count) where hasGrown(touched[index]) { grown += 1 }
        writer.varUint(grown)
        for index in 0..<UInt32(touched.count) where hasGrown(touched[index]) {
            writeStructs(of: touched[index], from: clients[touched[index]].before, to: &writer)
        }
        if deletedRuns.count == 0 { writer.varUint(0) } else { transactionDeletes().write(to: &writer) }
    }

    private func hasGrown(_ client: UInt32) -> Bool {
        clients[client].state > clients[client].before
    }

    /// What the transaction at work deleted.
    func transactionDeletes() -> DeleteSet {
        var ranges: [UInt64: [ClockRange]] = [:]
        for index in 0..<UInt32(deletedRuns.count) {
            let run = deletedRuns[index]
            ranges[clients[run.client].id, default: []].append(
                ClockRange(clock: run.clock, length: run.length))
        }
        return DeleteSet(ranges.mapValues(Pending.joined))
    }

    private func writeStructs(of number: UInt32, from clock: UInt32, to writer: inout ByteWriter) {
        let first = item(at: clock, of: number)
        writer.varUint(clocks.count(from: first))
        writer.varUint(clients[number].id)
        writer.varUint(clock)
        clocks.forEach(from: first) { index in
            write(items[index], skipping: index == first ? clock - items[index].clock : 0, to: &writer)
            return true
        }
    }

    /// Writes one struct without its first `offset` units.
    func write(_ item: Item, skipping offset: UInt32, to writer: inout ByteWriter) {
        guard item.kind != .collected else {
            writer.byte(0)
            writer.varUint(item.length - offset)
            return
        }
        let origin = offset > 0 ? Mark(client: item.client, clock: item.clock + offset - 1) : item.origin
        let hasOrigin = origin.client != none
        let hasRight = item.rightOrigin.client != none
        let flags = (hasOrigin ? 0x80 : 0) | (hasRight ? 0x40 : 0) | (item.key != none ? 0x20 : 0) as UInt8
        writer.byte(item.kind.rawValue | flags)
        if hasOrigin { write(origin, to: &writer) }
        if hasRight { write(item.rightOrigin, to: &writer) }
        if !hasOrigin && !hasRight { writeParent(of: item, to: &writer) }
        writeContent(of: item, skipping: offset, to: &writer)
    }

    @inline(__always)
    private func write(_ mark: Mark, to writer: inout ByteWriter) {
        writer.varUint(clients[mark.client].id)
        writer.varUint(mark.clock)
    }

    private func writeParent(of item: Item, to writer: inout ByteWriter) {
        let parent = branches[item.parent]
        if parent.item == none {
            writer.varUint(1 as UInt32)
            keys.write(parent.name, to: &writer)
        } else {
            writer.varUint(0 as UInt32)
            write(Mark(client: items[parent.item].client, clock: items[parent.item].clock), to: &writer)
        }
        if item.key != none { keys.write(item.key, to: &writer) }
    }

    private func writeContent(of item: Item, skipping offset: UInt32, to writer: inout ByteWriter) {
        switch item.kind {
        case .string where item.isWide:
            let start = Int(item.content + 2 * offset)
            writer.wideString(bytes, at: start, units: Int(item.length - offset))
        case .string:
            writer.varUint(item.length - offset)
            writeBytes(item.content + offset, item.length - offset, to: &writer)
        case .deleted: writer.varUint(item.length - offset)
        case .any, .json:
            writer.varUint(item.length - offset)
            let skipped = offset == 0 ? 0 : elementOffset(of: item, at: offset)
            writeBytes(item.content + skipped, item.bytes - skipped, to: &writer)
        case .type: writeBytes(branches[item.content].content, branches[item.content].bytes, to: &writer)
        default: writeBytes(item.content, item.bytes, to: &writer)
        }
    }

    @inline(__always)
    private func writeBytes(_ start: UInt32, _ length: UInt32, to writer: inout ByteWriter) {
        bytes.withBuffer { buffer in
            precondition(Int(start) + Int(length) <= buffer.count)
            guard let base = buffer.baseAddress, length > 0 else { return }
            writer.raw(base + Int(start), length: Int(length))
        }
    }

    /// Writes all deleted clocks.
    private func writeDeletes(to writer: inout ByteWriter) {
        var body = ByteWriter()
        var clientCount = 0
        for number in writers(beyond: nil).map(\.number) {
            var ranges = ByteWriter()
            var count = 0
            forEachDeleted(of: number) { range in
                count += 1
                ranges.varUint(range.clock)
                ranges.varUint(range.length)
            }
            guard count > 0 else { continue }
            clientCount += 1
            body.varUint(clients[number].id)
            body.varUint(count)
            body.append(ranges)
        }
        writer.varUint(clientCount)
        writer.append(body)
    }

    /// Calls `body` with the deleted stretches of a client, sorted and joined.
    func forEachDeleted(of client: UInt32, _ body: (ClockRange) -> Void) {
        guard clients[client].last != none else { return }
        var open = ClockRange(clock: 0, length: 0)
        clocks.forEach(from: item(at: 0, of: client)) { index in
            let item = items[index]
            guard item.isDeleted else { return true }
            if open.length > 0, open.end == item.clock {
                open.length += item.length
            } else {
                if open.length > 0 { body(open) }
                open = ClockRange(clock: item.clock, length: item.length)
            }
            return true
        }
        if open.length > 0 { body(open) }
    }

    /// All deleted clocks.
    var deleteSet: DeleteSet {
        var set = DeleteSet()
        for number in 0..<UInt32(clients.count) {
            var ranges: [ClockRange] = []
            forEachDeleted(of: number) { ranges.append($0) }
            if !ranges.isEmpty { set.clients[clients[number].id] = ranges }
        }
        return set
    }

    /// The clocks after each client's last struct.
    var stateVector: StateVector {
        var vector = StateVector()
        for number in 0..<UInt32(clients.count) where clients[number].state > 0 {
            vector.clocks[clients[number].id] = clients[number].state
        }
        return vector
    }
}
