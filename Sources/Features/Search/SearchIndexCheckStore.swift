import Storage

/// Looks whether the counts of the index are what its postings say.
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
                """
                SELECT shelf, documents FROM search_statistics
                WHERE documents <> (SELECT count(*) FROM search_document
                    WHERE search_document.shelf = search_statistics.shelf)
                """
            ) { "shelf \($0.int(0)) does not hold \($0.int(1)) documents; run reindex" }
    }
}
