import Logging
import Platform
import TestKit
import Testing

@testable import Web

@Suite("Fields") struct FieldTests {
    private static let name = Field.required("name", .text(1...9))
    private static let count = Field.optional("count", .int(0...9))

    @Test("Reading what a route does not declare ends that request, and nothing else")
    func undeclared() async throws {
        let log = LogLines()
        let text = Field.optional("count", .text(0...9))
        let routes = [
            Route(.get, "right", .anyone, summary: "", fields: [Self.name, Self.count]) {
                .json([try $0.input[Self.name]])
            },
            Route(.get, "forgotten", .anyone, summary: "", fields: [Self.name]) {
                .json([try $0.input[Self.count]])
            },
            Route(.get, "taken-otherwise", .anyone, summary: "", fields: [Self.name, text]) {
                .json([try $0.input[Self.count]])
            },
        ]
        try await TestServer.run(.sqlite, logger: Logger(label: "test") { _ in log }, routes: routes) {
            server in
            for path in ["forgotten", "taken-otherwise"] {
                let wrong = try await server.stranger.api(.get, "\(path)?name=Anna&count=1")
                let right = try await server.stranger.api(.get, "right?name=Anna&count=1")
                #expect(wrong.status == 500 && right.status == 200)
                #expect(log.text.contains("the route does not declare the field count"))
                #expect(log.text.contains(path))
            }
        }
    }

    @Test("What is left out is nil or what stands for it; what is given empty is empty, or left out")
    func leftOut() throws {
        let note = Field.optional("note", .text(0...9))
        let city = Field.optional("city", .text(0...9), or: "?")
        let day = Field.optional("day", .date)
        let isOpen = Field.flag("open")
        let side = Field.optional("side", .choice(["l": -1, "r": 1]), or: 0)
        let reader = InputReader(fields: [note, city, day, isOpen, side])
        let nothing = try reader.read(pairs: [])
        #expect(try nothing[note] == nil && nothing[city] == "?" && nothing[day] == nil)
        #expect(try !nothing[isOpen] && nothing[side] == 0)
        let names = ["note", "city", "day", "open", "side"]
        let empty = try reader.read(pairs: names.map { ($0, "") })
        #expect(try empty[note] == "" && empty[note]?.filled == nil && empty[city] == "")
        #expect(try empty[day] == nil && !empty[isOpen] && empty[side] == 0)
        let given = try reader.read(pairs: Array(zip(names, ["a", "b", "2026-12-01", "on", "l"])))
        #expect(try given[note] == "a" && given[city] == "b" && given[day] == CivilDate(iso: "2026-12-01"))
        #expect(try given[isOpen] && given[side] == -1)
    }

    @Test("A field that must be given is refused when it is not")
    func required() throws {
        let id = Field.required("id", .id(PersonID.self))
        let reader = InputReader(fields: [Self.name, id])
        let person = PersonID(7)
        let input = try reader.read(pairs: [("name", " Anna "), ("id", person.text)])
        #expect(try input[Self.name] == "Anna" && input[id] == person)
        let error = try #require(throws: AppError.self) { try reader.read(pairs: [("id", "")]) }
        #expect(error.fields == ["name": "required", "id": "required"])
    }
}
