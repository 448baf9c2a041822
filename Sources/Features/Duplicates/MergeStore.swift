import Customers
import Foundation
import Platform
import Storage

/// The SQL of merges as they were done and taken back.
struct MergeStore: Sendable {
    /// Merges shown at once.
    static let pageSize = 30

    private static let columns: SQL = """
        id, winner_id, loser_id, winner_name, loser_name, at_us, person_id, person_name, entry_id, undone_us
        """

    private static func merge(_ row: Row) -> Merge {
        Merge(
            id: row.id(0), winner: row.id(1), loser: row.id(2), winnerName: row.text(3),
            loserName: row.text(4),
            at: row.time(5), person: row.id(6), personName: row.text(7), entry: row.id(8),
            undoneAt: row.optionalTime(9))
    }

    func insert(_ merge: Merge, _ snapshot: MergeSnapshot, in tx: any Transaction) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(snapshot), as: UTF8.self)
        try tx.run(
            """
            INSERT INTO duplicate_merge (id, winner_id, loser_id, winner_name, loser_name, at_us, person_id, person_name,
                entry_id, snapshot)
            VALUES (\(merge.id), \(merge.winner), \(merge.loser), \(merge.winnerName), \(merge.loserName), \(merge.at),
                \(merge.person), \(merge.personName), \(merge.entry), \(json))
            """)
    }

    func find(_ id: MergeID, in tx: any Transaction) throws -> Merge? {
        try tx.one("SELECT \(Self.columns) FROM duplicate_merge WHERE id = \(id)", Self.merge)
    }

    func snapshot(of id: MergeID, in tx: any Transaction) throws -> MergeSnapshot {
        let json = try tx.one("SELECT snapshot FROM duplicate_merge WHERE id = \(id)") { $0.text(0) }
        return try JSONDecoder().decode(MergeSnapshot.self, from: Data((json ?? "").utf8))
    }

    /// A merge that holds and was made on top of `merge`: the winner got more, or went into another one.
    func onTop(of merge: Merge, in tx: any Transaction) throws -> Merge? {
        try tx.one(
            """
            SELECT \(Self.columns) FROM duplicate_merge
            WHERE id > \(merge.id) AND undone_us IS NULL
            AND (winner_id = \(merge.winner) OR loser_id = \(merge.winner)) ORDER BY id DESC LIMIT 1
            """, Self.merge)
    }

    func markUndone(_ id: MergeID, in tx: any Transaction) throws {
        try tx.run("UPDATE duplicate_merge SET undone_us = \(tx.now) WHERE id = \(id)")
    }

    /// Merges that hold, newest first, one more than a page when there are more.
    /// - Parameter customer: only those that this one stayed from.
    func list(
        customer: CustomerID?, before: MergeID?, in tx: any Transaction
    ) throws -> [Merge] {
        var condition: SQL = "undone_us IS NULL AND id < \(before?.raw ?? Int64.max)"
        if let customer { condition += " AND winner_id = \(customer)" }
        return try tx.rows(
            """
            SELECT \(Self.columns) FROM duplicate_merge WHERE \(condition) ORDER BY id DESC LIMIT \(Self.pageSize + 1)
            """, Self.merge)
    }
}
