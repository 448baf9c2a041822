import People
import Platform

/// A phone, mail address or handle, for programs.
struct ReachJSON: Encodable, Sendable {
    let id: String
    let kind: String
    let label: String
    /// In the one form by which it is found.
    let value: String
    /// As people write it.
    let display: String
    let contact: String?
    let version: Int

    init(_ reach: Reach) {
        id = reach.id.text
        kind = reach.kind.rawValue
        label = reach.label
        value = reach.value
        display = reach.display
        contact = reach.contact?.text
        version = reach.version
    }

    static let example = ReachJSON(Reach(id: ID(1), kind: .phone, value: "", display: "", label: ""))
}

/// An address, for programs.
struct AddressJSON: Encodable, Sendable {
    let id: String
    let label: String
    let street: String
    let postcode: String
    let city: String
    let country: String
    let version: Int

    init(_ address: Address) {
        id = address.id.text
        label = address.label
        street = address.street
        postcode = address.postcode
        city = address.city
        country = address.country
        version = address.version
    }

    static let example = AddressJSON(
        Address(id: ID(1), label: "", street: "", postcode: "", city: "", country: ""))
}

/// A person at a company, for programs.
struct ContactJSON: Encodable, Sendable {
    let id: String
    let salutation: String
    let firstName: String
    let lastName: String
    let name: String
    let position: String
    let version: Int

    init(_ contact: Contact) {
        id = contact.id.text
        salutation = contact.salutation
        firstName = contact.firstName
        lastName = contact.lastName
        name = contact.name
        position = contact.position
        version = contact.version
    }

    static let example = ContactJSON(
        Contact(id: ID(1), salutation: "", firstName: "", lastName: "", position: ""))
}

/// Who looks after a customer for what, for programs.
struct ResponsibilityJSON: Encodable, Sendable {
    let id: String
    let person: PersonID
    let name: String
    let topic: String
    let since: Timestamp
    /// The last day on which they are away; absent: they are here.
    let awayUntil: CivilDate?
    /// Who stands in meanwhile.
    let standIn: PersonID?
    let version: Int

    init(_ responsibility: Responsibility, _ absence: Absence? = nil) {
        id = responsibility.id.text
        person = responsibility.person
        name = responsibility.personName
        topic = responsibility.topic
        since = responsibility.since
        awayUntil = absence?.lastDay
        standIn = absence?.standIn?.id
        version = responsibility.version
    }

    static let example = ResponsibilityJSON(
        Responsibility(id: ID(1), person: PersonID(1), personName: "", topic: "", since: Timestamp(us: 0)))
}

/// A soft fact, for programs.
struct FactJSON: Encodable, Sendable {
    let id: String
    let kind: String
    let text: String
    let saidBy: String
    let author: PersonID
    let at: Timestamp
    let confidence: String
    let expires: CivilDate?
    let version: Int

    init(_ fact: SoftFact) {
        id = fact.id.text
        kind = fact.kind.rawValue
        text = fact.text
        saidBy = fact.saidBy
        author = fact.author
        at = fact.at
        confidence = fact.confidence.rawValue
        expires = fact.expires
        version = fact.version
    }

    static let example = FactJSON(
        SoftFact(
            id: ID(1), kind: .need, text: "", saidBy: "", author: PersonID(1), authorName: "",
            at: Timestamp(us: 0),
            confidence: .certain, expires: nil))
}

/// A customer's statement about being contacted, for programs.
struct ConsentJSON: Encodable, Sendable {
    let id: String
    let purpose: String
    let channel: String
    let isGranted: Bool
    let source: String
    let proof: String
    let at: Timestamp
    let recordedBy: String

    init(_ consent: Consent) {
        id = consent.id.text
        purpose = consent.purpose
        channel = consent.channel.rawValue
        isGranted = consent.isGranted
        source = consent.source
        proof = consent.proof
        at = consent.at
        recordedBy = consent.recordedBy
    }

    static let example = ConsentJSON(
        Consent(
            id: ID(1), purpose: "", channel: .email, isGranted: true, source: "", proof: "",
            at: Timestamp(us: 0),
            recordedBy: ""))
}

/// An invoice that is not paid yet, for programs.
struct OpenItemJSON: Encodable, Sendable {
    let number: String
    let issued: CivilDate?
    let due: CivilDate?
    let amountCents: Int
    let openCents: Int
    let currency: String
    let dunningLevel: Int

    init(_ item: OpenItem) {
        number = item.number
        issued = item.issued
        due = item.due
        amountCents = item.amountCents
        openCents = item.openCents
        currency = item.currency
        dunningLevel = item.dunningLevel
    }
}

/// A related customer, for programs.
struct RelationJSON: Encodable, Sendable {
    let id: String
    let kind: String
    let customer: CustomerID
    let name: String
    let note: String

    init(_ relation: Relation) {
        id = relation.id.text
        kind = relation.kind.rawValue
        customer = relation.other
        name = relation.otherName
        note = relation.note
    }

    static let example = RelationJSON(
        Relation(id: ID(1), kind: .group, other: CustomerID(1), otherName: "", note: ""))
}

/// A guest of a customer, for programs.
struct GuestJSON: Encodable, Sendable {
    let person: PersonID
    let name: String

    init(_ guest: Guest) { (person, name) = (guest.id, guest.name) }

    static let example = GuestJSON(Guest(id: PersonID(1), name: ""))
}

/// A tag, for programs.
struct TagJSON: Encodable, Sendable {
    let tag: String
}

/// A number in another system, for programs.
struct NumberJSON: Encodable, Sendable {
    let system: String
    let number: String
    /// Names it in links.
    let key: String

    init(_ number: ExternalNumber) { (system, self.number, key) = (number.system, number.number, number.key) }
}
