/// Work on updates without a document.
public enum Update {
    /// Merges updates of format v1 into one: the same structs and deletes, each once, gaps left out by skips, and
    /// text typed in one run joined. O(n log n) in structs.
    /// - Throws: what a malformed update throws, or `.updateTooLarge` when all of them exceed `limit` bytes.
    public static func merge(
        _ updates: [[UInt8]], limit: Int = Limits().updateBytes
    ) throws(CRDTError) -> [UInt8] {
        var all = Slab<UInt8>()
        for update in updates {
            guard all.count + update.count <= limit else { throw .updateTooLarge }
            update.withUnsafeBufferPointer {
                if let base = $0.baseAddress { all.append(base, length: $0.count) }
            }
        }
        var parts = UpdateParts()
        if limit == .max { parts.structLimit = .max }
        var writer = ByteWriter()
        try all.withBuffer { (buffer) throws(CRDTError) in
            guard let base = buffer.baseAddress else { return }
            var start = 0
            for update in updates {
                var reader = ByteReader(base, from: start, to: start + update.count)
                try parts.read(&reader)
                start += update.count
            }
            var merger = UpdateMerger(base: base)
            merger.write(parts, beyond: nil, to: &writer)
        }
        return writer.array()
    }

    /// The part of an update of format v1 that a replica at `state` lacks; deletes are kept whole.
    /// - Throws: what a malformed update throws.
    public static func diff(
        _ update: [UInt8], beyond state: StateVector, limit: Int = Limits().updateBytes
    ) throws(CRDTError) -> [UInt8] {
        try ByteReader.over(update, limit: limit) { (reader) throws(CRDTError) in
            var parts = UpdateParts()
            if limit == .max { parts.structLimit = .max }
            try parts.read(&reader)
            var writer = ByteWriter()
            var merger = UpdateMerger(base: reader.base)
            merger.write(parts, beyond: state, to: &writer)
            return writer.array()
        }
    }

    /// The state that a document reaches which applies only this update: clocks count from 0 without gaps.
    /// - Throws: what a malformed update throws.
    public static func stateVector(of update: [UInt8]) throws(CRDTError) -> StateVector {
        try ByteReader.over(update) { (reader) throws(CRDTError) in
            var parts = UpdateParts()
            try parts.read(&reader)
            var vector = StateVector()
            for index in 0..<UInt32(parts.refs.count) where parts.refs[index].kind != .skip {
                let ref = parts.refs[index]
                if ref.clock <= vector.clocks[ref.client] ?? 0 {
                    vector.clocks[ref.client] = max(ref.clockEnd, vector.clocks[ref.client] ?? 0)
                }
            }
            return vector
        }
    }
}

/// Writes the structs of taken-apart updates as one update.
struct UpdateMerger: ~Copyable {
    /// The bytes that the parts' offsets count in.
    let base: UnsafePointer<UInt8>
    /// One client's structs.
    private var body = ByteWriter()
    private var text = ByteWriter()
    private var structs = 0

    /// A run being written: its first struct, how many units of that are left out, and where the run ends.
    private struct Run {
        var ref: StructRef
        var skipped: UInt32
        var end: UInt32
    }

    init(base: UnsafePointer<UInt8>) {
        self.base = base
    }

    mutating func write(
        _ parts: borrowing UpdateParts, beyond state: StateVector?, to writer: inout ByteWriter
    ) {
        var clientCount = 0
        var all = ByteWriter()
        let order = Self.order(parts)
        var first = 0
        while first < order.count {
            let client = parts.refs[order[first]].client
            var end = first
            while end < order.count, parts.refs[order[end]].client == client { end += 1 }
            let from = state?.clocks[client] ?? 0
            if let start = writeClient(parts, order[first..<end], from: from) {
                clientCount += 1
                all.varUint(structs)
                all.varUint(client)
                all.varUint(start)
                all.append(body)
            }
            first = end
        }
        writer.varUint(clientCount)
        writer.append(all)
        Self.writeDeletes(parts, to: &writer)
    }

    /// Struct numbers by client (higher first) and by the clock at which their stretch begins; skips are left out.
    /// Stretches stay whole: where a client gave a clock two contents, merging then chooses as a document does that
    /// takes up one parcel after the other.
    private static func order(_ parts: borrowing UpdateParts) -> [UInt32] {
        struct Key {
            let client: UInt64
            let start: UInt32
            let index: UInt32
        }
        var keys: [Key] = []
        keys.reserveCapacity(parts.refs.count)
        for group in 0..<UInt32(parts.groups.count) {
            var start: UInt32?
            for index in parts.groups[group].next..<parts.groups[group].end {
                let ref = parts.refs[index]
                if ref.kind == .skip {
                    start = nil
                } else {
                    let stretch = start ?? ref.clock
                    keys.append(Key(client: ref.client, start: stretch, index: index))
                    start = stretch
                }
            }
        }
        keys.sort {
            if $0.client != $1.client { return $0.client > $1.client }
            return $0.start != $1.start ? $0.start < $1.start : $0.index < $1.index
        }
        return keys.map(\.index)
    }

