import Foundation
import GRDB
import Platform

/// The embedded engine: one SQLite file in write-ahead mode, readers beside one writer.
///
/// Every commit is durable (`synchronous=FULL`); `SQLiteWriter` lets waiting transactions share one commit.
final class SQLiteDatabase: Database {
    let dialect = Dialect.sqlite
    let ids: IDSource
    let clock: Clock

    private let pool: DatabasePool
    private let connections: [SQLiteReader]
    private let readers: WorkerPool<SQLiteReader>
    private let slowReaders: WorkerPool<SQLiteReader>
    private let prober: WorkerPool<SQLiteReader>
    let slow: SlowLane
    private let writer: SQLiteWriter
    private let watcher: SQLiteEventWatcher

    /// How many read at once; SQLite readers do not block each other.
    private static let readerCount = 4
    /// How many do long work.
    private static let slowCount = 3

    /// Opens the file at `path`, creating it when it is not there.
    /// - Throws: `StorageError.broken` when the file cannot be opened or is no database.
    init(path: String, ids: IDSource, clock: Clock, sink: EventSink, watchesForeignKeys: Bool) throws {
        self.ids = ids
        self.clock = clock
        do {
            let pool = try DatabasePool(path: path, configuration: Self.configuration(watchesForeignKeys))
            try pool.writeWithoutTransaction { try SQLiteEvents.createTable(in: $0) }
            watcher = try SQLiteEventWatcher(pool: pool, ids: ids, sink: sink)
            self.pool = pool
            let connections = try (0...Self.readerCount + Self.slowCount).map { _ in
                try SQLiteReader(path: path, Self.configuration(watchesForeignKeys))
            }
            self.connections = connections
            readers = WorkerPool("sqlite-reader", connections: Array(connections.prefix(Self.readerCount)))
            slowReaders = WorkerPool(
                "sqlite-slow", connections: Array(connections.dropFirst(Self.readerCount).dropLast()),
                isSlow: true)
            prober = WorkerPool("sqlite-probe", connections: connections.suffix(1))
            slow = SlowLane(slowReaders)
            writer = try SQLiteWriter(pool: pool, ids: ids, clock: clock, deliver: sink.deliver)
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    var executor: any TaskExecutor { readers }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        let deadline = Deadline.current
        // Whoever is on a slow thread already reads there.
        return try await (slowReaders.isHere ? slowReaders : readers).perform { [ids, clock] reader, _ in
            try reader.snapshot(until: deadline) {
                try body(SQLiteTransaction($0, ids: ids, now: clock.now()))
            }
        }
    }

    func probe() async throws {
        try await prober.perform { reader, _ in try reader.snapshot { try $0.run("SELECT 1") } }
    }

    @discardableResult func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        try await writer.write(body)
    }

    func refreshStatistics() async throws {}

    func close() async {
        await readers.stop()
        await slowReaders.stop()
        await prober.stop()
        await writer.stop()
        watcher.stop()
        do {
            for connection in connections { try connection.close() }
            try pool.close()
        } catch {
            // Closed before: the file is consistent either way.
            return
        }
    }

    private static func configuration(_ watchesForeignKeys: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = watchesForeignKeys
        // The pool itself reads for the event watcher alone.
        configuration.maximumReaderCount = 1
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            try database.execute(sql: "PRAGMA cache_size = -16000")
        }
        return configuration
    }
}

extension StorageError {
    /// What an error of GRDB means for us.
    init(_ error: DatabaseError) {
        self.init(sqlite: error.extendedResultCode.rawValue, error.message ?? "", error.sql ?? "")
    }
}
