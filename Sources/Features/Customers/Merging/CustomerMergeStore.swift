import Platform
import Storage

/// The SQL of merging two customers and of taking it back.
package struct CustomerMergeStore: Sendable {
    /// A store.
    package init() {}

    /// Both customers as they stand by themselves, kept from others until the transaction ends; nil: one of them is
    /// absent or was merged.
    package func lock(
        _ a: CustomerID, _ b: CustomerID, in tx: any Transaction
    ) throws -> (a: KnownCustomer, b: KnownCustomer)? {
        try hold([a, b], in: tx)
        let known = try CustomerIntakeStore().known([a, b], in: tx)
        guard let one = known[a], let other = known[b], one.customer.mergedInto == nil,
            other.customer.mergedInto == nil
        else { return nil }
        return (one, other)
    }

    /// Keeps others from changing these customers and from adding parts to them (whose foreign keys wait) until the
    /// transaction ends.
    package func hold(_ ids: [CustomerID], in tx: any Transaction) throws {
        _ = try tx.rows(
            "SELECT id FROM customer WHERE id IN \(list: ids) ORDER BY id\(tx.holding(.everything))"
        ) { _ in }
    }

    /// Lets `loser` lead to `winner`, together with those that led to `loser`.
    /// - Returns: those.
    package func point(
        _ loser: CustomerID, to winner: CustomerID, in tx: any Transaction
    ) throws -> [CustomerID] {
        let earlier: [CustomerID] = try tx.rows(
            "SELECT id FROM customer WHERE merged_into = \(loser) ORDER BY id"
        ) { $0.id(0) }
        try point(earlier, to: winner, in: tx)
        try tx.run("UPDATE customer SET merged_into = \(winner), version = version + 1 WHERE id = \(loser)")
        return earlier
    }

    /// Lets `customers`, which were merged, lead to `target`.
    package func point(_ customers: [CustomerID], to target: CustomerID, in tx: any Transaction) throws {
        try tx.run("UPDATE customer SET merged_into = \(target) WHERE id IN \(list: customers)")
    }

    /// Hands everything that belongs to `loser` to `winner`; exact doubles are dropped.
    /// - Parameter kept: of two responsibilities for one topic, the loser's stays when it is among these.
    package func unite(
        _ loser: CustomerID, into winner: CustomerID, keeping kept: [ID<Responsibility>],
        in tx: any Transaction
    ) throws {
        let pair = Pair(loser: loser, winner: winner, tx: tx)
        try pair.uniteContacts()
        try pair.hand("customer_reach", droppingEqual: "kind value contact_id", withLabel: true)
        try pair.hand("customer_address", droppingEqual: "street postcode city country", withLabel: true)
        try pair.hand(
            "customer_fact", droppingEqual: "kind text said_by author_id at_us confidence expires_day")
        try pair.hand(
            "customer_consent", droppingEqual: "purpose channel is_granted source proof at_us recorded_by")
        try pair.hand("customer_open_item", droppingEqual: "number")
        try pair.uniteResponsibilities(keeping: kept)
        try pair.uniteRelations()
        try tx.run("UPDATE customer_number SET customer_id = \(winner) WHERE customer_id = \(loser)")
        try pair.copy("customer_tag", "tag")
        try pair.copy("customer_guest", "person_id")
        for (table, id) in [("customer_tag", loser), ("customer_guest", loser)] {
            try tx.run("DELETE FROM \(SQL(trusted: table)) WHERE customer_id = \(id)")
        }
        for id in [winner, loser] {
            try CustomerPartsStore().refreshMoney(of: id, in: tx)
            try CustomerPartsStore().refreshCity(of: id, in: tx)
        }
        try tx.run(
            """
            UPDATE customer SET
                created_us = (SELECT MIN(created_us) FROM customer WHERE id IN (\(winner), \(loser))),
                last_entry_us = (SELECT MAX(last_entry_us) FROM customer WHERE id IN (\(winner), \(loser)))
            WHERE id = \(winner)
            """)
    }

    /// Whoever watches `loser` watches `winner` too. - Returns: who did not before.
    package func uniteStars(
        _ loser: CustomerID, into winner: CustomerID, in tx: any Transaction
    ) throws -> [PersonID] {
        let new: [PersonID] = try tx.rows(
            """
            SELECT person_id FROM customer_star WHERE customer_id = \(loser) AND person_id NOT IN (
                SELECT person_id FROM customer_star WHERE customer_id = \(winner))
            """
        ) { $0.id(0) }
        try Pair(loser: loser, winner: winner, tx: tx).copy("customer_star", "person_id")
        return new
    }

    /// `people` watch the customer no longer.
    package func removeStars(of people: [PersonID], from id: CustomerID, in tx: any Transaction) throws {
        try tx.run("DELETE FROM customer_star WHERE customer_id = \(id) AND person_id IN \(list: people)")
    }
}

