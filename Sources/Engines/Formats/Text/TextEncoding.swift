/// An encoding that German business files come in.
package enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1252 = "windows-1252"
    case isoLatin1 = "iso-8859-1"

    /// How much of a file is looked at, and at most held back, to find its encoding.
    package static let prefixBytes = 65_536

    /// The encoding of a text by its first bytes, and the length of its byte order mark (0, 2 or 3).
    ///
    /// Plain ASCII counts as UTF-8. Eight-bit text that is not UTF-8 counts as Windows-1252: ISO-8859-1
    /// differs from it only in control characters that no text has (the Encoding Standard of WHATWG reads it
    /// so too). Text that is mostly UTF-8 with a few wrong bytes stays UTF-8, so that only the damaged
    /// records are lost.
    /// - Parameter isWhole: whether the text ends with these bytes; else a sequence cut off at the end is no
    ///   error.
    package static func detect(
        _ prefix: some Collection<UInt8>, isWhole: Bool
    ) -> (TextEncoding, markLength: Int) {
        let bytes = Array(prefix.prefix(prefixBytes))
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        if let wide = wideEncoding(bytes) { return (wide, 0) }
        let (right, wrong) = UTF8Check.count(bytes[...], whole: isWhole)
        return (wrong == 0 || right > wrong ? .utf8 : .windows1252, 0)
    }

    /// UTF-16 without a mark shows by the zero bytes of its Latin letters: nearly all on one side of the
    /// pairs.
    private static func wideEncoding(_ bytes: [UInt8]) -> TextEncoding? {
        let pairs = min(bytes.count, 4096) / 2
        guard pairs >= 2 else { return nil }
        var (even, odd) = (0, 0)
        for pair in 0..<pairs {
            even += bytes[2 * pair] == 0 ? 1 : 0
            odd += bytes[2 * pair + 1] == 0 ? 1 : 0
        }
        if odd * 10 >= pairs * 4, even * 20 <= pairs { return .utf16LittleEndian }
        if even * 10 >= pairs * 4, odd * 20 <= pairs { return .utf16BigEndian }
        return nil
    }

    /// The bytes of a whole text as a string; what is wrong becomes U+FFFD. Takes a byte order mark off.
    package static func string(_ bytes: some Collection<UInt8>, _ encoding: TextEncoding? = nil) -> String {
        var decoder = TextDecoder(encoding)
        var utf8 = decoder.decode(Array(bytes))
        utf8 += decoder.finish()
        return String(decoding: utf8, as: UTF8.self)
    }
}
