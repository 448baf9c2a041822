import Platform
import Storage

// What an export takes along of each customer, many at a time.
extension CustomerStore {
    /// The customers that come after `id` in the order in which they came, at most `limit`. Their rows lie side by side in
    /// every table, so a whole store is read from its beginning to its end.
    func exported(after id: CustomerID, limit: Int, in tx: any Transaction) throws -> CustomerExport {
        var export = try exported("id > \(id) AND merged_into IS NULL ORDER BY id LIMIT \(limit)", in: tx)
        if let first = export.items.first?.id, let last = export.items.last?.id {
            try addParts(to: &export, of: "customer_id BETWEEN \(first) AND \(last)", in: tx)
        }
        return export
    }

    /// The customers with `ids`, in that order.
    func exported(_ ids: [CustomerID], in tx: any Transaction) throws -> CustomerExport {
        guard !ids.isEmpty else { return CustomerExport() }
        var export = try exported("id IN \(list: ids) ORDER BY id", in: tx)
        try addParts(to: &export, of: "customer_id IN \(list: ids)", in: tx)
        let items = Dictionary(export.items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        export.items = ids.compactMap { items[$0] }
        return export
    }

    private static let exportedColumns = SQL(
        trusted: CustomerExport.columns.map(\.name).joined(separator: ", "))

    /// - Parameter condition: which customers, in the order of their ids.
    private func exported(_ condition: SQL, in tx: any Transaction) throws -> CustomerExport {
        var export = CustomerExport()
        _ = try tx.rows(
            """
            SELECT id, kind, dunning_level, last_entry_us, city, company_name, academic_title, first_name, last_name,
                \(Self.exportedColumns)
            FROM customer WHERE \(condition)
            """
        ) { row in
            let lastEntryAt = row.time(3)
            var item = CustomerExport.Item(
                id: row.id(0), kind: try row.value(1), dunningLevel: row.int(2),
                lastEntryAt: lastEntryAt.us == 0 ? nil : lastEntryAt, fields: export.fields.count)
            item.city = export.memory.take(4, of: row)
            for column: Int32 in item.kind == .company ? 5...5 : 6...8 {
                item.name = export.memory.take(column, of: row, behind: item.name, " ")
            }
            for column in 9..<9 + Int32(CustomerExport.columns.count) {
                export.fields.append(export.memory.take(column, of: row))
            }
            export.items.append(item)
        }
        return export
    }

    /// What stands in other tables.
    /// - Parameters:
    ///   - export: customers in the order of their ids.
    ///   - scope: the condition for the rows that belong to them; others may be among those.
    private func addParts(to export: inout CustomerExport, of scope: SQL, in tx: any Transaction) throws {
        try export.each(
            "SELECT customer_id, tag FROM customer_tag WHERE \(scope) ORDER BY customer_id, tag", tx
        ) { row, item, memory in
            item.tags = memory.take(1, of: row, behind: item.tags, ", ")
        }
        try export.each(
            """
            SELECT customer_id, MIN(number) FROM customer_number WHERE \(scope)
            GROUP BY customer_id ORDER BY customer_id
            """, tx
        ) { row, item, memory in
            item.number = memory.take(1, of: row)
        }
        try export.each(
            """
            SELECT customer_id, since_us, person.name FROM customer_responsibility
            JOIN person ON person.id = person_id WHERE \(scope) ORDER BY customer_id
            """, tx
        ) { row, item, memory in
            // Sorting a few rows of every customer would take longer than the rest of the statement.
            let since = row.int64(1)
            guard item.responsible.isEmpty || since <= item.responsibleSince else { return }
            let name = memory.take(2, of: row)
            guard
                item.responsible.isEmpty || since < item.responsibleSince
                    || memory.precedes(name, item.responsible)
            else { return }
            (item.responsible, item.responsibleSince) = (name, since)
        }
        try export.each(
            """
            SELECT customer_id, currency, CAST(SUM(open_cents) AS BIGINT) FROM customer_open_item
            WHERE \(scope) GROUP BY customer_id, currency ORDER BY customer_id, currency
            """, tx
        ) { row, item, _ in
            if row.int(2) != 0 { item.owed.append((row.text(1), row.int(2))) }
        }
        try export.each(
            """
            SELECT customer_id, kind = 'phone', display FROM customer_reach
            WHERE \(scope) AND contact_id IS NULL AND kind IN ('phone', 'email') ORDER BY customer_id, id
            """, tx
        ) { row, item, memory in
            let isPhone = row.bool(1)
            if isPhone, item.phone.isEmpty { item.phone = memory.take(2, of: row) }
            if !isPhone, item.email.isEmpty { item.email = memory.take(2, of: row) }
        }
        try export.each(
            """
            SELECT customer_id, street, postcode, country FROM customer_address
            WHERE \(scope) ORDER BY customer_id, id
            """, tx
        ) { row, item, memory in
            guard item.street.isEmpty, item.postcode.isEmpty else { return }
            item.street = memory.take(1, of: row)
            item.postcode = memory.take(2, of: row)
            item.country = memory.take(3, of: row)
        }
    }
}

extension CustomerExport {
    /// Hands the rows of `sql` to `note`, each with the item that its first column tells. Rows and items come in the order
    /// of the customers' ids, so that none is looked for.
    fileprivate mutating func each(
        _ sql: SQL, _ tx: any Transaction, _ note: (Row, inout Item, inout Memory) -> Void
    ) throws {
        var place = 0
        _ = try tx.rows(sql) { row in
            let id = row.int64(0)
            while place < items.count, items[place].id.raw < id { place += 1 }
            guard place < items.count, items[place].id.raw == id else { return }
            note(row, &items[place], &memory)
        }
    }
}
