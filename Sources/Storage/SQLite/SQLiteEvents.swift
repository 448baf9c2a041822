import Foundation
import GRDB
import Platform
import Synchronization

/// Events between processes that share one SQLite file (an import on the command line beside the server): a small table
/// that each process looks at now and then. Writers are serialised, so the order of `seq` is the order of commits.
enum SQLiteEvents {
    static func createTable(in database: GRDB.Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS live_event (
                    seq INTEGER PRIMARY KEY AUTOINCREMENT, node INTEGER NOT NULL, at_us INTEGER NOT NULL,
                    topic TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, audience INTEGER
                ) STRICT
                """)
    }

    static let table = "live_event"
    /// Older events are deleted: whoever was away that long fetches everything again anyway.
    private static let keepUs: Int64 = 600_000_000

    static func insert(_ event: Event, from node: Int, at now: Timestamp, in database: GRDB.Database) throws {
        let insert = try database.cachedStatement(
            sql: "INSERT INTO \(table) (node, at_us, topic, kind, subject, audience) VALUES (?, ?, ?, ?, ?, ?)")
        try insert.execute(arguments: [node, now.us, event.topic, event.kind, event.subject, event.audience?.raw])
        guard database.lastInsertedRowID % 1000 == 0 else { return }
        try database.execute(sql: "DELETE FROM \(table) WHERE at_us < ?", arguments: [now.us - keepUs])
    }

    /// Other processes' events after `seq`, at most 1,000, and the last number seen.
    static func since(_ seq: Int64, exceptFrom node: Int, in database: GRDB.Database) throws -> ([Event], Int64) {
        var last = seq
        var events: [Event] = []
        let rows = try GRDB.Row.fetchCursor(
            try database.cachedStatement(
                sql: """
                    SELECT seq, node, topic, kind, subject, audience FROM \(table)
                    WHERE seq > ? ORDER BY seq LIMIT 1000
                    """), arguments: [seq])
        while let row = try rows.next() {
            last = row[0]
            if row[1] as Int == node { continue }
            let audience = (row[5] as Int64?).map { TeamID($0) }
            events.append(Event(topic: row[2], kind: row[3], subject: row[4], audience: audience))
        }
        return (events, last)
    }
}

/// Looks every 300 ms whether another process committed events, and hands them on.
final class SQLiteEventWatcher: Sendable {
    private let stopped = Atomic<Bool>(false)

    init(pool: DatabasePool, ids: IDSource, sink: EventSink) {
        let thread = Thread { [self] in watch(pool, ids, sink) }
        thread.name = "sqlite-events"
        thread.start()
    }

    func stop() { stopped.store(true, ordering: .relaxed) }

    private func watch(_ pool: DatabasePool, _ ids: IDSource, _ sink: EventSink) {
        var last: Int64?
        while !stopped.load(ordering: .relaxed) {
            do {
                last = try pool.read { database in
                    guard let last else {
                        return try Int64.fetchOne(database, sql: "SELECT max(seq) FROM \(SQLiteEvents.table)") ?? 0
                    }
                    let (events, seen) = try SQLiteEvents.since(last, exceptFrom: ids.node, in: database)
                    if !events.isEmpty { sink.deliver(events) }
                    return seen
                }
            } catch {
                // Closed, or busy for long: whoever watches must not trust what it shows.
                sink.resync()
            }
            Thread.sleep(forTimeInterval: 0.3)
        }
    }
}
