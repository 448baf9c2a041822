import Language
import Platform
import Storage
import Web

/// What one step of indexing does.
struct IndexChange: Sendable {
    var documents: [AnalyzedDocument] = []
    /// Things that were looked at: whatever of them, or brought along by them, has no document now is taken out.
    var gone: Set<Int64> = []
    /// Leaves documents alone that are there already, and words unlinked (`SearchIndexStore.link` does it at the end).
    var isRebuild = false
}

/// Writes the index. One writer at a time: each step begins with `lock`.
struct SearchIndexStore {
    /// Ids and texts asked for at once.
    static let chunk = 512
    let analyzer: Analyzer

    /// Keeps other processes' indexers away until the transaction ends.
    func lock(in tx: any Transaction) throws { try tx.lock("search index") }

    /// The oldest changes of these kinds that wait, at most `limit`. Those of kinds that no feature has (a newer program
    /// wrote them) wait for a program that knows them.
    func pending(
        _ kinds: [SearchQueue.Kind], limit: Int, in tx: any Transaction
    ) throws -> [(id: Int64, kind: SearchQueue.Kind, subject: Int64)] {
        try tx.rows(
            """
            SELECT id, kind, subject_id FROM search_pending WHERE kind IN \(list: kinds) ORDER BY id LIMIT \(limit)
            """
        ) { ($0.int64(0), try $0.value(1), $0.int64(2)) }
    }

    /// Takes changes off the queue. - Returns: false when another process has taken some of them.
    func take(_ ids: [Int64], in tx: any Transaction) throws -> Bool {
        try tx.run("DELETE FROM search_pending WHERE id IN \(list: ids)") == ids.count
    }

    /// Empties the index, and of the queue what is of these kinds.
    func clear(_ kinds: [SearchQueue.Kind], in tx: any Transaction) throws {
        for table in ["document", "term", "posting", "spelling", "compound", "statistics"] {
            let name = SQL(trusted: "search_" + table)
            try tx.run(tx.dialect == .postgres ? "TRUNCATE \(name)" : "DELETE FROM \(name)")
        }
        try tx.run("DELETE FROM search_pending WHERE kind IN \(list: kinds)")
    }

    /// Puts documents in, in the place of what they were before, and takes out what is gone.
    func apply(_ change: IndexChange, in tx: any Transaction) throws {
        var gone = change.gone
        gone.formUnion(try broughtAlong(by: change.gone, in: tx))
        let stored = try stored(Set(change.documents.map(\.id)).union(gone), in: tx)
        let fresh = change.documents.filter { document in
            guard let old = stored[document.id] else { return true }
            return !change.isRebuild && old.fingerprint != document.fingerprint
        }
        gone.subtract(change.documents.map(\.id))
        var counts: [Int64: Int] = [:]
        try remove(
            stored.values.filter { gone.contains($0.id) } + fresh.compactMap { stored[$0.id] }, &counts,
            in: tx)
        var newWords: [(SearchShelf, [Term])] = []
        for shelf in Set(fresh.map(\.shelf)).sorted(by: { $0.rawValue < $1.rawValue }) {
            let documents = fresh.filter { $0.shelf == shelf }
            newWords.append((shelf, try add(documents, shelf, &counts, in: tx)))
        }
        try count(counts, in: tx)
        try forget(counts.filter { $0.value < 0 }.map(\.key), in: tx)
        guard !change.isRebuild else { return }
        for (shelf, words) in newWords {
            try insert(analyzer.growth(of: words, in: StoredVocabulary(shelf: shelf, tx: tx)), shelf, in: tx)
        }
    }

    // MARK: Taking out

    private struct Stored {
        let id: Int64
        let shelf: SearchShelf
        let fingerprint: Int64
        let length: Double
        let terms: [Int64]
    }

    /// The column is named after those who brought something along first.
    private func broughtAlong(by subjects: Set<Int64>, in tx: any Transaction) throws -> [Int64] {
        try subjects.sorted().chunks(of: Self.chunk).flatMap { subjects in
            try tx.rows("SELECT id FROM search_document WHERE customer_id IN \(list: subjects)") {
                $0.int64(0)
            }
        }
    }

    private func stored(_ ids: Set<Int64>, in tx: any Transaction) throws -> [Int64: Stored] {
        var result: [Int64: Stored] = [:]
        for ids in Array(ids).chunks(of: Self.chunk) {
            let rows = try tx.rows(
                "SELECT id, shelf, fingerprint, length, terms FROM search_document WHERE id IN \(list: ids)"
            ) { row in
                Stored(
                    id: row.int64(0), shelf: SearchShelf(rawValue: row.int(1)), fingerprint: row.int64(2),
                    length: row.real(3), terms: TermList.read(row.blob(4)))
            }
            for row in rows { result[row.id] = row }
        }
        return result
    }

