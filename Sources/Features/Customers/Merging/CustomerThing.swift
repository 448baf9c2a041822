import Platform
import Storage

/// What a table that refers to customers means for them: what becomes of its rows when a customer is merged into another
/// one and put back, given to the customer, and erased. Every foreign key to `customer` belongs to one; a test walks the
/// schema.
package struct CustomerThing: NamedContribution {
    /// What merging does.
    package enum Merging: Sendable, Equatable {
        /// Rows go to the customer who stays; this column keeps whom each was made for, so that a separation brings it
        /// back. What was added since the merge stays with who stays.
        case follow(home: String)
        /// Rows stay: who reads them goes on through `merged_into`, or they tell what was.
        case stay
        /// Customers have rules of their own for it (`CustomerMergeStore`, `CustomerSnapshot`).
        case united
    }

    /// The table.
    package let key: String
    /// Its columns that refer to customers.
    package let columns: [String]
    /// What merging and separating do.
    package let merging: Merging
    /// Whether what the customer may ask for holds the rows; not what we think of them, nor what only serves ourselves.
    package let isGiven: Bool

    /// Rows of `table`, which are erased with the customer, and what refers to them with them.
    package init(
        _ table: String, _ columns: [String] = ["customer_id"], merging: Merging, isGiven: Bool = true
    ) {
        key = table
        self.columns = columns
        self.merging = merging
        self.isGiven = isGiven
    }

    /// The customers' own tables.
    static let own =
        [
            CustomerThing("customer", ["id", "merged_into"], merging: .united),
            CustomerThing("customer_relation", CustomerTable.ends.map(\.column), merging: .united),
            CustomerThing("customer_change", merging: .stay),
        ] + CustomerTable.parts.map { CustomerThing($0.name, merging: .united) }
        + staying("customer_visit", "customer_star")

    /// Tables that keep speaking of the customer they were about, for ourselves.
    package static func staying(_ tables: String...) -> [CustomerThing] {
        tables.map { CustomerThing($0, merging: .stay, isGiven: false) }
    }
}
