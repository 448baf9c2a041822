import Foundation
import Platform
import TestKit
import Testing

@Suite("The JSON interface as a whole") struct InterfaceTests {
    @Test("Programs learn who they are and what they may do", arguments: TestEngine.all)
    func me(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna", scope: .write)
            let team = try #require(
                try await root.api(.post, "administration/teams", ["name": "Vertrieb"]).json["id"] as? String)
            _ = try await root.api(.post, "administration/teams/\(team)/members", ["person": anna.id.text])
            let me = try await anna.api(.get, "me", nil, ["accept-language": "en"]).json
            #expect(me["id"] as? String == anna.id.text && me["name"] as? String == "Anna")
            #expect(me["email"] as? String == "anna@example.org" && me["role"] as? String == "member")
            #expect(me["scopes"] as? [String] == ["read", "write"] && me["language"] as? String == "en")
            #expect((me["teams"] as? [[String: String]])?.map { $0["name"] } == ["Vertrieb"])
            let guest = try await server.guest("gast")
            #expect(try await guest.api(.get, "me").json["role"] as? String == "guest")
            #expect(try await server.stranger.api(.get, "me").status == 401)
        }
    }

    @Test(
        "Programs see what the start page shows, and can say that a mention is done",
        arguments: TestEngine.all)
    func start(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let ben = try await server.member("ben")
            let id = try await Self.customer(anna)
            _ = try await anna.api(
                .post, "customers/\(id)/responsibilities", ["colleague": anna.id.text, "topic": "Vertrieb"])
            _ = try await ben.api(
                .post, "customers/\(id)/timeline", ["kind": "talk", "text": "@Anna rufst du an?"])
            let start = try await anna.api(.get, "start").json
            let mention = try #require((start["mentions"] as? [[String: Any]])?.first)
            #expect(
                mention["text"] as? String == "@Anna rufst du an?" && mention["customer"] as? String == id)
            let news = try #require((start["news"] as? [[String: Any]])?.first)
            #expect(news["customerName"] as? String == "Groß GmbH")
            #expect((start["customers"] as? [[String: Any]])?.map { $0["id"] as? String } == [id])
            let entry = try #require(mention["id"] as? String)
            #expect(try await anna.api(.delete, "mentions/\(entry)").status == 204)
            let after = try await anna.api(.get, "start").json
            #expect((after["mentions"] as? [Any])?.isEmpty == true)
            let theirs = try await ben.api(.get, "start").json
            #expect((theirs["customers"] as? [Any])?.isEmpty == true)
        }
    }

    @Test("A failed If-Match is 412, an old version in a form 409", arguments: TestEngine.all)
    func precondition(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let id = try await Self.customer(anna)
            let path = "customers/\(id)"
            let tag = try #require(try await anna.api(.get, path).headers["etag"])
            #expect(try await anna.api(.patch, path, ["about": "eins"], ["if-match": tag]).status == 200)
            let stale = try await anna.api(.patch, path, ["about": "zwei"], ["if-match": tag])
            #expect(stale.status == 412)
            let problem = try stale.json
            #expect(problem["status"] as? Int == 412 && problem["code"] as? String == "conflict")
            let form = try await anna.post("/\(path)?_method=PATCH", [("version", "1"), ("about", "drei")])
            #expect(form.status == 409)
        }
    }

    @Test("An entry has an ETag that its change takes", arguments: TestEngine.all)
    func entryTag(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let list = "customers/\(try await Self.customer(anna))/timeline"
            let entry = try #require(
                try await anna.api(.post, list, ["kind": "note", "text": "eins"]).json["id"] as? String)
            let path = "\(list)/\(entry)"
            let tag = try #require(try await anna.api(.get, path).headers["etag"])
            let changed = try await anna.api(.patch, path, ["text": "zwei"], ["if-match": tag])
            #expect(changed.status == 200)
            let fresh = try await anna.api(.get, path)
            #expect(changed.headers["etag"] == fresh.headers["etag"])
            #expect(try await anna.api(.patch, path, ["text": "drei"], ["if-match": tag]).status == 412)
        }
    }

    @Test("openapi.json names the header fields where they work, and what rejections look like")
    func described() async throws {
        try await TestServer.run(.sqlite) { server in
            let document = try await server.stranger.api(.get, "openapi.json").json
            let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
            func headers(_ method: String, _ path: String) -> [String] {
                let parameters = paths[path]?[method]?["parameters"] as? [[String: Any]] ?? []
                return parameters.filter { $0["in"] as? String == "header" }.compactMap {
                    $0["name"] as? String
                }
            }
            #expect(headers("patch", "/customers/{id}") == ["If-Match"])
            #expect(headers("patch", "/customers/{id}/timeline/{entry}") == ["If-Match"])
            #expect(headers("patch", "/customers/{id}/contacts/{part}") == ["If-Match"])
            #expect(headers("post", "/administration/teams/{id}") == ["If-Match", "Idempotency-Key"])
            #expect(headers("post", "/customers") == ["Idempotency-Key"])
            #expect(headers("post", "/settings/tokens").isEmpty, "its answer is not kept")
            #expect(headers("get", "/customers/{id}").isEmpty)
            let answers = paths["/imports/{id}/rejections"]?["get"]?["responses"] as? [String: [String: Any]]
            let content = answers?["2XX"]?["content"] as? [String: [String: Any]]
            let schema = content?["application/json"]?["schema"] as? [String: Any]
            let items = (schema?["properties"] as? [String: [String: Any]])?["items"]
            let properties = (items?["items"] as? [String: Any])?["properties"] as? [String: Any]
            #expect(properties?.keys.sorted() == ["field", "isTaken", "line", "raw", "reason", "text"])
            #expect(paths["/me"] != nil && paths["/start"] != nil && paths["/administration/jobs"] != nil)
        }
    }

    private static func customer(_ client: TestClient) async throws -> String {
        let answer = try await client.api(
            .post, "customers", ["kind": "company", "company_name": "Groß GmbH"])
        return try #require(try answer.json["id"] as? String, "\(answer.text)")
    }
}

