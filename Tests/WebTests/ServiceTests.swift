import Foundation
import Logging
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
            try await server.listening {
                $0.limits.idleSeconds = 1
            } _: { port in
                let half = try RawConnection(port, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Half: ")
                let stream = try RawConnection(
                    port,
                    """
                    GET /live?topic=person/\(anna.id) HTTP/1.1\r\nHost: localhost\r\n\
                    Authorization: \(anna.headers["authorization"] ?? "")\r\n\r\n
                    """)
                #expect(try await half.isClosed(within: .seconds(10)))
                #expect(try await !stream.isClosed(within: .seconds(2)))
                #expect(stream.received.contains("200 OK") && stream.received.contains("retry:"))
            }
        }
    }
}

/// Keeps what is logged.
final class LogLines: LogHandler, Sendable {
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
