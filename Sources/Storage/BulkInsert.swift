extension Transaction {
    /// Inserts many rows with few statements; for imports, copies and demo data.
    /// - Parameters:
    ///   - table: a name that this code made.
    ///   - columns: their names, separated by commas.
    ///   - rows: each as long as `columns`.
    ///   - ifAbsent: leaves out rows whose key is there already.
    /// - Throws: `StorageError.constraint` when a row does not fit; the caller's transaction then fails as a whole.
    package func insert(
        into table: StaticString, _ columns: StaticString, _ rows: [[SQLValue]], ifAbsent: Bool = false
    ) throws {
        var start = 0
        while start < rows.count {
            // Powers of two, so that few different statements are prepared.
            var size = 64
            while size > rows.count - start { size /= 2 }
            try run(SQL(table: table, columns: columns, rows: rows[start..<start + size], ifAbsent))
            start += size
        }
    }
}

extension SQL {
    /// `INSERT INTO table (columns) VALUES ($1, …), …`
    fileprivate init(
        table: StaticString, columns: StaticString, rows: ArraySlice<[SQLValue]>, _ ifAbsent: Bool
    ) {
        var text = "INSERT INTO \(table) (\(columns)) VALUES "
        var values: [SQLValue] = []
        for row in rows {
            text += values.isEmpty ? "(" : ",("
            for (index, value) in row.enumerated() {
                values.append(value)
                text += index == 0 ? "$\(values.count)" : ",$\(values.count)"
            }
            text += ")"
        }
        if ifAbsent { text += " ON CONFLICT DO NOTHING" }
        self.init(text: text, values: values)
    }
}