    private func remove(_ documents: [Stored], _ counts: inout [Int64: Int], in tx: any Transaction) throws {
        for document in documents {
            try tx.run(
                "DELETE FROM search_posting WHERE document = \(document.id) AND term_id IN \(list: document.terms)"
            )
            for term in document.terms { counts[term, default: 0] -= 1 }
        }
        for ids in documents.map(\.id).chunks(of: Self.chunk) {
            try tx.run("DELETE FROM search_document WHERE id IN \(list: ids)")
        }
        for (shelf, documents) in Dictionary(grouping: documents, by: \.shelf) {
            let length = documents.reduce(0) { $0 + $1.length }
            try addStatistics(shelf, documents: -documents.count, length: -length, in: tx)
        }
    }

    /// Takes out those of `terms` that no document holds any more, so that they are not suggested as spellings either.
    private func forget(_ terms: [Int64], in tx: any Transaction) throws {
        for ids in terms.sorted().chunks(of: Self.chunk) {
            let unused = try tx.rows(
                """
                SELECT id, text, documents, shelf FROM search_term WHERE id IN \(list: ids) AND documents <= 0
                """
            ) { (term: Term(row: $0), shelf: SearchShelf(rawValue: $0.int(3))) }
            for (shelf, group) in Dictionary(grouping: unused, by: \.shelf) {
                try forget(group.map(\.term), shelf, in: tx)
            }
        }
    }

    /// Spellings and compounds of a word follow from it, so they are found by their keys.
    private func forget(_ terms: [Term], _ shelf: SearchShelf, in tx: any Transaction) throws {
        let vocabulary = WholeVocabulary(stored: StoredVocabulary(shelf: shelf, tx: tx))
        let growth = try analyzer.growth(of: terms, in: vocabulary)
        for (key, term) in growth.spellings {
            try tx.run(
                "DELETE FROM search_spelling WHERE shelf = \(shelf) AND key = \(key) AND term_id = \(term)")
        }
        for (part, compound) in growth.compounds {
            try tx.run("DELETE FROM search_compound WHERE part_id = \(part) AND compound_id = \(compound)")
        }
        let ids = terms.map(\.id)
        try tx.run("DELETE FROM search_compound WHERE part_id IN \(list: ids)")
        try tx.run("DELETE FROM search_term WHERE id IN \(list: ids)")
    }

    private func addStatistics(
        _ shelf: SearchShelf, documents: Int, length: Double, in tx: any Transaction
    ) throws {
        try tx.run(
            """
            INSERT INTO search_statistics (shelf, documents, length) VALUES (\(shelf), \(documents), \(length))
            ON CONFLICT (shelf) DO UPDATE SET documents = search_statistics.documents + excluded.documents,
                length = search_statistics.length + excluded.length
            """)
    }

    // MARK: Putting in

    /// - Returns: the words that are new.
    private func add(
        _ documents: [AnalyzedDocument], _ shelf: SearchShelf, _ counts: inout [Int64: Int],
        in tx: any Transaction
    ) throws -> [Term] {
        let (terms, newWords) = try terms(of: documents, shelf, in: tx)
        var postings: [(term: Int64, document: Int64, weight: Double, length: Double)] = []
        var rows: [[SQLValue]] = []
        for document in documents {
            let ids = document.entry.postings.compactMap { terms[$0.term] }
            for (id, posting) in zip(ids, document.entry.postings) {
                postings.append((id, document.id, posting.weight, document.entry.length))
                counts[id, default: 0] += 1
            }
            rows.append([
                document.id.sqlValue, shelf.sqlValue, document.broughtBy.sqlValue,
                document.fingerprint.sqlValue,
                document.entry.length.sqlValue, TermList.bytes(ids).sqlValue,
            ])
        }
        try tx.insert(into: "search_document (id, shelf, customer_id, fingerprint, length, terms)", rows)
        // In the order of the table, so that its pages are touched once each.
        postings.sort { ($0.term, $0.document) < ($1.term, $1.document) }
        try tx.insert(
            into: "search_posting (term_id, document, weight, length)",
            postings.map { [$0.term.sqlValue, $0.document.sqlValue, $0.weight.sqlValue, $0.length.sqlValue] })
        let length = documents.reduce(0) { $0 + $1.entry.length }
        try addStatistics(shelf, documents: documents.count, length: length, in: tx)
        return newWords
    }

