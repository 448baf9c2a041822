import Platform
import TestKit
import Testing

@testable import People

@Suite("A forgotten password") struct AccessLinkTests {
    private static let new = "drei Igel im Regen"

    @Test("A link sets a new password, once, and ends what was open", arguments: TestEngine.all)
    func link(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            let (desk, phone) = (Browser(server), Browser(server))
            try await desk.signIn("anna")
            let old = try await Self.renew(anna, by: root)
            let path = try await Self.renew(anna, by: root)
            #expect(try await phone.get(old).status == 404, "a newer link ends the older one")
            #expect(try await anna.api(.post, Self.place(anna)).status == 403, "for administrators only")
            let page = try await phone.get(path).text
            #expect(page.contains("anna@example.org") && !page.contains("name=\"name\""))
            #expect(try await phone.post(path, [("password", "Anna12345678")]).status == 422)
            #expect(try await desk.isIn, "nothing has happened yet")
            #expect(try await phone.post(path, [("password", Self.new)]).status == 303)
            #expect(try await phone.isIn)
            #expect(try await !desk.isIn)
            #expect(try await phone.post(path, [("password", Self.new)]).status == 404)
            #expect(try await desk.signIn("anna").status == 422)
            #expect(try await desk.signIn("anna", password: Self.new).status == 303)
            let log = try await server.actions(seenBy: root)
            #expect(log.filter { $0 == "access_link_made" }.count == 2)
            #expect(log.contains("password_changed"))
            #expect(try await anna.api(.get, "me").status == 401, "programs are out as well")
        }
    }

    @Test("The second factor is asked for, unless the link ends it", arguments: TestEngine.all)
    func secondFactor(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, time in
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            _ = try await SignInTests.switchOn(anna, time)
            let desk = Browser(server)
            let kept = try await desk.post(
                try await Self.renew(anna, by: root), [("password", Self.new)])
            #expect(kept.headers["location"] == "/sign-in/code")
            #expect(try await !desk.isIn)
            let path = try await Self.renew(anna, by: root, ["second_factor": true])
            let ended = try await desk.post(path, [("password", Self.new)])
            #expect(ended.headers["location"] == "/")
            #expect(try await desk.isIn)
            #expect(try await server.actions(seenBy: root).contains("second_factor_reset"))
        }
    }

    @Test("A link ends after two days, and when its person leaves", arguments: TestEngine.all)
    func expiry(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, time in
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            let path = try await Self.renew(anna, by: root)
            time.move(seconds: 2 * 86400 - 1)
            #expect(try await server.stranger.get(path).status == 200)
            time.move(seconds: 2)
            let ended = try await server.stranger.get(path)
            #expect(ended.status == 404 && ended.text.contains("href=\"/sign-in\""))
            #expect(ended.text.contains("abgelaufen oder schon benutzt"))
            let second = try await Self.renew(anna, by: root)
            _ = try await root.api(.post, "administration/people/\(anna.id)/deactivation")
            #expect(try await server.stranger.get(second).status == 404)
            #expect(try await server.stranger.post(second, [("password", Self.new)]).status == 404)
            #expect(try await root.api(.post, Self.place(anna)).status == 409)
        }
    }

    @Test("The page of the account makes the link and shows it")
    func page() async throws {
        try await TestServer.atHand(.sqlite) { server, _ in
            _ = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            let desk = Browser(server)
            try await desk.signIn("root")
            #expect(
                try await desk.get("/administration/people/\(anna.id)").text.contains("Neuer Zugangslink"))
            let made = try await desk.post("/" + Self.place(anna))
            #expect(made.status == 201 && made.text.contains("http://test/join/"))
            #expect(try await desk.get("/administration/invitations").text.contains("Neuer Zugangslink"))
        }
    }

    @Test(
        "From the command line: a new password, old sessions end, nobody is told apart",
        arguments: TestEngine.all)
    func command(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, time in
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            _ = try await SignInTests.switchOn(anna, time)
            let desk = Browser(server)
            let signIn = server.rundblick.signIn
            try await signIn.setPassword(Self.new, of: "Anna@example.org")
            let asked = try await desk.signIn("anna", password: Self.new)
            #expect(asked.headers["location"] == "/sign-in/code")
            try await signIn.setPassword(
                "vier Igel im Regen", of: "anna@example.org", endingSecondFactor: true)
            #expect(try await desk.signIn("anna", password: "vier Igel im Regen").headers["location"] == "/")
            try await signIn.setPassword(Self.new, of: "anna@example.org")
            #expect(try await !desk.isIn)
            #expect(try await server.actions(seenBy: root).filter { $0 == "password_changed" }.count == 3)
            await #expect(throws: AppError.notFound) {
                try await signIn.setPassword(Self.new, of: "niemand@example.org")
            }
            await #expect(throws: AppError.invalid(["password": "weak"])) {
                try await signIn.setPassword("kurz", of: "anna@example.org")
            }
        }
    }

    private static func place(_ person: TestClient) -> String {
        "administration/people/\(person.id)/access-link"
    }

    /// - Returns: the path of the link.
    private static func renew(
        _ person: TestClient, by administrator: TestClient, _ options: [String: Any] = [:]
    ) async throws -> String {
        let answer = try await administrator.api(.post, place(person), options)
        #expect(answer.status == 201)
        let link = try #require(try answer.json["link"] as? String)
        return String(link[try #require(link.range(of: "/join/")).lowerBound...])
    }
}
