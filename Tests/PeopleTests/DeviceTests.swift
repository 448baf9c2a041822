import Platform
import Storage
import TestKit
import Testing

@testable import People

@Suite("Limits of attempts") struct DeviceTests {
    @Test(
        "Strangers who guess do not lock out a browser in which its owner signed in",
        arguments: TestEngine.all)
    func knownDevice(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, time in
            _ = try await server.member("anna")
            let (desk, thief) = (Browser(server), Browser(server))
            try await desk.signIn("anna")
            _ = try await desk.post("/sign-out")
            for _ in 0..<10 {
                #expect(try await thief.signIn("anna", password: "falsch-falsch").status == 422)
            }
            #expect(try await thief.signIn("anna").status == 429)
            #expect(try await Browser(server).signIn("anna").status == 429, "nobody unknown gets in")
            #expect(try await desk.signIn("anna").status == 303)
            #expect(try await thief.signIn("anna").status == 429, "that forgives the thief nothing")
            _ = try await desk.post("/sign-out")
            for _ in 0..<10 {
                #expect(try await desk.signIn("anna", password: "falsch-falsch").status == 422)
            }
            #expect(try await desk.signIn("anna").status == 429, "the browser has a count of its own")
            time.move(seconds: 901)
            #expect(try await desk.signIn("anna").status == 303)
        }
    }

    @Test(
        "Nor by codes of the second factor, nor by asking for the password again", arguments: TestEngine.all)
    func knownDeviceInside(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, time in
            let anna = try await server.member("anna")
            let desk = Browser(server)
            try await desk.signIn("anna")
            let (secret, _) = try await SignInTests.switchOn(anna, time)
            let thief = Browser(server)
            try await thief.signIn("anna")
            for _ in 0..<10 { _ = try await thief.post("/sign-in/code", [("code", "000000")]) }
            #expect(try await thief.post("/sign-in/code", [("code", "000000")]).status == 429)
            time.move(seconds: 60)
            try await desk.signIn("anna")
            let code = TOTP.code(secret, step: TOTP.step(at: time.clock.now()))
            #expect(try await desk.post("/sign-in/code", [("code", code)]).status == 303)
            for _ in 0..<11 {
                _ = try await anna.api(.delete, "settings/totp", ["password": "falsch-falsch"])
            }
            #expect(try await anna.api(.delete, "settings/totp", ["password": "geheim-geheim"]).status == 429)
            let off = [("password", "geheim-geheim")]
            #expect(try await desk.post("/settings/totp?_method=delete", off).status == 303)
        }
    }

    @Test("A browser is forgotten with what ends sessions", arguments: TestEngine.all)
    func forgotten(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            let (desk, phone) = (Browser(server), Browser(server))
            func known() async throws -> Int {
                try await server.rundblick.store.database.read {
                    try $0.count("SELECT COUNT(*) FROM person_device WHERE person_id = \(anna.id)")
                }
            }
            for _ in 0..<3 { try await desk.signIn("anna") }
            try await phone.signIn("anna")
            #expect(try await known() == 2)
            #expect(try await desk.post("/settings/sessions?_method=delete").status == 303)
            #expect(try await known() == 1)
            for _ in 0..<DeviceStore.limit + 5 { try await Browser(server).signIn("anna") }
            #expect(try await known() == DeviceStore.limit)
            try await server.rundblick.signIn.setPassword("vier Igel im Regen", of: "anna@example.org")
            #expect(try await known() == 0)
            try await phone.signIn("anna", password: "vier Igel im Regen")
            #expect(try await known() == 1)
            #expect(
                try await root.api(.post, "administration/people/\(anna.id)/deactivation").status < 300)
            #expect(try await known() == 0)
        }
    }

    @Test("An IPv6 network counts as one asker, an IPv4 address as another")
    func networks() {
        let same = [
            "2001:db8:1:2::1", "2001:DB8:1:2:ffff:1:2:3", "[2001:db8:1:2::9]:443", "2001:db8:1:2::1%eth0",
        ]
        #expect(Set(same.map(NetworkAddress.network)).count == 1)
        #expect(NetworkAddress.network(of: "2001:db8:1:3::1") != NetworkAddress.network(of: same[0]))
        #expect(NetworkAddress.network(of: "::ffff:192.0.2.1") == "192.0.2.1")
        #expect(NetworkAddress.network(of: "192.0.2.1:5678") == "192.0.2.1")
        #expect(NetworkAddress.network(of: "192.0.2.2") == "192.0.2.2")
        #expect(NetworkAddress.network(of: "") == "" && NetworkAddress.network(of: "unknown") == "unknown")
    }

    @Test("A clock that is set back locks nobody until that day comes again", arguments: TestEngine.all)
    func setBack(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, time in
            let anna = try await server.member("anna")
            let browser = Browser(server)
            let (secret, _) = try await SignInTests.switchOn(anna, time)
            for _ in 0..<10 { try await browser.signIn("anna", password: "falsch-falsch") }
            time.move(seconds: -50)
            #expect(
                try await browser.signIn("anna").status == 429, "clocks that differ a little forgive nothing")
            time.move(seconds: -86400)
            #expect(try await browser.signIn("anna").status == 303)
            let code = TOTP.code(secret, step: TOTP.step(at: time.clock.now()))
            #expect(try await browser.post("/sign-in/code", [("code", code)]).status == 303)
            #expect(try await browser.isIn)
        }
    }

    @Test(
        "Sessions, tokens, invitations, absences and teams beyond what is listed are refused, or the oldest goes"
    )
    func limits() async throws {
        try await TestServer.atHand(.sqlite) { server, time in
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            let database = server.rundblick.store.database
            let (sessions, limit) = (SessionStore(), SessionStore.sessionLimit)
            let device = Device(agent: "", address: "::1")
            for _ in 0..<limit + 1 {
                time.move(seconds: 1)
                _ = try await database.write {
                    try server.rundblick.signIn.begin(anna.id, from: device, in: $0)
                }
            }
            #expect(try await database.read { try sessions.sessions(of: anna.id, in: $0).count } == limit)

            let token = ["name": "x", "scope": "read"]
            for _ in 0..<SessionStore.tokenLimit - 1 {
                #expect(try await anna.api(.post, "settings/tokens", token).status == 201)
            }
            #expect(try await anna.api(.post, "settings/tokens", token).status == 422)
            #expect(try await anna.items("settings/tokens") == SessionStore.tokenLimit)

            let invited = ["role": "guest", "email": ""]
            for number in 0...InvitationStore.limit {
                let email = ["email": "gast\(number)@example.org"].merging(invited) { old, _ in old }
                let made = try await root.api(.post, "administration/invitations", email)
                #expect(made.status == (number < InvitationStore.limit ? 201 : 422))
            }
            #expect(try await root.items("administration/invitations") == InvitationStore.limit)

            for number in 0...AbsenceStore.limit {
                let away = try await anna.api(
                    .post, "settings/absence", ["from": "2027-01-01", "until": "2027-01-02"])
                #expect(away.status == (number < AbsenceStore.limit ? 201 : 422))
            }
            for number in 0...TeamStore.limit {
                let made = try await root.api(.post, "administration/teams", ["name": "Team \(number)"])
                #expect(made.status == (number < TeamStore.limit ? 201 : 422))
            }
            #expect(try await root.items("administration/teams") == TeamStore.limit)
        }
    }
}

extension TestClient {
    /// How many a list has.
    fileprivate func items(_ path: String) async throws -> Int {
        (try await api(.get, path).json["items"] as? [Any] ?? []).count
    }
}
