import Language
import Platform
import Storage
import Web

extension Term {
    /// From the columns id, text, documents.
    init(row: Row) { self.init(id: row.int64(0), text: row.text(1), documents: row.int(2)) }
}

/// The words of one shelf.
struct StoredVocabulary: VocabularySource {
    let shelf: SearchShelf
    let tx: any Transaction

    func terms(_ texts: [String]) throws -> [Term] {
        try texts.chunks(of: SearchIndexStore.chunk).flatMap { texts in
            try tx.rows(
                "SELECT id, text, documents FROM search_term WHERE shelf = \(shelf) AND text IN \(list: texts)",
                Term.init(row:))
        }
    }

    func terms(withPrefix prefix: String, limit: Int) throws -> [Term] {
        try tx.rows(
            """
            SELECT id, text, documents FROM search_term
            WHERE shelf = \(shelf) AND text >= \(prefix) AND text < \(prefix + Self.last)
            ORDER BY documents DESC, text LIMIT \(limit)
            """, Term.init(row:))
    }

    func terms(withSuffix suffix: String, limit: Int) throws -> [Term] {
        let reversed = String(suffix.reversed())
        return try tx.rows(
            """
            SELECT id, text, documents FROM search_term
            WHERE shelf = \(shelf) AND reversed >= \(reversed) AND reversed < \(reversed + Self.last)
            ORDER BY documents DESC, text LIMIT \(limit)
            """, Term.init(row:))
    }

    /// Behind everything that words hold.
    private static let last = "\u{10FFFF}"
}

/// What a viewer may see of one source: the one gate of searching.
struct VisibleDocuments {
    let source: SearchSource
    let viewer: Viewer

    /// Those of `documents` that may be shown.
    func ids(among documents: [Int64]) -> SQL {
        let gate = source.gate(viewer)
        return "\(Self.all(gate)) AND \(gate.id) IN \(list: documents)"
    }

    /// Narrows a reading of postings for those who see little, so that what they may not see takes no places.
    func scope(_ document: SQL) -> SQL {
        viewer.isEmployee ? "" : " AND \(document) IN (\(Self.all(source.gate(viewer))))"
    }

    private static func all(_ gate: SearchGate) -> SQL {
        "SELECT \(gate.id) FROM \(gate.tables) WHERE \(gate.condition)"
    }
}

/// The index of one shelf as one viewer may read it.
struct StoredIndex: SearchIndex {
    let words: StoredVocabulary
    /// What the viewer may see and wants.
    let visible: VisibleDocuments

    private var tx: any Transaction { words.tx }

    func statistics() throws -> (documents: Int, length: Double) {
        try tx.one("SELECT documents, length FROM search_statistics WHERE shelf = \(words.shelf)") {
            ($0.int(0), $0.real(1))
        } ?? (0, 0)
    }

    func terms(_ texts: [String]) throws -> [Term] { try words.terms(texts) }

    func terms(withPrefix prefix: String, limit: Int) throws -> [Term] {
        try words.terms(withPrefix: prefix, limit: limit)
    }

    func terms(withSuffix suffix: String, limit: Int) throws -> [Term] {
        try words.terms(withSuffix: suffix, limit: limit)
    }

    func terms(withSpellingKeys keys: [String], limit: Int) throws -> [Term] {
        let found = try keys.chunks(of: SearchIndexStore.chunk).flatMap { keys in
            try tx.rows(
                """
                SELECT id, text, documents FROM search_term WHERE id IN (
                    SELECT term_id FROM search_spelling WHERE shelf = \(words.shelf) AND key IN \(list: keys))
                ORDER BY text LIMIT \(limit)
                """, Term.init(row:))
        }
        guard keys.count > SearchIndexStore.chunk else { return found }
        return Array(Set(found).sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }.prefix(limit))
    }

    func compounds(withParts parts: [Int64], limitPerPart: Int) throws -> [(part: Int64, compound: Term)] {
        try each(parts) { part in
            """
            SELECT id, text, documents, part_id FROM search_compound JOIN search_term ON id = compound_id
            WHERE part_id = \(part) ORDER BY documents DESC, text LIMIT \(limitPerPart)
            """
        } read: {
            ($0.int64(3), Term(row: $0))
        }
    }

    func postings(of terms: [Int64], limitPerTerm: Int) throws -> [Posting] {
        try each(terms) { term in
            """
            SELECT term_id, document, weight, length FROM search_posting
            WHERE term_id = \(term)\(visible.scope("document")) ORDER BY document DESC LIMIT \(limitPerTerm)
            """
        } read: {
            Posting(row: $0)
        }
    }

    func postings(of terms: [Int64], in documents: [Int64]) throws -> [Posting] {
        try tx.rows(
            """
            SELECT term_id, document, weight, length FROM search_posting
            WHERE term_id IN \(list: terms) AND document IN \(list: documents)
            """, Posting.init(row:))
    }

    func documents(withAll terms: [Int64], scanLimit: Int, limit: Int) throws -> [Int64] {
        guard let first = terms.first else { return [] }
        let others = terms.dropFirst().map { term -> SQL in
            """
            EXISTS (SELECT 1 FROM search_posting WHERE term_id = \(term)
                AND search_posting.document = newest.document)
            """
        }
        return try tx.rows(
            """
            SELECT document FROM (SELECT document FROM search_posting
                WHERE term_id = \(first)\(visible.scope("document")) ORDER BY document DESC LIMIT \(scanLimit)) AS newest
            WHERE \(others.isEmpty ? "TRUE" : SQL.joined(others, by: " AND ")) ORDER BY document DESC LIMIT \(limit)
            """
        ) { $0.int64(0) }
    }

    func shown(_ documents: [Int64]) throws -> Set<Int64> {
        Set(try tx.rows(visible.ids(among: documents)) { $0.int64(0) })
    }

    /// One statement for each id, all in one round trip to a server.
    private func each<Value>(
        _ ids: [Int64], _ statement: (Int64) -> SQL, read: (Row) throws -> Value
    ) throws -> [Value] {
        let statements = ids.map(statement)
        try tx.prefetch(statements)
        return try statements.flatMap { try tx.rows($0, read) }
    }
}

extension Posting {
    fileprivate init(row: Row) {
        self.init(term: row.int64(0), document: row.int64(1), weight: row.real(2), length: row.real(3))
    }
}
