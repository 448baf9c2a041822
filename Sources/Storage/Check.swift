import Foundation
import Platform

/// Something that is not as it should be.
package struct Finding: Equatable, Sendable {
    /// Which check found it, e.g. `files`.
    package let check: String
    /// What is wrong, in English, for whoever looks after the machine.
    package let text: String
}

/// A check that a feature adds.
package struct StoreCheck: Sendable {
    let name: String
    let run: @Sendable (any Transaction) throws -> [String]

    /// A check.
    /// - Parameter run: says what is wrong; nothing when all is well. Reads only.
    package init(_ name: String, _ run: @escaping @Sendable (any Transaction) throws -> [String]) {
        self.name = name
        self.run = run
    }
}

extension Store {
    /// Looks whether the store is consistent: the engine's own checks, foreign keys, every file that a row speaks of (text
    /// columns named `blob` or `…_blob`) and its hash, and what features add.
    /// - Returns: what is wrong; empty when all is well.
    package func check(_ more: [StoreCheck] = []) async throws -> [Finding] {
        let checks = [StoreCheck("database", Self.checkEngine), StoreCheck("files", checkBlobs)] + more
        return try await database.snapshot { tx in
            try checks.flatMap { check in
                try check.run(tx).map { Finding(check: check.name, text: $0) }
            }
        }
    }

    private static func checkEngine(_ tx: any Transaction) throws -> [String] {
        guard tx.dialect == .sqlite else {
            return try tx.rows(
                """
                SELECT 'invalid index ' || indexrelid::regclass FROM pg_index WHERE NOT indisvalid
                UNION ALL
                SELECT 'unchecked constraint ' || conname FROM pg_constraint WHERE NOT convalidated
                """
            ) { $0.text(0) }
        }
        let damage = try tx.rows("PRAGMA integrity_check(100)") { $0.text(0) }.filter { $0 != "ok" }
        let orphans = try tx.rows("PRAGMA foreign_key_check") {
            "\($0.text(0)) row \($0.int(1)) refers to an absent row of \($0.text(2))"
        }
        return damage + orphans
    }

    private func checkBlobs(_ tx: any Transaction) throws -> [String] {
        var wrong: [String] = []
        for table in try StoreTable.all(in: tx) {
            for column in table.columns where column.refersToBlob {
                try tx.eachRow(table.hashes(in: column), cursor: "\(table.name)_\(column.name)") { row in
                    if let fault = fault(ofBlob: row.text(0)) {
                        wrong.append("\(table.name).\(column.name): \(fault)")
                    }
                }
            }
        }
        return wrong
    }

    private func fault(ofBlob hash: String) -> String? {
        do {
            return try blobs.read(hash, take: { _ in }) ? nil : "there is no file \(hash)"
        } catch {
            return "the file \(hash) is damaged"
        }
    }
}

/// What the engine's catalogue says of the tables.
package enum Catalogue {
    /// The columns that refer to rows of `table` by a foreign key, whichever feature made them.
    package static func references(
        to table: String, in tx: any Transaction
    ) throws -> [(table: String, column: String)] {
        let question: SQL =
            tx.dialect == .sqlite
            ? """
            SELECT t.name, f."from" FROM pragma_table_list AS t, pragma_foreign_key_list(t.name) AS f
            WHERE t.schema = 'main' AND t.type = 'table' AND f."table" = \(table) ORDER BY 1, 2
            """
            : """
            SELECT conrelid::regclass::text, attname FROM pg_constraint
            JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
            WHERE contype = 'f' AND confrelid = to_regclass(\(table)) ORDER BY 1, 2
            """
        return try tx.rows(question) { ($0.text(0), $0.text(1)) }
    }

    /// The columns of `table` that the store's own rows have.
    package static func columns(
        of table: String, in tx: any Transaction
    ) throws -> [(name: String, isText: Bool)] {
        let found = try StoreTable.all(in: tx).first { $0.name == table }
        return found?.columns.map { ($0.name, $0.kind == .text) } ?? []
    }
}

extension StoreTable.Column {
    /// Whether its values are hashes of files.
    var refersToBlob: Bool { kind == .text && (name == "blob" || name.hasSuffix("_blob")) }
}

extension BlobStore {
    /// Removes the file with `hash`, unless a row of any table speaks of it. Looks through whole tables: for what is rare.
    package func removeUnlessUsed(_ hash: String, in tx: any Transaction) throws {
        for table in try StoreTable.all(in: tx) {
            for column in table.columns where column.refersToBlob {
                var rows = SQL(trusted: "SELECT 1 FROM \(table.name) WHERE \(column.name) = ")
                rows += "\(hash)"
                if try tx.exists(rows) { return }
            }
        }
        guard contains(hash) else { return }
        guard unlink(path(of: hash)) == 0 else { throw StorageError(call: "unlink", path(of: hash)) }
    }
}
