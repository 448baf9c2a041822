import Platform
import TestKit
import Testing

@testable import Customers
@testable import People
@testable import Timeline

@Suite("Phones, addresses and people of a customer") struct PartsTests {
    @Test("A phone is stored in one writing and read in ours", arguments: TestEngine.all)
    func phones(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna Groß")
            let id = try await office.company("Bäckerei", by: anna)
            let reach = try await office.parts.add(
                .init(kind: .phone, value: "(0341) 297-15392"), to: id, by: anna)
            #expect(reach.value == "+4934129715392")
            #expect(reach.display == "0341 29715392")
            await #expect(throws: AppError.invalid(["value": "taken"])) {
                try await office.parts.add(.init(kind: .phone, value: "0049 341 29715392"), to: id, by: anna)
            }
            await #expect(throws: AppError.invalid(["value": "phone_area"])) {
                try await office.parts.add(.init(kind: .phone, value: "29715392"), to: id, by: anna)
            }
            await #expect(throws: AppError.invalid(["value": "email"])) {
                try await office.parts.add(.init(kind: .email, value: "keine.example"), to: id, by: anna)
            }
            let mail = try await office.parts.add(
                .init(kind: .email, value: "Info@Firma.DE"), to: id, by: anna)
            #expect(mail.value == "info@firma.de")
            #expect(try await office.whole(id, for: anna).reaches.map(\.id) == [reach.id, mail.id])
            #expect(
                try await office.history(id, by: anna) == [
                    ["phone", "", "0341 29715392"], ["email", "", "Info@firma.de"],
                ])
        }
    }

    @Test(
        "Social handles are read from links and names",
        arguments: [
            ("https://www.linkedin.com/in/petra-lindner/?x=1", "linkedin:petra-lindner"),
            ("linkedin.com/company/Firma", "linkedin:firma"), ("Instagram: @baecker", "instagram:baecker"),
            ("https://twitter.com/firma", "x:firma"),
            ("@petra@norden.social", "mastodon:petra@norden.social"),
            ("https://norden.social/@petra", "mastodon:petra@norden.social"),
        ])
    func handles(text: String, key: String) {
        #expect(SocialHandle(text)?.key == key)
    }

    @Test(
        "What names no account is refused",
        arguments: ["", "petra", "https://firma.de/in/x", "foo:bar", "x: a b"])
    func noHandles(text: String) {
        #expect(SocialHandle(text) == nil)
    }

    @Test("Two people change the same phone: the second one is told", arguments: TestEngine.all)
    func conflict(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let ben = try await office.member("Ben")
            let id = try await office.company("Bäckerei", by: anna)
            let reach = try await office.parts.add(
                .init(kind: .phone, value: "030 1234567"), to: id, by: anna)
            let changed = try await office.parts.change(
                reach.id, to: .init(kind: .phone, value: "030 7654321", label: "Zentrale"),
                seen: reach.version, of: id,
                by: ben)
            #expect(changed.version == reach.version + 1)
            await #expect(throws: AppError.conflict) {
                try await office.parts.change(
                    reach.id, to: .init(kind: .phone, value: "030 1111111"), seen: reach.version, of: id,
                    by: anna)
            }
            #expect(try await office.whole(id, for: anna).reaches.map(\.value) == ["+49307654321"])
            #expect(
                try await office.history(id, by: anna).last == ["phone", "030 1234567", "030 7654321"])
        }
    }

    @Test("The first address gives the town, also after it changed or went", arguments: TestEngine.all)
    func addresses(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let id = try await office.company("Bäckerei", by: anna)
            func town() async throws -> String { try await office.whole(id, for: anna).customer.city }
            let first = try await office.parts.add(.in("Lübeck", "Mühlenstraße 48"), to: id, by: anna)
            _ = try await office.parts.add(.in("Kiel", ""), to: id, by: anna)
            #expect(try await town() == "Lübeck")
            var moved = first
            moved.city = "Mölln"
            _ = try await office.parts.change(moved, seen: first.version, of: id, by: anna)
            #expect(try await town() == "Mölln")
            try await office.parts.remove(first.id, of: id, by: anna)
            #expect(try await town() == "Kiel")
            await #expect(throws: AppError.invalid(["city": "required"])) {
                try await office.parts.add(.in("", ""), to: id, by: anna)
            }
        }
    }

    @Test("A person at a company comes and goes with phone and mail", arguments: TestEngine.all)
    func contacts(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let id = try await office.company("Bäckerei", by: anna)
            let petra = Contact(
                id: ID(0), salutation: "Frau", firstName: "Petra", lastName: "Lindner", position: "Leitung")
            await #expect(throws: AppError.invalid(["phone": "phone"])) {
                try await office.parts.add(petra, phone: "abc", to: id, by: anna)
            }
            let added = try await office.parts.add(
                petra, phone: "0451 702030", email: "p@firma.de", to: id, by: anna)
            let whole = try await office.whole(id, for: anna)
            #expect(whole.contacts.map(\.name) == ["Petra Lindner"])
            #expect(whole.reaches.map(\.contact) == [added.id, added.id])
            try await office.parts.remove(added.id, of: id, by: anna)
            let after = try await office.whole(id, for: anna)
            #expect(after.contacts.isEmpty && after.reaches.isEmpty)
        }
    }

    @Test("A part of one customer cannot be changed through another", arguments: TestEngine.all)
    func foreignParts(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let id = try await office.company("Bäckerei", by: anna)
            let other = try await office.company("Metzgerei", by: anna)
            let reach = try await office.parts.add(
                .init(kind: .phone, value: "030 1234567"), to: id, by: anna)
            await #expect(throws: AppError.notFound) {
                try await office.parts.remove(reach.id, of: other, by: anna)
            }
            await #expect(throws: AppError.notFound) {
                try await office.parts.change(
                    reach.id, to: .init(kind: .phone, value: "030 1234568"), seen: nil, of: other, by: anna)
            }
        }
    }
}

extension Address {
    /// An address that is to be added.
    static func `in`(_ city: String, _ street: String) -> Address {
        Address(id: ID(0), label: "", street: street, postcode: "", city: city, country: "")
    }
}
