import Platform
import TestKit
import Testing
import Web

@Suite("Mutated requests") struct WireFuzzTests {
    /// Splitmix64: the same seed sends the same bytes.
    private struct Chance: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let words = [
        "\r\n", "\n", "\0", ":", " ", "%", "--x", "0\r\n\r\n", "ffffffffffffffff", "-1", "\"", "\\",
        "\u{301}",
        "Transfer-Encoding: chunked\r\n", "Content-Length: 5\r\n", "Host: x\r\n", "Connection: close\r\n",
        "Connection: Upgrade\r\nUpgrade: h2c\r\n", "Expect: 100-continue\r\n",
        String(repeating: "[", count: 600), String(repeating: "&", count: 3000),
    ]

    private static func seeds(_ token: String) -> [String] {
        let head = "Host: localhost\r\nAuthorization: \(token)\r\n"
        let form = """
            --x\r\nContent-Disposition: form-data; name="kind"\r\n\r\ncustomers\r\n--x\r\n\
            Content-Disposition: form-data; name="file"; filename="f.csv"\r\n\r\nNr;Firma\n1;A\n\r\n--x--\r\n
            """
        let json = #"{"kind":"company","company_name":"A","tags":["a"]}"#
        func post(_ path: String, _ type: String, _ body: String) -> String {
            """
            POST \(path) HTTP/1.1\r\n\(head)Content-Type: \(type)\r\n\
            Content-Length: \(body.utf8.count)\r\n\r\n\(body)
            """
        }
        let chunks = form.utf8.map { "1\r\n\(String(UnicodeScalar($0)))\r\n" }.joined() + "0\r\n\r\n"
        return [
            "GET /customers?name=a%20b HTTP/1.1\r\n\(head)\r\n", "GET /health HTTP/1.1\r\n\(head)\r\n",
            "HEAD /customers/export HTTP/1.1\r\n\(head)\r\nOPTIONS * HTTP/1.1\r\n\(head)\r\n",
            post("/imports", "multipart/form-data; boundary=x", form),
            """
            POST /imports HTTP/1.1\r\n\(head)Content-Type: multipart/form-data; boundary=x\r\n\
            Transfer-Encoding: chunked\r\n\r\n\(chunks)
            """, post("/api/v1/customers", "application/json", json),
            post("/sign-in", "application/x-www-form-urlencoded", "email=a%40b&password=x"),
        ]
    }

    private static func mutant(_ seeds: [String], _ chance: inout Chance) -> [UInt8] {
        var bytes = Array((seeds.randomElement(using: &chance) ?? "").utf8)
        for _ in 0..<Int.random(in: 0...5, using: &chance) {
            let place = Int.random(in: 0...bytes.count, using: &chance)
            let some = place..<min(bytes.count, place + Int.random(in: 1...40, using: &chance))
            switch Int.random(in: 0...3, using: &chance) {
            case 0: bytes.insert(contentsOf: (words.randomElement(using: &chance) ?? "").utf8, at: place)
            case 1: bytes.removeSubrange(some)
            case 2: bytes.insert(contentsOf: bytes[some], at: place)
            default: for index in some.prefix(2) { bytes[index] = UInt8.random(in: 0...255, using: &chance) }
            }
        }
        return bytes
    }

    @Test("Whatever bytes come, nothing is our own fault, and the next request is answered")
    func mutants() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let seeds = Self.seeds(anna.headers["authorization"] ?? "")
            try await server.listening { port in
                for seed in 0..<400 as Range<UInt64> {
                    var chance = Chance(state: seed)
                    let line = try RawConnection(port)
                    line.send(Self.mutant(seeds, &chance))
                    line.shutDown()
                    let answer = try await line.read(within: .seconds(10))
                    #expect(line.isClosed, "seed \(seed): the connection stays open: \(answer.prefix(80))")
                    #expect(!answer.contains("HTTP/1.1 500"), "seed \(seed): \(answer.prefix(80))")
                }
                let healthy = try await server.raw(
                    port, "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                #expect(healthy.hasPrefix("HTTP/1.1 200 "))
            }
        }
    }
}
