import Platform
import Storage

/// The SQL that decides whether we may contact customers. Campaigns and playbooks ask here and nowhere else.
package struct CustomerConsentStore: Sendable {
    /// A store.
    package init() {}

    /// A condition on `customer`: its newest statement about `purpose` on `channel` is a yes.
    package static func agrees(to purpose: String, on channel: Channel) -> SQL {
        """
        COALESCE((SELECT is_granted FROM customer_consent
            WHERE customer_id = customer.id AND purpose = \(purpose) AND channel = \(channel)
            ORDER BY at_us DESC, id DESC LIMIT 1), 0) = 1
        """
    }

    /// A condition on `customer`: nothing is being dunned, so that cheerful words are in place.
    package static let isUndunned: SQL = "dunning_level = 0"

    /// Whether we may contact the customer: silence is a no, and so is a merged customer.
    /// - Parameter isCheerful: advertising, surveys and the like; never while the customer is dunned.
    package func mayContact(
        _ id: CustomerID, for purpose: String, on channel: Channel, isCheerful: Bool = true,
        in tx: any Transaction
    ) throws -> Bool {
        try tx.exists(
            """
            SELECT 1 FROM customer WHERE id = \(id) AND merged_into IS NULL
            AND \(Self.agrees(to: purpose, on: channel)) AND \(isCheerful ? Self.isUndunned : "TRUE")
            """)
    }

    /// Customers that may be contacted, in the order of their ids after `after`, at most `limit`: an audience is read
    /// piece by piece in bounded memory.
    package func audience(
        for purpose: String, on channel: Channel, isCheerful: Bool = true, after: CustomerID?, limit: Int,
        in tx: any Transaction
    ) throws -> [CustomerID] {
        try tx.rows(
            """
            SELECT id FROM customer WHERE id > \(after ?? CustomerID(0)) AND merged_into IS NULL
            AND \(Self.agrees(to: purpose, on: channel)) AND \(isCheerful ? Self.isUndunned : "TRUE")
            ORDER BY id LIMIT \(limit)
            """
        ) { $0.id(0) }
    }
}
