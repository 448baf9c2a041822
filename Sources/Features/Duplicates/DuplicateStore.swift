import Foundation
import Linkage
import Platform
import Storage

/// The SQL of finding duplicates and of what was decided about them. Only colleagues come here, who see all customers.
package struct DuplicateStore: Sendable {
    /// A store.
    package init() {}

    /// Candidates shown at once.
    static let pageSize = 30

    // MARK: The queue

    /// Whether customers wait to be compared.
    func isWaiting(in tx: any Transaction) throws -> Bool {
        try tx.exists("SELECT id FROM duplicate_pending LIMIT 1")
    }

    /// Takes customers off the queue, each once.
    func take(limit: Int, in tx: any Transaction) throws -> [CustomerID] {
        let rows: [(Int64, CustomerID)] = try tx.rows(
            "SELECT id, customer_id FROM duplicate_pending ORDER BY id LIMIT \(limit)"
        ) { ($0.int64(0), $0.id(1)) }
        try tx.run("DELETE FROM duplicate_pending WHERE id IN \(list: rows.map(\.0))")
        return Set(rows.map(\.1)).sorted()
    }

    /// Empties the queue, before everything is compared anyway.
    func clearQueue(in tx: any Transaction) throws { try tx.run("DELETE FROM duplicate_pending") }

    /// Customers who stand by themselves, in the order of their ids after `after`.
    func customers(after: CustomerID, limit: Int, in tx: any Transaction) throws -> [CustomerID] {
        try tx.rows(
            "SELECT id FROM customer WHERE id > \(after) AND merged_into IS NULL ORDER BY id LIMIT \(limit)"
        ) { $0.id(0) }
    }

    func customerCount(in tx: any Transaction) throws -> Int {
        try tx.count("SELECT COUNT(*) FROM customer WHERE merged_into IS NULL")
    }

    // MARK: Keys

    /// Gives `customers` these keys and no others.
    func put(
        _ keys: [(key: String, customer: CustomerID)], of customers: [CustomerID], in tx: any Transaction
    ) throws {
        try tx.run("DELETE FROM duplicate_key WHERE customer_id IN \(list: customers)")
        try tx.insert(
            into: "duplicate_key (key, customer_id)", keys.map { [$0.key.sqlValue, $0.customer.sqlValue] })
    }

    /// Pairs that share a key, one of `customers` in each. Keys of more customers than `Linkage.blockLimit` tell
    /// nothing and are skipped, which also bounds the result: 16 keys of so many a customer.
    /// - Parameter onlyHigher: the other one has the higher id.
    func partners(
        of customers: [CustomerID], onlyHigher: Bool, in tx: any Transaction
    ) throws -> Set<CustomerPair> {
        let other: SQL =
            onlyHigher ? "other.customer_id > mine.customer_id" : "other.customer_id <> mine.customer_id"
        let pairs: [CustomerPair?] = try tx.rows(
            """
            SELECT mine.customer_id, other.customer_id FROM duplicate_key AS mine
            JOIN duplicate_key AS other ON other.key = mine.key
            WHERE mine.customer_id IN \(list: customers) AND \(other) AND (
                SELECT large.customer_id FROM duplicate_key AS large WHERE large.key = mine.key
                LIMIT 1 OFFSET \(Linkage.blockLimit)) IS NULL
            """
        ) { CustomerPair($0.id(0), $0.id(1)) }
        return Set(pairs.compactMap { $0 })
    }

    // MARK: Candidates

    /// Keeps what was found. What was dismissed stays so until the data of one of the two changes.
    func put(_ candidate: DuplicateCandidate, in tx: any Transaction) throws {
        let reasons = String(decoding: try JSONEncoder().encode(candidate.reasons), as: UTF8.self)
        let same: SQL = "duplicate_candidate.fingerprint = excluded.fingerprint"
        try tx.run(
            """
            INSERT INTO duplicate_candidate (low_id, high_id, state, score, reasons, fingerprint, at_us)
            VALUES (\(candidate.pair.low), \(candidate.pair.high), \(candidate.state), \(candidate.score), \(reasons),
                \(candidate.fingerprint), \(candidate.at))
            ON CONFLICT (low_id, high_id) DO UPDATE SET score = excluded.score, reasons = excluded.reasons,
                state = CASE WHEN \(same) THEN duplicate_candidate.state ELSE excluded.state END,
                at_us = CASE WHEN \(same) THEN duplicate_candidate.at_us ELSE excluded.at_us END,
                decided_by = CASE WHEN \(same) THEN duplicate_candidate.decided_by ELSE NULL END,
                fingerprint = excluded.fingerprint
            """)
    }

    /// Removes open candidates of `customers` that are none any more.
    /// - Parameters:
    ///   - kept: those that still are.
    ///   - onlyLow: looks only at pairs in which one of `customers` has the lower id.
    func removeOpen(
        of customers: [CustomerID], except kept: Set<CustomerPair>, onlyLow: Bool, in tx: any Transaction
    ) throws {
        let list: SQL = "\(list: customers)"
        let isTheirs: SQL = onlyLow ? "low_id IN \(list)" : "(low_id IN \(list) OR high_id IN \(list))"
        let pairs: [CustomerPair?] = try tx.rows(
            """
            SELECT low_id, high_id FROM duplicate_candidate
            WHERE \(isTheirs) AND state = \(DuplicateCandidate.State.open)
            """
        ) { CustomerPair($0.id(0), $0.id(1)) }
        for pair in pairs.compactMap({ $0 }) where !kept.contains(pair) {
            try tx.run(
                "DELETE FROM duplicate_candidate WHERE low_id = \(pair.low) AND high_id = \(pair.high)")
        }
    }

    /// Notes what was decided. - Returns: false when there is no such candidate.
    @discardableResult func decide(
        _ pair: CustomerPair, _ state: DuplicateCandidate.State, by name: String?, in tx: any Transaction
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE duplicate_candidate SET state = \(state), at_us = \(tx.now), decided_by = \(name)
            WHERE low_id = \(pair.low) AND high_id = \(pair.high)
            """) == 1
    }

    // MARK: Reading

    private static let columns: SQL = "low_id, high_id, state, score, reasons, fingerprint, at_us, decided_by"

    private static func candidate(_ row: Row) throws -> DuplicateCandidate {
        guard let pair = CustomerPair(row.id(0), row.id(1)) else {
            throw StorageError.broken("a customer cannot be its own duplicate")
        }
        return DuplicateCandidate(
            pair: pair, state: try row.value(2), score: row.int(3),
            reasons: try JSONDecoder().decode([DuplicateCandidate.Reason].self, from: Data(row.text(4).utf8)),
            fingerprint: row.text(5), at: row.time(6), decidedBy: row.optionalText(7))
    }

    func find(_ pair: CustomerPair, in tx: any Transaction) throws -> DuplicateCandidate? {
        try tx.one(
            """
            SELECT \(Self.columns) FROM duplicate_candidate WHERE low_id = \(pair.low) AND high_id = \(pair.high)
            """, Self.candidate)
    }

    /// Candidates in `state`, the likeliest first, one more than a page when there are more.
    /// - Parameter customer: only those in which this one is.
    func list(
        _ state: DuplicateCandidate.State, customer: CustomerID? = nil, after cursor: DuplicateCursor? = nil,
        limit: Int = pageSize + 1, in tx: any Transaction
    ) throws -> [DuplicateCandidate] {
        var condition: SQL = "state = \(state)"
        if let customer { condition += " AND (low_id = \(customer) OR high_id = \(customer))" }
        if let cursor {
            condition += """
                 AND (score < \(cursor.score)
                OR score = \(cursor.score) AND (low_id, high_id) < (\(cursor.pair.low), \(cursor.pair.high)))
                """
        }
        return try tx.rows(
            """
            SELECT \(Self.columns) FROM duplicate_candidate WHERE \(condition)
            ORDER BY score DESC, low_id DESC, high_id DESC LIMIT \(limit)
            """, Self.candidate)
    }

    /// How many candidates are in `state`.
    func count(_ state: DuplicateCandidate.State, in tx: any Transaction) throws -> Int {
        try tx.count("SELECT COUNT(*) FROM duplicate_candidate WHERE state = \(state)")
    }

    /// The first number of each of `customers`, for lists.
    func numbers(of customers: [CustomerID], in tx: any Transaction) throws -> [CustomerID: String] {
        let rows: [(CustomerID, String)] = try tx.rows(
            """
            SELECT customer_id, MIN(number) FROM customer_number WHERE customer_id IN \(list: customers)
            GROUP BY customer_id
            """
        ) { ($0.id(0), $0.text(1)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }
}
