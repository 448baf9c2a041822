import Platform
import TestKit
import Testing

@testable import Customers
@testable import People
@testable import Timeline

@Suite("What is known about a customer, and who cares") struct KnowledgeTests {
    @Test("A tag of more customers than are read at once is renamed at each", arguments: TestEngine.all)
    func manyTags(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            try await office.store.database.write { tx in
                for _ in 0..<1203 {
                    let customer = Customer(id: tx.id(), details: .company("Gleich"), createdAt: tx.now)
                    try CustomerStore().insert(customer, in: tx)
                    try CustomerPartsStore().add(tag: "alt", to: customer.id, in: tx)
                }
            }
            #expect(try await office.parts.rename(tag: "alt", to: "neu", by: anna) == 1203)
            let kept = try await office.store.database.read {
                try $0.count(
                    "SELECT COUNT(DISTINCT customer_id) FROM customer_change WHERE old = 'alt' AND new = 'neu'"
                )
            }
            #expect(kept == 1203)
        }
    }

    @Test(
        "Tags come, go and are renamed everywhere; two that become one stay once", arguments: TestEngine.all)
    func tags(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let first = try await office.company("A", by: anna)
            let second = try await office.company("B", by: anna)
            try await office.parts.add(tag: "A-Kunde", to: first, by: anna)
            try await office.parts.add(tag: "A-Kunde", to: first, by: anna)
            try await office.parts.add(tag: "a kunde", to: first, by: anna)
            try await office.parts.add(tag: "a kunde", to: second, by: anna)
            #expect(try await office.customers.tagsInUse(for: anna) == ["A-Kunde", "a kunde"])
            #expect(try await office.parts.rename(tag: "a kunde", to: "A-Kunde", by: anna) == 2)
            #expect(try await office.whole(first, for: anna).tags == ["A-Kunde"])
            #expect(try await office.whole(second, for: anna).tags == ["A-Kunde"])
            #expect(try await office.customers.tagsInUse(for: anna) == ["A-Kunde"])
            try await office.parts.remove(tag: "A-Kunde", from: first, by: anna)
            await #expect(throws: AppError.notFound) {
                try await office.parts.remove(tag: "A-Kunde", from: first, by: anna)
            }
            #expect(
                try await office.history(first, by: anna) == [
                    ["tag", "", "A-Kunde"], ["tag", "", "a kunde"], ["tag", "a kunde", "A-Kunde"],
                    ["tag", "A-Kunde", ""],
                ])
        }
    }

    @Test(
        "Who is responsible changes hands with an entry, and shows who stands in", arguments: TestEngine.all)
    func responsibilities(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna Groß")
            let jonas = try await office.member("Jonas Weber")
            let gast = try await office.guest("Gast")
            let id = try await office.company("Bäckerei", by: anna)
            _ = try await office.parts.assign(jonas.id, topic: "Vertrieb", to: id, by: anna)
            let now = try await office.parts.assign(anna.id, topic: "Vertrieb", to: id, by: anna)
            _ = try await office.parts.assign(anna.id, topic: "Vertrieb", to: id, by: anna)
            await #expect(throws: AppError.invalid(["colleague": "choice"])) {
                try await office.parts.assign(gast.id, topic: "Vertrieb", to: id, by: anna)
            }
            let people = PeopleService(store: office.store)
            _ = try await people.addAbsence(
                from: Office.today, until: Office.today, standIn: jonas.id, note: "", today: Office.today,
                by: anna)
            let whole = try await office.whole(id, for: anna)
            #expect(whole.responsibilities.map(\.person) == [anna.id])
            #expect(whole.absences[anna.id]?.standIn?.id == jonas.id)
            #expect(
                whole.entries.map(\.title) == ["Vertrieb: Jonas Weber → Anna Groß", "Vertrieb: Jonas Weber"])
            try await office.parts.remove(now.id, of: id, by: anna)
            let after = try await office.whole(id, for: anna)
            #expect(after.responsibilities.isEmpty)
            #expect(after.entries.first?.title == "Vertrieb: Anna Groß → –")
        }
    }

    @Test("The newest statement per purpose and channel counts; silence is a no", arguments: TestEngine.all)
    func consents(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let id = try await office.company("Bäckerei", by: anna)
            func says(_ granted: Bool, _ channel: Channel = .email, at: Timestamp? = nil) async throws {
                var draft = CustomerPartsService.ConsentDraft(
                    purpose: "Werbung", channel: channel, isGranted: granted, source: "Formular")
                draft.at = at
                _ = try await office.parts.add(draft, to: id, by: anna)
                office.time.pass(seconds: 60)
            }
            func mayMail(_ channel: Channel = .email, isCheerful: Bool = true) async throws -> Bool {
                try await office.store.database.read {
                    try CustomerConsentStore().mayContact(
                        id, for: "Werbung", on: channel, isCheerful: isCheerful, in: $0)
                }
            }
            #expect(try await !mayMail())
            try await says(true)
            #expect(try await mayMail())
            #expect(try await !mayMail(.phone))
            // What is written down later but was said earlier does not count.
            try await says(false, at: Timestamp(startOf: Office.today).adding(seconds: -86400))
            #expect(try await mayMail())
            try await says(false)
            #expect(try await !mayMail())
            let all = try await office.parts.consents(of: id, for: anna).consents
            #expect(all.map(\.isGranted) == [false, true, false])
            #expect(all.current.map(\.isGranted) == [false])
            await #expect(throws: AppError.invalid(["said_on": "future"])) {
                try await says(true, at: Timestamp(startOf: Office.today).adding(seconds: 86400 * 2))
            }
        }
    }

    @Test("Nothing cheerful goes to a customer that is dunned", arguments: TestEngine.all)
    func dunned(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let calm = try await office.company("A", by: anna)
            let dunned = try await office.company("B", by: anna)
            for id in [calm, dunned] {
                _ = try await office.parts.add(
                    .init(purpose: "Werbung", channel: .email, isGranted: true, source: "Formular"), to: id,
                    by: anna)
            }
            try await office.store.owe(1200, level: 2, id: dunned)
            let consents = CustomerConsentStore()
            let found = try await office.store.database.read { tx in
                (
                    try consents.audience(for: "Werbung", on: .email, after: nil, limit: 10, in: tx),
                    try consents.audience(
                        for: "Werbung", on: .email, isCheerful: false, after: nil, limit: 10, in: tx),
                    try consents.audience(for: "Werbung", on: .email, after: calm, limit: 10, in: tx)
                )
            }
            #expect(found.0 == [calm])
            #expect(found.1 == [calm, dunned])
            #expect(found.2.isEmpty)
        }
    }

    @Test("Related customers stand on both pages, and end on both", arguments: TestEngine.all)
    func relations(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let mother = try await office.company("Mutter AG", by: anna)
            let child = try await office.company("Tochter GmbH", by: anna)
            try await office.parts.add(ExternalNumber(system: "DATEV", number: "10432"), to: child, by: anna)
            #expect(try await office.parts.candidates(for: "10432", by: anna).map(\.id) == [child])
            #expect(try await office.parts.candidates(for: "tochter", by: anna).map(\.id) == [child])
            #expect(try await office.parts.candidates(for: child.text, by: anna).map(\.id) == [child])
            let relation = try await office.parts.relate(mother, to: child, .group, note: "", by: anna)
            await #expect(throws: AppError.invalid(["other": "taken"])) {
                try await office.parts.relate(child, to: mother, .group, note: "", by: anna)
            }
            await #expect(throws: AppError.invalid(["other": "self"])) {
                try await office.parts.relate(child, to: child, .group, note: "", by: anna)
            }
            #expect(try await office.whole(child, for: anna).relations.map(\.other) == [mother])
            try await office.parts.remove(relation.id, of: child, by: anna)
            #expect(try await office.whole(mother, for: anna).relations.isEmpty)
        }
    }

    @Test("A number belongs to one customer", arguments: TestEngine.all)
    func numbers(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let first = try await office.company("A", by: anna)
            let second = try await office.company("B", by: anna)
            let number = ExternalNumber(system: "DATEV", number: "1")
            try await office.parts.add(number, to: first, by: anna)
            await #expect(throws: AppError.invalid(["number": "taken"])) {
                try await office.parts.add(number, to: second, by: anna)
            }
            try await office.parts.remove(number: "DATEV:1", from: first, by: anna)
            try await office.parts.add(number, to: second, by: anna)
            #expect(try await office.whole(second, for: anna).numbers == [number])
        }
    }

    @Test("Soft facts say who told them, and go", arguments: TestEngine.all)
    func facts(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let id = try await office.company("A", by: anna)
            var draft = CustomerPartsService.FactDraft(kind: .need, text: "Braucht schnelle Hilfe")
            draft.saidBy = "Frau Lindner"
            draft.confidence = .likely
            draft.expires = Office.today
            let fact = try await office.parts.add(draft, to: id, by: anna)
            #expect(try await office.whole(id, for: anna).facts == [fact])
            #expect(
                fact.saidBy == "Frau Lindner" && fact.authorName == "Anna" && fact.expires == Office.today)
            try await office.parts.remove(fact.id, of: id, by: anna)
            #expect(try await office.whole(id, for: anna).facts.isEmpty)
        }
    }

    @Test("What is due first stands first, what is due on no day last", arguments: TestEngine.all)
    func dueFirst(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let id = try await office.company("A", by: anna)
            try await office.store.owe(100, level: 0, id: id, number: "1", due: nil)
            try await office.store.owe(
                100, level: 0, id: id, number: "2", due: CivilDate(daysSince1970: 20_030))
            try await office.store.owe(
                100, level: 0, id: id, number: "3", due: CivilDate(daysSince1970: 19_990))
            #expect(try await office.whole(id, for: anna).openItems.map(\.number) == ["3", "2", "1"])
        }
    }
}
