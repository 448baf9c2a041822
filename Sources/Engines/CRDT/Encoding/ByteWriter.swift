/// Writes lib0's encoding (github.com/dmonad/lib0, encoding.js).
struct ByteWriter: ~Copyable {
    var bytes = Slab<UInt8>()

    /// What was written, as an array.
    func array() -> [UInt8] {
        bytes.withBuffer { Array($0) }
    }

    var count: Int { bytes.count }

    /// Forgets what was written and keeps the memory.
    mutating func removeAll() {
        bytes.removeAll()
    }

    @inline(__always)
    mutating func byte(_ value: UInt8) {
        bytes.append(value)
    }

    /// An unsigned integer of at most 53 bits.
    @inline(__always)
    mutating func varUint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    @inline(__always)
    mutating func varUint(_ value: UInt32) {
        varUint(UInt64(value))
    }

    mutating func varUint(_ value: Int) {
        varUint(UInt64(value))
    }

    /// A signed integer; `isMinusZero` writes JavaScript's -0.
    mutating func varInt(_ value: Int64, isMinusZero: Bool = false) {
        var rest = value.magnitude
        let sign: UInt8 = value < 0 || isMinusZero ? 0x40 : 0
        byte((rest > 0x3f ? 0x80 : 0) | sign | UInt8(rest & 0x3f))
        rest >>= 6
        while rest > 0 {
            byte((rest > 0x7f ? 0x80 : 0) | UInt8(rest & 0x7f))
            rest >>= 7
        }
    }

    @inline(__always)
    mutating func raw(_ base: UnsafePointer<UInt8>, length: Int) {
        bytes.append(base, length: length)
    }

    /// Adds what another writer wrote.
    mutating func append(_ other: borrowing ByteWriter) {
        other.bytes.withBuffer { if let base = $0.baseAddress { raw(base, length: $0.count) } }
    }

    mutating func raw(_ array: [UInt8]) {
        array.withUnsafeBufferPointer { if let base = $0.baseAddress { raw(base, length: $0.count) } }
    }

    /// A byte string with its length before it.
    mutating func buffer(_ array: [UInt8]) {
        varUint(array.count)
        raw(array)
    }

    mutating func string(_ value: String) {
        var value = value
        value.withUTF8 { utf8 in
            varUint(utf8.count)
            if let base = utf8.baseAddress { raw(base, length: utf8.count) }
        }
    }

    mutating func bigEndian(_ value: UInt64, _ count: Int) {
        for index in (0..<count).reversed() { byte(UInt8(truncatingIfNeeded: value >> UInt64(8 * index))) }
    }

    /// A string that is stored as 16-bit units, low byte first; a lone surrogate becomes U+FFFD as in Yjs.
    mutating func wideString(_ source: borrowing Slab<UInt8>, at offset: Int, units: Int) {
        var length = 0
        Self.forEachScalar(source, at: offset, units: units) {
            length += $0 < 0x80 ? 1 : $0 < 0x800 ? 2 : $0 < 0x10000 ? 3 : 4
        }
        varUint(length)
        wideText(source, at: offset, units: units)
    }

    /// The same without the length before it.
    mutating func wideText(_ source: borrowing Slab<UInt8>, at offset: Int, units: Int) {
        bytes.reserve(units)
        Self.forEachScalar(source, at: offset, units: units) { scalar in
            if scalar < 0x80 {
                byte(UInt8(scalar))
            } else if scalar < 0x800 {
                byte(UInt8(0xc0 | scalar >> 6))
                byte(UInt8(0x80 | scalar & 0x3f))
            } else if scalar < 0x10000 {
                byte(UInt8(0xe0 | scalar >> 12))
                byte(UInt8(0x80 | scalar >> 6 & 0x3f))
                byte(UInt8(0x80 | scalar & 0x3f))
            } else {
                byte(UInt8(0xf0 | scalar >> 18))
                byte(UInt8(0x80 | scalar >> 12 & 0x3f))
                byte(UInt8(0x80 | scalar >> 6 & 0x3f))
                byte(UInt8(0x80 | scalar & 0x3f))
            }
        }
    }

    @inline(__always)
    private static func forEachScalar(
        _ source: borrowing Slab<UInt8>, at offset: Int, units: Int, _ body: (UInt32) -> Void
    ) {
        var index = 0
        while index < units {
            let unit = UInt32(source.unit(at: offset + 2 * index))
            index += 1
            guard unit & 0xf800 == 0xd800 else {
                body(unit)
                continue
            }
            let next = index < units && unit < 0xdc00 ? UInt32(source.unit(at: offset + 2 * index)) : 0
            if next & 0xfc00 == 0xdc00 {
                index += 1
                body(0x10000 + (unit & 0x3ff) << 10 + next & 0x3ff)
            } else {
                body(0xfffd)
            }
        }
    }
}
