import Language
import Platform
import Storage

extension CustomerStore {
    /// Customers in a list.
    package static let listSize = 50
    /// Postcodes whose customers are merged into one order; there are at most 100 in Germany that begin with the same
    /// three digits.
    static let postcodeLimit = 100

    /// A row of a list.
    package struct ListRow: Sendable {
        package let customer: Customer
        /// Where the next list begins when this row is the last one.
        package let cursor: CustomerQuery.Cursor
    }

    /// A piece of a list.
    package struct ListPiece: Sendable {
        package let rows: [ListRow]
        /// Where to go on; nil at the end. A piece may have fewer rows than asked for, even none, and go on.
        package let next: CustomerQuery.Cursor?
    }

    /// The customers that `query` asks for, at most `limit`. What one thing narrows, in any order, is a range of one index.
    /// What several things narrow is found along the index of the rarest of them, `walkLimit` rows at most.
    package func list(
        _ query: CustomerQuery, limit: Int = listSize, for viewer: Viewer, in tx: any Transaction
    ) throws -> ListPiece {
        let filters = ListFilter.all(of: query, viewer)
        let walk = ListWalk(query: query, filters: filters, walkLimit: walkLimit)
        if filters.count <= 1, filters.allSatisfy(\.isOrdered) {
            return try piece(walk.ordered(by: filters.first, limit + 1), query, limit, until: nil, in: tx)
        }
        if filters.count == 1, filters[0].column == "postcode",
            let codes = try postcodes(query.postcode, in: tx)
        {
            return try piece(walk.merged(codes, limit + 1), query, limit, until: nil, in: tx)
        }
        if let rare = try rarest(of: filters, in: tx) {
            return try piece(walk.gathered(by: rare, limit + 1), query, limit, until: nil, in: tx)
        }
        let leading = filters.first(where: \.isOrdered)
        let end = try tx.one(walk.end(of: leading)) { walk.cursor($0) }
        return try piece(
            walk.ordered(by: leading, until: end, limit + 1), query, limit, until: end, in: tx)
    }

    private func piece(
        _ statement: SQL, _ query: CustomerQuery, _ limit: Int, until end: CustomerQuery.Cursor?,
        in tx: any Transaction
    ) throws -> ListPiece {
        let rows = try tx.rows(statement) { row in
            ListRow(customer: try Self.customer(row), cursor: query.cursor(row))
        }
        guard rows.count > limit else { return ListPiece(rows: rows, next: end) }
        return ListPiece(rows: Array(rows.prefix(limit)), next: rows[limit - 1].cursor)
    }

    /// The filter that the fewest customers fit, when they are few enough to look at all of them.
    private func rarest(of filters: [ListFilter], in tx: any Transaction) throws -> ListFilter? {
        let counts = filters.map { filter -> SQL in
            """
            (SELECT COUNT(*) FROM (SELECT 1 FROM \(filter.table) WHERE \(filter.range)
            LIMIT \(walkLimit + 1)) AS counted)
            """
        }
        let counted = try tx.one("SELECT \(SQL.joined(counts, by: ", "))") { row in
            filters.indices.map { row.int(Int32($0)) }
        }
        let least = zip(filters, counted ?? []).min { $0.1 < $1.1 }
        return least.flatMap { $0.1 <= walkLimit ? $0.0 : nil }
    }

    /// The postcodes in use that begin with `prefix`; nil when there are none or too many.
    private func postcodes(_ prefix: String, in tx: any Transaction) throws -> [String]? {
        let end = prefix + "\u{10FFFF}"
        // Skips from one to the next along the index.
        let codes = try tx.rows(
            """
            WITH RECURSIVE step (code, count) AS (
                SELECT (SELECT MIN(postcode) FROM customer_address WHERE postcode >= \(prefix) AND postcode < \(end)), 1
                UNION ALL
                SELECT (SELECT MIN(postcode) FROM customer_address WHERE postcode > step.code AND postcode < \(end)),
                    count + 1
                FROM step WHERE step.code IS NOT NULL AND count <= \(Self.postcodeLimit))
            SELECT code FROM step WHERE code IS NOT NULL
            """
        ) { $0.text(0) }
        return codes.isEmpty || codes.count > Self.postcodeLimit ? nil : codes
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
}
