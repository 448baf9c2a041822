import Platform
import Storage
import Timeline
import Web

extension SearchQueue.Kind {
    /// Something about a customer changed, be it of the people there.
    package static let customer = Self(rawValue: "customer")
}

extension SearchShelf {
    static let customers = Self(rawValue: 1)
    static let contacts = Self(rawValue: 2)
}

extension SearchFeed {
    static let customers = SearchFeed(
        .customer, ids: { try CustomerSearchStore().ids(after: $0, limit: $1, in: $2) },
        count: { try CustomerSearchStore().count(in: $0) },
        documents: { try CustomerSearchStore().documents($0, in: $1) })
}

extension SearchSource {
    static let ofCustomers = [customer, contact, entry, mail]

    /// Customers.
    package static let customer = SearchSource(
        "customer", Words("Kunden", "Customers"), rank: 10, on: .customers, from: .customer,
        gate: { CustomerSearchStore.customers(for: $0) },
        hits: { try CustomerSearchStore().customers($0, for: $1, in: $2) },
        familiarity: { try CustomerSearchStore().familiarity(of: $0, to: $1, in: $2) },
        readable: { ids, viewer, tx in
            guard !viewer.isEmployee else { return nil }
            return try CustomerSearchStore().documents(ids, isForGuests: true, in: tx)
        })

    /// People at customers.
    package static let contact = SearchSource(
        "contact", Words("Ansprechpartner", "Contacts"), rank: 20, on: .contacts, from: .customer,
        gate: { CustomerSearchStore.contacts(for: $0) },
        hits: { ids, _, tx in try CustomerSearchStore().contacts(ids, in: tx) })

    /// Everything that happened with customers, mails too. The timeline brings it; who may see it hangs on the customer.
    package static let entry = SearchSource(
        "entry", Words("Ereignisse", "Events"), rank: 40, on: .entries, from: .entry,
        gate: { EntrySearchStore.entries(for: $0) },
        hits: { ids, _, tx in try EntrySearchStore().hits(ids, in: tx) })

    /// Mails alone; as hits they are entries.
    package static let mail = SearchSource(
        "mail", Words("E-Mails", "E-mails"), rank: 50, on: .entries, from: .entry, isInAll: false,
        gate: { EntrySearchStore.mails(for: $0) },
        hits: { ids, _, tx in try EntrySearchStore().hits(ids, in: tx) })
}

extension Recents {
    static let customers = Recents("customer", Words("Zuletzt geöffnet", "Recently opened")) {
        viewer, limit, tx in
        try CustomerStore().recent(for: viewer, limit: limit, in: tx).map { customer in
            let shown = customer.seen(by: viewer)
            return RecentThing(shown.name, detail: shown.city, .customer(shown.id), .customers)
        }
    }
}

extension Words {
    /// How far dunning has gone.
    static func dunning(_ level: Int) -> Words { Words("Mahnstufe \(level)", "Dunning level \(level)") }
}
