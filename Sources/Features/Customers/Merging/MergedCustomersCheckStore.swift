import Platform
import Storage

/// Looks for what belongs to customers that were merged into others, where nobody finds it.
package struct MergedCustomersCheckStore: Sendable {
    /// Tables of this feature whose rows stay where they are: the history, and who looked at or watches whom.
    private static let staying: Set = ["customer_change", "customer_visit", "customer_star"]
    private let left: Set<String>

    /// - Parameter left: tables of other features whose rows stay where they are when a customer is merged: they are
    ///   read through `merged_into`, or tell what was. All others that refer to customers are looked at, also those
    ///   that come later.
    package init(leaving left: Set<String>) { self.left = left.union(Self.staying) }

    /// The check.
    package var check: StoreCheck { StoreCheck("merged customers") { try faults(in: $0) } }

    private func faults(in tx: any Transaction) throws -> [String] {
        try Catalogue.references(to: "customer", in: tx).filter { !left.contains($0.table) }.flatMap {
            place in
            let (table, column) = (SQL(trusted: place.table), SQL(trusted: place.column))
            return try tx.rows(
                """
                SELECT referred.id, COUNT(*) FROM customer AS referred
                JOIN \(table) AS part ON part.\(column) = referred.id
                WHERE referred.merged_into IS NOT NULL GROUP BY referred.id ORDER BY referred.id LIMIT 10
                """
            ) { row in
                let customer: CustomerID = row.id(0)
                return "\(place.table).\(place.column): \(row.int(1)) rows of customer \(customer), "
                    + "which was merged into another one"
            }
        }
    }
}
