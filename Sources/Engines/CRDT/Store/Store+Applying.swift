// Applying an update: read and check it whole, then integrate what can be, and keep the rest for later.

extension Store {
    /// Reads an update of format v1 into `parts` and refuses what would exceed the limits. Changes nothing.
    @inline(__always)
    mutating func read(_ reader: inout ByteReader, into parts: inout UpdateParts) throws(CRDTError) {
        parts.removeAll()
        try parts.read(&reader)
        // A struct cuts at most two others, a stretch of deletes too; what fills an empty document is cut already.
        let growth = structCount == 0 ? parts.refs.count : 3 * parts.refs.count + 2 * parts.spans.count
        guard structCount + growth <= limits.structs else { throw .documentTooLarge }
        // Records of types are kept when the types are gone.
        guard branches.count + parts.refs.count <= 2 * limits.structs else { throw .documentTooLarge }
        // Text takes up to two bytes for one of the update.
        let content = bytes.count + keys.byteCount + 2 * reader.offset
        guard content <= limits.documentBytes else { throw .documentTooLarge }
        guard clients.count + parts.groups.count <= limits.clients else { throw .documentTooLarge }
        let kept = pending.bytes + reader.offset + Pending.parcelCost * parts.groups.count
        guard pending.isEmpty || kept <= limits.pendingBytes else { throw .pendingTooLarge }
    }

    /// Integrates what was read, in the transaction at work. `base` is the update's first byte.
    @inline(__always)
    mutating func apply(_ parts: inout UpdateParts, from base: UnsafePointer<UInt8>) {
        integrateGroups(&parts, from: base)
        if !pending.parcels.isEmpty { retryParcels(&parts) }
        for index in 0..<UInt32(parts.spans.count) { applyDeletes(parts.spans[index]) }
        if !pending.deletes.isEmpty { retryDeletes() }
    }

    /// Takes up what waited for clocks that the transaction at work wrote.
    mutating func retry(with parts: inout UpdateParts) {
        if !pending.parcels.isEmpty { retryParcels(&parts) }
        if !pending.deletes.isEmpty { retryDeletes() }
    }

    /// Integrates all groups, higher client ids first as Yjs does (they conflict less); a struct that needs another
    /// group of the update lets that one go on first.
    @inline(__always)
    private mutating func integrateGroups(_ parts: inout UpdateParts, from base: UnsafePointer<UInt8>) {
        if parts.groups.count == 1 {
            if let stop = advance(0, &parts, from: base, single: false) {
                park(0, &parts, from: base, awaiting: stop)
            }
            return
        }
        guard parts.groups.count > 1 else { return }
        integrateMany(&parts, from: base)
    }

    private mutating func integrateMany(_ parts: inout UpdateParts, from base: UnsafePointer<UInt8>) {
        let ids = parts.groups.withBuffer { $0.map(\.client) }
        var numbers: [UInt64: UInt32] = [:]
        // A client may have several groups in a hostile update; the first one with structs left is taken.
        for (index, id) in ids.enumerated() where numbers[id] == nil { numbers[id] = UInt32(index) }
        var waiting: [UInt32] = []
        var isWaiting = Set<UInt32>()
        for group in (0..<UInt32(ids.count)).sorted(by: { (ids[Int($0)], $1) > (ids[Int($1)], $0) }) {
            waiting.append(group)
            isWaiting.insert(group)
            while let current = waiting.last {
                let stop = advance(current, &parts, from: base, single: waiting.count > 1)
                if let stop, let helper = numbers[stop.client], helper != current,
                    !isWaiting.contains(helper),
                    parts.groups[helper].next < parts.groups[helper].end
                {
                    waiting.append(helper)
                    isWaiting.insert(helper)
                    continue
                }
                if let stop { park(current, &parts, from: base, awaiting: stop) }
                waiting.removeLast()
                isWaiting.remove(current)
            }
        }
    }

