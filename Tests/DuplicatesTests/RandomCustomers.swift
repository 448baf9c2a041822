import Customers
import Duplicates
import Platform
import Storage
import Timeline

/// Customers with random parts, alike enough that doubles are among them.
struct RandomCustomers {
    var random: Seeded
    let viewer: Viewer
    let people: [PersonID]
    let guest: PersonID
    private let customers = CustomerStore()
    private let parts = CustomerPartsStore()

    init(seed: UInt64, viewer: Viewer, people: [PersonID], guest: PersonID) {
        random = Seeded(state: seed)
        (self.viewer, self.people, self.guest) = (viewer, people, guest)
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }
    private mutating func times(_ most: Int) -> Range<Int> { 0..<Int.random(in: 0...most, using: &random) }

    mutating func customer(in tx: any Transaction) throws -> CustomerID {
        var details = CustomerDetails()
        details.kind = pick(Customer.Kind.allCases)
        for field in CustomerField.all
        where !["kind", "birth_date", "preferred_channel"].contains(field.name) {
            let values = field.values.isEmpty ? ["Groß", "Klein"] : field.values
            try field.set(pick([""] + values), in: &details)
        }
        (details.companyName, details.lastName) = (pick(["Groß GmbH", "Klein AG"]), pick(["Groß", "Klein"]))
        details.birthDate = pick([nil, CivilDate(iso: "1975-06-17")])
        let customer = Customer(
            id: tx.id(), details: details, createdAt: Timestamp(us: Int64(pick([1, 2, 3]))))
        try customers.insert(customer, in: tx)
        try addReaches(customer.id, in: tx)
        try addKnowledge(customer.id, in: tx)
        try addEntries(times(4).count, to: customer.id, in: tx)
        return customer.id
    }

    mutating func addReaches(_ id: CustomerID, in tx: any Transaction) throws {
        var contacts: [ID<Contact>?] = [nil]
        for _ in times(2) {
            let contact = Contact(
                tx.id(), salutation: "", firstName: pick(["Ilse", "Jo"]), lastName: "Groß",
                position: pick(["", "Chef"]))
            try parts.add(contact, to: id, in: tx)
            contacts.append(contact.id)
        }
        for _ in times(5) {
            let number = pick(["+49431123456", "+49431654321", "+4945112345"])
            let reach = Reach(
                tx.id(), .phone, value: number, display: number, label: pick(["", "mobil"]),
                contact: pick(contacts))
            try parts.add(reach, to: id, in: tx)
        }
        for _ in times(2) {
            let address = Address(
                tx.id(), street: pick(["Hauptstr. 1", "Kirchweg 7"]), postcode: "24103",
                city: pick(["Kiel", "Bonn"]),
                country: "")
            try parts.add(address, to: id, in: tx)
        }
        for _ in times(2) {
            try parts.add(ExternalNumber((tx.id() as ID<Void>).text, in: "erp"), to: id, in: tx)
        }
    }

    mutating func addKnowledge(_ id: CustomerID, in tx: any Transaction) throws {
        for _ in times(3) { try parts.add(tag: pick(["A-Kunde", "Messe", "Presse"]), to: id, in: tx) }
        for _ in times(2) {
            let fact = SoftFact(
                tx.id(), pick(SoftFact.Kind.allCases), pick(["mag Tee", "hat einen Hund"]), author: viewer.id,
                authorName: viewer.name, at: Timestamp(us: 5))
            try parts.add(fact, to: id, in: tx)
        }
        for _ in times(2) {
            let consent = Consent(
                tx.id(), purpose: "Werbung", channel: .email, isGranted: pick([true, false]), source: "Messe",
                at: Timestamp(us: Int64(pick([7, 8]))), recordedBy: "Anna")
            try parts.add(consent, to: id, in: tx)
        }
        for _ in times(2) {
            let item = OpenItem(
                tx.id(), number: pick(["R1", "R2", "R3"]), issued: nil, due: CivilDate(iso: "2026-11-01"),
                amountCents: 900, openCents: pick([100, 900]), currency: "EUR", dunningLevel: pick([0, 2]))
            try parts.put(item, of: id, in: tx)
        }
        try parts.refreshMoney(of: id, in: tx)
        for _ in times(3) {
            try parts.assign(pick(people), topic: pick(["Vertrieb", "Service", "Technik"]), to: id, in: tx)
        }
        if pick([true, false]) { _ = try parts.share(id, with: guest, in: tx) }
        for person in people where pick([true, false]) {
            try tx.run("INSERT INTO customer_star (person_id, customer_id) VALUES (\(person), \(id))")
        }
    }

    mutating func addEntries(_ count: Int, to id: CustomerID, in tx: any Transaction) throws {
        for _ in 0..<count {
            var entry = TimelineEntry(
                id: tx.id(), customer: id, at: Timestamp(us: Int64(pick([10, 20, 30]))), kind: .note,
                author: viewer.id,
                authorName: viewer.name)
            entry.text = pick(["angerufen", "besucht"])
            try TimelineStore().insert(entry, in: tx)
            try customers.noteContact(id, at: entry.at, in: tx)
        }
    }

    /// Relates each of `ids` with others, at random.
    mutating func relate(_ ids: [CustomerID], in tx: any Transaction) throws {
        for id in ids {
            let other = pick(ids)
            if other != id {
                try parts.relate(id, to: other, pick([.group, .partner]), note: pick(["", "x"]), in: tx)
            }
        }
    }

    /// Random choices for merging `pair`.
    mutating func choice(
        _ pair: CustomerPair, versions: [Int], _ responsibilities: [ID<Responsibility>]
    ) -> MergeChoice {
        var choice = MergeChoice(winner: pick([pair.low, pair.high]), versions: versions)
        let named = ["company_name", "last_name", "kind"]
        for field in CustomerField.all where named.contains(field.name) || pick([true, false]) {
            choice.fields[field.name] = pick([pair.low, pair.high])
        }
        choice.responsibilities = responsibilities.filter { _ in pick([true, false]) }
        return choice
    }
}

/// Numbers that look random and are the same in every run (SplitMix64, Steele, Lea and Flood 2014,
/// DOI 10.1145/2660193.2660195).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
