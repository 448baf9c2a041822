import Foundation
import GRDB
import Platform

/// Events between processes that share one SQLite file (an import on the command line beside the server): a small table
/// that each process looks at now and then. Writers are serialised, so the order of `seq` is the order of commits.
enum SQLiteEvents {
    static func createTable(in database: GRDB.Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS live_event (
                    seq INTEGER PRIMARY KEY AUTOINCREMENT, node INTEGER NOT NULL, at_us INTEGER NOT NULL,
                    topic TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, audience INTEGER,
                    internal INTEGER NOT NULL DEFAULT 0
                ) STRICT
                """)
        // Stores of the first days have the table without it.
        if try !database.columns(in: table).contains(where: { $0.name == "internal" }) {
            try database.execute(
                sql: "ALTER TABLE \(table) ADD COLUMN internal INTEGER NOT NULL DEFAULT 0")
        }
    }

    static let table = "live_event"
    /// Older events are deleted: whoever was away that long fetches everything again anyway.
    private static let keepUs: Int64 = 600_000_000

    static func insert(
        _ event: Event, from node: Int, at now: Timestamp, with statements: SQLiteStatements
    ) throws {
        try statements.run(
            """
            INSERT INTO live_event (node, at_us, topic, kind, subject, audience, internal)
            VALUES (\(node), \(now), \(event.topic), \(event.kind), \(event.subject), \(event.audience.team),
                \(event.audience == .employees))
            """)
        guard statements.lastInsertedKey % 1000 == 0 else { return }
        try statements.run("DELETE FROM live_event WHERE at_us < \(now.us - keepUs)")
    }

    /// What was committed after `seq`, at most 1,000 events: those of other processes, and the last number seen.
    /// `isGap`: some were deleted before they were seen.
    static func since(
        _ seq: Int64, exceptFrom node: Int, in database: GRDB.Database
    ) throws -> (events: [Event], last: Int64, isGap: Bool) {
        let rows = try GRDB.Row.fetchAll(
            try database.cachedStatement(
                sql: """
                    SELECT seq, node, topic, kind, subject, audience, internal FROM \(table)
                    WHERE seq > ? ORDER BY seq LIMIT 1000
                    """), arguments: [seq])
        let events = rows.filter { $0[1] as Int != node }.map { row in
            Event(
                topic: row[2], kind: row[3], subject: row[4],
                audience: .init(team: (row[5] as Int64?).map { TeamID($0) }, isInternal: row[6]))
        }
        return (events, rows.last?[0] ?? seq, rows.first.map { $0[0] as Int64 > seq + 1 } ?? false)
    }

    /// The number of the newest event; 0 when there was none yet.
    static func last(in database: GRDB.Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT seq FROM sqlite_sequence WHERE name = '\(table)'") ?? 0
    }
}

/// Looks several times a second whether another process committed events, and hands them on.
final class SQLiteEventWatcher: Sendable {
    private let wake = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)

    private static let pauseMs = 200

    /// Starts to watch for what is committed from now on.
    init(pool: DatabasePool, ids: IDSource, sink: EventSink) throws {
        let last = try pool.read { try SQLiteEvents.last(in: $0) }
        let thread = Thread { [self] in
            watch(pool, ids, sink, from: last)
            ended.signal()
        }
        thread.name = "sqlite-events"
        thread.start()
    }

    /// Ends the thread and waits for it.
    func stop() {
        wake.signal()
        ended.wait()
        ended.signal()
    }

    private func watch(_ pool: DatabasePool, _ ids: IDSource, _ sink: EventSink, from first: Int64) {
        var last = first
        var isUncertain = false
        while wake.wait(timeout: .now() + .milliseconds(Self.pauseMs)) == .timedOut {
            do {
                let (events, seen, isGap) = try pool.read {
                    try SQLiteEvents.since(last, exceptFrom: ids.node, in: $0)
                }
                last = seen
                if !events.isEmpty { sink.deliver(events) }
                if isGap || isUncertain { sink.resync() }
                isUncertain = false
            } catch {
                // Busy for long, or the disk fails: tried again; then whoever watches must not trust what it shows.
                isUncertain = true
            }
        }
    }
}
