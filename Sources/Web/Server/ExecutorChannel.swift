import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// A connection's channel that is guarded, and whose requests are answered on `executor`.
struct ExecutorChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base
    let executor: any TaskExecutor
    /// What stands between NIO's decoder and Hummingbird, in order.
    let guards: @Sendable () -> [any ChannelHandler]

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        base.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandlers(guards(), position: .after(decoder))
            return value
        }
    }

    func handle(value: Base.Value, logger: Logger) async {
        await withTaskExecutorPreference(executor) { await base.handle(value: value, logger: logger) }
    }
}
