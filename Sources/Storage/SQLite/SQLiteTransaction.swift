import Platform

/// A transaction on SQLite: a thin layer over the connection's prepared statements.
final class SQLiteTransaction: Transaction {
    let dialect = Dialect.sqlite
    let locksRows = false
    let ids: IDSource
    let now: Timestamp
    private let statements: SQLiteStatements
    /// What was published so far, to be told after the commit.
    private(set) var events: [Event] = []

    init(_ statements: SQLiteStatements, ids: IDSource, now: Timestamp) {
        self.statements = statements
        self.ids = ids
        self.now = now
    }

    func rows<Value>(_ sql: SQL, _ read: (Row) throws -> Value) throws -> [Value] {
        var values: [Value] = []
        try statements.run(sql) { values.append(try read($0)) }
        return values
    }

    func run(_ sql: SQL) throws -> Int {
        try statements.run(sql)
        return statements.changes
    }

    func prefetch(_ statements: [SQL]) throws {}

    func publish(_ event: Event) throws {
        try SQLiteEvents.insert(event, from: ids.node, at: now, with: statements)
        events.append(event)
    }

    /// Takes back what was published after the first `count` events (their savepoint was rolled back).
    func forgetEvents(after count: Int) { events.removeLast(events.count - count) }
}
