import CSodium
import Platform

/// Brings the schema up to date, once, however many processes start together.
struct Migrator {
    let migrations: [Migration]
    private let isFilling: Bool

    /// - Parameters:
    ///   - migrations: in any order; their ids must differ.
    ///   - isFilling: whether the store may be one that is just being filled.
    init(_ migrations: [Migration], isFilling: Bool = false) {
        self.isFilling = isFilling
        self.migrations = migrations.sorted { $0.id < $1.id }
        precondition(Set(migrations.map(\.id)).count == migrations.count, "two migrations share an id")
    }

    /// Runs what has not run yet, in one transaction.
    /// - Throws: `StorageError.broken` when a step that has run was edited, or the store is newer than this program;
    ///   `.unfinished`.
    func run(on database: some Database) async throws {
        try await database.write { tx in
            try tx.lock("schema")
            if !isFilling { try RestoreMark.refuseUnfinished(in: tx) }
            try tx.liftTimeLimit()
            try tx.runDDL(
                "CREATE TABLE IF NOT EXISTS schema_migration (id TEXT PRIMARY KEY, checksum TEXT, at_us INT)")
            let applied = Dictionary(
                uniqueKeysWithValues: try tx.rows("SELECT id, checksum FROM schema_migration") {
                    ($0.text(0), $0.text(1))
                })
            try checkKnown(applied)
            try tx.sortInFiles(true)
            for migration in migrations where applied[migration.id] == nil {
                for statement in migration.statements { try tx.runDDL(statement) }
                try tx.run(
                    """
                    INSERT INTO schema_migration (id, checksum, at_us)
                    VALUES (\(migration.id), \(migration.checksum), \(tx.now))
                    """)
            }
            try tx.sortInFiles(false)
        }
    }

    private func checkKnown(_ applied: [String: String]) throws {
        let known = Dictionary(uniqueKeysWithValues: migrations.map { ($0.id, $0.checksum) })
        for (id, checksum) in applied.sorted(by: { $0.key < $1.key }) {
            guard let expected = known[id] else {
                throw StorageError.broken("the store was made by a newer version: it has the step \"\(id)\"")
            }
            guard expected == checksum else {
                throw StorageError.broken("the step \"\(id)\" was edited after it ran")
            }
        }
    }
}

extension Transaction {
    /// Lets only one process at a time past this point, until the transaction ends. SQLite's writer is alone anyway.
    package func lock(_ name: String) throws {
        guard dialect == .postgres else { return }
        _ = try rows("SELECT pg_advisory_xact_lock(hashtext(\(name)))") { _ in }
    }

    /// Lets the statements of this writing transaction take as long as they need, as building an index does.
    package func liftTimeLimit() throws {
        if dialect == .postgres { try run("SET LOCAL statement_timeout = 0") }
    }

    /// Has SQLite sort and remember in files what a step needs for as many rows as a store may have. PostgreSQL does anyway.
    fileprivate func sortInFiles(_ isOn: Bool) throws {
        guard dialect == .sqlite else { return }
        try run(isOn ? "PRAGMA temp_store = FILE" : "PRAGMA temp_store = MEMORY")
    }

    fileprivate func runDDL(_ statement: DDL) throws {
        if let text = statement.text(for: dialect) { try run(SQL(trusted: text)) }
    }
}

extension Migration {
    /// SHA-256 of the statements, in hex.
    var checksum: String {
        let text = statements.map(\.text).joined(separator: ";\n")
        return SHA256.hex(Array(text.utf8))
    }
}
