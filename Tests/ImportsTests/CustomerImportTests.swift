import Customers
import Foundation
import Imports
import Platform
import Storage
import TestKit
import Testing

@testable import App

@Suite("Importing customers") struct CustomerImportTests {
    @Test("The 5,293 customers are all kept, and a second import changes nothing", arguments: TestEngine.all)
    func realFile(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            let path = ImportBench.data + "/matching/de-kunden/kunden.csv"
            let first = try await bench.importFile(path)
            #expect(first.figures == figures(taken: 5293))
            #expect(try await bench.count("SELECT COUNT(*) FROM customer WHERE merged_into IS NULL") == 5293)
            #expect(try await bench.count("SELECT COUNT(*) FROM customer_number") == 5293)
            let second = try await bench.importFile(path)
            #expect(second.figures == figures(unchanged: 5293))
            #expect(try await bench.count("SELECT COUNT(*) FROM timeline_entry") == 0)
        }
    }

    @Test(
        "Without numbers, too, nothing is doubled and nothing flips back and forth", arguments: TestEngine.all
    )
    func withoutNumbers(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            let path = ImportBench.data + "/matching/de-kunden/kunden.csv"
            let first = try await bench.importFile(path, chosen: ["id": ""])
            #expect(first.figures.rejected == 0)
            #expect(first.figures.taken + first.figures.unchanged == 5293)
            let second = try await bench.importFile(path, chosen: ["id": ""])
            #expect(second.figures == figures(unchanged: 5293))
        }
    }

    @Test("A changed number changes only that, with its history and one entry", arguments: TestEngine.all)
    func changedPhone(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            let header = "Kundennummer;Firma;Straße;PLZ;Ort;Telefon;E-Mail\n"
            let before =
                header + "1;Groß GmbH;Hauptstr. 1;24103;Kiel;0431 123456;info@gross.de\n2;Klein AG;;;Bonn;;\n"
            #expect(try await bench.importText(before).figures == figures(taken: 2))
            try await bench.rename("Groß GmbH", to: "Groß & Söhne GmbH")
            let after =
                header
                + "1;Groß GmbH;Hauptstr. 1;24103;Kiel;0431 99887766;info@gross.de\n2;Klein AG;;;Bonn;;\n"
            #expect(try await bench.importText(after).figures == figures(changed: 1, unchanged: 1))
            let whole = try await bench.whole("Groß & Söhne GmbH")
            #expect(whole.reaches.map(\.value).sorted() == ["+4943199887766", "info@gross.de"])
            #expect(whole.addresses.map(\.street) == ["Hauptstr. 1"])
            #expect(whole.entries.map(\.text) == ["Telefon: 0431 123456 → 0431 99887766"])
            let history = try await bench.texts(
                "SELECT field || '|' || old || '|' || new FROM customer_change WHERE changed_by = 'Kundennummer'"
            )
            #expect(history == ["phone|0431 123456|0431 99887766"])
            #expect(try await bench.importText(after).figures == figures(unchanged: 2))
        }
    }

    @Test(
        "Weak evidence makes nobody the same; strong evidence finds who has no number yet",
        arguments: TestEngine.all)
    func identity(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            let known = """
                Vorname,Nachname,Straße,PLZ,E-Mail,Geburtsdatum
                Hans,Müller,Hauptstr. 1,24103,hans@web.de,01.02.1950
                Eva,Kurz,Am Wall 3,28195,eva@kurz.de,
                """
            let first = try await bench.importText(known)
            #expect(first.figures == figures(taken: 2))
            let others = """
                Nr,Vorname,Nachname,Straße,PLZ,E-Mail,Geburtsdatum
                7,Hans,Müller,Hauptstraße 1,24103,,03.04.1980
                8,Hans,Müller,Nebenweg 9,24103,,
                9,Eva,Kurz,Bahnhofstr. 8,10115,EVA@kurz.de,
                """
            #expect(try await bench.importText(others).figures == figures(taken: 2, changed: 1))
            #expect(try await bench.count("SELECT COUNT(*) FROM customer WHERE name = 'Eva Kurz'") == 1)
            #expect(try await bench.count("SELECT COUNT(*) FROM customer WHERE name = 'Hans Müller'") == 3)
            #expect(try await bench.importText(others).figures == figures(unchanged: 3))
        }
    }

    @Test(
        "Every writing of German files is understood",
        arguments: ["utf-8", "utf-16", "windows-1252", "latin-1"])
    func encodings(name: String) async throws {
        try await ImportBench.with(.sqlite) { bench in
            let text = """
                Kd-Nr.;Firma / Name;Strasse;PLZ;Ort;Tel.;Bemerkung\r
                10;Bäckerei Weiß GmbH;Mühlenstraße 5;23552;Lübeck;0451/702030;"erste Zeile\r
                zweite Zeile"\r
                11;"Groß; Klein & Co. KG";Am ""Wall"" 3;20095;Köln;+49 (0)221 123456;\r

                """
            let encoding: String.Encoding =
                switch name {
                case "utf-16": .utf16
                case "windows-1252": .windowsCP1252
                case "latin-1": .isoLatin1
                default: .utf8
                }
            let data = try #require(text.data(using: encoding))
            let run = try await bench.importBytes([UInt8](data))
            #expect(run.figures == figures(taken: 2))
            let whole = try await bench.whole("Bäckerei Weiß GmbH")
            #expect(whole.customer.details.about == "erste Zeile\nzweite Zeile")
            #expect(whole.customer.city == "Lübeck")
            #expect(whole.reaches.map(\.value) == ["+49451702030"])
            #expect(
                try await bench.count("SELECT COUNT(*) FROM customer WHERE name = 'Groß; Klein & Co. KG'")
                    == 1)
        }
    }

    @Test(
        "Each of 100 damaged lines is refused with its reason, and the rest goes in",
        arguments: TestEngine.all)
    func damaged(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            let file = DamagedFile()
            let run = try await bench.importBytes(file.bytes)
            #expect(run.figures.rejected == 100)
            #expect(run.figures.taken == file.good)
            let found = try await bench.texts(
                "SELECT reason FROM import_rejection WHERE import_id = \(run.id) ORDER BY line")
            #expect(found == file.reasons)
            let report = try await bench.report(of: run)
            #expect(report.split(separator: "\r\n").count == 101)
            #expect(report.contains("Der Name fehlt."))
            #expect(report.contains("Ein Anführungszeichen ist nicht geschlossen."))
            #expect(try await bench.importBytes(file.bytes).figures.taken == 0)
        }
    }

    @Test("A dry run tells the same figures and keeps nothing", arguments: TestEngine.all)
    func dryRun(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            let text = "Nr;Firma;Telefon\n1;Groß GmbH;\n2;;\n3;Klein AG;0431 123456\n"
            let dry = try await bench.importText(text, isDry: true)
            #expect(dry.state == .checked)
            #expect(dry.figures == figures(taken: 2, rejected: 1))
            #expect(try await bench.count("SELECT COUNT(*) FROM customer") == 0)
            #expect(try await bench.importText(text).figures == dry.figures)
        }
    }

    @Test("What is no CSV is refused with a clear reason")
    func notCSV() async throws {
        try await ImportBench.with(.sqlite) { bench in
            let files: [([UInt8], String)] = [
                ([], "file.empty"), ([0x50, 0x4B, 0x03, 0x04, 0, 0, 1, 2], "file.zip"),
                ([0x1F, 0x8B, 8, 0], "file.zip"),
                (Array("%PDF-1.7".utf8), "file.binary"), ((0..<255).map { UInt8($0) }, "file.binary"),
                (Array("Datum;Betrag\n1;2\n".utf8), "file.no-name-column"),
            ]
            for (bytes, reason) in files {
                await #expect(throws: Refusal(reason)) { try await bench.importBytes(bytes) }
            }
        }
    }

    @Test("A bomb of one endless field or of endless columns is refused in bounded memory")
    func bomb() async throws {
        try await ImportBench.with(.sqlite) { bench in
            let endless = "Nr;Firma\n1;\"" + String(repeating: "a", count: 5_000_000) + "\n2;Gut GmbH\n"
            let run = try await bench.importText(endless)
            #expect(run.figures == figures(taken: 1, rejected: 1))
            let columns = "Nr;Firma\n1;A GmbH\n" + String(repeating: ";", count: 2_000_000) + "\n3;B GmbH\n"
            #expect(try await bench.importText(columns).figures.rejected == 1)
        }
    }
}

/// Figures by name.
func figures(taken: Int = 0, changed: Int = 0, unchanged: Int = 0, rejected: Int = 0) -> ImportFigures {
    var figures = ImportFigures()
    figures.taken = taken
    figures.changed = changed
    figures.unchanged = unchanged
    figures.rejected = rejected
    return figures
}
