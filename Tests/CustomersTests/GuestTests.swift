import Foundation
import Platform
import TestKit
import Testing
import Timeline

@testable import Customers

@Suite("What guests learn") struct GuestTests {
    @Test("Events about what guests may not read are not for them", arguments: TestEngine.all)
    func events(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let gus = try await server.guest("gus")
            let id = try await anna.addsCustomer("Hafen")
            let viewer = Viewer(id: gus.id, name: "", role: .guest, teams: [], scope: .admin)
            let shared = ["guest": gus.id.text]
            #expect(try await anna.api(.post, "customers/\(id)/guests", shared).status < 300)
            let stream = try server.hub.listen(to: ["customer/\(id)"], as: viewer)
            let path = "customers/\(id)/timeline"
            let intern = try await anna.api(.post, path, ["kind": "note", "text": "intern"])
            let entry = try #require(try intern.json["id"] as? String)
            #expect(try await anna.api(.patch, "\(path)/\(entry)", ["text": "anders"]).status == 200)
            #expect(try await anna.api(.delete, "\(path)/\(entry)").status == 204)
            let fact = try await anna.api(
                .post, "customers/\(id)/soft-facts", ["kind": "need", "text": "leise"])
            #expect(fact.status < 300, "\(fact.text)")
            let open = try await anna.api(
                .post, path, ["kind": "note", "text": "für alle", "shared": true])
            #expect(open.status == 201, "\(open.text)")
            for await case .event(let event, _) in stream {
                #expect(event.subject == (try open.json["id"] as? String))
                break
            }
        }
    }

    @Test(
        "Sharing and its end are changes of the guest's account: their streams end", arguments: TestEngine.all
    )
    func sharing(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let gus = try await server.guest("gus")
            let id = try await anna.addsCustomer("Hafen")
            let viewer = Viewer(id: gus.id, name: "", role: .guest, teams: [], scope: .admin)
            let hub = server.hub
            let first = try hub.listen(to: ["person/\(gus.id)"], as: viewer)
            #expect(try await anna.api(.post, "customers/\(id)/guests", ["guest": gus.id.text]).status < 300)
            for await _ in first {}
            let second = try hub.listen(to: ["customer/\(id)"], as: viewer)
            #expect(try await anna.api(.delete, "customers/\(id)/guests/\(gus.id)").status == 204)
            for await _ in second {}
        }
    }

    @Test("Last contact tells nobody of a team's notes, and guests nothing at all", arguments: TestEngine.all)
    func lastContact(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let team = try await office.team("Vertrieb")
            let anna = try await office.member("Anna", in: team)
            let gus = try await office.guest("Gus")
            let id = try await office.company("Hafen", by: anna)
            _ = try await office.parts.share(id, with: gus.id, by: anna)
            var draft = CustomerTimelineService.Draft(kind: .note, text: "geheim")
            draft.team = team
            _ = try await office.talk.add(draft, to: id, by: anna)
            #expect(try await office.whole(id, for: anna).customer.lastEntryAt == nil)
            _ = try await office.talk.add(.init(kind: .note, text: "offen"), to: id, by: anna)
            #expect(try await office.whole(id, for: anna).customer.lastEntryAt != nil)
            #expect(try await office.whole(id, for: gus).customer.lastEntryAt == nil)
            var query = CustomerQuery()
            query.sort = .lastContact
            #expect(query.allowed(for: gus).sort == .name && query.allowed(for: anna).sort == .lastContact)
            let list = try await office.customers.list(query, for: gus)
            #expect(list.customers.map(\.lastEntryAt) == [nil])
        }
    }
}
