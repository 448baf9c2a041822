/// How CSV is written after RFC 4180, ready for the spreadsheets that people open it with.
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
        var rows = CSVRows(self)
        for field in fields { rows.add(field) }
        rows.endRow()
        return rows.bytes
    }
}

/// Rows of CSV, put together field by field in one memory.
package struct CSVRows: Sendable {
    private let writer: CSVWriter
    /// What was written so far, in UTF-8.
    package private(set) var bytes: [UInt8] = []
    private var rowStart = 0
    private var fieldCount = 0

    /// No row yet. - Parameter room: how many bytes are expected.
    package init(_ writer: CSVWriter, room: Int = 0) {
        self.writer = writer
        bytes.reserveCapacity(room)
    }

    /// One more field in the row.
    package mutating func add(_ field: String) {
        var field = field
        field.withUTF8 { add($0) }
    }

    /// One more field in the row. - Parameter field: UTF-8.
    package mutating func add(_ field: UnsafeBufferPointer<UInt8>) {
        if fieldCount > 0 { bytes.append(writer.separator) }
        fieldCount += 1
        let start = bytes.count
        if writer.guardsFormulas {
            FormulaGuard.guarded(field, to: &bytes)
        } else {
            bytes.append(contentsOf: field)
        }
        if needsQuotes(bytes[start...]) { quote(from: start) }
    }

    /// Ends the row.
    package mutating func endRow() {
        // A row of one empty field would be a blank line, which readers skip.
        if fieldCount == 1, bytes.count == rowStart { bytes += [Ascii.quote, Ascii.quote] }
        bytes.append(Ascii.carriageReturn)
        bytes.append(Ascii.lineFeed)
        (rowStart, fieldCount) = (bytes.count, 0)
    }

    private func needsQuotes(_ field: ArraySlice<UInt8>) -> Bool {
        let separator = writer.separator
        return field.contains {
            $0 == separator || $0 == Ascii.quote || $0 == Ascii.lineFeed || $0 == Ascii.carriageReturn
        }
    }

    private mutating func quote(from start: Int) {
        let field = Array(bytes[start...])
        bytes.removeSubrange(start...)
        bytes.append(Ascii.quote)
        for byte in field {
            if byte == Ascii.quote { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(Ascii.quote)
    }
}
