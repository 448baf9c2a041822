import Foundation
import Logging
import Platform
import ServiceLifecycle
import Synchronization

/// Does the jobs of one kind.
package struct JobHandler: Sendable {
    let kind: String
    let attemptLimit: Int
    let run: @Sendable (Job, JobProgress) async throws -> Void
    let givenUp: @Sendable (Job) async throws -> Void

    /// A handler.
    /// - Parameters:
    ///   - attempts: after so many failures a job is given up; the pauses between them double from 5 s up to an hour.
    ///   - run: does the job. It may run again when the process died before it was known to be finished, so what it does
    ///     must come to the same when done twice. Ends early when its task is cancelled.
    ///   - givenUp: called instead when the job is given up without being run again, as processes died over it.
    package init(
        kind: String, attempts: Int = 10, run: @escaping @Sendable (Job, JobProgress) async throws -> Void,
        givenUp: @escaping @Sendable (Job) async throws -> Void = { _ in }
    ) {
        self.kind = kind
        attemptLimit = attempts
        self.run = run
        self.givenUp = givenUp
    }
}

/// Lets a handler tell how far it is.
package struct JobProgress: Sendable {
    let job: Job
    let database: any Database

    /// Stores `text` with the job and tells who watches it. Not more than a few times a second.
    package func report(_ text: String) async throws {
        try await database.write { [job] in try JobStore().report(text, of: job, in: $0) }
    }
}

