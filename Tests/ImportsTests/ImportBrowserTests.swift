import App
import Foundation
import Imports
import Logging
import Storage
import TestKit
import Testing

@Suite("Importing in the browser and by JSON") struct ImportBrowserTests {
    private static let file =
        "Kd-Nr;Firma;Ort;Telefon\n1;Groß GmbH;Kiel;0431 123456\n2;;Kiel;\n3;Klein AG;Bonn;\n"

    @Test("Upload, columns, dry run, start, report; the mapping is remembered", arguments: TestEngine.all)
    func wholeWay(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            try await Self.withJobs(server) {
                let anna = try await server.member("anna")
                let sent = try await anna.upload("/imports", "kunden.csv", Self.file, ["kind": "customers"])
                #expect(sent.status == 303)
                let path = try #require(sent.headers["location"])
                let draft = try await anna.get(path)
                #expect(draft.text.contains("Groß GmbH"))
                #expect(draft.text.contains("<option value=\"external-number\" selected>"))
                let fields = ["external-number", "company", "-", "phone"].map { ("field", $0) }
                let check = try await anna.post("\(path)/mapping", fields + [("remember", "1")])
                #expect(check.status == 303)
                let checked = try await anna.waits(for: path, "checked")
                #expect(try checked.figures == ["taken": 2, "changed": 0, "unchanged": 0, "rejected": 1])
                #expect(
                    try await anna.api(.get, "customers").json["items"] as? [[String: String]] ?? [] == [])
                #expect(try await anna.get(path).text.contains("Der Name fehlt."))
                #expect(try await anna.post("\(path)/start", []).status == 303)
                let done = try await anna.waits(for: path, "done")
                #expect(try done.figures == ["taken": 2, "changed": 0, "unchanged": 0, "rejected": 1])
                #expect(try await anna.post("\(path)/start", []).status == 409)
                let report = try await anna.get("\(path)/rejected.csv").text
                #expect(report.contains("2;;Kiel;;3;Firma;Der Name fehlt."))
                #expect(try await anna.get("/imports").text.contains("1 abgewiesen"))
                let again = try await anna.upload("/imports", "kunden.csv", Self.file, ["kind": "customers"])
                let remembered = try await anna.get(try #require(again.headers["location"])).text
                #expect(remembered.contains("gemerkt"))
            }
        }
    }

    @Test("A program sends the file as it is and has it taken in at once", arguments: TestEngine.all)
    func json(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            try await Self.withJobs(server) {
                let anna = try await server.member("anna")
                let sent = try await anna.send(
                    .post, "/api/v1/imports?kind=customers&start=true&file_name=..%2F..%2Fetc%2Fpasswd", [:],
                    Array(Self.file.utf8))
                #expect(sent.status == 201)
                let id = try #require(try sent.json["id"] as? String)
                #expect(try sent.json["fileName"] as? String == "passwd")
                let done = try await anna.waits(for: "/imports/\(id)", "done")
                #expect(try done.figures["taken"] == 2)
                let refused =
                    try await anna.api(.get, "imports/\(id)/rejections").json["items"] as? [[String: Any]]
                #expect(refused?.first?["reason"] as? String == "name-required")
                #expect(refused?.first?["line"] as? Int == 3)
            }
        }
    }

    @Test(
        "An import whose job is given up has failed; it does not seem to run for ever",
        arguments: TestEngine.all)
    func givenUp(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let sent = try await anna.send(
                .post, "/api/v1/imports?kind=customers&start=true", [:], Array(Self.file.utf8))
            let id = try #require(try sent.json["id"] as? String)
            let store = server.rundblick.store
            for hash in try store.blobs.all() {
                try FileManager.default.removeItem(atPath: store.blobs.path(of: hash))
            }
            try await store.database.write { _ = try $0.run("UPDATE job SET attempts = 9") }
            try await Self.withJobs(server) {
                _ = try await anna.waits(for: "/imports/\(id)", "failed")
            }
        }
    }

    @Test("Guests and strangers may not import, nor learn of imports", arguments: TestEngine.all)
    func refused(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let sent = try await anna.upload(
                "/api/v1/imports", "kunden.csv", Self.file, ["kind": "customers"])
            let id = try #require(try sent.json["id"] as? String)
            let ben = try await server.guest("ben")
            #expect(
                try await ben.upload("/imports", "kunden.csv", Self.file, ["kind": "customers"]).status == 404
            )
            #expect(try await ben.get("/imports").status == 404)
            #expect(try await ben.get("/imports/\(id)").status == 404)
            #expect(try await ben.get("/imports/\(id)/rejected.csv").status == 404)
            #expect(try await ben.post("/imports/\(id)/start", []).status == 404)
            #expect(try await server.stranger.api(.get, "imports/\(id)").status == 401)
            let reader = try await server.member("carl", scope: .read)
            #expect(try await reader.post("/imports/\(id)/start", []).status == 403)
        }
    }

    @Test("An archive, an empty file and an oversized one are refused with their reasons")
    func unreadable() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let zip = try await anna.upload(
                "/imports", "kunden.xlsx", "PK\u{3}\u{4}xx", ["kind": "customers"])
            #expect(zip.status == 422)
            #expect(zip.text.contains("als CSV speichern"))
            let empty = try await anna.upload("/imports", "kunden.csv", "", ["kind": "customers"])
            #expect(empty.status == 422)
            let big = try await anna.send(
                .post, "/api/v1/imports?kind=customers", ["content-type": "text/csv"],
                [UInt8](repeating: 65, count: ImportService.uploadLimitBytes + 1))
            #expect(big.status == 413)
            let script = try await anna.upload(
                "/imports", "a.csv", "Nr;Firma\n1;<script>alert(1)</script>\n", ["kind": "customers"])
            let page = try await anna.get(try #require(script.headers["location"])).text
            #expect(!page.contains("<script>alert"))
        }
    }

    @Test(
        "A mail's page is safe, its files are downloads, and it can be given to a customer",
        arguments: TestEngine.all)
    func mail(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            try await Self.withJobs(server) {
                let anna = try await server.member("anna")
                let path = "/api/v1/imports?start=true&kind="
                _ = try await anna.send(.post, path + "customers", [:], Array(Self.file.utf8))
                let mail = """
                    From: Fremd <fremd@web.de>
                    To: anna@example.org
                    Subject: <b>Hallo</b>
                    Message-ID: <1@web.de>
                    Date: Sun, 22 Nov 2026 13:00:00 +0100
                    MIME-Version: 1.0
                    Content-Type: multipart/mixed; boundary=y

                    --y
                    Content-Type: text/html

                    <p onclick="x()">Guten Tag<script>alert(1)</script></p>
                    --y
                    Content-Type: text/html; name="../../etc/passwd.html"
                    Content-Disposition: attachment; filename="../../etc/passwd.html"

                    <script>alert(2)</script>
                    --y--

                    """
                let sent = try await anna.send(.post, path + "mail", [:], Array(mail.utf8))
                _ = try await anna.waits(
                    for: "/imports/\(try #require(try sent.json["id"] as? String))", "done")
                let items = try await anna.api(.get, "mails?unmatched=true").json["items"] as? [[String: Any]]
                let id = try #require(items?.first?["id"] as? String)
                let page = try await anna.get("/mails/\(id)")
                #expect(page.text.contains("Guten Tag") && page.text.contains("&lt;b&gt;Hallo"))
                #expect(!page.text.contains("<script>alert") && !page.text.contains("onclick"))
                let files = try await anna.api(.get, "mails/\(id)").json["attachments"] as? [[String: Any]]
                #expect(files?.first?["name"] as? String == "passwd.html")
                let file = try await anna.get(
                    "/mails/\(id)/attachments/\(try #require(files?.first?["id"] as? String))")
                #expect(file.headers["content-type"] == "application/octet-stream")
                #expect(file.headers["content-disposition"]?.hasPrefix("attachment;") == true)
                let ben = try await server.guest("ben")
                #expect(try await ben.get("/mails/\(id)").status == 404)
                #expect(try await anna.post("/mails/\(id)/customer", [("customer", "99")]).status == 422)
                let given = try await anna.post("/mails/\(id)/customer", [("customer", "1")])
                #expect(given.status == 303)
                let customer = try await anna.get(try #require(given.headers["location"]))
                #expect(customer.text.contains("/mails/\(id)"))
                try await Self.moves(id, anna)
                #expect(try await anna.get("/imports/quarantine").status == 200)
            }
        }
    }

    /// A mail that went to the wrong customer goes to another one, with its entry and the sender's address.
    private static func moves(_ mail: String, _ anna: TestClient) async throws {
        let old = try #require(
            try await anna.api(.get, "mails/\(mail)").json["customer"] as? String)
        for name in ["Zweiter Anbieter", "Zweiter Ausrüster"] {
            _ = try await anna.api(.post, "customers", ["company_name": name])
        }
        let several = try await anna.post("/mails/\(mail)/customer", [("customer", "Zweiter")])
        #expect(several.status == 422 && several.text.contains("Zweiter Ausrüster</option>"))
        let given = try await anna.post(
            "/mails/\(mail)/customer", [("customer", "Zweiter Anb"), ("add_address", "on")])
        let place = try #require(given.headers["location"])
        #expect(try await anna.get(place).text.contains("/mails/\(mail)"))
        #expect(try await !anna.get("/customers/\(old)").text.contains("/mails/\(mail)"))
        let sender = try #require(
            try await anna.api(.get, "mails/\(mail)").json["fromAddress"] as? String)
        #expect(try await anna.get(place).text.contains("mailto:\(sender)"))
        for history in ["\(place)/history", "/customers/\(old)/history"] {
            #expect(try await anna.get(history).text.contains("Zugeordnete E-Mail"))
        }
        let back = try await anna.post(
            "/mails/\(mail)/customer", [("customer", ""), ("customer", old)])
        #expect(back.headers["location"] == "/customers/\(old)")
        #expect(
            try await anna.get("/mails/\(mail)").text.contains(">Zweiter Anbieter"), "suggested by address")
    }

    /// Runs `body` while jobs are done.
    static func withJobs(
        _ server: TestServer, _ body: @Sendable @escaping () async throws -> Void
    ) async throws {
        let runner = JobRunner(
            store: server.rundblick.store, handlers: server.rundblick.jobHandlers,
            logger: Logger(label: "test"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await runner.run() }
            defer { group.cancelAll() }
            try await body()
        }
    }
}

extension TestClient {
    /// Sends a form with a file.
    func upload(
        _ path: String, _ name: String, _ text: String, _ fields: [String: String]
    ) async throws -> TestResponse {
        var body = ""
        for (field, value) in fields {
            body += "--x\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n"
        }
        body += "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n"
        body += "Content-Type: text/csv\r\n\r\n\(text)\r\n--x--\r\n"
        return try await send(
            .post, path, ["content-type": "multipart/form-data; boundary=x"], Array(body.utf8))
    }

    /// Asks until the import at `path` has come to `state`.
    func waits(for path: String, _ state: String) async throws -> TestResponse {
        for _ in 0..<600 {
            let answer = try await api(.get, String(path.dropFirst()))
            if try answer.json["state"] as? String == state { return answer }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("\(path) does not become \(state)")
        return try await api(.get, String(path.dropFirst()))
    }
}

extension TestResponse {
    /// The figures of an import.
    var figures: [String: Int] { get throws { try json["figures"] as? [String: Int] ?? [:] } }
}
