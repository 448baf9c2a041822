import Platform
import Storage
import TestKit
import Testing

@testable import People

@Suite("Signing in") struct SignInTests {
    @Test(
        "Whoever left or has a new password while it was checked does not come in", arguments: TestEngine.all)
    func race(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let anna = try await server.member("anna")
            let service = server.rundblick.signIn
            let device = Device(agent: "", address: "::1")
            for attempt in 0..<2 {
                async let entering = service.signIn(
                    email: "anna@example.org", password: "geheim-geheim", from: device)
                // The check takes a tenth of a second; the first transaction of the sign-in comes before it.
                try await server.rundblick.store.database.untilAttempted()
                try await server.rundblick.store.database.write { tx in
                    if attempt == 0 {
                        try PersonStore().setPassword(hash: "other", of: anna.id, in: tx)
                    } else {
                        try PersonStore().setDeactivated(tx.now, of: anna.id, in: tx)
                    }
                }
                do {
                    _ = try await entering
                    Issue.record("signed in with what was valid no more")
                } catch let error as AppError {
                    #expect(error.fields == ["password": "wrong"])
                }
                let sessions = try await server.rundblick.store.database.read {
                    try SessionStore().sessions(of: anna.id, in: $0).count
                }
                #expect(sessions == 0)
                let hash = try await PasswordHasher.shared.hash("geheim-geheim")
                try await server.rundblick.store.database.write { tx in
                    try PersonStore().setPassword(hash: hash, of: anna.id, in: tx)
                    try tx.run("DELETE FROM person_attempt")
                }
            }
        }
    }

    @Test("A wrong password shows the form again, with the reason and the address", arguments: TestEngine.all)
    func wrongPassword(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            _ = try await server.member("anna")
            let browser = Browser(server)
            let known = try await browser.signIn("anna", password: "falsch-falsch")
            #expect(known.status == 422)
            #expect(known.text.contains("<form class=\"form\" method=\"post\" action=\"/sign-in\">"))
            #expect(known.text.contains("value=\"anna@example.org\""))
            #expect(known.text.contains("E-Mail-Adresse und Kennwort passen nicht zusammen."))
            #expect(!known.text.contains("falsch-falsch"))
            let unknown = try await browser.signIn("nobody", password: "falsch-falsch")
            #expect(unknown.text.replacing("nobody", with: "anna") == known.text)
            #expect(try await !browser.isIn)
        }
    }

    @Test("After ten failures an address has to wait, in words and in JSON", arguments: TestEngine.all)
    func rateLimit(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, time in
            _ = try await server.member("anna")
            let browser = Browser(server)
            for _ in 0..<10 {
                #expect(try await browser.signIn("anna", password: "falsch-falsch").status == 422)
            }
            time.move(seconds: 300)
            let refused = try await browser.signIn("anna")
            #expect(refused.status == 429)
            #expect(refused.headers["retry-after"] == "600")
            #expect(refused.text.contains("Zu viele Fehlversuche."))
            let body = Array(#"{"email": "ANNA@example.org", "password": "geheim-geheim"}"#.utf8)
            let json = try await server.stranger.send(
                .post, "/sign-in", ["accept": "application/json", "content-type": "application/json"], body)
            #expect(json.status == 429)
            #expect(try json.json["reason"] as? String == "attempts")
            #expect(try await Browser(server).signIn("ben", password: "x").status == 422, "others may try")
            time.move(seconds: 601)
            #expect(try await browser.signIn("anna").status == 303)
        }
    }

    @Test("Many addresses tried from one place are stopped as well", arguments: TestEngine.all)
    func perAddress(engine: TestEngine) async throws {
        try await TestStore.with(engine, migrations: PeopleMigrations.all) { store in
            let attempts = AttemptStore()
            for number in 0..<50 {
                try await store.database.write {
                    try attempts.take([.email("\(number)@example.org"), .address("192.0.2.1")], in: $0)
                }
            }
            await #expect(throws: AppError.self) {
                try await store.database.write {
                    try attempts.take([.email("x"), .address("192.0.2.1")], in: $0)
                }
            }
            try await store.database.write {
                try attempts.take([.email("x"), .address("192.0.2.2")], in: $0)
            }
        }
    }

    @Test("A success does not count, so that nobody locks themselves out", arguments: TestEngine.all)
    func forgiven(engine: TestEngine) async throws {
        try await TestStore.with(engine, migrations: PeopleMigrations.all) { store in
            let attempts = AttemptStore()
            for _ in 0..<60 {
                try await store.database.write {
                    try attempts.take([.email("anna"), .address("192.0.2.1")], in: $0)
                    try attempts.succeed([.email("anna"), .address("192.0.2.1")], in: $0)
                }
            }
        }
    }

    @Test("With a second factor the password alone opens nothing", arguments: TestEngine.all)
    func secondFactor(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, time in
            let anna = try await server.member("anna")
            let (secret, codes) = try await Self.switchOn(anna, time)
            let browser = Browser(server)
            let first = try await browser.signIn("anna")
            #expect(first.headers["location"] == "/sign-in/code")
            #expect(try await !browser.isIn)

            // The code that switched it on was used then.
            let used = TOTP.code(secret, step: TOTP.step(at: time.clock.now()))
            #expect(try await browser.post("/sign-in/code", [("code", used)]).status == 422)
            time.move(seconds: 30)
            let code = TOTP.code(secret, step: TOTP.step(at: time.clock.now()))
            #expect(try await browser.post("/sign-in/code", [("code", code)]).status == 303)
            #expect(try await browser.isIn)

            // Somebody who looked over the shoulder comes too late, though the code's half minute is not over.
            let thief = Browser(server)
            try await thief.signIn("anna")
            #expect(try await thief.post("/sign-in/code", [("code", code)]).status == 422)
            #expect(try await thief.post("/sign-in/code", [("code", codes[3].uppercased())]).status == 303)
            #expect(try await thief.isIn)

            let again = Browser(server)
            try await again.signIn("anna")
            #expect(
                try await again.post("/sign-in/code", [("code", codes[3])]).status == 422, "each code once")
            time.move(seconds: 301)
            let late = try await again.post("/sign-in/code", [("code", codes[4])])
            #expect(late.headers["location"]?.hasPrefix("/sign-in") == true, "the password was too long ago")
            #expect(try await !again.isIn)
        }
    }

    @Test("Codes cannot be guessed: ten wrong ones and the account waits", arguments: [TestEngine.sqlite])
    func guessing(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, time in
            let anna = try await server.member("anna")
            let (secret, _) = try await Self.switchOn(anna, time)
            time.move(seconds: 60)
            let browser = Browser(server)
            try await browser.signIn("anna")
            for _ in 0..<10 {
                #expect(try await browser.post("/sign-in/code", [("code", "000000")]).status == 422)
            }
            let right = TOTP.code(secret, step: TOTP.step(at: time.clock.now()))
            let refused = try await browser.post("/sign-in/code", [("code", right)])
            #expect(refused.status == 429)
            #expect(refused.headers["retry-after"] == "900")
        }
    }

    @Test("The language link keeps where one wanted to go", arguments: [TestEngine.sqlite])
    func language(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let browser = Browser(server)
            let asked = try await browser.get("/settings/security")
            #expect(asked.headers["location"] == "/sign-in?then=%2Fsettings%2Fsecurity")
            #expect(try await browser.get("/sign-in").text.contains("Anmelden"))
            _ = try await browser.get("/sign-in?language=en")
            #expect(try await browser.get("/sign-in").text.contains("Sign in"))
        }
    }

    @Test("After signing in one stays on this server", arguments: [TestEngine.sqlite])
    func openRedirect(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            _ = try await server.member("anna")
            for then in ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
            {
                let answer = try await Browser(server).post(
                    "/sign-in",
                    [("email", "anna@example.org"), ("password", "geheim-geheim"), ("then", then)])
                #expect(answer.headers["location"] == "/", "\(then)")
            }
        }
    }

    /// Switches the second factor on. - Returns: the secret and the recovery codes.
    static func switchOn(_ client: TestClient, _ time: HandClock) async throws -> ([UInt8], [String]) {
        let secret = TOTP.makeSecret()
        let code = TOTP.code(secret, step: TOTP.step(at: time.clock.now()))
        let answer = try await client.api(
            .post, "settings/totp",
            ["secret": Base32.encode(secret), "code": code, "password": "geheim-geheim"])
        #expect(answer.status == 200)
        return (secret, try #require(try answer.json["recoveryCodes"] as? [String]))
    }
}

extension Database {
    /// Waits until somebody has tried to sign in.
    func untilAttempted() async throws {
        for _ in 0..<1000 {
            if try await read({ try $0.exists("SELECT 1 FROM person_attempt") }) { return }
            try await Task.sleep(for: .milliseconds(1))
        }
    }
}
