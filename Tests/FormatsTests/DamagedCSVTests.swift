import Testing

@testable import Formats

/// A hundred damaged lines of a customer file, each with the reason it must be refused for.
enum DamagedCSV {
    static let header = "id,name,strasse,plz,ort,telefon"

    static func good(_ number: Int) -> String {
        "K\(number),Müller & Söhne,Hauptstraße \(number),04109,Leipzig,0341 \(number)"
    }

    /// Twenty kinds of damage, each in five places.
    static let lines: [(line: String, code: String)] = (0..<5).flatMap { place in
        kinds.map { (damage($0.kind, at: place), $0.code) }
    }

    static let kinds: [(kind: String, code: String)] = [
        ("open quote", "unclosed-quote"), ("open quote at end", "unclosed-quote"),
        ("quote, text", "text-after-quote"),
        ("quoted then text", "text-after-quote"), ("quoted then blank", "text-after-quote"),
        ("missing column", "too-few-columns"), ("missing two", "too-few-columns"),
        ("one field", "too-few-columns"),
        ("cut off", "too-few-columns"), ("extra column", "too-many-columns"),
        ("extra two", "too-many-columns"),
        ("extra empty", "too-many-columns"), ("stray separators", "too-many-columns"),
        ("zero byte", "zero-byte"),
        ("zero bytes only", "zero-byte"), ("long field", "field-too-long"), ("long quoted", "field-too-long"),
        ("other separator", "too-few-columns"), ("two records in one line", "too-many-columns"),
        ("quotes doubled wrongly", "text-after-quote"),
    ]

    static func damage(_ kind: String, at place: Int) -> String {
        var fields = good(place).split(separator: ",").map(String.init)
        let field = fields[place]
        switch kind {
        case "open quote", "open quote at end":
            fields[kind == "open quote" ? place : 5] = "\"" + field
        case "quote, text": fields[place] = "\"\(field)\"x\"\""
        case "quoted then text": fields[place] = "\"\(field)\" GmbH"
        case "quoted then blank": fields[place] = "\"\(field)\" "
        case "missing column": fields.remove(at: place)
        case "missing two": fields.removeSubrange(place..<min(place + 2, 6))
        case "one field": fields = [field]
        case "cut off": fields = Array(fields.prefix(5)); fields[4] = "Leip"
        case "extra column": fields.insert("x", at: place)
        case "extra two": fields.insert(contentsOf: ["x", "y"], at: place)
        case "extra empty": fields.append("")
        case "stray separators": fields[place] = ",,,"
        case "zero byte": fields[place] = "a\0b"
        case "zero bytes only": fields[place] = "\0\0"
        case "long field": fields[place] = String(repeating: "x", count: 65_537)
        case "long quoted": fields[place] = "\"" + String(repeating: "x", count: 65_600) + "\""
        case "other separator": return fields.joined(separator: ";")
        case "two records in one line": return fields.joined(separator: ",") + good(7)
        case "quotes doubled wrongly": fields[place] = "\"ab\"cd\"\"\""
        default: Issue.record("no such damage: \(kind)")
        }
        return fields.joined(separator: ",")
    }
}

@Suite("Damaged CSV lines are refused one by one")
struct DamagedCSVTests {
    @Test(
        "A hundred damaged lines are each refused with their reason, and no good one is lost"
    )
    func corpus() {
        var lines = [DamagedCSV.header]
        for (index, damaged) in DamagedCSV.lines.enumerated() {
            lines += [DamagedCSV.good(2 * index), damaged.line, DamagedCSV.good(2 * index + 1)]
        }
        #expect(DamagedCSV.lines.count == 100)
        for separator in ["\n", "\r\n", "\r"] {
            let rows = csvRows(Array(lines.joined(separator: separator).utf8))
            #expect(rows.count == lines.count)
            for (index, row) in rows.enumerated() {
                let isDamaged = index > 0 && (index - 1) % 3 == 1
                switch row {
                case .record(let record):
                    #expect(!isDamaged, "\(lines[index].prefix(80))")
                    #expect(record.line == index + 1 && record.raw == lines[index])
                case .rejected(let rejection):
                    #expect(isDamaged, "\(lines[index].prefix(80))")
                    #expect(rejection.line == index + 1 && rejection.raw == lines[index])
                    let code = DamagedCSV.lines[(index - 1) / 3].code
                    #expect(rejection.damage.code == code, "\(lines[index].prefix(80))")
                }
            }
        }
    }

    @Test("Bytes that are no UTF-8 refuse their record alone")
    func invalidBytes() {
        var bytes = Array("id,name\n1,Müller\n2,M".utf8)
        bytes += [0xFC] + Array("ller\n3,Größe\n4,ß\n".utf8)
        let codes = csvRows(bytes).map {
            if case .rejected(let rejection) = $0 { rejection.damage.code } else { "" }
        }
        #expect(codes == ["", "", "invalid-bytes", "", ""])
    }

    @Test("An open quote does not swallow the rest of a long file")
    func openQuote() {
        let head = (0..<3).map(DamagedCSV.good).joined(separator: "\n")
        let tail = (3..<4000).map(DamagedCSV.good).joined(separator: "\n")
        let text = [DamagedCSV.header, head, "K9,\"Müller,x,04109,Ort,1", tail].joined(separator: "\n")
        let rows = csvRows(Array(text.utf8))
        #expect(rows.count == 4002)
        #expect(rows.count { if case .rejected = $0 { true } else { false } } == 1)
    }

    @Test("An open quote that another line closes by chance takes no record with it")
    func chance() {
        let text = [
            DamagedCSV.header, "K1,\"Müller,a,b,c,d", DamagedCSV.good(2), DamagedCSV.good(3), "K4,\",b,c,d,e",
            DamagedCSV.good(5),
        ].joined(separator: "\n")
        let outline = csvOutline(text).map { $0[0] }
        #expect(outline == ["id", "!unclosed-quote", "K2", "K3", "!unclosed-quote", "K5"])
    }

    @Test("A note of several lines stays whole, also when it is refused for its columns")
    func notes() {
        let text =
            "a,b,c,d,e,f\n1,\"Zeile, eins\n\nZeile, zwei\n\",3,4,5,6\n1,\"eins\nzwei\",3\n1,2,3,4,5,6\n"
        #expect(
            csvOutline(text).dropFirst() == [
                ["1", "Zeile, eins\n\nZeile, zwei\n", "3", "4", "5", "6"], ["!too-few-columns", "6"],
                ["1", "2", "3", "4", "5", "6"],
            ])
    }
}
