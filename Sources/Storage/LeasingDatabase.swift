import Platform

/// A store that was opened while it took nothing (a full disk), so that this process has no number to make ids from:
/// it is read from at once, and the first write that is taken leases the number.
struct LeasingDatabase: Database {
    let base: any Database

    var dialect: Dialect { base.dialect }
    var ids: IDSource { base.ids }
    var clock: Clock { base.clock }
    var executor: any TaskExecutor { base.executor }
    var slow: SlowLane { base.slow }
    func probe() async throws { try await base.probe() }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value { try await base.read(body) }

    @discardableResult func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        // Two at once lease one each; the one that is not used runs out in a day.
        if ids.node < 0 { ids.assign(node: try await ProcessLease.take(from: base)) }
        return try await base.write(body)
    }

    func refreshStatistics() async throws { try await base.refreshStatistics() }
    func close() async { await base.close() }
}
