import Platform
import Storage
import Web

/// What the search index learns of entries.
struct TimelineSearchStore {
    func ids(after last: Int64, limit: Int, in tx: any Transaction) throws -> [Int64] {
        try tx.rows("SELECT id FROM timeline_entry WHERE id > \(last) ORDER BY id LIMIT \(limit)") {
            $0.int64(0)
        }
    }

    func count(in tx: any Transaction) throws -> Int { try tx.count("SELECT count(*) FROM timeline_entry") }

    func documents(_ ids: [Int64], in tx: any Transaction) throws -> [SearchDocument] {
        try tx.rows("SELECT id, title, text, author_name FROM timeline_entry WHERE id IN \(list: ids)") {
            row in
            var document = SearchDocument(row.int64(0), on: .entries)
            document.add(row.text(1), weight: SearchDocument.secondWeight)
            document.add(row.text(2))
            document.add(row.text(3))
            return document
        }
    }
}
