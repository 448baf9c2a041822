import Platform
import Storage
import Synchronization

/// A store that remembers which statements its reads ran; for tests and benchmarks.
package final class RecordingDatabase: Database {
    private let base: any Database
    private let statements = Mutex<[SQL]>([])

    /// Remembers what `base` is asked.
    package init(_ base: any Database) { self.base = base }

    package var dialect: Dialect { base.dialect }
    package var ids: IDSource { base.ids }
    package var clock: Clock { base.clock }
    package var executor: any TaskExecutor { base.executor }
    package var slow: SlowLane { base.slow }
    package func probe() async throws { try await base.probe() }

    package func refreshStatistics() async throws { try await base.refreshStatistics() }

    /// What `work` read with.
    package func statements(of work: () async throws -> Void) async throws -> [SQL] {
        _ = take()
        try await work()
        return take()
    }

    /// The statements since the last call.
    package func take() -> [SQL] {
        statements.withLock { statements in
            defer { statements = [] }
            return statements
        }
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        try await base.read { tx in
            try body(RecordingTransaction(tx) { sql in self.statements.withLock { $0.append(sql) } })
        }
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value { try await base.write(body) }

    package func close() async { await base.close() }
}

private final class RecordingTransaction: Transaction {
    private let base: any Transaction
    private let note: (SQL) -> Void

    init(_ base: any Transaction, note: @escaping (SQL) -> Void) { (self.base, self.note) = (base, note) }

    var dialect: Dialect { base.dialect }
    var locksRows: Bool { base.locksRows }
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
