import Platform
import Storage

/// Customers that came or changed and were not yet compared with the others, written down in the transaction of the
/// change.
///
/// Rows are only added, never merged, so that writers wait neither for each other nor for who compares.
package enum DuplicateQueue {
    /// The table.
    package static let migration = Migration(
        "2026-11-22 05 duplicates pending",
        ["CREATE TABLE duplicate_pending (id INT PRIMARY KEY, customer_id INT NOT NULL)"])

    /// Has `customers` compared with the others after the commit. One small insert.
    package static func changed(_ customers: [CustomerID], in tx: any Transaction) throws {
        try tx.insert(
            into: "duplicate_pending (id, customer_id)",
            customers.map { [(tx.id() as ID<DuplicateQueue>).sqlValue, $0.sqlValue] })
    }
}
