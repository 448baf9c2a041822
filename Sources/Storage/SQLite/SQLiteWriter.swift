import Foundation
import GRDB
import Platform

/// The one writer of a SQLite file: a thread that takes whatever transactions wait and commits them together.
///
/// Each runs in a savepoint of its own, so that one which fails takes nothing of its neighbours with it; all of them
/// share one `fsync`. A call returns only after the commit that holds its work.
final class SQLiteWriter: @unchecked Sendable {
    // Sendable: `queue` and `stopped` are only touched under `condition`; the rest is constant.
    private let condition = NSCondition()
    private var queue: [Pending] = []
    private var stopped = false
    private let finished = DispatchSemaphore(value: 0)
    private let pool: DatabasePool
    private let statements: SQLiteStatements
    private let ids: IDSource
    private let clock: Clock
    private let deliver: @Sendable ([Event]) -> Void

    /// Transactions waiting at most; one more is refused as `.busy`.
    private static let queueLimit = 10_000
    /// Transactions that share a commit at most.
    private static let groupLimit = 256
    /// A group is closed when it has worked this long, so that nobody waits for a long queue.
    private static let groupTime = Duration.milliseconds(20)

    /// One transaction in the queue. `run` works inside the savepoint; `finish` resumes the caller.
    private struct Pending {
        let deadline = Deadline.current
        let run: (SQLiteTransaction) throws -> Void
        let finish: ((any Error)?) -> Void
    }

    init(
        pool: DatabasePool, ids: IDSource, clock: Clock, deliver: @escaping @Sendable ([Event]) -> Void
    ) throws {
        self.pool = pool
        statements = try pool.unsafeReentrantWrite { SQLiteStatements(of: try $0.sqliteHandle) }
        self.ids = ids
        self.clock = clock
        self.deliver = deliver
        let thread = Thread { self.work() }
        thread.name = "sqlite-writer"
        thread.start()
    }

    /// Queues `body` and waits for the commit.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let outcome = Outcome<Value>()
            let pending = Pending(
                run: { outcome.value = try body($0) },
                finish: { error in
                    if let error { return continuation.resume(throwing: error) }
                    guard let value = outcome.value else {
                        preconditionFailure("a committed body has a value")
                    }
                    continuation.resume(returning: value)
                })
            if let refusal = enqueue(pending) { continuation.resume(throwing: refusal) }
        }
    }

    /// What a body returned; written and read on the writer's thread only.
    private final class Outcome<Value> { var value: Value? }

    /// Refuses new work, finishes what waits, and returns when the thread has ended.
    func stop() async {
        condition.withLock {
            stopped = true
            condition.signal()
        }
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                self.finished.wait()
                self.finished.signal()
                continuation.resume()
            }
        }
    }

    private func enqueue(_ pending: Pending) -> StorageError? {
        condition.withLock {
            if stopped { return .closed }
            if queue.count >= Self.queueLimit { return .busy }
            queue.append(pending)
            condition.signal()
            return nil
        }
    }

    private func work() {
        while let group = next() { commit(group) }
        statements.close()
        finished.signal()
    }

    /// The transactions of the next commit; nil when stopped and nothing waits any more.
    private func next() -> ArraySlice<Pending>? {
        condition.withLock {
            while queue.isEmpty, !stopped { condition.wait() }
            guard !queue.isEmpty else { return nil }
            let group = queue.prefix(Self.groupLimit)
            queue.removeFirst(group.count)
            return group
        }
    }

    /// Runs `group`, in several commits when it takes long.
    private func commit(_ group: ArraySlice<Pending>) {
        var rest = group
        while !rest.isEmpty {
            var done: [(Pending, (any Error)?)] = []
            do {
                let events = try pool.writeWithoutTransaction { _ in
                    try inTransaction { try run(&rest, in: $0, done: &done) }
                }
                if !events.isEmpty { deliver(events) }
                for (pending, error) in done { pending.finish(error) }
            } catch {
                fail(done.map(\.0), and: &rest, with: error)
            }
        }
    }

    /// - Returns: what was published.
    private func inTransaction(_ body: (SQLiteTransaction) throws -> Void) throws -> [Event] {
        try statements.run("BEGIN IMMEDIATE")
        do {
            let transaction = SQLiteTransaction(statements, ids: ids, now: clock.now())
            try body(transaction)
            try statements.run("COMMIT")
            return transaction.events
        } catch {
            // After a full disk SQLite has rolled back by itself.
            if statements.isInTransaction { try statements.run("ROLLBACK") }
            throw error
        }
    }

    /// Runs transactions from the front of `rest` until the group's time is over.
    private func run(
        _ rest: inout ArraySlice<Pending>, in transaction: SQLiteTransaction,
        done: inout [(Pending, (any Error)?)]
    ) throws {
        let begin = ContinuousClock.now
        while let pending = rest.first, done.isEmpty || begin.duration(to: .now) < Self.groupTime {
            let published = transaction.events.count
            try statements.run("SAVEPOINT one")
            do {
                if pending.deadline?.isOver == true { throw StorageError.timedOut }
                try pending.run(transaction)
                try statements.run("RELEASE one")
                done.append((pending, nil))
            } catch {
                // A full disk makes SQLite roll the whole transaction back by itself: then the group has failed.
                guard statements.isInTransaction else { throw error }
                try statements.run("ROLLBACK TO one")
                try statements.run("RELEASE one")
                transaction.forgetEvents(after: published)
                done.append((pending, error))
            }
            rest.removeFirst()
        }
    }

    /// The whole group failed: everybody in it is told; when nobody was in it yet, who stood first is.
    private func fail(_ done: [Pending], and rest: inout ArraySlice<Pending>, with error: any Error) {
        for pending in done { pending.finish(error) }
        if done.isEmpty { rest.popFirst()?.finish(error) }
    }
}
