import Platform
import Storage
import Web

/// What searching learns of customers and the people there.
struct CustomerSearchStore {
    // MARK: Who may see them

    static func customers(for viewer: Viewer) -> SearchGate {
        SearchGate("customer.id", from: "customer", where: isShown(to: viewer))
    }

    static func contacts(for viewer: Viewer) -> SearchGate {
        SearchGate(
            "customer_contact.id",
            from: "customer_contact JOIN customer ON customer.id = customer_contact.customer_id",
            where: isShown(to: viewer))
    }

    private static func isShown(to viewer: Viewer) -> SQL {
        "customer.merged_into IS NULL AND \(CustomerStore.maySee(viewer))"
    }

    // MARK: What is indexed of them

    func ids(after last: Int64, limit: Int, in tx: any Transaction) throws -> [Int64] {
        try tx.rows("SELECT id FROM customer WHERE id > \(last) ORDER BY id LIMIT \(limit)") { $0.int64(0) }
    }

    func count(in tx: any Transaction) throws -> Int { try tx.count("SELECT count(*) FROM customer") }

    /// Of customers that are not merged, and of the people there.
    /// - Parameter isForGuests: only with what guests may read.
    func documents(
        _ ids: [Int64], isForGuests: Bool = false, in tx: any Transaction
    ) throws -> [SearchDocument] {
        let fields = CustomerField.searched.filter { !isForGuests || $0.isForGuests }
        let columns = SQL.joined(["id", "name"] + fields.map { SQL(trusted: $0.name) }, by: ", ")
        var documents = try tx.rows(
            """
            SELECT \(columns) FROM customer WHERE id IN \(list: ids) AND merged_into IS NULL ORDER BY id
            """
        ) { row in
            var document = SearchDocument(row.int64(0), on: .customers)
            document.add(row.text(1), weight: SearchDocument.titleWeight)
            for (column, field) in zip(Int32(2)..., fields) {
                for text in field.searched(row.text(column)) { document.add(text) }
            }
            return (name: row.text(1), document: document)
        }
        let places = Dictionary(uniqueKeysWithValues: documents.enumerated().map { ($1.document.id, $0) })
        for (customer, text, weight) in try texts(ids, withTags: !isForGuests, in: tx) {
            if let place = places[customer] { documents[place].document.add(text, weight: weight) }
        }
        let contacts = try contactsOf(ids, in: tx)
        for contact in contacts {
            if let place = places[contact.customer] { documents[place].document.add(contact.name) }
        }
        let reaches = try reaches(ids, in: tx)
        for reach in reaches {
            if let place = places[reach.customer] { documents[place].document.add(reach) }
        }
        let ofContacts = Dictionary(grouping: reaches.filter { $0.contact != nil }) { $0.contact ?? 0 }
        return documents.map(\.document)
            + contacts.compactMap { contact in
                guard let place = places[contact.customer] else { return nil }
                var document = SearchDocument(contact.id, on: .contacts, broughtBy: contact.customer)
                document.add(contact.name, weight: SearchDocument.titleWeight)
                document.add(contact.position)
                document.add(documents[place].name)
                for reach in ofContacts[contact.id] ?? [] { document.add(reach) }
                return document
            }
    }

    /// Numbers, tags and addresses, in a stable order.
    private func texts(
        _ ids: [Int64], withTags: Bool, in tx: any Transaction
    ) throws -> [(customer: Int64, text: String, weight: Double)] {
        let numbers: SQL = """
            SELECT customer_id, number FROM customer_number WHERE customer_id IN \(list: ids)
            ORDER BY customer_id, system, number
            """
        let tags: SQL = """
            SELECT customer_id, tag FROM customer_tag WHERE customer_id IN \(list: ids) ORDER BY customer_id, tag
            """
        let addresses: SQL = """
            SELECT customer_id, street, postcode, city FROM customer_address WHERE customer_id IN \(list: ids)
            ORDER BY id
            """
        try tx.prefetch([numbers, tags, addresses])
        return try tx.rows(numbers) { ($0.int64(0), $0.text(1), SearchDocument.titleWeight) }
            + (withTags ? tx.rows(tags) { ($0.int64(0), $0.text(1), 1) } : [])
            + tx.rows(addresses) { ($0.int64(0), "\($0.text(1)), \($0.text(2)) \($0.text(3))", 1) }
    }

