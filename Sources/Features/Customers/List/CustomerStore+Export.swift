import Platform
import Storage

// What an export takes along of each customer, many at a time.
extension CustomerStore {
    /// A customer with what an export says of it.
    package typealias Exported = (customer: Customer, parts: ListParts)

    /// The customers that come after `id` in the order in which they came, at most `limit`. Their rows lie side by side in
    /// every table, so a whole store is read from its beginning to its end.
    func exported(after id: CustomerID, limit: Int, in tx: any Transaction) throws -> [Exported] {
        let customers = try tx.rows(
            """
            SELECT \(Self.columns) FROM customer WHERE id > \(id) AND (merged_into IS NULL) ORDER BY id LIMIT \(limit)
            """, Self.customer)
        guard let first = customers.first?.id, let last = customers.last?.id else { return [] }
        return try exported(customers, "customer_id BETWEEN \(first) AND \(last)", in: tx)
    }

    /// `customers` with their parts.
    func exported(_ customers: [Customer], in tx: any Transaction) throws -> [Exported] {
        guard !customers.isEmpty else { return [] }
        return try exported(customers, "customer_id IN \(list: customers.map(\.id))", in: tx)
    }

    /// - Parameter scope: the condition for the rows that belong to `customers`; others may be among them.
    private func exported(
        _ customers: [Customer], _ scope: SQL, in tx: any Transaction
    ) throws -> [Exported] {
        var found = customers.map { ($0, ListParts()) as Exported }
        let places = Dictionary(
            customers.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        func each(_ sql: SQL, _ note: (Row, inout ListParts) -> Void) throws {
            _ = try tx.rows(sql) { row in
                if let place = places[row.id(0)] { note(row, &found[place].parts) }
            }
        }
        try each("SELECT customer_id, tag FROM customer_tag WHERE \(scope) ORDER BY customer_id, tag") {
            $1.tags.append($0.text(1))
        }
        try each("SELECT customer_id, MIN(number) FROM customer_number WHERE \(scope) GROUP BY customer_id") {
            $1.number = $0.text(1)
        }
        try each(
            """
            SELECT customer_id, person_id, person.name FROM customer_responsibility
            JOIN person ON person.id = person_id WHERE \(scope) ORDER BY customer_id, since_us, person.name
            """
        ) { row, parts in
            if parts.responsible == nil { parts.responsible = (row.id(1), row.text(2)) }
        }
        try each(
            """
            SELECT customer_id, currency, CAST(SUM(open_cents) AS BIGINT) FROM customer_open_item
            WHERE \(scope) GROUP BY customer_id, currency ORDER BY customer_id, currency
            """
        ) { row, parts in
            if row.int(2) != 0 { parts.owed.append((row.text(1), row.int(2))) }
        }
        try each(
            """
            SELECT customer_id, kind, display FROM customer_reach
            WHERE \(scope) AND contact_id IS NULL AND kind IN ('phone', 'email') ORDER BY customer_id, id
            """
        ) { row, parts in
            let isPhone = row.text(1) == "phone"
            if isPhone, parts.phone.isEmpty { parts.phone = row.text(2) }
            if !isPhone, parts.email.isEmpty { parts.email = row.text(2) }
        }
        try each(
            """
            SELECT customer_id, street, postcode, country FROM customer_address
            WHERE \(scope) ORDER BY customer_id, id
            """
        ) { row, parts in
            guard parts.street.isEmpty, parts.postcode.isEmpty else { return }
            (parts.street, parts.postcode, parts.country) = (row.text(1), row.text(2), row.text(3))
        }
        return found
    }
}
