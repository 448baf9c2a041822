import Foundation

/// Writes words so that spellings which mean the same become the same.
package enum Folding {
    /// The text in lower case without diacritics: `Größe` becomes `grosse`, `Łódź` `lodz`, `ä` `a`.
    ///
    /// Punctuation and spaces stay; combining marks and soft hyphens go.
    package static func base(_ text: String) -> String {
        let bytes = text.utf8
        if bytes.allSatisfy({ $0 < 0x80 }) { return ascii(bytes) }
        var result = ""
        result.reserveCapacity(bytes.count)
        for scalar in text.unicodeScalars { append(scalar, to: &result) }
        return result
    }

    /// `base` with the umlauts' second spelling removed as well: `Müller`, `Mueller` and `Muller` become
    /// `muller`.
    ///
    /// `ae`, `oe` and `ue` lose their `e`, except `ue` after a vowel or `q` (`bauen`, `neue`, `Quelle`), the
    /// rule of Snowball's `german2` (https://snowballstem.org/algorithms/german2/stemmer.html).
    package static func fold(_ text: String) -> String { contract(base(text)) }

    /// Takes the `e` out of `ae`, `oe`, `ue` in a text that `base` has written.
    static func contract(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for (position, byte) in bytes.enumerated() {
            if byte == letterE, position > 0, isContracted(bytes, at: position) { continue }
            result.append(byte)
        }
        return result.count == bytes.count ? text : String(decoding: result, as: UTF8.self)
    }

    private static let letterE = UInt8(ascii: "e")

    private static func isContracted(_ bytes: [UInt8], at position: Int) -> Bool {
        switch bytes[position - 1] {
        case UInt8(ascii: "a"), UInt8(ascii: "o"): return true
        case UInt8(ascii: "u"):
            guard position > 1 else { return true }
            return !"aeiouyq".utf8.contains(bytes[position - 2])
        default: return false
        }
    }

    private static func ascii(_ bytes: String.UTF8View) -> String {
        return String(unsafeUninitializedCapacity: bytes.count) { buffer in
            for (index, byte) in bytes.enumerated() {
                buffer[index] = (65...90).contains(byte) ? byte + 32 : byte
            }
            return bytes.count
        }
    }

    private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
        switch scalar.value {
        case 0x41...0x5A:
            result.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value + 32)))
        case 0...0x7F: result.unicodeScalars.append(scalar)
        case 0xC0...0x24F, 0x1E00...0x1EFF: appendLatin(scalar, to: &result)
        case 0xAD, 0x200B...0x200D, 0xFEFF, 0x300...0x36F: break  // soft hyphen, zero width, combining marks
        default: result += scalar.properties.lowercaseMapping
        }
    }

    private static func appendLatin(_ scalar: Unicode.Scalar, to result: inout String) {
        let index = scalar.value < 0x250 ? scalar.value - 0xC0 : scalar.value - 0x1E00 + 0x190
        result += latin[Int(index)]
    }

    /// U+00C0…U+024F and U+1E00…U+1EFF without their marks: by Unicode's canonical decomposition, or as
    /// listed.
    private static let latin: [String] = (Array(0xC0...0x24F) + Array(0x1E00...0x1EFF)).map { value in
        guard let scalar = Unicode.Scalar(UInt32(value)) else { return "" }
        if let listed = undecomposed[scalar.properties.lowercaseMapping] { return listed }
        let parts = scalar.properties.lowercaseMapping.decomposedStringWithCanonicalMapping.unicodeScalars
        return String(String.UnicodeScalarView(parts.filter { !(0x300...0x36F).contains($0.value) }))
    }

    private static let undecomposed = [
        "ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
        "ı": "i", "ĳ": "ij",
        "ſ": "s", "ħ": "h", "ŋ": "n", "×": " ", "÷": " ",
    ]
}
