import CPostgres
import Platform

/// A transaction on PostgreSQL. A writing one begins with its first statement; a reading one has each statement stand
/// for itself.
final class PostgresTransaction: Transaction {
    let dialect = Dialect.postgres
    let ids: IDSource
    let now: Timestamp
    private let connection: PostgresConnection
    private let isWriting: Bool
    /// A snapshot may not lock rows.
    var isSnapshot = false
    var locksRows: Bool { isWriting && !isSnapshot }
    private var hasBegun = false
    /// What was published so far, to be told after the commit.
    private(set) var events: [Event] = []
    /// What the server refused first; PostgreSQL accepts nothing more in the same transaction.
    private(set) var failure: PostgresError?
    /// Results of statements that were run ahead.
    private var prefetched: [SQL: PostgresResult] = [:]

    init(_ connection: PostgresConnection, isWriting: Bool, ids: IDSource, now: Timestamp) {
        self.connection = connection
        self.isWriting = isWriting
        self.ids = ids
        self.now = now
    }

    func rows<Value>(_ sql: SQL, _ read: (Row) throws -> Value) throws -> [Value] {
        let result = try prefetched.removeValue(forKey: sql) ?? result(of: sql)
        return try (0..<result.rowCount).map { try read(Row(storage: .postgres(result.handle, $0))) }
    }

    func run(_ sql: SQL) throws -> Int {
        guard isWriting else { throw StorageError.broken("a reading transaction was asked to write") }
        return try result(of: sql).changedCount
    }

    func prefetch(_ statements: [SQL]) throws {
        for (sql, result) in zip(statements, try exchange(statements)) { prefetched[sql] = result }
    }

    func publish(_ event: Event) throws { events.append(event) }

    /// Makes everything durable and tells the other processes, in one round trip.
    /// - Throws: `StorageError`; `.unreachable` when the connection was lost before the server answered, so that nobody
    ///   knows the outcome.
    func commit() throws {
        if let failure { throw failure.storageError }
        guard hasBegun || !events.isEmpty else { return }
        let notices = PostgresEvents.payloads(of: events, from: ids.node).map { PostgresEvents.notice($0) }
        do {
            _ = try exchange(notices + ["COMMIT"])
            hasBegun = false
        } catch {
            if failure?.isLost == true { failure = nil }
            throw error
        }
    }

    /// Takes everything back.
    /// - Returns: false when the connection is of no use any more.
    func rollBack() -> Bool {
        guard failure?.isLost != true else { return false }
        guard hasBegun else { return true }
        do {
            _ = try connection.exchange(["ROLLBACK"])
            return true
        } catch {
            // The server takes a transaction back by itself when its connection ends.
            return false
        }
    }

    private func result(of sql: SQL) throws -> PostgresResult {
        guard let result = try exchange([sql]).first else {
            preconditionFailure("one result for each statement")
        }
        return result
    }

    /// Runs `statements`, with BEGIN in front when they are the first of a writing transaction.
    private func exchange(_ statements: [SQL]) throws -> [PostgresResult] {
        if let failure, isWriting { throw failure.storageError }
        do {
            guard isWriting, !hasBegun else { return try connection.exchange(statements) }
            hasBegun = true
            return Array(try connection.exchange(["BEGIN"] + statements).dropFirst())
        } catch let error as PostgresError {
            failure = error
            throw error.storageError
        }
    }
}
