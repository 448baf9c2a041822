import Platform
import TestKit
import Testing

@testable import People

@Suite("One's own account") struct AccountTests {
    @Test("A session that was ended elsewhere is over at once", arguments: TestEngine.all)
    func sessions(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let anna = try await server.member("anna")
            let (desk, phone) = (Browser(server), Browser(server, agent: "Mozilla/5.0 (iPhone) Safari/604.1"))
            try await desk.signIn("anna")
            try await phone.signIn("anna")
            #expect(try await phone.isIn)
            let page = try await desk.get("/settings/security").text
            #expect(page.contains("Firefox auf Linux") && page.contains("Safari auf iPhone"))
            let sessions = try #require(
                try await anna.api(.get, "settings/security").json["sessions"] as? [[String: Any]])
            let phoneSession = try #require(
                sessions.first { "\($0["agent"] ?? "")".contains("iPhone") }?["id"] as? String)
            let ended = try await desk.post("/settings/sessions/\(phoneSession)?_method=delete")
            #expect(ended.status == 303)
            #expect(try await !phone.isIn)
            #expect(try await desk.isIn)
            #expect(try await desk.post("/settings/sessions/\(phoneSession)?_method=delete").status == 404)
        }
    }

    @Test("Nobody ends the sessions of others", arguments: [TestEngine.sqlite])
    func foreignSession(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let anna = try await server.member("anna")
            let ben = try await server.member("ben")
            let desk = Browser(server)
            try await desk.signIn("anna")
            let sessions = try #require(
                try await anna.api(.get, "settings/security").json["sessions"] as? [[String: Any]])
            let id = try #require(sessions.first?["id"] as? String)
            let foreign = try await ben.api(.delete, "settings/sessions/\(id)")
            let absent = try await ben.api(.delete, "settings/sessions/\(ID<Session>(77))")
            #expect(foreign.status == 404)
            #expect(foreign.text == absent.text)
            #expect(try await desk.isIn)
        }
    }

    @Test("A new password ends all other sessions", arguments: TestEngine.all)
    func password(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            _ = try await server.member("anna")
            let (desk, phone) = (Browser(server), Browser(server))
            try await desk.signIn("anna")
            try await phone.signIn("anna")
            let wrong = try await desk.post(
                "/settings/password", [("old", "x"), ("new", "drei Igel im Regen")])
            #expect(wrong.status == 422)
            #expect(wrong.text.contains("id=\"old-error\""))
            let weak = try await desk.post(
                "/settings/password", [("old", "geheim-geheim"), ("new", "Passwort2026")])
            #expect(weak.text.contains("id=\"new-error\""))
            #expect(try await phone.isIn)
            let done = try await desk.post(
                "/settings/password", [("old", "geheim-geheim"), ("new", "drei Igel im Regen")])
            #expect(done.status == 303)
            #expect(try await desk.isIn)
            #expect(try await !phone.isIn)
            #expect(try await phone.signIn("anna").status == 422)
            #expect(try await phone.signIn("anna", password: "drei Igel im Regen").status == 303)
        }
    }

    @Test("A new password revokes all tokens; in a browser a new token needs it", arguments: TestEngine.all)
    func passwordAndTokens(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let anna = try await server.member("anna")
            let desk = Browser(server)
            try await desk.signIn("anna")
            let token = [("name", "Telefon"), ("scope", "read")]
            for wrong in [[], [("password", "falsch-falsch")]] {
                let refused = try await desk.post("/settings/tokens", token + wrong)
                #expect(refused.status == 422 && refused.text.contains("id=\"password-error\""))
            }
            let made = try await desk.post("/settings/tokens", token + [("password", "geheim-geheim")])
            #expect(made.status == 201)
            #expect(try await anna.api(.get, "people").status == 200)
            let page = try await desk.get("/settings/security")
            #expect(page.text.contains("widerruft Ihre Zugriffsschlüssel"))
            let done = try await desk.post(
                "/settings/password", [("old", "geheim-geheim"), ("new", "drei Igel im Regen")])
            #expect(done.status == 303)
            #expect(try await anna.api(.get, "people").status == 401)
            let tokens = try await server.rundblick.store.database.read {
                try SessionStore().tokens(of: anna.id, in: $0).count
            }
            #expect(tokens == 0)
        }
    }

    @Test("A token does what its scope says and no more, until it is revoked", arguments: TestEngine.all)
    func tokens(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let anna = try await server.member("anna")
            let made = try await anna.api(.post, "settings/tokens", ["name": "Telefon", "scope": "read"])
            #expect(made.status == 201)
            var reader = server.stranger
            reader.headers["authorization"] = "Bearer \(try made.json["token"] ?? "")"
            #expect(try await reader.api(.get, "people").status == 200)
            #expect(try await reader.api(.post, "settings/profile", ["name": "X"]).status == 403)

            let writer = try await server.member("ben", scope: .write)
            #expect(try await writer.api(.post, "settings/profile", ["name": "Benno"]).status == 200)
            let more = try await writer.api(.post, "settings/tokens", ["name": "x", "scope": "admin"])
            #expect(more.status == 422)
            #expect(
                try await writer.api(.post, "settings/tokens", ["name": "x", "scope": "read"]).status == 403)

            let id = try #require(try made.json["id"] as? String)
            #expect(try await anna.api(.delete, "settings/tokens/\(id)").status == 204)
            #expect(try await reader.api(.get, "people").status == 401)
        }
    }

    @Test("A token is never kept for a repeated request", arguments: [TestEngine.sqlite])
    func notKept(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let anna = try await server.member("anna")
            let key = ["idempotency-key": "once"]
            let first = try await anna.api(.post, "settings/tokens", ["name": "a", "scope": "read"], key)
            let second = try await anna.api(.post, "settings/tokens", ["name": "a", "scope": "read"], key)
            #expect(try first.json["token"] as? String != second.json["token"] as? String)
        }
    }

    @Test("Switching the second factor off needs the password", arguments: [TestEngine.sqlite])
    func switchOff(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, time in
            let anna = try await server.member("anna")
            _ = try await SignInTests.switchOn(anna, time)
            let refused = try await anna.api(.delete, "settings/totp", ["password": "falsch-falsch"])
            #expect(refused.status == 422)
            #expect(try await Browser(server).signIn("anna").headers["location"] == "/sign-in/code")
            #expect(try await anna.api(.delete, "settings/totp", ["password": "geheim-geheim"]).status == 204)
            #expect(try await Browser(server).signIn("anna").headers["location"] == "/")
        }
    }

    @Test(
        "Switching the second factor on needs the password, and tries are counted", arguments: TestEngine.all)
    func switchOn(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, time in
            let anna = try await server.member("anna")
            let secret = TOTP.makeSecret()
            func attempt(_ password: String?, code: String? = nil) async throws -> TestResponse {
                var body = ["secret": Base32.encode(secret)]
                body["code"] = code ?? TOTP.code(secret, step: TOTP.step(at: time.clock.now()))
                body["password"] = password
                return try await anna.api(.post, "settings/totp", body)
            }
            #expect(try await attempt(nil).status == 422)
            for _ in 0..<10 { #expect(try await attempt("falsch-falsch").status == 422) }
            let blocked = try await attempt("geheim-geheim")
            #expect(blocked.status == 429 && blocked.headers["retry-after"] != nil)
            #expect(try await Browser(server).signIn("anna").headers["location"] == "/")
            time.move(seconds: 901)
            for _ in 0..<10 { #expect(try await attempt("geheim-geheim", code: "000000").status == 422) }
            #expect(try await attempt("geheim-geheim").status == 429)
            time.move(seconds: 901)
            #expect(try await attempt("geheim-geheim").status == 200)
            let desk = Browser(server)
            try await desk.signIn("anna")
            #expect(try await !desk.isIn)
        }
    }

    @Test(
        "Whoever signs out other devices learns that programs go on, and can end them",
        arguments: TestEngine.all)
    func endOthers(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let anna = try await server.member("anna")
            let (desk, phone) = (Browser(server), Browser(server))
            try await desk.signIn("anna")
            try await phone.signIn("anna")
            #expect(try await anna.api(.get, "settings/security").json["tokens"] as? Int == 1)
            #expect(
                try await desk.get("/settings/security").text.contains(
                    "1 Zugriffsschlüssel eines Programms gilt weiter"))
            #expect(try await desk.post("/settings/sessions?_method=delete").status == 303)
            #expect(try await !phone.isIn)
            #expect(try await anna.api(.get, "me").status == 200)
            #expect(
                try await desk.post("/settings/sessions?_method=delete", [("tokens", "on")]).status == 303)
            #expect(try await anna.api(.get, "me").status == 401)
            #expect(try await desk.isIn)
            #expect(!(try await desk.get("/settings/security").text.contains("Zugriffsschlüssel von")))
        }
    }

    @Test("When somebody was last seen is written for all at once", arguments: TestEngine.all)
    func seen(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, time in
            let anna = try await server.member("anna")
            let desk = Browser(server)
            try await desk.signIn("anna")
            time.move(seconds: 90)
            #expect(try await desk.isIn)
            let people = server.rundblick.people
            try await people.lastSeenKeeper(logger: .init(label: "test")).keep()
            let seen = try await server.rundblick.store.database.read {
                try SessionStore().seen([anna.id], in: $0)
            }
            #expect(seen[anna.id] == time.clock.now())
        }
    }

    @Test("A page that refuses keeps what was entered", arguments: [TestEngine.sqlite])
    func refusedForm(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            _ = try await server.member("anna")
            let desk = Browser(server)
            try await desk.signIn("anna")
            let answer = try await desk.post(
                "/settings/absence",
                [("from", "2026-12-24"), ("until", "2026-12-01"), ("note", "<b>Ski & Rodeln")])
            #expect(answer.status == 422)
            #expect(
                answer.text.contains("value=\"2026-12-24\"") && answer.text.contains("id=\"until-error\""))
            #expect(answer.text.contains("&lt;b&gt;Ski &amp; Rodeln"))
        }
    }

    @Test("Language, colours and keys follow the choice", arguments: [TestEngine.sqlite])
    func look(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            _ = try await server.member("anna")
            let desk = Browser(server)
            try await desk.signIn("anna")
            #expect(try await desk.get("/settings").text.contains("<html lang=\"de\">"))
            _ = try await desk.post("/settings/theme", [("theme", "dark")])
            _ = try await desk.post("/settings/language", [("language", "en")])
            let page = try await desk.get("/settings/look").text
            #expect(page.contains("<html lang=\"en\" data-theme=\"dark\">"))
            #expect(page.contains("data-keys=\"off\""))
        }
    }
}
