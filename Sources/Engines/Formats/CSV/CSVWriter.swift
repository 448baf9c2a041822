/// Writes CSV after RFC 4180, ready for the spreadsheets that people open it with.
package struct CSVWriter: Sendable {
    /// `;` as German Excel expects it.
    package let separator: UInt8
    /// Whether fields that a spreadsheet would run as formulas are guarded (`FormulaGuard`).
    package let guardsFormulas: Bool
    /// Whether the file begins with a byte order mark; without one, Excel takes UTF-8 for Windows-1252.
    package let marksByteOrder: Bool

    /// Defaults are what German Excel opens well and safely.
    package init(
        separator: UInt8 = UInt8(ascii: ";"), guardsFormulas: Bool = true, marksByteOrder: Bool = true
    ) {
        self.separator = separator
        self.guardsFormulas = guardsFormulas
        self.marksByteOrder = marksByteOrder
    }

    /// The bytes that come before the first row: the byte order mark or nothing.
    package var preamble: [UInt8] { marksByteOrder ? [0xEF, 0xBB, 0xBF] : [] }

    /// One row in UTF-8 with CRLF at its end.
    package func row(_ fields: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        append(row: fields, to: &bytes)
        return bytes
    }

    /// Appends one row to many.
    package func append(row fields: [String], to bytes: inout [UInt8]) {
        for (column, field) in fields.enumerated() {
            if column > 0 { bytes.append(separator) }
            append(field, to: &bytes)
        }
        // A row of one empty field would be a blank line, which readers skip.
        if fields == [""] { bytes += [Ascii.quote, Ascii.quote] }
        bytes.append(Ascii.carriageReturn)
        bytes.append(Ascii.lineFeed)
    }

    private func append(_ field: String, to bytes: inout [UInt8]) {
        let text = guardsFormulas ? FormulaGuard.guarded(field) : field
        let needsQuotes = text.utf8.contains {
            $0 == separator || $0 == Ascii.quote || $0 == Ascii.lineFeed || $0 == Ascii.carriageReturn
        }
        guard needsQuotes else {
            bytes += text.utf8
            return
        }
        bytes.append(Ascii.quote)
        for byte in text.utf8 {
            if byte == Ascii.quote { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(Ascii.quote)
    }
}
