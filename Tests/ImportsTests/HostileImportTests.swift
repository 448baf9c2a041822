import App
import Cells
import Foundation
import Imports
import Logging
import Platform
import Storage
import TestKit
import Testing

@Suite("Importing what was sent to do harm") struct HostileImportTests {
    private static let probe = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "cellprobe").path

    /// A mailbox of mails with these additional headers, the first five of each in it.
    private static func mailbox(_ headers: [String]) -> String {
        headers.enumerated().map { number, header in
            """
            From a@b Sun Nov 22 10:00:00 2026
            From: Info <info\(number)@gross.example>
            To: anna@wir.example
            Subject: Nummer \(number)
            \(header)

            Text \(number)

            """
        }.joined(separator: "\n")
    }

    private static let hostile: [(header: String, reason: String, german: String, english: String)] = [
        (
            "Cc: " + String(repeating: "g:", count: 50_000) + "a@b" + String(repeating: ";", count: 50_000),
            "mail.too-deep", "zu tief verschachtelt", "nested too deeply"
        ),
        (
            "Content-Type: multipart/mixed; boundary=b\n"
                + (0..<3000).map { "\n--b\nContent-Type: multipart/mixed; boundary=b\($0)\n" }.joined(),
            "mail.too-deep", "zu tief verschachtelt", "nested too deeply"
        ),
        (
            (0..<3000).map { _ in "Content-Type:\n multipart/digest; boundary=b\n\n--b\n" }.joined(),
            "mail.too-deep", "zu tief verschachtelt", "nested too deeply"
        ),
        (
            "Bcc : " + String(repeating: "x y, ", count: 40_000), "mail.too-many-addresses",
            "zu viele Adressen", "too many addresses"
        ),
    ]

    @Test(
        "What would overflow the reader is put aside with its reason, the rest taken in",
        arguments: TestEngine.all)
    func bounds(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            try await ImportBrowserTests.withJobs(server) {
                let anna = try await server.member("anna")
                let box = Self.mailbox(["X-A: b"] + Self.hostile.map(\.header) + ["X-C: d"])
                let sent = try await anna.send(
                    .post, "/api/v1/imports?kind=mail&start=true&file_name=a.mbox", [:], Array(box.utf8))
                let id = try #require(try sent.json["id"] as? String)
                let done = try await anna.waits(for: "/imports/\(id)", "done")
                #expect(try done.figures["taken"] == 2)
                #expect(try done.figures["rejected"] == Self.hostile.count)
                let items = try await anna.api(.get, "imports/quarantine").json["items"] as? [[String: Any]]
                let reasons = (items ?? []).compactMap { $0["reason"] as? String }.sorted()
                #expect(reasons == Self.hostile.map(\.reason).sorted())
                let german = try await anna.get("/imports/quarantine").text
                let english = try await anna.get("/imports/quarantine", ["accept-language": "en"]).text
                for mail in Self.hostile {
                    #expect(german.contains(mail.german) && english.contains(mail.english))
                }
            }
        }
    }

    @Test("A mail that ends its cell costs itself alone", arguments: TestEngine.all)
    func deadly(engine: TestEngine) async throws {
        let cells = CellPool(program: Self.probe, arguments: [])
        try await TestStore.with(engine, migrations: Rundblick.migrations) { store in
            let bench = ImportBench(
                store: store, imports: ImportService(store: store, parsing: MailParsing(cells: cells)))
            let headers = ["X-A: b", "X-Deadly: end", "X-C: d", "X-Deadly: recurse", "X-E: f"]
            let run = try await bench.importText(Self.mailbox(headers), as: .mail)
            #expect(run.figures.taken == 3 && run.figures.rejected == 2)
            #expect(
                try await bench.texts("SELECT reason FROM import_quarantine")
                    == ["mail.too-costly", "mail.too-costly"])
            #expect(ImportBench.texts.importReason("mail.too-costly").contains("Absturz"))
            // What a cell reads is what this process would read.
            let here = try await bench.importFile(ImportBench.data + "/mail", as: .mail)
            let hashes = try await bench.texts("SELECT content_hash FROM mail_message ORDER BY content_hash")
            try await ImportBench.with(engine) { other in
                _ = try await other.importText(
                    Self.mailbox(["X-A: b", "X-C: d", "X-E: f"].map { $0 }), as: .mail)
                let there = try await other.importFile(ImportBench.data + "/mail", as: .mail)
                #expect(there.figures == here.figures)
                let theirs = try await other.texts(
                    "SELECT content_hash FROM mail_message ORDER BY content_hash")
                #expect(Set(theirs).intersection(hashes).count >= theirs.count - 3)
            }
        }
    }

    @Test("An import that two processes died over has failed and says so", arguments: TestEngine.all)
    func died(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let sent = try await anna.send(
                .post, "/api/v1/imports?kind=customers&start=true", [:], Array("Nr;Firma\n1;A\n".utf8))
            let id = try #require(try sent.json["id"] as? String)
            try await server.rundblick.store.database.write { tx in
                try tx.run("UPDATE job SET state = 'running', attempts = 2, deaths = 1, due_us = 1")
            }
            try await ImportBrowserTests.withJobs(server) {
                _ = try await anna.waits(for: "/imports/\(id)", "failed")
            }
            #expect(try await anna.get("/imports/\(id)").text.contains("Zweimal ist das Programm"))
            let english = try await anna.get("/imports/\(id)", ["accept-language": "en"]).text
            #expect(english.contains("The program ended twice"))
        }
    }

    @Test(
        "A page shows the beginning of a huge mail and leads to the whole", arguments: TestEngine.all)
    func hugeMail(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            try await ImportBrowserTests.withJobs(server) {
                let anna = try await server.member("anna")
                let ben = try await server.guest("ben")
                let texts = ["&", "e" + String(repeating: "\u{301}", count: 63)]
                for (number, text) in texts.enumerated() {
                    for type in ["plain", "html"] {
                        let mail =
                            "From: \(type)\(number)@b.de\nSubject: x\nContent-Type: text/\(type); charset=utf-8\n\n"
                            + String(repeating: text, count: 500_000 / text.utf8.count) + "\n"
                        let sent = try await anna.send(
                            .post, "/api/v1/imports?kind=mail&start=true", [:], Array(mail.utf8))
                        let id = try #require(try sent.json["id"] as? String)
                        _ = try await anna.waits(for: "/imports/\(id)", "done")
                        let list = try await anna.api(.get, "mails").json["items"] as? [[String: Any]]
                        let found = try #require(list?.first?["id"] as? String)
                        let page = try await anna.get("/mails/\(found)")
                        #expect(page.status == 200 && page.bytes.count < 700_000, "\(number) \(type)")
                        #expect(page.text.contains("href=\"/mails/\(found)/raw\""), "\(number) \(type)")
                        #expect(try await anna.get("/mails").bytes.count < 100_000)
                        let raw = try await anna.get("/mails/\(found)/raw")
                        #expect(raw.bytes == Array(mail.utf8))
                        #expect(raw.headers["content-type"] == "application/octet-stream")
                        #expect(try await ben.get("/mails/\(found)/raw").status == 404)
                    }
                }
            }
        }
    }

    @Test(
        "More tags, numbers or addresses than a customer can have refuse their line",
        arguments: TestEngine.all)
    func manyParts(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            let addresses = (0..<3000).map { "a\($0)@b.de" }.joined(separator: ",")
            let tags = (0..<3000).map { "t\($0)" }.joined(separator: ",")
            let numbers = (0..<3000).map { "0431 \(10_000 + $0)" }.joined(separator: ",")
            let run = try await bench.importText(
                "Nr;Firma;E-Mail;Schlagworte;Telefon\n1;A;\(addresses);;\n2;B;;\(tags);\n3;C;;;\(numbers)\n4;D;a@b.de;t;0431 123456\n"
            )
            #expect(run.figures.taken == 1 && run.figures.rejected == 3)
            let report = try await bench.report(of: run)
            #expect(report.components(separatedBy: "Das sind zu viele auf einmal.").count == 4)
        }
    }
}