    /// Writes one client's structs from a clock on into `body`; answers the first clock, or nil when there is none.
    private mutating func writeClient(
        _ parts: borrowing UpdateParts, _ order: ArraySlice<UInt32>, from: UInt32
    ) -> UInt32? {
        body.removeAll()
        structs = 0
        var start: UInt32?
        var run: Run?
        var position = from
        for index in order {
            let ref = parts.refs[index]
            guard ref.clockEnd > position else { continue }
            let skipped = ref.clock < position ? position - ref.clock : 0
            if start == nil {
                start = ref.clock + skipped
            } else if ref.clock > position {
                flush(&run)
                structs += 1
                body.byte(Kind.skip.rawValue)
                body.varUint(ref.clock - position)
            }
            position = ref.clockEnd
            if grow(&run, with: ref, skipped: skipped) { continue }
            flush(&run)
            begin(&run, ref, skipped: skipped)
        }
        flush(&run)
        return start
    }

    /// Appends a struct to the open run when it only continues it.
    private mutating func grow(_ run: inout Run?, with ref: StructRef, skipped: UInt32) -> Bool {
        guard let open = run, open.ref.kind == ref.kind, open.end == ref.clock + skipped else { return false }
        switch ref.kind {
        case .collected: break
        case .string, .deleted:
            let follows =
                skipped > 0
                || ref.hasOrigin && ref.originClient == ref.client && ref.originClock == open.end - 1
            guard follows, open.ref.hasRight == ref.hasRight, open.ref.rightClient == ref.rightClient,
                open.ref.rightClock == ref.rightClock
            else { return false }
            if ref.kind == .string { appendText(ref, skipped: skipped) }
        default: return false
        }
        run?.end = ref.clockEnd
        return true
    }

    private mutating func begin(_ run: inout Run?, _ ref: StructRef, skipped: UInt32) {
        run = Run(ref: ref, skipped: skipped, end: ref.clockEnd)
        text.removeAll()
        if ref.kind == .string { appendText(ref, skipped: skipped) }
    }

    /// Adds a struct's text; a cut pair becomes U+FFFD.
    private mutating func appendText(_ ref: StructRef, skipped: UInt32) {
        let source = base + Int(ref.contentStart)
        guard skipped > 0 else {
            text.raw(source, length: ref.contentLength)
            return
        }
        let cut = UTF8Scan.offset(of: Int(skipped), in: source, length: ref.contentLength)
        var start = cut.offset
        if cut.splits {
            text.raw([0xef, 0xbf, 0xbd])
            start += 4
        }
        text.raw(source + start, length: ref.contentLength - start)
    }

    private mutating func flush(_ run: inout Run?) {
        guard let open = run else { return }
        run = nil
        structs += 1
        let ref = open.ref
        let length = open.end - ref.clock - open.skipped
        guard ref.kind != .collected else {
            body.byte(0)
            body.varUint(length)
            return
        }
        writePlace(ref, skipped: open.skipped)
        switch ref.kind {
        case .string:
            body.varUint(text.count)
            body.append(text)
        case .deleted: body.varUint(length)
        case .any, .json: writeElements(ref, skipped: open.skipped)
        default: body.raw(base + Int(ref.contentStart), length: ref.contentLength)
        }
    }

    private mutating func writePlace(_ ref: StructRef, skipped: UInt32) {
        let hasOrigin = ref.hasOrigin || skipped > 0
        let info = base[Int(ref.start)] & 0x60 | ref.kind.rawValue
        body.byte(info | (hasOrigin ? 0x80 : 0))
        if skipped > 0 {
            body.varUint(ref.client)
            body.varUint(ref.clock + skipped - 1)
        } else if ref.hasOrigin {
            body.varUint(ref.originClient)
            body.varUint(ref.originClock)
        }
        if ref.hasRight {
            body.varUint(ref.rightClient)
            body.varUint(ref.rightClock)
        }
        guard !hasOrigin, !ref.hasRight else { return }
        if ref.hasRootName {
            body.varUint(1 as UInt32)
            body.varUint(ref.nameLength)
            body.raw(base + Int(ref.nameStart), length: Int(ref.nameLength))
        } else {
            body.varUint(0 as UInt32)
            body.varUint(ref.parentClient)
            body.varUint(ref.parentClock)
        }
        guard ref.hasKey else { return }
        body.varUint(ref.keyLength)
        body.raw(base + Int(ref.keyStart), length: Int(ref.keyLength))
    }

    private mutating func writeElements(_ ref: StructRef, skipped: UInt32) {
        var reader = ByteReader(base, from: Int(ref.contentStart), to: Int(ref.end))
        do {
            for _ in 0..<skipped { try reader.skipElement(ref.kind) }
        } catch {
            preconditionFailure("values were checked when the update was read")
        }
        body.varUint(ref.length - skipped)
        body.raw(base + reader.offset, length: reader.left)
    }

    private static func writeDeletes(_ parts: borrowing UpdateParts, to writer: inout ByteWriter) {
        var ranges: [UInt64: [ClockRange]] = [:]
        for index in 0..<UInt32(parts.spans.count) {
            let span = parts.spans[index]
            ranges[span.client, default: []].append(ClockRange(clock: span.clock, length: span.length))
        }
        DeleteSet(ranges.mapValues(Pending.joined)).write(to: &writer)
    }
}
