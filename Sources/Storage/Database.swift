import Platform

/// Which engine runs below; decides only what `Schema` and the few files in `SQLite/` and `PostgreSQL/` decide.
package enum Dialect: Sendable {
    case sqlite
    case postgres
}

/// A store that many ask at once. Two engines stand behind it: SQLite in the data folder, and PostgreSQL.
///
/// Bodies are synchronous and run on the engine's own threads, never on Swift's cooperative pool. They must not wait
/// for anything but the database, and must not keep the transaction they are handed.
package protocol Database: Sendable {
    /// The engine below.
    var dialect: Dialect { get }

    /// Where ids and time come from.
    var ids: IDSource { get }
    var clock: Clock { get }

    /// Where tasks best run that mostly ask this store: on the threads that have its connections.
    var executor: any TaskExecutor { get }

    /// Where long work runs, so that nobody else waits for it.
    var slow: SlowLane { get }

    /// Finds out whether the store answers, on a thread and a connection of its own, whatever else runs.
    /// - Throws: `StorageError`.
    func probe() async throws

    /// Runs `body` with a consistent view of what is committed (SQLite: a snapshot; PostgreSQL: each statement sees
    /// what was committed when it began). `body` may run again when the connection was lost. A statement that runs
    /// beyond the task's deadline is stopped (`.timedOut`).
    /// - Throws: what `body` throws, `StorageError`.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value

    /// Runs `body` as one transaction: all of it is durable when the call returns, or none of it happened.
    /// On PostgreSQL `body` may run again after a deadlock or a lost connection (three times at most), so it must have
    /// no effect outside the transaction; and others write at the same time: what is read and then written must be
    /// held (`Transaction.holding`), an invariant over several rows needs `Transaction.lock`. A body that catches an error of a statement must not go on.
    /// - Throws: what `body` throws (nothing was written), `StorageError`; `.unreachable` also when the connection was
    ///   lost during the commit, so that nobody knows whether it happened.
    @discardableResult func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value

    /// Has the engine look at what the tables hold, after many rows were written at once. PostgreSQL plans badly until it
    /// has (a search takes ten times as long); by itself it looks a minute later. SQLite plans without.
    func refreshStatistics() async throws

    /// Waits for running work and closes all connections. Later calls throw `StorageError.closed`.
    func close() async
}

/// One transaction: valid only inside the body that it is handed to.
package protocol Transaction: AnyObject {
    /// The engine below.
    var dialect: Dialect { get }
    /// Where `id()` takes its numbers from.
    var ids: IDSource { get }
    /// The moment at which the transaction began, from the injected clock.
    var now: Timestamp { get }

    /// Whether a statement that ends with `holding` keeps its rows from others: in writing transactions on PostgreSQL.
    /// SQLite's writer is alone anyway.
    var locksRows: Bool { get }

    /// All rows of `sql`, read by `read` in order. Bound every statement with `LIMIT` unless its rows are few by nature.
    func rows<Value>(_ sql: SQL, _ read: (Row) throws -> Value) throws -> [Value]

    /// Runs `sql` for its effect.
    /// - Returns: how many rows it changed.
    @discardableResult func run(_ sql: SQL) throws -> Int

    /// Runs reading `statements` ahead in one round trip, so that `rows` has their results at hand: worth it where a
    /// server is asked several things that do not depend on each other. Each result serves once. SQLite does nothing.
    func prefetch(_ statements: [SQL]) throws

    /// Tells the other browsers after the commit; nothing is told when the transaction fails.
    func publish(_ event: Event) throws
}

/// What others may not do with a row until the transaction ends.
package enum RowHold: String, Sendable {
    /// Remove it: what refers to it may be written.
    case key = " FOR KEY SHARE"
    /// Remove or change it: what was read of it still holds when it is written.
    case changes = " FOR NO KEY UPDATE"
    /// Remove or change it, or write what refers to it.
    case everything = " FOR UPDATE"
}

extension Transaction {
    /// Ends a `SELECT` whose rows are to stay as they are read until a writing transaction ends; nothing where it reads
    /// only. A finder of what people change ends with it, so that whoever decides by what it found decides rightly.
    package func holding(_ hold: RowHold) -> SQL { locksRows ? SQL(trusted: hold.rawValue) : "" }

    /// The first row of `sql`, or nil.
    package func one<Value>(_ sql: SQL, _ read: (Row) throws -> Value) throws -> Value? {
        try rows(sql, read).first
    }

    /// The number in the first column of the first row; 0 when there is no row or it is null.
    package func count(_ sql: SQL) throws -> Int { try one(sql) { $0.optionalInt(0) ?? 0 } ?? 0 }

    /// Whether `sql` finds a row.
    package func exists(_ sql: SQL) throws -> Bool { try one(sql) { _ in true } ?? false }

    /// A new id.
    package func id<Kind>() -> ID<Kind> { ids.next() }
}

/// What can go wrong in the store itself, as against what a person did wrong (`AppError`).
package enum StorageError: Error, Equatable, Sendable {
    /// A uniqueness, foreign-key or check constraint refused the row.
    case constraint(String)
    /// The disk is full; nothing was written. Work goes on as soon as there is room again.
    case full
    /// The database cannot be reached, or the connection was lost before the outcome was known.
    case unreachable(String)
    /// Too much is waiting already.
    case busy
    /// It took longer than it may; nothing was written.
    case timedOut
    /// `close()` was called.
    case closed
    /// A restore or a move into the store was interrupted, or still runs.
    case unfinished
    /// The store is not what it should be: wrong schema, damaged file, a bug in a statement.
    case broken(String)
}
