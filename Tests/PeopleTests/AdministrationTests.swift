import Platform
import TestKit
import Testing

@testable import People

@Suite("Administration") struct AdministrationTests {
    @Test("An invitation lets one person in, once", arguments: TestEngine.all)
    func invitation(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let root = try await server.member("root", role: .administrator)
            let path = try await Self.invite("neu@example.org", by: root)
            let newcomer = Browser(server)
            let page = try await newcomer.get(path)
            #expect(page.text.contains("Root hat Sie eingeladen."))
            let weak = try await newcomer.post(path, [("name", "Neu"), ("password", "Passwort123")])
            #expect(weak.status == 422)
            #expect(weak.text.contains("id=\"password-error\""))
            #expect(
                try await newcomer.post(path, [("name", "Neu"), ("password", "drei Igel im Regen")]).status
                    == 303)
            #expect(try await newcomer.isIn)

            let second = try await Browser(server).get(path)
            let absent = try await Browser(server).get("/join/nothing-of-the-kind")
            #expect(second.status == 404)
            #expect(second.text == absent.text)
            let again = try await Browser(server).post(
                path, [("name", "N"), ("password", "drei Igel im Regen")])
            #expect(again.status == 404)
        }
    }

    @Test("The link names the host and the port that the administrator asked")
    func linkAddress() async throws {
        try await TestServer.run(.sqlite, authority: "crm.example.org:8443") { server in
            let root = try await server.member("root", role: .administrator)
            let answer = try await root.api(
                .post, "administration/invitations", ["email": "neu@example.org", "role": "member"])
            let link = try #require(try answer.json["link"] as? String)
            #expect(link.hasPrefix("http://crm.example.org:8443/join/"))
        }
    }

    @Test(
        "An invitation ends after two weeks, when it is revoked, and when a newer one is made",
        arguments: TestEngine.all)
    func expiry(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, time in
            let root = try await server.member("root", role: .administrator)
            let old = try await Self.invite("neu@example.org", by: root)
            let new = try await Self.invite("neu@example.org", by: root)
            #expect(try await server.stranger.get(old).status == 404)
            time.move(seconds: 14 * 86400 - 1)
            #expect(try await server.stranger.get(new).status == 200)
            time.move(seconds: 2)
            #expect(try await server.stranger.get(new).status == 404)

            let third = try await Self.invite("neu@example.org", by: root)
            let list =
                try await root.api(.get, "administration/invitations").json["items"] as? [[String: Any]]
            let id = try #require(list?.first?["id"] as? String)
            #expect(try await root.api(.delete, "administration/invitations/\(id)").status == 204)
            #expect(try await server.stranger.get(third).status == 404)
        }
    }

    @Test("Invitations end with the rights of who made them", arguments: TestEngine.all)
    func inviter(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let root = try await server.member("root", role: .administrator)
            for (name, isLeaving) in [("erna", true), ("otto", false)] {
                let other = try await server.member(name, role: .administrator)
                let path = try await Self.invite("\(name)-freund@example.org", by: other)
                #expect(try await server.stranger.get(path).status == 200)
                let person = "administration/people/\(other.id)"
                let change =
                    try await isLeaving
                    ? root.api(.post, person + "/deactivation")
                    : root.api(.post, person + "/role", ["role": "member"])
                #expect(change.status < 300, "\(change.status) \(change.text)")
                #expect(try await server.stranger.get(path).status == 404)
                let open = try await server.rundblick.store.database.read {
                    try $0.count("SELECT COUNT(*) FROM person_invitation")
                }
                #expect(open == 0)
            }
            // One that was left behind opens nothing either.
            let eva = try await server.member("eva", role: .administrator)
            let path = try await Self.invite("eva-freund@example.org", by: eva)
            try await server.rundblick.store.database.write { tx in
                try PersonStore().setRole(.member, of: eva.id, in: tx)
                let id: ID<Invitation>? = try tx.one("SELECT id FROM person_invitation") { $0.id(0) }
                #expect(try InvitationStore().accept(#require(id), in: tx) == false)
            }
            #expect(try await server.stranger.get(path).status == 404)
        }
    }

    @Test("The last administrator stays", arguments: TestEngine.all)
    func lastAdministrator(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            let path = "administration/people/"
            let refused = try await root.api(.post, path + "\(root.id)/role", ["role": "member"])
            #expect(refused.status == 409)
            #expect(try refused.json["reason"] as? String == "last_administrator")
            #expect(try await root.api(.post, path + "\(root.id)/deactivation").status == 409)
            #expect(
                try await root.api(.post, path + "\(anna.id)/role", ["role": "administrator"]).status == 204)
            #expect(try await root.api(.post, path + "\(root.id)/role", ["role": "member"]).status == 204)
            #expect(try await root.api(.get, "administration").status == 403, "from now on")
        }
    }

    @Test("Who has left is signed out at once and cannot come back alone", arguments: TestEngine.all)
    func deactivation(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            let desk = Browser(server)
            try await desk.signIn("anna")
            #expect(try await desk.isIn)
            let path = "administration/people/\(anna.id)/deactivation"
            #expect(try await root.api(.post, path).status == 204)
            #expect(try await !desk.isIn)
            #expect(try await anna.api(.get, "people").status == 401)
            #expect(try await desk.signIn("anna").status == 422)
            #expect(try await root.api(.delete, path).status == 204)
            #expect(try await desk.signIn("anna").status == 303)
            #expect(try await anna.api(.get, "people").status == 401, "her tokens ended for good")
        }
    }

    @Test("Members and guests see no administration, guests no directory", arguments: TestEngine.all)
    func refusals(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let anna = try await server.member("anna")
            let guest = try await server.guest("gast")
            for path in [
                "administration", "administration/log", "administration/teams", "administration/invitations",
            ] {
                #expect(try await anna.api(.get, path).status == 403, "\(path)")
                #expect(try await guest.api(.get, path).status == 403, "\(path)")
            }
            for path in ["people", "people/suggest", "people/\(anna.id)", "people/\(anna.id)/photo"] {
                let hidden = try await guest.api(.get, path)
                #expect(hidden.status == 404, "\(path)")
                #expect(hidden.text == (try await guest.api(.get, "people/\(PersonID(1))").text))
            }
            #expect(try await guest.api(.get, "people/\(guest.id)").status == 200)
            #expect(try await guest.get("/live?topic=colleague/\(anna.id)").status == 404)
        }
    }

    @Test("The audit trail tells who did what", arguments: TestEngine.all)
    func trail(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            try await Browser(server).signIn("anna", password: "falsch-falsch")
            try await Browser(server).signIn("anna")
            _ = try await root.api(.post, "administration/people/\(anna.id)/role", ["role": "guest"])
            _ = try await root.api(.post, "administration/teams", ["name": "Vertrieb"])
            let actions = try await server.actions(seenBy: root)
            #expect(
                actions == [
                    "person_added", "token_created", "person_added", "token_created", "sign_in_failed",
                    "sign_in",
                    "role_changed", "team_created",
                ])
            let failed = try await root.api(.get, "administration/log?action=sign_in_failed")
            #expect((try failed.json["items"] as? [Any])?.count == 1)
            #expect(!failed.text.contains("falsch"))
        }
    }

    @Test("A role that was changed counts with the next request", arguments: TestEngine.all)
    func recognition(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            #expect(try await anna.api(.get, "people").status == 200)
            _ = try await root.api(.post, "administration/people/\(anna.id)/role", ["role": "guest"])
            #expect(try await anna.api(.get, "people").status == 404)
        }
    }

    /// - Returns: the path of the link.
    private static func invite(_ email: String, by administrator: TestClient) async throws -> String {
        let answer = try await administrator.api(
            .post, "administration/invitations", ["email": email, "role": "member"])
        #expect(answer.status == 201)
        let link = try #require(try answer.json["link"] as? String)
        return String(link[try #require(link.range(of: "/join/")).lowerBound...])
    }
}
