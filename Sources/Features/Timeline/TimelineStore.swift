import Platform
import Storage

/// The SQL of the timeline. Callers have let the viewer through the customer's gate; which of its entries they may read
/// is decided here, in the one place `mayRead`.
package struct TimelineStore: Sendable {
    /// A store.
    package init() {}

    /// Earlier texts of one entry at most.
    package static let revisionLimit = 100

    /// Entries shown at once.
    package static let pageSize = 40

    private static let columns: SQL = """
        id, customer_id, at_us, kind, direction, author_id, author_name, title, text, audience_id, is_shared, source,
        source_id, counterpart, mentions, version, edited_us
        """

    private static func entry(_ row: Row) throws -> TimelineEntry {
        var entry = TimelineEntry(
            id: row.id(0), customer: row.id(1), at: row.time(2), kind: try row.value(3),
            author: row.optionalID(5), authorName: row.text(6))
        entry.direction = try row.value(4)
        entry.title = row.text(7)
        entry.text = row.text(8)
        entry.audience = row.optionalID(9)
        entry.isShared = row.bool(10)
        entry.source = row.text(11)
        entry.sourceID = row.isNull(12) ? nil : row.int64(12)
        entry.counterpart = row.text(13)
        entry.mentions = TimelineEntry.Mention.list(row.text(14))
        entry.version = row.int(15)
        entry.editedAt = row.optionalTime(16)
        return entry
    }

    /// The condition under which `viewer` may read an entry.
    package static func mayRead(_ viewer: Viewer) -> SQL {
        let everybody: SQL = "timeline_entry.audience_id IS NULL"
        guard viewer.isEmployee else { return "(timeline_entry.is_shared = 1 AND \(everybody))" }
        return viewer.teams.isEmpty
            ? everybody : "(\(everybody) OR timeline_entry.audience_id IN \(list: viewer.teams))"
    }

    /// Adds an entry and tells the open browsers. One row, one event; call it in the transaction of its cause.
    package func add(_ entry: TimelineEntry, in tx: any Transaction) throws {
        try insert(entry, in: tx)
        try tell(entry, in: tx)
    }

    /// Only whoever may read the entry learns of it.
    private func tell(_ entry: TimelineEntry, in tx: any Transaction) throws {
        try tx.publish(
            Event(
                topic: "customer/\(entry.customer)", kind: "entry", subject: entry.id.text,
                audience: entry.listeners))
    }

    /// Adds an entry silently, for imports of many: they tell once at their end.
    /// - Throws: `AppError` `.invalid` (`team`: choice) when the only team that may read it is gone.
    package func insert(_ entry: TimelineEntry, in tx: any Transaction) throws {
        if let team = entry.audience,
            try !tx.exists("SELECT 1 FROM team WHERE id = \(team)\(tx.holding(.key))")
        {
            throw AppError.invalid(["team": "choice"])
        }
        try tx.run(
            """
            INSERT INTO timeline_entry (\(Self.columns), home_id)
            VALUES (\(entry.id), \(entry.customer), \(entry.at), \(entry.kind), \(entry.direction), \(entry.author),
                \(entry.authorName), \(entry.title), \(entry.text), \(entry.audience), \(entry.isShared),
                \(entry.source), \(entry.sourceID), \(entry.counterpart), \(TimelineEntry.Mention.text(of: entry.mentions)), 1, NULL,
                \(entry.customer))
            """)
        try SearchQueue.changed(.entry, entry.id, in: tx)
    }

    /// The newest entries of a customer that `viewer` may read, older than `cursor`, at most `pageSize` + 1: one more
    /// than is shown says that there are more.
    package func page(
        of customer: CustomerID, _ filter: TimelineFilter = .init(), after cursor: TimelineCursor? = nil,
        for viewer: Viewer, in tx: any Transaction
    ) throws -> [TimelineEntry] {
        var condition: SQL = "customer_id = \(customer) AND \(Self.mayRead(viewer))"
        if let cursor { condition += " AND (at_us, id) < (\(cursor.at), \(cursor.id))" }
        condition += Self.fits(filter)
        return try tx.rows(
            """
            SELECT \(Self.columns) FROM timeline_entry WHERE \(condition)
            ORDER BY at_us DESC, id DESC LIMIT \(Self.pageSize + 1)
            """, Self.entry)
    }

    private static func fits(_ filter: TimelineFilter) -> SQL {
        var condition: SQL = ""
        if let kind = filter.kind { condition += " AND kind = \(kind)" }
        if let direction = filter.direction { condition += " AND direction = \(direction)" }
        if let author = filter.author { condition += " AND author_id = \(author)" }
        if let from = filter.from { condition += " AND at_us >= \(from)" }
        if let until = filter.until { condition += " AND at_us < \(until)" }
        if let channel = filter.channel { condition += " AND kind = \(channel.kind)" }
        return condition
    }

    /// Whether `entry` stands on the first page that `viewer` sees.
    package func isOnFirstPage(
        _ entry: TimelineEntry, for viewer: Viewer, in tx: any Transaction
    ) throws -> Bool {
        try tx.count(
            """
            SELECT count(*) FROM (SELECT 1 FROM timeline_entry
                WHERE customer_id = \(entry.customer) AND \(Self.mayRead(viewer))
                    AND (at_us, id) > (\(entry.at), \(entry.id)) LIMIT \(Self.pageSize)) AS newer
            """) < Self.pageSize
    }

    /// One entry of `customer`, or nil when it is absent, hidden from `viewer` or does not fit `filter`.
    package func find(
        _ id: EntryID, of customer: CustomerID, _ filter: TimelineFilter = .init(), for viewer: Viewer,
        in tx: any Transaction
    ) throws -> TimelineEntry? {
        try tx.one(
            """
            SELECT \(Self.columns) FROM timeline_entry
            WHERE id = \(id) AND customer_id = \(customer) AND \(Self.mayRead(viewer))\(Self.fits(filter))
            """, Self.entry)
    }

    /// Removes an entry with its mentions.
    package func remove(_ entry: TimelineEntry, in tx: any Transaction) throws {
        try tx.run("DELETE FROM timeline_mention WHERE entry_id = \(entry.id)")
        try tx.run("DELETE FROM timeline_revision WHERE entry_id = \(entry.id)")
        try tx.run("DELETE FROM timeline_entry WHERE id = \(entry.id)")
        try SearchQueue.changed(.entry, entry.id, in: tx)
        try tell(entry, in: tx)
    }

    /// Writes the text and mentions of `entry` anew when it still has its version; the old text is kept.
    /// - Throws: `AppError` `.conflict` when it was changed meanwhile, `.invalid` (`text`: revisions) beyond
    ///   `revisionLimit`.
    package func rewrite(_ entry: TimelineEntry, in tx: any Transaction) throws {
        guard entry.version <= Self.revisionLimit else { throw AppError.invalid(["text": "revisions"]) }
        try tx.run(
            """
            INSERT INTO timeline_revision (entry_id, version, until_us, text)
            SELECT id, version, CAST(\(tx.now) AS BIGINT), text FROM timeline_entry
            WHERE id = \(entry.id) AND version = \(entry.version)
            """)
        let changed = try tx.run(
            """
            UPDATE timeline_entry SET text = \(entry.text), mentions = \(TimelineEntry.Mention.text(of: entry.mentions)),
                edited_us = \(tx.now), version = version + 1
            WHERE id = \(entry.id) AND version = \(entry.version)
            """)
        guard changed == 1 else { throw AppError.conflict }
        try SearchQueue.changed(.entry, entry.id, in: tx)
        try tell(entry, in: tx)
    }

    /// Earlier texts of an entry that the viewer was let through to, newest first.
    package func revisions(
        of entry: EntryID, in tx: any Transaction
    ) throws -> [(until: Timestamp, text: String)] {
        try tx.rows(
            """
            SELECT until_us, text FROM timeline_revision WHERE entry_id = \(entry) ORDER BY version DESC LIMIT 10000
            """
        ) { ($0.time(0), $0.text(1)) }
    }

    /// The newest entries of several customers, with the customer's name, that `viewer` may read and did not write.
    /// - Parameter customers: a query for their `customer_id`s, not many, that has passed the customers' gate.
    package func news(
        of customers: SQL, since: Timestamp, limit: Int, for viewer: Viewer, in tx: any Transaction
    ) throws -> [(entry: TimelineEntry, customer: String)] {
        // However much there is of one of them, its newest ones are enough. SQLite has no LATERAL, and PostgreSQL would
        // ask what stands behind IN of every entry.
        let newest: SQL = """
            SELECT id FROM timeline_entry WHERE customer_id = asked.customer_id AND at_us >= \(since)
            AND \(Self.mayRead(viewer)) AND COALESCE(author_id, 0) <> \(viewer.id)
            ORDER BY at_us DESC, id DESC LIMIT \(limit)
            """
        let found: SQL =
            tx.dialect == .postgres
            ? "CROSS JOIN LATERAL (\(newest)) AS entry"
            : "CROSS JOIN timeline_entry AS entry WHERE entry.id IN (\(newest))"
        return try tx.rows(
            """
            SELECT \(Self.columns), (SELECT name FROM customer WHERE customer.id = timeline_entry.customer_id)
            FROM timeline_entry WHERE id IN (SELECT entry.id FROM (\(customers)) AS asked \(found))
            ORDER BY at_us DESC, id DESC LIMIT \(limit)
            """
        ) { (try Self.entry($0), $0.text(17)) }
    }

    // MARK: Mentions

    /// The active employees with one of these ids or names, of `team` when it is given: only they may be mentioned.
    package func mentionable(
        ids: [PersonID], names: [String], team: TeamID?, in tx: any Transaction
    ) throws -> [TimelineEntry.Mention] {
        guard !ids.isEmpty || !names.isEmpty else { return [] }
        var condition: SQL = """
            (id IN \(list: ids) OR name IN \(list: names)) AND role <> 'guest' AND deactivated_us IS NULL
            """
        if let team {
            condition += " AND id IN (SELECT person_id FROM team_member WHERE team_id = \(team))"
        }
        return try tx.rows("SELECT id, name FROM person WHERE \(condition) ORDER BY id LIMIT 50") {
            .init(id: $0.id(0), name: $0.text(1))
        }
    }

    /// Notes that `people` are mentioned in `entry`, and tells them.
    package func mention(_ people: [PersonID], in entry: TimelineEntry, in tx: any Transaction) throws {
        for person in people {
            try tx.run(
                """
                INSERT INTO timeline_mention (entry_id, person_id, at_us) VALUES (\(entry.id), \(person), \(entry.at))
                ON CONFLICT DO NOTHING
                """)
            try tx.publish(
                Event(
                    topic: "person/\(person)", kind: "mention", subject: entry.id.text,
                    audience: entry.listeners))
        }
    }

    /// The mentions of `viewer` that wait, in entries that they may read now, whatever they might when it was written.
    private static func waits(for viewer: Viewer, among customers: SQL) -> SQL {
        """
        person_id = \(viewer.id) AND done_us IS NULL AND entry_id IN (
            SELECT id FROM timeline_entry
            WHERE id = entry_id AND \(mayRead(viewer)) AND \(customers))
        """
    }

    /// The entries in which `viewer` is mentioned and which they have not marked as done, newest first, at most 20.
    /// - Parameter customers: the condition under which `viewer` may see `timeline_entry.customer_id` now.
    package func openMentions(
        of viewer: Viewer, among customers: SQL, in tx: any Transaction
    ) throws -> [TimelineEntry] {
        try tx.rows(
            """
            SELECT \(Self.columns) FROM timeline_entry WHERE id IN (
                SELECT entry_id FROM timeline_mention WHERE \(Self.waits(for: viewer, among: customers))
                ORDER BY at_us DESC LIMIT 20)
            ORDER BY at_us DESC
            """, Self.entry)
    }

    /// Marks a mention as done. - Parameter customers: as above.
    /// - Returns: false when there is none, or none any more that `viewer` may read.
    package func finishMention(
        of viewer: Viewer, among customers: SQL, in entry: EntryID, in tx: any Transaction
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE timeline_mention SET done_us = \(tx.now)
            WHERE entry_id = \(entry) AND \(Self.waits(for: viewer, among: customers))
            """) == 1
    }

    /// How many entries only this team may read.
    package func count(onlyFor team: TeamID, in tx: any Transaction) throws -> Int {
        try tx.count("SELECT COUNT(*) FROM timeline_entry WHERE audience_id = \(team)")
    }

    // MARK: Merging customers

    /// Hands the entry that stands for a thing of another feature to another customer, for good.
    /// - Parameter at: the time of the entry, by which it is found.
    /// - Returns: false when `old` has no such entry.
    package func hand(
        _ source: String, _ sourceID: Int64, at: Timestamp, from old: CustomerID, to new: CustomerID,
        in tx: any Transaction
    ) throws -> Bool {
        let found = try tx.rows(
            """
            SELECT \(Self.columns) FROM timeline_entry WHERE customer_id = \(old) AND at_us = \(at)
            AND source = \(source) AND source_id = \(sourceID) LIMIT 10
            """, Self.entry)
        for var entry in found {
            try tx.run(
                "UPDATE timeline_entry SET customer_id = \(new), home_id = \(new) WHERE id = \(entry.id)")
            try SearchQueue.changed(.entry, entry.id, in: tx)
            for customer in [old, new] {
                entry.customer = customer
                try tell(entry, in: tx)
            }
        }
        return !found.isEmpty
    }
}
