import Foundation
import Testing

@testable import Formats

/// All rows of a CSV text, read in chunks.
func csvRows(_ bytes: [UInt8], _ format: CSVFormat = CSVFormat(), chunk: Int = 65_536) -> [CSVRow] {
    var reader = CSVReader(format)
    var rows: [CSVRow] = []
    var start = 0
    while let row = reader.next(pulling: {
        guard start < bytes.count else { return nil }
        defer { start += chunk }
        return Array(bytes[start..<min(start + chunk, bytes.count)])
    }) { rows.append(row) }
    return rows
}

/// Fields of the records, or the code of the damage.
func csvOutline(_ text: String, _ format: CSVFormat = CSVFormat()) -> [[String]] {
    csvRows(Array(text.utf8), format).map { row in
        switch row {
        case .record(let record): record.fields
        case .rejected(let rejection): ["!" + rejection.damage.code, String(rejection.line)]
        }
    }
}

@Suite("CSV is read")
struct CSVReaderTests {
    @Test("Quotes, doubled quotes, separators and line breaks inside fields")
    func quotes() {
        let text = "a;b;c\r\n\"x;1\";\"say \"\"hi\"\"\";\"two\r\nlines\"\r\n;\"\";12\" Rohr\r\n"
        #expect(
            csvOutline(text) == [
                ["a", "b", "c"], ["x;1", "say \"hi\"", "two\r\nlines"], ["", "", "12\" Rohr"],
            ])
    }

    @Test("Every separator is found", arguments: [",", ";", "\t", "|"])
    func separators(separator: String) {
        let rows = [["Name", "Betrag", "Ort"], ["Müller", "1.234", "Köln"], ["Groß", "5", "Ulm"]]
        let text = rows.map { $0.joined(separator: separator) }.joined(separator: "\n")
        #expect(csvOutline(text) == rows)
    }

    @Test("Decimal commas do not pass for separators, and sep= is heeded")
    func separatorTraps() {
        #expect(
            csvOutline("Name;Umsatz\nA;1,5\nB;2,5") == [["Name", "Umsatz"], ["A", "1,5"], ["B", "2,5"]])
        #expect(csvOutline("sep=|\r\na;b|c\r\n1;2|3") == [["a;b", "c"], ["1;2", "3"]])
        #expect(csvOutline("nur eine Spalte\nzwei") == [["nur eine Spalte"], ["zwei"]])
    }

    @Test("All line breaks end records; blank lines are skipped and counted")
    func lineBreaks() {
        for lineBreak in ["\n", "\r", "\r\n"] {
            let text = ["a,b", "", "1,2", "3,4"].joined(separator: lineBreak)
            let lines = csvRows(Array(text.utf8)).map {
                if case .record(let record) = $0 { record.line } else { 0 }
            }
            #expect(lines == [1, 3, 4])
        }
    }

    @Test("A record knows its line and its text")
    func positions() throws {
        let rows = csvRows(Array("a,b\n\"1\n2\",x\n3,4\n".utf8))
        guard case .record(let second) = rows[1], case .record(let third) = rows[2] else {
            Issue.record("two records expected")
            return
        }
        #expect(second.line == 2 && second.raw == "\"1\n2\",x" && second[0] == "1\n2")
        #expect(third.line == 4 && third.raw == "3,4")
    }

    @Test(
        "Nothing, a mark alone and blank lines hold no record",
        arguments: [[], [0xEF, 0xBB, 0xBF], [10, 13, 10, 10]])
    func empty(bytes: [UInt8]) {
        #expect(csvRows(bytes).isEmpty)
    }

    @Test("The result does not depend on where the chunks are cut", arguments: [1, 2, 3, 5, 7, 64, 4096])
    func chunks(chunk: Int) {
        let damaged = DamagedCSV.lines.map(\.line).filter { $0.count < 1000 }.joined(separator: "\r\n")
        let text = DamagedCSV.header + "\r\n" + damaged + "\r\n" + DamagedCSV.good(1) + "\r\n\"\r"
        for encoding in [TextEncoding.utf8, .utf16LittleEndian, .windows1252] {
            let bytes = TextEncodingTests.encoded(encoding, text)
            #expect(csvRows(bytes, chunk: chunk) == csvRows(bytes, chunk: bytes.count))
        }
    }

    @Test("The customer file is read whole")
    func customers() throws {
        let data = try Data(contentsOf: URL(filePath: "../shared/data/matching/de-kunden/kunden.csv"))
        let rows = csvRows(Array(data), chunk: 1000)
        #expect(rows.count == 5294)
        let isWhole = rows.allSatisfy {
            if case .record(let record) = $0 { record.count == 14 } else { false }
        }
        #expect(isWhole)
    }

    @Test("Limits hold: a field, a record and the columns")
    func limits() {
        let long = String(repeating: "x", count: 70_000)
        let wide = String(repeating: "x,", count: 600)
        let huge = Array(repeating: String(repeating: "y", count: 60_000), count: 20).joined(separator: ",")
        let text = "a,b\n\(long),1\n\"\(long)\",2\n1,2\n\(wide)\n3,4\n\(huge)\n5,6\n"
        for chunk in [1000, 65_536, 10_000_000] {
            let rows = csvRows(Array(text.utf8), CSVFormat(separator: UInt8(ascii: ",")), chunk: chunk)
            let outline = rows.map { row in
                switch row {
                case .record(let record): record[0]
                case .rejected(let rejection): rejection.damage.code
                }
            }
            #expect(
                outline == [
                    "a", "field-too-long", "field-too-long", "1", "too-many-columns", "3", "record-too-long",
                    "5",
                ])
        }
    }

    @Test("An endless line is refused in bounded memory")
    func endless() {
        var reader = CSVReader(CSVFormat(encoding: .utf8, separator: UInt8(ascii: ",")))
        var rows: [CSVRow] = []
        let chunk = [UInt8](repeating: UInt8(ascii: "z"), count: 65_536)
        for _ in 0..<100 {
            reader.append(chunk)
            while let row = reader.next() { rows.append(row) }
        }
        reader.append(Array("\n1,2\n".utf8))
        reader.finish()
        while let row = reader.next() { rows.append(row) }
        guard case .rejected(let rejection) = rows[0] else {
            Issue.record("a rejection expected")
            return
        }
        #expect(
            rows.count == 2 && rejection.damage == .recordTooLong && rejection.raw.utf8.count == 1_048_576)
    }

    @Test("Written rows are read back as they were")
    func roundTrip() {
        let writer = CSVWriter(guardsFormulas: false)
        let rows = [["a", "b"], ["x;y", "say \"hi\""], ["line\r\nbreak", ""], ["", ""], ["=1", "ß"]]
        let bytes = writer.preamble + rows.flatMap(writer.row)
        let read = csvRows(bytes, CSVFormat(separator: UInt8(ascii: ";"))).map { row -> [String] in
            if case .record(let record) = row { record.fields } else { [] }
        }
        #expect(read == rows)
        #expect(CSVWriter().row([""]) == Array("\"\"\r\n".utf8))
    }

    @Test(
        "Formulas get an apostrophe, numbers and telephone numbers do not",
        arguments: [
            ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-2+3", "'-2+3"), ("-5,00", "-5,00"), ("+49 341 297", "+49 341 297"), ("a=b", "a=b"),
            ("\t=1", "'\t'=1"), ("＝1+1", "'＝1+1"), ("a,=1", "a,'=1"), ("a; ＠x", "a; '＠x"), ("x,-5", "x,'-5"),
            ("a\t+1\t", "a\t'+1\t"), ("'=1", "''=1"), ("it's = 1", "it's = 1"), ("＋49", "'＋49"),
            ("|-x", "|'-x"),
        ])
    func formulas(field: String, written: String) {
        #expect(FormulaGuard.guarded(field) == written)
        #expect(FormulaGuard.bare(written) == field)
        let row = String(decoding: CSVWriter().row([field]), as: UTF8.self)
        #expect(row == (written.contains(";") ? "\"\(written)\"" : written) + "\r\n")
    }

    @Test("Whatever is written, no piece of it begins a formula, and it is read back as it was")
    func guarding() {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("=+-@＝＠'\",; \t|\n\r1a-".unicodeScalars)
        for _ in 0..<20_000 {
            var scalars = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...8, using: &random) {
                if let scalar = alphabet.randomElement(using: &random) { scalars.append(scalar) }
            }
            let text = String(scalars)
            let written = FormulaGuard.guarded(text)
            #expect(FormulaGuard.bare(written) == text, "\(text.debugDescription)")
            guard written != text || !text.hasPrefix("+") && !text.hasPrefix("-") else { continue }
            for piece in written.unicodeScalars.split(whereSeparator: {
                ",;\t|\n\r".unicodeScalars.contains($0)
            }) {
                let begin = piece.first { $0 != " " && $0 != "\"" }
                #expect(
                    begin.map { !"=+-@＝＠".unicodeScalars.contains($0) } ?? true, "\(written.debugDescription)"
                )
            }
        }
    }
}
