/// Who is here and where: short-lived states of clients beside the document (y-protocols/awareness).
///
/// A value; the server keeps one a document. Times are the caller's, so that nothing here reads a clock.
public struct Awareness: Sendable {
    /// One client's state as it travels.
    public struct Entry: Sendable, Hashable {
        /// The client's id.
        public var client: UInt64
        /// Rises with every change of the client's state.
        public var clock: UInt64
        /// JSON text of an object; nil when the client is gone.
        public var state: String?

        /// What a client says of itself.
        public init(client: UInt64, clock: UInt64, state: String?) {
            self.client = client
            self.clock = clock
            self.state = state
        }
    }

    /// Clients that one message or one document may name.
    public static let clientLimit = 10_000
    /// Bytes of one client's state.
    public static let stateLimit = 64 << 10
    /// Bytes of all states of one document.
    public static let totalLimit = 16 << 20

    private struct Known: Sendable {
        var clock: UInt64
        var state: String?
        var updatedMs: Int64
    }

    private var known: [UInt64: Known] = [:]
    /// Bytes of all states.
    private var bytes = 0

    /// Nobody is here.
    public init() {}

    /// States of the clients that are here.
    public var states: [UInt64: String] { known.compactMapValues(\.state) }

    /// Takes over what is newer: a higher clock wins; of equal clocks only "gone" wins over a state. What would exceed
    /// `clientLimit` or `totalLimit` is left out.
    /// - Parameter nowMs: the time, for `expire`.
    /// - Returns: the clients whose state changed.
    @discardableResult
    public mutating func apply(_ entries: [Entry], nowMs: Int64) -> [UInt64] {
        var changed: [UInt64] = []
        for entry in entries {
            let old = known[entry.client]
            let isNews = old.map {
                entry.clock > $0.clock || entry.clock == $0.clock && entry.state == nil && $0.state != nil
            }
            guard isNews ?? true, old != nil || known.count < Self.clientLimit else { continue }
            let growth = (entry.state?.utf8.count ?? 0) - (old?.state?.utf8.count ?? 0)
            guard growth <= 0 || bytes + growth <= Self.totalLimit else { continue }
            bytes += growth
            known[entry.client] = Known(clock: entry.clock, state: entry.state, updatedMs: nowMs)
            if old?.state != entry.state { changed.append(entry.client) }
        }
        return changed
    }

    /// Marks clients as gone and answers what to tell the others.
    public mutating func remove(_ clients: [UInt64], nowMs: Int64) -> [Entry] {
        clients.sorted().compactMap { client in
            guard let old = known[client], let state = old.state else { return nil }
            bytes -= state.utf8.count
            known[client] = Known(clock: old.clock + 1, state: nil, updatedMs: nowMs)
            return Entry(client: client, clock: old.clock + 1, state: nil)
        }
    }

    /// Removes clients that were not heard of for `ageMs` (y-protocols: 30,000) and answers what to tell the others.
    /// Who is gone for as long is forgotten: every page that is opened is a new client.
    public mutating func expire(nowMs: Int64, ageMs: Int64 = 30_000) -> [Entry] {
        let silent = known.filter { nowMs - $0.value.updatedMs >= ageMs }
        for (client, old) in silent where old.state == nil { known[client] = nil }
        return remove(silent.filter { $0.value.state != nil }.map(\.key), nowMs: nowMs)
    }

    /// Entries of the named clients, or of all; sorted by client.
    public func entries(of clients: [UInt64]? = nil) -> [Entry] {
        (clients ?? Array(known.keys)).sorted().compactMap { client in
            known[client].map { Entry(client: client, clock: $0.clock, state: $0.state) }
        }
    }

    /// Reads the wire form: a count, then client, clock and JSON each.
    /// - Throws: `.malformed` over `clientLimit` or `stateLimit`, `.invalidJSON`, and what malformed bytes throw.
    public static func decode(_ bytes: [UInt8]) throws(CRDTError) -> [Entry] {
        try ByteReader.over(bytes) { (reader) throws(CRDTError) in
            let count = try reader.count(each: 3)
            guard count <= clientLimit else { throw .malformed }
            var entries: [Entry] = []
            for _ in 0..<count {
                let client = try reader.varUint()
                let clock = try reader.varUint()
                let range = try reader.text().range
                guard range.count <= stateLimit else { throw .malformed }
                try JSONReader.check(reader.base + range.lowerBound, length: range.count)
                let state = reader.string(in: range)
                entries.append(Entry(client: client, clock: clock, state: state == "null" ? nil : state))
            }
            return entries
        }
    }

    /// The wire form of entries.
    public static func encode(_ entries: [Entry]) -> [UInt8] {
        var writer = ByteWriter()
        writer.varUint(entries.count)
        for entry in entries {
            writer.varUint(entry.client)
            writer.varUint(entry.clock)
            writer.string(entry.state ?? "null")
        }
        return writer.array()
    }
}
