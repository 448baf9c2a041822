/// Which statements a connection has prepared, by their text; the least recently used makes room for a new one.
struct PostgresStatements {
    private struct Entry {
        let name: String
        var used: Int
    }

    private var entries: [String: Entry] = [:]
    private var uses = 0
    private var made = 0
    /// What the server is still to forget: names, or `ALL`.
    private(set) var discarded: [String] = []

    /// Prepared statements at most; each holds some 20 kB in the server.
    private static let limit = 256

    /// The name under which `text` is prepared, or nil.
    mutating func name(of text: String) -> String? {
        uses += 1
        entries[text]?.used = uses
        return entries[text]?.name
    }

    /// A name for `text`, which is about to be prepared.
    mutating func add(_ text: String) -> String {
        if entries.count >= Self.limit, let oldest = entries.min(by: { $0.value.used < $1.value.used }) {
            entries[oldest.key] = nil
            discarded.append(oldest.value.name)
        }
        made += 1
        let entry = Entry(name: "s\(made)", used: uses)
        entries[text] = entry
        return entry.name
    }

    /// Forgets `text`, which the server does not hold.
    mutating func forget(_ text: String) { entries[text] = nil }

    /// Forgets all, whatever the server holds.
    mutating func removeAll() {
        entries = [:]
        discarded = ["ALL"]
    }

    /// The server has forgotten `name`.
    mutating func deallocated(_ name: String) { discarded.removeAll { $0 == name } }
}
