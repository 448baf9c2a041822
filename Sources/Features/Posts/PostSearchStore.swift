import Platform
import Storage
import Web

/// What searching learns of posts.
struct PostSearchStore {
    static func gate(for viewer: Viewer) -> SearchGate {
        SearchGate("post.id", from: "post", where: PostStore.mayRead(viewer))
    }

    func ids(after last: Int64, limit: Int, in tx: any Transaction) throws -> [Int64] {
        try tx.rows("SELECT id FROM post WHERE id > \(last) ORDER BY id LIMIT \(limit)") { $0.int64(0) }
    }

    func count(in tx: any Transaction) throws -> Int { try tx.count("SELECT count(*) FROM post") }

    func documents(_ ids: [Int64], in tx: any Transaction) throws -> [SearchDocument] {
        try tx.rows("SELECT id, text, author_name FROM post WHERE id IN \(list: ids)") { row in
            var document = SearchDocument(row.int64(0), on: .posts)
            document.add(row.text(1))
            document.add(row.text(2))
            return document
        }
    }

    func hits(_ ids: [Int64], in tx: any Transaction) throws -> [SearchHit] {
        try tx.rows(
            """
            SELECT post.id, author_name, text, at_us, customer.id, customer.name
            FROM post LEFT JOIN customer ON customer.id = customer_id WHERE post.id IN \(list: ids)
            """
        ) { row in
            var hit = SearchHit(
                SearchSource.post.key, row.int64(0), title: row.text(1), text: row.text(2),
                .post(PostID(row.int64(0))), { _ in .talk }, .icon(style: "talk"))
            (hit.at, hit.end) = (row.time(3), .ago(row.time(3)))
            hit.customer = row.optionalID(4)
            hit.customerName = row.optionalText(5) ?? ""
            return hit
        }
    }
}
