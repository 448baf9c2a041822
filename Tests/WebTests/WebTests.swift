import Foundation
import Platform
import TestKit
import Testing
import Web

@Suite("HTML and links") struct HTMLTests {
    @Test("Whatever is interpolated is escaped, in content and in attributes")
    func escaping() {
        let name = "<script>alert('x')</script> & \"Söhne\""
        let html: HTML = "<a title=\"\(name)\">\(name)</a>"
        #expect(!html.markup.contains("<script>"))
        #expect(
            html.markup.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;Söhne&quot;"))
        let nested: HTML = "<p>\(html)</p>"
        #expect(nested.markup == "<p>" + html.markup + "</p>")
    }

    @Test("The five marks are escaped wherever they stand, and nothing else is")
    func escapesAnywhere() {
        let marks = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"]
        for scalar in (1...255).compactMap(Unicode.Scalar.init) {
            for place in 0...17 {
                let (before, after) = (String(repeating: "a", count: place), String(repeating: "ü", count: 9))
                let html: HTML = "\(before + String(scalar) + after)"
                #expect(html.markup == before + (marks[String(scalar)] ?? String(scalar)) + after)
            }
        }
    }

    @Test("A picture without a photo shows two initials")
    func initials() {
        func shown(_ name: String, isFirm: Bool = false) -> Substring {
            Avatar(PersonID(1), name, isFirm: isFirm).html.markup.split(separator: ">")[1].prefix {
                $0 != "<"
            }
        }
        #expect(shown("Anna Maria Groß-Lind") == "AL")
        #expect(shown("Öztürk") == "Ö")
        #expect(shown("Bäckerei 4 Jahreszeiten GmbH", isFirm: true) == "B4")
        #expect(shown(" – ") == "?")
    }

    @Test(
        "Only local paths are accepted as targets",
        arguments: [
            "//evil.example", "https://evil.example", "/\\evil", "evil", "", "/a\r\nb", "javascript:alert(1)",
        ])
    func foreignTargets(target: String) {
        #expect(Link(local: target) == nil)
    }

    @Test("Percent-encoding goes there and back")
    func percentCoding() {
        let text = "Müller & Söhne/50 %+?"
        #expect(PercentCoding.decode(PercentCoding.encode(text)) == text)
        #expect(PercentCoding.decode("%zz") == nil)
        #expect(PercentCoding.decode("%ff") == nil)
    }
}

@Suite("The web server") struct ServerTests {
    @Test("Without signing in, pages lead to the sign-in and programs get 401", arguments: TestEngine.all)
    func strangers(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let page = try await server.stranger.get("/customers")
            #expect(page.status == 303)
            #expect(page.headers["location"] == "/sign-in?then=%2Fcustomers")
            let api = try await server.stranger.api(.get, "customers")
            #expect(api.status == 401)
            #expect(api.headers["content-type"] == "application/problem+json")
        }
    }

    @Test("A page sets a strict policy and holds no inline script or style")
    func policy() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let page = try await anna.get("/customers/new")
            #expect(page.status == 200)
            let policy = try #require(page.headers["content-security-policy"])
            #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
            #expect(!page.text.contains(" style=") && !page.text.contains("<style"))
            #expect(page.text.components(separatedBy: "<script").count == 2)
        }
    }

    @Test("A path that nobody knows keeps the navigation of whoever is signed in")
    func unknownPath() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let page = try await anna.get("/nope")
            #expect(page.status == 404)
            #expect(page.text.contains("class=\"side\"") && page.text.contains("href=\"/\""))
            let outside = try await server.stranger.get("/nope")
            #expect(outside.status == 404 && !outside.text.contains("class=\"side\""))
            #expect(outside.text.contains("href=\"/sign-in\""))
        }
    }

    @Test("A change that a foreign page sends is refused, one from our own page is taken")
    func foreignOrigin() async throws {
        try await TestServer.run(.sqlite) { server in
            let form = [("email", "a@example.org"), ("password", "x")]
            let foreign = try await server.stranger.post("/sign-in", form, ["origin": "https://evil.example"])
            #expect(foreign.status == 403)
            let crossSite = try await server.stranger.post("/sign-in", form, ["sec-fetch-site": "cross-site"])
            #expect(crossSite.status == 403)
            let own = try await server.stranger.post("/sign-in", form, ["origin": "http://test"])
            #expect(own.status != 403)
        }
    }

    @Test("A read token reads and does not write")
    func scopes() async throws {
        try await TestServer.run(.sqlite) { server in
            let reader = try await server.member("anna", scope: .read)
            #expect(try await reader.api(.get, "customers").status == 200)
            #expect(try await reader.api(.post, "customers", ["company_name": "X"]).status == 403)
        }
    }

    @Test("Bad input names every field that is not accepted, in the asker's language")
    func badInput() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let long = String(repeating: "x", count: 300)
            let refused = try await anna.api(
                .post, "customers", ["company_name": long, "nonsense": 1], ["accept-language": "en"])
            #expect(refused.status == 422)
            let fields = try #require(try refused.json["fields"] as? [String: String])
            #expect(fields == ["nonsense": "There is no such field."])
            let second = try await anna.api(
                .post, "customers", ["company_name": long], ["accept-language": "de"])
            #expect(try second.json["fields"] as? [String: String] == ["company_name": "Das ist zu lang."])
            let broken = try await anna.send(
                .post, "/api/v1/customers", ["content-type": "application/json"], Array("{".utf8))
            #expect(broken.status == 400)
        }
    }

    @Test("A body over the limit is refused with 413")
    func largeBody() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let body = [UInt8](repeating: 65, count: (1 << 20) + 1)
            let refused = try await anna.send(
                .post, "/api/v1/customers", ["content-type": "application/json"], body)
            #expect(refused.status == 413)
        }
    }

    @Test("A POST with an idempotency key works once", arguments: TestEngine.all)
    func idempotency(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let body = ["company_name": "Groß GmbH"]
            let first = try await anna.api(.post, "customers", body, ["idempotency-key": "k1"])
            let second = try await anna.api(.post, "customers", body, ["idempotency-key": "k1"])
            #expect(first.status == 201)
            #expect(second.status == 201)
            #expect(first.bytes == second.bytes)
            let other = try await anna.api(
                .post, "customers", ["company_name": "B"], ["idempotency-key": "k1"])
            #expect(other.status == 409)
            let list = try await anna.api(.get, "customers")
            #expect((try list.json["items"] as? [Any])?.count == 1)
        }
    }

    @Test("Forms can name PATCH and DELETE")
    func namedMethods() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let created = try await anna.api(.post, "customers", ["company_name": "Alt GmbH"])
            let id = try #require(try created.json["id"] as? String)
            let changed = try await anna.post(
                "/customers/\(id)?_method=PATCH", [("company_name", "Neu GmbH")])
            #expect(changed.status == 303)
            #expect(try await anna.get("/customers/\(id)").text.contains("Neu GmbH"))
        }
    }

    @Test("openapi.json describes every route that programs can use")
    func openAPI() async throws {
        try await TestServer.run(.sqlite) { server in
            let document = try await server.stranger.api(.get, "openapi.json")
            #expect(document.status == 200)
            let paths = try #require(try document.json["paths"] as? [String: Any])
            #expect(paths["/customers/{id}/timeline"] != nil)
        }
    }
}
