import Storage

/// The tables of the search index, the same on both engines (`Engines/Language/README.md` tells their shape).
package enum SearchMigrations {
    /// All steps.
    package static let all = [
        Migration(
            "2026-11-22 05 search",
            [
                """
                CREATE TABLE search_document (
                    id INT PRIMARY KEY, shelf INT NOT NULL, customer_id INT, fingerprint INT NOT NULL,
                    length REAL NOT NULL, terms BLOB NOT NULL)
                """,
                "CREATE INDEX search_document_customer ON search_document (customer_id) WHERE customer_id IS NOT NULL",
                """
                CREATE TABLE search_term (
                    id INT PRIMARY KEY, shelf INT NOT NULL, text TEXT NOT NULL, reversed TEXT NOT NULL,
                    is_word INT NOT NULL, documents INT NOT NULL)
                """,
                // All that a search reads of a term stands in the index.
                "CREATE INDEX search_term_text ON search_term (shelf, text, documents, id)",
                "CREATE INDEX search_term_reversed ON search_term (shelf, reversed)",
                // All columns are in the key, so that PostgreSQL too reads a term's postings from one place.
                """
                CREATE TABLE search_posting (
                    term_id INT NOT NULL, document INT NOT NULL, weight REAL NOT NULL, length REAL NOT NULL,
                    PRIMARY KEY (term_id, document, weight, length)) WITHOUT ROWID
                """,
                """
                CREATE TABLE search_spelling (
                    shelf INT NOT NULL, key TEXT NOT NULL, term_id INT NOT NULL,
                    PRIMARY KEY (shelf, key, term_id)) WITHOUT ROWID
                """,
                """
                CREATE TABLE search_compound (
                    part_id INT NOT NULL, compound_id INT NOT NULL, PRIMARY KEY (part_id, compound_id)) WITHOUT ROWID
                """,
                "CREATE TABLE search_statistics (shelf INT PRIMARY KEY, documents INT NOT NULL, length REAL NOT NULL)",
            ])
    ]
}
