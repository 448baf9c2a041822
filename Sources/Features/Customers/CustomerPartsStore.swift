import Platform
import Storage

/// The SQL of what belongs to a customer. Callers have let the viewer through the customer's gate.
package struct CustomerPartsStore: Sendable {
    /// A store.
    package init() {}

    // MARK: Reading

    /// Phones, addresses and handles of the customer and of the people there, in the order in which they were added.
    package func reaches(of id: CustomerID, in tx: any Transaction) throws -> [Reach] {
        try tx.rows(
            """
            SELECT id, kind, value, display, label, contact_id FROM customer_reach
            WHERE customer_id = \(id) ORDER BY id LIMIT 500
            """
        ) {
            Reach(
                id: $0.id(0), kind: try $0.value(1), value: $0.text(2), display: $0.text(3),
                label: $0.text(4),
                contact: $0.optionalID(5))
        }
    }

    package func addresses(of id: CustomerID, in tx: any Transaction) throws -> [Address] {
        try tx.rows(
            """
            SELECT id, label, street, postcode, city, country FROM customer_address
            WHERE customer_id = \(id) ORDER BY id LIMIT 100
            """
        ) {
            Address(
                id: $0.id(0), label: $0.text(1), street: $0.text(2), postcode: $0.text(3), city: $0.text(4),
                country: $0.text(5))
        }
    }

    package func contacts(of id: CustomerID, in tx: any Transaction) throws -> [Contact] {
        try tx.rows(
            """
            SELECT id, salutation, first_name, last_name, position FROM customer_contact
            WHERE customer_id = \(id) ORDER BY id LIMIT 200
            """
        ) {
            Contact(
                id: $0.id(0), salutation: $0.text(1), firstName: $0.text(2), lastName: $0.text(3),
                position: $0.text(4))
        }
    }

    package func numbers(of id: CustomerID, in tx: any Transaction) throws -> [ExternalNumber] {
        try tx.rows(
            "SELECT system, number FROM customer_number WHERE customer_id = \(id) ORDER BY system, number LIMIT 50"
        ) {
            ExternalNumber(system: $0.text(0), number: $0.text(1))
        }
    }

    package func tags(of id: CustomerID, in tx: any Transaction) throws -> [String] {
        try tx.rows("SELECT tag FROM customer_tag WHERE customer_id = \(id) ORDER BY tag LIMIT 100") {
            $0.text(0)
        }
    }

    package func responsibilities(of id: CustomerID, in tx: any Transaction) throws -> [Responsibility] {
        try tx.rows(
            """
            SELECT customer_responsibility.id, person_id, name, topic, since_us
            FROM customer_responsibility JOIN person ON person.id = person_id
            WHERE customer_id = \(id) ORDER BY customer_responsibility.id LIMIT 50
            """
        ) {
            Responsibility(
                id: $0.id(0), person: $0.id(1), personName: $0.text(2), topic: $0.text(3), since: $0.time(4))
        }
    }

    package func facts(of id: CustomerID, in tx: any Transaction) throws -> [SoftFact] {
        try tx.rows(
            """
            SELECT id, kind, text, said_by, author_id, author_name, at_us, confidence, expires_day
            FROM customer_fact WHERE customer_id = \(id) ORDER BY id DESC LIMIT 200
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
            FROM customer_consent WHERE customer_id = \(id) ORDER BY at_us DESC, id DESC LIMIT 500
            """
        ) {
            Consent(
                id: $0.id(0), purpose: $0.text(1), channel: try $0.value(2), isGranted: $0.bool(3),
                source: $0.text(4),
                proof: $0.text(5), at: $0.time(6), recordedBy: $0.text(7))
        }
    }

    /// What is due first, first.
    package func openItems(of id: CustomerID, in tx: any Transaction) throws -> [OpenItem] {
        try tx.rows(
            """
            SELECT id, number, issued_day, due_day, amount_cents, open_cents, currency, dunning_level
            FROM customer_open_item WHERE customer_id = \(id) ORDER BY due_day, id LIMIT 200
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
            ORDER BY pair.id LIMIT 100
            """
        ) {
            Relation(
                id: $0.id(0), kind: try $0.value(1), other: $0.id(2), otherName: $0.text(3), note: $0.text(4))
        }
    }

    // MARK: Writing

    package func add(_ reach: Reach, to id: CustomerID, in tx: any Transaction) throws {
        try tx.run(
            """
            INSERT INTO customer_reach (id, customer_id, contact_id, kind, value, display, label)
            VALUES (\(reach.id), \(id), \(reach.contact), \(reach.kind), \(reach.value), \(reach.display),
                \(reach.label))
            """)
    }

    package func add(_ address: Address, to id: CustomerID, in tx: any Transaction) throws {
        try tx.run(
            """
            INSERT INTO customer_address (id, customer_id, label, street, postcode, city, country)
            VALUES (\(address.id), \(id), \(address.label), \(address.street), \(address.postcode), \(address.city),
                \(address.country))
            """)
        try refreshCity(of: id, in: tx)
    }

    package func add(_ contact: Contact, to id: CustomerID, in tx: any Transaction) throws {
        try tx.run(
            """
            INSERT INTO customer_contact (id, customer_id, salutation, first_name, last_name, position)
            VALUES (\(contact.id), \(id), \(contact.salutation), \(contact.firstName), \(contact.lastName),
                \(contact.position))
            """)
    }

    /// - Throws: `AppError` `.invalid` (`number`: taken) when another customer has it.
    package func add(_ number: ExternalNumber, to id: CustomerID, in tx: any Transaction) throws {
        let added = try tx.run(
            """
            INSERT INTO customer_number (system, number, customer_id) VALUES (\(number.system), \(number.number), \(id))
            ON CONFLICT DO NOTHING
            """)
        guard added == 1 else { throw AppError.invalid(["number": "taken"]) }
    }

    package func add(tag: String, to id: CustomerID, in tx: any Transaction) throws {
        try tx.run(
            "INSERT INTO customer_tag (customer_id, tag) VALUES (\(id), \(tag)) ON CONFLICT DO NOTHING")
    }

    package func add(_ fact: SoftFact, to id: CustomerID, in tx: any Transaction) throws {
        try tx.run(
            """
            INSERT INTO customer_fact (id, customer_id, kind, text, said_by, author_id, author_name, at_us, confidence,
                expires_day)
            VALUES (\(fact.id), \(id), \(fact.kind), \(fact.text), \(fact.saidBy), \(fact.author), \(fact.authorName),
                \(fact.at), \(fact.confidence), \(fact.expires))
            """)
    }

    package func add(_ consent: Consent, to id: CustomerID, in tx: any Transaction) throws {
        try tx.run(
            """
            INSERT INTO customer_consent (id, customer_id, purpose, channel, is_granted, source, proof, at_us,
                recorded_by)
            VALUES (\(consent.id), \(id), \(consent.purpose), \(consent.channel), \(consent.isGranted),
                \(consent.source), \(consent.proof), \(consent.at), \(consent.recordedBy))
            """)
    }

    /// Takes the place of whoever had the topic.
    package func assign(
        _ person: PersonID, topic: String, to id: CustomerID, in tx: any Transaction
    ) throws {
        let row: ID<Responsibility> = tx.id()
        try tx.run(
            """
            INSERT INTO customer_responsibility (id, customer_id, person_id, topic, since_us)
            VALUES (\(row), \(id), \(person), \(topic), \(tx.now))
            ON CONFLICT (customer_id, topic) DO UPDATE SET person_id = excluded.person_id, since_us = excluded.since_us
            """)
    }

    /// Writes down an open item; one with the same number is replaced.
    package func put(_ item: OpenItem, of id: CustomerID, in tx: any Transaction) throws {
        try tx.run(
            """
            INSERT INTO customer_open_item (id, customer_id, number, issued_day, due_day, amount_cents, open_cents,
                currency, dunning_level)
            VALUES (\(item.id), \(id), \(item.number), \(item.issued), \(item.due), \(item.amountCents),
                \(item.openCents), \(item.currency), \(item.dunningLevel))
            ON CONFLICT (customer_id, number) DO UPDATE SET issued_day = excluded.issued_day,
                due_day = excluded.due_day, amount_cents = excluded.amount_cents, open_cents = excluded.open_cents,
                currency = excluded.currency, dunning_level = excluded.dunning_level
            """)
    }

    package func relate(
        _ id: CustomerID, to other: CustomerID, _ kind: Relation.Kind, note: String, in tx: any Transaction
    ) throws {
        let row: ID<Relation> = tx.id()
        try tx.run(
            """
            INSERT INTO customer_relation (id, customer_id, other_id, kind, note)
            VALUES (\(row), \(id), \(other), \(kind), \(note))
            """)
    }

    /// Brings the sums on the customer's own row in line with the open items.
    package func refreshMoney(of id: CustomerID, in tx: any Transaction) throws {
        try tx.run(
            """
            UPDATE customer SET
                open_cents = COALESCE(
                    (SELECT CAST(SUM(open_cents) AS BIGINT) FROM customer_open_item WHERE customer_id = \(id)), 0),
                dunning_level = COALESCE(
                    (SELECT MAX(dunning_level) FROM customer_open_item WHERE customer_id = \(id)), 0)
            WHERE id = \(id)
            """)
    }

    /// Brings the town on the customer's own row in line with the first address.
    package func refreshCity(of id: CustomerID, in tx: any Transaction) throws {
        try tx.run(
            """
            UPDATE customer SET city = COALESCE(
                (SELECT city FROM customer_address WHERE customer_id = \(id) ORDER BY id LIMIT 1), '')
            WHERE id = \(id)
            """)
    }

    /// Removes one row of a part. - Returns: false when the customer has no such row.
    package func remove<Part>(
        _ part: ID<Part>, from table: Table, of id: CustomerID, in tx: any Transaction
    ) throws -> Bool {
        try tx.run("DELETE FROM \(table.sql) WHERE id = \(part) AND customer_id = \(id)") == 1
    }

    /// The tables whose rows can be removed one by one.
    package enum Table: String, Sendable {
        case reach = "customer_reach"
        case address = "customer_address"
        case contact = "customer_contact"
        case responsibility = "customer_responsibility"
        case fact = "customer_fact"
        case relation = "customer_relation"

        var sql: SQL { SQL(trusted: rawValue) }
    }

    package func remove(tag: String, from id: CustomerID, in tx: any Transaction) throws -> Bool {
        try tx.run("DELETE FROM customer_tag WHERE customer_id = \(id) AND tag = \(tag)") == 1
    }
}

extension Channel: SQLBindable {}
