/// How much of each client's history a replica has: client id to the clock after its last struct.
public struct StateVector: Sendable, Hashable {
    /// Clocks by client id; ids without structs are left out.
    public var clocks: [UInt64: UInt32]

    /// A replica that has nothing.
    public init(_ clocks: [UInt64: UInt32] = [:]) {
        self.clocks = clocks
    }

    /// Reads the wire form: a count, then client and clock each.
    /// - Throws: `.truncated`, `.malformed`, `.numberTooLarge` or `.updateTooLarge`.
    public init(decoding bytes: [UInt8]) throws(CRDTError) {
        self.init()
        try ByteReader.over(bytes) { (reader) throws(CRDTError) in try read(&reader) }
    }

    /// The wire form, higher client ids first as Yjs writes them.
    public func encoded() -> [UInt8] {
        var writer = ByteWriter()
        write(to: &writer)
        return writer.array()
    }

    mutating func read(_ reader: inout ByteReader) throws(CRDTError) {
        for _ in 0..<(try reader.count(each: 2)) {
            let client = try reader.varUint()
            clocks[client] = try reader.clock()
        }
    }

    func write(to writer: inout ByteWriter) {
        writer.varUint(clocks.count)
        for (client, clock) in clocks.sorted(by: { $0.key > $1.key }) {
            writer.varUint(client)
            writer.varUint(clock)
        }
    }
}

/// Which clocks are deleted: stretches by client id, sorted, without overlap and without touching neighbours.
public struct DeleteSet: Sendable, Hashable {
    /// Stretches by client id.
    public var clients: [UInt64: [ClockRange]]

    /// Nothing deleted.
    public init(_ clients: [UInt64: [ClockRange]] = [:]) {
        self.clients = clients
    }

    /// Whether a clock is deleted. Binary search.
    public func contains(client: UInt64, clock: UInt32) -> Bool {
        stretch(client: client, at: clock).isDeleted
    }

    /// Whether `clock` is deleted, and the clock at which that changes next.
    func stretch(client: UInt64, at clock: UInt32) -> (isDeleted: Bool, end: UInt32) {
        guard let ranges = clients[client] else { return (false, none) }
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].end <= clock { low = middle + 1 } else { high = middle }
        }
        guard low < ranges.count else { return (false, none) }
        return ranges[low].clock <= clock ? (true, ranges[low].end) : (false, ranges[low].clock)
    }

    mutating func read(_ reader: inout ByteReader) throws(CRDTError) {
        for _ in 0..<(try reader.count(each: 2)) {
            let client = try reader.varUint()
            var ranges = clients[client] ?? []
            for _ in 0..<(try reader.count(each: 2)) {
                let range = ClockRange(clock: try reader.clock(), length: try reader.clock())
                guard UInt64(range.clock) + UInt64(range.length) < Limits.clock else { throw .numberTooLarge }
                if range.length > 0 { ranges.append(range) }
            }
            if !ranges.isEmpty { clients[client] = Pending.joined(ranges) }
        }
    }

    func write(to writer: inout ByteWriter) {
        writer.varUint(clients.count)
        for (client, ranges) in clients.sorted(by: { $0.key > $1.key }) {
            writer.varUint(client)
            writer.varUint(ranges.count)
            for range in ranges {
                writer.varUint(range.clock)
                writer.varUint(range.length)
            }
        }
    }
}

/// A moment of a document: what had been written and what had been deleted by then.
public struct Snapshot: Sendable, Hashable {
    /// What had been deleted.
    public var deletes: DeleteSet
    /// What had been written.
    public var state: StateVector

    /// A moment from its parts.
    public init(deletes: DeleteSet, state: StateVector) {
        self.deletes = deletes
        self.state = state
    }

    /// Reads the wire form (Yjs' `encodeSnapshot`: delete set, then state vector).
    /// - Throws: `.truncated`, `.malformed`, `.numberTooLarge` or `.updateTooLarge`.
    public init(decoding bytes: [UInt8]) throws(CRDTError) {
        self.init(deletes: DeleteSet(), state: StateVector())
        try ByteReader.over(bytes) { (reader) throws(CRDTError) in
            try deletes.read(&reader)
            try state.read(&reader)
        }
    }

    /// The wire form.
    public func encoded() -> [UInt8] {
        var writer = ByteWriter()
        deletes.write(to: &writer)
        state.write(to: &writer)
        return writer.array()
    }

    /// Whether a clock was there and not deleted.
    public func shows(client: UInt64, clock: UInt32) -> Bool {
        clock < (state.clocks[client] ?? 0) && !deletes.contains(client: client, clock: clock)
    }

    /// Whether `clock` was there and not deleted, and the clock at which that changes next.
    func stretch(client: UInt64, at clock: UInt32) -> (isShown: Bool, end: UInt32) {
        let state = state.clocks[client] ?? 0
        guard clock < state else { return (false, none) }
        let deleted = deletes.stretch(client: client, at: clock)
        return (!deleted.isDeleted, min(deleted.end, state))
    }
}
