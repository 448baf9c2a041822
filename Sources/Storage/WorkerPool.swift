import Foundation
import Platform

/// A few threads, each with a connection of its own, that take work from one bounded queue in order. Databases block;
/// here they do so without holding up Swift's cooperative pool.
final class WorkerPool<Connection>: @unchecked Sendable {
    // Sendable: `queue`, `isStopped` and `running` are only touched under `condition`.
    private let condition = NSCondition()
    private var queue: [Waiting] = []
    private var isStopped = false
    private var running: Int
    private let expiry: any DispatchSourceTimer

    /// Work waiting at most; more is refused as `.busy`.
    private let queueLimit = 10_000
    /// Who has waited this long for a connection is told `.busy`.
    private let waitLimit = Duration.seconds(15)

    /// Work in the queue. Exactly one of the two is called, once.
    private struct Waiting {
        let since: ContinuousClock.Instant
        let run: (Connection) -> Void
        let refuse: (StorageError) -> Void
    }

    /// Starts a thread for each of `connections`.
    init(_ name: String, connections: [Connection]) where Connection: Sendable {
        running = connections.count
        expiry = DispatchSource.makeTimerSource()
        for (number, connection) in connections.enumerated() {
            let thread = Thread { [self] in work(with: connection) }
            thread.name = "\(name)-\(number)"
            thread.start()
        }
        expiry.setEventHandler { [weak self] in self?.refuseExpired() }
        expiry.schedule(deadline: .now() + 1, repeating: 1)
        expiry.activate()
    }

    /// Queues `work` and waits for what it gives. It is handed a connection and the moment since when it waited.
    /// - Throws: what `work` throws, `StorageError.busy`, `.closed`.
    func perform<Value: Sendable>(
        _ work: @escaping @Sendable (Connection, _ since: ContinuousClock.Instant) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let since = ContinuousClock.now
            let waiting = Waiting(
                since: since,
                run: { connection in continuation.resume(with: Result { try work(connection, since) }) },
                refuse: { continuation.resume(throwing: $0) })
            if let refusal = enqueue(waiting) { continuation.resume(throwing: refusal) }
        }
    }

    private func enqueue(_ waiting: Waiting) -> StorageError? {
        condition.withLock {
            if isStopped { return .closed }
            if queue.count >= queueLimit { return .busy }
            queue.append(waiting)
            condition.signal()
            return nil
        }
    }

    private func work(with connection: Connection) {
        while let waiting = next() { waiting.run(connection) }
        condition.withLock {
            running -= 1
            condition.broadcast()
        }
    }

    /// Who waits longest; nil when stopped and nobody waits any more.
    private func next() -> Waiting? {
        condition.withLock {
            while queue.isEmpty, !isStopped { condition.wait() }
            return queue.isEmpty ? nil : queue.removeFirst()
        }
    }

    private func refuseExpired() {
        let expired = condition.withLock {
            let expired = queue.prefix { $0.since.duration(to: .now) > waitLimit }
            queue.removeFirst(expired.count)
            return expired
        }
        for waiting in expired { waiting.refuse(.busy) }
    }

    /// Refuses new work, finishes what waits, and returns when all threads have ended.
    func stop() async {
        await withCheckedContinuation { continuation in
            let thread = Thread { [self] in
                condition.withLock {
                    isStopped = true
                    condition.broadcast()
                    while running > 0 { condition.wait() }
                }
                expiry.cancel()
                continuation.resume()
            }
            thread.start()
        }
    }
}
