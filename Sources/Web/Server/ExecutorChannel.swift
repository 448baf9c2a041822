import HummingbirdCore
import Logging
import NIOCore

/// A connection's channel whose requests are answered on `executor`.
struct ExecutorChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base
    let executor: any TaskExecutor

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        base.setup(channel: channel, logger: logger)
    }

    func handle(value: Base.Value, logger: Logger) async {
        await withTaskExecutorPreference(executor) { await base.handle(value: value, logger: logger) }
    }
}
