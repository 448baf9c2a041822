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

    /// Writes a note of 10 kB for each id, all at once. - Returns: how each ended.
    private func fill(_ store: Store, ids: Range<Int>) async -> [Int: String] {
        await withTaskGroup { group in
            for id in ids {
                group.addTask {
                    let body = String(repeating: "x", count: 10_000)
                    return (
                        id,
                        await result {
                            try await store.database.write { try Notes.add(body, id: id, in: $0) }
                        }
                    )
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
