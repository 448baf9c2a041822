import App
import Foundation
import Imports
import TestKit
import Testing

@Suite("Our own export, imported again") struct ExportImportTests {
    private static let file = """
        Kundennummer;Art;Firma;Anrede;Titel;Vorname;Nachname;Straße;PLZ;Ort;Land;Telefon;E-Mail;Merkmale
        1;Firma;Groß GmbH;;;;;Hauptstr. 1;24103;Kiel;;0431 123456;info@gross.de;A-Kunde, Wartung
        2;Person;;Frau;Dr.;Eva;Kurz;Am Wall 3;1010;Wien;AT;01 5354000;eva@kurz.at;
        """

    @Test("It changes nothing and makes nobody a contact person", arguments: TestEngine.all)
    func roundTrip(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            try await ImportBrowserTests.withJobs(server) {
                let anna = try await server.member("anna")
                let first = try await anna.imports(Self.file)
                #expect(try first.figures["taken"] == 2)
                let items = try await anna.api(.get, "customers").json["items"] as? [[String: Any]]
                for item in try #require(items) {
                    let path = "customers/\(try #require(item["id"] as? String))"
                    let given = try await anna.api(
                        .post, path + "/responsibilities",
                        ["topic": "Vertrieb", "colleague": anna.id.text])
                    #expect(given.status < 300)
                    _ = try await anna.api(.post, path + "/notes", ["text": "Angerufen"])
                }
                for language in ["de", "en"] {
                    let export = try await anna.get("/customers/export", ["accept-language": language])
                    #expect(export.text.contains("Anna"))
                    let again = try await anna.imports(export.text)
                    #expect(
                        try again.figures == ["taken": 0, "changed": 0, "unchanged": 2, "rejected": 0],
                        "\(language)")
                }
                let database = server.rundblick.store.database
                #expect(
                    try await database.read { try $0.count("SELECT COUNT(*) FROM customer_contact") } == 0)
                let held = try await database.read {
                    try $0.count("SELECT COUNT(*) FROM customer_responsibility")
                }
                #expect(held == 2, "who looks after a customer already gets no second topic")
            }
        }
    }
}

extension ExportImportTests {
    @Test(
        "What a spreadsheet would run is guarded, and is what it was after coming back",
        arguments: TestEngine.all)
    func formulas(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            try await ImportBrowserTests.withJobs(server) {
                let anna = try await server.member("anna")
                let names = ["=1+1 GmbH", "＝cmd GmbH", "Hafen, =2 GmbH", "Werft; +3", "'=4 GmbH", "@Lok AG"]
                for name in names {
                    let made = try await anna.api(.post, "customers", ["company_name": name])
                    let id = try #require(try made.json["id"] as? String)
                    let number = ["system": "", "number": "K\(names.firstIndex(of: name) ?? 0)"]
                    #expect(try await anna.api(.post, "customers/\(id)/numbers", number).status < 300)
                    let tag = ["tag": "-x"]
                    #expect(try await anna.api(.post, "customers/\(id)/tags", tag).status < 300)
                }
                let export = try await anna.get("/customers/export", ["accept-language": "de"]).text
                for piece in export.split(whereSeparator: { ",;\n\t|".contains($0) || $0 == "\r\n" }) {
                    let begin = piece.drop { $0 == " " || $0 == "\"" }.first
                    #expect(begin.map { !"=＝+@".contains($0) } ?? true, "\(piece)")
                }
                let again = try await anna.imports(export)
                #expect(
                    try again.figures == ["taken": 0, "changed": 0, "unchanged": 6, "rejected": 0],
                    "\(export)")
                let items = try #require(
                    try await anna.api(.get, "customers").json["items"] as? [[String: Any]])
                #expect(Set(items.compactMap { $0["name"] as? String }) == Set(names))
            }
        }
    }
}

extension TestClient {
    /// Has a file taken in as it is. - Returns: how it ended.
    func imports(_ text: String, as kind: String = "customers") async throws -> TestResponse {
        let sent = try await send(.post, "/api/v1/imports?kind=\(kind)&start=true", [:], Array(text.utf8))
        return try await waits(for: "/imports/\(try #require(try sent.json["id"] as? String))", "done")
    }
}
