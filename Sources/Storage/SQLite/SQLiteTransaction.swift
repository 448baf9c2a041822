import Foundation
import GRDB
import GRDBSQLite
import Platform

/// A transaction on SQLite: a thin layer over GRDB's cached statements.
final class SQLiteTransaction: Transaction {
    let dialect = Dialect.sqlite
    let ids: IDSource
    let now: Timestamp
    private let database: GRDB.Database
    /// What was published so far, to be told after the commit.
    private(set) var events: [Event] = []

    init(_ database: GRDB.Database, ids: IDSource, now: Timestamp) {
        self.database = database
        self.ids = ids
        self.now = now
    }

    func rows<Value>(_ sql: SQL, _ read: (Row) throws -> Value) throws -> [Value] {
        try mappingErrors {
            let statement = try prepare(sql)
            let row = Row(storage: .sqlite(statement.sqliteStatement))
            var values: [Value] = []
            let cursor = try GRDB.Row.fetchCursor(statement)
            while try cursor.next() != nil { values.append(try read(row)) }
            return values
        }
    }

    func run(_ sql: SQL) throws -> Int {
        try mappingErrors {
            try prepare(sql).execute()
            return database.changesCount
        }
    }

    func prefetch(_ statements: [SQL]) throws {}

    func publish(_ event: Event) throws {
        try mappingErrors { try SQLiteEvents.insert(event, from: ids.node, at: now, in: database) }
        events.append(event)
    }

    /// Takes back what was published after the first `count` events (their savepoint was rolled back).
    func forgetEvents(after count: Int) { events.removeLast(events.count - count) }

    private func prepare(_ sql: SQL) throws -> Statement {
        var statement = try database.cachedStatement(sql: sql.text)
        // Somebody asks the same again while reading the answer.
        if sqlite3_stmt_busy(statement.sqliteStatement) != 0 {
            statement = try database.makeStatement(sql: sql.text)
        }
        try statement.setArguments(StatementArguments(try sql.values.map { try $0.databaseValue() }))
        return statement
    }

    private func mappingErrors<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as DatabaseError { throw StorageError(error) }
    }
}

extension SQLValue {
    /// The value as GRDB binds it.
    /// - Throws: `StorageError.constraint` for text with a zero byte.
    fileprivate func databaseValue() throws -> DatabaseValue {
        switch self {
        case .null: .null
        case .int(let value): value.databaseValue
        case .real(let value): value.databaseValue
        case .text(let value): try value.withoutZero().databaseValue
        case .blob(let value): Data(value).databaseValue
        }
    }
}
