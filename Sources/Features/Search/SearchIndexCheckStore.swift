import Platform
import Storage
import Web

/// Looks whether the counts of the index are what its postings say, and whether each document stands under all its terms.
struct SearchIndexCheckStore {
    /// What is wrong, the first few of each kind.
    func faults(in tx: any Transaction) throws -> [String] {
        try tx.rows(
            """
            SELECT text, documents FROM search_term
            WHERE documents <> (SELECT count(*) FROM search_posting WHERE term_id = search_term.id) LIMIT 10
            """
        ) { "the term \"\($0.text(0))\" does not stand in \($0.int(1)) documents; run reindex" }
            + tx.rows(
                // Four bytes a term, see `TermList`.
                """
                SELECT search_document.id FROM search_document LEFT JOIN (
                    SELECT document, count(*) AS terms FROM search_posting
                    JOIN search_term ON search_term.id = term_id GROUP BY document) AS standing
                ON standing.document = search_document.id
                WHERE length(search_document.terms) <> 4 * COALESCE(standing.terms, 0) LIMIT 10
                """
            ) { row in
                let document: ID<SearchDocument> = row.id(0)
                return "document \(document) does not stand under all its terms; run reindex"
            }
            + tx.rows(
                """
                SELECT shelf, documents FROM search_statistics
                WHERE documents <> (SELECT count(*) FROM search_document
                    WHERE search_document.shelf = search_statistics.shelf)
                """
            ) { "shelf \($0.int(0)) does not hold \($0.int(1)) documents; run reindex" }
    }
}