    /// Integrates a group's structs until its end or until one misses something (what is answered). With `single`
    /// it stops after the first one that was new.
    @inline(__always)
    private mutating func advance(
        _ group: UInt32, _ parts: inout UpdateParts, from base: UnsafePointer<UInt8>, single: Bool
    ) -> (client: UInt64, clock: UInt32)? {
        let end = parts.groups[group].end
        var next = parts.groups[group].next
        defer { parts.groups[group].next = next }
        while next < end {
            let ref = parts.refs[next]
            if ref.kind != .skip {
                let state = state(of: ref.client)
                if ref.clock > state { return (ref.client, ref.clock - 1) }
                if ref.clockEnd > state {
                    if let missing = missing(for: ref) {
                        // Known units of a struct whose past is not known: the client gave a clock two contents.
                        // The rest of what it says here cannot be placed, now or later.
                        guard ref.clock < state else { return missing }
                        next = end
                        return nil
                    }
                    integrate(ref, from: base, offset: state - ref.clock)
                    if single {
                        next += 1
                        return nil
                    }
                }
            }
            next += 1
        }
        return nil
    }

    /// Keeps the rest of a group until `awaited` is here.
    private mutating func park(
        _ group: UInt32, _ parts: inout UpdateParts, from base: UnsafePointer<UInt8>,
        awaiting awaited: (client: UInt64, clock: UInt32)
    ) {
        let rest = parts.groups[group]
        let first = parts.refs[rest.next]
        parts.groups[group].next = rest.end
        let wait = Pending.Crossing(
            clock: first.clock, awaitedClient: awaited.client, awaitedClock: awaited.clock)
        if awaited.client != rest.client, contradicts(wait, of: rest.client) { return }
        let bytes = UnsafeBufferPointer(
            start: base + Int(first.start), count: Int(rest.bytesEnd - first.start))
        let parcel = Pending.Parcel(
            client: rest.client, clock: first.clock, end: parts.refs[rest.end - 1].clockEnd,
            awaitedClock: awaited.clock, structCount: Int(rest.end - rest.next), bytes: Array(bytes))
        pending.add(parcel, awaiting: awaited.client)
    }

    /// Whether a kept parcel of the client waits for something else than this one would. An honest client's structs
    /// wait for one thing at a time, that of its next clock: this one gave that clock two contents, and the first
    /// stays. A parcel that is about to be taken up, or dropped, says nothing.
    private mutating func contradicts(_ wait: Pending.Crossing, of client: UInt64) -> Bool {
        for other in pending.crossings(of: client) where other != wait && other.clock >= state(of: client) {
            if other.awaitedClock >= state(of: other.awaitedClient) { return true }
        }
        return false
    }

    /// Takes up parcels whose awaited clock is here, until none is left that could go on.
    private mutating func retryParcels(_ parts: inout UpdateParts) {
        var index: UInt32 = 0
        var isSettled = true
        while index < UInt32(touched.count) {
            let client = clients[touched[index]]
            while let parcel = pending.take(client: client.id, below: clients[touched[index]].state) {
                integrate(parcel, with: &parts)
                isSettled = false
            }
            index += 1
            if index == UInt32(touched.count), !isSettled {
                index = 0
                isSettled = true
            }
        }
        for index in 0..<UInt32(touched.count) {
            pending.dropOvertaken(of: clients[touched[index]].id, below: clients[touched[index]].state)
        }
    }

    private mutating func integrate(_ parcel: Pending.Parcel, with parts: inout UpdateParts) {
        parts.refs.removeAll()
        parts.groups.removeAll()
        parcel.bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            var reader = ByteReader(base, to: buffer.count)
            do {
                try parts.readParcel(&reader, client: parcel.client, clock: parcel.clock)
            } catch {
                preconditionFailure("structs were checked when they arrived")
            }
            integrateGroups(&parts, from: base)
        }
    }

    /// Takes up kept deletes of the clients that went on.
    private mutating func retryDeletes() {
        pending.settleDeletes()
        for index in 0..<UInt32(touched.count) {
            let client = clients[touched[index]]
            for range in pending.takeDeletes(of: client.id, below: client.state) {
                applyDeletes(DeleteSpan(client: client.id, clock: range.clock, length: range.length))
            }
        }
        pending.settleDeletes()
    }
}

extension UpdateParts {
    /// Takes apart what a parcel kept.
    mutating func readParcel(_ reader: inout ByteReader, client: UInt64, clock: UInt32) throws(CRDTError) {
        var clock = clock
        while reader.left > 0 {
            var ref = StructRef(client: client, clock: clock)
            try reader.structRef(&ref)
            clock += ref.length
            refs.append(ref)
        }
        groups.append(
            StructGroup(client: client, next: 0, end: UInt32(refs.count), bytesEnd: UInt32(reader.offset)))
    }
}
