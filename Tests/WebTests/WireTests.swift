import Foundation
import TestKit
import Testing
import Web

@Suite("What stands on the wire") struct WireTests {
    private static let host = "Host: 127.0.0.1\r\n"

    private static func post(_ headers: String, _ body: String) -> String {
        "POST /sign-in HTTP/1.1\r\n\(host)Content-Type: application/x-www-form-urlencoded\r\n\(headers)\r\n\(body)"
    }

    /// What has two meanings, or none, and how it is refused.
    private static let refused: [(String, Int)] = [
        ("GET / HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost:\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n\(host)\(host)\r\n", 400),
        ("GET http://other.example/ HTTP/1.1\r\n\(host)\r\n", 400),
        ("GET / HTTP/1.1\nHost: 127.0.0.1\n\n", 400),
        ("GET / HTTP/1.1\r\nHost: 127.0.0.1\nX: y\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n\(host)X: a\r\n b\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n\(host)X : a\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n\(host)X: a\0b\r\n\r\n", 400),
        ("CONNECT a:1 HTTP/1.1\r\n\(host)\r\n", 501),
        (post("Transfer-Encoding: chunked\r\n", "zz\r\nabc\r\n0\r\n\r\n"), 400),
        (post("Transfer-Encoding: chunked\r\n", "3\r\nabcde\r\n0\r\n\r\n"), 400),
        (post("Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\na"), 400),
        (post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "3\r\nabc\r\n0\r\n\r\n"), 400),
        (post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n"), 400),
        (post("Transfer-Encoding: gzip, chunked\r\n", "3\r\nabc\r\n0\r\n\r\n"), 501),
        (post("Content-Length: 3\r\nContent-Length: 4\r\n", "abc"), 400),
        (post("Content-Length: -3\r\n", "abc"), 400),
        (post("Content-Length: 3\r\nExpect: a miracle\r\n", "abc"), 417),
        ("GET /\(String(repeating: "a", count: 9000)) HTTP/1.1\r\n\(host)\r\n", 414),
        ("GET / HTTP/1.1\r\n\(host)X: \(String(repeating: "a", count: 70_000))\r\n\r\n", 431),
        ("GET / HTTP/1.1\r\n\(host)\(String(repeating: "X: a\r\n", count: 200))\r\n", 431),
    ]

    @Test("What can be read in two ways is refused, with a reason, and the connection ends")
    func refusals() async throws {
        try await TestServer.run(.sqlite) { server in
            try await server.listening { port in
                for (request, status) in Self.refused {
                    let answer = try await server.raw(port, request)
                    #expect(
                        answer.hasPrefix("HTTP/1.1 \(status) "), "\(request.prefix(90)): \(answer.prefix(60))"
                    )
                    #expect(answer.contains("\"reason\":") && answer.contains("cross-origin-opener-policy:"))
                }
                // What was asked before is answered first, and a refusal beside a success.
                let both = try await server.raw(
                    port, "GET /sign-in HTTP/1.1\r\n\(Self.host)\r\nGET / HTTP/1.1\r\n\r\n")
                #expect(both.hasPrefix("HTTP/1.1 200 ") && both.contains("HTTP/1.1 400 "))
                let good = try await server.raw(
                    port,
                    Self.post("Connection: close\r\nTransfer-Encoding: chunked\r\n", "3\r\na=b\r\n0\r\n\r\n"))
                #expect(good.hasPrefix("HTTP/1.1 422 "))
            }
        }
    }

    @Test("HEAD is GET without its body, OPTIONS and 405 name the methods", arguments: [true, false])
    func methods(isAPI: Bool) async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let path = isAPI ? "/api/v1/customers" : "/customers"
            for path in [path, "/health", "/customers/export", isAPI ? "/api/v1/openapi.json" : "/"] {
                let get = try await anna.get(path)
                let head = try await anna.send(.head, path, [:], [])
                #expect(head.status == get.status && head.bytes.isEmpty, "\(path)")
                #expect(head.headers["content-length"] == get.headers["content-length"], "\(path)")
                #expect(head.headers["content-type"] == get.headers["content-type"])
            }
            let options = try await anna.send(.options, path, [:], [])
            #expect(options.status == 204 && options.headers["allow"] == "GET, HEAD, OPTIONS, POST")
            let wrong = try await anna.send(.delete, path, [:], [])
            #expect(wrong.status == 405 && wrong.headers["allow"] == "GET, HEAD, OPTIONS, POST")
            #expect(try await anna.send(.options, "/nowhere", [:], []).status == 404)
            #expect(try await anna.send(.head, "/nowhere", [:], []).status == 404)
        }
    }

    @Test("A stream's HEAD leaves the connection in order, and so does HTTP/1.0")
    func framing() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let token = "Authorization: \(anna.headers["authorization"] ?? "")\r\n"
            try await server.listening { port in
                let two = try await server.raw(
                    port,
                    """
                    HEAD /customers/export HTTP/1.1\r\n\(Self.host)\(token)\r\n\
                    GET /health HTTP/1.1\r\n\(Self.host)\r\n\
                    GET /sign-in HTTP/1.1\r\n\(Self.host)Connection: close\r\n\r\n
                    """)
                let answers = two.components(separatedBy: "HTTP/1.1 200 OK\r\n")
                #expect(answers.count == 4 && answers[0].isEmpty && answers[1].hasSuffix("\r\n\r\n"))
                #expect(answers.dropFirst(2).first?.hasSuffix(#"{"status":"ok"}"#) == true)
                let old = try await server.raw(
                    port, "GET /customers/export HTTP/1.0\r\nHost: localhost\r\n\(token)\r\n")
                #expect(old.hasPrefix("HTTP/1.0 200 ") && !old.lowercased().contains("chunked"))
                #expect(old.contains("Kundennummer;"))
                #expect(try await server.raw(port, "GET /health HTTP/1.0\r\n\r\n").hasPrefix("HTTP/1.0 200 "))
            }
        }
    }

    @Test("Who asks before sending a body gets the word, or a refusal; too long a body is not read")
    func expectation() async throws {
        try await TestServer.run(.sqlite) { server in
            try await server.listening { port in
                let asking = try RawConnection(
                    port, Self.post("Connection: close\r\nExpect: 100-continue\r\nContent-Length: 3\r\n", ""))
                #expect(try await asking.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
                asking.send("a=b")
                #expect(try await asking.read().contains("HTTP/1.1 422 "))
                let long = "Expect: 100-continue\r\nContent-Length: 3000000000\r\n"
                #expect(try await server.raw(port, Self.post(long, "")).hasPrefix("HTTP/1.1 413 "))
                let flood = try RawConnection(port, Self.post("Content-Length: 3000000000\r\n", ""))
                let megabyte = [UInt8](repeating: 97, count: 1 << 20)
                let taken = (1...200).prefix { _ in flood.send(megabyte) }.count
                #expect(taken < 100, "\(taken) MiB were taken")
            }
        }
    }

    @Test("A body that breaks off is no body")
    func brokenOff() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let head = """
                POST /api/v1/imports?kind=customers HTTP/1.1\r\n\(Self.host)\
                Authorization: \(anna.headers["authorization"] ?? "")\r\n
                """
            try await server.listening {
                $0.limits.idleSeconds = 1
            } _: { port in
                for (length, body) in [
                    ("Content-Length: 60\r\n\r\n", "Nr;Firma\n1;Groß GmbH\n"),
                    ("Transfer-Encoding: chunked\r\n\r\n", "16\r\nNr;Firma\n1;Groß GmbH\r\n"),
                ] {
                    let gone = try RawConnection(port, head + length + body)
                    try await Task.sleep(for: .milliseconds(100))
                    gone.shutDown()
                    try await gone.read()
                    let silent = try RawConnection(port, head + length + body)
                    #expect(try await silent.isClosed(within: .seconds(10)))
                }
                let whole = try await server.raw(
                    port, head + "Connection: close\r\nContent-Length: 22\r\n\r\nNr;Firma\n1;Groß GmbH\n")
                #expect(whole.hasPrefix("HTTP/1.1 201 "))
            }
            let imports = try await anna.api(.get, "imports").json["items"] as? [Any]
            #expect(imports?.count == 1)
        }
    }
}

