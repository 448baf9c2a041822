/// Why a telephone number was refused.
package enum PhoneError: String, Error, Sendable {
    case empty
    /// Letters or marks that no telephone number has.
    case notANumber = "not-a-number"
    /// Neither `+`, `00` nor the country's trunk prefix in front: the area code may be missing.
    case missingAreaCode = "missing-area-code"
    case unknownCountry = "unknown-country"
    case tooShort = "too-short"
    case tooLong = "too-long"
    /// More than one number in one field.
    case severalNumbers = "several-numbers"
}

/// A telephone number in the one international writing (ITU-T E.164), with its extension if one is written
/// apart.
///
/// Accepted are German writings such as `(0341) 297-15392`, `0341/297 153 92`, `0049 341 29715392`, `+49
/// (0)341 29715392`, `+49 0341 …`, `tel:`, `Tel.: …`, extensions (`Durchwahl 12`, `DW 12`, `ext. 12`, `x12`),
/// and foreign numbers with `+` or `00`. A direct dial behind a hyphen belongs to the number. Nothing is
/// looked up: a number may be well formed and not exist.
package struct PhoneNumber: Sendable, Hashable {
    /// `+` and 7 to 15 digits: `+4934129715392`.
    package let e164: String
    /// Digits only; nil when none is written.
    package let `extension`: String?

    /// - Parameter country: whose national writing is accepted beside the international one.
    package init(_ text: String, country: PhoneCountry = .germany) throws(PhoneError) {
        let text = text.trimmed
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= 400 else { throw .tooLong }
        let (body, `extension`) = Self.parts(text)
        let writing = try Self.writing(body)
        let digits = try Self.international(writing, country)
        guard digits.utf8.count <= 15 else { throw .tooLong }
        self.e164 = "+" + digits
        self.extension = `extension`
    }

    // MARK: Reading

    /// The number and the extension; a label in front is left out.
    private static func parts(_ text: String) -> (Substring, String?) {
        let hasWords = text.utf8.contains { Ascii.isLetter($0) || $0 == UInt8(ascii: "#") }
        return hasWords ? splitExtension(withoutLabel(text.lowercased())) : (text[...], nil)
    }

    private static func withoutLabel(_ text: String) -> Substring {
        let letters = text.prefix { $0.isLetter || $0 == "." || $0 == ":" || $0 == "-" || $0.isBlank }
        let label = letters.filter(\.isLetter)
        let labels = [
            "tel", "telefon", "fon", "phone", "mobil", "handy", "mobile", "fax", "telefax", "büro", "privat",
        ]
        return labels.contains(label) ? text.dropFirst(letters.count) : text[...]
    }

    private static func splitExtension(_ text: Substring) -> (Substring, String?) {
        let letters = text.drop { !$0.isLetter && $0 != "#" }
        guard let first = letters.first else { return (text, nil) }
        let marks = ["durchwahl", "nebenstelle", "extension", "ext", "app", "nst", "dw", "kl", "x", "#"]
        let name = first == "#" ? "#" : String(letters.prefix(while: \.isLetter))
        let digits = letters.dropFirst(name.count).filter { $0.isASCII && $0.isNumber }
        let marksOnly = letters.dropFirst(name.count).allSatisfy { $0.isNumber || ".:- ()".contains($0) }
        guard marks.contains(name), marksOnly, (1...8).contains(digits.count) else { return (text, nil) }
        return (text[..<letters.startIndex], String(digits))
    }

    /// Only digits, with `+` in front when it was written; a `(0)` behind a country code is left out.
    private static func writing(_ text: Substring) throws(PhoneError) -> [UInt8] {
        let marks = try marks(text)
        let unbracketed = marks.first == UInt8(ascii: "(") ? marks.dropFirst() : marks[...]
        let isPlus = unbracketed.first == UInt8(ascii: "+")
        let isInternational = isPlus || unbracketed.starts(with: "00".utf8)
        let trunk = isInternational ? trunkPrefix(in: marks) : nil
        var digits: [UInt8] = isPlus ? [UInt8(ascii: "+")] : []
        for (index, byte) in marks.enumerated() where trunk?.contains(index) != true {
            if Ascii.isDigit(byte) { digits.append(byte) }
            if byte == UInt8(ascii: "+"), index > 1 { throw .severalNumbers }
        }
        guard digits.count > (isPlus ? 1 : 0) else { throw .notANumber }
        return digits
    }

    /// Where `(0)` stands.
    private static func trunkPrefix(in marks: [UInt8]) -> Range<Int>? {
        let starts = marks.indices.dropLast(2)
        return starts.first { marks[$0...].starts(with: "(0)".utf8) }.map { $0..<$0 + 3 }
    }

    /// The text without white space, other dashes as `-`; refused when anything stands in it that no number
    /// has.
    private static func marks(_ text: Substring) throws(PhoneError) -> [UInt8] {
        var marks: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9", "+", "(", ")", "/", "-", ".", "_", "\\", "[", "]":
                marks.append(UInt8(truncatingIfNeeded: scalar.value))
            case "–", "—", "‐", "‑", "·": marks.append(UInt8(ascii: "-"))
            case " ", "\t": break
            case ";", ",": throw .severalNumbers
            default: guard Character(scalar).isBlank else { throw .notANumber }
            }
        }
        return marks
    }

    /// Country code and number, without `+`.
    private static func international(
        _ writing: [UInt8], _ country: PhoneCountry
    ) throws(PhoneError) -> String {
        if writing.first == UInt8(ascii: "+") { return try checked(writing.dropFirst()) }
        if writing.starts(with: country.internationalPrefix.utf8) {
            return try checked(writing.dropFirst(country.internationalPrefix.utf8.count))
        }
        if writing.starts(with: "00".utf8) { return try checked(writing.dropFirst(2)) }
        guard writing.starts(with: country.trunkPrefix.utf8) else {
            throw writing.count < 6 ? .tooShort : .missingAreaCode
        }
        return try checked(country.code.utf8 + writing.dropFirst(country.trunkPrefix.utf8.count))
    }

    private static func checked(_ digits: ArraySlice<UInt8>) throws(PhoneError) -> String {
        guard let code = PhoneCountry.code(of: digits) else { throw .unknownCountry }
        var national = digits.dropFirst(code.utf8.count)
        if national.first == UInt8(ascii: "0"), PhoneCountry.zeroTrunkCodes.contains(code) {
            national = national.dropFirst()
        }
        let least = code == PhoneCountry.germany.code ? 6 : 5
        guard national.count >= least else { throw .tooShort }
        // E.164 leaves 15 digits; Germany uses at most 13 (with long direct dials) behind its code.
        guard national.count + code.utf8.count <= 15 else { throw .tooLong }
        return code + String(decoding: national, as: UTF8.self)
    }
}
