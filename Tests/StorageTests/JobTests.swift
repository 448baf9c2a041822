import Logging
import Platform
import Synchronization
import TestKit
import Testing

@testable import Storage

/// A clock that tests move.
final class ManualClock: Sendable {
    private let us = Mutex<Int64>(1_795_322_220_000_000)
    var clock: Clock { Clock { [self] in Timestamp(us: us.withLock { $0 }) } }
    func advance(seconds: Int64) { us.withLock { $0 += seconds * 1_000_000 } }
}

@Suite("Jobs") struct JobTests {
    struct Order: Codable, Equatable { let number: Int }

    /// Notes which jobs ran, and may fail them.
    final class Workshop: Sendable {
        private let ran = Mutex<[String]>([])
        var done: [String] { ran.withLock { $0 } }

        func handler(
            attempts: Int = 10, failing: @escaping @Sendable (Job) throws -> Void = { _ in }
        ) -> JobHandler {
            JobHandler(kind: "test", attempts: attempts) { [self] job, _ in
                note(job)
                try failing(job)
            }
        }

        func note(_ job: Job) { ran.withLock { $0.append(job.key ?? "") } }
    }

    /// Runs `body` while a runner works.
    private func withRunner(
        _ store: Store, _ handlers: JobHandler..., limit: Int = 4, poll: Duration = .seconds(1),
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let runner = JobRunner(
            store: store, handlers: handlers, limit: limit, poll: poll, logger: Logger(label: "test"))
        try await withThrowingTaskGroup { group in
            group.addTask { try await runner.run() }
            try await body()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private func jobs(_ state: Job.State, in store: Store) async throws -> [Job] {
        try await store.database.read { try JobStore().list(state, limit: 1000, in: $0) }
    }

    @Test(
        "A job is done after its transaction, at once, and never when that fails", arguments: TestEngine.all)
    func done(engine: TestEngine) async throws {
        let workshop = Workshop()
        try await TestStore.with(engine) { store in
            try await withRunner(store, workshop.handler(), poll: .seconds(3600)) {
                await #expect(throws: Broken.self) {
                    try await store.database.write { tx in
                        try tx.enqueue(kind: "test", key: "never")
                        throw Broken()
                    }
                }
                for number in 1...5 {
                    let payload = try jobPayload(Order(number: number))
                    let id = try await store.database.write { tx in
                        try tx.enqueue(kind: "test", key: "\(number)", payload: payload)
                    }
                    try await eventually { try await jobs(.done, in: store).count == number }
                    let job = try #require(try await store.database.read { try JobStore().find(id, in: $0) })
                    #expect(try job.payload() == Order(number: number))
                    #expect(job.attempts == 1)
                }
            }
            #expect(workshop.done == ["1", "2", "3", "4", "5"])
        }
    }

    @Test("A job with the key of another one of its kind is not taken in again", arguments: TestEngine.all)
    func keys(engine: TestEngine) async throws {
        let workshop = Workshop()
        try await TestStore.with(engine) { store in
            let ids = try await store.database.write { tx in
                try ["a", "b", "a", nil, nil].map { try tx.enqueue(kind: "test", key: $0) }
            }
            #expect(ids[0] == ids[2])
            #expect(Set(ids).count == 4)
            try await withRunner(store, workshop.handler()) {
                try await eventually { try await jobs(.done, in: store).count == 4 }
                let again = try await store.database.write { try $0.enqueue(kind: "test", key: "a") }
                #expect(again == ids[0])
            }
            #expect(workshop.done.sorted() == ["", "", "a", "b"])
        }
    }

    @Test(
        "A failing job is tried again later and later, then given up with its reason",
        arguments: TestEngine.all)
    func failing(engine: TestEngine) async throws {
        let time = ManualClock()
        let workshop = Workshop()
        try await TestStore.with(engine, clock: time.clock) { store in
            let id = try await store.database.write { try $0.enqueue(kind: "test", key: "bad") }
            try await withRunner(store, workshop.handler(attempts: 3) { _ in throw Broken() }) {
                for attempt in 1...3 {
                    try await eventually { workshop.done.count == attempt }
                    let state: Job.State = attempt == 3 ? .dead : .waiting
                    try await eventually { try await jobs(state, in: store).count == 1 }
                    let job = try #require(try await jobs(state, in: store).first)
                    #expect(job.error == "Broken()")
                    guard let due = job.due else { break }
                    let pause = due.seconds(since: time.clock.now())
                    #expect(attempt == 1 ? (4...6).contains(pause) : (8...12).contains(pause))
                    time.advance(seconds: pause + 1)
                }
                #expect(try await store.database.write { try JobStore().revive(id, in: $0) })
                try await eventually { workshop.done.count == 4 }
            }
        }
    }

    @Test("A rejected job is given up at once", arguments: TestEngine.all)
    func rejected(engine: TestEngine) async throws {
        let workshop = Workshop()
        try await TestStore.with(engine) { store in
            try await store.database.write { try $0.enqueue(kind: "test") }
            try await withRunner(store, workshop.handler { _ in throw JobRejected("no such address") }) {
                try await eventually { try await jobs(.dead, in: store).first?.error == "no such address" }
            }
            #expect(workshop.done.count == 1)
        }
    }

    @Test("Two processes share the jobs, and each is done once, a few at a time", arguments: TestEngine.all)
    func shared(engine: TestEngine) async throws {
        let workshop = Workshop()
        let busy = Mutex((now: 0, most: 0))
        let handler = JobHandler(kind: "test") { job, _ in
            busy.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            try await Task.sleep(for: .milliseconds(5))
            busy.withLock { $0.now -= 1 }
            workshop.note(job)
        }
        try await TestStore.place(engine) { location in
            let stores = [
                try await Store.open(location, migrations: []),
                try await Store.open(location, migrations: []),
            ]
            try await stores[0].database.write { tx in
                for number in 1...100 { try tx.enqueue(kind: "test", key: "\(number)") }
            }
            try await withRunner(stores[0], handler, limit: 3) {
                try await withRunner(stores[1], handler, limit: 3) {
                    try await eventually { try await jobs(.done, in: stores[0]).count == 100 }
                }
            }
            #expect(workshop.done.count == 100)
            #expect(Set(workshop.done).count == 100)
            #expect((2...6).contains(busy.withLock { $0.most }))
            for store in stores { try await store.close() }
        }
    }

    @Test(
        "What a process leaves behind is done by the next one, or put back when it stops in order",
        arguments: TestEngine.all)
    func takenOver(engine: TestEngine) async throws {
        let time = ManualClock()
        let workshop = Workshop()
        let started = Mutex(0)
        let endless = JobHandler(kind: "test") { _, _ in
            started.withLock { $0 += 1 }
            try await Task.sleep(for: .seconds(100))
        }
        try await TestStore.with(engine, clock: time.clock) { store in
            try await store.database.write { try $0.enqueue(kind: "test", key: "long") }
            try await withRunner(store, endless) {
                try await eventually { started.withLock { $0 } == 1 }
            }
            let job = try #require(try await jobs(.waiting, in: store).first)
            #expect(job.attempts == 0)
            try await store.database.write { tx in
                try tx.run(
                    "UPDATE job SET state = 'running', attempts = 1, due_us = \(tx.now.adding(seconds: 30))")
            }
            try await withRunner(store, workshop.handler()) {
                try await Task.sleep(for: .milliseconds(100))
                #expect(workshop.done.isEmpty)
                time.advance(seconds: 31)
                try await eventually { workshop.done == ["long"] }
                try await eventually { try await jobs(.done, in: store).first?.attempts == 2 }
            }
        }
    }

    @Test("What two processes died over is given up unrun, with its reason", arguments: TestEngine.all)
    func died(engine: TestEngine) async throws {
        let time = ManualClock()
        let workshop = Workshop()
        let told = Mutex<[Int]>([])
        let deadly = JobHandler(
            kind: "test", run: { job, _ in workshop.note(job) },
            givenUp: { job in told.withLock { $0.append(job.deaths) } })
        try await TestStore.with(engine, clock: time.clock) { store in
            let id = try await store.database.write { try $0.enqueue(kind: "test", key: "deadly") }
            for _ in 1...2 {
                // Taken, and never put back: the process is gone.
                let taken = try await store.database.write { tx in
                    try JobStore().claim(
                        kinds: ["test"], except: [], limit: 1, leaseEnd: tx.now.adding(seconds: 60), in: tx)
                }
                #expect(taken.map(\.id) == [id])
                time.advance(seconds: 61)
            }
            try await withRunner(store, deadly) {
                try await eventually { try await jobs(.dead, in: store).first?.error == Job.processDied }
            }
            #expect(workshop.done.isEmpty && told.withLock { $0 } == [2])
            #expect(try await store.database.write { try JobStore().revive(id, in: $0) })
            try await withRunner(store, deadly) {
                try await eventually { try await jobs(.done, in: store).count == 1 }
            }
            #expect(workshop.done == ["deadly"])
        }
    }

    @Test("What failed or was put back in order is no death", arguments: TestEngine.all)
    func noDeath(engine: TestEngine) async throws {
        let time = ManualClock()
        let workshop = Workshop()
        try await TestStore.with(engine, clock: time.clock) { store in
            try await store.database.write { try $0.enqueue(kind: "test", key: "bad") }
            try await withRunner(store, workshop.handler { _ in throw Broken() }) {
                for attempt in 1...4 {
                    try await eventually { workshop.done.count == attempt }
                    try await eventually { try await jobs(.waiting, in: store).first?.attempts == attempt }
                    time.advance(seconds: 3700)
                }
            }
            #expect(try await jobs(.waiting, in: store).first?.deaths == 0)
        }
    }

    @Test("A handler's progress is stored and told; the end too", arguments: TestEngine.all)
    func progress(engine: TestEngine) async throws {
        let log = EventLog()
        try await TestStore.with(engine, sink: log.sink) { store in
            let id = try await store.database.write { try $0.enqueue(kind: "test") }
            try await withRunner(
                store, JobHandler(kind: "test") { _, progress in try await progress.report("1/2") }
            ) {
                try await eventually { log.events.count == 2 }
            }
            #expect(log.events.map(\.topic) == [Job.topic(id), Job.topic(id)])
            #expect(log.events.map(\.kind) == ["job.progress", "job.done"])
            #expect(try await jobs(.done, in: store).first?.progress == "1/2")
        }
    }

    @Test("Jobs that were done a month ago are forgotten", arguments: TestEngine.all)
    func pruned(engine: TestEngine) async throws {
        let time = ManualClock()
        let workshop = Workshop()
        try await TestStore.with(engine, clock: time.clock) { store in
            try await store.database.write { try $0.enqueue(kind: "test") }
            try await withRunner(store, workshop.handler()) {
                try await eventually { try await jobs(.done, in: store).count == 1 }
            }
            time.advance(seconds: 31 * 86400)
            try await withRunner(store, workshop.handler()) {
                try await eventually { try await jobs(.done, in: store).isEmpty }
            }
        }
    }
}
