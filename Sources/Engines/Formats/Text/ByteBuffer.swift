/// Bytes read but not yet taken, with a cheap front: the memory of a `ChunkedReader`.
struct ByteBuffer: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Where the untaken bytes begin in `bytes`.
    private(set) var start = 0
    /// No line break stands before it in `bytes`: where the next search goes on.
    private var searched = 0

    var count: Int { bytes.count - start }
    var isEmpty: Bool { start == bytes.count }

    mutating func append(_ chunk: some Collection<UInt8>) {
        if start == bytes.count {
            bytes.removeAll(keepingCapacity: true)
        } else if start > 0 {
            bytes.removeSubrange(..<start)
        }
        searched = max(0, searched - start)
        start = 0
        bytes.append(contentsOf: chunk)
    }

    /// Leaves out the bytes before `index` (an index into `bytes`).
    mutating func drop(to index: Int) {
        start = index
        searched = max(searched, index)
    }

    /// Where the first untaken byte stands that ends a line, an index into `bytes`; nil when there is none yet.
    /// What was looked at once is not looked at again, so that a long line in small chunks costs linear time.
    mutating func lineEnd(where isBreak: (UInt8) -> Bool) -> Int? {
        let from = searched
        searched = bytes.withUnsafeBufferPointer { bytes in
            bytes[from...].firstIndex(where: isBreak) ?? bytes.count
        }
        return searched < bytes.count ? searched : nil
    }
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
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.isBlank }) else { return "" }
        var end = scalars.endIndex
        while end > start {
            let last = scalars.index(before: end)
            guard scalars[last].isBlank else { break }
            end = last
        }
        return String(self[start..<end])
    }

    /// Whether it holds nothing but white space.
    var isAllBlank: Bool { unicodeScalars.allSatisfy(\.isBlank) }

    /// Its first `count` scalars. Whole characters would be no bound: one may hold any number of them.
    func beginning(_ count: Int) -> String {
        utf8.count <= count ? String(self) : String(String.UnicodeScalarView(unicodeScalars.prefix(count)))
    }
}

extension Unicode.Scalar {
    /// A visible character of ASCII.
    fileprivate var isPlain: Bool { value > 0x20 && value < 0x7F }

    /// White space in the widest sense: also the zero-width space and the byte order mark.
    var isBlank: Bool {
        if value < 0x80 { return value == 0x20 || (value >= 9 && value <= 13) }
        return properties.isWhitespace || value == 0x200B || value == 0xFEFF
    }

    /// One that ends a line, as `Character.isNewline`.
    var isNewline: Bool { (10...13).contains(value) || value == 0x85 || value == 0x2028 || value == 0x2029 }
}

extension Character {
    /// See `Unicode.Scalar.isBlank`.
    var isBlank: Bool {
        if let ascii = asciiValue { return ascii == Ascii.space || (ascii >= 9 && ascii <= 13) }
        return isWhitespace || self == "\u{200B}" || self == "\u{FEFF}"
    }
}
