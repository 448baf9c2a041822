import Platform
import Storage
import Web

/// A list that somebody saved for themselves.
package struct CustomerView: Sendable, Equatable {
    package let id: ID<CustomerView>
    package let name: String
    /// The list with its filters and order.
    package let link: Link
}

/// The SQL of saved lists. Everybody has only their own.
struct CustomerViewStore: Sendable {
    /// Views of one person at most.
    static let limit = 30

    /// The views of `person`, oldest first.
    func views(of person: PersonID, in tx: any Transaction) throws -> [CustomerView] {
        try tx.rows(
            "SELECT id, name, query FROM customer_view WHERE person_id = \(person) ORDER BY id LIMIT \(Self.limit)"
        ) { CustomerView(id: $0.id(0), name: $0.text(1), link: Link($0.text(2))) }
    }

    func add(_ view: CustomerView, of person: PersonID, in tx: any Transaction) throws {
        try tx.run(
            """
            INSERT INTO customer_view (id, person_id, name, query)
            VALUES (\(view.id), \(person), \(view.name), \(view.link.path))
            """)
    }

    /// - Returns: false when `person` has no such view.
    func rename(
        _ view: ID<CustomerView>, of person: PersonID, to name: String, in tx: any Transaction
    ) throws -> Bool {
        try tx.run("UPDATE customer_view SET name = \(name) WHERE id = \(view) AND person_id = \(person)")
            == 1
    }

    /// - Returns: false when `person` has no such view.
    func remove(_ view: ID<CustomerView>, of person: PersonID, in tx: any Transaction) throws -> Bool {
        try tx.run("DELETE FROM customer_view WHERE id = \(view) AND person_id = \(person)") == 1
    }
}
