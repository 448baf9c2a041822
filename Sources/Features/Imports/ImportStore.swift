import Customers
import Foundation
import Platform
import Storage

/// The SQL of imports: what was imported, how far it is, what was refused, and what the files said last.
package struct ImportStore: Sendable {
    /// A store.
    package init() {}

    private static let columns: SQL = """
        id, kind, source, file_name, blob, state, person_id, person_name, mapping, keeps_known, is_full_list, taken,
        changed, unchanged, rejected, records, bytes, total_bytes, header, problem, created_us, finished_us
        """

    private static func run(_ row: Row) throws -> ImportRun {
        var run = ImportRun(
            id: row.id(0), kind: try row.value(1), source: row.text(2), fileName: row.text(3),
            personName: row.text(7), createdAt: row.time(20))
        run.blob = row.optionalText(4)
        run.state = try row.value(5)
        run.person = row.optionalID(6)
        run.options.columns = try decode([String?].self, row.text(8))
        run.options.keepsKnown = row.bool(9)
        run.options.isFullList = row.bool(10)
        run.figures = figures(row, 11)
        run.records = row.int(15)
        run.bytes = row.int(16)
        run.totalBytes = row.int(17)
        run.header = try decode([String].self, row.text(18))
        run.problem = row.text(19)
        run.finishedAt = row.optionalTime(21)
        return run
    }

    private static func figures(_ row: Row, _ first: Int32) -> ImportFigures {
        var figures = ImportFigures()
        figures.taken = row.int(first)
        figures.changed = row.int(first + 1)
        figures.unchanged = row.int(first + 2)
        figures.rejected = row.int(first + 3)
        return figures
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(json.utf8))
    }

    private static func encode(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    // MARK: Imports

    /// Notes a new import.
    package func insert(_ run: ImportRun, in tx: any Transaction) throws {
        try tx.run(
            """
            INSERT INTO import_run (\(Self.columns))
            VALUES (\(run.id), \(run.kind), \(run.source), \(run.fileName), \(run.blob), \(run.state), \(run.person),
                \(run.personName), \(try Self.encode(run.options.columns)), \(run.options.keepsKnown),
                \(run.options.isFullList), \(run.figures.taken), \(run.figures.changed), \(run.figures.unchanged),
                \(run.figures.rejected), \(run.records), \(run.bytes), \(run.totalBytes),
                \(try Self.encode(run.header)), \(run.problem), \(run.createdAt), \(run.finishedAt))
            """)
    }

    /// The import, or nil. A writing transaction holds it: nobody stops or advances it meanwhile.
    package func find(_ id: ImportID, in tx: any Transaction) throws -> ImportRun? {
        try tx.one("SELECT \(Self.columns) FROM import_run WHERE id = \(id)\(tx.holding(.changes))", Self.run)
    }

    /// The newest imports, older than `before`, at most `limit`.
    package func list(before: ImportID?, limit: Int, in tx: any Transaction) throws -> [ImportRun] {
        try tx.rows(
            """
            SELECT \(Self.columns) FROM import_run WHERE id < \(before?.raw ?? Int64.max)
            ORDER BY id DESC LIMIT \(limit)
            """, Self.run)
    }

    /// Keeps everything about an import but its identity, and tells who watches it.
    package func update(_ run: ImportRun, in tx: any Transaction) throws {
        try tx.run(
            """
            UPDATE import_run SET source = \(run.source), state = \(run.state),
                mapping = \(try Self.encode(run.options.columns)), keeps_known = \(run.options.keepsKnown),
                is_full_list = \(run.options.isFullList), taken = \(run.figures.taken),
                changed = \(run.figures.changed), unchanged = \(run.figures.unchanged),
                rejected = \(run.figures.rejected), records = \(run.records), bytes = \(run.bytes),
                total_bytes = \(run.totalBytes), header = \(try Self.encode(run.header)), problem = \(run.problem),
                finished_us = \(run.finishedAt)
            WHERE id = \(run.id)
            """)
        try tx.publish(.ofImport(run.id, "state"))
    }

    /// Notes how far an import is, unless somebody has stopped it or another process has gone on with it.
    /// - Returns: false when that is so.
    func advance(
        _ run: ImportRun, by figures: ImportFigures, records: Int, bytes: Int, tells: Bool,
        in tx: any Transaction
    ) throws -> Bool {
        let changed = try tx.run(
            """
            UPDATE import_run SET taken = taken + \(figures.taken), changed = changed + \(figures.changed),
                unchanged = unchanged + \(figures.unchanged), rejected = rejected + \(figures.rejected),
                records = \(records), bytes = \(bytes)
            WHERE id = \(run.id) AND state = \(run.state) AND records = \(run.records)
            """)
        if tells {
            try tx.publish(.ofImport(run.id, "progress"))
        }
        return changed == 1
    }

    /// Ends imports from the command line whose process is gone: nobody goes on with them. One process calls it as it
    /// starts, before it imports anything itself.
    package func endAbandoned(in tx: any Transaction) throws {
        let own = tx.ids.node
        let running = try tx.rows(
            """
            SELECT \(Self.columns) FROM import_run
            WHERE state IN (\(ImportRun.State.running), \(ImportRun.State.checking)) AND blob IS NULL
            ORDER BY id DESC LIMIT 1000
            """, Self.run)
        guard !running.isEmpty else { return }
        let alive = try ProcessLease.nodes(in: tx).subtracting([own])
        for var run in running where !alive.contains(run.id.node) {
            (run.state, run.problem, run.finishedAt) = (.failed, "file.unfinished", tx.now)
            try forgetClaims(of: run.id, in: tx)
            try update(run, in: tx)
        }
    }

    // MARK: Customers that records without a number stand for

    /// Keeps more of them, for whoever goes on with the import.
    func claim(_ customers: [CustomerID], for id: ImportID, in tx: any Transaction) throws {
        try tx.insert(
            into: "import_claim (import_id, customer_id)", customers.map { [id.sqlValue, $0.sqlValue] },
            "ON CONFLICT DO NOTHING")
    }

    /// All of them.
    func claims(of id: ImportID, in tx: any Transaction) throws -> Set<CustomerID> {
        Set(try tx.rows("SELECT customer_id FROM import_claim WHERE import_id = \(id)") { $0.id(0) })
    }

    /// Forgets them at the end.
    func forgetClaims(of id: ImportID, in tx: any Transaction) throws {
        try tx.run("DELETE FROM import_claim WHERE import_id = \(id)")
    }

    // MARK: Refused records

    /// Keeps refused records.
    func insert(_ rejections: [Rejection], of id: ImportID, in tx: any Transaction) throws {
        try tx.insert(
            into: "import_rejection (import_id, line, reason, field, raw)",
            rejections.map {
                [
                    id.sqlValue, $0.line.sqlValue, $0.refusal.reason.sqlValue, $0.refusal.field.sqlValue,
                    $0.raw.sqlValue,
                ]
            }, "ON CONFLICT DO NOTHING")
    }

    /// Refused records by line, behind line `after`, at most `limit`.
    package func rejections(
        of id: ImportID, after line: Int, limit: Int, in tx: any Transaction
    ) throws -> [Rejection] {
        try tx.rows(
            """
            SELECT line, reason, field, raw FROM import_rejection WHERE import_id = \(id) AND line > \(line)
            ORDER BY line LIMIT \(limit)
            """
        ) {
            Rejection(line: $0.int(0), refusal: Refusal($0.text(1), field: $0.text(2)), raw: $0.text(3))
        }
    }

    /// Forgets what a dry run refused.
    func removeRejections(of id: ImportID, in tx: any Transaction) throws {
        try tx.run("DELETE FROM import_rejection WHERE import_id = \(id)")
    }

    /// Forgets an import that took nothing in.
    func remove(_ id: ImportID, in tx: any Transaction) throws {
        try tx.run("DELETE FROM import_run WHERE id = \(id)")
    }

    // MARK: Mappings

    /// The mapping that was used for files with this signature of headers.
    func mapping(_ signature: String, in tx: any Transaction) throws -> [String?]? {
        try tx.one("SELECT mapping FROM import_mapping WHERE signature = \(signature)") {
            try Self.decode([String?].self, $0.text(0))
        }
    }

    /// Remembers the mapping for files with this signature of headers.
    func remember(_ mapping: [String?], for signature: String, in tx: any Transaction) throws {
        try tx.run(
            """
            INSERT INTO import_mapping (signature, mapping, at_us)
            VALUES (\(signature), \(try Self.encode(mapping)), \(tx.now))
            ON CONFLICT (signature) DO UPDATE SET mapping = excluded.mapping, at_us = excluded.at_us
            """)
    }

    // MARK: Origins

    /// What a file of `source` said last about the record with a key, and which customer it was.
    struct Origin {
        let customer: CustomerID
        let fingerprint: Fingerprint
    }

    /// The origins of records by their keys.
    func origins(_ keys: [String], of source: String, in tx: any Transaction) throws -> [String: Origin] {
        guard !keys.isEmpty else { return [:] }
        let rows: [(String, Origin)] = try tx.rows(
            "SELECT key, customer_id, fingerprint FROM import_origin WHERE source = \(source) AND key IN \(list: keys)"
        ) { ($0.text(0), Origin(customer: $0.id(1), fingerprint: try Fingerprint(stored: $0.blob(2)))) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// Keeps what records said, in place of what they said before.
    func put(_ origins: [(key: String, origin: Origin)], of source: String, in tx: any Transaction) throws {
        try tx.insert(
            into: "import_origin (source, key, customer_id, fingerprint)",
            origins.map {
                [
                    source.sqlValue, $0.key.sqlValue, $0.origin.customer.sqlValue,
                    $0.origin.fingerprint.bytes.sqlValue,
                ]
            },
            """
            ON CONFLICT (source, key) DO UPDATE
            SET customer_id = excluded.customer_id, fingerprint = excluded.fingerprint
            """)
    }
}

extension Event {
    /// Something about an import, which all colleagues see.
    fileprivate static func ofImport(_ id: ImportID, _ kind: String) -> Event {
        Event(topic: ImportRun.topic(id), kind: kind, subject: id.text, audience: .employees)
    }
}
