/// Checks and measures UTF-8: the wire's strings are UTF-8, positions in Yjs are UTF-16 units.
enum UTF8Scan {
    /// UTF-16 length of `length` bytes at `base`, or nil when they are no UTF-8 (RFC 3629: no surrogates, no
    /// overlong forms, nothing above U+10FFFF). Equal to `length` exactly when all is ASCII.
    @inline(__always)
    static func units(_ base: UnsafePointer<UInt8>, length: Int) -> Int? {
        var index = 0
        while index + 8 <= length {
            let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
            if word & 0x8080_8080_8080_8080 != 0 { break }
            index += 8
        }
        while index < length, base[index] < 0x80 { index += 1 }
        return index == length ? length : mixedUnits(base, length: length, from: index)
    }

    private static func mixedUnits(_ base: UnsafePointer<UInt8>, length: Int, from start: Int) -> Int? {
        var index = start
        var units = start
        while index < length {
            guard let size = scalarSize(base + index, left: length - index) else { return nil }
            index += size
            units += size == 4 ? 2 : 1
        }
        return units
    }

    /// Bytes of the scalar at `base`, or nil when it is malformed.
    @inline(__always)
    private static func scalarSize(_ base: UnsafePointer<UInt8>, left: Int) -> Int? {
        let first = base[0]
        if first < 0x80 { return 1 }
        guard first >= 0xc2, left > 1 else { return nil }
        let second = base[1]
        if first < 0xe0 { return second & 0xc0 == 0x80 ? 2 : nil }
        guard left > 2, base[2] & 0xc0 == 0x80 else { return nil }
        if first < 0xf0 {
            let low: UInt8 = first == 0xe0 ? 0xa0 : 0x80
            let high: UInt8 = first == 0xed ? 0x9f : 0xbf
            return second >= low && second <= high ? 3 : nil
        }
        guard first < 0xf5, left > 3, base[3] & 0xc0 == 0x80 else { return nil }
        let low: UInt8 = first == 0xf0 ? 0x90 : 0x80
        let high: UInt8 = first == 0xf4 ? 0x8f : 0xbf
        return second >= low && second <= high ? 4 : nil
    }

    /// Byte offset of the UTF-16 unit `unit` in checked UTF-8; `splits` when it is the second half of a pair (the
    /// offset is then that of the pair).
    static func offset(
        of unit: Int, in base: UnsafePointer<UInt8>, length: Int
    ) -> (offset: Int, splits: Bool) {
        var index = 0
        var units = 0
        while units < unit, index < length {
            let size = width(of: base[index])
            if size == 4, units + 1 == unit { return (index, true) }
            units += size == 4 ? 2 : 1
            index += size
        }
        return (index, false)
    }

    /// Calls `body` with each UTF-16 unit of checked UTF-8.
    @inline(__always)
    static func forEachUnit(_ base: UnsafePointer<UInt8>, length: Int, _ body: (UInt16) -> Void) {
        var index = 0
        while index < length {
            let first = UInt32(base[index])
            switch width(of: base[index]) {
            case 1: body(UInt16(first))
            case 2: body(UInt16((first & 0x1f) << 6 | UInt32(base[index + 1] & 0x3f)))
            case 3:
                let high = (first & 0x0f) << 12 | UInt32(base[index + 1] & 0x3f) << 6
                body(UInt16(high | UInt32(base[index + 2] & 0x3f)))
            default:
                let high = (first & 0x07) << 18 | UInt32(base[index + 1] & 0x3f) << 12
                let scalar = high | UInt32(base[index + 2] & 0x3f) << 6 | UInt32(base[index + 3] & 0x3f)
                body(UInt16(0xd800 + ((scalar - 0x10000) >> 10)))
                body(UInt16(0xdc00 + ((scalar - 0x10000) & 0x3ff)))
            }
            index += width(of: base[index])
        }
    }

    @inline(__always)
    static func width(of first: UInt8) -> Int {
        first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    }
}
