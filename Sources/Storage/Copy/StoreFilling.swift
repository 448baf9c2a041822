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
    /// Files that rows speak of and that could not go along: they are absent or damaged at the source. Sorted.
    package let missing: [String]
}

/// What fills a store, beside where it lies.
struct StoreFilling: Sendable {
    let manifest: CopyManifest
    /// Of all features; those that the source did not have run when the store is opened.
    let migrations: [Migration]
    /// The next rows, nil at the end.
    let next: @Sendable () throws -> RowChunk?
    /// What the source counted; asked for behind the last rows.
    let sums: @Sendable () throws -> [TableSum]
    /// Puts the source's files in the place.
    let files: @Sendable (BlobStore) throws -> Int
}

extension Store {
    /// Makes the store at `location`, all of it or none: whoever opens it before the end is refused. What is left of one
    /// that was interrupted is begun anew.
    /// - Throws: `StorageError.broken` when something is there already, or it does not come out the same. What can be
    ///   taken back then is taken back.
    static func fill(
        _ location: StoreLocation, _ filling: StoreFilling, clock: Clock
    ) async throws -> CopyReport {
        let then = try filling.manifest.migrations(among: filling.migrations + Store.migrations)
        try PrivateFolder.make(location.folder)
        let hadFile = FileManager.default.fileExists(atPath: location.sqlitePath)
        let database = try await openDatabase(location, clock: clock, sink: .none, watchesForeignKeys: false)
        var begun: (token: Int64, isNew: Bool)?
        do {
            let mark = try await database.write { try RestoreMark.put(in: $0) }
            begun = mark
            let report = try await fill(location, database, mark.token, filling, then)
            await database.close()
            return report
        } catch {
            if begun?.isNew == true { await takeBack(location, database) }
            await database.close()
            if begun?.isNew == true, !hadFile { removeFile(location) }
            throw error
        }
    }

    private static func fill(
        _ location: StoreLocation, _ database: any Database, _ token: Int64, _ filling: StoreFilling,
        _ then: [Migration]
    ) async throws -> CopyReport {
        try await Migrator(then, isFilling: true).run(on: database)
        let once = Once()
        let (counted, spoken) = try await database.write { tx in
            try once.begin()
            try RestoreMark.hold(token, in: tx)
            let tables = try replaceRows(filling, then, in: tx)
            let counted = try readTables(tables, in: tx) { _ in }
            try compare(counted, with: try filling.sums())
            return (counted, try hashes(in: tx))
        }
        let blobs = try BlobStore(folder: location.folder + "/blobs")
        let count = try filling.files(blobs)
        try await database.refreshStatistics()
        try await database.write { try RestoreMark.remove(token, in: $0) }
        let names = Set(counted.map(\.table))
        return CopyReport(
            tables: counted, leftOut: filling.manifest.tables.map(\.name).filter { !names.contains($0) },
            blobs: count, missing: spoken.filter { !blobs.contains($0) }.sorted())
    }

    /// Empties a place that was empty before. When that fails, the mark stays and says enough.
    private static func takeBack(_ location: StoreLocation, _ database: any Database) async {
        guard location.postgres != nil else { return }
        do {
            try await database.write { tx in
                let names = try tx.rows(
                    "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()"
                ) { $0.text(0) }
                guard !names.isEmpty else { return }
                try tx.run(SQL(trusted: "DROP TABLE \(names.joined(separator: ", "))"))
            }
        } catch {
            return
        }
    }

    private static func removeFile(_ location: StoreLocation) {
        guard location.postgres == nil else { return }
        for suffix in ["", "-wal", "-shm"] { unlink(location.sqlitePath + suffix) }
    }

    /// - Returns: the tables that were filled, each as the source describes it.
    private static func replaceRows(
        _ filling: StoreFilling, _ then: [Migration], in tx: any Transaction
    ) throws -> [StoreTable] {
        try tx.liftTimeLimit()
        let tables = try filling.manifest.tables(among: try StoreTable.all(in: tx), made: then)
        let foreignKeys = try ForeignKeys.suspend(in: tx)
        // Migrations may have put rows in.
        for table in tables { try tx.run(SQL(trusted: "DELETE FROM \(table.name)")) }
        let filler = TableFiller(tables)
        while let chunk = try filling.next() { try filler.insert(chunk, in: tx) }
        try foreignKeys.resume(in: tx)
        return tables
    }

    private static func compare(_ here: [TableSum], with source: [TableSum]) throws {
        let expected = Dictionary(source.map { ($0.table, $0) }, uniquingKeysWith: { first, _ in first })
        for sum in here where expected[sum.table] != sum {
            throw StorageError.broken(
                "\(sum.table) has \(sum.rows) rows here and \(expected[sum.table]?.rows ?? 0) there, or other ones"
            )
        }
    }

    /// The files that rows speak of.
    static func hashes(in tx: any Transaction) throws -> Set<String> {
        var hashes: Set<String> = []
        for table in try StoreTable.all(in: tx) {
            for column in table.columns where column.refersToBlob {
                try tx.eachRow(
                    table.hashes(in: column), cursor: "\(table.name)_\(column.name)"
                ) { hashes.insert($0.text(0)) }
            }
        }
        return hashes
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