    private func contactsOf(_ ids: [Int64], in tx: any Transaction) throws -> [IndexedContact] {
        try tx.rows(
            """
            SELECT id, customer_id, first_name, last_name, position FROM customer_contact
            WHERE customer_id IN \(list: ids) ORDER BY id
            """
        ) {
            IndexedContact(
                id: $0.int64(0), customer: $0.int64(1),
                name: [$0.text(2), $0.text(3)].filter { !$0.isEmpty }.joined(separator: " "),
                position: $0.text(4))
        }
    }

    private func reaches(_ ids: [Int64], in tx: any Transaction) throws -> [IndexedReach] {
        try tx.rows(
            """
            SELECT customer_id, contact_id, kind, value FROM customer_reach
            WHERE customer_id IN \(list: ids) ORDER BY id
            """
        ) {
            IndexedReach(
                customer: $0.int64(0), contact: $0.isNull(1) ? nil : $0.int64(1),
                isNumber: ["phone", "fax"].contains($0.text(2)), value: $0.text(3))
        }
    }

    // MARK: What results show of them

    /// Guests learn neither who owes money nor when we spoke last.
    func customers(_ ids: [Int64], for viewer: Viewer, in tx: any Transaction) throws -> [SearchHit] {
        try tx.rows(
            """
            SELECT id, name, city, kind, dunning_level, last_entry_us,
                (SELECT MIN(number) FROM customer_number WHERE customer_id = customer.id)
            FROM customer WHERE id IN \(list: ids)
            """
        ) { row in
            let text = [row.text(6), row.text(2)].filter { !$0.isEmpty }.joined(separator: ", ")
            var hit = SearchHit(
                SearchSource.customer.key, row.int64(0), title: row.text(1), text: text, .customer(row.id(0)),
                { _ in .customers }, .avatar(isFirm: row.text(3) == Customer.Kind.company.rawValue))
            hit.customer = row.id(0)
            hit.customerName = hit.title
            guard viewer.isEmployee else { return hit }
            hit.at = row.int64(5) == 0 ? nil : row.time(5)
            hit.end = row.int(4) > 0 ? .warning(.dunning(row.int(4))) : nil
            return hit
        }
    }

    func contacts(_ ids: [Int64], in tx: any Transaction) throws -> [SearchHit] {
        try tx.rows(
            """
            SELECT customer_contact.id, customer_contact.first_name, customer_contact.last_name, position, customer.id,
                name
            FROM customer_contact JOIN customer ON customer.id = customer_id WHERE customer_contact.id IN \(list: ids)
            """
        ) { row in
            let name = [row.text(1), row.text(2)].filter { !$0.isEmpty }.joined(separator: " ")
            let text = [row.text(3), row.text(5)].filter { !$0.isEmpty }.joined(separator: ", ")
            var hit = SearchHit(
                SearchSource.contact.key, row.int64(0), title: name, text: text, .customer(row.id(4)),
                { _ in .person })
            hit.customer = row.id(4)
            hit.customerName = row.text(5)
            return hit
        }
    }

    /// How much `viewer` has to do with each of these customers: often and of late counts more.
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

private struct IndexedContact {
    let id: Int64
    let customer: Int64
    let name: String
    let position: String
}

/// A phone number, mail address or handle.
private struct IndexedReach {
    let customer: Int64
    let contact: Int64?
    let isNumber: Bool
    let value: String
}

extension SearchDocument {
    fileprivate mutating func add(_ reach: IndexedReach) {
        if reach.isNumber { add(phone: reach.value) } else { add(reach.value) }
    }
}
