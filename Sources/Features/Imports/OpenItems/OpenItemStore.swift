import Customers
import Platform
import Storage

/// The SQL of which list named which open item last.
struct OpenItemStore {
    /// Notes that the list of `run` names items. Marks of customers that were merged into theirs give way.
    func see(_ items: [(CustomerID, String)], of run: ImportRun, in tx: any Transaction) throws {
        for (loser, number) in try merged(items, in: tx) { try forget(loser, number, of: run, in: tx) }
        try tx.insert(
            into: "import_open_item (source, customer_id, number, import_id)",
            items.map { [run.source.sqlValue, $0.0.sqlValue, $0.1.sqlValue, run.id.sqlValue] },
            "ON CONFLICT (source, customer_id, number) DO UPDATE SET import_id = excluded.import_id")
    }

    /// The items under the customers that were merged into theirs.
    private func merged(
        _ items: [(CustomerID, String)], in tx: any Transaction
    ) throws -> [(CustomerID, String)] {
        let winners = Set(items.map(\.0)).sorted()
        guard !winners.isEmpty else { return [] }
        let pairs: [(loser: CustomerID, winner: CustomerID)] = try tx.rows(
            "SELECT id, merged_into FROM customer WHERE merged_into IN \(list: winners)"
        ) { ($0.id(0), $0.id(1)) }
        let losers = Dictionary(grouping: pairs, by: \.winner)
        return items.flatMap { item in (losers[item.0] ?? []).map { ($0.loser, item.1) } }
    }

    private func forget(
        _ customer: CustomerID, _ number: String, of run: ImportRun, in tx: any Transaction
    ) throws {
        try tx.run(
            """
            DELETE FROM import_open_item
            WHERE source = \(run.source) AND customer_id = \(customer) AND number = \(number)
            """)
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

    /// Removes items that are paid, also where the customer was merged since.
    /// - Returns: how many there still were, and whose.
    func close(
        _ items: [(CustomerID, String)], of run: ImportRun, in tx: any Transaction
    ) throws -> (count: Int, customers: [CustomerID]) {
        var (closed, customers): (Int, Set<CustomerID>) = (0, [])
        for (customer, number) in items {
            let owners: [CustomerID] = try tx.rows(
                """
                DELETE FROM customer_open_item WHERE number = \(number)
                AND customer_id = (SELECT COALESCE(merged_into, id) FROM customer WHERE id = \(customer))
                RETURNING customer_id
                """
            ) { $0.id(0) }
            closed += owners.count
            customers.formUnion(owners)
            try forget(customer, number, of: run, in: tx)
        }
        return (closed, customers.sorted())
    }

    /// Whether lines were refused that may name an item of a known customer.
    func hasDamage(_ id: ImportID, in tx: any Transaction) throws -> Bool {
        try tx.exists(
            "SELECT 1 FROM import_rejection WHERE import_id = \(id) AND reason <> 'customer-unknown' LIMIT 1")
    }
}
