/// Names of map keys and roots, each kept once and known by its number.
///
/// Names are compared by their UTF-8 bytes: Swift's `String` would take composed and decomposed letters for equal,
/// JavaScript does not.
struct KeyTable: ~Copyable {
    struct Entry: BitwiseCopyable {
        let hash: UInt32
        let offset: UInt32
        let length: UInt32
    }

    private var entries = Slab<Entry>()
    private var bytes = Slab<UInt8>()
    /// Open addressing: an entry's number plus one, or 0. The size is a power of two.
    private var table = Slab<UInt32>()

    var count: Int { entries.count }
    /// Bytes of all names.
    var byteCount: Int { bytes.count }
    var allocatedBytes: Int { entries.allocatedBytes + bytes.allocatedBytes + table.allocatedBytes }

    /// The number of a name, or nil when it is not here.
    func find(_ base: UnsafePointer<UInt8>, length: Int) -> UInt32? {
        guard table.count > 0 else { return nil }
        let hash = Self.hash(base, length)
        var place = hash & UInt32(table.count - 1)
        while table[place] != 0 {
            let entry = entries[table[place] - 1]
            if entry.hash == hash, equals(entry, base, length) { return table[place] - 1 }
            place = (place + 1) & UInt32(table.count - 1)
        }
        return nil
    }

    /// The number of a name, given now if need be.
    mutating func intern(_ base: UnsafePointer<UInt8>, length: Int) -> UInt32 {
        if let known = find(base, length: length) { return known }
        if table.count < 2 * (entries.count + 1) { rehash() }
        let hash = Self.hash(base, length)
        let number = entries.append(Entry(hash: hash, offset: UInt32(bytes.count), length: UInt32(length)))
        bytes.append(base, length: length)
        place(number, hash)
        return number
    }

    func find(_ name: String) -> UInt32? {
        var name = name
        return name.withUTF8 { utf8 in utf8.baseAddress.map { find($0, length: utf8.count) } ?? emptyName }
    }

    mutating func intern(_ name: String) -> UInt32 {
        if name.isEmpty {
            var zero: UInt8 = 0
            return intern(&zero, length: 0)
        }
        var name = name
        var number = none
        name.withUTF8 { utf8 in
            guard let base = utf8.baseAddress else { return }
            number = intern(base, length: utf8.count)
        }
        return number
    }

    /// The name with number `key`.
    func name(_ key: UInt32) -> String {
        let entry = entries[key]
        return bytes.withBuffer {
            String(decoding: $0[Int(entry.offset)..<Int(entry.offset + entry.length)], as: UTF8.self)
        }
    }

    /// Writes the name with its length before it.
    func write(_ key: UInt32, to writer: inout ByteWriter) {
        let entry = entries[key]
        writer.varUint(entry.length)
        bytes.withBuffer { buffer in
            guard let base = buffer.baseAddress, entry.length > 0 else { return }
            writer.raw(base + Int(entry.offset), length: Int(entry.length))
        }
    }

    private var emptyName: UInt32? {
        var zero: UInt8 = 0
        return find(&zero, length: 0)
    }

    private func equals(_ entry: Entry, _ base: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        guard Int(entry.length) == length else { return false }
        return bytes.withBuffer { buffer in
            for index in 0..<length where buffer[Int(entry.offset) + index] != base[index] { return false }
            return true
        }
    }

    private mutating func rehash() {
        let size = Swift.max(16, table.count * 2)
        table.removeAll()
        table.extend(to: size, with: 0)
        for number in 0..<UInt32(entries.count) { place(number, entries[number].hash) }
    }

    private mutating func place(_ number: UInt32, _ hash: UInt32) {
        var place = hash & UInt32(table.count - 1)
        while table[place] != 0 { place = (place + 1) & UInt32(table.count - 1) }
        table[place] = number + 1
    }

    /// Seeded anew in every process, so that nobody can choose names that collide.
    private static func hash(_ base: UnsafePointer<UInt8>, _ length: Int) -> UInt32 {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(start: base, count: length))
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }
}
