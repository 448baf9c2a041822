// Content in the arena's byte buffer: ASCII text one byte a unit, other text two, everything else as on the wire.

extension Store {
    /// Copies a struct's content, without its first `offset` units, to the end of the buffer.
    @inline(__always)
    mutating func storeContent(
        of ref: StructRef, from base: UnsafePointer<UInt8>, offset: UInt32, in item: inout Item
    ) {
        item.content = UInt32(bytes.count)
        if ref.kind == .string {
            appendText(of: ref, from: base, offset: offset, isWide: !ref.isASCII)
            item.isWide = !ref.isASCII
        } else if ref.kind != .deleted {
            let skipped = offset == 0 ? 0 : skippedBytes(of: ref, from: base, offset: offset)
            bytes.append(base + Int(ref.contentStart) + skipped, length: ref.contentLength - skipped)
        }
        item.bytes = UInt32(bytes.count) - item.content
        if ref.kind == .type { makeBranch(of: &item) }
        clients[item.client].roomEnd = UInt32(bytes.count)
    }

    /// The type's wire form is kept by its branch; the item refers to the branch.
    mutating func makeBranch(of item: inout Item) {
        var branch = Branch()
        branch.content = item.content
        branch.bytes = item.bytes
        branch.kind = bytes[item.content]
        item.content = branches.append(branch)
        item.bytes = 0
    }

    private func skippedBytes(of ref: StructRef, from base: UnsafePointer<UInt8>, offset: UInt32) -> Int {
        var reader = ByteReader(base, from: Int(ref.contentStart), to: Int(ref.end))
        do {
            for _ in 0..<offset { try reader.skipElement(ref.kind) }
        } catch {
            preconditionFailure("values were checked when the update was read")
        }
        return reader.offset - Int(ref.contentStart)
    }

    /// Adds a struct's text to the end of the buffer in the stated width.
    @inline(__always)
    private mutating func appendText(
        of ref: StructRef, from base: UnsafePointer<UInt8>, offset: UInt32, isWide: Bool
    ) {
        let text = base + Int(ref.contentStart)
        guard isWide else {
            bytes.append(text + Int(offset), length: ref.contentLength - Int(offset))
            return
        }
        appendWide(text, length: ref.contentLength, offset: offset)
    }

    private mutating func appendWide(_ text: UnsafePointer<UInt8>, length: Int, offset: UInt32) {
        bytes.reserve(2 * length)
        var index: UInt32 = 0
        UTF8Scan.forEachUnit(text, length: length) { unit in
            defer { index += 1 }
            guard index >= offset else { return }
            // An update that begins inside a pair holds half of it (yjs: ContentString.splice).
            let isCut = index == offset && offset > 0 && unit & 0xfc00 == 0xdc00
            let stored = isCut ? 0xfffd : unit
            bytes.append(UInt8(truncatingIfNeeded: stored))
            bytes.append(UInt8(truncatingIfNeeded: stored >> 8))
        }
    }

    /// Adds a struct's content to that of the client's last run, in place when the bytes after it are free.
    @inline(__always)
    mutating func growContent(
        of item: UInt32, with ref: StructRef, from base: UnsafePointer<UInt8>, offset: UInt32
    ) {
        let run = items[item]
        if ref.kind == .string, !run.isWide, ref.isASCII {
            let length = ref.contentLength - Int(offset)
            makeRoom(for: item, length)
            put(base + Int(ref.contentStart) + Int(offset), length: length, in: item)
        } else if ref.kind == .string {
            growWide(item, with: ref, from: base, offset: offset)
        } else if ref.kind != .deleted {
            let skipped = offset == 0 ? 0 : skippedBytes(of: ref, from: base, offset: offset)
            makeRoom(for: item, ref.contentLength - skipped)
            put(base + Int(ref.contentStart) + skipped, length: ref.contentLength - skipped, in: item)
        }
    }

