import Testing

@testable import Formats

/// Rows are written byte by byte; here the same is done scalar by scalar, as it reads in the rules.
@Suite("CSV rows against a plain model") struct CSVRowsTests {
    @Test("Whatever stands in the fields, rows are what the model writes")
    func anything() {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array(
            "=+-@＝＋－＠﹦﹢﹣﹫'\",; \u{A0}\u{3000}\t|\n\r1.a-éß€￥、\u{B0}😀".unicodeScalars)
        for round in 0..<30_000 {
            let fields = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                var text = String.UnicodeScalarView()
                for _ in 0..<Int.random(in: 0...8, using: &random) {
                    if let scalar = alphabet.randomElement(using: &random) { text.append(scalar) }
                }
                return String(text)
            }
            let separator = [";", ",", "\t", "'"][round % 4] as Unicode.Scalar
            let writer = CSVWriter(separator: UInt8(separator.value), guardsFormulas: round % 5 > 0)
            let expected = Array(row(fields, separator, guards: round % 5 > 0).utf8)
            #expect(writer.row(fields) == expected, "\(fields.debugDescription)")
        }
    }

    @Test("Rows follow each other in one memory, and a blank one among them is seen")
    func several() {
        var rows = CSVRows(CSVWriter())
        rows.add("a;b")
        rows.add("=1")
        rows.endRow()
        rows.add("")
        rows.endRow()
        rows.add("")
        rows.add("")
        rows.endRow()
        #expect(String(decoding: rows.bytes, as: UTF8.self) == "\"a;b\";'=1\r\n\"\"\r\n;\r\n")
    }

    // MARK: The model

    private func row(_ fields: [String], _ separator: Unicode.Scalar, guards: Bool) -> String {
        if fields == [""] { return "\"\"\r\n" }
        let written = fields.map { field -> String in
            let text = guards ? guarded(field) : field
            let special: [Unicode.Scalar] = [separator, "\"", "\n", "\r"]
            guard text.unicodeScalars.contains(where: { special.contains($0) }) else { return text }
            let inner = text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
            return "\"" + inner + "\""
        }
        return written.joined(separator: String(separator)) + "\r\n"
    }

    private func guarded(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        if let first = scalars.first, first == "+" || first == "-",
            scalars.dropFirst().allSatisfy({ "0123456789 .,".unicodeScalars.contains($0) })
        {
            return text
        }
        var result = String.UnicodeScalarView()
        var piece: [Unicode.Scalar] = []
        var isFirst = true
        for scalar in scalars {
            // A tab or line break at the very beginning is guarded as well; else they end the piece before them.
            piece.append(scalar)
            guard ",;\t|\n\r".unicodeScalars.contains(scalar) else { continue }
            result.append(contentsOf: guarded(piece, isFirst))
            (piece, isFirst) = ([], false)
        }
        result.append(contentsOf: guarded(piece, isFirst))
        return String(result)
    }

    private func guarded(_ piece: [Unicode.Scalar], _ isFirst: Bool) -> [Unicode.Scalar] {
        let blank = piece.prefix { " \u{A0}\u{3000}\"".unicodeScalars.contains($0) }
        let marks = piece.dropFirst(blank.count).prefix { $0 == "'" }
        let rest = piece.dropFirst(blank.count + marks.count)
        guard let first = rest.first else { return piece }
        let begins = "=+-@＝＋－＠﹦﹢﹣﹫".unicodeScalars.contains(first)
        let isGap = isFirst && blank.isEmpty && "\t\n\r".unicodeScalars.contains(first)
        return begins || isGap ? Array(blank) + ["'"] + Array(marks) + Array(rest) : piece
    }
}
