import Foundation
import GRDB
import NIOPosix
import Platform

/// The embedded engine: one SQLite file in write-ahead mode, readers beside one writer.
///
/// Every commit is durable (`synchronous=FULL`); `SQLiteWriter` lets waiting transactions share one commit.
package final class SQLiteDatabase: Database {
    package let dialect = Dialect.sqlite
    package let ids: IDSource
    package let clock: Clock

    private let pool: DatabasePool
    private let readers: NIOThreadPool
    private let writer: SQLiteWriter
    private let watcher: SQLiteEventWatcher

    /// How many read at once; SQLite readers do not block each other.
    private static let readerCount = 4

    /// Opens the file at `path`, creating it when it is not there.
    /// - Throws: `StorageError.broken` when the file cannot be opened or is no database.
    package init(path: String, ids: IDSource, clock: Clock, sink: EventSink) throws {
        self.ids = ids
        self.clock = clock
        do {
            pool = try DatabasePool(path: path, configuration: Self.configuration())
            try pool.writeWithoutTransaction { try SQLiteEvents.createTable(in: $0) }
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
        readers = NIOThreadPool(numberOfThreads: Self.readerCount)
        readers.start()
        writer = SQLiteWriter(pool: pool, ids: ids, clock: clock, deliver: sink.deliver)
        watcher = SQLiteEventWatcher(pool: pool, ids: ids, sink: sink)
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        do {
            return try await readers.runIfActive { [pool, ids, clock] in
                try pool.read { try body(SQLiteTransaction($0, ids: ids, now: clock.now())) }
            }
        } catch let error as DatabaseError {
            throw StorageError(error)
        } catch is NIOThreadPoolError.ThreadPoolInactive {
            throw StorageError.closed
        } catch is CancellationError {
            throw StorageError.closed
        }
    }

    @discardableResult package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        do {
            return try await writer.write(body)
        } catch let error as DatabaseError {
            throw StorageError(error)
        }
    }

    package func close() async {
        watcher.stop()
        await writer.stop()
        do {
            try await readers.shutdownGracefully()
            try pool.close()
        } catch {
            // Closing again, or with a statement still open: the file is consistent either way.
            return
        }
    }

    /// Copies the whole database into a new file at `path` while others go on reading and writing.
    package func copy(to path: String) async throws {
        try await readers.runIfActive { [pool] in
            let target = try DatabaseQueue(path: path)
            try pool.backup(to: target)
            try target.close()
        }
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.maximumReaderCount = readerCount
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA foreign_keys = ON")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            try database.execute(sql: "PRAGMA cache_size = -16000")
        }
        return configuration
    }
}

extension StorageError {
    /// What SQLite's result code means for us.
    init(_ error: DatabaseError) {
        let message = error.message ?? ""
        switch error.resultCode {
        case .SQLITE_CONSTRAINT: self = .constraint(message)
        case .SQLITE_FULL: self = .full
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        default: self = .broken("SQLite \(error.resultCode.rawValue): \(message) \(error.sql ?? "")")
        }
    }
}
