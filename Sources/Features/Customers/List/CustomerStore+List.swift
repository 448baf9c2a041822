import Language
import Platform
import Storage

extension CustomerStore {
    /// Customers in a list.
    package static let listSize = 50

    /// A row of a list.
    package struct ListRow: Sendable {
        package let customer: Customer
        /// Where the next list begins when this row is the last one.
        package let cursor: CustomerQuery.Cursor
    }

    /// The customers that `query` asks for, at most `limit`. Walks one index; the cost does not grow with the store,
    /// except for filters that few customers fit.
    package func list(
        _ query: CustomerQuery, limit: Int = listSize + 1, for viewer: Viewer, in tx: any Transaction
    ) throws -> [ListRow] {
        var conditions: [SQL] = ["merged_into IS NULL", Self.maySee(viewer)]
        if !query.name.isEmpty {
            let key = SortKey.key(query.name)
            conditions.append("name_key >= \(key) AND name_key < \(key + "\u{10FFFF}")")
        }
        if !query.city.isEmpty { conditions.append("city = \(query.city)") }
        if query.isDunned { conditions.append("dunning_level > 0") }
        if query.isOwing { conditions.append("open_cents > 0") }
        if let kind = query.kind { conditions.append("kind = \(kind)") }
        conditions += Self.elsewhere(query, viewer).map { "id IN (\($0))" }
        let order: SQL
        switch query.sort {
        case .name:
            order = "name_key, id"
            if let after = query.after { conditions.append("(name_key, id) > (\(after.key), \(after.id))") }
        case .lastContact:
            order = "last_entry_us DESC, id DESC"
            if let after = query.after {
                conditions.append("(last_entry_us, id) < (\(after.key), \(after.id))")
            }
        case .open:
            order = "open_cents DESC, id DESC"
            if let after = query.after { conditions.append("(open_cents, id) < (\(after.key), \(after.id))") }
        case .dunning:
            order = "dunning_level DESC, open_cents DESC, id DESC"
            conditions.append("dunning_level > 0")
            if let after = query.after {
                conditions.append(
                    "(dunning_level, open_cents, id) < (\(after.key), \(after.second), \(after.id))")
            }
        }
        return try tx.rows(
            """
            SELECT \(Self.columns), name_key FROM customer WHERE \(SQL.joined(conditions, by: " AND "))
            ORDER BY \(order) LIMIT \(limit)
            """
        ) { row in
            let customer = try Self.customer(row)
            let cursor: CustomerQuery.Cursor =
                switch query.sort {
                case .name: .init(key: .text(row.text(21)), id: customer.id)
                case .lastContact: .init(key: .int(row.int64(18)), id: customer.id)
                case .open: .init(key: .int(row.int64(16)), id: customer.id)
                case .dunning:
                    .init(key: .int(row.int64(15)), second: row.int64(16), id: customer.id)
                }
            return ListRow(customer: customer, cursor: cursor)
        }
    }

    /// The customers that fit what `query` says about things of theirs in other tables.
    private static func elsewhere(_ query: CustomerQuery, _ viewer: Viewer) -> [SQL] {
        var found: [SQL] = []
        if !query.tag.isEmpty {
            found.append("SELECT customer_id FROM customer_tag WHERE tag = \(query.tag)")
        }
        if !query.number.isEmpty {
            found.append("SELECT customer_id FROM customer_number WHERE number = \(query.number)")
        }
        if !query.postcode.isEmpty {
            let end = query.postcode + "\u{10FFFF}"
            found.append(
                "SELECT customer_id FROM customer_address WHERE postcode >= \(query.postcode) AND postcode < \(end)"
            )
        }
        if let person = query.responsible {
            found.append("SELECT customer_id FROM customer_responsibility WHERE person_id = \(person)")
        }
        if query.isWatched {
            found.append("SELECT customer_id FROM customer_star WHERE person_id = \(viewer.id)")
        }
        return found
    }

