import Foundation
import Platform

/// What a copy took along.
package struct CopyReport: Equatable, Sendable {
    /// The tables with the number of their rows and their checksums, equal on both sides.
    package let tables: [TableSum]
    /// Tables that only the source's engine has: it derives them from the others.
    package let leftOut: [String]
    /// How many files went along.
    package let blobs: Int
}

/// A table that is there while a store is being filled, so that an interrupted copy can be begun anew.
enum RestoreMark {
    static let table = "restore_begun"
}

extension Store {
    /// Makes the store at `location` and fills it with the rows that `next` gives, all of them or none.
    /// - Parameters:
    ///   - migrations: of all features; those that the source did not have run when the store is opened.
    ///   - next: the next rows, nil at the end; `sums` is asked after that for what the source counted.
    /// - Returns: the tables' sums as counted here, and which tables were left out.
    /// - Throws: `StorageError.broken` when something is there already, or it does not come out the same.
    static func fill(
        _ location: StoreLocation, as manifest: CopyManifest, migrations: [Migration], clock: Clock,
        next: @escaping @Sendable () throws -> RowChunk?, sums: @escaping @Sendable () throws -> [TableSum]
    ) async throws -> (sums: [TableSum], leftOut: [String]) {
        let then = try manifest.migrations(among: migrations + Store.migrations)
        try FileManager.default.createDirectory(
            atPath: location.folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700]
        )
        let database = try await openDatabase(location, clock: clock, sink: .none, watchesForeignKeys: false)
        do {
            try await database.write { try markEmpty($0) }
            try await Migrator(then).run(on: database)
            let once = Once()
            let counted = try await database.write { tx in
                try once.begin()
                let tables = try replaceRows(manifest.tables, in: tx, next: next)
                let counted = try readTables(tables, in: tx) { _ in }
                try compare(counted, with: try sums())
                try tx.run(SQL(trusted: "DROP TABLE \(RestoreMark.table)"))
                return counted
            }
            try await database.refreshStatistics()
            await database.close()
            let names = Set(counted.map(\.table))
            return (counted, manifest.tables.map(\.name).filter { !names.contains($0) })
        } catch {
            await database.close()
            throw error
        }
    }

    /// - Throws: `StorageError.broken` unless nothing is there, or what an interrupted copy left.
    private static func markEmpty(_ tx: any Transaction) throws {
        let tables: SQL =
            tx.dialect == .sqlite
            ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'live_event'"
            : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        let names = try tx.rows(tables) { $0.text(0) }
        guard !names.contains(RestoreMark.table) else { return }
        guard !names.contains("schema_migration") else {
            throw StorageError.broken("there is a store already; only an empty place can be filled")
        }
        try tx.run(SQL(trusted: "CREATE TABLE \(RestoreMark.table) (id BIGINT)"))
    }

    /// - Returns: the tables that were filled, each as the source describes it.
    private static func replaceRows(
        _ source: [StoreTable], in tx: any Transaction, next: () throws -> RowChunk?
    ) throws -> [StoreTable] {
        try tx.liftTimeLimit()
        let here = Dictionary(
            uniqueKeysWithValues: try StoreTable.all(in: tx).map { ($0.name, Set($0.columns)) })
        let tables = source.filter { table in here[table.name]?.isSuperset(of: table.columns) == true }
        let foreignKeys = try ForeignKeys.suspend(in: tx)
        // Migrations may have put rows in.
        for table in tables { try tx.run(SQL(trusted: "DELETE FROM \(table.name)")) }
        let filler = TableFiller(tables)
        while let chunk = try next() { try filler.insert(chunk, in: tx) }
        try foreignKeys.resume(in: tx)
        return tables
    }

    private static func compare(_ here: [TableSum], with source: [TableSum]) throws {
        let expected = Dictionary(uniqueKeysWithValues: source.map { ($0.table, $0) })
        for sum in here where expected[sum.table] != sum {
            throw StorageError.broken(
                "\(sum.table) has \(sum.rows) rows here and \(expected[sum.table]?.rows ?? 0) there, or other ones"
            )
        }
    }
}

/// The foreign keys of a PostgreSQL database, dropped while it is filled in any order. SQLite is opened without.
private struct ForeignKeys {
    private let definitions: [(table: String, name: String, text: String)]

    static func suspend(in tx: any Transaction) throws -> ForeignKeys {
        guard tx.dialect == .postgres else { return ForeignKeys(definitions: []) }
        let definitions = try tx.rows(
            """
            SELECT conrelid::regclass, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
            WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
            """
        ) { (table: $0.text(0), name: $0.text(1), text: $0.text(2)) }
        for key in definitions {
            try tx.run(SQL(trusted: "ALTER TABLE \(key.table) DROP CONSTRAINT \(key.name)"))
        }
        return ForeignKeys(definitions: definitions)
    }

    /// - Throws: `StorageError` when a row refers to one that is not there.
    func resume(in tx: any Transaction) throws {
        for key in definitions {
            try tx.run(SQL(trusted: "ALTER TABLE \(key.table) ADD CONSTRAINT \(key.name) \(key.text)"))
        }
        guard tx.dialect == .sqlite else { return }
        let wrong = Set(try tx.rows("PRAGMA foreign_key_check") { $0.text(0) })
        guard wrong.isEmpty else {
            throw StorageError.broken("rows refer to absent ones: \(wrong.sorted().joined(separator: ", "))")
        }
    }
}
