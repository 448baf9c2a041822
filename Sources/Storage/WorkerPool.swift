import DequeModule
import Foundation
import Platform

/// A few threads, each with a connection of its own, that take work from one queue in order. Databases block; here they
/// do so without holding up Swift's cooperative pool.
///
/// As a `TaskExecutor` the pool runs whole tasks: a task that prefers it asks the database on the thread where it runs
/// already, instead of sleeping until another thread has answered.
final class WorkerPool<Connection: AnyObject & Sendable>: TaskExecutor, @unchecked Sendable {
    // Sendable: `queue`, `isStopped` and `running` are only touched under `condition`.
    private let condition = NSCondition()
    private var queue: Deque<Work> = []
    private var isStopped = false
    private var running: Int
    private let expiry: any DispatchSourceTimer
    /// The connection of the calling thread, when it is one of the pool's.
    private let own = ThreadLocal<Connection>()

    /// Work waiting at most; more is refused as `.busy`.
    private let queueLimit = 10_000
    /// Who has waited this long for a connection is told `.busy`.
    private let waitLimit = Duration.seconds(15)

    private enum Work {
        case asked(Waiting)
        case task(UnownedJob)
    }

    /// Exactly one of the two is called, once.
    private struct Waiting {
        let since: ContinuousClock.Instant
        let run: (Connection) -> Void
        let refuse: (StorageError) -> Void
    }

    /// Starts a thread for each of `connections`. - Parameter isSlow: whether others go before its threads.
    init(_ name: String, connections: [Connection], isSlow: Bool = false) {
        running = connections.count
        expiry = DispatchSource.makeTimerSource()
        for (number, connection) in connections.enumerated() {
            Thread.detachNewThread { [self] in
                // Names only reach the system from the thread itself, and 15 letters of them.
                Thread.current.name = "\(name)-\(number)"
                if isSlow { ThreadPriority.lower() }
                work(with: connection)
            }
        }
        expiry.setEventHandler { [weak self] in self?.refuseExpired() }
        expiry.schedule(deadline: .now() + 1, repeating: 1)
        expiry.activate()
    }

    /// Whether the calling thread is one of the pool's.
    var isHere: Bool { own.value != nil }

    /// Does `work` at once on a thread of the pool, and queues it from elsewhere. It is handed a connection and the
    /// moment since when it waited.
    /// - Throws: what `work` throws, `StorageError.busy`, `.closed`.
    func perform<Value: Sendable>(
        _ work: @escaping @Sendable (Connection, _ since: ContinuousClock.Instant) throws -> Value
    ) async throws -> Value {
        if let connection = own.value { return try work(connection, .now) }
        return try await withCheckedThrowingContinuation { continuation in
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
            queue.append(.asked(waiting))
            condition.signal()
            return nil
        }
    }

    /// A task goes on; it cannot be refused, so those that come when the threads have ended go on elsewhere.
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isTaken = condition.withLock {
            guard running > 0 else { return false }
            queue.append(.task(job))
            condition.signal()
            return true
        }
        if !isTaken { globalConcurrentExecutor.enqueue(job) }
    }

    private func work(with connection: Connection) {
        own.value = connection
        while let next = next() {
            switch next {
            case .asked(let waiting): waiting.run(connection)
            case .task(let job): job.runSynchronously(on: asUnownedTaskExecutor())
            }
        }
        own.value = nil
    }

    /// What waits longest; nil when stopped and nothing waits any more.
    private func next() -> Work? {
        condition.withLock {
            while queue.isEmpty, !isStopped { condition.wait() }
            if let work = queue.popFirst() { return work }
            running -= 1
            condition.broadcast()
            return nil
        }
    }

    private func refuseExpired() {
        let now = ContinuousClock.now
        let expired = condition.withLock {
            let expired = queue.filter { isExpired($0, now) }
            if !expired.isEmpty { queue.removeAll { isExpired($0, now) } }
            return expired
        }
        for case .asked(let waiting) in expired { waiting.refuse(.busy) }
    }

    private func isExpired(_ work: Work, _ now: ContinuousClock.Instant) -> Bool {
        guard case .asked(let waiting) = work else { return false }
        return waiting.since.duration(to: now) > waitLimit
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
