import Platform
import Storage
import Timeline

// What the start page shows: a viewer's own customers, their news, and where they were last.
extension CustomerStore {
    /// Of how many customers the start page tells news: those that were spoken to last.
    private static let newsLimit = 200

    /// A query for the customers that `viewer` looks after or watches, and may see: the first ones in an order, at least
    /// `limit` if there are as many. A short walk along an index each.
    private static func own(
        _ viewer: Viewer, by keys: String = "by_last_us", isAscending: Bool = false, _ limit: Int
    ) -> SQL {
        let names = (keys.split(separator: " ") + ["customer_id"]).map { SQL(trusted: String($0)) }
        let columns = SQL.joined(names, by: ", ")
        let order = SQL.joined(names.map { isAscending ? $0 : "\($0) DESC" }, by: ", ")
        let isDunned: SQL = keys.hasPrefix("by_dunning") ? "AND by_dunning_level > 0" : ""
        let pieces = (["customer_responsibility", "customer_star"] as [SQL]).map { table -> SQL in
            """
            SELECT customer_id FROM (
                SELECT DISTINCT \(columns) FROM \(table) WHERE person_id = \(viewer.id) \(isDunned) AND (
                    SELECT merged_into IS NULL AND \(maySee(viewer)) FROM customer WHERE customer.id = customer_id)
                ORDER BY \(order) LIMIT \(limit)) AS first
            """
        }
        // A question for each row in turn: as a join, PostgreSQL might ask it of all rows and sort them.
        return "SELECT customer_id FROM (\(pieces[0]) UNION \(pieces[1])) AS own"
    }

    /// The newest entries of the customers that `viewer` looks after or watches, with the customer's name; of those
    /// `newsLimit` that were spoken to last.
    func news(
        since: Timestamp, limit: Int, for viewer: Viewer, in tx: any Transaction
    ) throws -> [(entry: TimelineEntry, customer: String)] {
        try TimelineStore().news(
            of: Self.own(viewer, Self.newsLimit), since: since, limit: limit, for: viewer, in: tx)
    }

    /// The open mentions of `viewer` at customers that they may see, newest first, at most 20.
    package func openMentions(of viewer: Viewer, in tx: any Transaction) throws -> [TimelineEntry] {
        let customers = Self.isVisible("timeline_entry.customer_id", to: viewer)
        return try TimelineStore().openMentions(of: viewer, among: customers, in: tx)
    }

    /// The condition under which `viewer` may see the customer whose id stands in `column`: one look for each row, where
    /// a list of all whom they may see would be made first.
    static func isVisible(_ column: SQL, to viewer: Viewer) -> SQL {
        """
        EXISTS (SELECT 1 FROM customer
            WHERE customer.id = \(column) AND merged_into IS NULL AND \(maySee(viewer)))
        """
    }

    /// The customers that `viewer` looks after or watches, last contact first (for guests, who must not learn of it, by
    /// name), at most `limit`.
    package func own(of viewer: Viewer, limit: Int, in tx: any Transaction) throws -> [Customer] {
        let own =
            viewer.isEmployee
            ? Self.own(viewer, limit) : Self.own(viewer, by: "by_name", isAscending: true, limit)
        let order: SQL = viewer.isEmployee ? "last_entry_us DESC, id DESC" : "name_key, id"
        return try tx.rows(
            "SELECT \(Self.columns) FROM customer WHERE id IN (\(own)) ORDER BY \(order) LIMIT \(limit)",
            Self.customer)
    }

    /// Those of them that are dunned, the worst first.
    func dunned(of viewer: Viewer, limit: Int, in tx: any Transaction) throws -> [Customer] {
        try tx.rows(
            """
            SELECT \(Self.columns) FROM customer
            WHERE id IN (\(Self.own(viewer, by: "by_dunning_level by_open_cents", limit)))
            ORDER BY dunning_level DESC, open_cents DESC, id DESC LIMIT \(limit)
            """, Self.customer)
    }

    /// How many customers `person` is responsible for, counted up to `limit`.
    func count(caredForBy person: PersonID, limit: Int, in tx: any Transaction) throws -> Int {
        try tx.one(
            """
            SELECT COUNT(*) FROM (
                SELECT DISTINCT by_name, customer_id FROM customer_responsibility WHERE person_id = \(person)
                AND (SELECT merged_into IS NULL FROM customer WHERE customer.id = customer_id)
                ORDER BY by_name, customer_id LIMIT \(limit)) AS cared
            """
        ) { $0.int(0) } ?? 0
    }

    // MARK: Visits

    /// Notes that `viewer` looked at the customer, for "recent and frequent".
    func noteVisit(of id: CustomerID, by viewer: Viewer, in tx: any Transaction) throws {
        try tx.run(
            """
            INSERT INTO customer_visit (person_id, customer_id, count, last_us)
            VALUES (\(viewer.id), \(id), 1, \(tx.now))
            ON CONFLICT (person_id, customer_id)
            DO UPDATE SET count = customer_visit.count + 1, last_us = excluded.last_us
            """)
    }

    /// The customers that `viewer` looked at last, newest first, at most `limit`.
    package func recent(for viewer: Viewer, limit: Int, in tx: any Transaction) throws -> [Customer] {
        try tx.rows(
            """
            SELECT \(Self.columns) FROM customer_visit JOIN customer ON customer.id = customer_visit.customer_id
            WHERE person_id = \(viewer.id) AND merged_into IS NULL AND \(Self.maySee(viewer))
            ORDER BY customer_visit.last_us DESC LIMIT \(limit)
            """, Self.customer)
    }
}
