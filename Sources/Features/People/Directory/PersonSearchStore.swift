import Platform
import Storage
import Web

/// What searching learns of colleagues.
struct PersonSearchStore {
    static func gate(for viewer: Viewer) -> SearchGate {
        let isEmployee: SQL = viewer.isEmployee ? "TRUE" : "FALSE"
        return SearchGate(
            "person.id", from: "person",
            where: "person.deactivated_us IS NULL AND person.role <> 'guest' AND \(isEmployee)")
    }

    func ids(after last: Int64, limit: Int, in tx: any Transaction) throws -> [Int64] {
        try tx.rows("SELECT id FROM person WHERE id > \(last) ORDER BY id LIMIT \(limit)") { $0.int64(0) }
    }

    func count(in tx: any Transaction) throws -> Int { try tx.count("SELECT count(*) FROM person") }

    func documents(_ ids: [Int64], in tx: any Transaction) throws -> [SearchDocument] {
        try tx.rows(
            "SELECT id, name, title, skills, email, phone, about FROM person WHERE id IN \(list: ids)"
        ) { row in
            var document = SearchDocument(row.int64(0), on: .people)
            document.add(row.text(1), weight: SearchDocument.titleWeight)
            for column: Int32 in 2...4 { document.add(row.text(column), weight: SearchDocument.secondWeight) }
            document.add(phone: row.text(5))
            document.add(row.text(6))
            return document
        }
    }

    func hits(_ ids: [Int64], in tx: any Transaction) throws -> [SearchHit] {
        try tx.rows("SELECT id, name, title, email, photo_blob FROM person WHERE id IN \(list: ids)") { row in
            let text = [row.text(2), row.text(3)].filter { !$0.isEmpty }.joined(separator: ", ")
            let photo = row.optionalText(4).map { Link.photo(row.id(0), $0) }
            return SearchHit(
                SearchSource.person.key, row.int64(0), title: row.text(1), text: text, .person(row.id(0)),
                { _ in .person }, .avatar(photo: photo))
        }
    }
}
