extension Transaction {
    /// Inserts many rows with few statements; for imports, copies and demo data.
    /// - Parameters:
    ///   - table: the table with its columns in brackets, `t (a, b)`.
    ///   - rows: each with a value for each column.
    ///   - clause: what follows the values, e.g. `ON CONFLICT DO NOTHING`.
    /// - Throws: `StorageError.constraint` when a row does not fit; the caller's transaction then fails as a whole.
    package func insert(into table: SQL, _ rows: [[SQLValue]], _ clause: SQL = "") throws {
        var start = 0
        var written = (size: 0, text: "")
        while start < rows.count {
            // Powers of two, so that few different statements are prepared.
            var size = 64
            while size > rows.count - start { size /= 2 }
            if size != written.size {
                written = (size, Self.text(table, size, columns: rows[start].count, clause))
            }
            try run(SQL(text: written.text, values: rows[start..<start + size].flatMap { $0 }))
            start += size
        }
    }

    /// `INSERT INTO table VALUES ($1, …), … clause`
    private static func text(_ table: SQL, _ rows: Int, columns: Int, _ clause: SQL) -> String {
        let values = (0..<rows).map { row in
            "(" + (1...columns).map { "$\(row * columns + $0)" }.joined(separator: ",") + ")"
        }
        return "INSERT INTO \(table.text) VALUES \(values.joined(separator: ",")) \(clause.text)"
    }
}
