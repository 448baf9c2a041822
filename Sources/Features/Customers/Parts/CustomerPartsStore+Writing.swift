import Platform
import Storage

extension CustomerPartsStore {
    /// Adds a phone, mail address or handle.
    package func add(_ reach: Reach, to id: CustomerID, in tx: any Transaction) throws {
        try tx.run(
            """
            INSERT INTO customer_reach (id, customer_id, contact_id, kind, value, display, label, version)
            VALUES (\(reach.id), \(id), \(reach.contact), \(reach.kind), \(reach.value), \(reach.display),
                \(reach.label), 1)
            """)
    }

    /// Adds an address; the first one gives the customer's town.
    package func add(_ address: Address, to id: CustomerID, in tx: any Transaction) throws {
        try tx.run(
            """
            INSERT INTO customer_address (id, customer_id, label, street, postcode, city, country, version)
            VALUES (\(address.id), \(id), \(address.label), \(address.street), \(address.postcode), \(address.city),
                \(address.country), 1)
            """)
        try refreshCity(of: id, in: tx)
    }

    /// Adds a person at the company.
    package func add(_ contact: Contact, to id: CustomerID, in tx: any Transaction) throws {
        try tx.run(
            """
            INSERT INTO customer_contact (id, customer_id, salutation, first_name, last_name, position, version)
            VALUES (\(contact.id), \(id), \(contact.salutation), \(contact.firstName), \(contact.lastName),
                \(contact.position), 1)
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

    /// Adds a tag; one that is there stays.
    package func add(tag: String, to id: CustomerID, in tx: any Transaction) throws {
        try tx.run(
            "INSERT INTO customer_tag (customer_id, tag) VALUES (\(id), \(tag)) ON CONFLICT DO NOTHING")
    }

    /// Adds a soft fact.
    package func add(_ fact: SoftFact, to id: CustomerID, in tx: any Transaction) throws {
        try tx.run(
            """
            INSERT INTO customer_fact (id, customer_id, kind, text, said_by, author_id, author_name, at_us, confidence,
                expires_day)
            VALUES (\(fact.id), \(id), \(fact.kind), \(fact.text), \(fact.saidBy), \(fact.author), \(fact.authorName),
                \(fact.at), \(fact.confidence), \(fact.expires))
            """)
    }

    /// Adds a statement about being contacted; nothing ever changes or removes one.
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

    /// Writes down that two customers belong together; it is read from both sides.
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

    /// Removes one row of a part; a contact goes with its phones and addresses.
    /// - Returns: false when the customer has no such row.
    package func remove<Part>(
        _ part: ID<Part>, from table: Table, of id: CustomerID, in tx: any Transaction
    ) throws -> Bool {
        if table == .contact {
            try tx.run("DELETE FROM customer_reach WHERE contact_id = \(part) AND customer_id = \(id)")
        }
        let isRemoved = try tx.run("DELETE FROM \(table.sql) WHERE id = \(part) AND customer_id = \(id)") == 1
        if table == .address { try refreshCity(of: id, in: tx) }
        return isRemoved
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

    /// Removes a tag. - Returns: false when the customer does not have it.
    package func remove(tag: String, from id: CustomerID, in tx: any Transaction) throws -> Bool {
        try tx.run("DELETE FROM customer_tag WHERE customer_id = \(id) AND tag = \(tag)") == 1
    }

    /// Removes a number. - Returns: false when the customer does not have it.
    package func remove(_ number: ExternalNumber, from id: CustomerID, in tx: any Transaction) throws -> Bool
    {
        try tx.run(
            """
            DELETE FROM customer_number
            WHERE system = \(number.system) AND number = \(number.number) AND customer_id = \(id)
            """) == 1
    }

    /// Gives a tag another name at all customers; where both are, one stays. Each customer's history keeps it, and search
    /// finds them by the new name. - Returns: at how many it was.
    package func rename(
        tag old: String, to new: String, by name: String, in tx: any Transaction
    ) throws -> Int {
        var count = 0
        // A thousand at a time: memory stays bounded however many have the tag.
        while true {
            let ids: [CustomerID] = try tx.rows(
                """
                DELETE FROM customer_tag WHERE tag = \(old) AND customer_id IN (
                    SELECT customer_id FROM customer_tag WHERE tag = \(old)
                    ORDER BY by_name, customer_id LIMIT 1000)
                RETURNING customer_id
                """
            ) { $0.id(0) }
            guard !ids.isEmpty else { return count }
            count += ids.count
            try tx.insert(
                into: "customer_tag (customer_id, tag)", ids.map { [$0.sqlValue, new.sqlValue] },
                "ON CONFLICT DO NOTHING")
            try tx.insert(
                into: "customer_change (id, customer_id, at_us, changed_by, field, old, new)",
                ids.map { customer in
                    [
                        (tx.id() as ID<Change>).sqlValue, customer.sqlValue, tx.now.sqlValue, name.sqlValue,
                        "tag".sqlValue, old.sqlValue, new.sqlValue,
                    ]
                })
            try SearchQueue.changed(.customer, ids, in: tx)
        }
    }

    // MARK: Changing rows that two people may edit

    /// - Throws: `AppError.conflict` when the row has no longer the version that `reach` was read with.
    package func update(_ reach: Reach, of id: CustomerID, in tx: any Transaction) throws {
        try one(
            """
            UPDATE customer_reach SET kind = \(reach.kind), value = \(reach.value), display = \(reach.display),
                label = \(reach.label), contact_id = \(reach.contact), version = version + 1
            WHERE id = \(reach.id) AND customer_id = \(id) AND version = \(reach.version)
            """, tx)
    }

    /// - Throws: `AppError.conflict` as above.
    package func update(_ address: Address, of id: CustomerID, in tx: any Transaction) throws {
        try one(
            """
            UPDATE customer_address SET label = \(address.label), street = \(address.street),
                postcode = \(address.postcode), city = \(address.city), country = \(address.country),
                version = version + 1
            WHERE id = \(address.id) AND customer_id = \(id) AND version = \(address.version)
            """, tx)
        try refreshCity(of: id, in: tx)
    }

    /// - Throws: `AppError.conflict` as above.
    package func update(_ contact: Contact, of id: CustomerID, in tx: any Transaction) throws {
        try one(
            """
            UPDATE customer_contact SET salutation = \(contact.salutation), first_name = \(contact.firstName),
                last_name = \(contact.lastName), position = \(contact.position), version = version + 1
            WHERE id = \(contact.id) AND customer_id = \(id) AND version = \(contact.version)
            """, tx)
    }

    /// - Throws: `AppError.conflict` when the row is gone.
    package func update(_ fact: SoftFact, of id: CustomerID, in tx: any Transaction) throws {
        try one(
            """
            UPDATE customer_fact SET kind = \(fact.kind), text = \(fact.text), said_by = \(fact.saidBy),
                confidence = \(fact.confidence), expires_day = \(fact.expires)
            WHERE id = \(fact.id) AND customer_id = \(id)
            """, tx)
    }

    /// - Throws: `AppError.conflict` when the row is gone; `.invalid` (`topic`: taken) when the customer has the topic.
    package func update(_ responsibility: Responsibility, of id: CustomerID, in tx: any Transaction) throws {
        let isTaken = try tx.exists(
            """
            SELECT 1 FROM customer_responsibility WHERE customer_id = \(id) AND topic = \(responsibility.topic)
            AND id <> \(responsibility.id)
            """)
        if isTaken { throw AppError.invalid(["topic": "taken"]) }
        try one(
            """
            UPDATE customer_responsibility SET person_id = \(responsibility.person), topic = \(responsibility.topic),
                since_us = \(responsibility.since)
            WHERE id = \(responsibility.id) AND customer_id = \(id)
            """, tx)
    }

    private func one(_ statement: SQL, _ tx: any Transaction) throws {
        guard try tx.run(statement) == 1 else { throw AppError.conflict }
    }

    // MARK: Sharing and watching

    /// Shares the customer with a guest. - Returns: false when it was already.
    package func share(_ id: CustomerID, with guest: PersonID, in tx: any Transaction) throws -> Bool {
        try tx.run(
            """
            INSERT INTO customer_guest (customer_id, person_id) VALUES (\(id), \(guest)) ON CONFLICT DO NOTHING
            """) == 1
    }

    /// Ends the sharing. - Returns: false when there was none.
    package func unshare(_ id: CustomerID, from guest: PersonID, in tx: any Transaction) throws -> Bool {
        try tx.run("DELETE FROM customer_guest WHERE customer_id = \(id) AND person_id = \(guest)") == 1
    }

    /// Whether `viewer` watches the customer from now on.
    func star(_ id: CustomerID, _ isStarred: Bool, by viewer: Viewer, in tx: any Transaction) throws {
        try tx.run(
            isStarred
                ? """
                INSERT INTO customer_star (person_id, customer_id) VALUES (\(viewer.id), \(id)) ON CONFLICT DO NOTHING
                """
                : "DELETE FROM customer_star WHERE person_id = \(viewer.id) AND customer_id = \(id)")
    }
}
