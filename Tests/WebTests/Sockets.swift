import App
import Foundation
import Logging
import ServiceLifecycle
import TestKit
import Testing
import Web

/// Bytes to and from a server, as a client sends them that heeds no rules.
final class RawConnection {
    private let descriptor: Int32
    private(set) var received = ""
    private(set) var isClosed = false

    /// - Parameter receiveBuffer: bytes that the system takes for us before anybody reads.
    init(_ port: Int, _ text: String = "", receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, 4)
        }
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
        try #require(send(text))
    }

    deinit { close(descriptor) }

    /// Whether the server took it all.
    @discardableResult func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    @discardableResult func send(_ bytes: [UInt8]) -> Bool {
        Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Says that nothing more will be sent.
    func shutDown() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Reads until the server closes, `text` has come, or the time is over. - Returns: what came so far.
    @discardableResult func read(
        until text: String? = nil, within limit: Duration = .seconds(20)
    ) async throws
        -> String
    {
        let begin = ContinuousClock.now
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while begin.duration(to: .now) < limit {
            if let text, received.contains(text) { return received }
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 {
                received += String(decoding: buffer[..<count], as: UTF8.self)
            } else if count == 0 || errno != EAGAIN {
                isClosed = true
                return received
            } else {
                try await Task.sleep(for: .milliseconds(10))
            }
        }
        return received
    }

    func isClosed(within limit: Duration) async throws -> Bool {
        try await read(within: limit)
        return isClosed
    }
}

extension TestServer {
    /// Runs `body` while this server listens; it is told the port.
    func listening(
        publicURL: String? = nil, _ configure: (inout WebConfiguration) -> Void = { _ in },
        _ body: (Int) async throws -> Void
    ) async throws {
        var configuration = WebConfiguration(
            host: "127.0.0.1", port: 0, publicURL: publicURL, zone: .gmt,
            uploadFolder: rundblick.store.location.folder + "/uploads")
        configure(&configuration)
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let logger = Logger(label: "test")
        let application = rundblick.webServer(configuration, logger: logger).application { port.yield($0) }
        let group = ServiceGroup(services: [application, hub], logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var listening = ports.makeAsyncIterator()
            let number = try #require(await listening.next())
            try await body(number)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// What the server at `port` answers to `request`, sent as it is, until it closes.
    func raw(_ port: Int, _ request: String) async throws -> String {
        try await RawConnection(port, request).read()
    }
}
