import ArgumentParser
import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// `bench listeners`: how long it takes until every one of many open event streams has heard of a note.
struct Listeners: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "listeners")

    @Option var port: Int
    @Option(help: "A file with a token a line (`bench tokens`): the first writes, the others listen.")
    var tokens: String
    @Option(help: "The customer whose page they have open.") var customer: String
    @Option var listeners = 1000
    @Option(help: "Notes written one after the other.") var notes = 20

    func run() async throws {
        let tokens = try String(contentsOfFile: tokens, encoding: .utf8).split(separator: "\n").map(
            String.init)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let heard = Heard()
        let bootstrap = ClientBootstrap(group: group)
        for number in 0..<listeners {
            let token = tokens[1 + number % (tokens.count - 1)]
            let channel = try await bootstrap.channelInitializer { channel in
                channel.pipeline.addHandler(EventCounter(heard))
            }.connect(host: "127.0.0.1", port: port).get()
            try await channel.writeAndFlush(
                ByteBuffer(string: request("GET", "/live?topic=customer/\(customer)", by: token))
            ).get()
        }
        try await Task.sleep(for: .seconds(2))
        let writer = try await bootstrap.connect(host: "127.0.0.1", port: port).get()
        var times: [Double] = []
        for number in 1...notes {
            let body = "{\"kind\":\"note\",\"text\":\"Notiz \(number)\"}"
            let goal = heard.count + listeners
            let begin = ContinuousClock.now
            let text = request("POST", "/api/v1/customers/\(customer)/timeline", by: tokens[0], body)
            try await writer.writeAndFlush(ByteBuffer(string: text)).get()
            while heard.count < goal, ContinuousClock.now - begin < .seconds(5) {
                try await Task.sleep(for: .microseconds(200))
            }
            times.append((ContinuousClock.now - begin) / .milliseconds(1))
            try await Task.sleep(for: .milliseconds(100))
        }
        let sorted = times.sorted()
        let lost = listeners * notes - heard.count
        print(
            "result: listeners=\(listeners) notes=\(notes) lost=\(lost) p50_ms=\(percentile(sorted, 0.5))"
                + " max_ms=\(sorted.last ?? 0)")
        try await group.shutdownGracefully()
    }

    private func request(_ method: String, _ path: String, by token: String, _ body: String = "") -> String {
        """
        \(method) \(path) HTTP/1.1\r
        host: 127.0.0.1\r
        authorization: Bearer \(token)\r
        content-type: application/json\r
        content-length: \(body.utf8.count)\r
        \r
        \(body)
        """
    }
}

/// How many events all listeners have heard of together.
final class Heard: Sendable {
    private let events = Atomic<Int>(0)

    var count: Int { events.load(ordering: .relaxed) }
    func add(_ number: Int) { events.wrappingAdd(number, ordering: .relaxed) }
}

/// Counts the `event: change` lines that arrive on one connection.
private final class EventCounter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let heard: Heard

    init(_ heard: Heard) { self.heard = heard }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let text = String(buffer: unwrapInboundIn(data))
        let count = text.components(separatedBy: "event: change").count - 1
        if count > 0 { heard.add(count) }
    }
}
