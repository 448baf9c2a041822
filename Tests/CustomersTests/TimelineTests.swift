import Foundation
import Platform
import Storage
import TestKit
import Testing
import Web

@testable import Customers
@testable import People
@testable import Timeline

@Suite("The timeline of a customer") struct TimelineTests {
    @Test(
        "Paging leaves nothing out and shows nothing twice, also among equal times", arguments: TestEngine.all
    )
    func paging(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let id = try await office.company("Bäckerei", by: anna)
            var random = SystemRandomNumberGenerator()
            var expected: [(Int64, EntryID)] = []
            for number in 0..<130 {
                var draft = CustomerTimelineService.Draft(
                    kind: number % 3 == 0 ? .call : .note, text: "\(number)")
                let at = Timestamp(startOf: Office.today).adding(
                    seconds: Int64.random(in: 0..<5, using: &random) * 60)
                draft.at = at
                let entry = try await office.talk.add(draft, to: id, by: anna)
                if draft.kind == .note { expected.append((at.us, entry.id)) }
            }
            expected.sort { $0 > $1 }
            var found: [EntryID] = []
            var cursor: TimelineCursor?
            for _ in 0..<10 {
                let page = try await office.talk.page(of: id, .init(kind: .note), after: cursor, for: anna)
                let shown = page.entries.prefix(TimelineStore.pageSize)
                found += shown.map(\.id)
                guard page.entries.count > shown.count, let last = shown.last else { break }
                cursor = try #require(TimelineCursor(text: TimelineCursor(last).text))
            }
            #expect(found == expected.map(\.1))
        }
    }

    @Test("A note for a team is hidden from everybody else, on every way", arguments: TestEngine.all)
    func teamNotes(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let team = try await office.team("Vertrieb")
            let anna = try await office.member("Anna", in: team)
            let ben = try await office.member("Ben")
            let id = try await office.company("Bäckerei", by: anna)
            _ = try await office.parts.assign(ben.id, topic: "Service", to: id, by: anna)
            var draft = CustomerTimelineService.Draft(kind: .talk, text: "Geheim für @Ben")
            draft.team = team
            draft.mentions = [ben.id]
            let entry = try await office.talk.add(draft, to: id, by: anna)
            #expect(entry.mentions.isEmpty)
            let talk = office.talk
            #expect(
                try await talk.page(of: id, .init(), after: nil, for: anna).entries.contains {
                    $0.id == entry.id
                })
            #expect(
                try await !talk.page(of: id, .init(), after: nil, for: ben).entries.contains {
                    $0.id == entry.id
                })
            #expect(try await !office.whole(id, for: ben).entries.contains { $0.id == entry.id })
            await #expect(throws: AppError.notFound) { try await talk.entry(entry.id, of: id, for: ben) }
            await #expect(throws: AppError.notFound) {
                try await talk.revisions(of: entry.id, of: id, for: ben)
            }
            await #expect(throws: AppError.notFound) {
                try await talk.rewrite(entry.id, of: id, to: "x", seen: nil, by: ben)
            }
            let (news, mentions) = try await office.store.database.read { tx in
                (
                    try CustomerStore().news(since: Timestamp(us: 0), limit: 50, for: ben, in: tx),
                    try CustomerStore().openMentions(of: ben, in: tx)
                )
            }
            #expect(!news.contains { $0.entry.id == entry.id } && !news.isEmpty)
            #expect(mentions.isEmpty)
            await #expect(throws: AppError.invalid(["team": "choice"])) {
                try await talk.add(draft, to: id, by: ben)
            }
        }
    }

    @Test("The live stream tells only the team of a note for a team")
    func liveAudience() async throws {
        let team = TeamID(5)
        let hub = LiveHub(startedAt: Timestamp(us: 1))
        func viewer(_ teams: [TeamID]) -> Viewer {
            Viewer(id: PersonID(1), name: "", role: .member, teams: teams, scope: .admin)
        }
        let inside = try hub.listen(to: ["customer/x"], as: viewer([team]))
        let outside = try hub.listen(to: ["customer/x"], as: viewer([]))
        hub.deliver([
            Event(topic: "customer/x", kind: "entry", subject: "secret", audience: .team(team)),
            Event(topic: "customer/x", kind: "entry", subject: "open", audience: .everybody),
        ])
        func first(_ stream: AsyncStream<LiveHub.Signal>) async -> String {
            for await signal in stream { if case .event(let event, _) = signal { return event.subject } }
            return ""
        }
        #expect(await first(inside) == "secret")
        #expect(await first(outside) == "open")
    }

    @Test("Mentions reach whoever may read, by id or by the name in the text", arguments: TestEngine.all)
    func mentions(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna Groß")
            let ben = try await office.member("Ben Weber")
            let gast = try await office.guest("Gast")
            let id = try await office.company("Bäckerei", by: anna)
            var draft = CustomerTimelineService.Draft(
                kind: .talk, text: "Bitte @Ben Weber, schau mal. @Gast @niemand")
            draft.mentions = [gast.id]
            let entry = try await office.talk.add(draft, to: id, by: anna)
            #expect(entry.mentions == [.init(id: ben.id, name: "Ben Weber")])
            let found = try await office.talk.entry(entry.id, of: id, for: ben).entry
            #expect(found.mentions == entry.mentions)
            let view = TimelineView(customer: id, texts: Self.texts, viewer: ben, teamNames: [:])
            #expect(
                view.item(found).markup.contains(
                    "<a class=\"mention\" href=\"/people/\(ben.id)\">@Ben Weber</a>, schau"))
            let waiting = try await office.store.database.read {
                try CustomerStore().openMentions(of: ben, in: $0)
            }
            #expect(waiting.map(\.id) == [entry.id])
            try await office.talk.finishMention(in: entry.id, by: ben)
            await #expect(throws: AppError.notFound) {
                try await office.talk.finishMention(in: entry.id, by: ben)
            }
        }
    }

    @Test(
        "Authors rewrite their notes; the old text is kept, a second editor is told",
        arguments: TestEngine.all)
    func rewriting(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let ben = try await office.member("Ben")
            let id = try await office.company("Bäckerei", by: anna)
            let entry = try await office.talk.add(.init(kind: .note, text: "eins"), to: id, by: anna)
            let second = try await office.talk.rewrite(
                entry.id, of: id, to: "zwei @Ben", seen: entry.version, by: anna)
            #expect(second.version == 2 && second.mentions.map(\.id) == [ben.id])
            await #expect(throws: AppError.conflict) {
                try await office.talk.rewrite(entry.id, of: id, to: "drei", seen: 1, by: anna)
            }
            await #expect(throws: AppError.forbidden) {
                try await office.talk.rewrite(entry.id, of: id, to: "drei", seen: 2, by: ben)
            }
            #expect(try await office.talk.entry(entry.id, of: id, for: ben).entry.text == "zwei @Ben")
            #expect(
                try await office.talk.revisions(of: entry.id, of: id, for: ben).texts.map(\.text) == ["eins"])
            try await office.talk.remove(entry.id, of: id, by: anna)
            await #expect(throws: AppError.notFound) {
                try await office.talk.entry(entry.id, of: id, for: anna)
            }
        }
    }

    @Test("A call tells with whom, which way and when; the future is refused", arguments: TestEngine.all)
    func calls(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let id = try await anna.addsCustomer("Bäckerei")
            let call: [String: Any] = [
                "kind": "call", "text": "Termin", "direction": "out", "counterpart": "Petra Lindner",
                "at": "2026-07-01T14:05",
            ]
            let added = try await anna.api(.post, "customers/\(id)/timeline", call)
            #expect(added.status == 201)
            #expect(try added.json["at"] as? String == "2026-07-01T12:05:00Z")
            let page = try await anna.get("/customers/\(id)", ["accept-language": "de"])
            #expect(page.text.contains("rief Petra Lindner an"))
            let future = try await anna.api(
                .post, "customers/\(id)/timeline", call.merging(["at": "2999-01-01T00:00"]) { $1 })
            #expect(future.status == 422)
            let incoming = try await anna.api(.get, "customers/\(id)/timeline?direction=in")
            #expect((try incoming.json["items"] as? [Any])?.isEmpty == true)
            let summer = try await anna.api(.get, "customers/\(id)/timeline?from=2026-07-01&to=2026-07-01")
            #expect((try summer.json["items"] as? [Any])?.count == 1)
        }
    }

    @Test(
        "Filters go together: kind, channel, direction, person and days; chips keep the rest",
        arguments: TestEngine.all)
    func filters(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let ben = try await server.member("ben")
            let id = try await anna.addsCustomer("Bäckerei")
            _ = try await anna.api(
                .post, "customers/\(id)/responsibilities", ["topic": "Vertrieb", "colleague": ben.id.text])
            for direction in ["in", "out"] {
                _ = try await ben.api(
                    .post, "customers/\(id)/timeline", ["kind": "call", "text": "x", "direction": direction])
            }
            let note = try await anna.api(
                .post, "customers/\(id)/timeline", ["kind": "note", "text": "Nur Notiz"])
            func count(_ query: String) async throws -> Int? {
                (try await anna.api(.get, "customers/\(id)/timeline?\(query)").json["items"] as? [Any])?.count
            }
            #expect(try await count("kind=responsibility") == 1)
            #expect(try await count("channel=phone") == 2)
            #expect(try await count("channel=phone&direction=in") == 1)
            #expect(try await count("channel=email") == 0)
            #expect(try await count("channel=phone&person=\(anna.id)") == 0)
            #expect(try await anna.api(.get, "customers/\(id)/timeline?channel=pigeon").status == 422)
            let query = "channel=phone&person=\(ben.id)&direction=in&from=2020-01-02&to=2199-03-04"
            let page = try await anna.get("/customers/\(id)?\(query)", ["accept-language": "de"])
            let links = page.attributes("href")
            #expect(
                links.contains("/customers/\(id)?kind=call&\(query)")
                    && links.contains("/customers/\(id)?\(query)"))
            #expect(links.contains("/customers/\(id)/timeline/filter?\(query)"))
            #expect(
                links.contains("/customers/\(id)?channel=phone&person=\(ben.id)&direction=in&from=2020-01-02")
            )
            #expect(
                page.text.contains("aria-label=\"Entfernen: Ben\"") && page.text.contains("Bis 04.03.2199"))
            let form = try await anna.get(
                "/customers/\(id)/timeline/filter?\(query)", ["x-rundblick-fragment": "1"])
            for part in [
                "<option value=\"dunning\">", "<option value=\"merge\">", "<option value=\"phone\" selected>",
                "<option value=\"\(ben.id)\" selected>", "<option value=\"\(anna.id)\">",
                "value=\"2199-03-04\"",
            ] { #expect(form.text.contains(part), "\(part)") }
            // The list follows what happens, entry by entry, as far as it fits.
            #expect(page.attributes("data-live-src").contains("/customers/\(id)/timeline?\(query)"))
            #expect(page.attributes("data-live-item").contains("/customers/\(id)/timeline/{id}?\(query)"))
            let entry = try #require(try note.json["id"] as? String)
            #expect(
                try await anna.get(
                    "/customers/\(id)/timeline/\(entry)?kind=note", ["x-rundblick-fragment": "1"]
                ).status == 200)
            #expect(
                try await anna.get(
                    "/customers/\(id)/timeline/\(entry)?channel=phone", ["x-rundblick-fragment": "1"]
                ).status == 404)
        }
    }

    @Test("Older entries come without scripts as well, as the whole page")
    func olderPage() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let id = try await anna.addsCustomer("Bäckerei")
            for number in 0..<42 {
                _ = try await anna.api(
                    .post, "customers/\(id)/timeline", ["kind": "note", "text": "Notiz \(number)."])
            }
            let list = try await anna.api(.get, "customers/\(id)/timeline")
            let next = try #require(try list.json["next"] as? String)
            let page = try await anna.get("/customers/\(id)/timeline?before=\(next)")
            #expect(
                page.text.contains("Notiz 1.") && page.text.contains("<html")
                    && !page.text.contains("Notiz 2."))
            let piece = try await anna.get(
                "/customers/\(id)/timeline?before=\(next)", ["x-rundblick-fragment": "1"])
            #expect(piece.text.contains("Notiz 0.") && !piece.text.contains("<html"))
        }
    }

    @Test("A link to an entry leads to where it stands, however old it is", arguments: TestEngine.all)
    func place(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let ben = try await office.member("Ben")
            let team = try await office.team("Vertrieb")
            let insider = try await office.member("Ina", in: team)
            let id = try await office.company("Bäckerei", by: anna)
            var entries: [TimelineEntry] = []
            for number in 0..<TimelineStore.pageSize + 5 {
                var draft = CustomerTimelineService.Draft(kind: .note, text: "\(number)")
                draft.at = Timestamp(startOf: Office.today).adding(seconds: Int64(-60 * number))
                entries.append(try await office.talk.add(draft, to: id, by: anna))
            }
            let last = entries[TimelineStore.pageSize - 1]
            let first = try await office.talk.place(of: last.id, of: id, for: ben)
            #expect(first.before == nil)
            let old = entries[TimelineStore.pageSize]
            let place = try await office.talk.place(of: old.id, of: id, for: ben)
            #expect(place.before != nil)
            let piece = try await office.talk.page(of: id, .init(), after: place.before, for: ben)
            #expect(piece.entries.first?.id == old.id)
            var secret = CustomerTimelineService.Draft(kind: .note, text: "nur wir")
            secret.team = team
            let hidden = try await office.talk.add(secret, to: id, by: insider)
            await #expect(throws: AppError.notFound) {
                try await office.talk.place(of: hidden.id, of: id, for: ben)
            }
        }
    }

    @Test("Moments are read in the company's time, summer and winter")
    func moments() throws {
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
        #expect(Timestamp(moment: "2026-07-01T14:05", in: berlin)?.iso == "2026-07-01T12:05:00Z")
        #expect(Timestamp(moment: "2026-12-01T14:05:30", in: berlin)?.iso == "2026-12-01T13:05:00Z")
        #expect(Timestamp(moment: "2026-12-01T14:05:30Z", in: berlin)?.iso == "2026-12-01T14:05:00Z")
        #expect(Timestamp(moment: "2026-12-01T25:05", in: berlin) == nil)
        #expect(Timestamp(moment: "gestern", in: berlin) == nil)
        // The clocks go forward at 2:00: midnight is still winter time.
        let day = try #require(CivilDate(iso: "2026-03-29"))
        #expect(Timestamp(startOf: day, in: berlin).iso == "2026-03-28T23:00:00Z")
    }

    private static let texts = Texts(language: .german, zone: .gmt, now: Timestamp(startOf: Office.today))
}
