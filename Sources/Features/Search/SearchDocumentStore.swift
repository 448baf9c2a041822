import Customers
import Platform
import Storage

/// Reads what customers, people and entries say, many at a time.
struct SearchDocumentStore {
    private static let title = 3.0
    private static let second = 2.0

    /// The ids of `kind` above `last`, ascending.
    func ids(
        _ kind: SearchQueue.Kind, after last: Int64, limit: Int, in tx: any Transaction
    ) throws -> [Int64] {
        try tx.rows("SELECT id FROM \(table(kind)) WHERE id > \(last) ORDER BY id LIMIT \(limit)") {
            $0.int64(0)
        }
    }

    /// How many things there are to index.
    func count(_ kind: SearchQueue.Kind, in tx: any Transaction) throws -> Int {
        try tx.count("SELECT count(*) FROM \(table(kind))")
    }

    private func table(_ kind: SearchQueue.Kind) -> SQL {
        switch kind {
        case .customer: "customer"
        case .person: "person"
        case .entry: "timeline_entry"
        }
    }

    /// The documents of these things; those that are gone or merged have none. Customers bring the people there along.
    func documents(
        _ kind: SearchQueue.Kind, _ ids: [Int64], in tx: any Transaction
    ) throws -> [SearchDocument] {
        guard !ids.isEmpty else { return [] }
        switch kind {
        case .customer: return try customers(ids, in: tx)
        case .person: return try people(ids, in: tx)
        case .entry: return try entries(ids, in: tx)
        }
    }

    private func entries(_ ids: [Int64], in tx: any Transaction) throws -> [SearchDocument] {
        try tx.rows("SELECT id, title, text, author_name FROM timeline_entry WHERE id IN \(list: ids)") {
            row in
            var document = SearchDocument(id: row.int64(0), shelf: .entries)
            document.add(row.text(1), weight: Self.second)
            document.add(row.text(2))
            document.add(row.text(3))
            return document
        }
    }

    private func people(_ ids: [Int64], in tx: any Transaction) throws -> [SearchDocument] {
        try tx.rows(
            "SELECT id, name, title, skills, email, phone, about FROM person WHERE id IN \(list: ids)"
        ) { row in
            var document = SearchDocument(id: row.int64(0), shelf: .people)
            document.add(row.text(1), weight: Self.title)
            for column: Int32 in 2...4 { document.add(row.text(column), weight: Self.second) }
            document.add(exact: DialledNumber.terms(of: row.text(5)))
            document.add(row.text(6))
            return document
        }
    }

    // MARK: Customers

    private struct Contact {
        let id: Int64
        let customer: Int64
        let name: String
        let position: String
    }

    /// - Parameter fields: those of the customers that are read.
    func customers(
        _ ids: [Int64], fields: [CustomerField] = CustomerField.searched, in tx: any Transaction
    ) throws -> [SearchDocument] {
        let columns = SQL.joined(["id", "name"] + fields.map { SQL(trusted: $0.name) }, by: ", ")
        var documents = try tx.rows(
            """
            SELECT \(columns) FROM customer
            WHERE id IN \(list: ids) AND merged_into IS NULL ORDER BY id
            """
        ) { row in
            var document = SearchDocument(id: row.int64(0), shelf: .customers)
            document.add(row.text(1), weight: Self.title)
            for (column, field) in zip(Int32(2)..., fields) {
                for text in field.searched(row.text(column)) { document.add(text) }
            }
            return (name: row.text(1), document: document)
        }
        let places = Dictionary(uniqueKeysWithValues: documents.enumerated().map { ($1.document.id, $0) })
        for (customer, text, weight) in try texts(ids, in: tx) {
            if let place = places[customer] { documents[place].document.add(text, weight: weight) }
        }
        let contacts = try contacts(ids, in: tx)
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
                var document = SearchDocument(
                    id: contact.id, shelf: .contacts, customer: CustomerID(contact.customer))
                document.add(contact.name, weight: Self.title)
                document.add(contact.position)
                document.add(documents[place].name)
                for reach in ofContacts[contact.id] ?? [] { document.add(reach) }
                return document
            }
    }

    /// Numbers, tags and addresses, in a stable order.
    private func texts(
        _ ids: [Int64], in tx: any Transaction
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
        return try tx.rows(numbers) { ($0.int64(0), $0.text(1), Self.title) }
            + tx.rows(tags) { ($0.int64(0), $0.text(1), 1) }
            + tx.rows(addresses) { ($0.int64(0), "\($0.text(1)), \($0.text(2)) \($0.text(3))", 1) }
    }

    private func contacts(_ ids: [Int64], in tx: any Transaction) throws -> [Contact] {
        try tx.rows(
            """
            SELECT id, customer_id, first_name, last_name, position FROM customer_contact
            WHERE customer_id IN \(list: ids) ORDER BY id
            """
        ) {
            Contact(
                id: $0.int64(0), customer: $0.int64(1),
                name: [$0.text(2), $0.text(3)].filter { !$0.isEmpty }.joined(separator: " "),
                position: $0.text(4))
        }
    }

    private func reaches(_ ids: [Int64], in tx: any Transaction) throws -> [SearchReach] {
        try tx.rows(
            """
            SELECT customer_id, contact_id, kind, value FROM customer_reach
            WHERE customer_id IN \(list: ids) ORDER BY id
            """
        ) {
            SearchReach(
                customer: $0.int64(0), contact: $0.isNull(1) ? nil : $0.int64(1),
                isNumber: ["phone", "fax"].contains($0.text(2)), value: $0.text(3))
        }
    }
}

/// A phone number, mail address or handle.
private struct SearchReach {
    let customer: Int64
    let contact: Int64?
    let isNumber: Bool
    let value: String
}

extension SearchDocument {
    fileprivate mutating func add(_ reach: SearchReach) {
        if reach.isNumber { add(exact: DialledNumber.terms(of: reach.value)) } else { add(reach.value) }
    }
}
