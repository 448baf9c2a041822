import People
import Platform
import Storage

/// The SQL of what belongs to a customer. Callers have let the viewer through the customer's gate.
package struct CustomerPartsStore: Sendable {
    /// A store.
    package init() {}

    // MARK: Reading
    //
    // A page asks for all of these. Where no index has the order that people want and all rows are read anyway, they are
    // put into it here: `ORDER BY … LIMIT` has SQLite build and drop a small tree, which takes longer than reading them.

    /// Phones first, then addresses, then the rest, of the customer and of the people there; of one kind in the order in
    /// which they were added.
    package func reaches(of id: CustomerID, in tx: any Transaction) throws -> [Reach] {
        let reaches = try tx.rows(
            """
            SELECT id, kind, value, display, label, contact_id, version FROM customer_reach
            WHERE customer_id = \(id) ORDER BY id LIMIT \(PartLimit.read)
            """
        ) {
            Reach(
                id: $0.id(0), kind: try $0.value(1), value: $0.text(2), display: $0.text(3),
                label: $0.text(4), contact: $0.optionalID(5), version: $0.int(6)
            ).shownAlike
        }
        return reaches.sorted { ($0.kind.rank, $0.id) < ($1.kind.rank, $1.id) }
    }

    /// The addresses, in the order in which they were added.
    package func addresses(of id: CustomerID, in tx: any Transaction) throws -> [Address] {
        try tx.rows(
            """
            SELECT id, label, street, postcode, city, country, version FROM customer_address
            WHERE customer_id = \(id) ORDER BY id LIMIT \(PartLimit.read)
            """
        ) {
            Address(
                id: $0.id(0), label: $0.text(1), street: $0.text(2), postcode: $0.text(3), city: $0.text(4),
                country: $0.text(5), version: $0.int(6))
        }
    }

    /// The people at the company, in the order in which they were added.
    package func contacts(of id: CustomerID, in tx: any Transaction) throws -> [Contact] {
        try tx.rows(
            """
            SELECT id, salutation, first_name, last_name, position, version FROM customer_contact
            WHERE customer_id = \(id) ORDER BY id LIMIT \(PartLimit.read)
            """
        ) {
            Contact(
                id: $0.id(0), salutation: $0.text(1), firstName: $0.text(2), lastName: $0.text(3),
                position: $0.text(4), version: $0.int(5))
        }
    }

    /// The numbers in other systems, by system.
    package func numbers(of id: CustomerID, in tx: any Transaction) throws -> [ExternalNumber] {
        try tx.rows(
            "SELECT system, number FROM customer_number WHERE customer_id = \(id) ORDER BY system, number LIMIT \(PartLimit.read)"
        ) {
            ExternalNumber(system: $0.text(0), number: $0.text(1))
        }
    }

    /// The tags, by name.
    package func tags(of id: CustomerID, in tx: any Transaction) throws -> [String] {
        try tx.rows(
            "SELECT tag FROM customer_tag WHERE customer_id = \(id) ORDER BY tag LIMIT \(PartLimit.read)"
        ) {
            $0.text(0)
        }
    }

    /// Who looks after the customer, in the order in which topics were given away.
    package func responsibilities(of id: CustomerID, in tx: any Transaction) throws -> [Responsibility] {
        let responsibilities = try tx.rows(
            """
            SELECT customer_responsibility.id, person_id, name, topic, since_us, phone, email
            FROM customer_responsibility JOIN person ON person.id = person_id
            WHERE customer_id = \(id) ORDER BY topic LIMIT \(PartLimit.read)
            """
        ) {
            Responsibility(
                id: $0.id(0), person: $0.id(1), personName: $0.text(2), topic: $0.text(3), since: $0.time(4),
                phone: $0.text(5), email: $0.text(6))
        }
        return responsibilities.sorted { $0.id < $1.id }
    }

    /// Who of the responsible colleagues is away on `day`.
    func responsibleAway(
        from id: CustomerID, on day: CivilDate, in tx: any Transaction
    ) throws -> [PersonID] {
        try tx.rows(
            """
            SELECT person_id FROM customer_responsibility
            WHERE customer_id = \(id) AND \(Colleagues.isAway("customer_responsibility.person_id", on: day)) LIMIT \(PartLimit.read)
            """
        ) { $0.id(0) }
    }

    /// The soft facts, newest first, expired ones too.
    package func facts(of id: CustomerID, in tx: any Transaction) throws -> [SoftFact] {
        try tx.rows(
            """
            SELECT id, kind, text, said_by, author_id, author_name, at_us, confidence, expires_day
            FROM customer_fact WHERE customer_id = \(id) ORDER BY id DESC LIMIT \(PartLimit.read)
            """
        ) {
            SoftFact(
                id: $0.id(0), kind: try $0.value(1), text: $0.text(2), saidBy: $0.text(3), author: $0.id(4),
                authorName: $0.text(5), at: $0.time(6), confidence: try $0.value(7), expires: $0.date(8))
        }
    }

    /// All statements, newest first.
    package func consents(of id: CustomerID, in tx: any Transaction) throws -> [Consent] {
        try tx.rows(
            """
            SELECT id, purpose, channel, is_granted, source, proof, at_us, recorded_by
            FROM customer_consent WHERE customer_id = \(id) ORDER BY at_us DESC, id DESC LIMIT \(PartLimit.read)
            """
        ) {
            Consent(
                id: $0.id(0), purpose: $0.text(1), channel: try $0.value(2), isGranted: $0.bool(3),
                source: $0.text(4),
                proof: $0.text(5), at: $0.time(6), recordedBy: $0.text(7))
        }
    }

    /// What is due first, first; at the end what is due on no day.
    package func openItems(of id: CustomerID, in tx: any Transaction) throws -> [OpenItem] {
        try tx.rows(
            """
            SELECT id, number, issued_day, due_day, amount_cents, open_cents, currency, dunning_level
            FROM customer_open_item WHERE customer_id = \(id) ORDER BY due_day IS NULL, due_day, id LIMIT \(PartLimit.read)
            """
        ) {
            OpenItem(
                id: $0.id(0), number: $0.text(1), issued: $0.date(2), due: $0.date(3), amountCents: $0.int(4),
                openCents: $0.int(5), currency: $0.text(6), dunningLevel: $0.int(7))
        }
    }

    /// Related customers, whichever side wrote the relation down.
    package func relations(of id: CustomerID, for viewer: Viewer, in tx: any Transaction) throws -> [Relation]
    {
        try tx.rows(
            """
            SELECT pair.id, pair.kind, customer.id, customer.name, pair.note FROM (
                SELECT id, kind, other_id AS other, note FROM customer_relation WHERE customer_id = \(id)
                UNION ALL
                SELECT id, kind, customer_id, note FROM customer_relation WHERE other_id = \(id)) AS pair
            JOIN customer ON customer.id = pair.other WHERE \(CustomerStore.maySee(viewer))
            ORDER BY pair.id LIMIT \(PartLimit.read)
            """
        ) {
            Relation(
                id: $0.id(0), kind: try $0.value(1), other: $0.id(2), otherName: $0.text(3), note: $0.text(4))
        }
    }

    /// The guests with whom the customer is shared, by name.
    package func guests(of id: CustomerID, in tx: any Transaction) throws -> [Guest] {
        let guests = try tx.rows(
            """
            SELECT id, name, name_key FROM customer_guest JOIN person ON person.id = person_id
            WHERE customer_id = \(id) ORDER BY person_id LIMIT \(PartLimit.read)
            """
        ) { (guest: Guest(id: $0.id(0), name: $0.text(1)), key: $0.text(2)) }
        return guests.sorted { $0.key < $1.key }.map(\.guest)
    }

    /// Guests who have not left, by name: with whom a customer can be shared.
    func guestsToChoose(in tx: any Transaction) throws -> [Guest] {
        try tx.rows(
            """
            SELECT id, name FROM person WHERE role = 'guest' AND deactivated_us IS NULL ORDER BY name_key, id LIMIT \(Colleagues.choiceLimit)
            """
        ) { Guest(id: $0.id(0), name: $0.text(1)) }
    }

    /// Somebody from outside who has not left.
    func guest(_ id: PersonID, in tx: any Transaction) throws -> Guest? {
        try tx.one(
            "SELECT id, name FROM person WHERE id = \(id) AND role = 'guest' AND deactivated_us IS NULL"
        ) { Guest(id: $0.id(0), name: $0.text(1)) }
    }

    /// What `viewer` has to do with the customer.
    func bond(of id: CustomerID, with viewer: Viewer, in tx: any Transaction) throws -> CustomerBond {
        try tx.one(
            """
            SELECT (SELECT 1 FROM customer_star WHERE person_id = \(viewer.id) AND customer_id = \(id)),
                (SELECT last_us FROM customer_visit WHERE person_id = \(viewer.id) AND customer_id = \(id))
            """
        ) { CustomerBond(isStarred: $0.bool(0), lastVisit: $0.optionalTime(1)) } ?? CustomerBond()
    }
}

extension Channel: SQLBindable {}
