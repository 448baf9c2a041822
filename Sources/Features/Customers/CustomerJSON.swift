import Platform
import Timeline

/// A customer in a list, for programs.
package struct CustomerJSON: Encodable, Sendable {
    let id: CustomerID
    let kind: String
    let name: String
    let city: String
    let dunningLevel: Int
    let openCents: Int
    let lastEntryAt: Timestamp?
    let version: Int

    /// The customer as JSON.
    package init(_ customer: Customer) {
        id = customer.id
        kind = customer.details.kind.rawValue
        name = customer.name
        city = customer.city
        dunningLevel = customer.dunningLevel
        openCents = customer.openCents
        lastEntryAt = customer.lastEntryAt
        version = customer.version
    }

    static let example = CustomerJSON(
        Customer(id: CustomerID(1), details: .company("Groß GmbH"), createdAt: Timestamp(us: 0)))
}

/// The whole customer, for programs.
struct WholeJSON: Encodable, Sendable {
    struct Part: Encodable, Sendable {
        let id: String
        let kind: String
        let label: String
        let value: String
        let contact: String?
    }

    struct Person: Encodable, Sendable {
        let id: String
        let name: String
        let position: String
    }

    struct Place: Encodable, Sendable {
        let id: String
        let label: String
        let street: String
        let postcode: String
        let city: String
        let country: String
    }

    struct Responsible: Encodable, Sendable {
        let id: String
        let person: PersonID
        let name: String
        let topic: String
    }

    struct Fact: Encodable, Sendable {
        let id: String
        let kind: String
        let text: String
        let saidBy: String
        let author: PersonID
        let at: Timestamp
        let confidence: String
        let expires: CivilDate?
    }

    struct Agreement: Encodable, Sendable {
        let id: String
        let purpose: String
        let channel: String
        let isGranted: Bool
        let source: String
        let proof: String
        let at: Timestamp
    }

    struct Item: Encodable, Sendable {
        let number: String
        let due: CivilDate?
        let openCents: Int
        let currency: String
        let dunningLevel: Int
    }

    struct Related: Encodable, Sendable {
        let id: String
        let kind: String
        let customer: CustomerID
        let name: String
    }

    let id: CustomerID
    let version: Int
    let name: String
    /// Field names of `CustomerField` with their values.
    let details: [String: String]
    let numbers: [String: String]
    let tags: [String]
    let reaches: [Part]
    let addresses: [Place]
    let contacts: [Person]
    let responsibilities: [Responsible]
    let facts: [Fact]
    let consents: [Agreement]
    let openItems: [Item]
    let openCents: Int
    let dunningLevel: Int
    let related: [Related]
    let timeline: [EntryJSON]
    let nextEntries: String?

    init(_ whole: CustomerService.Whole) {
        let customer = whole.customer
        id = customer.id
        version = customer.version
        name = customer.name
        details = Dictionary(
            uniqueKeysWithValues: CustomerField.all.map { ($0.name, $0.value(of: customer.details)) })
        numbers = Dictionary(
            whole.numbers.map { ($0.system, $0.number) }, uniquingKeysWith: { first, _ in first })
        tags = whole.tags
        reaches = whole.reaches.map {
            Part(
                id: $0.id.text, kind: $0.kind.rawValue, label: $0.label, value: $0.value,
                contact: $0.contact?.text)
        }
        addresses = whole.addresses.map {
            Place(
                id: $0.id.text, label: $0.label, street: $0.street, postcode: $0.postcode, city: $0.city,
                country: $0.country)
        }
        contacts = whole.contacts.map { Person(id: $0.id.text, name: $0.name, position: $0.position) }
        responsibilities = whole.responsibilities.map {
            Responsible(id: $0.id.text, person: $0.person, name: $0.personName, topic: $0.topic)
        }
        facts = whole.facts.map {
            Fact(
                id: $0.id.text, kind: $0.kind.rawValue, text: $0.text, saidBy: $0.saidBy, author: $0.author,
                at: $0.at,
                confidence: $0.confidence.rawValue, expires: $0.expires)
        }
        consents = whole.consents.map {
            Agreement(
                id: $0.id.text, purpose: $0.purpose, channel: $0.channel.rawValue, isGranted: $0.isGranted,
                source: $0.source, proof: $0.proof, at: $0.at)
        }
        openItems = whole.openItems.map {
            Item(
                number: $0.number, due: $0.due, openCents: $0.openCents, currency: $0.currency,
                dunningLevel: $0.dunningLevel)
        }
        openCents = customer.openCents
        dunningLevel = customer.dunningLevel
        related = whole.relations.map {
            Related(id: $0.id.text, kind: $0.kind.rawValue, customer: $0.other, name: $0.otherName)
        }
        let shown = whole.entries.prefix(TimelineStore.pageSize)
        timeline = shown.map(EntryJSON.init)
        nextEntries = whole.entries.count > shown.count ? shown.last.map { TimelineCursor($0).text } : nil
    }
}
