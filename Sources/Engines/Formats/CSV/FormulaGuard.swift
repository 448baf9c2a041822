/// Keeps spreadsheets from running the text of a field as a formula
/// (https://owasp.org/www-community/attacks/CSV_Injection), and gives the text back as it was.
///
/// An apostrophe comes before whatever begins a formula: at the beginning of the field, and after each separator in it,
/// since a spreadsheet may cut the file at another one than it was written with. Where apostrophes stand before one
/// already there is one more, so that taking one away always gives back what was there.
package enum FormulaGuard {
    private static let apostrophe = UInt8(ascii: "'")

    /// The text with an apostrophe wherever a formula could begin. Signed numbers and telephone numbers (`-5,00`,
    /// `+49 341 2971`) can do nothing and stay as they are.
    package static func guarded(_ text: String) -> String {
        var (text, bytes) = (text, [] as [UInt8])
        text.withUTF8 { guarded($0, to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the same to `bytes`. - Parameter text: UTF-8.
    static func guarded(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        guard mayBegin(text), !isNumber(text) else {
            bytes.append(contentsOf: text)
            return
        }
        rewrite(text, to: &bytes) { $0 + 1 }
    }

    /// The text before it was guarded.
    package static func bare(_ text: String) -> String {
        var (text, bytes) = (text, [] as [UInt8])
        let isRewritten = text.withUTF8 { text -> Bool in
            guard text.contains(apostrophe), mayBegin(text) else { return false }
            rewrite(text, to: &bytes) { max($0 - 1, 0) }
            return true
        }
        return isRewritten ? String(decoding: bytes, as: UTF8.self) : text
    }

    /// Most texts hold nothing of the kind.
    private static func mayBegin(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.contains { byte in
            switch byte {
            case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0xEF: true
            default: isGap(byte)
            }
        }
    }

    private static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") else {
            return false
        }
        return text.dropFirst().allSatisfy { byte in
            Ascii.isDigit(byte) || byte == Ascii.space || byte == UInt8(ascii: ".")
                || byte == UInt8(ascii: ",")
        }
    }

    /// Appends the text with another number of apostrophes before each beginning.
    private static func rewrite(
        _ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8], count: (Int) -> Int
    ) {
        var place = 0
        while place < text.count {
            var blank = place
            while case let length = blankLength(text, at: blank), length > 0 { blank += length }
            var mark = blank
            while mark < text.count, text[mark] == apostrophe { mark += 1 }
            let isBeginning =
                mark < text.count
                && (beginsFormula(text, at: mark) || place == 0 && blank == 0 && isGap(text[mark]))
            bytes.append(contentsOf: text[place..<blank])
            bytes.append(
                contentsOf: repeatElement(apostrophe, count: isBeginning ? count(mark - blank) : mark - blank)
            )
            // Up to the next separator, and it.
            place = mark
            while place < text.count, !isSeparator(text[place]) { place += 1 }
            place = min(place + 1, text.count)
            bytes.append(contentsOf: text[mark..<place])
        }
    }

    private static func isGap(_ byte: UInt8) -> Bool {
        byte == Ascii.tab || byte == Ascii.lineFeed || byte == Ascii.carriageReturn
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "|") || isGap(byte)
    }

    /// How many bytes a space or quote takes that a spreadsheet may pass over (U+A0 and U+3000 among them); 0: none is here.
    private static func blankLength(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
        guard place < text.count else { return 0 }
        return switch text[place] {
        case Ascii.space, Ascii.quote: 1
        case 0xC2 where place + 1 < text.count && text[place + 1] == 0xA0: 2
        case 0xE3 where place + 2 < text.count && text[place + 1] == 0x80 && text[place + 2] == 0x80: 3
        default: 0
        }
    }

    /// Whether here is one of `=+-@`, or their full-width (U+FF1D, FF0B, FF0D, FF20) or small form (U+FE66, FE62, FE63,
    /// FE6B), which spreadsheets take for the same.
    private static func beginsFormula(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        switch text[place] {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): return true
        case 0xEF where place + 2 < text.count:
            switch (text[place + 1], text[place + 2]) {
            case (0xBC, 0x9D), (0xBC, 0x8B), (0xBC, 0x8D), (0xBC, 0xA0): return true
            case (0xB9, 0xA6), (0xB9, 0xA2), (0xB9, 0xA3), (0xB9, 0xAB): return true
            default: return false
            }
        default: return false
        }
    }
}

extension CSVRecord {
    /// A field's text without what guards formulas in it, which our own exports carry.
    package func plain(_ column: Int) -> String { FormulaGuard.bare(self[column]) }

    /// All fields like that.
    package var plainFields: [String] { (0..<count).map(plain) }
}