@Suite("Slow clients") struct SlowClientTests {
    @Test("A body below the least rate ends with 408; one that is merely slow is taken")
    func slowBody() async throws {
        try await TestServer.run(.sqlite) { server in
            try await server.listening {
                $0.limits.bodyGraceSeconds = 1
                $0.limits.leastBytesPerSecond = 100
            } _: { port in
                let head = """
                    POST /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
                    Content-Type: application/x-www-form-urlencoded\r\nContent-Length:
                    """
                let dawdler = try RawConnection(port, head + " 1000\r\n\r\n")
                for _ in 0..<100 where !dawdler.isClosed {
                    dawdler.send("a")
                    try await dawdler.read(within: .milliseconds(100))
                }
                #expect(dawdler.received.hasPrefix("HTTP/1.1 408 "))
                let slow = try RawConnection(port, head + " 27000\r\n\r\n")
                for _ in 0..<9 {
                    slow.send(String(repeating: "a", count: 3000))
                    try await slow.read(within: .milliseconds(250))
                }
                #expect(try await slow.read().hasPrefix("HTTP/1.1 422 "))
            }
        }
    }

    @Test("Who does not take an answer is given up, and who takes it gets the whole")
    func slowReader() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            // A JPEG with one long scan and nothing else.
            let scan: [UInt8] = [0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 17, 3, 17, 0, 63, 0]
            let photo = [0xFF, 0xD8] + scan + [UInt8](repeating: 7, count: 5_000_000) + [0xFF, 0xD9]
            let sent = try await anna.send(.post, "/api/v1/settings/photo", [:], photo)
            #expect((200...299).contains(sent.status), "\(sent.status) \(sent.text)")
            let ask = """
                GET /people/\(anna.id)/photo HTTP/1.1\r\nHost: localhost\r\n\
                Authorization: \(anna.headers["authorization"] ?? "")\r\n\r\n
                """
            try await server.listening {
                $0.limits.stallSeconds = 1
            } _: { port in
                let lazy = try RawConnection(
                    port, String(repeating: ask, count: 4), receiveBuffer: 4096)
                try await Task.sleep(for: .seconds(4))
                #expect(try await lazy.isClosed(within: .seconds(20)))
                #expect(lazy.received.utf8.count < 15_000_000)
                let eager = try RawConnection(
                    port, ask.replacing("Host:", with: "Connection: close\r\nHost:"))
                #expect(try await eager.read().utf8.count > 5_000_000)
            }
        }
    }
}
