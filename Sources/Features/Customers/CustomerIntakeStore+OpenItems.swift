import Platform
import Storage

/// The SQL of taking in many open items.
extension CustomerIntakeStore {
    /// The open items of customers, by their numbers.
    package func openItems(
        of ids: [CustomerID], in tx: any Transaction
    ) throws -> [CustomerID: [String: OpenItem]] {
        guard !ids.isEmpty else { return [:] }
        var found: [CustomerID: [String: OpenItem]] = [:]
        let rows: [(CustomerID, OpenItem)] = try tx.rows(
            """
            SELECT customer_id, id, number, issued_day, due_day, amount_cents, open_cents, currency, dunning_level
            FROM customer_open_item WHERE customer_id IN \(list: ids)
            """
        ) {
            let item = OpenItem(
                id: $0.id(1), number: $0.text(2), issued: $0.date(3), due: $0.date(4), amountCents: $0.int(5),
                openCents: $0.int(6), currency: $0.text(7), dunningLevel: $0.int(8))
            return ($0.id(0), item)
        }
        for (customer, item) in rows { found[customer, default: [:]][item.number] = item }
        return found
    }

    /// Writes open items down; those with the same numbers are replaced. No two of them may have one customer and number.
    package func put(_ items: [(CustomerID, OpenItem)], in tx: any Transaction) throws {
        try tx.insert(
            into: """
                customer_open_item (id, customer_id, number, issued_day, due_day, amount_cents, open_cents, currency,
                dunning_level)
                """,
            items.map { customer, item in
                [
                    item.id.sqlValue, customer.sqlValue, item.number.sqlValue, item.issued.sqlValue,
                    item.due.sqlValue, item.amountCents.sqlValue, item.openCents.sqlValue,
                    item.currency.sqlValue,
                    item.dunningLevel.sqlValue,
                ]
            },
            """
            ON CONFLICT (customer_id, number) DO UPDATE SET issued_day = excluded.issued_day,
            due_day = excluded.due_day, amount_cents = excluded.amount_cents, open_cents = excluded.open_cents,
            currency = excluded.currency, dunning_level = excluded.dunning_level
            """)
    }

    /// Brings the sums on the customers' own rows in line with their open items, and tells the open browsers.
    package func refreshMoney(of ids: [CustomerID], in tx: any Transaction) throws {
        guard !ids.isEmpty else { return }
        try tx.run(
            """
            UPDATE customer SET
                open_cents = COALESCE((SELECT CAST(SUM(open_cents) AS BIGINT) FROM customer_open_item
                    WHERE customer_id = customer.id), 0),
                dunning_level = COALESCE((SELECT MAX(dunning_level) FROM customer_open_item
                    WHERE customer_id = customer.id), 0)
            WHERE id IN \(list: ids)
            """)
        for id in ids {
            try tx.publish(
                Event(topic: "customer/\(id)", kind: "money", subject: id.text, audience: .employees))
        }
    }
}
