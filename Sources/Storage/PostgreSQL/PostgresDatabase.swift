import Platform

/// The cluster engine: PostgreSQL through libpq.
package final class PostgresDatabase: Database {
    package let dialect = Dialect.postgres
    package let ids: IDSource
    package let clock: Clock

    private init(ids: IDSource, clock: Clock) {
        self.ids = ids
        self.clock = clock
    }

    /// Connects.
    static func open(_ info: String, ids: IDSource, clock: Clock, sink: EventSink) async throws -> PostgresDatabase {
        throw StorageError.unreachable("PostgreSQL is not connected yet")
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value { throw StorageError.closed }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value { throw StorageError.closed }

    package func close() async {}
}
