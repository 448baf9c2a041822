import Foundation
import Platform
import Storage
import Synchronization
import Testing

/// A small table for tests of what holds for every table.
enum Notes {
    static let migration = Migration(
        "2026-11-22 test notes",
        ["CREATE TABLE note (id INT PRIMARY KEY, body TEXT NOT NULL, parent INT REFERENCES note (id))"])

    static func add(_ body: String, id: Int, in tx: any Transaction) throws {
        try tx.run("INSERT INTO note (id, body) VALUES (\(id), \(body))")
    }

    static func count(in store: Store) async throws -> Int {
        try await store.database.read { try $0.count("SELECT count(*) FROM note") }
    }
}

/// Something that goes wrong in a body.
struct Broken: Error, Equatable {}

/// Takes what an engine tells, for tests to look at.
final class EventLog: Sendable {
    private let state = Mutex(([Event](), 0))

    var events: [Event] { state.withLock { $0.0 } }
    var resyncs: Int { state.withLock { $0.1 } }
    var sink: EventSink {
        EventSink(
            deliver: { [self] events in state.withLock { $0.0 += events } },
            resync: { [self] in state.withLock { $0.1 += 1 } })
    }
}

/// Waits until `condition` holds, for a minute at most; then the test has failed.
func eventually(
    sourceLocation: SourceLocation = #_sourceLocation, _ condition: () async throws -> Bool
) async throws {
    let begin = ContinuousClock.now
    while begin.duration(to: .now) < .seconds(60) {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("it did not come about", sourceLocation: sourceLocation)
}

/// How `body` ended: `done`, or the description of what it threw.
func result(_ body: () async throws -> some Any) async -> String {
    do {
        _ = try await body()
        return "done"
    } catch {
        return String(describing: error)
    }
}
