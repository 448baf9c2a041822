import NIOCore
import NIOHTTP1

/// Answers `GET /health` beside the queue in which all other requests wait for a thread: whatever runs, load balancers
/// learn in time whether the store answers. Stands behind `ConnectionGuard`.
final class HealthHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let hosts: HostPolicy
    private let securityHeaders: [(String, String)]
    private let probe: @Sendable () async throws -> Void
    /// Requests that the others have not answered yet.
    private var others = 0
    /// What came behind a question for the health that is being answered.
    private var held: CircularBuffer<NIOAny>?
    /// The question that is being answered has not come to its end.
    private var awaitsEnd = false

    /// Parts that are held at most: a connection that sends more does not want an answer.
    private static let heldLimit = 1000

    init(
        _ hosts: HostPolicy, _ securityHeaders: SecurityHeaders,
        probe: @escaping @Sendable () async throws -> Void
    ) {
        self.hosts = hosts
        self.securityHeaders = securityHeaders.pairs
        self.probe = probe
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if awaitsEnd, case .end = unwrapInboundIn(data) {
            awaitsEnd = false
            return
        }
        if held != nil {
            held?.append(data)
            if held?.count ?? 0 > Self.heldLimit { context.close(promise: nil) }
            return
        }
        guard case .head(let head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        guard others == 0, isForUs(head) else {
            others += 1
            return context.fireChannelRead(data)
        }
        (held, awaitsEnd) = ([], true)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let isHead = head.method == .HEAD
        context.eventLoop.makeFutureWithTask { [probe] in try await probe() }.whenComplete { result in
            let (this, context) = bound.value
            this.answer(result, isHead: isHead, context)
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { others -= 1 }
        context.write(data, promise: promise)
    }

    /// Anything unusual about it goes the ordinary way.
    private func isForUs(_ head: HTTPRequestHead) -> Bool {
        (head.method == .GET || head.method == .HEAD) && head.uri == "/health"
            && hosts.admits(head.headers.first(name: "host") ?? "localhost", for: head.uri)
            && !head.headers.contains(name: "content-length")
            && !head.headers.contains(name: "transfer-encoding")
    }

    private func answer(_ result: Result<Void, any Error>, isHead: Bool, _ context: ChannelHandlerContext) {
        var status = HTTPResponseStatus.ok
        if case .failure = result { status = .serviceUnavailable }
        let body = #"{"status":"\#(status == .ok ? "ok" : "unavailable")"}"#
        var headers = HTTPHeaders(securityHeaders)
        headers.add(name: "content-type", value: "application/json")
        headers.add(name: "content-length", value: String(body.utf8.count))
        headers.add(name: "cache-control", value: "no-store")
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !isHead {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        release(context)
    }

    /// Hands on what came behind the question.
    private func release(_ context: ChannelHandlerContext) {
        let waiting = held ?? []
        held = nil
        for part in waiting { channelRead(context: context, data: part) }
        context.fireChannelReadComplete()
    }
}