@Suite("Deleting teams") struct TeamRemovalTests {
    @Test("A team goes when no note is restricted to it", arguments: TestEngine.all)
    func removal(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            let team = try #require(
                try await root.api(.post, "administration/teams", ["name": "Vertrieb"]).json["id"] as? String)
            let path = "administration/teams/\(team)"
            for person in [root, anna] {
                _ = try await root.api(.post, path + "/members", ["person": person.id.text])
            }
            let customer = try await anna.api(
                .post, "customers", ["kind": "company", "company_name": "Groß GmbH"])
            let id = try #require(try customer.json["id"] as? String)
            let note = try await anna.api(
                .post, "customers/\(id)/timeline", ["kind": "note", "text": "unter uns", "team": team])
            #expect(note.status == 201)

            #expect(try await anna.api(.delete, path).status == 403)
            let refused = try await root.api(.delete, path)
            let problem = try refused.json
            #expect(refused.status == 409 && problem["reason"] as? String == "team_used")
            #expect((problem["detail"] as? String)?.contains("(1)") == true)
            let page = try await root.get("/" + path).text
            #expect(
                page.contains("Eine Notiz ist auf dieses Team beschränkt") && !page.contains("btn danger"))

            let entry = try #require(try note.json["id"] as? String)
            #expect(try await anna.api(.delete, "customers/\(id)/timeline/\(entry)").status == 204)
            #expect(try await root.get("/" + path).text.contains("<button class=\"btn danger\""))
            #expect(try await root.api(.delete, path).status == 204)
            #expect(try await root.api(.get, path).status == 404)
            #expect(try await root.api(.delete, path).status == 404)
            let me = try await anna.api(.get, "me").json
            #expect((me["teams"] as? [Any])?.isEmpty == true)
            let log = try await root.api(.get, "administration/log?action=team_removed")
            #expect((try log.json["items"] as? [Any])?.count == 1)
            #expect(try await server.rundblick.check().isEmpty)
        }
    }
}
