import Customers
import Language
import People
import Platform

/// What a record changes of a known customer. Only fields that the file filled and that changed in it since it was read
/// last are looked at, so that what colleagues wrote meanwhile stays.
struct CustomerComparison {
    /// The customer as it will be.
    private(set) var known: KnownCustomer
    private(set) var newReaches: [Reach] = []
    private(set) var changedReaches: [Reach] = []
    private(set) var newAddress: Address?
    private(set) var changedAddress: Address?
    private(set) var newContact: Contact?
    private(set) var changedContact: Contact?
    private(set) var newTags: [String] = []
    private(set) var newResponsibility: CareTopic.Holder?
    /// Whether somebody else has the topic already, and keeps it.
    private(set) var isCareTaken = false
    /// Whether the customer has so much of something already that more of it was left out.
    private(set) var isFull = false
    private(set) var hasNewDetails = false
    /// What was changed, for the history.
    private(set) var log: [(field: String, old: String, new: String)] = []

    /// - Parameters:
    ///   - fields: which fields of the file are compared, by the names of `Fingerprint.fields`.
    ///   - ids: where new parts take their ids from.
    ///   - topic: what a responsible colleague is to be responsible for.
    init(
        _ record: CustomerRecord, with known: KnownCustomer, in fields: Set<String>, ids: IDSource,
        topic: CareTopic = .german
    ) {
        self.known = known
        compareDetails(record, fields)
        let contact = compareContact(record.contact, fields.contains("contact"), ids)
        for slot in CustomerRecord.Slot.allCases where fields.contains(slot.field) {
            compareReaches(record.reaches.filter { $0.slot == slot }, slot, contact, ids)
        }
        // What a person's card says of the company only fills gaps.
        if fields.contains("address"), !record.isContact || known.addresses.isEmpty {
            compareAddress(record.place, ids)
        }
        if fields.contains("tags") { compareTags(record.tags) }
        if fields.contains("responsible"), let person = record.responsible {
            compareResponsible(person, topic)
        }
    }

    /// Whether nothing changes.
    var isEmpty: Bool { log.isEmpty }

    private mutating func hasRoom(_ limit: PartLimit, _ count: Int) -> Bool {
        if count >= limit.most { isFull = true }
        return count < limit.most
    }

    private mutating func compareDetails(_ record: CustomerRecord, _ fields: Set<String>) {
        for field in CustomerField.all where fields.contains(field.name) {
            if field.name == "kind", !record.hasKind { continue }
            let new = field.value(of: record.details)
            let old = field.value(of: known.customer.details)
            guard !new.isEmpty, new != old, old.isEmpty || !record.isContact else { continue }
            do {
                try field.set(new, in: &known.customer.details)
            } catch {
                preconditionFailure("the reader checked \(field.name)")
            }
            hasNewDetails = true
            log.append((field.name, old, new))
        }
    }

    /// - Returns: the person at the company whom the record names.
    private mutating func compareContact(
        _ person: CustomerRecord.Person, _ isWanted: Bool, _ ids: IDSource
    ) -> ID<Contact>? {
        guard !person.isEmpty else { return nil }
        let wanted = Contact(ids.next(), person)
        let key = SortKey.key(wanted.name)
        if let index = known.contacts.firstIndex(where: { SortKey.key($0.name) == key }) {
            if isWanted { change(contactAt: index, to: person) }
            return known.contacts[index].id
        }
        guard isWanted, hasRoom(.contact, known.contacts.count) else { return nil }
        known.contacts.append(wanted)
        newContact = wanted
        log.append(("contact", "", wanted.name))
        return wanted.id
    }

    private mutating func change(contactAt index: Int, to person: CustomerRecord.Person) {
        var contact = known.contacts[index]
        let old = contact
        if !person.salutation.isEmpty { contact.salutation = person.salutation }
        if !person.position.isEmpty { contact.position = person.position }
        guard contact != old else { return }
        known.contacts[index] = contact
        changedContact = contact
        log.append(("contact", Self.text(old), Self.text(contact)))
    }