    /// The ids of all terms of `documents`, and those among them that are words which the shelf did not know.
    private func terms(
        of documents: [AnalyzedDocument], _ shelf: SearchShelf, in tx: any Transaction
    ) throws -> (ids: [String: Int64], newWords: [Term]) {
        var isWord: [String: Bool] = [:]
        for posting in documents.lazy.flatMap(\.entry.postings) {
            isWord[posting.term, default: false] = isWord[posting.term] == true || posting.isWord
        }
        var ids: [String: Int64] = [:]
        var turned: [Term] = []
        for texts in isWord.keys.sorted().chunks(of: Self.chunk) {
            let known = try tx.rows(
                "SELECT id, text, is_word FROM search_term WHERE shelf = \(shelf) AND text IN \(list: texts)"
            ) { (id: $0.int64(0), text: $0.text(1), isWord: $0.bool(2)) }
            for term in known {
                ids[term.text] = term.id
                if !term.isWord, isWord[term.text] == true {
                    turned.append(Term(id: term.id, text: term.text, documents: 0))
                }
            }
        }
        let next = try tx.one("SELECT MAX(id) FROM search_term") { $0.int64(0) } ?? 0
        let new = isWord.keys.filter { ids[$0] == nil }.sorted().enumerated().map {
            Term(id: next + 1 + Int64($0), text: $1, documents: 0)
        }
        for term in new { ids[term.text] = term.id }
        try tx.insert(
            into: "search_term (id, shelf, text, reversed, is_word, documents)",
            new.map {
                [
                    $0.id.sqlValue, shelf.sqlValue, $0.text.sqlValue, String($0.text.reversed()).sqlValue,
                    (isWord[$0.text] ?? false).sqlValue, 0.sqlValue,
                ]
            })
        for terms in turned.chunks(of: Self.chunk) {
            try tx.run("UPDATE search_term SET is_word = 1 WHERE id IN \(list: terms.map(\.id))")
        }
        return (ids, turned + new.filter { isWord[$0.text] == true })
    }

    /// Adds to how many documents the terms stand in; terms with the same difference together.
    private func count(_ counts: [Int64: Int], in tx: any Transaction) throws {
        for (difference, terms) in Dictionary(grouping: counts.keys, by: { counts[$0] ?? 0 })
        where difference != 0 {
            for ids in terms.sorted().chunks(of: Self.chunk) {
                try tx.run(
                    "UPDATE search_term SET documents = documents + \(difference) WHERE id IN \(list: ids)")
            }
        }
    }

    private func insert(_ growth: VocabularyGrowth, _ shelf: SearchShelf, in tx: any Transaction) throws {
        let spellings = growth.spellings.sorted { $0 < $1 }
        try tx.insert(
            into: "search_spelling (shelf, key, term_id)",
            spellings.map { [shelf.sqlValue, $0.key.sqlValue, $0.term.sqlValue] }, "ON CONFLICT DO NOTHING")
        let compounds = growth.compounds.sorted { $0 < $1 }
        try tx.insert(
            into: "search_compound (part_id, compound_id)",
            compounds.map { [$0.part.sqlValue, $0.compound.sqlValue] }, "ON CONFLICT DO NOTHING")
    }

    // MARK: Linking words at the end of a rebuild

    /// Words of `shelf` above `last`, ascending, at most `limit`. The sign before the column has SQLite walk the ids
    /// instead of sorting the whole shelf each time.
    func words(_ shelf: SearchShelf, after last: Int64, limit: Int, in tx: any Transaction) throws -> [Term] {
        try tx.rows(
            """
            SELECT id, text, documents FROM search_term WHERE id > \(last) AND +shelf = \(shelf) AND is_word = 1
            ORDER BY id LIMIT \(limit)
            """, Term.init(row:))
    }

    /// Spellings and compounds of `words`, when all words of the shelf get their turn: each finds its own parts then,
    /// and none has to look for the longer words that hold it.
    func link(_ words: [Term], _ shelf: SearchShelf, in tx: any Transaction) throws {
        let vocabulary = WholeVocabulary(stored: StoredVocabulary(shelf: shelf, tx: tx))
        try insert(analyzer.growth(of: words, in: vocabulary), shelf, in: tx)
    }

    private struct WholeVocabulary: VocabularySource {
        let stored: StoredVocabulary

        func terms(_ texts: [String]) throws -> [Term] { try stored.terms(texts) }
        func terms(withPrefix prefix: String, limit: Int) -> [Term] { [] }
        func terms(withSuffix suffix: String, limit: Int) -> [Term] { [] }
    }
}

/// The terms of a document, four bytes each.
enum TermList {
    static func bytes(_ terms: [Int64]) -> [UInt8] {
        terms.flatMap { term in
            stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: term >> $0) }
        }
    }

    static func read(_ bytes: [UInt8]) -> [Int64] {
        stride(from: 0, to: bytes.count - 3, by: 4).map { start in
            bytes[start..<start + 4].reduce(0) { $0 << 8 | Int64($1) }
        }
    }
}

extension Array {
    /// The elements in their order, at most `size` together.
    func chunks(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