/// Takes due jobs and has their handlers do them, a few at a time, until the process stops.
///
/// A job belongs to who took it for a minute, renewed while it runs; when a process dies, another one takes over. What two
/// processes died over is given up: it would end the third one too.
package struct JobRunner: Service {
    private let database: any Database
    private let bell: JobBell
    private let handlers: [String: JobHandler]
    private let limit: Int
    private let poll: Duration
    private let logger: Logger
    private let jobs = JobStore()

    /// How long a job belongs to who took it, and how often that is renewed.
    private static let leaseSeconds: Int64 = 60
    private static let renewal = Duration.seconds(20)
    /// Longer reasons are cut.
    private static let reasonLimit = 2000

    /// A runner of the jobs in `store`; one a process.
    /// - Parameters:
    ///   - handlers: one a kind. Jobs of other kinds are left alone.
    ///   - limit: how many run at once.
    ///   - poll: how often is looked for jobs that became due; one that is due when it is enqueued wakes the runner itself.
    package init(
        store: Store, handlers: [JobHandler], limit: Int = 4, poll: Duration = .seconds(1), logger: Logger
    ) {
        database = store.database
        bell = store.bell
        self.handlers = Dictionary(uniqueKeysWithValues: handlers.map { ($0.kind, $0) })
        self.limit = limit
        self.poll = poll
        self.logger = logger
    }

    /// Works until cancelled or gracefully stopped; jobs that run then are put back.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                let rings = bell.rings()
                group.addTask { await tick() }
                let running = Running()
                for await _ in rings {
                    for job in await claim(except: running.jobs) {
                        running.begin(job)
                        group.addTask {
                            await perform(job)
                            running.end(job)
                            bell.ring()
                        }
                    }
                }
                group.cancelAll()
            }
        }
    }

    /// What this process works on.
    private final class Running: Sendable {
        private let ids = Mutex<Set<JobID>>([])
        var jobs: [JobID] { Array(ids.withLock { $0 }) }
        func begin(_ job: Job) { ids.withLock { _ = $0.insert(job.id) } }
        func end(_ job: Job) { ids.withLock { _ = $0.remove(job.id) } }
    }

    /// Rings now and then, for jobs that become due, and tidies up once in 3,600 times.
    private func tick() async {
        for tick in 0... {
            if tick % 3600 == 0 {
                await attempt("prune") { try await database.write { try jobs.prune(in: $0) } }
            }
            bell.ring()
            do { try await Task.sleep(for: poll) } catch { return }
        }
    }

    private func claim(except own: [JobID]) async -> [Job] {
        let limit = limit - own.count
        guard limit > 0, !handlers.isEmpty else { return [] }
        let kinds = handlers.keys.sorted()
        let claimed = await attempt("claim") {
            // Mostly there is nothing to do; seeing that must not cost a write.
            guard try await database.read({ try jobs.isDue(kinds: kinds, in: $0) }) else { return [Job]() }
            return try await database.write { tx in
                try jobs.claim(
                    kinds: kinds, except: own, limit: limit,
                    leaseEnd: tx.now.adding(seconds: Self.leaseSeconds), in: tx)
            }
        }
        return claimed ?? []
    }

    private func perform(_ job: Job) async {
        guard let handler = handlers[job.kind] else {
            preconditionFailure("only jobs with a handler are claimed")
        }
        guard job.deaths < Job.deathLimit else { return await giveUp(job, handler, Job.processDied) }
        guard job.attempts <= handler.attemptLimit else {
            return await giveUp(job, handler, job.error ?? Job.processDied)
        }
        do {
            try await holding(job) { try await handler.run(job, JobProgress(job: job, database: database)) }
            await finish(job, error: nil)
        } catch is LeaseLost {
            logger.warning(
                "job taken over by another process", metadata: ["job": "\(job.id)", "kind": "\(job.kind)"])
        } catch {
            await failed(job, handler, error)
        }
    }

    private func giveUp(_ job: Job, _ handler: JobHandler, _ reason: String) async {
        logger.error(
            "job given up", metadata: ["job": "\(job.id)", "kind": "\(job.kind)", "reason": "\(reason)"])
        // When the store refuses, the end of the lease has it tried again.
        let isTold: Void? = await attempt("tell of a job given up") { try await handler.givenUp(job) }
        if isTold != nil { await finish(job, error: reason) }
    }

    private struct LeaseLost: Error {}

    /// Runs `work` and keeps `job` ours meanwhile; cancels it when it has gone to somebody else.
    private func holding(_ job: Job, _ work: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup { group in
            group.addTask(executorPreference: database.slow.executor) { try await work() }
            group.addTask {
                while true {
                    try await Task.sleep(for: Self.renewal)
                    let isOurs = await attempt("renew") {
                        try await database.write { tx in
                            try jobs.renew(job, until: tx.now.adding(seconds: Self.leaseSeconds), in: tx)
                        }
                    }
                    if isOurs == false { throw LeaseLost() }
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func failed(_ job: Job, _ handler: JobHandler, _ error: any Error) async {
        let reason = String(describing: error).beginning(Self.reasonLimit)
        if Task.isCancelled {
            return await putBack(job, afterSeconds: 0, attempts: job.attempts - 1, error: job.error)
        }
        logger.warning(
            "job failed",
            metadata: [
                "job": "\(job.id)", "kind": "\(job.kind)", "attempt": "\(job.attempts)",
                "reason": "\(reason)",
            ])
        if error is JobRejected || job.attempts >= handler.attemptLimit {
            return await finish(job, error: reason)
        }
        await putBack(
            job, afterSeconds: Self.pauseSeconds(after: job.attempts), attempts: job.attempts, error: reason)
    }

    /// 5 s, doubled after each failure, an hour at most; scattered by a fifth, so that what failed together does not
    /// come back together.
    private static func pauseSeconds(after attempts: Int) -> Int64 {
        let seconds = min(5 * pow(2, Double(attempts - 1)), 3600)
        return Int64(seconds * .random(in: 0.8...1.2))
    }

    private func putBack(_ job: Job, afterSeconds seconds: Int64, attempts: Int, error: String?) async {
        await attempt("put back") {
            try await database.write { tx in
                try jobs.putBack(
                    job, due: tx.now.adding(seconds: seconds), attempts: attempts, error: error, in: tx)
            }
        }
    }

    private func finish(_ job: Job, error: String?) async {
        await attempt("finish") { try await database.write { try jobs.finish(job, error: error, in: $0) } }
    }

    /// What `work` gives; nil when the store refused, which is logged: the next tick, or the end of the lease, has it
    /// tried again.
    @discardableResult private func attempt<Value>(
        _ name: String, _ work: () async throws -> Value
    ) async -> Value? {
        do {
            return try await work()
        } catch {
            logger.error("job runner cannot \(name)", metadata: ["reason": "\(error)"])
            return nil
        }
    }
}
