import Platform

/// What waits to be taken into the search index, written down in the transaction of the change.
///
/// Rows are only added, never merged: writers wait neither for each other nor for the indexer, and a change is never
/// lost between an indexer's look at a thing and its note that it looked.
package enum SearchQueue {
    /// What changed, by the word that the queue stores; each owner declares theirs. What belongs to a thing and has no
    /// kind of its own goes with it: a customer stands for the people there too.
    package struct Kind: RawRepresentable, Hashable, Sendable, SQLBindable {
        package let rawValue: String
        /// The kind of this word.
        package init(rawValue: String) { self.rawValue = rawValue }
    }

    static let migration = Migration(
        "2026-11-22 storage search queue",
        ["CREATE TABLE search_pending (id INT PRIMARY KEY, kind TEXT NOT NULL, subject_id INT NOT NULL)"])

    /// Has `subjects` looked at again by the indexer after the commit: they came, changed or went. One small insert.
    package static func changed<Subject>(
        _ kind: Kind, _ subjects: [ID<Subject>], in tx: any Transaction
    ) throws {
        try tx.insert(
            into: "search_pending (id, kind, subject_id)",
            subjects.map { [(tx.id() as ID<SearchQueue>).sqlValue, kind.sqlValue, $0.sqlValue] })
    }

    /// How much waits to be indexed; counted up to `limit`.
    package static func length(limit: Int = 1_000_000, in tx: any Transaction) throws -> Int {
        try tx.count("SELECT COUNT(*) FROM (SELECT id FROM search_pending LIMIT \(limit)) AS waiting")
    }

    /// Has one subject looked at again.
    package static func changed<Subject>(
        _ kind: Kind, _ subject: ID<Subject>, in tx: any Transaction
    ) throws {
        try changed(kind, [subject], in: tx)
    }
}
