import Foundation
import Linkage

/// Customers and answers as the laboratory's files hold them.
struct CustomerFile {
    let names: [String]
    let records: [Record]

    /// Reads `id,typ,anrede,titel,vorname,nachname,firma,strasse,plz,ort,telefon,email,geburtsdatum,ustid`,
    /// in any order of columns.
    /// - Throws: `Input.Failure` when the `id` column is missing or a line has too few fields.
    init(_ file: String) throws {
        let rows = try Self.rows(file)
        names = rows.map { $0["id"] ?? "" }
        records = rows.enumerated().map { number, row in
            func field(_ name: String) -> String? { row[name].flatMap { $0.isEmpty ? nil : $0 } }
            return Record(
                id: Int64(number), kind: row["typ"] == "firma" ? .company : .person,
                salutation: field("anrede"),
                given: field("vorname"), family: field("nachname"), company: field("firma"),
                street: field("strasse"), postcode: field("plz"), city: field("ort"),
                phones: [field("telefon")].compactMap { $0 }, emails: [field("email")].compactMap { $0 },
                birthDate: field("geburtsdatum"), vatID: field("ustid"))
        }
    }

    /// The rows of a file with commas and a header.
    static func rows(_ file: String) throws -> [[String: String]] {
        var lines = try Input.text(file).split(whereSeparator: \.isNewline).map { Self.fields($0) }
        guard !lines.isEmpty, lines[0].contains("id") else {
            throw Input.Failure(file: file, reason: "no header with the column id")
        }
        let header = lines.removeFirst()
        return try lines.enumerated().map { number, fields in
            guard fields.count == header.count else {
                throw Input.Failure(file: file, reason: "row \(number + 1) has \(fields.count) fields")
            }
            return Dictionary(zip(header, fields), uniquingKeysWith: { first, _ in first })
        }
    }

    private static func fields(_ line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}
