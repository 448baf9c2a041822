import Foundation
import Platform
import Storage
import TestKit
import Testing
import Web

@Suite("While long work runs") struct BusyTests {
    @Test("/health answers though every thread that answers or works is taken", arguments: TestEngine.all)
    func health(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let database = server.rundblick.store.database
            let isFree = Semaphore()
            defer { isFree.open() }
            try await server.listening { port in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<16 {
                        group.addTask {
                            // Those for whom there is no thread are refused in the end.
                            do { try await database.read { _ in isFree.wait() } } catch StorageError.busy {}
                        }
                        group.addTask { try await database.slow.run { isFree.wait() } }
                    }
                    try await Task.sleep(for: .milliseconds(300))
                    for _ in 0..<5 {
                        let begin = ContinuousClock.now
                        let answer = try await server.raw(
                            port, "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        #expect(answer.hasPrefix("HTTP/1.1 200 "))
                        // Some milliseconds, were it not for other tests; without a way of its own, never.
                        #expect(ContinuousClock.now - begin < .seconds(15))
                    }
                    isFree.open()
                    try await group.waitForAll()
                }
            }
        }
    }

    @Test(
        "Who waits for long work goes on at the deadline, though the work does not", arguments: TestEngine.all
    )
    func deadline(engine: TestEngine) async throws {
        try await TestStore.with(engine) { store in
            let slow = store.database.slow
            let isFree = Semaphore()
            defer { isFree.open() }
            let begin = ContinuousClock.now
            await #expect(throws: Deadline.passed) {
                try await Deadline.$current.withValue(Deadline(after: .milliseconds(100))) {
                    try await slow.run { isFree.wait() }
                }
            }
            #expect(ContinuousClock.now - begin < .seconds(10))
            let seven = try await slow.run { 7 }
            #expect(seven == 7)
            await #expect(throws: Deadline.passed) {
                try await Deadline.$current.withValue(Deadline(after: .milliseconds(100))) {
                    try await slow.run { while true { try Deadline.check() } }
                }
            }
        }
    }

    @Test("A statement that runs away is stopped at the deadline; the store goes on")
    func statement() async throws {
        try await TestStore.with(.sqlite) { store in
            let endless: SQL = """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n
                """
            for _ in 0..<3 {
                await #expect(throws: StorageError.timedOut) {
                    try await Deadline.$current.withValue(Deadline(after: .milliseconds(100))) {
                        try await store.database.read { try $0.count(endless) }
                    }
                }
            }
            let seven = try await store.database.read { try $0.count("SELECT 7") }
            #expect(seven == 7)
        }
    }
}

/// Holds threads until it is opened.
private final class Semaphore: @unchecked Sendable {
    // Sendable: `isOpen` is only touched under `condition`.
    private let condition = NSCondition()
    private var isOpen = false

    func wait() { condition.withLock { while !isOpen { condition.wait() } } }

    func open() {
        condition.withLock {
            isOpen = true
            condition.broadcast()
        }
    }
}
