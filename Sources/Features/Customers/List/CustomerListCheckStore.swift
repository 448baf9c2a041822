import Platform
import Storage

/// Looks whether the tables by which lists are narrowed carry what the customers' own rows say.
package enum CustomerListCheck {
    /// Says which customers stand in the wrong place, the first few of each table.
    package static let check = StoreCheck("lists") { tx in
        try CustomerListMigrations.tables.flatMap { table in
            let differs = CustomerListMigrations.keys.map { key -> String in
                "\(table).\(key.carried) IS DISTINCT FROM customer.\(key.own)"
            }
            let rows = SQL(
                trusted: """
                    SELECT DISTINCT customer.id FROM \(table) JOIN customer ON customer.id = \(table).customer_id
                    WHERE \(differs.joined(separator: " OR ")) LIMIT 10
                    """)
            return try tx.rows(rows) {
                "\(table): customer \($0.id(0) as CustomerID) stands in a wrong place of lists"
            }
        }
    }
}
