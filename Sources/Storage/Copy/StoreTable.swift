import Platform

/// A table as the engine's own catalogue describes it. Copying, backing up and checking go by the catalogue, so that no
/// feature has to say which tables it has.
package struct StoreTable: Codable, Equatable, Sendable {
    /// What a column holds.
    package enum Kind: String, Codable, Sendable { case int, text, real, blob }

    /// A column.
    package struct Column: Codable, Hashable, Sendable {
        /// Its name.
        package let name: String
        /// What it holds.
        package let kind: Kind
    }

    /// The name.
    package let name: String
    /// The columns in the order of the table.
    package let columns: [Column]

    /// Every row's columns.
    var everything: SQL { SQL(trusted: "SELECT \(columnList) FROM \(name)") }

    /// Which files the rows speak of in `column`.
    func hashes(in column: Column) -> SQL {
        SQL(trusted: "SELECT DISTINCT \(column.name) FROM \(name) WHERE \(column.name) IS NOT NULL")
    }

    var columnList: String { columns.map(\.name).joined(separator: ", ") }

    /// What belongs to running processes and to the schema itself, and is not taken along.
    private static let passing: Set = ["live_event", "process_lease", "schema_migration", RestoreMark.table]

    /// The tables that hold the company's data, by name. What an engine derives for itself (search vectors, generated
    /// columns, virtual tables and their shadows) is not among them.
    package static func all(in tx: any Transaction) throws -> [StoreTable] {
        let cells = try tx.rows(tx.dialect == .sqlite ? sqliteColumns : postgresColumns) { row in
            (table: row.text(0), column: row.text(1), type: row.text(2))
        }
        return Dictionary(grouping: cells, by: \.table)
            .filter { !passing.contains($0.key) }
            .map { name, cells in
                StoreTable(
                    name: name,
                    columns: cells.compactMap { cell in
                        kind(of: cell.type).map { Column(name: cell.column, kind: $0) }
                    })
            }
            .filter { !$0.columns.isEmpty }
            .sorted { $0.name < $1.name }
    }

    private static func kind(of type: String) -> Kind? {
        switch type.lowercased() {
        case "integer", "bigint": .int
        case "text": .text
        case "real", "double precision": .real
        case "blob", "bytea": .blob
        default: nil
        }
    }

    private static let sqliteColumns: SQL = """
        SELECT t.name, c.name, c.type FROM pragma_table_list AS t, pragma_table_info(t.name) AS c
        WHERE t.schema = 'main' AND t.type = 'table' AND substr(t.name, 1, 7) <> 'sqlite_' ORDER BY t.name, c.cid
        """
    private static let postgresColumns: SQL = """
        SELECT table_name, column_name, data_type
        FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
        WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
        ORDER BY table_name, ordinal_position
        """
}

extension Transaction {
    /// Hands `read` every row, however many, in bounded memory. On PostgreSQL in a `snapshot` or `write` only.
    /// - Parameter cursor: a name for it, unlike those of other questions.
    func eachRow(_ sql: SQL, cursor: String, _ read: (Row) throws -> Void) throws {
        guard dialect == .postgres else {
            _ = try rows(sql, read)
            return
        }
        let cursor = "every_\(cursor)"
        try run(SQL(trusted: "DECLARE \(cursor) NO SCROLL CURSOR FOR ") + sql)
        while try !rows(SQL(trusted: "FETCH 1000 FROM \(cursor)"), read).isEmpty {}
        try run(SQL(trusted: "CLOSE \(cursor)"))
    }
}

extension Database {
    /// Runs `body` with a view of one single moment, for as long as it takes; it must not write. Runs it once only: when
    /// the connection is lost, it fails.
    func snapshot<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        guard dialect == .postgres else { return try await read(body) }
        let once = Once()
        // It reads: no number is needed for it.
        let base: any Database = (self as? LeasingDatabase)?.base ?? self
        return try await base.write { tx in
            try once.begin()
            (tx as? PostgresTransaction)?.isSnapshot = true
            try tx.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            try tx.liftTimeLimit()
            return try body(tx)
        }
    }
}
