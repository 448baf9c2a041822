import Platform
import Storage
import TestKit
import Testing

@Suite("Transactions") struct TransactionTests {
    static let event = Event(topic: "note/1", kind: "note.added", subject: "1", audience: .team(TeamID(7)))

    @Test("A failing body takes back its own work, and nothing of its neighbours'", arguments: TestEngine.all)
    func neighbours(engine: TestEngine) async throws {
        try await TestStore.with(engine, migrations: [Notes.migration]) { store in
            await withTaskGroup { group in
                for id in 1...200 {
                    group.addTask {
                        let outcome = await result {
                            try await store.database.write { tx in
                                try Notes.add("note \(id)", id: id, in: tx)
                                if id % 2 == 0 { throw Broken() }
                            }
                        }
                        #expect(outcome == (id % 2 == 0 ? "Broken()" : "done"))
                    }
                }
            }
            let odd = try await store.database.read {
                try $0.count("SELECT count(*) FROM note WHERE id % 2 = 1")
            }
            #expect(odd == 100)
            #expect(try await Notes.count(in: store) == 100)
        }
    }

    @Test("Refused rows are told as constraints, inside the body too", arguments: TestEngine.all)
    func constraints(engine: TestEngine) async throws {
        try await TestStore.with(engine, migrations: [Notes.migration]) { store in
            let refusals: [SQL] = [
                "INSERT INTO note (id, body) VALUES (1, \("double"))",
                "INSERT INTO note (id, body) VALUES (2, NULL)",
                "INSERT INTO note (id, body, parent) VALUES (3, \("orphan"), 99)",
            ]
            try await store.database.write { try Notes.add("first", id: 1, in: $0) }
            for sql in refusals {
                await #expect(throws: Broken.self) {
                    try await store.database.write { tx in
                        do { try tx.run(sql) } catch StorageError.constraint { throw Broken() }
                    }
                }
                let outside = await result { try await store.database.write { try $0.run(sql) } }
                #expect(outside.hasPrefix("constraint("))
            }
            #expect(try await Notes.count(in: store) == 1)
        }
    }

    @Test("A crowd of writers at once all come through, each once", arguments: TestEngine.all)
    func crowd(engine: TestEngine) async throws {
        try await TestStore.with(engine, migrations: [Notes.migration]) { store in
            // All change one row. SQLite's writers share commits; PostgreSQL's wait for one another's, 15 s at most.
            let writers = engine == .sqlite ? 2000 : 500
            try await store.database.write { try Notes.add("0", id: 0, in: $0) }
            try await withThrowingTaskGroup { group in
                for id in 1...writers {
                    group.addTask {
                        try await store.database.write { tx in
                            try Notes.add("x", id: id, in: tx)
                            try tx.run(
                                "UPDATE note SET body = CAST(CAST(body AS BIGINT) + 1 AS TEXT) WHERE id = 0")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await Notes.count(in: store) == writers + 1)
            let counter = try await store.database.read {
                try $0.one("SELECT body FROM note WHERE id = 0") { $0.text(0) }
            }
            #expect(counter == String(writers))
        }
    }

    @Test("The same question may be asked again while its answer is being read", arguments: TestEngine.all)
    func nested(engine: TestEngine) async throws {
        try await TestStore.with(engine, migrations: [Notes.migration]) { store in
            try await store.database.write { tx in for id in 1...3 { try Notes.add("x", id: id, in: tx) } }
            let pairs = try await store.database.read { tx in
                try tx.rows("SELECT id FROM note ORDER BY id") { outer in
                    let inner = try tx.rows("SELECT id FROM note ORDER BY id") { $0.int(0) }
                    return [outer.int(0)] + inner
                }
            }
            #expect(pairs == [[1, 1, 2, 3], [2, 1, 2, 3], [3, 1, 2, 3]])
        }
    }

    @Test("What was prefetched answers like what is asked at once", arguments: TestEngine.all)
    func prefetch(engine: TestEngine) async throws {
        try await TestStore.with(engine, migrations: [Notes.migration]) { store in
            try await store.database.write { tx in
                for id in 1...3 { try Notes.add("note \(id)", id: id, in: tx) }
            }
            let found = try await store.database.read { tx in
                let statements: [SQL] =
                    (1...3).map { "SELECT body FROM note WHERE id = \($0)" } + ["SELECT count(*) FROM note"]
                try tx.prefetch(statements)
                return try statements.reversed().flatMap { try tx.rows($0) { $0.text(0) } }
            }
            #expect(found == ["3", "note 3", "note 2", "note 1"])
        }
    }

    @Test("What is asked together is answered as one by one", arguments: TestEngine.all)
    func together(engine: TestEngine) async throws {
        try await TestStore.with(engine, migrations: [Notes.migration]) { store in
            try await store.database.write { tx in
                for id in 1...3 { try Notes.add("note \(id)", id: id, in: tx) }
            }
            let found = try await store.database.read { tx in
                try tx.together { tx in
                    let first = try tx.rows("SELECT id, body FROM note WHERE id < \(3) ORDER BY id") {
                        $0.int(0)
                    }
                    let next = try tx.rows("SELECT body FROM note WHERE id IN \(list: first)") { $0.text(0) }
                    return [try tx.count("SELECT count(*) FROM note"), first.count, next.count]
                }
            }
            #expect(found == [3, 2, 2])
        }
    }

    @Test("A reading transaction cannot write", arguments: TestEngine.all)
    func readOnly(engine: TestEngine) async throws {
        try await TestStore.with(engine, migrations: [Notes.migration]) { store in
            await #expect(throws: StorageError.self) {
                try await store.database.read { try Notes.add("x", id: 1, in: $0) }
            }
            let count = try await Notes.count(in: store)
            #expect(count == 0)
        }
    }

    @Test("A closed store refuses work, and closing it again does no harm", arguments: TestEngine.all)
    func closed(engine: TestEngine) async throws {
        try await TestStore.place(engine, migrations: [Notes.migration]) { location in
            let store = try await Store.open(location, migrations: [Notes.migration])
            try await store.close()
            await store.database.close()
            await #expect(throws: StorageError.closed) { _ = try await Notes.count(in: store) }
            await #expect(throws: StorageError.closed) { try await store.database.write { _ in } }
        }
    }
}

@Suite("Events") struct EventTests {
    @Test("Events are told after the commit, and only then", arguments: TestEngine.all)
    func afterCommit(engine: TestEngine) async throws {
        let log = EventLog()
        try await TestStore.with(engine, migrations: [Notes.migration], sink: log.sink) { store in
            await #expect(throws: Broken.self) {
                try await store.database.write { tx in
                    try tx.publish(TransactionTests.event)
                    throw Broken()
                }
            }
            try await store.database.write { tx in
                try tx.publish(TransactionTests.event)
                #expect(log.events.isEmpty)
            }
            #expect(log.events == [TransactionTests.event])
        }
    }

    @Test(
        "What one process commits the other hears, in order, and neither hears itself twice",
        arguments: TestEngine.all)
    func betweenProcesses(engine: TestEngine) async throws {
        let logs = [EventLog(), EventLog()]
        try await TestStore.place(engine, migrations: [Notes.migration]) { location in
            let first = try await Store.open(location, migrations: [Notes.migration], sink: logs[0].sink)
            let second = try await Store.open(location, migrations: [Notes.migration], sink: logs[1].sink)
            let events = (1...500).map {
                Event(
                    topic: "customer/\($0)", kind: "entry.added", subject: "\($0)",
                    audience: [.everybody, .employees, .team(TeamID(4))][$0 % 3])
            }
            for chunk in [events[..<1], events[1..<10], events[10...]] {
                try await first.database.write { tx in for event in chunk { try tx.publish(event) } }
            }
            try await eventually { logs[1].events.count >= 500 }
            #expect(logs[1].events == events)
            #expect(logs[0].events == events)
            try await second.close()
            try await first.close()
        }
    }
}
