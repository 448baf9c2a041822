import Platform

extension Transaction {
    /// Runs `body`, which asks several things that do not depend on each other, and has a server answer all of them in
    /// one round trip.
    ///
    /// There `body` runs twice: first to learn what it asks, with no rows for an answer, then for good. So it must do
    /// nothing but read, and what it asks only after an answer costs a round trip of its own.
    package func together<Value>(_ body: (any Transaction) throws -> Value) throws -> Value {
        guard dialect == .postgres else { return try body(self) }
        let asked = AskedStatements(self)
        _ = try body(asked)
        try prefetch(asked.statements)
        return try body(self)
    }
}

/// Notes what it is asked, and answers nothing.
private final class AskedStatements: Transaction {
    let dialect: Dialect
    let locksRows = false
    let ids: IDSource
    let now: Timestamp
    private(set) var statements: [SQL] = []

    init(_ base: any Transaction) { (dialect, ids, now) = (base.dialect, base.ids, base.now) }

    func rows<Value>(_ sql: SQL, _ read: (Row) throws -> Value) throws -> [Value] {
        statements.append(sql)
        return []
    }

    func run(_ sql: SQL) throws -> Int { throw StorageError.broken("`together` is for reading") }
    func prefetch(_ statements: [SQL]) throws { self.statements += statements }
    func publish(_ event: Event) throws { throw StorageError.broken("`together` is for reading") }
}
