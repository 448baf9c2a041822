import Platform

/// The cluster engine: PostgreSQL through libpq, with a pool of connections that come back by themselves.
final class PostgresDatabase: Database {
    let dialect = Dialect.postgres
    let ids: IDSource
    let clock: Clock
    private let pool: WorkerPool<PostgresSession>
    private let listener: PostgresListener
    private let sink: EventSink

    /// Connections that work; one more listens. Requests run on their threads, and some may wait for locks.
    private static let connectionCount = 8

    private init(
        pool: WorkerPool<PostgresSession>, listener: PostgresListener, ids: IDSource, clock: Clock,
        sink: EventSink
    ) {
        self.pool = pool
        self.listener = listener
        self.ids = ids
        self.clock = clock
        self.sink = sink
    }

    /// Connects to `info`, `postgres://user:password@host:port/database?sslmode=…` or libpq's `host=… dbname=…`.
    /// - Throws: `StorageError.unreachable` at once when nobody answers there.
    static func open(
        _ info: String, ids: IDSource, clock: Clock, sink: EventSink
    ) async throws -> PostgresDatabase {
        let pool = WorkerPool(
            "postgres",
            connections: (0..<connectionCount).map { _ in PostgresSession(info, ids: ids, clock: clock) })
        do {
            let listener = try await pool.perform { _, _ in try PostgresListener(info, ids: ids, sink: sink) }
            return PostgresDatabase(pool: pool, listener: listener, ids: ids, clock: clock, sink: sink)
        } catch {
            await pool.stop()
            throw (error as? PostgresError)?.storageError ?? error
        }
    }

    var executor: any TaskExecutor { pool }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        try await pool.perform { session, since in try session.run(isWriting: false, since: since, body).0 }
    }

    @discardableResult func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        try await pool.perform { [sink] session, since in
            let (value, events) = try session.run(isWriting: true, since: since, body)
            if !events.isEmpty { sink.deliver(events) }
            return value
        }
    }

    func refreshStatistics() async throws {
        try await pool.perform { session, _ in try session.vacuum() }
    }

    func close() async {
        await pool.stop()
        listener.stop()
    }
}
