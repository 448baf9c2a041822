import App
import Customers
import Foundation
import Platform
import Storage
import TestKit
import Testing

@Suite("Posts") struct PostTests {
    private static func customer(_ client: TestClient, _ name: String) async throws -> CustomerID {
        let answer = try await client.api(
            .post, "customers", ["kind": "company", "company_name": name])
        return try #require((answer.json["id"] as? String).flatMap { CustomerID(text: $0) })
    }

    private static func items(_ answer: TestResponse) throws -> [[String: Any]] {
        try answer.json["items"] as? [[String: Any]] ?? []
    }

    @Test(
        "Everybody who works here reads what one tells; guests and strangers do not",
        arguments: TestEngine.all)
    func audience(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let (anna, ben) = (try await server.member("anna"), try await server.member("ben"))
            let gus = try await server.member("gus", role: .guest)
            let posted = try await anna.api(.post, "posts", ["text": "Neue Preisliste <b>ab morgen</b>"])
            #expect(posted.status == 201)
            let id = try #require(try posted.json["id"] as? String)
            #expect(try Self.items(await ben.api(.get, "posts")).map { $0["id"] as? String } == [id])
            let page = try await ben.get("/posts")
            #expect(page.text.contains("Neue Preisliste &lt;b&gt;ab morgen&lt;/b&gt;"))
            for path in ["/posts", "/posts/\(id)"] { #expect(try await gus.get(path).status == 404) }
            #expect(try await gus.api(.post, "posts", ["text": "Hallo"]).status == 404)
            #expect(try await anna.api(.post, "posts", ["text": ""]).status == 422)
            let long = String(repeating: "x", count: 20_001)
            #expect(try await anna.api(.post, "posts", ["text": long]).status == 422)
        }
    }

