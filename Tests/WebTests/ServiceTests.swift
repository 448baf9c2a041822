import Foundation
import Logging
import ServiceLifecycle
import Storage
import Synchronization
import TestKit
import Testing
import Web

@testable import App

@Suite("The running server") struct ServiceTests {
    @Test("A process number that cannot be renewed does not end the process")
    func lease() async throws {
        let calls = Mutex(0)
        let keeper = LeaseKeeper(
            renew: {
                let call = calls.withLock { calls in
                    calls += 1
                    return calls
                }
                if call < 3 { throw StorageError.full }
            }, logger: Logger(label: "test"), pause: .milliseconds(1), pauseAfterFailure: .milliseconds(1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await keeper.run() }
            for _ in 0..<1000 where calls.withLock({ $0 }) < 5 {
                try await Task.sleep(for: .milliseconds(10))
            }
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(calls.withLock { $0 } >= 5)
    }

    @Test("An error on the way in is logged without the secret in the path")
    func secretInPath() async throws {
        let log = LogLines()
        try await TestServer.run(.sqlite, logger: Logger(label: "test") { _ in log }) { server in
            let database = server.rundblick.store.database
            try await database.write { _ = try $0.run("ALTER TABLE person_invitation RENAME TO away") }
            #expect(try await server.stranger.get("/join/hushhush").status == 500)
            #expect(log.text.contains("join/:") && !log.text.contains("hushhush"))
        }
    }

    @Test("A half-sent request is cut off in the end, a stream of events is not")
    func idle() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            var configuration = WebConfiguration(
                host: "127.0.0.1", port: 0, publicURL: nil, zone: .gmt,
                uploadFolder: server.rundblick.store.location.folder + "/uploads")
            configuration.limits.idleSeconds = 1
            let (ports, port) = AsyncStream.makeStream(of: Int.self)
            let logger = Logger(label: "test")
            let application = server.rundblick.webServer(configuration, logger: logger).application {
                port.yield($0)
            }
            let group = ServiceGroup(services: [application, server.hub], logger: logger)
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                var listening = ports.makeAsyncIterator()
                let number = try #require(await listening.next())
                let half = try RawConnection(number, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Half: ")
                let stream = try RawConnection(
                    number,
                    """
                    GET /live?topic=person/\(anna.id) HTTP/1.1\r\nHost: localhost\r\n\
                    Authorization: \(anna.headers["authorization"] ?? "")\r\n\r\n
                    """)
                #expect(try await half.isClosed(within: .seconds(10)))
                #expect(try await !stream.isClosed(within: .seconds(2)))
                #expect(stream.received.contains("200 OK") && stream.received.contains("retry:"))
                stream.end()
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            }
        }
    }
}

/// Bytes to and from a server, as a slow client sends them.
private final class RawConnection {
    private let descriptor: Int32
    private(set) var received = ""

    init(_ port: Int, _ text: String) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(connected == 0)
        try #require(send(descriptor, text, text.utf8.count, 0) == text.utf8.count)
    }

    func end() { close(descriptor) }

    func isClosed(within limit: Duration) async throws -> Bool {
        let begin = ContinuousClock.now
        var buffer = [UInt8](repeating: 0, count: 4096)
        while begin.duration(to: .now) < limit {
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count == 0 { return true }
            if count > 0 {
                received += String(decoding: buffer[..<count], as: UTF8.self)
            } else if errno != EAGAIN {
                return true
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }
}

/// Keeps what is logged.
private final class LogLines: LogHandler, Sendable {
    private let lines = Mutex("")
    var text: String { lines.withLock { $0 } }
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { .trace }
        set {}
    }
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        lines.withLock { $0 += "\(event.message) \(event.metadata ?? [:])\n" }
    }
}
