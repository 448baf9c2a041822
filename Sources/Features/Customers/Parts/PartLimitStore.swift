import Platform
import Storage

/// How many of each a customer may have. What there is can be read: nothing is taken in that nobody sees any more.
package enum PartLimit: String, CaseIterable, Sendable {
    case reach
    case address
    case contact
    case number
    case tag
    case responsibility
    case fact
    case consent
    case openItem
    case relation
    case guest

    /// So many that adding one more is refused.
    package var most: Int {
        switch self {
        case .reach: 500
        case .contact, .fact: 200
        case .address, .tag, .relation, .guest: 100
        case .number, .responsibility: 50
        case .consent, .openItem: 2000
        }
    }

    /// So many are read: more than `most`, since merged customers bring those of both, and earlier versions took more.
    static let read = 10_000

    private var table: SQL {
        switch self {
        case .reach: "customer_reach"
        case .address: "customer_address"
        case .contact: "customer_contact"
        case .number: "customer_number"
        case .tag: "customer_tag"
        case .responsibility: "customer_responsibility"
        case .fact: "customer_fact"
        case .consent: "customer_consent"
        case .openItem: "customer_open_item"
        case .relation: "customer_relation"
        case .guest: "customer_guest"
        }
    }

    /// Whether the customer has room for `count` more.
    package func hasRoom(for count: Int = 1, at id: CustomerID, in tx: any Transaction) throws -> Bool {
        let isTheirs: SQL =
            self == .relation ? "(customer_id = \(id) OR other_id = \(id))" : "customer_id = \(id)"
        return try tx.count("SELECT COUNT(*) FROM \(table) WHERE \(isTheirs)") + count <= most
    }

    /// - Throws: `AppError` `.invalid` (`field`: many) unless the customer has room for `count` more.
    func demandRoom(
        for count: Int = 1, at id: CustomerID, field: String, in tx: any Transaction
    ) throws {
        guard try hasRoom(for: count, at: id, in: tx) else { throw AppError.invalid([field: "many"]) }
    }
}
