import App
import Foundation
import Imports
import Platform
import Storage
import TestKit
import Testing

@Suite("Imports that wait, and their files") struct WaitingImportTests {
    private static let file = "Kd-Nr;Firma\n1;Groß GmbH\n2;Klein AG\n"
    private static let cards = """
        BEGIN:VCARD
        VERSION:3.0
        FN:Eva <Kurz>
        ORG:Groß GmbH
        TEL:0431 123456
        EMAIL:eva@gross.de
        END:VCARD

        """
    private static let mails = """
        From eva@gross.de Sun Nov 22 13:00:00 2026
        From: Eva Kurz <eva@gross.de>
        Subject: Angebot 4711
        Message-ID: <1@gross.de>
        Date: Sun, 22 Nov 2026 13:00:00 +0100

        Guten Tag

        """

    @Test(
        "A dry run of the command line is over: nothing waits and nothing can be started",
        arguments: TestEngine.all)
    func commandLine(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let path = server.rundblick.store.location.folder + "/kunden.csv"
            try Data(Self.file.utf8).write(to: URL(filePath: path))
            let run = try await server.rundblick.imports.importFile(
                path, as: .customers, source: "", isDry: true, texts: ImportBench.texts)
            #expect(run.figures == figures(taken: 2))
            let page = try await anna.get("/imports/\(run.id)")
            #expect(page.status == 200 && page.text.contains("Probelauf von der Befehlszeile"))
            #expect(!page.text.contains("/start") && !page.text.contains("/mapping"))
            #expect(try await !anna.get("/imports").text.contains("Wartet auf Sie"))
            #expect(try await anna.get("/imports/\(run.id)/mapping").status == 303)
            for action in ["start", "mapping"] {
                let refused = try await anna.api(.post, "imports/\(run.id)/\(action)", [:])
                #expect(refused.status == 409)
                #expect(try refused.json["reason"] as? String == "file_gone")
            }
            let told = try await anna.api(.get, "imports/\(run.id)").json
            #expect(told["state"] as? String == "checked" && told["finishedAt"] != nil)
        }
    }

    @Test("A file that is gone is said in words, and fails the import at once", arguments: TestEngine.all)
    func gone(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let path = try await Self.uploads(Self.file, as: "customers", by: anna)
            let second = try await Self.uploads(Self.file + "3;Lang KG\n", as: "customers", by: anna)
            #expect(try await anna.post("\(second)/start", []).status == 303)
            for file in try server.rundblick.store.blobs.all() {
                try FileManager.default.removeItem(atPath: server.rundblick.store.blobs.path(of: file))
            }
            for page in [path, path + "/mapping"] {
                let lost = try await anna.get(page)
                #expect(lost.status == 200 && lost.text.contains("Die Datei ist nicht mehr da."))
                #expect(!lost.text.contains("/start"))
            }
            #expect(try await anna.post("\(path)/mapping", []).status == 409)
            try await ImportBrowserTests.withJobs(server) {
                let failed = try await anna.waits(for: second, "failed")
                #expect(try failed.json["problem"] as? String == "file.gone")
            }
        }
    }

    @Test("Cancelling removes the draft, and its file unless another one needs it", arguments: TestEngine.all)
    func cancelled(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let blobs = server.rundblick.store.blobs
            let first = try await Self.uploads(Self.file, as: "customers", by: anna)
            let second = try await Self.uploads(Self.file, as: "customers", by: anna)
            #expect(try await anna.get(first).text.contains("formaction=\"\(first)?_method=DELETE\""))
            let cancelled = try await anna.post(
                "\(first)?_method=DELETE", [("field", "-"), ("field", "company"), ("known", "change")])
            #expect(cancelled.status == 303 && cancelled.headers["location"] == "/imports")
            #expect(try await anna.get(first).status == 404)
            #expect(try blobs.all().count == 1)
            #expect(try await server.guest("gast").api(.delete, String(second.dropFirst())).status == 404)
            #expect(try await anna.api(.delete, String(second.dropFirst())).status == 204)
            #expect(try blobs.all().isEmpty)
            #expect(try await server.rundblick.check().isEmpty)
            let third = try await Self.uploads(Self.file, as: "customers", by: anna)
            _ = try await anna.post("\(third)/start", [])
            #expect(try await anna.api(.delete, String(third.dropFirst())).status == 409, "it has begun")
        }
    }

    @Test("The report says what happened, also when nothing did", arguments: TestEngine.all)
    func told(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            try await ImportBrowserTests.withJobs(server) {
                let anna = try await server.member("anna")
                let first = try await anna.imports(Self.file)
                #expect(try await Self.report(first, anna).contains("Übernommen: 2 Kunden."))
                let again = try await Self.report(try await anna.imports(Self.file), anna)
                #expect(again.contains("Alles war schon da: 2 unverändert."))
                #expect(!again.contains("Übernommen: "))
                let third = Self.file.replacing("Klein AG", with: "Klein SE") + "3;Lang KG\n4;\n"
                let mixed = try await Self.report(try await anna.imports(third), anna)
                #expect(
                    mixed.contains(
                        "Übernommen: 2 Kunden (1 neu, 1 geändert). Unverändert: 1. Abgewiesen: 1."))
            }
        }
    }

    @Test("Cards and mails are shown before they are taken in", arguments: TestEngine.all)
    func preview(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            for (kind, text, shown) in [
                ("contacts", Self.cards, ["Eva &lt;Kurz&gt;", "Groß GmbH", "0431 123456", "eva@gross.de"]),
                ("mail", Self.mails, ["Eva Kurz", "Angebot 4711", "22.11.2026"]),
            ] {
                let page = try await anna.get(try await Self.uploads(text, as: kind, by: anna)).text
                #expect(page.contains("Datei ansehen") && !page.contains("Spalten zuordnen"), "\(kind)")
                for value in shown { #expect(page.contains(value), "\(value)") }
            }
            let wrong = try await anna.upload("/imports", "x.vcf", Self.file, ["kind": "contacts"])
            #expect(wrong.status == 422 && wrong.text.contains("passt nicht zur gewählten Art"))
        }
    }

    /// - Returns: the path of the draft.
    private static func uploads(
        _ text: String, as kind: String, by client: TestClient
    ) async throws -> String {
        let sent = try await client.upload("/imports", "datei", text, ["kind": kind])
        return try #require(sent.headers["location"])
    }

    private static func report(_ done: TestResponse, _ client: TestClient) async throws -> String {
        try await client.get("/imports/\(try #require(try done.json["id"] as? String))").text
    }
}
