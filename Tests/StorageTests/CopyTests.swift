import Foundation
import Platform
import Storage
import TestKit
import Testing

@Suite("Backup, restore, move and check") struct CopyTests {
    /// Tables that refer to each other in every direction, with every kind of column, and rows of their own.
    static let migrations = [
        Notes.migration,
        Migration(
            "2026-11-22 test things",
            [
                """
                CREATE TABLE a_child (note INT NOT NULL REFERENCES note (id), place INT NOT NULL, word TEXT, flag BOOL,
                    size REAL, bytes BLOB, photo_blob TEXT, PRIMARY KEY (note, place)) WITHOUT ROWID
                """,
                "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT)",
                "INSERT INTO setting (name, value) VALUES ('made by', 'the migration')",
                DDL("CREATE VIRTUAL TABLE found USING fts5(body)", only: .sqlite),
                DDL("CREATE TABLE found (id BIGINT, body TSVECTOR)", only: .postgres),
            ]),
    ]
    static let pairs = TestEngine.all.flatMap { from in TestEngine.all.map { (from, $0) } }

    /// Fills `store` with 3,000 notes, half of them children of later ones, and a few files.
    private func fill(_ store: Store) async throws {
        let hashes = try (0..<5).map {
            try store.blobs.store([UInt8](repeating: UInt8($0), count: 1000 * $0))
        }
        try await store.database.write { tx in
            for id in 1...3000 {
                try Notes.add("Grüße \(id) " + String(repeating: "ß", count: id % 900), id: id, in: tx)
            }
            try tx.run("UPDATE note SET parent = 3001 - id WHERE id <= 1500")
            for id in 1...1000 {
                let bytes: [UInt8]? = id % 3 == 0 ? nil : (0..<id % 300).map { UInt8($0 % 256) }
                try tx.run(
                    """
                    INSERT INTO a_child (note, place, word, flag, size, bytes, photo_blob) VALUES
                    (\(id), \(-id), \(id % 2 == 0 ? nil : ""), \(id % 5 == 0), \(Double(id) / 7), \(bytes),
                    \(id % 100 == 0 ? hashes[id / 100 % 5] : nil))
                    """)
            }
            try tx.run("UPDATE setting SET value = 'changed'")
            try tx.enqueue(kind: "test", key: "moved too")
        }
    }

    /// All that is in `store`, in an order of its own.
    private func content(of store: Store) async throws -> [[String]] {
        try await store.database.read { tx in
            let notes = try tx.rows("SELECT id, body, parent FROM note ORDER BY id") {
                [$0.text(0), $0.text(1), $0.optionalText(2) ?? "-"]
            }
            let children = try tx.rows("SELECT * FROM a_child ORDER BY note, place") { row in
                [row.text(0), row.text(1), row.optionalText(2) ?? "-", row.text(3), "\(row.real(4))"]
                    + [row.isNull(5) ? "-" : hexadecimal(row.blob(5)), row.optionalText(6) ?? "-"]
            }
            let settings = try tx.rows("SELECT name, value FROM setting") { [$0.text(0), $0.text(1)] }
            let jobs = try tx.rows("SELECT id, kind, key, state FROM job") { row in
                (0..<4).map { row.text($0) }
            }
            return notes + children + settings + jobs
        }
    }