    private static func text(_ contact: Contact) -> String {
        [contact.salutation, contact.name, contact.position].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// One number for another replaces it; anything else only adds, so that no number is lost.
    private mutating func compareReaches(
        _ wanted: [CustomerRecord.Reaching], _ slot: CustomerRecord.Slot, _ contact: ID<Contact>?,
        _ ids: IDSource
    ) {
        let new = wanted.filter { wanted in
            !known.reaches.contains { $0.kind == slot.kind && $0.value == wanted.value }
        }
        guard let first = new.first else { return }
        let gone = known.reaches.indices.filter { index in
            let reach = known.reaches[index]
            return reach.kind == slot.kind && reach.label == slot.label
                && reach.contact == (first.isContacts ? contact : nil)
                && !wanted.contains { $0.value == reach.value }
        }
        if wanted.count == 1, gone.count == 1, let index = gone.first {
            log.append((slot.field, known.reaches[index].display, first.display))
            known.reaches[index].value = first.value
            known.reaches[index].display = first.display
            changedReaches.append(known.reaches[index])
            return
        }
        for reaching in new where hasRoom(.reach, known.reaches.count) {
            let reach = Reach(ids.next(), reaching, contact: contact)
            known.reaches.append(reach)
            newReaches.append(reach)
            log.append((slot.field, "", reach.display))
        }
    }

    private mutating func compareAddress(_ place: CustomerRecord.Place, _ ids: IDSource) {
        guard !place.isEmpty, !known.addresses.contains(where: place.says) else { return }
        guard var address = known.addresses.first else {
            let address = Address(ids.next(), place)
            known.addresses.append(address)
            newAddress = address
            log.append(("address", "", address.line))
            return
        }
        let old = address
        if !place.street.isEmpty { address.street = place.street }
        if !place.postcode.isEmpty { address.postcode = place.postcode }
        if !place.city.isEmpty { address.city = place.city }
        if !place.country.isEmpty { address.country = place.country }
        known.addresses[0] = address
        changedAddress = address
        log.append(("address", old.line, address.line))
    }

    private mutating func compareTags(_ tags: [String]) {
        for tag in tags where !known.tags.contains(tag) && hasRoom(.tag, known.tags.count) {
            known.tags.append(tag)
            newTags.append(tag)
            log.append(("tag", "", tag))
        }
    }
}

extension CareTopic {
    /// Who has it.
    typealias Holder = (topic: String, person: PersonRef)
}

extension CustomerComparison {
    /// Whoever looks after the customer, whatever for, needs no second topic; and nobody loses theirs.
    private mutating func compareResponsible(_ person: PersonRef, _ topic: CareTopic) {
        guard !known.responsibilities.contains(where: { $0.person == person.id }) else { return }
        guard !known.responsibilities.contains(where: { CareTopic(rawValue: $0.topic) != nil }) else {
            isCareTaken = true
            return
        }
        guard known.responsibilities.count < PartLimit.responsibility.most else { return }
        known.responsibilities.append((topic.rawValue, person.id))
        newResponsibility = (topic.rawValue, person)
        log.append(("responsibility", "", "\(topic.rawValue): \(person.name)"))
    }
}

extension CustomerRecord.Place {
    /// Whether everything that is said here stands there.
    func says(_ address: Address) -> Bool {
        (street.isEmpty || street == address.street) && (postcode.isEmpty || postcode == address.postcode)
            && (city.isEmpty || city == address.city) && (country.isEmpty || country == address.country)
    }
}

extension Address {
    init(_ id: ID<Address>, _ place: CustomerRecord.Place) {
        self.init(
            id, street: place.street, postcode: place.postcode, city: place.city, country: place.country)
    }

    /// In one line, for the history.
    var line: String {
        let town = [country, postcode, city].filter { !$0.isEmpty }.joined(separator: " ")
        return [street, town].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

extension Contact {
    init(_ id: ID<Contact>, _ person: CustomerRecord.Person) {
        self.init(
            id, salutation: person.salutation,
            firstName: [person.title, person.firstName].filter { !$0.isEmpty }.joined(separator: " "),
            lastName: person.lastName, position: person.position)
    }
}

extension Reach {
    init(_ id: ID<Reach>, _ reaching: CustomerRecord.Reaching, contact: ID<Contact>?) {
        self.init(
            id, reaching.slot.kind, value: reaching.value, display: reaching.display,
            label: reaching.slot.label,
            contact: reaching.isContacts ? contact : nil)
    }
}
