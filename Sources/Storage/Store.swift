import Foundation
import Platform

/// Where a company's data lies.
package struct StoreLocation: Sendable, Equatable {
    /// The data folder: blobs, and the SQLite file unless `postgres` is given.
    package let folder: String
    /// A PostgreSQL connection string (`postgres://…`), or nil for the embedded SQLite.
    package let postgres: String?

    /// A location.
    package init(folder: String, postgres: String? = nil) {
        self.folder = folder
        self.postgres = postgres
    }

    /// The SQLite file.
    package var sqlitePath: String { folder + "/rundblick.sqlite" }
}

/// An open store: the database and the files beside it.
package struct Store: Sendable {
    /// The database.
    package let database: any Database
    /// The stored files.
    package let blobs: BlobStore
    /// Where it lies.
    package let location: StoreLocation
    /// What wakes the job runner.
    package let bell: JobBell

    /// Opens the store, creates what is missing, brings the schema up to date and leases a process number.
    /// - Parameter migrations: of all features; Storage's own are added here.
    /// One whose disk is full opens too: it can be read, and writes are refused until there is room.
    /// - Throws: `StorageError`, also `.unfinished`, and what the file system refuses.
    package static func open(
        _ location: StoreLocation, migrations: [Migration], clock: Clock = .system, sink: EventSink = .none
    ) async throws -> Store {
        try PrivateFolder.make(location.folder)
        let bell = JobBell()
        var database = try await openDatabase(location, clock: clock, sink: bell.listening(before: sink))
        do {
            try await Migrator(migrations + Store.migrations).run(on: database)
            do {
                database.ids.assign(node: try await ProcessLease.take(from: database))
            } catch StorageError.full {
                database = LeasingDatabase(base: database)
            }
            let blobs = try BlobStore(folder: location.folder + "/blobs")
            try Leftovers.remove(in: blobs.folder + "/incoming", now: clock.now())
            return Store(database: database, blobs: blobs, location: location, bell: bell)
        } catch {
            await database.close()
            throw error
        }
    }

    /// The same store with something between its users and its database.
    package func asked(through watch: (any Database) -> any Database) -> Store {
        Store(database: watch(database), blobs: blobs, location: location, bell: bell)
    }

    /// - Parameter watchesForeignKeys: false while a SQLite store is being filled in any order.
    static func openDatabase(
        _ location: StoreLocation, clock: Clock, sink: EventSink, watchesForeignKeys: Bool = true
    ) async throws -> any Database {
        let ids = IDSource(clock: clock)
        guard let postgres = location.postgres else {
            // What SQLite lays beside the file gets the file's rights.
            try PrivateFile.make(location.sqlitePath)
            for suffix in ["-wal", "-shm"] {
                try PrivateFile.restrict(location.sqlitePath + suffix, to: 0o600)
            }
            return try SQLiteDatabase(
                path: location.sqlitePath, ids: ids, clock: clock, sink: sink,
                watchesForeignKeys: watchesForeignKeys)
        }
        return try await PostgresDatabase.open(postgres, ids: ids, clock: clock, sink: sink)
    }

    /// Gives the process number back and closes the database.
    package func close() async throws {
        do {
            if database.ids.node >= 0 { try await ProcessLease.giveBack(database.ids.node, to: database) }
        } catch StorageError.full {
            // It runs out by itself.
        } catch {
            await database.close()
            throw error
        }
        await database.close()
    }

    /// Whether another process has the store open, or had it a day ago at most and ended without closing it.
    package func isOpenElsewhere() async throws -> Bool {
        try await ProcessLease.others(than: database.ids.node, in: database) > 0
    }

    /// Keeps the process number; the server calls it every hour.
    package func renewLease() async throws {
        // A store that was full takes its number with its first write.
        guard database.ids.node >= 0 else { return try await database.write { _ in } }
        try await ProcessLease.renew(database.ids.node, in: database)
    }

    /// The tables that belong to Storage itself.
    static let migrations = [
        ProcessLease.migration, JobStore.migration, JobStore.deathsMigration, SearchQueue.migration,
    ]
}
