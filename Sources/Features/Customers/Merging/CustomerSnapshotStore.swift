import Platform
import Storage

/// The SQL of taking customers down row by row, and of putting them back.
package struct CustomerSnapshotStore: Sendable {
    /// A store.
    package init() {}

    /// Everything of `ids` as it stands.
    package func read(_ ids: [CustomerID], in tx: any Transaction) throws -> CustomerSnapshot {
        var snapshot = CustomerSnapshot()
        let list: SQL = "\(list: ids)"
        let relation: SQL = "customer_id IN \(list) OR other_id IN \(list)"
        snapshot.tables["customer"] = try rows(of: .customer, "id IN \(list)", in: tx)
        snapshot.tables["customer_relation"] = try rows(of: .relation, relation, in: tx)
        for table in CustomerTable.parts {
            snapshot.tables[table.name] = try rows(of: table, "customer_id IN \(list)", in: tx)
        }
        return snapshot
    }

    private func rows(
        of table: CustomerTable, _ condition: SQL, in tx: any Transaction
    ) throws -> [[CustomerSnapshot.Cell]] {
        let order = SQL(trusted: table.key.joined(separator: ", "))
        return try tx.rows(
            "SELECT \(table.columnList) FROM \(table.sql) WHERE \(condition) ORDER BY \(order)"
        ) { row in
            table.columns.indices.map { index in
                let column = Int32(index)
                if row.isNull(column) { return .null }
                return index < table.numberCount ? .int(row.int64(column)) : .text(row.text(column))
            }
        }
    }

    /// Puts `ids` back as `snapshot` has them. The versions of the customers grow; a contact that came later than the
    /// snapshot stays the last one.
    /// - Parameters:
    ///   - now: how they stand.
    ///   - moment: an id made when the snapshot was taken. Relations from then on go; older ones which it does not have
    ///     came back with their other end, and stay.
    /// - Throws: `AppError` `.conflict` when another customer has one of their numbers by now.
    package func restore(
        _ snapshot: CustomerSnapshot, of ids: [CustomerID], from now: CustomerSnapshot, since moment: Int64,
        in tx: any Transaction
    ) throws {
        for table in CustomerTable.parts.reversed() {
            try tx.run("DELETE FROM \(table.sql) WHERE customer_id IN \(list: ids)")
        }
        try refuseTakenNumbers(snapshot, in: tx)
        for table in CustomerTable.parts {
            try tx.insert(
                into: "\(table.sql) (\(table.columnList))",
                snapshot.rows(of: table).map { $0.map(\.sqlValue) })
        }
        try restoreRelations(snapshot, Set(ids), from: now, since: moment, in: tx)
        for row in snapshot.rows(of: .customer) { try restore(row, in: tx) }
    }

    private func refuseTakenNumbers(_ snapshot: CustomerSnapshot, in tx: any Transaction) throws {
        for row in snapshot.tables["customer_number"] ?? [] {
            let isTaken = try tx.exists(
                "SELECT 1 FROM customer_number WHERE system = \(row[1].sqlValue) AND number = \(row[2].sqlValue)"
            )
            if isTaken { throw AppError(.conflict, reason: "unmerge_number") }
        }
    }

    private func restore(_ row: [CustomerSnapshot.Cell], in tx: any Transaction) throws {
        let table = CustomerTable.customer
        let values = zip(table.columns, row).filter { $0.0 != "id" }.map { column, cell -> SQL in
            "\(SQL(trusted: column)) = \(cell.sqlValue)"
        }
        try tx.run(
            """
            UPDATE customer SET \(SQL.joined(values, by: ", ")), version = version + 1
            WHERE id = \(row[table.index("id")].sqlValue)
            """)
    }

    /// A relation has two ends, and the other one may have been merged or put back itself: only the ends of `ids` are
    /// put back.
    private func restoreRelations(
        _ snapshot: CustomerSnapshot, _ ids: Set<CustomerID>, from now: CustomerSnapshot, since moment: Int64,
        in tx: any Transaction
    ) throws {
        let raw = Set(ids.map(\.raw))
        var standing = Dictionary(
            now.rows(of: .relation).map { ($0[0], $0) }, uniquingKeysWith: { first, _ in first })
        for row in snapshot.rows(of: .relation) {
            let ends = row[1...2].enumerated().map { index, end -> SQLValue in
                let isOther = end.int.map { !raw.contains($0) } ?? false
                return (isOther ? standing[row[0]]?[index + 1] : nil)?.sqlValue ?? end.sqlValue
            }
            if standing.removeValue(forKey: row[0]) == nil {
                try tx.insert(
                    into: "customer_relation (id, customer_id, other_id, kind, note)",
                    [[row[0].sqlValue, ends[0], ends[1], row[3].sqlValue, row[4].sqlValue]])
            } else {
                try tx.run(
                    """
                    UPDATE customer_relation SET customer_id = \(ends[0]), other_id = \(ends[1]),
                        kind = \(row[3].sqlValue), note = \(row[4].sqlValue) WHERE id = \(row[0].sqlValue)
                    """)
            }
        }
        let new = standing.keys.compactMap(\.int).filter { $0 > moment }
        try tx.run("DELETE FROM customer_relation WHERE id IN \(list: new.sorted())")
    }
}

extension CustomerTable {
    var sql: SQL { SQL(trusted: name) }
    var columnList: SQL { SQL(trusted: columns.joined(separator: ", ")) }
}
