/// Keeps spreadsheets from running the text of a field as a formula
/// (https://owasp.org/www-community/attacks/CSV_Injection), and gives the text back as it was.
///
/// An apostrophe comes before whatever begins a formula: at the beginning of the field, and after each separator in it,
/// since a spreadsheet may cut the file at another one than it was written with. Where apostrophes stand before one
/// already there is one more, so that taking one away always gives back what was there.
package enum FormulaGuard {
    private static let apostrophe: Unicode.Scalar = "'"
    /// With their full-width and small forms, which spreadsheets take for the same.
    private static let beginnings: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫",
    ]
    private static let separators: Set<Unicode.Scalar> = [",", ";", "\t", "|", "\n", "\r"]
    private static let blanks: Set<Unicode.Scalar> = [" ", "\u{A0}", "\u{3000}", "\""]
    private static let gaps: Set<Unicode.Scalar> = ["\t", "\n", "\r"]

    /// The text with an apostrophe wherever a formula could begin. Signed numbers and telephone numbers (`-5,00`,
    /// `+49 341 2971`) can do nothing and stay as they are.
    package static func guarded(_ text: String) -> String {
        guard mayBegin(text), !isNumber(text) else { return text }
        return rewritten(text) { $0 + 1 }
    }

    /// The text before it was guarded.
    package static func bare(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "'")), mayBegin(text) else { return text }
        return rewritten(text) { max($0 - 1, 0) }
    }

    /// Most texts hold nothing of the kind.
    private static func mayBegin(_ text: String) -> Bool {
        text.utf8.contains { "=+-@\t\r\n".utf8.contains($0) || $0 == 0xEF }
    }

    private static func isNumber(_ text: String) -> Bool {
        guard let first = text.utf8.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") else {
            return false
        }
        return text.utf8.dropFirst().allSatisfy { Ascii.isDigit($0) || " .,".utf8.contains($0) }
    }

    /// The text with another number of apostrophes before each beginning.
    private static func rewritten(_ text: String, count: (Int) -> Int) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var place = 0
        var isFirst = true
        while place < scalars.count {
            let blank = run(scalars, from: place) { blanks.contains($0) }
            let marks = run(scalars, from: blank) { $0 == apostrophe }
            let isBeginning =
                marks < scalars.count
                && (beginnings.contains(scalars[marks])
                    || isFirst && blank == place && gaps.contains(scalars[marks]))
            result.append(contentsOf: scalars[place..<blank])
            let number = marks - blank
            result.append(contentsOf: repeatElement(apostrophe, count: isBeginning ? count(number) : number))
            // Up to the next separator, and it.
            let end = run(scalars, from: marks) { !separators.contains($0) }
            place = min(end + 1, scalars.count)
            result.append(contentsOf: scalars[marks..<place])
            isFirst = false
        }
        return String(result)
    }

    private static func run(
        _ scalars: [Unicode.Scalar], from start: Int, while fits: (Unicode.Scalar) -> Bool
    ) -> Int {
        var place = start
        while place < scalars.count, fits(scalars[place]) { place += 1 }
        return place
    }
}

extension CSVRecord {
    /// A field's text without what guards formulas in it, which our own exports carry.
    package func plain(_ column: Int) -> String { FormulaGuard.bare(self[column]) }

    /// All fields like that.
    package var plainFields: [String] { (0..<count).map(plain) }
}
