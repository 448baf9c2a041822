import Platform
import Storage
import TestKit
import Testing

@testable import People

@Suite("Directory of colleagues") struct DirectoryTests {
    private static let today = CivilDate(daysSince1970: 20_000)

    @Test("Beginnings of words find colleagues, in every spelling of an umlaut", arguments: TestEngine.all)
    func search(engine: TestEngine) async throws {
        try await Company.with(engine) { company in
            let anna = try await company.member("Änne Müller-Lüdenscheidt", title: "Kältetechnik")
            try await company.member("Bernd Brot")
            for text in ["muell", "Müll", "mull", "aenne", "lüden mü", "kälte", "Kaelte"] {
                let found = try await company.people.directory(PersonFilter(text: text, today: Self.today))
                #expect(found.colleagues.map(\.person.id) == [anna.id], "\(text)")
            }
            let nobody = try await company.people.directory(PersonFilter(text: "iller", today: Self.today))
            #expect(nobody.colleagues.isEmpty)
        }
    }

    @Test("Suggestions come from names of employees alone", arguments: TestEngine.all)
    func suggest(engine: TestEngine) async throws {
        try await Company.with(engine) { company in
            let anna = try await company.member("Anna Berg", title: "Bergbau")
            try await company.member("Zoe Tal", title: "Bergbau")
            try await company.guest("Gustav Berger")
            #expect(try await company.people.suggest("ber").map(\.id) == [anna.id])
            #expect(try await company.people.suggest("%").count == 2)
        }
    }

    @Test("Pages follow each other without gap or double", arguments: TestEngine.all)
    func paging(engine: TestEngine) async throws {
        try await Company.with(engine) { company in
            for number in 0..<7 { try await company.member("Gleich \(number % 2)") }
            var seen: [PersonID] = []
            var after: PersonID?
            repeat {
                let filter = PersonFilter(today: Self.today, after: after, limit: 3)
                let page = try await company.people.directory(filter)
                seen += page.colleagues.map(\.person.id)
                after = page.next
            } while after != nil
            #expect(seen.count == 7)
            #expect(Set(seen).count == 7)
        }
    }

    @Test("Who is away shows who stands in, also when the stand-in is away", arguments: TestEngine.all)
    func standIn(engine: TestEngine) async throws {
        try await Company.with(engine) { company in
            let anna = try await company.member("Anna")
            let ben = try await company.member("Ben")
            let cleo = try await company.member("Cleo")
            try await company.away(anna, standIn: ben)
            #expect(try await company.absence(of: anna)?.standIn?.id == ben.id)
            #expect(try await company.standsIn(ben) == ["Anna"])
            #expect(try await company.absence(of: ben) == nil)

            try await company.away(ben, standIn: cleo)
            #expect(try await company.absence(of: anna)?.standIn?.id == cleo.id)
            #expect(try await company.absence(of: anna)?.appointed?.id == ben.id)
            #expect(try await company.standsIn(cleo) == ["Anna", "Ben"])
            #expect(try await company.standsIn(ben) == [])

            try await company.away(cleo, standIn: anna)
            #expect(try await company.absence(of: anna)?.standIn == nil, "everybody is away")
        }
    }

    @Test("An absence counts from its first to its last day", arguments: TestEngine.all)
    func days(engine: TestEngine) async throws {
        try await Company.with(engine) { company in
            let anna = try await company.member("Anna")
            try await company.away(anna, standIn: nil)
            for (offset, isAway) in [(-1, false), (0, true), (2, true), (3, false)] {
                let day = CivilDate(daysSince1970: Company.today.daysSince1970 + offset)
                #expect(try await (company.absence(of: anna, on: day) != nil) == isAway, "day \(offset)")
            }
        }
    }

