import Customers
import People
import Platform
import Storage
import Timeline

/// What a viewer may see of one kind: the one gate of searching, over the live tables, so that a change of rights holds
/// at once and what was deleted is gone at once, whatever the index still holds.
struct VisibleDocuments {
    let kind: SearchKind
    let viewer: Viewer

    /// Those of `documents` that may be shown.
    func ids(among documents: [Int64]) -> SQL { "\(all) AND \(column) IN \(list: documents)" }

    /// Narrows a reading of postings for those who see little, so that what they may not see takes no places.
    func scope(_ document: SQL) -> SQL { viewer.isEmployee ? "" : " AND \(document) IN (\(all))" }

    private var all: SQL {
        let customer: SQL = "merged_into IS NULL AND \(CustomerStore.maySee(viewer))"
        switch kind {
        case .customer:
            return "SELECT customer.id FROM customer WHERE \(customer)"
        case .contact:
            return """
                SELECT customer_contact.id FROM customer_contact JOIN customer ON customer.id = customer_id
                WHERE \(customer)
                """
        case .person:
            let isEmployee: SQL = viewer.isEmployee ? "TRUE" : "FALSE"
            return """
                SELECT person.id FROM person WHERE deactivated_us IS NULL AND role <> 'guest' AND \(isEmployee)
                """
        case .entry, .mail:
            let mail: SQL = kind == .mail ? " AND timeline_entry.kind = \(TimelineEntry.Kind.mail)" : ""
            return """
                SELECT timeline_entry.id FROM timeline_entry JOIN customer ON customer.id = customer_id
                WHERE \(TimelineStore.mayRead(viewer)) AND \(customer)\(mail)
                """
        }
    }

    private var column: SQL {
        switch kind {
        case .customer: "customer.id"
        case .contact: "customer_contact.id"
        case .person: "person.id"
        case .entry, .mail: "timeline_entry.id"
        }
    }
}

/// Something that was found, as results show it.
package struct SearchHit: Sendable, Equatable {
    /// What it is; a mail is an `.entry` here.
    package let kind: SearchKind
    /// Its id: of a customer, a contact, a person or an entry.
    package let id: Int64
    /// The name; an entry's subject or author.
    package var title: String
    /// An entry's text; a few words about anything else.
    package var text: String
    /// The customer it belongs to.
    package var customer: CustomerID?
    /// That customer's name.
    package var customerName = ""
    /// When an entry happened, or when there was something about a customer last.
    package var at: Timestamp?
    var isCompany = false
    var dunningLevel = 0
    var photo: String?
    var entryKind: TimelineEntry.Kind?

    init(_ kind: SearchKind, _ id: Int64, title: String, text: String) {
        (self.kind, self.id, self.title, self.text) = (kind, id, title, text)
    }

    /// The hit without what guests must not learn of a customer: who owes money, and when we spoke last.
    func seen(by viewer: Viewer) -> SearchHit {
        guard kind == .customer, !viewer.isEmployee else { return self }
        var hit = self
        (hit.dunningLevel, hit.at) = (0, nil)
        return hit
    }
}

/// Reads what results show. Callers let nothing through that `VisibleDocuments` does not.
struct SearchHitStore {
    /// The things in the order of `ids`; one that went meanwhile is left out.
    func hits(_ kind: SearchKind, _ ids: [Int64], in tx: any Transaction) throws -> [SearchHit] {
        guard !ids.isEmpty else { return [] }
        let found =
            switch kind.shelf {
            case .customers: try customers(ids, in: tx)
            case .contacts: try contacts(ids, in: tx)
            case .people: try people(ids, in: tx)
            case .entries: try entries(ids, in: tx)
            }
        let places = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
        return found.sorted { (places[$0.id] ?? 0) < (places[$1.id] ?? 0) }
    }

    private func customers(_ ids: [Int64], in tx: any Transaction) throws -> [SearchHit] {
        try tx.rows(
            """
            SELECT id, name, city, kind, dunning_level, last_entry_us,
                (SELECT MIN(number) FROM customer_number WHERE customer_id = customer.id)
            FROM customer WHERE id IN \(list: ids)
            """
        ) { row in
            let text = [row.text(6), row.text(2)].filter { !$0.isEmpty }.joined(separator: ", ")
            var hit = SearchHit(.customer, row.int64(0), title: row.text(1), text: text)
            hit.isCompany = row.text(3) == Customer.Kind.company.rawValue
            hit.dunningLevel = row.int(4)
            hit.at = row.int64(5) == 0 ? nil : row.time(5)
            hit.customer = row.id(0)
            hit.customerName = hit.title
            return hit
        }
    }

    private func contacts(_ ids: [Int64], in tx: any Transaction) throws -> [SearchHit] {
        try tx.rows(
            """
            SELECT customer_contact.id, customer_contact.first_name, customer_contact.last_name, position, customer.id,
                name
            FROM customer_contact JOIN customer ON customer.id = customer_id WHERE customer_contact.id IN \(list: ids)
            """
        ) { row in
            let name = [row.text(1), row.text(2)].filter { !$0.isEmpty }.joined(separator: " ")
            let text = [row.text(3), row.text(5)].filter { !$0.isEmpty }.joined(separator: ", ")
            var hit = SearchHit(.contact, row.int64(0), title: name, text: text)
            hit.customer = row.id(4)
            hit.customerName = row.text(5)
            return hit
        }
    }

    private func people(_ ids: [Int64], in tx: any Transaction) throws -> [SearchHit] {
        try tx.rows("SELECT id, name, title, email, photo_blob FROM person WHERE id IN \(list: ids)") { row in
            let text = [row.text(2), row.text(3)].filter { !$0.isEmpty }.joined(separator: ", ")
            var hit = SearchHit(.person, row.int64(0), title: row.text(1), text: text)
            hit.photo = row.optionalText(4)
            return hit
        }
    }

    private func entries(_ ids: [Int64], in tx: any Transaction) throws -> [SearchHit] {
        try tx.rows(
            """
            SELECT timeline_entry.id, title, text, author_name, customer.id, name, at_us, timeline_entry.kind
            FROM timeline_entry JOIN customer ON customer.id = customer_id WHERE timeline_entry.id IN \(list: ids)
            """
        ) { row in
            let title = row.text(1).isEmpty ? row.text(3) : row.text(1)
            var hit = SearchHit(.entry, row.int64(0), title: title, text: row.text(2))
            hit.customer = row.id(4)
            hit.customerName = row.text(5)
            hit.at = row.time(6)
            hit.entryKind = try row.value(7)
            return hit
        }
    }

    /// How much `viewer` has to do with each of these customers: often and of late counts more; who never looked has
    /// no value.
    func familiarity(of ids: [Int64], to viewer: Viewer, in tx: any Transaction) throws -> [Int64: Double] {
        let visits = try tx.rows(
            """
            SELECT customer_id, count, last_us FROM customer_visit
            WHERE person_id = \(viewer.id) AND customer_id IN \(list: ids)
            """
        ) { row in
            let days = Double(max(tx.now.seconds(since: row.time(2)), 0)) / 86_400
            return (row.int64(0), Double(row.int(1)) / (1 + days))
        }
        return Dictionary(uniqueKeysWithValues: visits)
    }
}
