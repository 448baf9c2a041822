import Platform

/// A table that is there from the first step of filling a store until the last, so that nobody takes for a store what is
/// none yet. It holds one row: who fills.
enum RestoreMark {
    static let table = "restore_begun"

    /// Whether a store is being filled, or was when the process that did ended.
    static func isThere(in tx: any Transaction) throws -> Bool {
        try tx.exists(
            tx.dialect == .sqlite
                ? "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = \(table)"
                : "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = \(table)")
    }

    /// - Throws: `StorageError.unfinished` when the store is not whole.
    static func refuseUnfinished(in tx: any Transaction) throws {
        if try isThere(in: tx) { throw StorageError.unfinished }
    }

    /// Marks an empty place, or one that was not finished, in the place of whoever began before.
    /// - Returns: the number by which `hold` and `remove` know who began, and the tables that were there before.
    /// - Throws: `StorageError.broken` when a store is there.
    static func put(in tx: any Transaction) throws -> (token: Int64, isNew: Bool) {
        try tx.lock("schema")
        let tables: SQL =
            tx.dialect == .sqlite
            ? "SELECT name FROM sqlite_schema WHERE type = 'table'"
            : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        let names = Set(try tx.rows(tables) { $0.text(0) })
        if !names.contains(table), names.contains("schema_migration") {
            throw StorageError.broken("there is a store already; only an empty place can be filled")
        }
        let token = Int64.random(in: 1 ... .max)
        try tx.run(SQL(trusted: "DROP TABLE IF EXISTS \(table)"))
        try tx.run(SQL(trusted: "CREATE TABLE \(table) (token BIGINT NOT NULL)"))
        try tx.run(SQL(trusted: "INSERT INTO \(table) (token) VALUES (") + "\(token))")
        return (token, names.subtracting(["live_event", "sqlite_sequence"]).isEmpty)
    }

    /// Keeps others from beginning anew until the transaction ends.
    /// - Throws: `StorageError.broken` when somebody has.
    static func hold(_ token: Int64, in tx: any Transaction) throws {
        try tx.lock("schema")
        guard try isThere(in: tx),
            try tx.one(SQL(trusted: "SELECT token FROM \(table)"), { $0.int64(0) }) == token
        else { throw StorageError.broken("another process has begun to fill this store") }
    }

    /// The store is whole.
    static func remove(_ token: Int64, in tx: any Transaction) throws {
        try hold(token, in: tx)
        try tx.run(SQL(trusted: "DROP TABLE \(table)"))
    }
}