    @Test(
        "Administrators enter and remove the absence of a colleague, which is traced",
        arguments: TestEngine.all)
    func absenceOfOthers(engine: TestEngine) async throws {
        try await TestServer.atHand(engine) { server, _ in
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            let ben = try await server.member("ben")
            let path = "people/\(anna.id)/absence"
            let days: [String: Any] = [
                "from": "2026-09-20", "until": "2099-09-30", "standIn": ben.id.text, "note": "krank",
            ]
            #expect(try await ben.api(.post, path, days).status == 403)
            #expect(try await !ben.get("/people/\(anna.id)").text.contains("id=\"absence\""))
            let entered = try await root.api(.post, path, days)
            #expect(entered.status == 201)
            let page = try await root.get("/people/\(anna.id)").text
            #expect(page.contains("krank") && page.contains("action=\"/\(path)\""))
            #expect(try await ben.get("/people/\(anna.id)").text.contains("Vertretung"))
            #expect(
                try await root.api(.post, path, days.merging(["standIn": anna.id.text]) { $1 }).status == 422)
            let refused = try await root.post("/" + path, [("from", "2026-09-30"), ("until", "2026-09-01")])
            #expect(refused.status == 422 && refused.text.contains("id=\"until-error\""))
            let id = try #require(try entered.json["id"] as? String)
            #expect(try await ben.api(.delete, "\(path)/\(id)").status == 403)
            #expect(try await root.api(.delete, "\(path)/\(id)").status == 204)
            #expect(try await root.api(.delete, "\(path)/\(id)").status == 404)
            let actions = try await server.actions(seenBy: root)
            #expect(actions.suffix(2) == ["absence_entered", "absence_removed"])
            let guest = try await server.guest("gast")
            #expect(try await root.api(.post, "people/\(guest.id)/absence", days).status == 404)
        }
    }

    @Test("Nobody stands in for themselves, and guests stand in for nobody", arguments: TestEngine.all)
    func standInRefused(engine: TestEngine) async throws {
        try await Company.with(engine) { company in
            let anna = try await company.member("Anna")
            let guest = try await company.guest("Gast")
            for other in [anna, guest] {
                await #expect(throws: AppError.invalid(["standIn": "choice"])) {
                    try await company.away(anna, standIn: other)
                }
            }
        }
    }

    @Test("Two who edit one profile: the second learns of the first", arguments: TestEngine.all)
    func conflict(engine: TestEngine) async throws {
        try await Company.with(engine) { company in
            let anna = try await company.member("Anna")
            let first = try await company.people.update(Profile(name: "Anna B."), version: 1, by: anna)
            #expect(first.version == 2)
            await #expect(throws: AppError.conflict) {
                try await company.people.update(Profile(name: "Anna C."), version: 1, by: anna)
            }
            let found = try await company.people.directory(PersonFilter(text: "b", today: Self.today))
            #expect(found.colleagues.map(\.person.name) == ["Anna B."])
        }
    }

    @Test("A guest sees no colleague but themselves", arguments: TestEngine.all)
    func guest(engine: TestEngine) async throws {
        try await Company.with(engine) { company in
            let anna = try await company.member("Anna")
            let guest = try await company.guest("Gast")
            let people = company.people
            #expect(try await people.colleague(guest.id, on: Self.today, by: guest).person.name == "Gast")
            await #expect(throws: AppError.notFound) {
                try await people.colleague(anna.id, on: Self.today, by: guest)
            }
            await #expect(throws: AppError.notFound) { try await people.photo(of: anna.id, by: guest) }
        }
    }

    @Test("Only pictures become photos", arguments: TestEngine.all)
    func photo(engine: TestEngine) async throws {
        try await Company.with(engine) { company in
            let anna = try await company.member("Anna")
            let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]
            try await company.people.setPhoto(png, by: anna)
            let photo = try await company.people.photo(of: anna.id, by: anna)
            let bytes = try photo.file.next()
            #expect(bytes == png)
            #expect(photo.type == "image/png")
            for text in ["<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "RIFF1234WAVE", "GIF89a", ""] {
                await #expect(throws: AppError.invalid(["photo": "photo"])) {
                    try await company.people.setPhoto(Array(text.utf8), by: anna)
                }
            }
        }
    }

    @Test("Teams are made by administrators, and each name once", arguments: TestEngine.all)
    func teams(engine: TestEngine) async throws {
        try await Company.with(engine) { company in
            let root = try await company.administrator("Root")
            let anna = try await company.member("Anna")
            let team = try await company.teams.create(name: "Vertrieb", about: "", by: root)
            try await company.teams.add(anna.id, to: team.id, by: root)
            try await company.teams.add(anna.id, to: team.id, by: root)
            #expect(try await company.teams.membership(of: team.id).members.map(\.name) == ["Anna"])
            let mine = try await company.store.database.read { try Colleagues().teams(of: anna.id, in: $0) }
            #expect(mine.map(\.name) == ["Vertrieb"])
            await #expect(throws: AppError.invalid(["name": "taken"])) {
                try await company.teams.create(name: "Vertrieb", about: "", by: root)
            }
            await #expect(throws: AppError.forbidden) {
                try await company.teams.create(name: "Einkauf", about: "", by: anna)
            }
        }
    }
}
