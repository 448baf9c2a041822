import Foundation

/// Reads PostgreSQL's text format of values, which libpq hands over as C strings.
enum PostgresText {
    /// A whole number, or a boolean as 1 and 0.
    static func int64(_ text: UnsafePointer<CChar>?) -> Int64 {
        guard var at = text else { return 0 }
        if at.pointee == CChar(bitPattern: UInt8(ascii: "t")) { return 1 }
        let negative = at.pointee == CChar(bitPattern: UInt8(ascii: "-"))
        if negative { at += 1 }
        var value: Int64 = 0
        while case let digit = Int64(at.pointee) - 48, (0...9).contains(digit) {
            value = value &* 10 &+ digit
            at += 1
        }
        return negative ? 0 &- value : value
    }

    /// A number with a fraction.
    static func double(_ text: UnsafePointer<CChar>?) -> Double { text.map { strtod($0, nil) } ?? 0 }

    /// `bytea` in its hex form, `\x48656c6c6f`.
    static func bytes(_ text: UnsafePointer<CChar>, count: Int) -> [UInt8] {
        guard count >= 2 else { return [] }
        return (0..<(count - 2) / 2).map { index in
            nibble(text[2 + index * 2]) << 4 | nibble(text[3 + index * 2])
        }
    }

    private static func nibble(_ character: CChar) -> UInt8 {
        let byte = UInt8(bitPattern: character)
        return byte < 58 ? byte &- 48 : (byte | 32) &- 87
    }
}
