import Platform
import Storage
import Synchronization

/// Writes down every statement of its reads on the way to the real database.
final class RecordingDatabase: Database {
    private let base: any Database
    private let statements = Mutex<[SQL]>([])

    init(_ base: any Database) { self.base = base }

    var dialect: Dialect { base.dialect }
    var ids: IDSource { base.ids }
    var clock: Clock { base.clock }
    var executor: any TaskExecutor { base.executor }

    /// The statements since the last call.
    func take() -> [SQL] {
        statements.withLock { statements in
            defer { statements = [] }
            return statements
        }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        try await base.read { tx in
            try body(Recorder(tx) { sql in self.statements.withLock { $0.append(sql) } })
        }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value { try await base.write(body) }

    func close() async { await base.close() }
}

/// A transaction that tells of each statement before it runs.
private final class Recorder: Transaction {
    private let base: any Transaction
    private let note: (SQL) -> Void

    init(_ base: any Transaction, note: @escaping (SQL) -> Void) {
        self.base = base
        self.note = note
    }

    var dialect: Dialect { base.dialect }
    var ids: IDSource { base.ids }
    var now: Timestamp { base.now }

    func rows<Value>(_ sql: SQL, _ read: (Row) throws -> Value) throws -> [Value] {
        note(sql)
        return try base.rows(sql, read)
    }

    func run(_ sql: SQL) throws -> Int { try base.run(sql) }
    func prefetch(_ statements: [SQL]) throws { try base.prefetch(statements) }
    func publish(_ event: Event) throws { try base.publish(event) }
}
