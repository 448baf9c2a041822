import Language
import Platform
import Storage

/// Which customers a list shows, and in what order.
package struct CustomerQuery: Sendable, Equatable {
    /// What the list is sorted by; each has an index of its own.
    package enum Sort: String, Sendable, CaseIterable {
        case name
        /// Whoever was spoken to last comes first.
        case lastContact = "last"
        /// Whoever owes most at the highest dunning level comes first; only customers that are dunned.
        case dunning
    }

    /// The name begins like this.
    package var name = ""
    package var tag = ""
    package var city = ""
    package var kind: Customer.Kind?
    package var responsible: PersonID?
    package var sort = Sort.name
    /// Where the last list ended.
    package var after: Cursor?

    /// All customers by name.
    package init() {}

    /// Without the filters that would tell guests our tags and who owes what.
    func allowed(for viewer: Viewer) -> CustomerQuery {
        guard !viewer.isEmployee else { return self }
        var query = self
        query.tag = ""
        if query.sort == .dunning { (query.sort, query.after) = (.name, nil) }
        return query
    }

    /// The sort value and id of the last row of a list.
    package struct Cursor: Sendable, Equatable {
        let key: SQLValue
        let second: Int64
        let id: CustomerID

        /// For links and JSON.
        package var text: String {
            switch key {
            case .int(let number): "i\(number).\(second).\(id)"
            case .text(let text): "t\(text).\(second).\(id)"
            default: ""
            }
        }

        /// Reads what `text` wrote; nil when it is something else.
        package init?(text: String) {
            let parts = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count >= 3, let id = CustomerID(text: parts[parts.count - 1]),
                let second = Int64(parts[parts.count - 2])
            else { return nil }
            let key = parts.dropLast(2).joined(separator: ".")
            switch text.first {
            case "i":
                guard let number = Int64(key) else { return nil }
                self.key = .int(number)
            case "t": self.key = .text(key)
            default: return nil
            }
            (self.second, self.id) = (second, id)
        }

        init(key: SQLValue, second: Int64 = 0, id: CustomerID) {
            (self.key, self.second, self.id) = (key, second, id)
        }
    }
}

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
        if let kind = query.kind { conditions.append("kind = \(kind)") }
        if !query.tag.isEmpty {
            conditions.append("id IN (SELECT customer_id FROM customer_tag WHERE tag = \(query.tag))")
        }
        if let person = query.responsible {
            conditions.append(
                "id IN (SELECT customer_id FROM customer_responsibility WHERE person_id = \(person))")
        }
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
                case .dunning:
                    .init(key: .int(row.int64(15)), second: row.int64(16), id: customer.id)
                }
            return ListRow(customer: customer, cursor: cursor)
        }
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
}
