extension Transaction {
    /// Inserts many rows with few statements; for imports, copies and demo data.
    /// - Parameters:
    ///   - table: the table with its columns in brackets, `t (a, b)`.
    ///   - rows: each with a value for each column.
    ///   - clause: what follows the values, e.g. `ON CONFLICT DO NOTHING`.
    /// - Throws: `StorageError.constraint` when a row does not fit; the caller's transaction then fails as a whole.
    package func insert(into table: SQL, _ rows: [[SQLValue]], _ clause: SQL = "") throws {
        var start = 0
        while start < rows.count {
            // Powers of two, so that few different statements are prepared.
            var size = 64
            while size > rows.count - start { size /= 2 }
            try run(SQL(table, rows[start..<start + size], clause))
            start += size
        }
    }
}

extension SQL {
    /// `INSERT INTO table VALUES ($1, …), … clause`
    fileprivate init(_ table: SQL, _ rows: ArraySlice<[SQLValue]>, _ clause: SQL) {
        var text = "INSERT INTO \(table.text) VALUES "
        var values: [SQLValue] = []
        for row in rows {
            text += values.isEmpty ? "(" : ",("
            for (index, value) in row.enumerated() {
                values.append(value)
                text += index == 0 ? "$\(values.count)" : ",$\(values.count)"
            }
            text += ")"
        }
        self.init(text: "\(text) \(clause.text)", values: values)
    }
}
