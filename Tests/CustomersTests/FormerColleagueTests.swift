import Platform
import Storage
import TestKit
import Testing
import Timeline

@testable import Customers

@Suite("Rights that somebody had once") struct FormerColleagueTests {
    @Test(
        "A former colleague, now a guest, reads what waited for them only where it is shared with them",
        arguments: TestEngine.all)
    func mentions(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            let ben = try await server.member("ben")
            let (own, foreign) = (try await anna.addsCustomer("Hafen"), try await anna.addsCustomer("Werft"))
            var entries: [String: String] = [:]
            for (customer, text, isShared) in [
                (own, "offen", true), (own, "intern", false), (foreign, "fremd", true),
            ] {
                let made = try await anna.api(
                    .post, "customers/\(customer)/timeline",
                    ["kind": "note", "text": "@Ben \(text)", "shared": isShared])
                entries[text] = try #require(try made.json["id"] as? String)
            }
            #expect(try await ben.mentions() == ["@Ben offen", "@Ben intern", "@Ben fremd"])
            let role = "administration/people/\(ben.id)/role"
            #expect(try await root.api(.post, role, ["role": "guest"]).status < 300)
            #expect(try await ben.mentions() == [])
            #expect(try await anna.api(.post, "customers/\(own)/guests", ["guest": ben.id.text]).status < 300)
            #expect(try await ben.mentions() == ["@Ben offen"])
            for path in ["/", "/start/waiting"] {
                let page = try await ben.get(path).text
                #expect(
                    page.contains("offen") && !page.contains("fremd") && !page.contains("intern"), "\(path)")
            }
            let hidden = try await ben.api(.delete, "mentions/\(entries["fremd"] ?? "")")
            let absent = try await ben.api(.delete, "mentions/\(EntryID(7))")
            #expect(hidden.status == 404 && hidden.text == absent.text)
            #expect(try await ben.api(.delete, "mentions/\(entries["offen"] ?? "")").status == 204)
            #expect(try await root.api(.post, role, ["role": "member"]).status < 300)
            #expect(try await ben.mentions() == ["@Ben intern", "@Ben fremd"])
        }
    }

    @Test("Mentions that may no longer be read take no places", arguments: TestEngine.all)
    func places(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let team = try await office.team("Vertrieb")
            let anna = try await office.member("Anna", in: team)
            let ben = try await office.member("Ben", in: team)
            let id = try await office.company("Hafen", by: anna)
            for number in 0..<25 {
                office.time.pass(seconds: 1)
                var draft = CustomerTimelineService.Draft(kind: .note, text: "@Ben \(number)")
                draft.team = number < 3 ? nil : team
                _ = try await office.talk.add(draft, to: id, by: anna)
            }
            let outside = Viewer(id: ben.id, name: "Ben", role: .member, teams: [], scope: .admin)
            let seen = try await office.store.database.read {
                try CustomerStore().openMentions(of: outside, in: $0).map(\.text)
            }
            #expect(seen == ["@Ben 2", "@Ben 1", "@Ben 0"])
        }
    }

    @Test("When a mail moves, guests of neither customer learn of it", arguments: TestEngine.all)
    func handed(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let gus = try await server.guest("gus")
            let ids = [try await anna.addsCustomer("Hafen"), try await anna.addsCustomer("Werft")]
            let customers = ids.compactMap { CustomerID(text: $0) }
            let guest = Viewer(id: gus.id, name: "", role: .guest, teams: [], scope: .admin)
            for id in ids {
                #expect(
                    try await anna.api(.post, "customers/\(id)/guests", ["guest": gus.id.text]).status < 300)
            }
            let stream = try server.hub.listen(to: ids.map { "customer/\($0)" }, as: guest)
            try await server.rundblick.store.database.write { tx in
                var entry = TimelineEntry(
                    id: tx.id(), customer: customers[0], at: tx.now, kind: .mail, authorName: "Anna")
                (entry.source, entry.sourceID) = ("mail", 5)
                try TimelineStore().insert(entry, in: tx)
                let isMoved = try TimelineStore().hand(
                    "mail", 5, at: entry.at, from: customers[0], to: customers[1], in: tx)
                #expect(isMoved)
            }
            let text = ["kind": "note", "text": "für alle", "shared": true] as [String: Any]
            let open = try await anna.api(.post, "customers/\(ids[1])/timeline", text)
            for await case .event(let event, _) in stream {
                #expect(event.subject == (try open.json["id"] as? String))
                break
            }
        }
    }

    @Test("Guests hear nothing when only our remark about a customer changes", arguments: TestEngine.all)
    func remark(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let gus = try await server.guest("gus")
            let id = try await anna.addsCustomer("Hafen")
            #expect(try await anna.api(.post, "customers/\(id)/guests", ["guest": gus.id.text]).status < 300)
            let guest = Viewer(id: gus.id, name: "", role: .guest, teams: [], scope: .admin)
            let stream = try server.hub.listen(to: ["customer/\(id)"], as: guest)
            #expect(try await anna.api(.patch, "customers/\(id)", ["about": "zahlt spät"]).status == 200)
            let address = ["city": "Kiel"]
            #expect(try await anna.api(.post, "customers/\(id)/addresses", address).status < 300)
            for await case .event(let event, _) in stream {
                #expect(event.kind == "address")
                break
            }
        }
    }

    @Test("A team's note does not show when a newer contact moves away", arguments: TestEngine.all)
    func lastContact(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let team = try await office.team("Vertrieb")
            let anna = try await office.member("Anna", in: team)
            let ids = [
                try await office.company("Hafen", by: anna), try await office.company("Werft", by: anna),
            ]
            _ = try await office.talk.add(.init(kind: .note, text: "offen"), to: ids[0], by: anna)
            let open = office.time.clock.now()
            office.time.pass(seconds: 60)
            var draft = CustomerTimelineService.Draft(kind: .note, text: "geheim")
            draft.team = team
            _ = try await office.talk.add(draft, to: ids[0], by: anna)
            office.time.pass(seconds: 60)
            let mail = office.time.clock.now()
            try await office.store.database.write { tx in
                try CustomerStore().noteContact(ids[0], at: mail, in: tx)
                try CustomerStore().forgetContact(ids[0], at: mail, in: tx)
            }
            #expect(try await office.whole(ids[0], for: anna).customer.lastEntryAt == open)
        }
    }

    @Test("A store in which a team's note showed is mended when it is opened", arguments: TestEngine.all)
    func mended(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let team = try await office.team("Vertrieb")
            let anna = try await office.member("Anna", in: team)
            let id = try await office.company("Hafen", by: anna)
            var draft = CustomerTimelineService.Draft(kind: .note, text: "geheim")
            draft.team = team
            _ = try await office.talk.add(draft, to: id, by: anna)
            let step = try #require(TimelineMigrations.all.first { $0.id == "2026-12-01 timeline 1 contact" })
            try await office.store.database.write { tx in
                try CustomerStore().noteContact(id, at: tx.now, in: tx)
                for statement in step.statements { try tx.run(SQL(trusted: statement.text)) }
            }
            #expect(try await office.whole(id, for: anna).customer.lastEntryAt == nil)
        }
    }
}

extension TestClient {
    /// The texts of what waits on the start page, in the order of their making.
    fileprivate func mentions() async throws -> [String] {
        let start = try await api(.get, "start").json
        return (start["mentions"] as? [[String: Any]] ?? []).compactMap { $0["text"] as? String }.reversed()
    }
}
