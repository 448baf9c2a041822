import Customers
import People
import Platform
import Search
import TestKit
import Testing

@Suite("Rights in searching") struct SearchRightsTests {
    @Test("A note for a team is found by nobody else, by page, palette or JSON", arguments: TestEngine.all)
    func teamNote(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let ben = try await server.member("ben")
            let team = try await server.team("Vertrieb", [anna.id])
            let writer = anna.viewer(teams: [team])
            let customer = try await server.customer("Hansa", by: writer)
            try await server.note("Geheimsache Zitronenfalter", on: customer, team: team, by: writer)
            try await server.index()
            for path in [
                "/search?q=Zitronenfalter", "/search?q=zitro&fragment=1", "/api/v1/search?q=Zitronenfalter",
            ] {
                #expect(try await anna.get(path).text.contains("Geheimsache"), "\(path)")
                let hidden = try await ben.get(path)
                let absent = try await ben.get(path.replacing("itro", with: "obelbracke"))
                #expect(hidden.status == 200)
                #expect(!hidden.text.contains("Geheimsache"), "\(path)")
                #expect(hidden.text.count("hit-group") == absent.text.count("hit-group"))
            }
        }
    }

    @Test("A guest finds the shared notes of their customers and nothing else", arguments: TestEngine.all)
    func guest(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna").viewer()
            let gast = try await server.guest("gast")
            let own = try await server.customer("Hafen Eins", by: anna)
            try await server.rundblick.store.database.write { tx in
                try tx.run("INSERT INTO customer_guest (customer_id, person_id) VALUES (\(own), \(gast.id))")
            }
            for number in 2..<30 {
                let foreign = try await server.customer("Hafen \(number)", by: anna)
                try await server.note("Kaimauer \(number)", on: foreign, isShared: true, by: anna)
            }
            try await server.note("Kaimauer intern", on: own, by: anna)
            try await server.note("Kaimauer geteilt", on: own, isShared: true, by: anna)
            try await server.index()
            let viewer = gast.viewer(.guest)
            #expect(try await server.titles("Hafen", for: viewer) == ["Hafen Eins"])
            let notes = try await server.search.search("Kaimauer", for: viewer)
            #expect(notes.groups.flatMap(\.hits).map(\.text) == ["Kaimauer geteilt"])
            #expect(notes.groups.map(\.count) == [1])
            #expect(try await server.titles("Anna", [.person], for: viewer).isEmpty)
        }
    }

    @Test("Hidden notes leave no hole among the hits", arguments: TestEngine.all)
    func noHole(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let team = try await server.team("Vertrieb", [anna.id])
            let writer = anna.viewer(teams: [team])
            let customer = try await server.customer("Hansa", by: writer)
            try await server.note("Deichbau offen", on: customer, by: writer)
            for _ in 0..<60 { try await server.note("Deichbau geheim", on: customer, team: team, by: writer) }
            try await server.index()
            let found = try await server.search.search(
                "Deichbau", kinds: [.entry], limit: 5, for: anna.viewer())
            #expect(found.groups.map(\.count) == [1])
            #expect(found.groups.first?.hits.map(\.text) == ["Deichbau offen"])
        }
    }

    @Test("Markup in names and notes is shown as text", arguments: [TestEngine.sqlite])
    func markup(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let customer = try await server.customer("<img src=x> Segelmacher", by: anna.viewer())
            try await server.note("<script>alert(1)</script> Segelmacher", on: customer, by: anna.viewer())
            try await server.index()
            for path in ["/search?q=Segelmacher", "/search?q=segelm&fragment=1"] {
                let page = try await anna.get(path, ["x-rundblick-fragment": "1"]).text
                #expect(page.contains("&lt;img src=x&gt; <mark>Segelm"), "\(page)")
                #expect(!page.contains("<img src=x") && !page.contains("<script"))
            }
            let question = try await anna.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E").text
            #expect(!question.contains("<script>alert"))
        }
    }

    @Test("The palette offers recent customers and commands before anything is typed")
    func emptyPalette() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let customer = try await server.customer("Hansa", by: anna.viewer())
            _ = try await anna.get("/customers/\(customer)")
            let palette = try await anna.get("/search?q=&fragment=1", ["x-rundblick-fragment": "1"]).text
            #expect(
                palette.contains("href=\"/customers/\(customer)\"") && palette.contains("role=\"option\""))
            #expect(palette.contains("href=\"/customers/new\""))
            #expect(!palette.contains("<html"))
        }
    }

    @Test("Programs filter by kind and learn which kinds there are")
    func kinds() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let customer = try await server.customer("Hansa", by: anna.viewer())
            try await server.note("Hansa angerufen", on: customer, by: anna.viewer())
            try await server.index()
            let all = try await anna.api(.get, "search?q=hansa").json["items"] as? [[String: Any]]
            #expect(all?.compactMap { $0["kind"] as? String } == ["customer", "entry"])
            let one = try await anna.api(.get, "search?q=hansa&kinds=entry").json["items"] as? [[String: Any]]
            #expect(one?.compactMap { $0["kind"] as? String } == ["entry"])
            #expect(try await anna.api(.get, "search?q=hansa&kinds=planet").status == 422)
            #expect(try await server.stranger.api(.get, "search?q=hansa").status == 401)
        }
    }
}

extension String {
    fileprivate func count(_ part: String) -> Int { components(separatedBy: part).count - 1 }
}
