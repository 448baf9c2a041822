import GRDB
import Platform

/// One reading connection with its statements, for one thread.
final class SQLiteReader: @unchecked Sendable {
    // Sendable: made by the thread that opens the store, then used by one reading thread only.
    private let queue: DatabaseQueue
    private let statements: SQLiteStatements

    deinit { statements.close() }

    /// Opens the file at `path`, which is there and in write-ahead mode.
    init(path: String, _ configuration: Configuration) throws {
        var configuration = configuration
        configuration.readonly = true
        queue = try DatabaseQueue(path: path, configuration: configuration)
        statements = try queue.unsafeRead { SQLiteStatements(of: try $0.sqliteHandle) }
    }

    /// Runs `body` with a consistent view of what is committed when it first reads.
    /// - Parameter deadline: when statements are stopped; nil: never.
    func snapshot<Value>(
        until deadline: Deadline? = nil, _ body: (SQLiteStatements) throws -> Value
    ) throws -> Value {
        statements.deadline = deadline
        defer { statements.deadline = nil }
        try statements.run("BEGIN")
        do {
            let value = try body(statements)
            try statements.run("COMMIT")
            return value
        } catch {
            if statements.isInTransaction { try statements.run("ROLLBACK") }
            throw error
        }
    }

    /// Closes the connection; the thread that used it has ended.
    func close() throws {
        statements.close()
        try queue.close()
    }
}

extension GRDB.Database {
    /// SQLite's own handle.
    var sqliteHandle: OpaquePointer {
        get throws {
            guard let sqliteConnection else { throw StorageError.closed }
            return sqliteConnection
        }
    }
}