/// Two customers being united. Names of tables and columns are this code's own.
private struct Pair {
    let loser: CustomerID
    let winner: CustomerID
    let tx: any Transaction

    /// Hands the rows of a table over but those that the winner has already.
    /// - Parameters:
    ///   - columns: in which rows must agree to be the same.
    ///   - withLabel: and the loser's has no label, or the same one.
    func hand(_ table: String, droppingEqual columns: String, withLabel: Bool = false) throws {
        let name = SQL(trusted: table)
        let equal = columns.split(separator: " ").map { column in
            SQL(
                trusted:
                    "(kept.\(column) = \(table).\(column) OR kept.\(column) IS NULL AND \(table).\(column) IS NULL)"
            )
        }
        let label: SQL =
            withLabel ? " AND (\(name).label = '' OR kept.label = \(name).label)" : ""
        try tx.run(
            """
            DELETE FROM \(name) WHERE customer_id = \(loser) AND EXISTS (
                SELECT 1 FROM \(name) AS kept
                WHERE kept.customer_id = \(winner) AND \(SQL.joined(equal, by: " AND "))\(label))
            """)
        try tx.run("UPDATE \(name) SET customer_id = \(winner) WHERE customer_id = \(loser)")
    }

    /// Gives the winner what it has not yet; the loser keeps its own.
    func copy(_ table: String, _ column: String) throws {
        let (name, value) = (SQL(trusted: table), SQL(trusted: column))
        try tx.run(
            """
            INSERT INTO \(name) (customer_id, \(value)) SELECT \(cast(winner)), \(value) FROM \(name)
            WHERE customer_id = \(loser) ON CONFLICT DO NOTHING
            """)
    }

    /// PostgreSQL takes a bare parameter in a list of columns for text.
    private func cast(_ id: CustomerID) -> SQL { "CAST(\(id) AS BIGINT)" }

    /// The same person written down at both becomes one, with the ways to reach both.
    func uniteContacts() throws {
        let doubles: [(ID<Contact>, ID<Contact>)] = try tx.rows(
            """
            SELECT mine.id, MIN(kept.id) FROM customer_contact AS mine JOIN customer_contact AS kept
            ON kept.salutation = mine.salutation AND kept.first_name = mine.first_name
            AND kept.last_name = mine.last_name AND kept.position = mine.position
            WHERE mine.customer_id = \(loser) AND kept.customer_id = \(winner) GROUP BY mine.id ORDER BY mine.id
            """
        ) { ($0.id(0), $0.id(1)) }
        for (double, kept) in doubles {
            try tx.run("UPDATE customer_reach SET contact_id = \(kept) WHERE contact_id = \(double)")
            try tx.run("DELETE FROM customer_contact WHERE id = \(double)")
        }
        try tx.run("UPDATE customer_contact SET customer_id = \(winner) WHERE customer_id = \(loser)")
    }

    func uniteResponsibilities(keeping kept: [ID<Responsibility>]) throws {
        try tx.run(
            """
            DELETE FROM customer_responsibility WHERE customer_id = \(winner) AND topic IN (
                SELECT topic FROM customer_responsibility WHERE customer_id = \(loser) AND id IN \(list: kept))
            """)
        try hand("customer_responsibility", droppingEqual: "topic")
    }

    /// The two are no longer related to each other, and to third ones once only.
    func uniteRelations() throws {
        try tx.run(
            """
            DELETE FROM customer_relation WHERE customer_id IN (\(loser), \(winner))
            AND other_id IN (\(loser), \(winner))
            """)
        try tx.run("UPDATE customer_relation SET customer_id = \(winner) WHERE customer_id = \(loser)")
        try tx.run("UPDATE customer_relation SET other_id = \(winner) WHERE other_id = \(loser)")
        try tx.run(
            """
            DELETE FROM customer_relation WHERE (customer_id = \(winner) OR other_id = \(winner)) AND EXISTS (
                SELECT 1 FROM customer_relation AS kept
                WHERE kept.id < customer_relation.id AND kept.kind = customer_relation.kind
                AND kept.note = customer_relation.note
                AND (kept.customer_id = customer_relation.customer_id AND kept.other_id = customer_relation.other_id
                    OR kept.customer_id = customer_relation.other_id AND kept.other_id = customer_relation.customer_id))
            """)
    }
}