    private func expectSame(_ location: StoreLocation, as store: Store, _ report: CopyReport) async throws {
        let copy = try await Store.open(location, migrations: Self.migrations)
        #expect(try await content(of: copy) == content(of: store))
        #expect(try Set(copy.blobs.all()) == Set(store.blobs.all()))
        #expect(try await copy.check().isEmpty)
        #expect(report.tables.first { $0.table == "note" }?.rows == 3000)
        #expect(report.blobs == 5)
        await #expect(throws: StorageError.self, "foreign keys are watched again") {
            try await copy.database.write {
                try $0.run("INSERT INTO note (id, body, parent) VALUES (9000, 'x', 9001)")
            }
        }
        try await copy.close()
    }

    @Test("A backup of either engine restores into either, all of it", arguments: pairs)
    func backup(from: TestEngine, to: TestEngine) async throws {
        try await TestStore.with(from, migrations: Self.migrations) { store in
            try await fill(store)
            let path = store.location.folder + "/backup.tar"
            let written = try await store.backUp(to: path)
            try await TestStore.nowhere(to) { location in
                let report = try await Store.restore(from: path, to: location, migrations: Self.migrations)
                #expect(report.tables == written.tables.filter { !report.leftOut.contains($0.table) })
                #expect(report.leftOut == (from == .postgres && to == .sqlite ? ["found"] : []))
                try await expectSame(location, as: store, report)
                await #expect(throws: StorageError.self, "a store that is there is not overwritten") {
                    try await Store.restore(from: path, to: location, migrations: Self.migrations)
                }
            }
        }
    }

    @Test("A store moves from either engine to either, all of it", arguments: pairs)
    func move(from: TestEngine, to: TestEngine) async throws {
        try await TestStore.with(from, migrations: Self.migrations) { store in
            try await fill(store)
            try await TestStore.nowhere(to) { location in
                let report = try await store.move(to: location, migrations: Self.migrations)
                try await expectSame(location, as: store, report)
                await #expect(throws: StorageError.self, "a store that is there is not overwritten") {
                    try await store.move(to: location, migrations: Self.migrations)
                }
            }
        }
    }

    @Test("A backup taken while others write is of one moment", arguments: TestEngine.all)
    func online(engine: TestEngine) async throws {
        try await TestStore.with(engine, migrations: Self.migrations) { store in
            try await withThrowingTaskGroup { group in
                group.addTask {
                    var id = 1
                    while !Task.isCancelled {
                        let first = id
                        try await store.database.write { tx in
                            for id in first..<first + 10 { try Notes.add("x", id: id, in: tx) }
                            for id in first..<first + 10 {
                                try tx.run("INSERT INTO a_child (note, place) VALUES (\(id), 1)")
                            }
                        }
                        id += 10
                    }
                }
                for round in 1...3 {
                    try await Task.sleep(for: .milliseconds(50))
                    let report = try await store.backUp(to: store.location.folder + "/\(round).tar")
                    let rows = ["note", "a_child"].map { table in
                        report.tables.first { $0.table == table }?.rows
                    }
                    #expect(rows[0] == rows[1])
                    #expect((rows[0] ?? 1) % 10 == 0)
                }
                group.cancelAll()
                try await group.waitForAll()
            }
        }
    }

    @Test(
        "A backup that is cut off or damaged is refused, and the place stays empty", arguments: TestEngine.all
    )
    func damaged(engine: TestEngine) async throws {
        try await TestStore.with(.sqlite, migrations: Self.migrations) { store in
            try await fill(store)
            let path = store.location.folder + "/backup.tar"
            try await store.backUp(to: path)
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            var flipped = whole
            let at = try #require(whole.range(of: Data("Grüße 77".utf8))).lowerBound
            flipped[at] = UInt8(ascii: "g")
            try await TestStore.nowhere(engine) { location in
                for bad in [whole.prefix(whole.count / 2), whole.prefix(100), flipped, Data("nonsense".utf8)]
                {
                    try bad.write(to: URL(fileURLWithPath: path))
                    let outcome = await result {
                        try await Store.restore(from: path, to: location, migrations: Self.migrations)
                    }
                    #expect(outcome.hasPrefix("broken("))
                }
                try whole.write(to: URL(fileURLWithPath: path))
                let report = try await Store.restore(from: path, to: location, migrations: Self.migrations)
                try await expectSame(location, as: store, report)
            }
        }
    }

    @Test("A check tells of absent and damaged files, and of what features find", arguments: TestEngine.all)
    func check(engine: TestEngine) async throws {
        try await TestStore.with(engine, migrations: Self.migrations) { store in
            try await fill(store)
            #expect(try await store.check().isEmpty)
            let hashes = try await store.database.read { tx in
                try tx.rows("SELECT DISTINCT photo_blob FROM a_child WHERE photo_blob IS NOT NULL ORDER BY 1")
                { $0.text(0) }
            }
            try FileManager.default.removeItem(atPath: store.blobs.path(of: hashes[0]))
            try Data("other".utf8).write(to: URL(fileURLWithPath: store.blobs.path(of: hashes[1])))
            let findings = try await store.check([
                StoreCheck("notes") { tx in ["\(try tx.count("SELECT count(*) FROM note")) notes"] }
            ])
            let texts = Set(findings.map { "\($0.check): \($0.text)" })
            #expect(
                texts == [
                    "files: a_child.photo_blob: there is no file \(hashes[0])",
                    "files: a_child.photo_blob: the file \(hashes[1]) is damaged", "notes: 3000 notes",
                ])
        }
    }
}
