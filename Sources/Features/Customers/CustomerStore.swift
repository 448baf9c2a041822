import Platform
import Storage

/// The SQL of customers themselves. Every finder takes the viewer: `maySee` is the one gate.
package struct CustomerStore: Sendable {
    /// Customers looked at for one piece of a list that several things narrow. What they give is shown, with the way on; at
    /// a million customers narrowed by two things of chance a piece is full after fewer.
    static let walkLimit = 4000
    /// As many as this store looks at; tests have it look at fewer.
    var walkLimit = Self.walkLimit

    /// A store.
    package init() {}

    /// The condition under which `viewer` may see a customer: colleagues all, guests those that were shared with them.
    package static func maySee(_ viewer: Viewer) -> SQL {
        viewer.isEmployee
            ? "TRUE"
            : "customer.id IN (SELECT customer_id FROM customer_guest WHERE person_id = \(viewer.id))"
    }

    /// The customer, or nil when it is absent or hidden from `viewer`. One that was merged into another leads there,
    /// where it is decided who may see it: what was shared with guests has moved there too. A writing transaction holds
    /// it from then on (`hold`).
    package func find(_ id: CustomerID, for viewer: Viewer, in tx: any Transaction) throws -> Customer? {
        // Merging always points at a customer that stands by itself, so one step is enough.
        let question: SQL = """
            SELECT \(Self.columns) FROM customer
            WHERE id = (SELECT COALESCE(merged_into, id) FROM customer WHERE id = \(id)) AND \(Self.maySee(viewer))
            AND merged_into IS NULL
            """
        if tx.locksRows { try hold([id], thenAsking: [question], in: tx) }
        return try tx.one(question, Self.customer)
    }

    /// Where customers lead, each by its id. Until a writing transaction ends nobody else changes, merges or separates
    /// those, so that what is written for them lands where it is found. Whoever writes for several holds them together:
    /// in the order of their ids, writers do not block each other for good.
    /// - Parameter questions: are asked in the same round trip, when the customers are held.
    @discardableResult package func hold(
        _ ids: [CustomerID], thenAsking questions: [SQL] = [], in tx: any Transaction
    ) throws -> [CustomerID: CustomerID] {
        guard !ids.isEmpty else { return [:] }
        let leads: SQL = "SELECT id, COALESCE(merged_into, id) FROM customer WHERE id IN \(list: ids)"
        let holding: SQL = """
            SELECT id FROM customer WHERE id IN (
                SELECT COALESCE(merged_into, id) FROM customer WHERE id IN \(list: ids))
            ORDER BY id\(tx.holding(.changes))
            """
        // Whoever merged or separated one while we waited has sent us elsewhere.
        while true {
            if tx.locksRows { try tx.prefetch([holding, leads] + questions) }
            let held: [CustomerID]? = tx.locksRows ? try tx.rows(holding) { $0.id(0) } : nil
            let pairs: [(CustomerID, CustomerID)] = try tx.rows(leads) { ($0.id(0), $0.id(1)) }
            if let held, !Set(pairs.map(\.1)).isSubset(of: held) { continue }
            return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        }
    }

    /// The customers that have `number` in any other system, at most 10.
    package func withNumber(
        _ number: String, for viewer: Viewer, in tx: any Transaction
    ) throws -> [Customer] {
        try tx.rows(
            """
            SELECT \(Self.columns) FROM customer WHERE id IN (
                SELECT customer_id FROM customer_number WHERE number = \(number) LIMIT 10)
            AND merged_into IS NULL AND \(Self.maySee(viewer)) ORDER BY id
            """, Self.customer)
    }

    /// Adds a customer.
    package func insert(_ customer: Customer, in tx: any Transaction) throws {
        try tx.insert(into: Self.inserted, [Self.values(of: customer)])
        try SearchQueue.changed(.customer, customer.id, in: tx)
        try DuplicateQueue.changed([customer.id], in: tx)
    }

    /// Writes the details of `customer` when it still has the version that was read.
    /// - Throws: `AppError.conflict` when somebody else was faster.
    package func update(_ customer: Customer, in tx: any Transaction) throws {
        let changed = try tx.run(
            """
            UPDATE customer SET \(Self.assignments(of: customer)), version = version + 1
            WHERE id = \(customer.id) AND version = \(customer.version)
            """)
        guard changed == 1 else { throw AppError.conflict }
    }

    /// Counts a change of something that belongs to the customer.
    package func touch(_ id: CustomerID, in tx: any Transaction) throws {
        try tx.run("UPDATE customer SET version = version + 1 WHERE id = \(id)")
        try SearchQueue.changed(.customer, id, in: tx)
    }

    /// Notes that something happened with the customer at `time`, for "last contact".
    package func noteContact(_ id: CustomerID, at time: Timestamp, in tx: any Transaction) throws {
        try tx.run("UPDATE customer SET last_entry_us = \(time) WHERE id = \(id) AND last_entry_us < \(time)")
    }

    /// Takes back that something happened at `time`, which went to another customer: the last of what is left counts,
    /// without what one team keeps to itself.
    package func forgetContact(_ id: CustomerID, at time: Timestamp, in tx: any Transaction) throws {
        try tx.run(
            """
            UPDATE customer SET last_entry_us = COALESCE(
                (SELECT MAX(at_us) FROM timeline_entry
                WHERE customer_id = \(id) AND kind IN ('note', 'call', 'mail', 'talk') AND audience_id IS NULL), 0)
            WHERE id = \(id) AND last_entry_us = \(time)
            """)
    }

    // MARK: History

    /// Keeps that fields were changed. - Parameter changes: (field, old, new).
    package func record(
        _ changes: [(field: String, old: String, new: String)], of id: CustomerID, by name: String,
        in tx: any Transaction
    ) throws {
        for change in changes {
            let changeID: ID<Change> = tx.id()
            try tx.run(
                """
                INSERT INTO customer_change (id, customer_id, at_us, changed_by, field, old, new)
                VALUES (\(changeID), \(id), \(tx.now), \(name), \(change.field), \(change.old), \(change.new))
                """)
        }
        try SearchQueue.changed(.customer, id, in: tx)
        if !changes.isEmpty { try DuplicateQueue.changed([id], in: tx) }
    }

    /// The newest changes first, older than `before`, at most 101.
    func changes(
        of id: CustomerID, before: Int64?, in tx: any Transaction
    ) throws -> [(id: Int64, change: Change)] {
        try tx.rows(
            """
            SELECT id, at_us, changed_by, field, old, new FROM customer_change
            WHERE customer_id = \(id) AND id < \(before ?? Int64.max) ORDER BY id DESC LIMIT 101
            """
        ) {
            let change = Change(
                at: $0.time(1), by: $0.text(2), field: $0.text(3), old: $0.text(4), new: $0.text(5))
            return ($0.int64(0), change)
        }
    }
}
