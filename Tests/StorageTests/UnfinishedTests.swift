import Foundation
import Platform
import Storage
import TestKit
import Testing

@Suite("Stores that are not finished") struct UnfinishedTests {
    private static let migration = Migration(
        "2026-11-22 crash writer",
        [
            "CREATE TABLE written (id INT PRIMARY KEY, body TEXT NOT NULL, file_blob TEXT)",
            "CREATE TABLE written_again (id INT PRIMARY KEY REFERENCES written (id))",
        ])
    private static let rows = 1500

    /// Runs `body` with a store of many rows and files, and a backup of it.
    private func withSource(_ body: (Store, _ backup: String) async throws -> Void) async throws {
        try await TestStore.with(.sqlite, migrations: [Self.migration]) { store in
            let files = try (0..<40).map { number in
                try store.blobs.store([UInt8](repeating: UInt8(number), count: 20_000 + number))
            }
            try await store.database.write { tx in
                for id in 0..<Self.rows {
                    let body = String(repeating: "x", count: id % 700)
                    try tx.run(
                        """
                        INSERT INTO written (id, body, file_blob)
                        VALUES (\(id), \(body), \(id < files.count ? files[id] : nil))
                        """)
                    try tx.run("INSERT INTO written_again (id) VALUES (\(id))")
                }
            }
            let backup = store.location.folder + "/backup.tar"
            try await store.backUp(to: backup)
            try await body(store, backup)
        }
    }

    /// Every row and every file is there, and whoever opens the store may.
    private func expectWhole(_ location: StoreLocation) async throws {
        let copy = try await Store.open(location, migrations: [Self.migration])
        let count = try await copy.database.read { try $0.count("SELECT COUNT(*) FROM written_again") }
        #expect(count == Self.rows)
        #expect(try await copy.check().isEmpty)
        try await copy.close()
    }

    @Test(
        "Killed at any moment, a restore or a move leaves nothing, a whole store, or one that nobody may open and that can be begun anew",
        arguments: TestEngine.all, ["restore", "move"])
    func killed(engine: TestEngine, work: String) async throws {
        try await withSource { store, backup in
            var outcomes: [String: Int] = [:]
            let from = work == "restore" ? backup : store.location.folder
            let begin = ContinuousClock.now
            try await TestStore.nowhere(engine) { location in
                let isDone = try await kill(work, from, location, after: .seconds(120))
                #expect(isDone)
            }
            // Where the middle is depends on who else uses the machine: it is looked for.
            var pause = begin.duration(to: .now) / 2
            for _ in 0..<20 where outcomes["unfinished", default: 0] < 3 {
                try await TestStore.nowhere(engine) { location in
                    let isDone = try await kill(work, from, location, after: pause)
                    let outcome = try await state(of: location)
                    outcomes[outcome, default: 0] += 1
                    #expect(!isDone || outcome == "whole", "it said that it was done")
                    if outcome == "unfinished" {
                        try await Store.restore(from: backup, to: location, migrations: [Self.migration])
                    }
                    if outcome != "nothing" { try await expectWhole(location) }
                    switch outcome {
                    case "whole": pause = pause * 3 / 4
                    case "nothing": pause = pause * 5 / 4
                    default: pause = pause * 9 / 8
                    }
                }
            }
            print("\(work) to \(engine), killed: \(outcomes)")
            #expect(outcomes["unfinished", default: 0] > 0, "some were hit in the middle: \(outcomes)")
        }
    }

    /// Begins the work in a process of its own and kills it, unless it ends before. - Returns: whether it did.
    private func kill(
        _ work: String, _ from: String, _ location: StoreLocation, after pause: Duration
    ) async throws -> Bool {
        let process = Process()
        let tests = URL(fileURLWithPath: CommandLine.arguments[0])
        process.executableURL = tests.deletingLastPathComponent().appending(path: "crashwriter")
        process.arguments = [work, from, location.folder] + (location.postgres.map { [$0] } ?? [])
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        // It begins when it has said so.
        let begin = pipe.fileHandleForReading.availableData
        #expect(begin.starts(with: "begin".utf8))
        let end = ContinuousClock.now + pause
        while process.isRunning, .now < end { try await Task.sleep(for: .milliseconds(2)) }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let rest = try pipe.fileHandleForReading.readToEnd() ?? Data()
        return String(decoding: begin + rest, as: UTF8.self).contains("done")
    }

    /// What whoever opens it finds; looks into an empty place without making a store there.
    private func state(of location: StoreLocation) async throws -> String {
        let isEmpty: Bool
        if let postgres = location.postgres {
            isEmpty = try await TestStore.tables(at: postgres).isEmpty
        } else {
            var status = stat()
            isEmpty = stat(location.sqlitePath, &status) != 0 || status.st_size == 0
        }
        if isEmpty { return "nothing" }
        do {
            let store = try await Store.open(location, migrations: [Self.migration])
            // Killed before the first step: the file is there, and nothing in it.
            let count = try await store.database.read { try $0.count("SELECT COUNT(*) FROM written") }
            try await store.close()
            return count == 0 ? "nothing" : "whole"
        } catch StorageError.unfinished {
            return "unfinished"
        }
    }

    @Test("Nobody takes it for a store, and it is begun anew; a whole one is not", arguments: TestEngine.all)
    func marked(engine: TestEngine) async throws {
        try await withSource { store, backup in
            try await TestStore.nowhere(engine) { location in
                try await Store.restore(from: backup, to: location, migrations: [Self.migration])
                let copy = try await Store.open(location, migrations: [Self.migration])
                try await copy.database.write { try $0.run("CREATE TABLE restore_begun (token BIGINT)") }
                try await copy.close()
                for _ in 0..<2 {
                    await #expect(throws: StorageError.unfinished) {
                        try await Store.open(location, migrations: [Self.migration])
                    }
                }
                try await store.move(to: location, migrations: [Self.migration])
                try await expectWhole(location)
                await #expect(throws: StorageError.self) {
                    try await Store.restore(from: backup, to: location, migrations: [Self.migration])
                }
                try await expectWhole(location)
            }
        }
    }

    @Test("A file that is missing is said, by backup, restore and move", arguments: TestEngine.all)
    func missing(engine: TestEngine) async throws {
        try await withSource { store, _ in
            let hashes = try store.blobs.all().sorted()
            try FileManager.default.removeItem(atPath: store.blobs.path(of: hashes[0]))
            try Data("other".utf8).write(to: URL(fileURLWithPath: store.blobs.path(of: hashes[1])))
            let backup = store.location.folder + "/again.tar"
            let written = try await store.backUp(to: backup)
            #expect(written.missing == Array(hashes[0...1]))
            #expect(written.blobs == hashes.count - 2)
            try await TestStore.nowhere(engine) { location in
                let report = try await Store.restore(from: backup, to: location, migrations: [Self.migration])
                #expect(report.missing == written.missing)
            }
            try await TestStore.nowhere(engine) { location in
                let report = try await store.move(to: location, migrations: [Self.migration])
                #expect(report.missing == written.missing)
            }
        }
    }
}
