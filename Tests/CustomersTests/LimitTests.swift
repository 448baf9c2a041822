import Platform
import Storage
import TestKit
import Testing
import Timeline

@testable import Customers
@testable import People

/// What one may have many of: as many as may be there are all shown, and one more is refused.
@Suite("How many there may be") struct LimitTests {
    @Test(
        "Nothing of a customer is taken in that is not shown", arguments: PartLimit.allCases, TestEngine.all)
    func parts(limit: PartLimit, engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let id = try await office.company("Hafen", by: anna)
            let others = try await Self.fill(limit, limit.most - 1, id, office, anna)
            #expect(try await Self.count(limit, id, office, anna) == limit.most - 1)
            guard limit != .openItem else { return }
            try await Self.add(limit, id, office, anna, others[0], "vorletzte")
            #expect(try await Self.count(limit, id, office, anna) == limit.most)
            let error = await #expect(throws: AppError.self) {
                try await Self.add(limit, id, office, anna, others[1], "letzte")
            }
            #expect(error?.code == .invalid && error.map { Array($0.fields.values) } == ["many"])
            #expect(try await Self.count(limit, id, office, anna) == limit.most)
        }
    }

    @Test("A customer who says no is heard however often they said yes")
    func withdrawal() async throws {
        try await Office.with(.sqlite) { office in
            let anna = try await office.member("Anna")
            let id = try await office.company("Hafen", by: anna)
            _ = try await Self.fill(.consent, PartLimit.consent.most, id, office, anna)
            let no = CustomerPartsService.ConsentDraft(
                purpose: "Werbung", channel: .email, isGranted: false, source: "Telefonat")
            _ = try await office.parts.add(no, to: id, by: anna)
            #expect(try await office.parts.consents(of: id, for: anna).consents.first?.isGranted == false)
        }
    }

    @Test("What an earlier version took beyond the limit is shown, and can go", arguments: TestEngine.all)
    func earlier(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let id = try await office.company("Hafen", by: anna)
            _ = try await Self.fill(.tag, 3000, id, office, anna)
            #expect(try await Self.count(.tag, id, office, anna) == 3000)
            try await office.parts.remove(tag: "tag 2999", from: id, by: anna)
            #expect(try await Self.count(.tag, id, office, anna) == 2999)
        }
    }

    @Test("A guest beyond those that a form offers can be chosen by id", arguments: TestEngine.all)
    func manyGuests(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let id = try await office.company("Hafen", by: anna)
            let guests = try await Self.people(2100, .guest, office)
            _ = try await office.parts.share(id, with: guests[2099], by: anna)
            #expect(try await office.whole(id, for: anna).guests.map(\.id) == [guests[2099]])
        }
    }

    @Test("Texts that were changed a hundred times are all there; then another entry must be written")
    func revisions() async throws {
        try await Office.with(.sqlite) { office in
            let anna = try await office.member("Anna")
            let id = try await office.company("Hafen", by: anna)
            let entry = try await office.talk.add(.init(kind: .note, text: "0"), to: id, by: anna)
            for number in 1...TimelineStore.revisionLimit {
                _ = try await office.talk.rewrite(entry.id, of: id, to: "\(number)", seen: nil, by: anna)
            }
            await #expect(throws: AppError.invalid(["text": "revisions"])) {
                try await office.talk.rewrite(entry.id, of: id, to: "mehr", seen: nil, by: anna)
            }
            let texts = try await office.talk.revisions(of: entry.id, of: id, for: anna).texts.map(\.text)
            #expect(texts == (0..<TimelineStore.revisionLimit).reversed().map(String.init))
        }
    }

    // MARK: Making and counting

    private static func count(
        _ limit: PartLimit, _ id: CustomerID, _ office: Office, _ anna: Viewer
    ) async throws -> Int {
        let whole = try await office.whole(id, for: anna)
        return switch limit {
        case .reach: whole.reaches.count
        case .address: whole.addresses.count
        case .contact: whole.contacts.count
        case .number: whole.numbers.count
        case .tag: whole.tags.count
        case .responsibility: whole.responsibilities.count
        case .fact: whole.facts.count
        case .consent: whole.consents.count
        case .openItem: whole.openItems.count
        case .relation: whole.relations.count
        case .guest: whole.guests.count
        }
    }

    private static func add(
        _ limit: PartLimit, _ id: CustomerID, _ office: Office, _ anna: Viewer, _ other: Int64, _ name: String
    ) async throws {
        let parts = office.parts
        switch limit {
        case .reach:
            _ = try await parts.add(.init(kind: .email, value: "\(name)@example.org"), to: id, by: anna)
        case .address: _ = try await parts.add(place(name, ID(1)), to: id, by: anna)
        case .contact: _ = try await parts.add(contact(name, ID(1)), to: id, by: anna)
        case .number: try await parts.add(ExternalNumber(name, in: "ERP"), to: id, by: anna)
        case .tag: try await parts.add(tag: name, to: id, by: anna)
        case .responsibility: _ = try await parts.assign(PersonID(other), topic: name, to: id, by: anna)
        case .fact: _ = try await parts.add(.init(kind: .need, text: name), to: id, by: anna)
        case .consent:
            let yes = CustomerPartsService.ConsentDraft(
                purpose: name, channel: .email, isGranted: true, source: "Telefonat")
            _ = try await parts.add(yes, to: id, by: anna)
        case .openItem: break
        case .relation:
            _ = try await parts.relate(id, to: CustomerID(other), .partner, note: "", by: anna)
        case .guest: _ = try await parts.share(id, with: PersonID(other), by: anna)
        }
    }

    /// Gives the customer `count`, by the store itself.
    /// - Returns: two more people or customers for those that need one.
    private static func fill(
        _ limit: PartLimit, _ count: Int, _ id: CustomerID, _ office: Office, _ anna: Viewer
    ) async throws -> [Int64] {
        let others: [Int64]
        switch limit {
        case .guest: others = try await people(count + 2, .guest, office).map(\.raw)
        case .responsibility: others = try await people(count + 2, .member, office).map(\.raw)
        case .relation: others = try await companies(count + 2, office).map(\.raw)
        default: others = (0..<count + 2).map(Int64.init)
        }
        try await office.store.database.write { tx in
            let store = CustomerPartsStore()
            for number in 0..<count {
                switch limit {
                case .reach:
                    let reach = Reach(
                        id: tx.id(), kind: .email, value: "\(number)@a.de", display: "", label: "")
                    try store.add(reach, to: id, in: tx)
                case .address: try store.add(place("\(number)", tx.id()), to: id, in: tx)
                case .contact: try store.add(contact("\(number)", tx.id()), to: id, in: tx)
                case .number: try store.add(ExternalNumber("\(number)", in: "ERP"), to: id, in: tx)
                case .tag: try store.add(tag: "tag \(number)", to: id, in: tx)
                case .responsibility:
                    try store.assign(PersonID(others[number]), topic: "\(number)", to: id, in: tx)
                case .fact:
                    let fact = SoftFact(
                        id: tx.id(), kind: .need, text: "\(number)", saidBy: "", author: anna.id,
                        authorName: "Anna", at: tx.now, confidence: .certain, expires: nil)
                    try store.add(fact, to: id, in: tx)
                case .consent:
                    let yes = Consent(
                        id: tx.id(), purpose: "\(number)", channel: .email, isGranted: true, source: "x",
                        proof: "", at: tx.now, recordedBy: "Anna")
                    try store.add(yes, to: id, in: tx)
                case .openItem:
                    let item = OpenItem(
                        id: tx.id(), number: "\(number)", issued: nil, due: nil, amountCents: 1, openCents: 1,
                        currency: "EUR", dunningLevel: 0)
                    try store.put(item, of: id, in: tx)
                case .relation:
                    try store.relate(id, to: CustomerID(others[number]), .partner, note: "", in: tx)
                case .guest: _ = try store.share(id, with: PersonID(others[number]), in: tx)
                }
            }
        }
        return Array(others.suffix(2))
    }

    private static func place(_ city: String, _ id: ID<Address>) -> Address {
        Address(id: id, label: "", street: "", postcode: "", city: city, country: "")
    }

    private static func contact(_ name: String, _ id: ID<Contact>) -> Contact {
        Contact(id: id, salutation: "", firstName: "", lastName: name, position: "")
    }

    private static func people(_ count: Int, _ role: Role, _ office: Office) async throws -> [PersonID] {
        try await office.store.database.write { tx in
            try (0..<count).map { number in
                let id: PersonID = tx.id()
                let person = Person(id: id, email: "\(id)@example.org", name: "P \(number)", role: role)
                try PersonStore().add(person, passwordHash: nil, in: tx)
                return id
            }
        }
    }

    private static func companies(_ count: Int, _ office: Office) async throws -> [CustomerID] {
        try await office.store.database.write { tx in
            try (0..<count).map { number in
                let customer = Customer(id: tx.id(), details: .company("C \(number)"), createdAt: tx.now)
                try CustomerStore().insert(customer, in: tx)
                return customer.id
            }
        }
    }
}
