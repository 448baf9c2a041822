import Platform
import Storage

/// The SQL of what becomes of all that refers to a customer, whichever feature it belongs to.
package struct CustomerThingStore: Sendable {
    private let things: [CustomerThing]

    /// All that `features` say about customers.
    package init(_ features: FeatureSet) { things = features[CustomerThing.self] }

    private var following: [(table: SQL, home: SQL)] {
        things.compactMap { thing in
            guard case .follow(let home) = thing.merging else { return nil }
            return (SQL(trusted: thing.key), SQL(trusted: home))
        }
    }

    /// Hands everything of `loser` to `winner`; each row keeps the customer it was made for as its home.
    package func move(from loser: CustomerID, to winner: CustomerID, in tx: any Transaction) throws {
        for (table, _) in following {
            try tx.run("UPDATE \(table) SET customer_id = \(winner) WHERE customer_id = \(loser)")
        }
    }

    /// Hands what has its home at one of `homes` back from `winner` to `loser`.
    package func moveBack(
        from winner: CustomerID, to loser: CustomerID, homes: [CustomerID], in tx: any Transaction
    ) throws {
        for (table, home) in following {
            try tx.run(
                """
                UPDATE \(table) SET customer_id = \(loser)
                WHERE customer_id = \(winner) AND \(home) IN \(list: homes)
                """)
        }
    }

    /// What the customer may ask for: every row by the name of its table, as the columns have it. Blobs are named, not
    /// held.
    package func everything(
        of id: CustomerID, in tx: any Transaction
    ) throws -> [String: [CustomerSnapshot.Record]] {
        let ids = try whole(id, in: tx)
        let tables = Dictionary(uniqueKeysWithValues: try StoreTable.all(in: tx).map { ($0.name, $0) })
        var found: [String: [CustomerSnapshot.Record]] = [:]
        for thing in things where thing.isGiven {
            guard let table = tables[thing.key] else { continue }
            let columns = table.columns.filter { $0.kind != .blob }
            let list = SQL(trusted: columns.map(\.name).joined(separator: ", "))
            found[thing.key] = try tx.rows(
                "SELECT \(list) FROM \(SQL(trusted: thing.key)) WHERE \(Self.refers(thing, to: ids)) LIMIT 1000000"
            ) { row in
                try Dictionary(
                    uniqueKeysWithValues: columns.enumerated().map {
                        ($1.name, try CustomerSnapshot.Cell(row, Int32($0), $1))
                    })
            }
        }
        return found
    }

    /// Removes the customer, who was merged into it, and all rows that refer to them, directly or through others.
    package func erase(_ id: CustomerID, in tx: any Transaction) throws {
        let ids = try whole(id, in: tx)
        try SearchQueue.changed(.customer, ids, in: tx)
        try remove("customer", "id IN \(list: ids)", in: tx)
    }

    /// The customer with those that were merged into it.
    private func whole(_ id: CustomerID, in tx: any Transaction) throws -> [CustomerID] {
        try tx.rows("SELECT id FROM customer WHERE id = \(id) OR merged_into = \(id) ORDER BY id") {
            $0.id(0)
        }
    }

    private static func refers(_ thing: CustomerThing, to ids: [CustomerID]) -> SQL {
        .joined(thing.columns.map { "\(SQL(trusted: $0)) IN \(list: ids)" }, by: " OR ")
    }

    /// Removes rows, those that refer to them first, as the engine's own catalogue says.
    private func remove(_ table: String, _ condition: SQL, in tx: any Transaction) throws {
        for reference in try Catalogue.references(to: table, in: tx) where reference.table != table {
            try remove(
                reference.table,
                "\(SQL(trusted: reference.column)) IN (SELECT id FROM \(SQL(trusted: table)) WHERE \(condition))",
                in: tx)
        }
        if table == "customer" { try tx.run("UPDATE customer SET merged_into = NULL WHERE \(condition)") }
        try tx.run("DELETE FROM \(SQL(trusted: table)) WHERE \(condition)")
    }
}
