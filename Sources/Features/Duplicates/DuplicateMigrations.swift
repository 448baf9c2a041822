import Customers
import Storage

/// The tables of duplicates.
package enum DuplicateMigrations {
    /// All steps. They run after the customers' own.
    package static let all = [
        Migration(
            "2026-11-22 06 duplicates",
            [
                """
                CREATE TABLE duplicate_key (
                    key TEXT NOT NULL, customer_id INT NOT NULL REFERENCES customer (id),
                    PRIMARY KEY (key, customer_id)) WITHOUT ROWID
                """,
                "CREATE INDEX duplicate_key_customer ON duplicate_key (customer_id, key)",
                """
                CREATE TABLE duplicate_candidate (
                    low_id INT NOT NULL REFERENCES customer (id), high_id INT NOT NULL REFERENCES customer (id),
                    state TEXT NOT NULL, score INT NOT NULL, reasons TEXT NOT NULL, fingerprint TEXT NOT NULL,
                    at_us INT NOT NULL, decided_by TEXT, PRIMARY KEY (low_id, high_id)) WITHOUT ROWID
                """,
                "CREATE INDEX duplicate_candidate_state ON duplicate_candidate (state, score, low_id, high_id)",
                "CREATE INDEX duplicate_candidate_high ON duplicate_candidate (high_id)",
                """
                CREATE TABLE duplicate_merge (
                    id INT PRIMARY KEY, winner_id INT NOT NULL REFERENCES customer (id),
                    loser_id INT NOT NULL REFERENCES customer (id), winner_name TEXT NOT NULL, loser_name TEXT NOT NULL,
                    at_us INT NOT NULL, person_id INT NOT NULL REFERENCES person (id), person_name TEXT NOT NULL,
                    entry_id INT NOT NULL, snapshot TEXT NOT NULL, undone_us INT)
                """,
                "CREATE INDEX duplicate_merge_winner ON duplicate_merge (winner_id, id)",
                "CREATE INDEX duplicate_merge_loser ON duplicate_merge (loser_id, id)",
            ])
    ]
}
