/// Checks of UTF-8 on bare bytes, without making a string.
enum UTF8Check {
    /// Length of the sequence at `index`: 1…4, 0 when it is not UTF-8, nil when the bytes end inside it.
    ///
    /// Follows table 3-7 of the Unicode Standard: no overlong forms, no surrogates, nothing beyond U+10FFFF.
    static func length(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int, end: Int) -> Int? {
        let lead = bytes[index]
        if lead < 0x80 { return 1 }
        let (length, low, high): (Int, UInt8, UInt8)
        switch lead {
        case 0xC2...0xDF: (length, low, high) = (2, 0x80, 0xBF)
        case 0xE0: (length, low, high) = (3, 0xA0, 0xBF)
        case 0xED: (length, low, high) = (3, 0x80, 0x9F)
        case 0xE1...0xEF: (length, low, high) = (3, 0x80, 0xBF)
        case 0xF0: (length, low, high) = (4, 0x90, 0xBF)
        case 0xF1...0xF3: (length, low, high) = (4, 0x80, 0xBF)
        case 0xF4: (length, low, high) = (4, 0x80, 0x8F)
        default: return 0
        }
        for offset in 1..<length {
            guard index + offset < end else { return nil }
            let byte = bytes[index + offset]
            let (least, most) = offset == 1 ? (low, high) : (0x80, 0xBF)
            if byte < least || byte > most { return 0 }
        }
        return length
    }

    /// Whether all of `range` is UTF-8.
    static func isValid(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            guard let length = length(bytes, at: index, end: range.upperBound), length > 0 else {
                return false
            }
            index += length
        }
        return true
    }

    /// How many sequences beyond ASCII are right and how many bytes are wrong; a sequence cut off at the end
    /// counts as neither unless the bytes are `whole`.
    static func count(_ bytes: ArraySlice<UInt8>, whole: Bool) -> (right: Int, wrong: Int) {
        bytes.withUnsafeBufferPointer { bytes in
            var (right, wrong, index) = (0, 0, 0)
            while index < bytes.count {
                guard let length = length(bytes, at: index, end: bytes.count) else {
                    wrong += whole ? 1 : 0
                    break
                }
                right += length > 1 ? 1 : 0
                wrong += length == 0 ? 1 : 0
                index += max(length, 1)
            }
            return (right, wrong)
        }
    }
}
