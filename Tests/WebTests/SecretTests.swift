import Foundation
import Platform
import Storage
import TestKit
import Testing

@testable import App
@testable import Web

@Suite("Secrets are not kept") struct SecretTests {
    /// Names of values in answers that open something.
    private static let secretNames: Set = ["token", "secret", "password", "link", "recoveryCodes", "codes"]

    @Test("No route that takes or answers a secret, or that anyone may ask, keeps its answer")
    func routes() async throws {
        try await TestServer.run(.sqlite) { server in
            var secret: [String] = []
            for route in server.routes {
                let shown = try route.example.map { try Self.names(in: $0) } ?? []
                let isSecret =
                    route.access == .anyone || route.fields.contains(where: \.isSecret)
                    || !shown.isDisjoint(with: Self.secretNames)
                // A list of tokens names them; what opens them is an answer to a POST.
                guard isSecret, route.method != .get else { continue }
                secret.append("\(route.method.rawValue) \(route.path)")
                #expect(!route.keepsAnswer, "\(route.path)")
                for field in route.fields where Self.secretNames.contains(field.name) {
                    #expect(field.isSecret, "\(route.path): \(field.name)")
                }
            }
            for path in [
                "POST sign-in", "POST sign-in/code", "POST join/:secret", "POST settings/password",
                "POST settings/totp", "POST settings/recovery-codes", "POST settings/tokens",
                "POST administration/invitations", "POST administration/people/:id/access-link",
            ] {
                #expect(secret.contains(path), "\(path) is not known to be secret")
            }
        }
    }

    private static func names(in example: any Encodable) throws -> Set<String> {
        let encoded = try JSONEncoder().encode(example)
        let value = try JSONSerialization.jsonObject(with: encoded, options: .fragmentsAllowed)
        return Set((value as? [String: Any] ?? [:]).keys)
    }

    @Test("With a key nothing that opens anything reaches the store", arguments: TestEngine.all)
    func kept(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            let key = ["idempotency-key": "k"]
            let signIn = [("email", "anna@example.org"), ("password", "geheim-geheim")]
            let entered = try await server.stranger.post("/sign-in", signIn)
            let cookie = try #require(entered.headers["set-cookie"]?.prefix { $0 != ";" })
            var desk = server.stranger
            desk.headers["cookie"] = String(cookie)
            var answers = [try await desk.post("/sign-in", signIn, key)]
            let invited = try await root.api(
                .post, "administration/invitations", ["email": "neu@example.org", "role": "member"], key)
            answers.append(invited)
            let link = try #require(try invited.json["link"] as? String)
            let join = "/" + link.split(separator: "/").suffix(2).joined(separator: "/")
            let joined = [("name", "Neu"), ("password", "drei Igel im Regen")]
            answers.append(try await desk.post(join, joined, ["idempotency-key": "j"]))
            answers.append(
                try await anna.api(.post, "settings/tokens", ["name": "x", "scope": "read"], key))
            let change = [("old", "geheim-geheim"), ("new", "vier Igel im Regen")]
            answers.append(try await desk.post("/settings/password", change, ["idempotency-key": "p"]))
            #expect(answers.map(\.status) == [303, 201, 303, 201, 303])
            let kept = try await server.rundblick.store.database.read {
                try $0.count("SELECT COUNT(*) FROM web_idempotency")
            }
            #expect(kept == 0)
        }
    }

    @Test("Key and request are kept as hashes, the request's salted with the key", arguments: TestEngine.all)
    func hashed(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            for key in ["erster-schlüssel", "zweiter-schlüssel"] {
                let made = try await anna.api(
                    .post, "customers", ["company_name": "Hafen"], ["idempotency-key": key])
                #expect(made.status == 201)
            }
            let rows = try await server.rundblick.store.database.read {
                try $0.rows("SELECT key, fingerprint FROM web_idempotency") { [$0.text(0), $0.text(1)] }
            }
            #expect(rows.count == 2 && Set(rows.map { $0[1] }).count == 2)
            #expect(rows.joined().allSatisfy { $0.utf8.count == 64 })
        }
    }

    @Test("An answer is not given again to somebody with other rights", arguments: TestEngine.all)
    func rights(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            let key = ["idempotency-key": "k"]
            func save() async throws -> Int {
                try await anna.api(.post, "views", ["view_name": "Alle"], key).status
            }
            #expect(try await save() == 201)
            #expect(try await save() == 201)
            let role = "administration/people/\(anna.id)/role"
            #expect(try await root.api(.post, role, ["role": "guest"]).status < 300)
            #expect(try await save() == 409)
        }
    }

    @Test("A word of a list counts once, however often it is sent", arguments: TestEngine.all)
    func repeated(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let customer = try await anna.api(.post, "customers", ["company_name": "Hafen"])
            #expect(customer.status == 201)
            let many = Array(repeating: "kinds=customer", count: 200).joined(separator: "&")
            let once = try await anna.api(.get, "search?q=Hafen&kinds=customer")
            let often = try await anna.api(.get, "search?q=Hafen&\(many)")
            #expect(once.status == 200 && often.status == 200 && once.bytes == often.bytes)
            #expect(try await anna.api(.get, "search?q=Hafen&kinds=kunde").status == 422)
            let kinds = Field.optional("kinds", .choices(UILanguage.self), or: [])
            let input = try InputReader(fields: [kinds])
                .read(pairs: (0..<200).map { ("kinds", $0 % 2 == 0 ? "en" : "de") })
            #expect(try input[kinds] == [.german, .english])
        }
    }
}
