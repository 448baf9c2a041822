import Customers
import Platform
import Storage

/// The SQL of mails and of what could not be read.
struct MailStore: Sendable {
    private static let columns: SQL = """
        id, thread_id, subject, from_address, from_name, recipients, at_us, customer_id, is_outward, raw_blob, text
        """

    /// With the beginning of the text: lists of mails show no more, and a hundred whole texts are 20 MB.
    private static let beginnings: SQL = """
        id, thread_id, subject, from_address, from_name, recipients, at_us, customer_id, is_outward, raw_blob,
        substr(text, 1, 2000)
        """

    private static func mail(_ row: Row) -> Mail {
        Mail(
            id: row.id(0), thread: row.int64(1), subject: row.text(2), fromAddress: row.text(3),
            fromName: row.text(4), recipients: row.text(5), at: row.time(6), customer: row.optionalID(7),
            isOutward: row.bool(8), blob: row.text(9), text: row.text(10))
    }

    // MARK: Finding

    /// The mail, or nil.
    func find(_ id: MailID, in tx: any Transaction) throws -> Mail? {
        try tx.one("SELECT \(Self.columns) FROM mail_message WHERE id = \(id)", Self.mail)
    }

    /// The newest 100 mails of a thread, oldest first, with the beginnings of their texts.
    func thread(_ thread: Int64, in tx: any Transaction) throws -> [Mail] {
        try tx.rows(
            """
            SELECT \(Self.beginnings) FROM mail_message WHERE thread_id = \(thread)
            ORDER BY at_us DESC, id DESC LIMIT 100
            """, Self.mail
        ).reversed()
    }

    /// All mails of a thread, oldest first, 10,000 at most.
    func wholeThread(_ thread: Int64, in tx: any Transaction) throws -> [Mail] {
        try tx.rows(
            "SELECT \(Self.columns) FROM mail_message WHERE thread_id = \(thread) ORDER BY at_us, id LIMIT 10000",
            Self.mail)
    }

    /// Mails, newest first, before `before`, at most `limit`, with the beginnings of their texts.
    func list(
        unmatched: Bool, before: MailID?, limit: Int, in tx: any Transaction
    ) throws -> [Mail] {
        let condition: SQL = unmatched ? "customer_id IS NULL" : "TRUE"
        return try tx.rows(
            """
            SELECT \(Self.beginnings) FROM mail_message WHERE \(condition) AND id < \(before?.raw ?? Int64.max)
            ORDER BY id DESC LIMIT \(limit)
            """, Self.mail)
    }

    /// The files of a mail.
    func attachments(of id: MailID, in tx: any Transaction) throws -> [MailAttachment] {
        try tx.rows(
            "SELECT id, name, type, bytes, blob FROM mail_attachment WHERE mail_id = \(id) ORDER BY id LIMIT 500"
        ) {
            MailAttachment(
                id: $0.id(0), name: $0.text(1), type: $0.text(2), bytes: $0.int(3), blob: $0.text(4))
        }
    }

    /// What is known of mails with these hashes or message ids.
    struct Known {
        let hash: String
        let messageID: String
        let rootID: String
        let thread: Int64
        let subjectKey: String
        let from: String
        let at: Timestamp
        let participants: Set<String>
        /// How its text begins, and how many files came with it.
        let opening: String
        let files: Int
    }

    private static func known(_ row: Row) -> Known {
        Known(
            hash: row.text(0), messageID: row.text(1), rootID: row.text(2), thread: row.int64(3),
            subjectKey: row.text(4), from: row.text(5), at: row.time(6),
            participants: Set((row.text(7) + "\n" + row.text(5)).split(separator: "\n").map(String.init)),
            opening: row.text(8), files: row.int(9))
    }

    private static let knownColumns: SQL = """
        content_hash, message_id, root_id, thread_id, subject_key, from_address, at_us, recipients,
        substr(text, 1, 200), (SELECT COUNT(*) FROM mail_attachment WHERE mail_id = mail_message.id)
        """

