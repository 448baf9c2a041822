import Platform
import Storage
import TestKit
import Testing

@Suite("Migrations") struct MigrationTests {
    static let first = Migration("2026-11-22 test 1", ["CREATE TABLE thing (id INT PRIMARY KEY)"])
    static let second = Migration(
        "2026-11-22 test 2",
        ["ALTER TABLE thing ADD COLUMN name TEXT", "INSERT INTO thing (id, name) VALUES (1, 'one')"])

    private func open(_ location: StoreLocation, _ migrations: Migration...) async throws {
        try await Store.open(location, migrations: migrations).close()
    }

    @Test("Steps run once each, in the order of their ids, whenever they come", arguments: TestEngine.all)
    func order(engine: TestEngine) async throws {
        try await TestStore.nowhere(engine) { location in
            try await open(location, Self.first)
            try await open(location, Self.second, Self.first)
            try await open(location, Self.first, Self.second)
            let store = try await Store.open(location, migrations: [Self.second, Self.first])
            #expect(
                try await store.database.read { try $0.rows("SELECT name FROM thing") { $0.text(0) } } == [
                    "one"
                ])
            try await store.close()
        }
    }

    @Test(
        "A step that was edited after it ran is refused, and so is a store that is newer",
        arguments: TestEngine.all)
    func refusals(engine: TestEngine) async throws {
        try await TestStore.nowhere(engine) { location in
            try await open(location, Self.first, Self.second)
            let edited = Migration(Self.first.id, ["CREATE TABLE thing (id INT PRIMARY KEY, more INT)"])
            let older = await result { try await open(location, Self.first) }
            #expect(older.contains("newer version"))
            let changed = await result { try await open(location, edited, Self.second) }
            #expect(changed.contains("was edited"))
            try await open(location, Self.first, Self.second)
        }
    }

    @Test("A step that fails takes all steps of its run back", arguments: TestEngine.all)
    func failing(engine: TestEngine) async throws {
        try await TestStore.nowhere(engine) { location in
            let bad = Migration(
                "2026-11-22 test 3",
                ["CREATE TABLE other (id INT PRIMARY KEY)", "ALTER TABLE nothing ADD x INT"])
            let outcome = await result { try await open(location, Self.first, bad) }
            #expect(outcome.hasPrefix("broken("))
            try await open(location, Self.first)
            let better = Migration(bad.id, ["CREATE TABLE other (id INT PRIMARY KEY)"])
            try await open(location, Self.first, better)
        }
    }

    @Test(
        "Many that start together make the schema once, and each gets a number of its own",
        arguments: TestEngine.all)
    func together(engine: TestEngine) async throws {
        try await TestStore.nowhere(engine) { location in
            let stores = try await withThrowingTaskGroup { group in
                for _ in 0..<6 {
                    group.addTask { try await Store.open(location, migrations: [Self.first, Self.second]) }
                }
                return try await group.reduce(into: [Store]()) { $0.append($1) }
            }
            #expect(Set(stores.map { $0.database.ids.node }).count == 6)
            let count = try await stores[0].database.read { try $0.count("SELECT count(*) FROM thing") }
            #expect(count == 1)
            for store in stores { try await store.close() }
        }
    }
}
