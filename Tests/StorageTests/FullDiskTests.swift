import Foundation
import Platform
import Storage
import TestKit
import Testing

@Suite("A full disk") struct FullDiskTests {
    @Test("A file at its limit refuses what does not fit, keeps what it has, and goes on when there is room")
    func pageLimit() async throws {
        try await TestStore.with(.sqlite, migrations: [Notes.migration]) { store in
            try await store.database.write { tx in
                try Notes.add("before", id: 1, in: tx)
                try tx.run("PRAGMA max_page_count = 60")
            }
            let outcomes = await fill(store, ids: 100..<140)
            #expect(Set(outcomes.values) == ["done", "full"])
            let kept = try await store.database.read {
                try $0.rows("SELECT id FROM note ORDER BY id") { $0.int(0) }
            }
            #expect(kept == [1] + outcomes.filter { $0.value == "done" }.keys.sorted())
            try await store.database.write { try $0.run("PRAGMA max_page_count = 100000") }
            #expect(Set(await fill(store, ids: 200..<240).values) == ["done"])
        }
    }

    @Test(
        "A file system without room refuses what does not fit, keeps what it has, and goes on when there is room",
        .enabled(if: getuid() == 0, "needs to mount a small file system"))
    func fileSystem() async throws {
        let folder = TestFolder.shared + "/small"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try #require(try run("/usr/bin/mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder) == 0)
        let store = try await Store.open(StoreLocation(folder: folder), migrations: [Notes.migration])
        let outcomes = await fill(store, ids: 100..<600)
        #expect(Set(outcomes.values) == ["done", "full"])
        #expect(throws: StorageError.full) { try store.blobs.store([UInt8](repeating: 1, count: 3_000_000)) }
        let kept = try await store.database.read {
            try $0.rows("SELECT id FROM note ORDER BY id") { $0.int(0) }
        }
        #expect(kept == outcomes.filter { $0.value == "done" }.keys.sorted())
        #expect(try run("/usr/bin/mount", "-o", "remount,size=50m", folder) == 0)
        #expect(Set(await fill(store, ids: 1000..<1100).values) == ["done"])
        #expect(try store.blobs.store([UInt8](repeating: 1, count: 3_000_000)).count == 64)
        try await store.close()
        #expect(try run("/usr/bin/umount", folder) == 0)
    }

    @Test(
        "A store whose disk is full already opens, is read and checked, and refuses to write until there is room",
        .enabled(if: getuid() == 0, "needs to mount a small file system"))
    func opening() async throws {
        let folder = TestFolder.shared + "/full"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try #require(try run("/usr/bin/mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder) == 0)
        let location = StoreLocation(folder: folder)
        let first = try await Store.open(location, migrations: [Notes.migration])
        try await first.database.write { try Notes.add("before", id: 1, in: $0) }
        try await first.close()
        #expect(try run("/usr/bin/dd", "if=/dev/zero", "of=\(folder)/filler", "bs=4096", "status=none") == 1)
        for _ in 0..<2 {
            let store = try await Store.open(location, migrations: [Notes.migration])
            #expect(try await store.database.read { try $0.count("SELECT COUNT(*) FROM note") } == 1)
            #expect(try await store.check().isEmpty)
            #expect(await Set(fill(store, ids: 100..<110).values) == ["full"])
            try await store.close()
        }
        let store = try await Store.open(location, migrations: [Notes.migration])
        #expect(await Set(fill(store, ids: 100..<110).values) == ["full"])
        try FileManager.default.removeItem(atPath: folder + "/filler")
        #expect(await Set(fill(store, ids: 100..<110).values) == ["done"])
        let ids = try await store.database.write { tx in (0..<3).map { _ in tx.id() as ID<Store> } }
        #expect(Set(ids).count == 3)
        try await store.close()
        #expect(try run("/usr/bin/umount", folder) == 0)
    }

    @Test(
        "A PostgreSQL server without room refuses what does not fit, keeps what it has, and goes on when there is room",
        .enabled(if: getuid() == 0, "needs to mount a small file system"))
    func postgres() async throws {
        let server = try await PostgresServer(isDurable: true)
        let folder = server.folder + "/small"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try #require(try run("/usr/bin/mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder) == 0)
        try #require(try run("/usr/bin/chown", "postgres", folder) == 0)
        for command in [
            "CREATE TABLESPACE small LOCATION '\(folder)'", "CREATE DATABASE small TABLESPACE small",
        ] {
            try #require(try run("/usr/bin/psql", "-q", server.info("postgres"), "-c", command) == 0)
        }
        try await TestStore.nowhere(.sqlite) { place in
            let location = StoreLocation(folder: place.folder, postgres: server.info("small"))
            let store = try await Store.open(location, migrations: [Notes.migration])
            let outcomes = await fill(store, ids: 100..<1600)
            #expect(Set(outcomes.values) == ["done", "full"])
            let kept = try await store.database.read {
                try $0.rows("SELECT id FROM note ORDER BY id") { $0.int(0) }
            }
            #expect(kept == outcomes.filter { $0.value == "done" }.keys.sorted())
            #expect(try run("/usr/bin/mount", "-o", "remount,size=100m", folder) == 0)
            #expect(Set(await fill(store, ids: 2000..<2100).values) == ["done"])
            #expect(try await store.check().isEmpty)
            try await store.close()
        }
        server.kill()
        #expect(try run("/usr/bin/umount", folder) == 0)
        try server.remove()
    }

    /// 10 kB that no engine can make smaller.
    private static let body: String = {
        var random = SystemRandomNumberGenerator()
        return String(
            decoding: (0..<10_000).map { _ in UInt8.random(in: 33...126, using: &random) }, as: UTF8.self)
    }()

    /// Writes a note of 10 kB for each id, all at once. - Returns: how each ended.
    private func fill(_ store: Store, ids: Range<Int>) async -> [Int: String] {
        await withTaskGroup { group in
            for id in ids {
                group.addTask {
                    let outcome = await result {
                        try await store.database.write { try Notes.add(Self.body, id: id, in: $0) }
                    }
                    return (id, outcome)
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    private func run(_ command: String...) throws -> Int32 {
        let process = try Process.run(URL(fileURLWithPath: command[0]), arguments: Array(command.dropFirst()))
        process.waitUntilExit()
        return process.terminationStatus
    }
}
