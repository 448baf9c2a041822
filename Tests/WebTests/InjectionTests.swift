import App
import Storage
import TestKit
import Testing
import Web

@Suite("SQL injection") struct InjectionTests {
    /// Each would change the statement or break it, were it ever part of one.
    static let attempts = [
        "'; DROP TABLE customer; --", "' OR '1'='1", "\" OR \"\"=\"", "x' UNION SELECT email FROM person --",
        "$1", "$99", "?1", ":a", "%' --", "\\'; DELETE FROM person; --",
        "'||(SELECT password_hash FROM person)||'",
        "1); DELETE FROM timeline_entry; --", "$$; DROP TABLE person; $$", "` OR 1=1 --", "/* x */ ' --",
    ]

    @Test(
        "What people send stays data: stored as it was written, compared as it was written",
        arguments: TestEngine.all)
    func attempts(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let plain = try await anna.api(
                .post, "customers", ["kind": "company", "company_name": "Bäckerei"])
            let bakery = try #require(try plain.json["id"] as? String)
            for attempt in Self.attempts {
                let made = try await anna.api(
                    .post, "customers", ["kind": "company", "company_name": attempt, "about": attempt])
                let id = try #require(try made.json["id"] as? String)
                let seen = try await anna.api(.get, "customers/\(id)").json
                #expect(seen["name"] as? String == attempt)
                #expect(try await anna.api(.post, "customers/\(id)/tags", ["tag": attempt]).status < 300)
                let note = try await anna.api(
                    .post, "customers/\(id)/timeline", ["kind": "note", "text": attempt])
                #expect(try note.json["text"] as? String == attempt)
                let text = PercentCoding.encode(attempt)
                #expect(try await names(anna, "customers?tag=\(text)") == [attempt])
                #expect(try await names(anna, "customers?name=\(text)").contains(attempt))
                #expect(try await names(anna, "customers?city=\(text)").isEmpty)
                for path in [
                    "search?q=\(text)", "people?q=\(text)", "people/suggest?q=\(text)",
                    "imports?after=\(text)",
                    "customers/\(bakery)/timeline?after=\(text)", "customers/\(text)",
                    "duplicates?after=\(text)",
                ] {
                    #expect(try await anna.api(.get, path).status < 500, "\(path)")
                }
                let signIn = [("email", attempt), ("password", attempt)]
                #expect(try await server.stranger.post("/sign-in", signIn).status < 500)
            }
            let left = try await server.rundblick.store.database.read { tx in
                (try tx.count("SELECT count(*) FROM customer"), try tx.count("SELECT count(*) FROM person"))
            }
            #expect(left == (Self.attempts.count + 1, 1))
        }
    }

    private func names(_ client: TestClient, _ path: String) async throws -> [String] {
        let items = try await client.api(.get, path).json["items"] as? [[String: Any]]
        return try #require(items).compactMap { $0["name"] as? String }
    }
}
