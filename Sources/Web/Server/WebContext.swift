import Hummingbird
import NIOCore

/// What Hummingbird keeps with each request: only the connection is ours.
struct WebContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection.
    let channel: any Channel
    /// The address at its other end.
    var peer: String { channel.remoteAddress?.ipAddress ?? "" }

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}
