import Platform
import Synchronization
import TestKit

@testable import People

/// Somebody at a browser: signs in with a form and keeps the cookies.
final class Browser: Sendable {
    private let client: TestClient
    private let cookies = Mutex<[String: String]>([:])
    private let agent: String

    init(_ server: TestServer, agent: String = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0") {
        client = server.stranger
        self.agent = agent
    }

    /// The way in that `TestServer.member` gave to everybody.
    @discardableResult func signIn(
        _ name: String, password: String = "geheim-geheim"
    ) async throws -> TestResponse {
        try await post("/sign-in", [("email", "\(name)@example.org"), ("password", password)])
    }

    func get(_ path: String) async throws -> TestResponse { keep(try await client.get(path, headers)) }

    func post(_ path: String, _ fields: [(String, String)] = []) async throws -> TestResponse {
        keep(try await client.post(path, fields, headers))
    }

    /// Whether the pages for colleagues are open to them.
    var isIn: Bool {
        get async throws { try await get("/settings").status == 200 }
    }

    private var headers: [String: String] {
        let cookie = cookies.withLock { $0.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ") }
        return ["cookie": cookie, "user-agent": agent]
    }

    private func keep(_ response: TestResponse) -> TestResponse {
        for line in (response.headers["set-cookie"] ?? "").split(separator: "\n") {
            let halves = line.prefix { $0 != ";" }.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cookies.withLock { $0[String(halves[0])] = String(halves[1]) }
        }
        return response
    }
}

extension TestServer {
    /// Runs `body` with a server whose clock is moved by hand.
    static func atHand(
        _ engine: TestEngine, _ body: (TestServer, HandClock) async throws -> Void
    ) async throws {
        let time = HandClock(Timestamp(us: 1_790_000_000_000_000))
        try await run(engine, clock: time.clock) { try await body($0, time) }
    }

    /// What the audit trail says, oldest first.
    func actions(seenBy administrator: TestClient) async throws -> [String] {
        let log =
            try await administrator.api(.get, "administration/log").json["items"] as? [[String: Any]] ?? []
        return log.compactMap { $0["action"] as? String }.reversed()
    }
}
