import Language
import Platform
import Storage

/// A customer as far as an import compares it with what a file says.
package struct KnownCustomer: Sendable {
    /// The customer itself.
    package var customer: Customer
    /// Its numbers, addresses and handles, those of its people too.
    package var reaches: [Reach] = []
    package var addresses: [Address] = []
    package var contacts: [Contact] = []
    package var tags: [String] = []
    /// Who looks after it for what.
    package var responsibilities: [(topic: String, person: PersonID)] = []
}

/// A customer to be added with everything that belongs to it.
package struct NewCustomer: Sendable {
    package var customer: Customer
    package var reaches: [Reach] = []
    package var addresses: [Address] = []
    package var contacts: [Contact] = []
    package var tags: [String] = []
    package var numbers: [ExternalNumber] = []
    package var responsibilities: [(topic: String, person: PersonID)] = []

    /// A customer with nothing but itself.
    package init(_ customer: Customer) { self.customer = customer }

    /// The customer with the town of its first address.
    fileprivate var placed: Customer {
        var placed = customer
        placed.city = addresses.first?.city ?? ""
        return placed
    }
}

/// The SQL of taking in many customers: a few statements for a batch, none for a row. Imports see all customers, so no
/// finder takes a viewer; the caller has asked whether the person may import.
package struct CustomerIntakeStore: Sendable {
    /// A store.
    package init() {}

    // MARK: Finding

    /// The customers that have these numbers in `system`; those that were merged lead to where they went.
    package func customers(
        system: String, numbers: [String], in tx: any Transaction
    ) throws -> [String: CustomerID] {
        guard !numbers.isEmpty else { return [:] }
        return try pairs(
            """
            SELECT number, COALESCE(customer.merged_into, customer.id) FROM customer_number
            JOIN customer ON customer.id = customer_number.customer_id
            WHERE system = \(system) AND number IN \(list: numbers)
            """, in: tx)
    }

    /// The customers that have these numbers in any system; a number that two customers have is left out.
    package func customers(anySystem numbers: [String], in tx: any Transaction) throws -> [String: CustomerID]
    {
        guard !numbers.isEmpty else { return [:] }
        return try pairs(
            """
            SELECT number, MIN(COALESCE(customer.merged_into, customer.id)) FROM customer_number
            JOIN customer ON customer.id = customer_number.customer_id
            WHERE number IN \(list: numbers) GROUP BY number
            HAVING MIN(COALESCE(customer.merged_into, customer.id)) = MAX(COALESCE(customer.merged_into, customer.id))
            """, in: tx)
    }

    private func pairs(_ sql: SQL, in tx: any Transaction) throws -> [String: CustomerID] {
        Dictionary(try tx.rows(sql) { ($0.text(0), $0.id(1)) }, uniquingKeysWith: { first, _ in first })
    }

    /// Where customers went that were merged; those that stand by themselves are not among them.
    package func merged(_ ids: [CustomerID], in tx: any Transaction) throws -> [CustomerID: CustomerID] {
        guard !ids.isEmpty else { return [:] }
        let rows: [(CustomerID, CustomerID)] = try tx.rows(
            "SELECT id, merged_into FROM customer WHERE id IN \(list: ids) AND merged_into IS NOT NULL"
        ) { ($0.id(0), $0.id(1)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// Customers by the sort key of their name, without those that have a number in `system` already.
    package func namesakes(
        of keys: [String], withoutNumberIn system: String?, in tx: any Transaction
    ) throws -> [String: [CustomerID]] {
        guard !keys.isEmpty else { return [:] }
        var condition: SQL = "merged_into IS NULL AND name_key IN \(list: keys)"
        if let system {
            condition += """
                 AND NOT EXISTS (SELECT 1 FROM customer_number
                WHERE customer_number.customer_id = customer.id AND system = \(system))
                """
        }
        var found: [String: [CustomerID]] = [:]
        let rows: [(String, CustomerID)] = try tx.rows(
            "SELECT name_key, id FROM customer WHERE \(condition) ORDER BY id LIMIT 8000"
        ) { ($0.text(0), $0.id(1)) }
        for (key, id) in rows { found[key, default: []].append(id) }
        return found
    }

    /// Companies whose name's sort key is one of `beginnings`, or goes on behind it with another word; by beginning.
    package func companies(
        named beginnings: [String], in tx: any Transaction
    ) throws -> [String: [(id: CustomerID, name: String)]] {
        guard !beginnings.isEmpty else { return [:] }
        // Keys hold spaces, digits and letters only, and `!` is the first character behind the space.
        let ranges = SQL.joined(beginnings.map { "(\($0), \($0 + "!"))" }, by: ", ")
        let rows: [(String, CustomerID, String)] = try tx.rows(
            """
            WITH wanted (first, behind) AS (VALUES \(ranges))
            SELECT first, id, company_name FROM wanted
            JOIN customer ON name_key >= first AND name_key < behind AND merged_into IS NULL
            WHERE kind = 'company' ORDER BY id LIMIT 20000
            """
        ) { ($0.text(0), $0.id(1), $0.text(2)) }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map { ($0.1, $0.2) } }
    }

    /// Everything that is compared, of each of `ids`.
    package func known(_ ids: [CustomerID], in tx: any Transaction) throws -> [CustomerID: KnownCustomer] {
        guard !ids.isEmpty else { return [:] }
        let list: SQL = "\(list: ids)"
        var known: [CustomerID: KnownCustomer] = [:]
        for customer in try tx.rows(
            "SELECT \(CustomerStore.columns) FROM customer WHERE id IN \(list)", CustomerStore.customer)
        {
            known[customer.id] = KnownCustomer(customer: customer)
        }
        try loadReaches(list, into: &known, in: tx)
        try loadPlaces(list, into: &known, in: tx)
        try loadPeople(list, into: &known, in: tx)
        return known
    }

    private func loadReaches(
        _ list: SQL, into known: inout [CustomerID: KnownCustomer], in tx: any Transaction
    ) throws {
        let rows: [(CustomerID, Reach)] = try tx.rows(
            """
            SELECT customer_id, id, kind, value, display, label, contact_id, version FROM customer_reach
            WHERE customer_id IN \(list) ORDER BY id
            """
        ) {
            let reach = Reach(
                id: $0.id(1), kind: try $0.value(2), value: $0.text(3), display: $0.text(4),
                label: $0.text(5), contact: $0.optionalID(6), version: $0.int(7))
            return ($0.id(0), reach)
        }
        for (id, reach) in rows { known[id]?.reaches.append(reach) }
    }

    private func loadPlaces(
        _ list: SQL, into known: inout [CustomerID: KnownCustomer], in tx: any Transaction
    ) throws {
        let rows: [(CustomerID, Address)] = try tx.rows(
            """
            SELECT customer_id, id, label, street, postcode, city, country, version FROM customer_address
            WHERE customer_id IN \(list) ORDER BY id
            """
        ) {
            let address = Address(
                id: $0.id(1), label: $0.text(2), street: $0.text(3), postcode: $0.text(4), city: $0.text(5),
                country: $0.text(6), version: $0.int(7))
            return ($0.id(0), address)
        }
        for (id, address) in rows { known[id]?.addresses.append(address) }
    }

    private func loadPeople(
        _ list: SQL, into known: inout [CustomerID: KnownCustomer], in tx: any Transaction
    ) throws {
        let rows: [(CustomerID, Contact)] = try tx.rows(
            """
            SELECT customer_id, id, salutation, first_name, last_name, position, version FROM customer_contact
            WHERE customer_id IN \(list) ORDER BY id
            """
        ) {
            let contact = Contact(
                id: $0.id(1), salutation: $0.text(2), firstName: $0.text(3), lastName: $0.text(4),
                position: $0.text(5), version: $0.int(6))
            return ($0.id(0), contact)
        }
        for (id, contact) in rows { known[id]?.contacts.append(contact) }
        let tags: [(CustomerID, String)] = try tx.rows(
            "SELECT customer_id, tag FROM customer_tag WHERE customer_id IN \(list) ORDER BY tag"
        ) { ($0.id(0), $0.text(1)) }
        for (id, tag) in tags { known[id]?.tags.append(tag) }
        let care: [(CustomerID, (String, PersonID))] = try tx.rows(
            "SELECT customer_id, topic, person_id FROM customer_responsibility WHERE customer_id IN \(list) ORDER BY id"
        ) { ($0.id(0), ($0.text(1), $0.id(2))) }
        for (id, responsibility) in care { known[id]?.responsibilities.append(responsibility) }
    }

    // MARK: Adding

    /// Adds customers with all their parts.
    package func insert(_ new: [NewCustomer], in tx: any Transaction) throws {
        try tx.insert(into: CustomerStore.inserted, new.map { CustomerStore.values(of: $0.placed) })
        try insert(numbers: new.flatMap { new in new.numbers.map { (new.customer.id, $0) } }, in: tx)
        try insert(contacts: new.flatMap { new in new.contacts.map { (new.customer.id, $0) } }, in: tx)
        try insert(reaches: new.flatMap { new in new.reaches.map { (new.customer.id, $0) } }, in: tx)
        let keys = Dictionary(
            new.map { ($0.customer.id, Self.keys(of: $0.customer)) }, uniquingKeysWith: { first, _ in first })
        try insert(
            addresses: new.flatMap { new in new.addresses.map { (new.customer.id, $0) } }, keys, in: tx)
        try insert(tags: new.flatMap { new in new.tags.map { (new.customer.id, $0) } }, keys, in: tx)
        try insert(
            responsibilities: new.flatMap { new in
                new.responsibilities.map { (new.customer.id, $0.topic, $0.person) }
            }, keys, in: tx)
    }

    /// The sort keys of customers that nobody else can have seen yet, so that no trigger has to look for them.
    private typealias SortKeys = [CustomerID: [SQLValue]]

    private static func keys(of customer: Customer) -> [SQLValue] {
        [SortKey.key(customer.details.sortName).sqlValue, .int(0), .int(0), .int(0)]
    }

    private static let keyColumns: SQL = "by_name, by_last_us, by_open_cents, by_dunning_level"
    private static let unknown: [SQLValue] = [.null, .null, .null, .null]

    /// Adds numbers; one that is there already stays.
    package func insert(numbers: [(CustomerID, ExternalNumber)], in tx: any Transaction) throws {
        try tx.insert(
            into: "customer_number (system, number, customer_id)",
            numbers.map { [$0.1.system.sqlValue, $0.1.number.sqlValue, $0.0.sqlValue] },
            "ON CONFLICT DO NOTHING")
    }

    /// Adds ways to reach customers.
    package func insert(reaches: [(CustomerID, Reach)], in tx: any Transaction) throws {
        try tx.insert(
            into: "customer_reach (id, customer_id, contact_id, kind, value, display, label)",
            reaches.map { id, reach in
                [
                    reach.id.sqlValue, id.sqlValue, reach.contact.sqlValue, reach.kind.sqlValue,
                    reach.value.sqlValue, reach.display.sqlValue, reach.label.sqlValue,
                ]
            })
    }

    /// Adds places. The town on the customer's own row is the caller's to refresh.
    package func insert(addresses: [(CustomerID, Address)], in tx: any Transaction) throws {
        try insert(addresses: addresses, [:], in: tx)
    }

    private func insert(
        addresses: [(CustomerID, Address)], _ keys: SortKeys, in tx: any Transaction
    ) throws {
        try tx.insert(
            into: """
                customer_address (id, customer_id, label, street, postcode, city, country, \(Self.keyColumns))
                """,
            addresses.map { id, address in
                [
                    address.id.sqlValue, id.sqlValue, address.label.sqlValue, address.street.sqlValue,
                    address.postcode.sqlValue, address.city.sqlValue, address.country.sqlValue,
                ] + (keys[id] ?? Self.unknown)
            })
    }

    /// Adds people at customers.
    package func insert(contacts: [(CustomerID, Contact)], in tx: any Transaction) throws {
        try tx.insert(
            into: "customer_contact (id, customer_id, salutation, first_name, last_name, position)",
            contacts.map { id, contact in
                [
                    contact.id.sqlValue, id.sqlValue, contact.salutation.sqlValue, contact.firstName.sqlValue,
                    contact.lastName.sqlValue, contact.position.sqlValue,
                ]
            })
    }

    /// Adds tags; one that is there already stays.
    package func insert(tags: [(CustomerID, String)], in tx: any Transaction) throws {
        try insert(tags: tags, [:], in: tx)
    }

    private func insert(tags: [(CustomerID, String)], _ keys: SortKeys, in tx: any Transaction) throws {
        try tx.insert(
            into: "customer_tag (customer_id, tag, \(Self.keyColumns))",
            tags.map { [$0.0.sqlValue, $0.1.sqlValue] + (keys[$0.0] ?? Self.unknown) },
            "ON CONFLICT DO NOTHING")
    }

    /// Makes people responsible; whoever has a topic already keeps it.
    package func insert(
        responsibilities: [(customer: CustomerID, topic: String, person: PersonID)], in tx: any Transaction
    ) throws {
        try insert(responsibilities: responsibilities, [:], in: tx)
    }

    private func insert(
        responsibilities: [(customer: CustomerID, topic: String, person: PersonID)], _ keys: SortKeys,
        in tx: any Transaction
    ) throws {
        try tx.insert(
            into: "customer_responsibility (id, customer_id, person_id, topic, since_us, \(Self.keyColumns))",
            responsibilities.map {
                let id: ID<Responsibility> = tx.id()
                return [
                    id.sqlValue, $0.customer.sqlValue, $0.person.sqlValue, $0.topic.sqlValue, tx.now.sqlValue,
                ] + (keys[$0.customer] ?? Self.unknown)
            }, "ON CONFLICT DO NOTHING")
    }

    // MARK: Changing

    /// Writes a way to reach a customer anew.
    package func update(_ reach: Reach, in tx: any Transaction) throws {
        try tx.run(
            """
            UPDATE customer_reach SET value = \(reach.value), display = \(reach.display), version = version + 1
            WHERE id = \(reach.id)
            """)
    }

    /// Writes a place anew.
    package func update(_ address: Address, in tx: any Transaction) throws {
        try tx.run(
            """
            UPDATE customer_address SET street = \(address.street), postcode = \(address.postcode),
                city = \(address.city), country = \(address.country), version = version + 1
            WHERE id = \(address.id)
            """)
    }

    /// Writes a person at a customer anew.
    package func update(_ contact: Contact, in tx: any Transaction) throws {
        try tx.run(
            """
            UPDATE customer_contact SET salutation = \(contact.salutation), position = \(contact.position),
                version = version + 1
            WHERE id = \(contact.id)
            """)
    }

    /// Keeps what was changed of which customers.
    package func record(
        _ changes: [(customer: CustomerID, field: String, old: String, new: String)], by name: String,
        in tx: any Transaction
    ) throws {
        try tx.insert(
            into: "customer_change (id, customer_id, at_us, changed_by, field, old, new)",
            changes.map { change in
                let id: ID<Change> = tx.id()
                return [
                    id.sqlValue, change.customer.sqlValue, tx.now.sqlValue, name.sqlValue,
                    change.field.sqlValue,
                    change.old.sqlValue, change.new.sqlValue,
                ]
            })
    }
}
