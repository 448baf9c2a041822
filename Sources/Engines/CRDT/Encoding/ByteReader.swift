/// Reads lib0's encoding (github.com/dmonad/lib0, decoding.js) from borrowed bytes.
///
/// The pointer is valid only inside the closure that lent it; every read checks what is left.
struct ByteReader {
    let base: UnsafePointer<UInt8>
    private(set) var offset: Int
    let end: Int

    init(_ base: UnsafePointer<UInt8>, from offset: Int = 0, to end: Int) {
        self.base = base
        self.offset = offset
        self.end = end
    }

    /// Calls `body` with a reader over `bytes`.
    /// - Throws: `.updateTooLarge` when there are more than `limit` bytes, or what `body` throws.
    static func over<Result>(
        _ bytes: [UInt8], limit: Int = Limits().updateBytes,
        _ body: (inout ByteReader) throws(CRDTError) -> Result
    ) throws(CRDTError) -> Result {
        guard bytes.count <= limit else { throw .updateTooLarge }
        // A buffer's address may be missing when it is empty; one spare byte keeps the pointer real.
        if bytes.isEmpty { throw .truncated }
        return try bytes.withUnsafeBufferPointer { (buffer) throws(CRDTError) -> Result in
            guard let base = buffer.baseAddress else { throw .truncated }
            var reader = ByteReader(base, to: buffer.count)
            return try body(&reader)
        }
    }

    /// Bytes not yet read.
    var left: Int { end - offset }

    @inline(__always)
    mutating func byte() throws(CRDTError) -> UInt8 {
        guard offset < end else { throw .truncated }
        defer { offset += 1 }
        return base[offset]
    }

    /// An unsigned integer, seven bits a byte, low bits first; at most 53 bits.
    @inline(__always)
    mutating func varUint() throws(CRDTError) -> UInt64 {
        let first = UInt64(try byte())
        if first < 0x80 { return first }
        return try longVarUint(first & 0x7f)
    }

    private mutating func longVarUint(_ first: UInt64) throws(CRDTError) -> UInt64 {
        var value = first
        var shift: UInt64 = 7
        while true {
            let next = UInt64(try byte())
            guard shift < 53 else { throw .numberTooLarge }
            value |= (next & 0x7f) << shift
            guard value < Limits.client else { throw .numberTooLarge }
            if next < 0x80 { return value }
            shift += 7
        }
    }

    /// A signed integer: sign in bit 7 and six bits in the first byte. Minus zero is told by `isMinusZero`.
    mutating func varInt() throws(CRDTError) -> (value: Int64, isMinusZero: Bool) {
        let first = try byte()
        var magnitude = UInt64(first & 0x3f)
        if first & 0x80 != 0 {
            var shift: UInt64 = 6
            while true {
                let next = UInt64(try byte())
                guard shift < 54 else { throw .numberTooLarge }
                magnitude |= (next & 0x7f) << shift
                guard magnitude < Limits.client else { throw .numberTooLarge }
                if next < 0x80 { break }
                shift += 7
            }
        }
        let isNegative = first & 0x40 != 0
        return (isNegative ? -Int64(magnitude) : Int64(magnitude), isNegative && magnitude == 0)
    }

    /// A clock or a length of structs.
    @inline(__always)
    mutating func clock() throws(CRDTError) -> UInt32 {
        let value = try varUint()
        guard value < Limits.clock else { throw .numberTooLarge }
        return UInt32(value)
    }

    /// A count of things that take at least `minimum` bytes each.
    @inline(__always)
    mutating func count(each minimum: Int) throws(CRDTError) -> Int {
        let value = try varUint()
        guard value <= UInt64(left / minimum) else { throw .malformed }
        return Int(value)
    }

    /// A byte string with its length before it, as a range of this reader's bytes.
    @inline(__always)
    mutating func buffer() throws(CRDTError) -> Range<Int> {
        let length = try varUint()
        guard length <= UInt64(left) else { throw .truncated }
        defer { offset += Int(length) }
        return offset..<(offset + Int(length))
    }

    /// A string's bytes, checked to be UTF-8, and its length in UTF-16 units.
    @inline(__always)
    mutating func text() throws(CRDTError) -> (range: Range<Int>, units: Int) {
        let range = try buffer()
        guard let units = UTF8Scan.units(base + range.lowerBound, length: range.count) else {
            throw .invalidUTF8
        }
        return (range, units)
    }

    /// A string as a Swift value.
    mutating func string() throws(CRDTError) -> String {
        string(in: try text().range)
    }

    /// Checked bytes as a Swift string.
    func string(in range: Range<Int>) -> String {
        String(
            decoding: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count), as: UTF8.self)
    }

    /// Bytes of a range, copied.
    func bytes(in range: Range<Int>) -> [UInt8] {
        Array(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
    }

    /// A big-endian number of `count` bytes, at most eight.
    mutating func bigEndian(_ count: Int) throws(CRDTError) -> UInt64 {
        var value: UInt64 = 0
        for _ in 0..<count { value = value << 8 | UInt64(try byte()) }
        return value
    }

    /// Goes over one byte that is known to be there.
    mutating func advance() -> Bool {
        offset += 1
        return offset <= end
    }

    /// Goes over `count` bytes.
    mutating func skip(_ count: Int) throws(CRDTError) {
        guard count <= left else { throw .truncated }
        offset += count
    }
}
