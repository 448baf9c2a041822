import GRDBSQLite
import Platform

/// The prepared statements of one SQLite connection, kept by their text. Used by one thread at a time.
final class SQLiteStatements {
    private let connection: OpaquePointer
    private var kept: [String: OpaquePointer] = [:]
    private let limit = Limit()
    private var isOpen = true

    /// Read by SQLite while a statement runs.
    private final class Limit { var deadline: Deadline? }

    /// Statements kept at most. Texts come from a finite set; lists of different lengths make it a few hundred.
    private static let limit = 500
    /// After so many steps of SQLite's machine, a few milliseconds, it is looked whether the deadline has passed.
    private static let stepsBetweenLooks: Int32 = 100_000
    /// SQLite copies what is bound (`SQLITE_TRANSIENT`, which Swift cannot import).
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    /// - Parameter connection: an open one that outlives this.
    init(of connection: OpaquePointer) {
        self.connection = connection
        sqlite3_progress_handler(
            connection, Self.stepsBetweenLooks,
            { context in
                guard let context else { return 0 }
                let limit = Unmanaged<Limit>.fromOpaque(context).takeUnretainedValue()
                return limit.deadline?.isOver == true ? 1 : 0
            }, Unmanaged.passUnretained(limit).toOpaque())
    }

    /// When a running statement is stopped; nil: never.
    var deadline: Deadline? {
        get { limit.deadline }
        set { limit.deadline = newValue }
    }

    deinit { close() }

    /// Gives all statements back, without which SQLite does not close the connection.
    func close() {
        // Later the connection is no more.
        guard isOpen else { return }
        isOpen = false
        sqlite3_progress_handler(connection, 0, nil, nil)
        kept.values.forEach { sqlite3_finalize($0) }
        kept = [:]
    }

    /// Runs `sql` and hands each row of its result to `read`. - Throws: `StorageError`, what `read` throws.
    func run(_ sql: SQL, _ read: (Row) throws -> Void = { _ in }) throws {
        let (statement, isKept) = try prepare(sql.text)
        defer {
            // What resetting reports was thrown by the step already.
            if isKept {
                sqlite3_reset(statement)
                sqlite3_clear_bindings(statement)
            } else {
                sqlite3_finalize(statement)
            }
        }
        for (index, value) in sql.values.enumerated() {
            guard try bind(value, to: statement, at: Int32(index + 1)) == SQLITE_OK else {
                throw failure(of: sql.text)
            }
        }
        let row = Row(storage: .sqlite(statement))
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: try read(row)
            case SQLITE_DONE: return
            default: throw failure(of: sql.text)
            }
        }
    }

    /// How many rows the last changing statement changed.
    var changes: Int { Int(sqlite3_changes(connection)) }
    /// The key of the row that was inserted last.
    var lastInsertedKey: Int64 { sqlite3_last_insert_rowid(connection) }
    /// Whether a transaction is open; SQLite closes it by itself when the disk is full.
    var isInTransaction: Bool { sqlite3_get_autocommit(connection) == 0 }

    /// `isKept` is false when somebody asks the same again while reading the answer: then it is used once.
    private func prepare(_ text: String) throws -> (OpaquePointer, isKept: Bool) {
        let known = kept[text]
        if let known, sqlite3_stmt_busy(known) == 0 { return (known, true) }
        var statement: OpaquePointer?
        guard
            sqlite3_prepare_v3(connection, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
                == SQLITE_OK, let statement
        else { throw failure(of: text) }
        guard known == nil else { return (statement, false) }
        if kept.count >= Self.limit { forgetIdle() }
        kept[text] = statement
        return (statement, true)
    }

    private func forgetIdle() {
        for (text, statement) in kept where sqlite3_stmt_busy(statement) == 0 {
            sqlite3_finalize(statement)
            kept[text] = nil
        }
    }

    /// - Returns: SQLite's result code.
    private func bind(_ value: SQLValue, to statement: OpaquePointer, at index: Int32) throws -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(statement, index)
        case .int(let value): return sqlite3_bind_int64(statement, index, value)
        case .real(let value): return sqlite3_bind_double(statement, index, value)
        case .text(let value):
            // An empty buffer may have no address, which would bind null.
            guard !value.isEmpty else { return sqlite3_bind_text(statement, index, "", 0, Self.transient) }
            var value = try value.withoutZero()
            return value.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(statement, index, $0.baseAddress, Int32($0.count), Self.transient)
                }
            }
        case .blob(let value):
            guard !value.isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
            return sqlite3_bind_blob64(statement, index, value, UInt64(value.count), Self.transient)
        }
    }

    private func failure(of text: String) -> StorageError {
        StorageError(
            sqlite: sqlite3_extended_errcode(connection), String(cString: sqlite3_errmsg(connection)), text)
    }
}

extension StorageError {
    /// What SQLite's result `code` means for us.
    init(sqlite code: Int32, _ message: String, _ sql: String) {
        switch code & 0xff {
        case SQLITE_CONSTRAINT: self = .constraint(message)
        case SQLITE_FULL: self = .full
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
        case SQLITE_INTERRUPT: self = .timedOut
        default: self = .broken("SQLite \(code): \(message) \(sql)")
        }
    }
}
