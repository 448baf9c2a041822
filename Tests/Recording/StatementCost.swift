import Foundation
import GRDBSQLite
import Platform
import Storage

/// What statements cost, counted rather than timed: the same on a busy machine.
package struct StatementCost {
    private let database: any Database
    private let path: String

    /// - Parameter path: of the file, on SQLite.
    package init(_ database: any Database, path: String) { (self.database, self.path) = (database, path) }

    /// The work of `statements`: steps of SQLite's machine, or rows that PostgreSQL looked at.
    package func work(of statements: [SQL]) async throws -> Int {
        if database.dialect == .sqlite { return try steps(of: statements) }
        var rows = 0
        for statement in statements { rows += try await self.rows(of: statement) }
        return rows
    }

    private func steps(of statements: [SQL]) throws -> Int {
        var connection: OpaquePointer?
        guard sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else {
            throw StorageError.broken("cannot open \(path)")
        }
        defer { sqlite3_close(connection) }
        return try statements.reduce(0) { try $0 + steps(of: $1, on: connection) }
    }

    private func steps(of sql: SQL, on connection: OpaquePointer?) throws -> Int {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(connection, sql.text, -1, &statement, nil) == SQLITE_OK else {
            throw StorageError.broken(sql.text)
        }
        defer { sqlite3_finalize(statement) }
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (index, value) in zip(Int32(1)..., sql.values) {
            switch value {
            case .null: sqlite3_bind_null(statement, index)
            case .int(let number): sqlite3_bind_int64(statement, index, number)
            case .real(let number): sqlite3_bind_double(statement, index, number)
            case .text(let text): sqlite3_bind_text(statement, index, text, -1, transient)
            case .blob(let bytes):
                sqlite3_bind_blob(statement, index, bytes, Int32(bytes.count), transient)
            }
        }
        while sqlite3_step(statement) == SQLITE_ROW {}
        return Int(sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 0))
    }

    private func rows(of sql: SQL) async throws -> Int {
        let plan = try await database.write { tx in
            // A small table is read from end to end because that is cheap; what counts is what a large one would cost.
            for way in ["enable_seqscan", "enable_hashjoin", "enable_mergejoin"] {
                _ = try tx.rows("SELECT set_config(\(way), 'off', TRUE)") { _ in }
            }
            return try tx.rows("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) \(sql)") { $0.text(0) }.joined()
        }
        let roots = try JSONSerialization.jsonObject(with: Data(plan.utf8)) as? [[String: Any]] ?? []
        return roots.compactMap { $0["Plan"] as? [String: Any] }.reduce(0) { $0 + Self.rows($1) }
    }

    /// The rows that a part of a plan and those below it looked at.
    private static func rows(_ node: [String: Any]) -> Int {
        let below = (node["Plans"] as? [[String: Any]] ?? []).reduce(0) { $0 + rows($1) }
        guard node["Relation Name"] != nil else { return below }
        let looked = ["Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck"].reduce(0.0) {
            $0 + (node[$1] as? Double ?? 0)
        }
        return below + Int(looked * (node["Actual Loops"] as? Double ?? 1))
    }
}