    /// The tags in use, by name, at most 200.
    package func tagsInUse(in tx: any Transaction) throws -> [String] {
        // Skips from tag to tag along the index instead of reading every row of it.
        try tx.rows(
            """
            WITH RECURSIVE step (tag, count) AS (
                SELECT (SELECT MIN(tag) FROM customer_tag), 1
                UNION ALL
                SELECT (SELECT MIN(tag) FROM customer_tag WHERE tag > step.tag), count + 1 FROM step
                WHERE step.tag IS NOT NULL AND count < 200)
            SELECT tag FROM step WHERE tag IS NOT NULL
            """
        ) { $0.text(0) }
    }

    /// What a list shows of a customer besides its own row.
    package struct ListParts: Sendable {
        package var tags: [String] = []
        /// The first of the numbers.
        package var number = ""
        /// Whoever has been responsible for longest.
        package var responsible: (id: PersonID, name: String)?
        /// What is owed, a sum for each currency (ISO 4217), by its name.
        package var owed: [(currency: String, cents: Int)] = []
        package var phone = ""
        package var email = ""
        package var street = ""
        package var postcode = ""
        package var country = ""
    }

    /// Tags, numbers, responsible colleagues and sums owed of the customers of a list, in one query.
    func listParts(of ids: [CustomerID], in tx: any Transaction) throws -> [CustomerID: ListParts] {
        guard !ids.isEmpty else { return [:] }
        var parts = Dictionary(uniqueKeysWithValues: Set(ids).map { ($0, ListParts()) })
        _ = try tx.rows(
            """
            SELECT customer_id, 0 AS part, 0 AS place, tag AS text, 0 AS value
            FROM customer_tag WHERE customer_id IN \(list: ids)
            UNION ALL
            SELECT customer_id, 1, 0, number, 0 FROM customer_number WHERE customer_id IN \(list: ids)
            UNION ALL
            SELECT customer_id, 2, since_us, person.name, person.id FROM customer_responsibility
            JOIN person ON person.id = person_id WHERE customer_id IN \(list: ids)
            UNION ALL
            SELECT customer_id, 3, 0, currency, CAST(SUM(open_cents) AS BIGINT) FROM customer_open_item
            WHERE customer_id IN \(list: ids) GROUP BY customer_id, currency
            ORDER BY 1, 2, 3, 4
            """
        ) { row in
            let id: CustomerID = row.id(0)
            switch row.int(1) {
            case 0: parts[id, default: ListParts()].tags.append(row.text(3))
            case 1 where parts[id]?.number.isEmpty ?? true:
                parts[id, default: ListParts()].number = row.text(3)
            case 2 where parts[id]?.responsible == nil:
                parts[id, default: ListParts()].responsible = (row.id(4), row.text(3))
            case 3 where row.int(4) != 0:
                parts[id, default: ListParts()].owed.append((row.text(3), row.int(4)))
            default: break
            }
        }
        return parts
    }

    /// The same with the first phone, mail address and address, for exports; in two queries.
    func exportParts(of ids: [CustomerID], in tx: any Transaction) throws -> [CustomerID: ListParts] {
        var parts = try listParts(of: ids, in: tx)
        guard !ids.isEmpty else { return parts }
        _ = try tx.rows(
            """
            SELECT customer_id, id, kind AS part, display AS text, '' AS more, '' AS country FROM customer_reach
            WHERE customer_id IN \(list: ids) AND contact_id IS NULL AND kind IN ('phone', 'email')
            UNION ALL
            SELECT customer_id, id, 'address', street, postcode, country FROM customer_address
            WHERE customer_id IN \(list: ids) ORDER BY 1, 2
            """
        ) { row in
            let id: CustomerID = row.id(0)
            var part = parts[id] ?? ListParts()
            switch row.text(2) {
            case "phone" where part.phone.isEmpty: part.phone = row.text(3)
            case "email" where part.email.isEmpty: part.email = row.text(3)
            case "address" where part.street.isEmpty && part.postcode.isEmpty:
                (part.street, part.postcode, part.country) = (row.text(3), row.text(4), row.text(5))
            default: break
            }
            parts[id] = part
        }
        return parts
    }
}
