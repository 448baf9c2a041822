import NIOCore
import NIOHTTP1

/// The request cannot be read, or did not come to its end. Thrown to who reads its body, so that nobody takes a part for
/// the whole.
struct BrokenRequest: Error {}

/// Told by who is about to read a body, to whoever waits for the word to send it.
struct BodyWanted: Sendable {}

/// Holds each connection to HTTP/1.1 (RFC 9112) and to `WireLimits`: refuses what has two meanings, answers
/// `Expect: 100-continue`, ends connections whose askers do not want or cannot have another answer, and those who
/// dawdle. Stands behind NIO's decoder.
final class ConnectionGuard: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// A request and its answer.
    private struct Exchange {
        let version: HTTPVersion
        let isHead: Bool
        var isLast: Bool
        var waitsForWord: Bool
        /// Bytes still to come; nil: nobody said.
        var bytesLeft: Int?
        var isReceived = false
        var answeredAt: NIODeadline?
        var isAnswered = false
        var isEventStream = false
        var sendsNoEnd = false
    }

    private enum State: Equatable {
        case open
        /// Refuses as soon as what was asked before is answered; hears nothing more.
        case refusing(WireRefusal)
        /// Reads on for a moment what is not wanted, so that the answer arrives.
        case lingering
    }

    private let limits: WireLimits
    private let securityHeaders: [(String, String)]
    private var state = State.open
    /// The oldest first; only the last may still be on its way.
    private var exchanges = CircularBuffer<Exchange>()
    private var lingered = 0

    // Times of the body that is on its way, and of what is not taken.
    private var received = 0
    private var waited = TimeAmount.zero
    private var waitingSince: NIODeadline?
    private var stalledSince: NIODeadline?
    private var check: Scheduled<Void>?

    init(_ limits: WireLimits, _ securityHeaders: SecurityHeaders) {
        self.limits = limits
        self.securityHeaders = securityHeaders.pairs
    }

    // MARK: In

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        guard state == .open else { return discard(part, context) }
        switch part {
        case .head(let head):
            if let refusal = WireRefusal(head, limits) { return refuse(refusal, context) }
            (received, waited) = (0, .zero)
            exchanges.append(
                Exchange(
                    version: head.version, isHead: head.method == .HEAD,
                    isLast: !head.isKeepAlive || head.headers.contains(name: "upgrade"),
                    waitsForWord: head.version == .http1_1 && head.headers.contains(name: "expect"),
                    bytesLeft: head.headers.first(name: "content-length").flatMap { Int($0) }))
        case .body(let buffer):
            received += buffer.readableBytes
            change(last: true) {
                $0.bytesLeft = $0.bytesLeft.map { $0 - buffer.readableBytes }
                $0.waitsForWord = false
            }
        case .end:
            change(last: true) { $0.isReceived = true }
            forgetFinished()
        }
        context.fireChannelRead(data)
    }

    func read(context: ChannelHandlerContext) {
        if waitingSince == nil { waitingSince = .now() }
        context.read()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if let since = waitingSince { waited = waited + (.now() - since) }
        waitingSince = nil
        context.fireChannelReadComplete()
        if state == .lingering { context.read() }
        if exchanges.last?.isReceived == false { scheduleCheck(context) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
        if state == .open { refuse(WireRefusal(error), context) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        check?.cancel()
        if exchanges.last?.isReceived == false { context.fireErrorCaught(BrokenRequest()) }
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if state == .lingering, case ChannelEvent.inputClosed = event { return context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    private func discard(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        guard case .body(let buffer) = part else { return }
        lingered += buffer.readableBytes
        if lingered > limits.lingerBytes { context.close(promise: nil) }
    }

    // MARK: Out

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        // Whoever answers a request that was refused meanwhile has nobody to tell.
        guard state != .lingering, !exchanges.isEmpty else { return promise?.succeed() ?? () }
        switch unwrapOutboundIn(data) {
        case .head(let head): write(head, context, promise)
        case .body: context.write(data, promise: promise)
        case .end: writeEnd(data, context, promise)
        }
    }

    private func write(
        _ head: HTTPResponseHead, _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?
    ) {
        var head = head
        change(last: false) { exchange in
            exchange.answeredAt = .now()
            exchange.waitsForWord = false
            head.version = exchange.version
            // Somebody who sends much that nobody reads is not waited for; a little is read and forgotten.
            if !exchange.isReceived, exchange.bytesLeft ?? .max > Self.littleBytes { exchange.isLast = true }
            let hasLength = head.headers.contains(name: "content-length")
            exchange.sendsNoEnd = exchange.isHead && !hasLength
            exchange.isEventStream = head.headers.first(name: "content-type") == "text/event-stream"
            if exchange.version == .http1_0, !hasLength { exchange.isLast = true }
            if exchange.isLast { head.headers.replaceOrAdd(name: "connection", value: "close") }
        }
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }

    /// A body of so many bytes is not worth a new connection.
    private static let littleBytes = 1 << 16

    private func writeEnd(
        _ data: NIOAny, _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?
    ) {
        // The answer to HEAD has no chunks, not even the last.
        let isSilent = exchanges.first?.sendsNoEnd == true
        context.write(isSilent ? wrapOutboundOut(.body(.byteBuffer(ByteBuffer()))) : data, promise: promise)
        let isLast = exchanges.first?.isLast == true
        change(last: false) { $0.isAnswered = true }
        forgetFinished()
        if isLast {
            linger(context)
        } else if case .refusing(let refusal) = state, exchanges.isEmpty {
            send(refusal, context)
        }
    }

    func triggerUserOutboundEvent(
        context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
    ) {
        guard event is BodyWanted else {
            return context.triggerUserOutboundEvent(event, promise: promise)
        }
        if state == .open, exchanges.count == 1, exchanges.first?.waitsForWord == true {
            change(last: false) { $0.waitsForWord = false }
            let head = HTTPResponseHead(version: .http1_1, status: .continue)
            context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
        }
        promise?.succeed()
    }

    // MARK: Ends

    private func refuse(_ refusal: WireRefusal, _ context: ChannelHandlerContext) {
        // What was asked before is answered first; a request that broke off in the middle is refused itself.
        if exchanges.last?.isReceived == false {
            let hasAnswer = exchanges.last?.answeredAt != nil
            exchanges.removeLast()
            context.fireErrorCaught(BrokenRequest())
            if hasAnswer { return context.close(promise: nil) }
        }
        state = .refusing(refusal)
        if exchanges.isEmpty { send(refusal, context) }
    }

    private func send(_ refusal: WireRefusal, _ context: ChannelHandlerContext) {
        let body = refusal.body
        var headers = HTTPHeaders(securityHeaders)
        headers.add(name: "content-type", value: "application/problem+json")
        headers.add(name: "content-length", value: String(body.utf8.count))
        headers.add(name: "cache-control", value: "no-store")
        headers.add(name: "connection", value: "close")
        let head = HTTPResponseHead(version: .http1_1, status: refusal.status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
        context.write(wrapOutboundOut(.end(nil)), promise: nil)
        linger(context)
    }

    /// Says that nothing more comes, and closes when the other side does or a moment has passed.
    private func linger(_ context: ChannelHandlerContext) {
        state = .lingering
        exchanges.removeAll()
        let channel = context.channel
        let pause = TimeAmount.milliseconds(limits.lingerMilliseconds)
        context.flush()
        channel.close(mode: .output).whenComplete { _ in
            channel.eventLoop.scheduleTask(in: pause) { channel.close(promise: nil) }
        }
        context.read()
    }

    private func change(last: Bool, _ change: (inout Exchange) -> Void) {
        guard !exchanges.isEmpty else { return }
        change(&exchanges[last ? exchanges.index(before: exchanges.endIndex) : exchanges.startIndex])
    }

    private func forgetFinished() {
        if let first = exchanges.first, first.isAnswered, first.isReceived { exchanges.removeFirst() }
    }

    // MARK: Times

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stalledSince = context.channel.isWritable ? nil : .now()
        if stalledSince != nil { scheduleCheck(context) }
        context.fireChannelWritabilityChanged()
    }

    private func scheduleCheck(_ context: ChannelHandlerContext) {
        guard check == nil else { return }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        check = context.eventLoop.scheduleTask(in: .milliseconds(500)) {
            let (this, context) = bound.value
            this.check = nil
            this.checkTimes(context)
        }
    }

    private func checkTimes(_ context: ChannelHandlerContext) {
        if isTooSlow { return refuse(WireRefusal(.requestTimeout, "slow"), context) }
        if let since = stalledSince {
            let begin = exchanges.first.flatMap { $0.isEventStream ? nil : $0.answeredAt }
            if NIODeadline.now() - since > .seconds(limits.stallSeconds)
                || begin.map({ NIODeadline.now() - $0 > .seconds(limits.answerSeconds) }) ?? false
            {
                return context.close(promise: nil)
            }
        }
        if stalledSince != nil || exchanges.last?.isReceived == false { scheduleCheck(context) }
    }

    /// Whether the body that is on its way should be here by now.
    private var isTooSlow: Bool {
        guard state == .open, exchanges.last?.isReceived == false else { return false }
        let waited = waited + (waitingSince.map { .now() - $0 } ?? .zero)
        let due = TimeAmount.seconds(
            limits.bodyGraceSeconds + Int64(received / max(1, limits.leastBytesPerSecond)))
        return waited > min(due, .seconds(limits.bodySeconds))
    }
}
