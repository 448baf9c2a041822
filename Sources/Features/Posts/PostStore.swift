import Platform
import Storage
import Timeline

/// The SQL of posts. All colleagues read them, guests none: `mayRead` is the one place that says so.
struct PostStore: Sendable {
    /// Posts shown at once.
    static let pageSize = 30
    /// Mentions that wait for one person, shown at once.
    static let waitingLimit = 20

    private static let columns: SQL = """
        post.id, post.author_id, post.author_name, post.at_us, post.text, post.mentions, post.customer_id,
        customer.name, post.version, post.edited_us
        """
    private static let source: SQL = "post LEFT JOIN customer ON customer.id = post.customer_id"

    private static func post(_ row: Row) -> Post {
        Post(
            id: row.id(0), author: row.id(1), authorName: row.text(2), at: row.time(3), text: row.text(4),
            mentions: TimelineEntry.Mention.list(row.text(5)),
            subject: row.isNull(6) ? nil : .init(id: row.id(6), name: row.text(7)), version: row.int(8),
            editedAt: row.optionalTime(9))
    }

    /// The condition under which `viewer` may read a post.
    static func mayRead(_ viewer: Viewer) -> SQL { viewer.isEmployee ? "TRUE" : "FALSE" }

    func insert(_ post: Post, in tx: any Transaction) throws {
        try tx.run(
            """
            INSERT INTO post (id, author_id, author_name, at_us, text, mentions, customer_id, home_id)
            VALUES (\(post.id), \(post.author), \(post.authorName), \(post.at), \(post.text),
                \(TimelineEntry.Mention.text(of: post.mentions)), \(post.subject?.id), \(post.subject?.id))
            """)
    }

    /// - Throws: `AppError` `.conflict` when it was changed meanwhile.
    func update(_ post: Post, in tx: any Transaction) throws {
        let changed = try tx.run(
            """
            UPDATE post SET text = \(post.text), mentions = \(TimelineEntry.Mention.text(of: post.mentions)),
                edited_us = \(tx.now), version = version + 1
            WHERE id = \(post.id) AND version = \(post.version)
            """)
        guard changed == 1 else { throw AppError.conflict }
    }

    func remove(_ id: PostID, in tx: any Transaction) throws {
        try tx.run("DELETE FROM post_mention WHERE post_id = \(id)")
        try tx.run("DELETE FROM post WHERE id = \(id)")
    }

    /// One post, kept from others' changes in a writing transaction; nil when it is absent or hidden from `viewer`.
    func find(_ id: PostID, for viewer: Viewer, in tx: any Transaction) throws -> Post? {
        if tx.locksRows {
            _ = try tx.rows("SELECT id FROM post WHERE id = \(id)\(tx.holding(.changes))") { _ in }
        }
        return try tx.one(
            "SELECT \(Self.columns) FROM \(Self.source) WHERE post.id = \(id) AND \(Self.mayRead(viewer))",
            Self.post)
    }

    /// The newest posts that `viewer` may read, one more than is asked for when there are older ones.
    /// - Parameters: `customer`: only those about this one; `before`: only older ones.
    func list(
        about customer: CustomerID? = nil, before: PostID? = nil, limit: Int = pageSize, for viewer: Viewer,
        in tx: any Transaction
    ) throws -> [Post] {
        var condition = Self.mayRead(viewer)
        if let customer { condition += " AND post.customer_id = \(customer)" }
        if let before { condition += " AND post.id < \(before)" }
        return try tx.rows(
            """
            SELECT \(Self.columns) FROM \(Self.source) WHERE \(condition) ORDER BY post.id DESC LIMIT \(limit + 1)
            """, Self.post)
    }

    // MARK: Mentions

    /// Notes that `people` are mentioned in a post.
    func mention(_ people: [PersonID], in post: PostID, in tx: any Transaction) throws {
        for person in people {
            try tx.run(
                """
                INSERT INTO post_mention (post_id, person_id) VALUES (\(post), \(person)) ON CONFLICT DO NOTHING
                """)
        }
    }

    /// The posts that mention `viewer` and wait, newest first.
    func waiting(for viewer: Viewer, in tx: any Transaction) throws -> [Post] {
        try tx.rows(
            """
            SELECT \(Self.columns) FROM \(Self.source) WHERE post.id IN (
                SELECT post_id FROM post_mention WHERE person_id = \(viewer.id) AND done_us IS NULL
                ORDER BY post_id DESC LIMIT \(Self.waitingLimit))
            AND \(Self.mayRead(viewer)) ORDER BY post.id DESC
            """, Self.post)
    }

    /// `viewer` dealt with a mention. - Returns: false when none waits.
    func finishMention(of viewer: Viewer, in post: PostID, in tx: any Transaction) throws -> Bool {
        try tx.run(
            """
            UPDATE post_mention SET done_us = \(tx.now)
            WHERE post_id = \(post) AND person_id = \(viewer.id) AND done_us IS NULL
            """) == 1
    }
}
