import Platform
import Storage

/// Looks for what belongs to customers that were merged into others, where nobody finds it.
package struct MergedCustomersCheckStore: Sendable {
    private let staying: Set<String>

    /// - Parameter features: say which rows stay where they are. All others that refer to customers are looked at, also
    ///   those of which no feature speaks.
    package init(_ features: FeatureSet) {
        staying = Set(features[CustomerThing.self].filter { $0.merging == .stay }.map(\.key))
    }

    /// The check.
    package var check: StoreCheck { StoreCheck("merged customers") { try faults(in: $0) } }

    private func faults(in tx: any Transaction) throws -> [String] {
        try Catalogue.references(to: "customer", in: tx).filter { !staying.contains($0.table) }.flatMap {
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
