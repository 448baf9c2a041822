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
    /// A sum for each currency; here and below: absent outside of lists, and for guests.
    let owed: [Owed]?
    /// The first of the numbers.
    let number: String?
    let tags: [String]?
    let responsible: Responsible?
    let version: Int

    /// Whoever has been responsible for longest.
    struct Responsible: Encodable, Sendable {
        let id: PersonID
        let name: String
    }

    /// What is owed in one currency.
    struct Owed: Encodable, Sendable {
        /// ISO 4217.
        let currency: String
        let cents: Int
    }

    /// The customer as JSON. - Parameter parts: what a list shows beside the customer's own row.
    package init(_ customer: Customer, _ parts: CustomerStore.ListParts? = nil) {
        id = customer.id
        kind = customer.details.kind.rawValue
        name = customer.name
        city = customer.city
        dunningLevel = customer.dunningLevel
        openCents = customer.openCents
        lastEntryAt = customer.lastEntryAt
        owed = parts?.owed.map { Owed(currency: $0.currency, cents: $0.cents) }
        number = parts?.number
        tags = parts?.tags
        responsible = parts?.responsible.map { Responsible(id: $0.id, name: $0.name) }
        version = customer.version
    }

    static let example = CustomerJSON(
        Customer(id: CustomerID(1), details: .company("Groß GmbH"), createdAt: Timestamp(us: 0)))
    static let listExample = CustomerJSON(
        Customer(id: CustomerID(1), details: .company("Groß GmbH"), createdAt: Timestamp(us: 0)),
        .init(
            tags: ["A-Kunde"], number: "10001", responsible: (PersonID(1), "Anna"), owed: [("EUR", 100)]))
}

/// The whole customer, for programs. What the asker may not see is empty.
struct WholeJSON: Encodable, Sendable {
    let id: CustomerID
    let version: Int
    let name: String
    /// Field names of `CustomerField` with their values.
    let details: [String: String]
    let numbers: [NumberJSON]
    let tags: [String]
    let reaches: [ReachJSON]
    let addresses: [AddressJSON]
    let contacts: [ContactJSON]
    let responsibilities: [ResponsibilityJSON]
    let facts: [FactJSON]
    let consents: [ConsentJSON]
    let openItems: [OpenItemJSON]
    let openCents: Int
    let dunningLevel: Int
    let related: [RelationJSON]
    let guests: [GuestJSON]
    let isStarred: Bool
    let timeline: [EntryJSON]
    let nextEntries: String?

    init(_ whole: CustomerService.Whole) {
        let customer = whole.customer
        id = customer.id
        version = customer.version
        name = customer.name
        details = Dictionary(
            uniqueKeysWithValues: CustomerField.all.map { ($0.name, $0.value(of: customer.details)) })
        numbers = whole.numbers.map(NumberJSON.init)
        tags = whole.tags
        reaches = whole.reaches.map(ReachJSON.init)
        addresses = whole.addresses.map(AddressJSON.init)
        contacts = whole.contacts.map(ContactJSON.init)
        responsibilities = whole.responsibilities.map { ResponsibilityJSON($0, whole.absences[$0.person]) }
        facts = whole.facts.map(FactJSON.init)
        consents = whole.consents.map(ConsentJSON.init)
        openItems = whole.openItems.map(OpenItemJSON.init)
        openCents = customer.openCents
        dunningLevel = customer.dunningLevel
        related = whole.relations.map(RelationJSON.init)
        guests = whole.guests.map(GuestJSON.init)
        isStarred = whole.bond.isStarred
        let shown = whole.entries.prefix(TimelineStore.pageSize)
        timeline = shown.map(EntryJSON.init)
        nextEntries = whole.entries.count > shown.count ? shown.last.map { TimelineCursor($0).text } : nil
    }

    static let example = WholeJSON(
        CustomerService.Whole(
            customer: Customer(id: CustomerID(1), details: .company("Groß GmbH"), createdAt: Timestamp(us: 0))
        ))
}
