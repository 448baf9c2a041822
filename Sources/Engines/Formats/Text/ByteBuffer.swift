/// Bytes read but not yet taken, with a cheap front: the memory of a `ChunkedReader`.
struct ByteBuffer: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Where the untaken bytes begin in `bytes`.
    private(set) var start = 0

    var count: Int { bytes.count - start }
    var isEmpty: Bool { start == bytes.count }

    mutating func append(_ chunk: some Collection<UInt8>) {
        if start == bytes.count {
            bytes.removeAll(keepingCapacity: true)
        } else if start > 0 {
            bytes.removeSubrange(..<start)
        }
        start = 0
        bytes.append(contentsOf: chunk)
    }

    /// Leaves out the bytes before `index` (an index into `bytes`).
    mutating func drop(to index: Int) { start = index }
}

/// Bytes that the formats here give a meaning to.
enum Ascii {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let quote = UInt8(ascii: "\"")

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
}

extension StringProtocol {
    /// Without white space (also no-break and zero-width spaces) at both ends.
    var trimmed: String {
        // Nearly all values begin and end with plain ASCII, for which whole characters need not be formed.
        if let first = unicodeScalars.first, let last = unicodeScalars.last, first.isPlain, last.isPlain {
            return String(self)
        }
        var text = self[...]
        while let first = text.first, first.isBlank { text = text.dropFirst() }
        while let last = text.last, last.isBlank { text = text.dropLast() }
        return String(text)
    }
}

extension Unicode.Scalar {
    /// A visible character of ASCII.
    fileprivate var isPlain: Bool { value > 0x20 && value < 0x7F }
}

extension Character {
    /// White space in the widest sense: also the zero-width space and the byte order mark.
    var isBlank: Bool {
        if let ascii = asciiValue { return ascii == Ascii.space || (ascii >= 9 && ascii <= 13) }
        return isWhitespace || self == "\u{200B}" || self == "\u{FEFF}"
    }
}
