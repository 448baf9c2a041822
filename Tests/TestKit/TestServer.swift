import App
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOEmbedded
import People
import Platform
import Storage
import Synchronization
import Web

/// The whole of Rundblick on an empty store, asked in process: everything behind the socket is the real thing.
package struct TestServer: Sendable {
    /// The features.
    package let rundblick: Rundblick
    private let authority: String
    /// Where their events are heard.
    package var hub: LiveHub { rundblick.hub }
    private let respond: @Sendable (Hummingbird.Request) async throws -> Response

    /// Runs `body` with a server on `engine`, which is gone afterwards.
    /// - Parameters:
    ///   - authority: host and port by which everybody asks for it.
    ///   - routes: what it answers; nil: what Rundblick answers.
    package static func run(
        _ engine: TestEngine, clock: Clock = .system, authority: String = "test",
        logger: Logger = Logger(label: "test"), routes: [Route]? = nil,
        _ body: (TestServer) async throws -> Void
    ) async throws {
        try await TestStore.place(engine, migrations: Rundblick.migrations) { location in
            let rundblick = try await Rundblick.open(location, clock: clock)
            do {
                try await body(TestServer(rundblick, authority, logger, routes: routes))
            } catch {
                try await rundblick.close()
                throw error
            }
            try await rundblick.close()
        }
    }

    /// Runs `body` with several servers on one store, each with connections and caches of its own, as processes would be.
    package static func run(
        _ engine: TestEngine, servers count: Int, _ body: ([TestServer]) async throws -> Void
    ) async throws {
        try await TestStore.place(engine, migrations: Rundblick.migrations) { location in
            var open: [Rundblick] = []
            for _ in 0..<count { open.append(try await Rundblick.open(location)) }
            let outcome: Result<Void, any Error>
            do {
                outcome = .success(
                    try await body(open.map { TestServer($0) }))
            } catch {
                outcome = .failure(error)
            }
            for rundblick in open { try await rundblick.close() }
            try outcome.get()
        }
    }

    /// Everything that can be asked.
    package let routes: [Route]

    /// A server of `rundblick`, which stays the caller's to close.
    package init(
        _ rundblick: Rundblick, _ authority: String = "test", _ logger: Logger = Logger(label: "test"),
        routes only: [Route]? = nil
    ) {
        self.rundblick = rundblick
        self.authority = authority
        let zone = TimeZone(identifier: "Europe/Berlin") ?? .gmt
        let configuration = WebConfiguration(
            host: "127.0.0.1", port: 0, publicURL: "http://\(authority)", zone: zone,
            uploadFolder: rundblick.store.location.folder + "/uploads")
        let server =
            only.map {
                WebServer(
                    rundblick.site.with(configuration), routes: $0,
                    gatekeeper: rundblick.signIn.gatekeeper, logger: logger)
            } ?? rundblick.webServer(configuration, logger: logger)
        routes = server.routes
        let answer = server.responder()
        respond = { request in
            let channel = EmbeddedChannel()
            return try await answer(request, channel)
        }
    }

    /// A new colleague with an API token of their own.
    package func member(
        _ name: String, role: Role = .member, scope: Scope = .admin
    ) async throws -> TestClient {
        let email = "\(name.lowercased())@example.org"
        let id = try await rundblick.signIn.addPerson(
            email: email, name: name.capitalized, role: role, password: "geheim-geheim")
        let token = try await rundblick.signIn.makeToken(for: email, name: "test", scope: scope)
        return TestClient(server: self, headers: ["authorization": "Bearer \(token)"], id: id)
    }

    /// Somebody who is there already, with a new API token.
    package func someone(_ email: String) async throws -> TestClient {
        let token = try await rundblick.signIn.makeToken(for: email, name: "test", scope: .admin)
        return TestClient(server: self, headers: ["authorization": "Bearer \(token)"], id: PersonID(0))
    }

    /// A new guest with an API token.
    package func guest(_ name: String) async throws -> TestClient { try await member(name, role: .guest) }

    /// Somebody who is not signed in.
    package var stranger: TestClient { TestClient(server: self, headers: [:], id: PersonID(0)) }

    fileprivate func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: [String: String], _ body: [UInt8]
    ) async throws -> TestResponse {
        var head = HTTPRequest(method: method, scheme: "http", authority: authority, path: path)
        for (name, value) in headers {
            guard let name = HTTPField.Name(name) else { continue }
            head.headerFields[name] = value
        }
        if !body.isEmpty { head.headerFields[.contentLength] = String(body.count) }
        let response = try await respond(
            Hummingbird.Request(head: head, body: .init(buffer: ByteBuffer(bytes: body))))
        let gatherer = TestBody()
        try await response.body.write(gatherer)
        return TestResponse(
            status: response.status.code,
            headers: Dictionary(
                response.headers.map { ($0.name.canonicalName, $0.value) },
                uniquingKeysWith: { $0 + "\n" + $1 }),
            bytes: gatherer.bytes)
    }
}

/// Somebody who asks the server.
package struct TestClient: Sendable {
    /// Whom they ask.
    package let server: TestServer
    /// Sent with every request.
    package var headers: [String: String]
    /// Who they are.
    package let id: PersonID

    /// The same person at another server of the store.
    package func at(_ server: TestServer) -> TestClient {
        TestClient(server: server, headers: headers, id: id)
    }

    /// Asks for a page.
    package func get(_ path: String, _ more: [String: String] = [:]) async throws -> TestResponse {
        try await send(.get, path, more, [])
    }

    /// Sends a form.
    package func post(
        _ path: String, _ fields: [(String, String)], _ more: [String: String] = [:]
    ) async throws -> TestResponse {
        let form = fields.map { "\(PercentCoding.encode($0.0))=\(PercentCoding.encode($0.1))" }.joined(
            separator: "&")
        return try await send(
            .post, path,
            more.merging(["content-type": "application/x-www-form-urlencoded"]) { old, _ in old },
            Array(form.utf8))
    }

    /// Asks the JSON interface. - Parameter path: behind `/api/v1/`.
    package func api(
        _ method: HTTPRequest.Method, _ path: String, _ body: [String: Any]? = nil,
        _ more: [String: String] = [:]
    ) async throws -> TestResponse {
        let bytes =
            try body.map {
                [UInt8](try JSONSerialization.data(withJSONObject: $0, options: .sortedKeys))
            } ?? []
        return try await send(
            method, "/api/v1/" + path, more.merging(["content-type": "application/json"]) { old, _ in old },
            bytes)
    }

    /// Sends whatever.
    package func send(
        _ method: HTTPRequest.Method, _ path: String, _ more: [String: String], _ body: [UInt8]
    ) async throws -> TestResponse {
        try await server.send(method, path, headers.merging(more) { _, new in new }, body)
    }
}

/// What the server answered.
package struct TestResponse: Sendable {
    package let status: Int
    /// Names in lower case.
    package let headers: [String: String]
    package let bytes: [UInt8]

    /// The body as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The body as a JSON object.
    package var json: [String: Any] {
        get throws { try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:] }
    }
}

/// Gathers a body.
private final class TestBody: ResponseBodyWriter {
    private(set) var bytes: [UInt8] = []

    func write(_ buffer: ByteBuffer) async throws { bytes.append(contentsOf: buffer.readableBytesView) }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
