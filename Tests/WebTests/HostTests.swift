import TestKit
import Testing
import Web

@Suite("Hosts and header fields") struct HostTests {
    private func check(
        _ expected: String, _ server: TestServer, _ port: Int, _ host: String, _ path: String
    ) async throws {
        let answer = try await server.raw(
            port, "GET \(path) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 \(expected) "), "\(host) \(path)")
    }

    @Test("With a public address only its host is answered for; machines may be asked by their address")
    func publicAddress() async throws {
        try await TestServer.run(.sqlite) { server in
            try await server.listening(publicURL: "https://crm.example.org") { port in
                for host in ["crm.example.org", "CRM.example.org:443", "crm.example.org."] {
                    try await check("200", server, port, host, "/sign-in")
                }
                for host in ["evil.example", "127.0.0.1", "localhost", "crm.example.org.evil.example"] {
                    try await check("421", server, port, host, "/sign-in")
                    try await check("421", server, port, host, "/api/v1/openapi.json")
                }
                for path in ["/health", "/metrics"] {
                    for host in ["127.0.0.1:\(port)", "[::1]", "localhost", "10.0.0.7", "crm.example.org"] {
                        try await check("200", server, port, host, path)
                    }
                    try await check("421", server, port, "evil.example", path)
                }
            }
        }
    }

    @Test(
        "Without one, addresses and this machine are answered for, and no name that somebody else gives away")
    func noPublicAddress() async throws {
        try await TestServer.run(.sqlite) { server in
            try await server.listening { port in
                for host in ["127.0.0.1", "localhost:\(port)", "a.localhost", "[::1]:80", "192.168.0.9"] {
                    try await check("200", server, port, host, "/sign-in")
                }
                for host in ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "1.2.3"] {
                    try await check("421", server, port, host, "/sign-in")
                }
            }
        }
    }

    @Test("An invitation names the public address, whatever it was asked for by")
    func invitation() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna", role: .administrator)
            let evil = try await anna.send(
                .post, "/api/v1/administration/invitations", ["x-forwarded-host": "evil.example"],
                Array(#"{"email":"b@example.org","role":"member"}"#.utf8))
            #expect(evil.status != 201 || !evil.text.contains("evil.example"))
        }
    }

    @Test("Every answer says what browsers are to heed, whatever it is")
    func everyAnswer() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let page = try await anna.get("/")
            let asset = try #require(page.text.firstMatch(of: /\/assets\/[^"]*styles\.css/)?.output)
            let answers = [
                page, try await anna.get(String(asset)), try await anna.get("/api/v1/openapi.json"),
                try await anna.get("/nowhere"), try await anna.get("/health"),
                try await anna.send(.delete, "/customers", [:], []), try await anna.get("/customers/export"),
                try await anna.send(.options, "/customers", [:], []),
                try await server.stranger.get("/customers"),
                try await server.stranger.api(.get, "customers"),
            ]
            for answer in answers {
                for (name, value) in [
                    ("cross-origin-opener-policy", "same-origin"),
                    ("cross-origin-resource-policy", "same-origin"), ("x-content-type-options", "nosniff"),
                    ("referrer-policy", "same-origin"),
                ] { #expect(answer.headers[name] == value, "\(answer.status) \(name)") }
                #expect(answer.headers["permissions-policy"]?.contains("geolocation=()") == true)
                #expect(answer.headers["content-security-policy"]?.contains("default-src 'none'") == true)
            }
        }
    }

    @Test("openapi.json is made once, and not sent again to who has it")
    func openAPI() async throws {
        try await TestServer.run(.sqlite) { server in
            let first = try await server.stranger.get("/api/v1/openapi.json")
            let tag = try #require(first.headers["etag"])
            let again = try await server.stranger.get("/api/v1/openapi.json", ["if-none-match": tag])
            #expect(again.status == 304 && again.bytes.isEmpty && again.headers["etag"] == tag)
            let other = try await server.stranger.get("/api/v1/openapi.json", ["if-none-match": "\"x\""])
            #expect(other.status == 200 && other.bytes == first.bytes)
            let small = try await server.stranger.get("/api/v1/openapi.json", ["accept-encoding": "gzip"])
            #expect(small.headers["content-encoding"] == "gzip" && small.bytes.count < first.bytes.count / 4)
            // Made anew each time, a hundred took fifteen seconds.
            let begin = ContinuousClock.now
            for _ in 1...100 { _ = try await server.stranger.get("/api/v1/openapi.json") }
            #expect(ContinuousClock.now - begin < .seconds(5))
        }
    }
}
