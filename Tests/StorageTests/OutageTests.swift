import Foundation
import Platform
import Storage
import Synchronization
import TestKit
import Testing

@Suite("Outages") struct OutageTests {
    static let endOthers: SQL = """
        SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """

    @Test(
        "A lost connection is replaced without anybody noticing, and what was not heard meanwhile is fetched again"
    )
    func lostConnections() async throws {
        let log = EventLog()
        try await TestStore.place(.postgres, migrations: [Notes.migration]) { location in
            let store = try await Store.open(location, migrations: [Notes.migration], sink: log.sink)
            let other = try await Store.open(location, migrations: [Notes.migration])
            for round in 1...5 {
                #expect(try await other.database.read { try $0.count(Self.endOthers) } > 0)
                try await store.database.write { try Notes.add("x", id: round, in: $0) }
                #expect(try await Notes.count(in: store) == round)
                try await eventually { log.resyncs >= round }
            }
            try await other.database.write { try $0.publish(TransactionTests.event) }
            try await eventually { log.events == [TransactionTests.event] }
            try await store.close()
            try await other.close()
        }
    }

    @Test("A connection lost in the middle of a transaction has it done again from the start")
    func lostInside() async throws {
        try await TestStore.with(.postgres, migrations: [Notes.migration]) { store in
            let runs = Mutex(0)
            try await store.database.write { tx in
                try Notes.add("x", id: 1, in: tx)
                let isFirst = runs.withLock { runs in
                    runs += 1
                    return runs == 1
                }
                if isFirst { try tx.run("SELECT pg_terminate_backend(pg_backend_pid())") }
                try Notes.add("y", id: 2, in: tx)
            }
            #expect(runs.withLock { $0 } == 2)
            #expect(try await Notes.count(in: store) == 2)
        }
    }

    @Test("A connection lost during the commit is told as unknown, and nothing is done twice")
    func lostAtCommit() async throws {
        try await TestStore.with(.postgres, migrations: [Notes.migration]) { store in
            try await store.database.write { tx in
                try tx.run(
                    """
                    CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql
                    AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'
                    """)
                try tx.run(
                    """
                    CREATE CONSTRAINT TRIGGER die AFTER INSERT ON note DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION die()
                    """)
            }
            let runs = Mutex(0)
            let outcome = await result {
                try await store.database.write { tx in
                    runs.withLock { $0 += 1 }
                    try Notes.add("x", id: 1, in: tx)
                }
            }
            #expect(outcome.hasPrefix("unreachable("))
            #expect(runs.withLock { $0 } == 1)
            #expect(try await Notes.count(in: store) == 0)
        }
    }

    @Test(
        "When the server is away that is said; a short absence is waited for; afterwards all goes on by itself"
    )
    func serverAway() async throws {
        let server = try await PostgresServer(isDurable: true)
        let folder = TestFolder.shared + "/away"
        let log = EventLog()
        let store = try await Store.open(
            StoreLocation(folder: folder, postgres: server.info("postgres")), migrations: [Notes.migration],
            sink: log.sink)
        try await store.database.write { try Notes.add("before", id: 1, in: $0) }

        let begin = ContinuousClock.now
        server.kill()
        async let meanwhile = result {
            try await store.database.write { try Notes.add("meanwhile", id: 2, in: $0) }
        }
        try await server.start()
        let isShort = begin.duration(to: .now) < .seconds(4)
        let patient = await meanwhile
        if isShort { #expect(patient == "done") }
        let count = patient == "done" ? 2 : 1
        #expect(try await Notes.count(in: store) == count)
        try await eventually { log.resyncs == 1 }

        server.kill()
        let outcome = await result { try await store.database.write { try Notes.add("lost", id: 3, in: $0) } }
        #expect(outcome.hasPrefix("unreachable("))
        try await server.start()
        #expect(try await Notes.count(in: store) == count)
        try await store.close()
        try server.remove()
    }

    @Test("Opening says at once that nobody answers")
    func nobodyThere() async throws {
        let location = StoreLocation(
            folder: TestFolder.shared + "/nobody",
            postgres: "postgres://nobody@/nothing?host=\(TestFolder.shared)")
        let outcome = await result { try await Store.open(location, migrations: []) }
        #expect(outcome.hasPrefix("unreachable("))
    }

    @Test("Two transactions in each other's way are both done in the end")
    func deadlock() async throws {
        try await TestStore.with(.postgres, migrations: [Notes.migration]) { store in
            try await store.database.write { tx in for id in 1...2 { try Notes.add("", id: id, in: tx) } }
            try await withThrowingTaskGroup { group in
                for order in [[1, 2], [2, 1]] {
                    group.addTask {
                        try await store.database.write { tx in
                            for id in order {
                                try tx.run("UPDATE note SET body = body || \("+") WHERE id = \(id)")
                                if id == order[0] { Thread.sleep(forTimeInterval: 0.2) }
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let bodies = try await store.database.read { try $0.rows("SELECT body FROM note") { $0.text(0) } }
            #expect(bodies == ["++", "++"])
        }
    }

    @Test("A prepared statement survives a change of the schema by somebody else")
    func schemaChange() async throws {
        try await TestStore.with(.postgres, migrations: [Notes.migration]) { store in
            try await store.database.write { try Notes.add("x", id: 1, in: $0) }
            let all: SQL = "SELECT * FROM note"
            for column in 0..<3 {
                for _ in 0..<8 { _ = try await store.database.read { try $0.rows(all) { $0.int(0) } } }
                try await store.database.write {
                    try $0.run(SQL(trusted: "ALTER TABLE note ADD COLUMN more\(column) BIGINT"))
                }
            }
            #expect(try await Notes.count(in: store) == 1)
        }
    }

    @Test("More different statements than a connection keeps prepared do no harm")
    func manyStatements() async throws {
        try await TestStore.with(.postgres, migrations: [Notes.migration]) { store in
            try await store.database.write { tx in
                for number in 0..<700 {
                    let sql = SQL(trusted: "SELECT \(number % 300)")
                    let answer = try tx.count(sql)
                    #expect(answer == number % 300)
                }
            }
            let kept = try await store.database.read {
                try $0.count("SELECT count(*) FROM pg_prepared_statements")
            }
            #expect(kept <= 300)
        }
    }
}