    private mutating func growWide(
        _ item: UInt32, with ref: StructRef, from base: UnsafePointer<UInt8>, offset: UInt32
    ) {
        if !items[item].isWide { widen(item) }
        let length = 2 * Int(ref.length - offset)
        makeRoom(for: item, length)
        let start = bytes.count
        appendText(of: ref, from: base, offset: offset, isWide: true)
        moveTail(from: start, to: item)
    }

    /// Bytes just added at the end of the buffer become the end of the item's content.
    private mutating func moveTail(from start: Int, to item: UInt32) {
        let end = Int(items[item].content + items[item].bytes)
        let length = bytes.count - start
        if end != start {
            bytes.move(from: UInt32(start), to: UInt32(end), length: length)
            bytes.truncate(to: start)
            garbage -= length
        } else {
            clients[items[item].client].roomEnd = UInt32(bytes.count)
        }
        items[item].bytes += UInt32(length)
    }

    /// Copies `length` bytes behind the item's content, where `makeRoom` found room.
    @inline(__always)
    mutating func put(_ source: UnsafePointer<UInt8>, length: Int, in item: UInt32) {
        let end = Int(items[item].content + items[item].bytes)
        if end == bytes.count {
            bytes.append(source, length: length)
            clients[items[item].client].roomEnd = UInt32(bytes.count)
        } else {
            for index in 0..<length { bytes[UInt32(end + index)] = source[index] }
            garbage -= length
        }
        items[item].bytes += UInt32(length)
    }

    /// Sees to it that `length` bytes can follow the item's content: at the end of the buffer, in the room that the
    /// run has, or after moving the run to the end with as much room again as it needs (so moving is rare).
    @inline(__always)
    mutating func makeRoom(for item: UInt32, _ length: Int) {
        let end = Int(items[item].content + items[item].bytes)
        if end == bytes.count || end + length <= Int(clients[items[item].client].roomEnd) { return }
        relocate(item, room: length)
    }

    private mutating func relocate(_ item: UInt32, room length: Int) {
        let run = items[item]
        let start = bytes.count
        bytes.appendCopy(of: Int(run.content)..<Int(run.content + run.bytes))
        garbage += Int(run.bytes)
        // Half as much again: moving costs a constant for each byte in the long run.
        let room = Int(run.bytes) / 2 + 16 + length
        garbage += room
        items[item].content = UInt32(start)
        bytes.extend(to: bytes.count + room, with: 0)
        clients[run.client].roomEnd = UInt32(bytes.count)
    }

    /// Turns a run of ASCII bytes into 16-bit units at the end of the buffer.
    mutating func widen(_ item: UInt32) {
        let run = items[item]
        let start = bytes.count
        bytes.extend(to: start + 2 * Int(run.bytes), with: 0)
        for index in 0..<run.bytes { bytes[UInt32(start) + 2 * index] = bytes[run.content + index] }
        garbage += Int(run.bytes)
        items[item].content = UInt32(start)
        items[item].bytes = 2 * run.bytes
        items[item].isWide = true
        clients[run.client].roomEnd = UInt32(bytes.count)
    }

    /// Copies the living content together when more than half of a large buffer is garbage.
    mutating func compactIfNeeded() {
        guard garbage > 1 << 16, garbage > bytes.count / 2 else { return }
        var fresh = Slab<UInt8>()
        fresh.reserve(bytes.count - garbage)
        for index in 0..<UInt32(items.count) {
            let item = items[index]
            guard item.kind != .unused, item.kind != .type, item.bytes > 0 else { continue }
            items[index].content = copy(item.content, item.bytes, to: &fresh)
        }
        for index in 0..<UInt32(branches.count) where branches[index].bytes > 0 {
            branches[index].content = copy(branches[index].content, branches[index].bytes, to: &fresh)
        }
        for index in 0..<UInt32(clients.count) { clients[index].roomEnd = 0 }
        bytes = fresh
        garbage = 0
    }

    private func copy(_ content: UInt32, _ length: UInt32, to fresh: inout Slab<UInt8>) -> UInt32 {
        let start = UInt32(fresh.count)
        bytes.withBuffer { buffer in
            guard let base = buffer.baseAddress else { return }
            fresh.append(base + Int(content), length: Int(length))
        }
        return start
    }
}