    /// Mails that are the same as, answer, or are answered by those with these hashes and ids.
    func related(hashes: [String], ids: [String], in tx: any Transaction) throws -> [Known] {
        guard !hashes.isEmpty else { return [] }
        let ids = ids.isEmpty ? [" "] : ids
        return try tx.rows(
            "SELECT \(Self.knownColumns) FROM mail_message WHERE content_hash IN \(list: hashes)", Self.known)
            + tx.rows(
                "SELECT \(Self.knownColumns) FROM mail_message WHERE message_id IN \(list: ids) LIMIT 5000",
                Self.known)
            + tx.rows(
                "SELECT \(Self.knownColumns) FROM mail_message WHERE root_id IN \(list: ids) LIMIT 5000",
                Self.known)
    }

    /// Mails with these subjects, the newest first.
    func namesakes(subjects: [String], in tx: any Transaction) throws -> [Known] {
        guard !subjects.isEmpty else { return [] }
        return try tx.rows(
            """
            SELECT \(Self.knownColumns) FROM mail_message WHERE subject_key IN \(list: subjects)
            ORDER BY at_us DESC LIMIT 2000
            """, Self.known)
    }

    /// The colleagues' own addresses with who they are.
    func colleagues(in tx: any Transaction) throws -> [String: PersonID] {
        let rows: [(String, PersonID)] = try tx.rows(
            "SELECT email, id FROM person WHERE role <> 'guest' LIMIT 50000"
        ) { ($0.text(0).lowercased(), $0.id(1)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// The customers with these addresses; an address that several have is left out.
    func customers(addresses: [String], in tx: any Transaction) throws -> [String: CustomerID] {
        try onlyOne("value IN \(list: addresses)", key: "value", isEmpty: addresses.isEmpty, in: tx)
    }

    /// The customers with addresses at these domains; a domain that several customers have is left out.
    func customers(domains: [String], in tx: any Transaction) throws -> [String: CustomerID] {
        let domain: SQL =
            tx.dialect == .sqlite ? "substr(value, instr(value, '@') + 1)" : "split_part(value, '@', 2)"
        return try onlyOne("\(domain) IN \(list: domains)", key: domain, isEmpty: domains.isEmpty, in: tx)
    }

    /// The customers with one of these addresses, then those with addresses at these domains; at most `limit`.
    func suggested(
        addresses: [String], domains: [String], limit: Int, in tx: any Transaction
    ) throws -> [CustomerID] {
        let domain: SQL =
            tx.dialect == .sqlite ? "substr(value, instr(value, '@') + 1)" : "split_part(value, '@', 2)"
        var found: [CustomerID] = []
        for (key, texts) in [("value" as SQL, addresses), (domain, domains)] where !texts.isEmpty {
            found += try tx.rows(
                """
                SELECT DISTINCT COALESCE(customer.merged_into, customer.id) FROM customer_reach
                JOIN customer ON customer.id = customer_reach.customer_id
                WHERE customer_reach.kind = 'email' AND \(key) IN \(list: texts) ORDER BY 1 LIMIT \(limit)
                """
            ) { $0.id(0) }.filter { !found.contains($0) }
        }
        return Array(found.prefix(limit))
    }

    private func onlyOne(
        _ condition: SQL, key: SQL, isEmpty: Bool, in tx: any Transaction
    ) throws -> [String: CustomerID] {
        guard !isEmpty else { return [:] }
        let rows: [(String, CustomerID)] = try tx.rows(
            """
            SELECT \(key), MIN(COALESCE(customer.merged_into, customer.id)) FROM customer_reach
            JOIN customer ON customer.id = customer_reach.customer_id
            WHERE customer_reach.kind = 'email' AND \(condition) GROUP BY \(key)
            HAVING MIN(COALESCE(customer.merged_into, customer.id))
                = MAX(COALESCE(customer.merged_into, customer.id))
            """
        ) { ($0.text(0), $0.id(1)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    // MARK: Writing

    /// Keeps mails with their files.
    func insert(_ mails: [(mail: Mail, incoming: IncomingMail)], in tx: any Transaction) throws {
        try tx.insert(
            into: """
                mail_message (id, message_id, root_id, content_hash, thread_id, subject, subject_key, from_address,
                from_name, recipients, at_us, customer_id, is_outward, raw_blob, text)
                """,
            mails.map { mail, incoming in
                [
                    mail.id.sqlValue, (incoming.mail.messageID ?? "").storable(1000).sqlValue,
                    incoming.rootID.storable(1000).sqlValue, incoming.mail.contentHash.sqlValue,
                    mail.thread.sqlValue, mail.subject.sqlValue, incoming.subjectKey.storable(200).sqlValue,
                    mail.fromAddress.sqlValue, mail.fromName.sqlValue, mail.recipients.sqlValue,
                    mail.at.sqlValue,
                    mail.customer.sqlValue, mail.isOutward.sqlValue, mail.blob.sqlValue, mail.text.sqlValue,
                ]
            })
        try tx.insert(
            into: "mail_attachment (id, mail_id, name, type, bytes, blob)",
            mails.flatMap { mail, incoming in
                zip(incoming.mail.attachments, incoming.attachmentBlobs).map { file, blob in
                    let id: ID<MailAttachment> = tx.id()
                    return [
                        id.sqlValue, mail.id.sqlValue, (file.name ?? "").storable(200).sqlValue,
                        file.type.storable(200).sqlValue, file.bytes.count.sqlValue, blob.sqlValue,
                    ]
                }
            })
    }

    /// Gives mails to a customer.
    func assign(_ mails: [Mail], to customer: CustomerID, in tx: any Transaction) throws {
        guard !mails.isEmpty else { return }
        try tx.run(
            "UPDATE mail_message SET customer_id = \(customer) WHERE id IN \(list: mails.map(\.id))")
    }

    // MARK: Quarantine

    /// Keeps what cannot be read; what lies there already is not doubled. - Returns: how many are new.
    func quarantine(
        _ items: [(reason: String, name: String, blob: String, bytes: Int)], of run: ImportID?,
        in tx: any Transaction
    ) throws {
        for item in items {
            let id: ID<QuarantinedMail> = tx.id()
            try tx.run(
                """
                INSERT INTO import_quarantine (id, import_id, reason, name, blob, bytes, at_us)
                VALUES (\(id), \(run), \(item.reason), \(item.name), \(item.blob), \(item.bytes), \(tx.now))
                ON CONFLICT (blob) DO NOTHING
                """)
        }
    }

    /// What cannot be read, newest first, at most `limit`.
    func quarantined(
        before: ID<QuarantinedMail>?, limit: Int, in tx: any Transaction
    ) throws -> [QuarantinedMail] {
        try tx.rows(
            """
            SELECT id, reason, name, blob, bytes, at_us FROM import_quarantine WHERE id < \(before?.raw ?? Int64.max)
            ORDER BY id DESC LIMIT \(limit)
            """, Self.quarantined)
    }

    /// One of them, or nil.
    func quarantined(_ id: ID<QuarantinedMail>, in tx: any Transaction) throws -> QuarantinedMail? {
        try tx.one(
            "SELECT id, reason, name, blob, bytes, at_us FROM import_quarantine WHERE id = \(id)",
            Self.quarantined)
    }

    private static func quarantined(_ row: Row) -> QuarantinedMail {
        QuarantinedMail(
            id: row.id(0), reason: row.text(1), name: row.text(2), blob: row.text(3), bytes: row.int(4),
            at: row.time(5))
    }

    /// Takes something out of the quarantine.
    func release(_ id: ID<QuarantinedMail>, in tx: any Transaction) throws {
        try tx.run("DELETE FROM import_quarantine WHERE id = \(id)")
    }
}
