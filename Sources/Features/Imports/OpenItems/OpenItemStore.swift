import Customers
import Platform
import Storage

/// The SQL of which list named which open item last.
struct OpenItemStore {
    /// Notes that the list of `run` names items.
    func see(_ items: [(CustomerID, String)], of run: ImportRun, in tx: any Transaction) throws {
        try tx.insert(
            into: "import_open_item (source, customer_id, number, import_id)",
            items.map { [run.source.sqlValue, $0.0.sqlValue, $0.1.sqlValue, run.id.sqlValue] },
            "ON CONFLICT (source, customer_id, number) DO UPDATE SET import_id = excluded.import_id")
    }

    /// Items that earlier lists of the source named and this one does not, at most `limit`.
    func vanished(of run: ImportRun, limit: Int, in tx: any Transaction) throws -> [(CustomerID, String)] {
        try tx.rows(
            """
            SELECT customer_id, number FROM import_open_item
            WHERE source = \(run.source) AND import_id <> \(run.id) ORDER BY customer_id, number LIMIT \(limit)
            """
        ) { ($0.id(0), $0.text(1)) }
    }

    /// Removes items that are paid. - Returns: how many there still were.
    func close(_ items: [(CustomerID, String)], of run: ImportRun, in tx: any Transaction) throws -> Int {
        var closed = 0
        for (customer, number) in items {
            closed += try tx.run(
                "DELETE FROM customer_open_item WHERE customer_id = \(customer) AND number = \(number)")
            try tx.run(
                """
                DELETE FROM import_open_item
                WHERE source = \(run.source) AND customer_id = \(customer) AND number = \(number)
                """)
        }
        return closed
    }

    /// Whether lines were refused that may name an item of a known customer.
    func hasDamage(_ id: ImportID, in tx: any Transaction) throws -> Bool {
        try tx.exists(
            "SELECT 1 FROM import_rejection WHERE import_id = \(id) AND reason <> 'customer-unknown' LIMIT 1")
    }
}
