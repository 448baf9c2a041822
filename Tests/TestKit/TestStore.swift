import Foundation
import Platform
import Storage

/// The engines that store tests run on, both: `@Test(arguments: TestEngine.all)`.
package enum TestEngine: String, CaseIterable, Sendable {
    case sqlite
    case postgres

    /// Both.
    package static var all: [TestEngine] { allCases }
}

/// Empty stores for tests, each alone with its database and its folder.
package enum TestStore {
    /// Runs `body` with an empty, migrated store on `engine`, which is gone afterwards.
    /// - Parameter migrations: of the features under test; Storage's own are always there.
    @discardableResult package static func with<Value: Sendable>(
        _ engine: TestEngine, migrations: [Migration] = [], clock: Clock = .system, sink: EventSink = .none,
        _ body: (Store) async throws -> Value
    ) async throws -> Value {
        try await place(engine, migrations: migrations) { location in
            let store = try await Store.open(location, migrations: migrations, clock: clock, sink: sink)
            return try await closing(store) { try await body(store) }
        }
    }

    /// Runs `body` with a place where an empty, migrated store lies that nobody has open.
    @discardableResult package static func place<Value: Sendable>(
        _ engine: TestEngine, migrations: [Migration] = [], _ body: (StoreLocation) async throws -> Value
    ) async throws -> Value {
        switch engine {
        case .sqlite:
            let template = try await TestTemplates.shared.sqlite(migrations)
            return try await space(engine, copying: nil) { location in
                try FileManager.default.copyItem(atPath: template, toPath: location.sqlitePath)
                return try await body(location)
            }
        case .postgres:
            let server = try await PostgresServer.shared()
            let template = try await TestTemplates.shared.postgres(migrations, on: server)
            return try await space(engine, copying: template, body)
        }
    }

    /// The tables in a PostgreSQL database, looked at from outside.
    package static func tables(at postgres: String) async throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/psql")
        process.arguments = [
            "-qAt", postgres, "-c", "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: "psql cannot look") }
        return text.split(separator: "\n").map(String.init)
    }

    /// Runs `body` with a place where no store lies yet.
    @discardableResult package static func nowhere<Value: Sendable>(
        _ engine: TestEngine, _ body: (StoreLocation) async throws -> Value
    ) async throws -> Value {
        try await space(engine, copying: nil, body)
    }

    /// - Parameter template: the PostgreSQL database to be copied; nil: an empty one.
    private static func space<Value: Sendable>(
        _ engine: TestEngine, copying template: String?, _ body: (StoreLocation) async throws -> Value
    ) async throws -> Value {
        let turn = await TestTurns.shared.take()
        defer { turn.giveBack() }
        let folder = TestFolder.shared + "/\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { removeFolder(folder) }
        guard engine == .postgres else { return try await body(StoreLocation(folder: folder)) }
        let server = try await PostgresServer.shared()
        let name = "test_\(UInt64.random(in: 0 ... .max))"
        try await server.create(name, from: template ?? "template1")
        let outcome = await result {
            try await body(StoreLocation(folder: folder, postgres: server.info(name)))
        }
        try await server.drop(name)
        return try outcome.get()
    }

    private static func result<Value>(of body: () async throws -> Value) async -> Result<Value, any Error> {
        do { return .success(try await body()) } catch { return .failure(error) }
    }

    private static func closing<Value>(_ store: Store, _ body: () async throws -> Value) async throws -> Value
    {
        do {
            let value = try await body()
            try await store.close()
            return value
        } catch {
            await store.database.close()
            throw error
        }
    }

    private static func removeFolder(_ folder: String) {
        do { try FileManager.default.removeItem(atPath: folder) } catch {
            print("cannot remove \(folder): \(error)")
        }
    }
}

/// Lets only so many stores be open at once: the test runner starts all tests together.
private actor TestTurns {
    static let shared = TestTurns()
    private var free = 24
    private var waiting: [CheckedContinuation<Void, Never>] = []

    struct Turn: Sendable {
        func giveBack() { Task { await TestTurns.shared.giveBack() } }
    }

    func take() async -> Turn {
        if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
        return Turn()
    }

    private func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

/// Migrated databases, one for each set of migrations, from which tests get their copies.
private actor TestTemplates {
    static let shared = TestTemplates()
    private var sqlite: [String: Task<String, any Error>] = [:]
    private var postgres: [String: Task<String, any Error>] = [:]

    /// The path of a SQLite file.
    func sqlite(_ migrations: [Migration]) async throws -> String {
        let key = key(of: migrations)
        let task = sqlite[key] ?? Task { try await Self.makeSQLite(migrations) }
        sqlite[key] = task
        return try await task.value
    }

    /// The name of a database on `server`.
    func postgres(_ migrations: [Migration], on server: PostgresServer) async throws -> String {
        let key = key(of: migrations)
        let name = "migrated_\(postgres.count)"
        let task = postgres[key] ?? Task { try await Self.makePostgres(name, on: server, migrations) }
        postgres[key] = task
        return try await task.value
    }

    private func key(of migrations: [Migration]) -> String {
        migrations.map { $0.id + $0.statements.map(\.text).joined() }.sorted().joined()
    }

    private static func makeSQLite(_ migrations: [Migration]) async throws -> String {
        let folder = TestFolder.shared + "/template-\(UInt64.random(in: 0 ... .max))"
        let location = StoreLocation(folder: folder)
        try await Store.open(location, migrations: migrations).close()
        return location.sqlitePath
    }

    private static func makePostgres(
        _ name: String, on server: PostgresServer, _ migrations: [Migration]
    ) async throws -> String {
        try await server.create(name)
        let location = StoreLocation(folder: TestFolder.shared + "/\(name)", postgres: server.info(name))
        try await Store.open(location, migrations: migrations).close()
        return name
    }
}

/// The folder of this run of the tests, removed when it ends.
package enum TestFolder {
    /// Its path.
    package static let shared: String = {
        atexit { TestFolder.remove(path) }
        return path
    }()

    /// Removes what runs left that were killed: folders with the number of a process that is gone.
    static func removeLeftovers() {
        do {
            for name in try FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory()) {
                let parts = name.split(separator: "-")
                guard parts.count > 2, parts[0] == "rundblick", let process = pid_t(parts[2]) else {
                    continue
                }
                if kill(process, 0) != 0, errno == ESRCH { remove(NSTemporaryDirectory() + name) }
            }
        } catch {
            print("cannot look for what earlier runs left: \(error)")
        }
    }

    private static let path = NSTemporaryDirectory() + "rundblick-test-\(getpid())"

    private static func remove(_ path: String) {
        do { try FileManager.default.removeItem(atPath: path) } catch {
            print("cannot remove \(path): \(error)")
        }
    }
}
