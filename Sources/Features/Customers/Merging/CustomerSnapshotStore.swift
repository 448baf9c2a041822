import Platform
import Storage

/// The SQL of taking customers down row by row, and of putting them back.
package struct CustomerSnapshotStore: Sendable {
    /// A store.
    package init() {}

    /// Everything of `ids` as it stands.
    package func read(_ ids: [CustomerID], in tx: any Transaction) throws -> CustomerSnapshot {
        var snapshot = CustomerSnapshot()
        let tables = try Self.columns(in: tx)
        for table in CustomerTable.all {
            let condition: SQL =
                switch table.name {
                case "customer": "id IN \(list: ids)"
                case "customer_relation": "customer_id IN \(list: ids) OR other_id IN \(list: ids)"
                default: "customer_id IN \(list: ids)"
                }
            snapshot.tables[table.name] = try rows(of: table, tables[table.name] ?? [], condition, in: tx)
        }
        return snapshot
    }

    /// The columns that tables have, by the name of the table.
    private static func columns(in tx: any Transaction) throws -> [String: [StoreTable.Column]] {
        Dictionary(uniqueKeysWithValues: try StoreTable.all(in: tx).map { ($0.name, $0.columns) })
    }

    private func rows(
        of table: CustomerTable, _ columns: [StoreTable.Column], _ condition: SQL, in tx: any Transaction
    ) throws -> [CustomerSnapshot.Record] {
        let columns = columns.filter { table.takes($0.name) }
        let order = Self.list(table.key)
        return try tx.rows(
            "SELECT \(Self.list(columns.map(\.name))) FROM \(table.sql) WHERE \(condition) ORDER BY \(order)"
        ) { row in
            Dictionary(
                uniqueKeysWithValues: try columns.enumerated().map { index, column in
                    (column.name, try CustomerSnapshot.Cell(row, Int32(index), column))
                })
        }
    }

    private static func list(_ names: [String]) -> SQL { SQL(trusted: names.joined(separator: ", ")) }

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
        let columns = try Self.columns(in: tx).mapValues { $0.map(\.name) }
        for table in CustomerTable.parts {
            try insert(
                snapshot.rows(of: table, versionsBehind: now), into: table, columns[table.name] ?? [], in: tx)
        }
        try restoreRelations(snapshot, ids, from: now, since: moment, columns, in: tx)
        for row in snapshot.rows(of: .customer) {
            try restore(row, .customer, columns["customer"] ?? [], "version = version + 1", in: tx)
        }
    }

    /// A column that the snapshot does not know gets what the table gives by itself.
    private func insert(
        _ rows: [CustomerSnapshot.Record], into table: CustomerTable, _ columns: [String],
        in tx: any Transaction
    ) throws {
        let known = columns.filter { rows.first?[$0] != nil }
        try tx.insert(
            into: "\(table.sql) (\(Self.list(known)))",
            rows.map { row in known.map { row[$0]?.sqlValue ?? .null } })
    }

    private func refuseTakenNumbers(_ snapshot: CustomerSnapshot, in tx: any Transaction) throws {
        for row in snapshot.tables["customer_number"] ?? [] {
            guard let system = row["system"]?.text, let number = row["number"]?.text else { continue }
            let isTaken = try tx.exists(
                "SELECT 1 FROM customer_number WHERE system = \(system) AND number = \(number)")
            if isTaken { throw AppError(.conflict, reason: "unmerge_number") }
        }
    }

    /// Writes `row` over the one with its id; a column that the snapshot does not know stays.
    private func restore(
        _ row: CustomerSnapshot.Record, _ table: CustomerTable, _ columns: [String], _ more: SQL? = nil,
        in tx: any Transaction
    ) throws {
        let values = columns.filter { $0 != "id" }.compactMap { column -> SQL? in
            row[column].map { "\(SQL(trusted: column)) = \($0.sqlValue)" }
        }
        try tx.run(
            """
            UPDATE \(table.sql) SET \(SQL.joined(values + (more.map { [$0] } ?? []), by: ", "))
            WHERE id = \((row["id"] ?? .null).sqlValue)
            """)
    }

    /// A relation has two ends, and the other one may have been merged or put back itself: only the ends of `ids` are
    /// put back.
    private func restoreRelations(
        _ snapshot: CustomerSnapshot, _ ids: [CustomerID], from now: CustomerSnapshot, since moment: Int64,
        _ columns: [String: [String]], in tx: any Transaction
    ) throws {
        let own = Set(ids.map { CustomerSnapshot.Cell.int($0.raw) })
        let names = columns[CustomerTable.relation.name] ?? []
        var standing = Dictionary(
            now.rows(of: .relation).map { ($0["id"], $0) }, uniquingKeysWith: { first, _ in first })
        var gone: [CustomerSnapshot.Record] = []
        for row in snapshot.rows(of: .relation) {
            guard let there = standing.removeValue(forKey: row["id"]) else {
                gone.append(row)
                continue
            }
            var row = row
            for (end, _) in CustomerTable.ends where row[end].map(own.contains) == false {
                row[end] = there[end]
            }
            try restore(row, .relation, names, in: tx)
        }
        for row in gone { try putBack(row, own, names, in: tx) }
        for (end, home) in CustomerTable.ends {
            let (end, home) = (SQL(trusted: end), SQL(trusted: home))
            try tx.run(
                """
                UPDATE customer_relation SET \(end) = \(home), \(home) = NULL
                WHERE \(end) IN \(list: ids) AND \(home) IN \(list: ids)
                """)
        }
        let new = standing.keys.compactMap { $0?.int }.filter { $0 > moment }
        try tx.run("DELETE FROM customer_relation WHERE id IN \(list: new.sorted())")
    }

    /// A relation that is no longer there, to where its other end leads by now.
    private func putBack(
        _ row: CustomerSnapshot.Record, _ own: Set<CustomerSnapshot.Cell>, _ names: [String],
        in tx: any Transaction
    ) throws {
        var moved = row
        for (end, home) in CustomerTable.ends {
            guard let other = row[end], !own.contains(other), let id = other.int,
                let living = try tx.one(
                    "SELECT merged_into FROM customer WHERE id = \(id) AND merged_into IS NOT NULL",
                    { $0.int64(0) })
            else { continue }
            (moved[end], moved[home]) = (.int(living), other)
        }
        try insert([moved], into: .relation, names, in: tx)
    }
}

extension CustomerTable {
    var sql: SQL { SQL(trusted: name) }
}

extension CustomerSnapshot.Cell {
    /// The value at `index`. - Throws: `StorageError.broken` for bytes and fractions.
    init(_ row: Row, _ index: Int32, _ column: StoreTable.Column) throws {
        switch column.kind {
        case _ where row.isNull(index): self = .null
        case .int: self = .int(row.int64(index))
        case .text: self = .text(row.text(index))
        case .real, .blob: throw StorageError.broken("a snapshot cannot hold \(column.name)")
        }
    }
}
