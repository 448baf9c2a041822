import Platform

/// The cluster engine: PostgreSQL through libpq, with a pool of connections that come back by themselves.
final class PostgresDatabase: Database {
    let dialect = Dialect.postgres
    let ids: IDSource
    let clock: Clock
    private let pool: WorkerPool<PostgresSession>
    private let slowPool: WorkerPool<PostgresSession>
    private let prober: WorkerPool<PostgresSession>
    let slow: SlowLane
    private let listener: PostgresListener
    private let sink: EventSink

    /// Connections that work. Requests run on their threads, and some may wait for locks. Those for long work come on top,
    /// made when they are needed first, and two that listen and probe.
    private static let connectionCount = 8
    private static let slowCount = 3

    private init(
        _ info: String, pool: WorkerPool<PostgresSession>, listener: PostgresListener, ids: IDSource,
        clock: Clock, sink: EventSink
    ) {
        func sessions(_ count: Int) -> [PostgresSession] {
            (0..<count).map { _ in PostgresSession(info, ids: ids, clock: clock) }
        }
        self.pool = pool
        slowPool = WorkerPool("postgres-slow", connections: sessions(Self.slowCount), isSlow: true)
        prober = WorkerPool("postgres-probe", connections: sessions(1))
        slow = SlowLane(slowPool)
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
            return PostgresDatabase(
                info, pool: pool, listener: listener, ids: ids, clock: clock, sink: sink)
        } catch {
            await pool.stop()
            throw (error as? PostgresError)?.storageError ?? error
        }
    }

    var executor: any TaskExecutor { pool }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        try await chosenPool.perform { session, since in
            try session.run(isWriting: false, since: since, body).0
        }
    }

    /// Whoever is on a slow thread already asks there.
    private var chosenPool: WorkerPool<PostgresSession> { slowPool.isHere ? slowPool : pool }

    func probe() async throws {
        _ = try await prober.perform { session, since in
            try session.run(isWriting: false, since: since) { try $0.count("SELECT 1") }
        }
    }

    @discardableResult func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        try await chosenPool.perform { [sink] session, since in
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
        await slowPool.stop()
        await prober.stop()
        listener.stop()
    }
}
