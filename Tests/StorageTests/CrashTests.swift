import Foundation
import Platform
import Storage
import Synchronization
import TestKit
import Testing

@Suite("Crashes") struct CrashTests {
    private static let migration = Migration(
        "2026-11-22 crash writer",
        [
            "CREATE TABLE written (id INT PRIMARY KEY, body TEXT NOT NULL, file_blob TEXT)",
            "CREATE TABLE written_again (id INT PRIMARY KEY REFERENCES written (id))",
        ])

    @Test("Killed twenty times under load, a SQLite store has all that was acknowledged and is consistent")
    func sqlite() async throws {
        try await TestStore.nowhere(.sqlite) { location in
            var acknowledged: Set<Int64> = []
            for _ in 1...20 {
                let writer = try Writer(location)
                try await writer.work()
                acknowledged.formUnion(try await writer.kill())
                try await expectAll(acknowledged, in: location)
            }
            #expect(acknowledged.count > 500, "the writers had time to write")
        }
    }

    @Test(
        "Writers and server killed twenty times under load, a PostgreSQL store has all that was acknowledged")
    func postgres() async throws {
        let server = try await PostgresServer(isDurable: true)
        try await TestStore.nowhere(.sqlite) { place in
            let location = StoreLocation(folder: place.folder, postgres: server.info("postgres"))
            var acknowledged: Set<Int64> = []
            for round in 1...20 {
                let writer = try Writer(location)
                try await writer.work()
                if round % 3 == 0 { server.kill() }
                acknowledged.formUnion(try await writer.kill())
                if round % 3 == 0 { try await server.start() }
                try await expectAll(acknowledged, in: location)
            }
            #expect(acknowledged.count > 500, "the writers had time to write")
        }
        try server.remove()
    }

    /// Every acknowledged write is there, none by half, and `rundblick check` would find nothing.
    private func expectAll(_ acknowledged: Set<Int64>, in location: StoreLocation) async throws {
        let store = try await Store.open(location, migrations: [Self.migration])
        let (written, again) = try await store.database.read { tx in
            (
                Set(try tx.rows("SELECT id FROM written") { $0.int64(0) }),
                Set(try tx.rows("SELECT id FROM written_again") { $0.int64(0) })
            )
        }
        #expect(acknowledged.subtracting(written).isEmpty)
        #expect(written == again)
        #expect(try await store.check().isEmpty)
        try await store.close()
    }
}

/// A `crashwriter` process.
private final class Writer {
    private let process = Process()
    private let output = Output()

    /// What it has printed so far, gathered by a thread of its own.
    private final class Output: Sendable {
        private let state = Mutex((text: Data(), hasEnded: false))
        var text: Data { state.withLock { $0.text } }
        var hasEnded: Bool { state.withLock { $0.hasEnded } }

        func gather(from file: FileHandle) {
            while case let more = file.availableData, !more.isEmpty { state.withLock { $0.text += more } }
            state.withLock { $0.hasEnded = true }
        }
    }

    /// Starts it.
    init(_ location: StoreLocation) throws {
        let tests = URL(fileURLWithPath: CommandLine.arguments[0])
        process.executableURL = tests.deletingLastPathComponent().appending(path: "crashwriter")
        process.arguments = [location.folder] + (location.postgres.map { [$0] } ?? [])
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        Thread.detachNewThread { [output] in output.gather(from: pipe.fileHandleForReading) }
    }

    /// Lets it write for a short while.
    func work() async throws {
        try await eventually { !output.text.isEmpty }
        try await Task.sleep(for: .milliseconds(.random(in: 50...300)))
    }

    /// Kills it. - Returns: the numbers that it printed.
    func kill() async throws -> [Int64] {
        #expect(process.isRunning)
        Foundation.kill(process.processIdentifier, SIGKILL)
        try await eventually { output.hasEnded }
        process.waitUntilExit()
        return String(decoding: output.text, as: UTF8.self).split(separator: "\n").compactMap { Int64($0) }
    }
}