    @Test(
        "Only its author changes and removes a post, and not over what they did not see",
        arguments: TestEngine.all)
    func changing(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let (anna, ben) = (try await server.member("anna"), try await server.member("ben"))
            let posted = try await anna.api(.post, "posts", ["text": "eins"])
            let path = "posts/\(try #require(try posted.json["id"] as? String))"
            #expect(try await ben.api(.patch, path, ["text": "zwei"]).status == 403)
            #expect(try await ben.api(.delete, path).status == 403)
            let changed = try await anna.api(.patch, path, ["text": "zwei"], ["if-match": "\"1\""])
            #expect(changed.status == 200)
            #expect(try changed.json["version"] as? Int == 2)
            #expect(try await anna.api(.patch, path, ["text": "drei"], ["if-match": "\"1\""]).status == 412)
            #expect(try await ben.api(.get, path).json["text"] as? String == "zwei")
            #expect(try await anna.api(.delete, path).status == 204)
            #expect(try await ben.api(.get, path).status == 404)
        }
    }

    @Test("A mention waits on the start page until it is dealt with", arguments: TestEngine.all)
    func mentions(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let (anna, ben) = (try await server.member("anna"), try await server.member("ben"))
            let stream = try server.hub.listen(
                to: ["person/\(ben.id)"],
                as: Viewer(id: ben.id, name: "Ben", role: .member, teams: [], scope: .admin))
            let posted = try await anna.api(.post, "posts", ["text": "@Ben weißt du das?"])
            let id = try #require(try posted.json["id"] as? String)
            #expect(try posted.json["mentions"] as? [String] == [ben.id.text])
            for await case .event(let event, _) in stream {
                #expect(event.kind == "mention" && event.subject == id)
                break
            }
            #expect(try await ben.get("/start/waiting").text.contains("href=\"/posts/\(id)\""))
            #expect(try await !anna.get("/start/waiting").text.contains("/posts/\(id)"))
            #expect(try await anna.api(.delete, "posts/\(id)/mention").status == 404)
            #expect(try await ben.api(.delete, "posts/\(id)/mention").status == 204)
            #expect(try await !ben.get("/start/waiting").text.contains("/posts/\(id)"))
        }
    }

    @Test(
        "What is about a customer stands on their page, live, and follows a merge and back",
        arguments: TestEngine.all)
    func customers(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let (low, high) = (
                try await Self.customer(anna, "Groß GmbH"), try await Self.customer(anna, "Gross GmbH")
            )
            let viewer = Viewer(id: anna.id, name: "Anna", role: .member, teams: [], scope: .admin)
            let stream = try server.hub.listen(to: ["customer/\(high)", "posts/all"], as: viewer)
            let posted = try await anna.api(
                .post, "customers/\(high)/posts", ["text": "Zahlt wieder pünktlich"])
            #expect(posted.status == 201)
            let id = try #require(try posted.json["id"] as? String)
            var topics: Set<String> = []
            for await case .event(let event, _) in stream where event.kind == "post" {
                #expect(event.audience == .employees)
                topics.insert(event.topic)
                if topics.count == 2 { break }
            }
            #expect(try await anna.get("/customers/\(high)").text.contains("Zahlt wieder pünktlich"))
            #expect(try await anna.get("/customers/\(high)/blocks/posts").text.contains("/posts/\(id)"))
            #expect(try await anna.get("/customers/\(high)/blocks/nothing").status == 404)
            #expect(
                try await anna.api(.post, "customers/\(CustomerID(7))/posts", ["text": "x"]).status == 404)

            let merge = try await anna.api(
                .post, "duplicates/\(low)-\(high)/merge", ["winner": low.text, "versions": "1,1"])
            #expect(merge.status == 201, "\(merge.text)")
            let about = "posts?customer=\(low)"
            #expect(try Self.items(await anna.api(.get, about)).map { $0["id"] as? String } == [id])
            let undo = try await anna.api(.post, "merges/\(merge.json["id"] as? String ?? "")/undo", [:])
            #expect(undo.status == 200, "\(undo.text)")
            #expect(try Self.items(await anna.api(.get, about)).isEmpty)
            #expect(try Self.items(await anna.api(.get, "posts?customer=\(high)")).count == 1)
            #expect(try await server.rundblick.check().isEmpty)
        }
    }

    @Test("Found by colleagues who work here, as it is now", arguments: TestEngine.all)
    func found(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let (anna, ben) = (try await server.member("anna"), try await server.member("ben"))
            let gus = try await server.member("gus", role: .guest)
            let posted = try await anna.api(.post, "posts", ["text": "Dichtheitsprüfung im Lager"])
            let id = try #require(try posted.json["id"] as? String)
            func hits(_ client: TestClient, _ word: String) async throws -> [String?] {
                try await server.rundblick.search.indexer.drain()
                return try Self.items(await client.api(.get, "search?q=\(word)")).map {
                    $0["link"] as? String
                }
            }
            #expect(try await hits(ben, "Dichtheit") == ["/posts/\(id)"])
            #expect(try await hits(gus, "Dichtheit").isEmpty)
            #expect(try await anna.api(.patch, "posts/\(id)", ["text": "Druckprobe"]).status == 200)
            #expect(try await hits(ben, "Dichtheit").isEmpty)
            #expect(try await hits(ben, "Druckprobe") == ["/posts/\(id)"])
            #expect(try await anna.api(.delete, "posts/\(id)").status == 204)
            #expect(try await hits(ben, "Druckprobe").isEmpty)
        }
    }

    @Test("Given to a customer, and erased with them", arguments: TestEngine.all)
    func giving(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let (anna, ben) = (try await server.member("anna"), try await server.member("ben"))
            let id = try await Self.customer(anna, "Groß GmbH")
            for text in ["über Groß", "@Ben auch über Groß"] {
                #expect(try await anna.api(.post, "customers/\(id)/posts", ["text": text]).status == 201)
            }
            #expect(try await anna.api(.post, "posts", ["text": "über niemanden"]).status == 201)
            let things = CustomerThingStore(server.rundblick.site.features)
            let given = try await server.rundblick.store.database.read {
                try things.everything(of: id, in: $0)
            }
            #expect(given["post"]?.count == 2)
            #expect(given["duplicate_key"] == nil)
            try await server.rundblick.store.database.write { try things.erase(id, in: $0) }
            #expect(
                try Self.items(await ben.api(.get, "posts")).map { $0["text"] as? String } == [
                    "über niemanden"
                ])
            #expect(try await anna.api(.get, "customers/\(id)").status == 404)
            #expect(try await !ben.get("/start/waiting").text.contains("/posts/"))
            #expect(try await server.rundblick.check().isEmpty)
        }
    }
}
