import Storage

/// The tables of the timeline.
package enum TimelineMigrations {
    /// All steps. They run after the customers' own, which the entries refer to.
    package static let all = [
        Migration(
            "2026-11-22 03 timeline",
            [
                """
                CREATE TABLE timeline_entry (
                    id INT PRIMARY KEY, customer_id INT NOT NULL REFERENCES customer (id), at_us INT NOT NULL,
                    kind TEXT NOT NULL, direction TEXT NOT NULL, author_id INT REFERENCES person (id),
                    author_name TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
                    audience_id INT REFERENCES team (id), is_shared INT NOT NULL, source TEXT NOT NULL, source_id INT,
                    home_id INT NOT NULL, counterpart TEXT NOT NULL DEFAULT '', mentions TEXT NOT NULL DEFAULT '',
                    version INT NOT NULL DEFAULT 1, edited_us INT)
                """,
                """
                CREATE TABLE timeline_revision (
                    entry_id INT NOT NULL REFERENCES timeline_entry (id), version INT NOT NULL, until_us INT NOT NULL,
                    text TEXT NOT NULL, PRIMARY KEY (entry_id, version)) WITHOUT ROWID
                """,
                "CREATE INDEX timeline_entry_customer ON timeline_entry (customer_id, at_us, id)",
                """
                CREATE TABLE timeline_mention (
                    entry_id INT NOT NULL REFERENCES timeline_entry (id), person_id INT NOT NULL REFERENCES person (id),
                    at_us INT NOT NULL, done_us INT, PRIMARY KEY (entry_id, person_id)) WITHOUT ROWID
                """,
                "CREATE INDEX timeline_mention_person ON timeline_mention (person_id, done_us, at_us)",
            ]),
        Migration(
            "2026-11-22 03 timeline 2 audience",
            [
                "CREATE INDEX timeline_entry_audience ON timeline_entry (audience_id) WHERE audience_id IS NOT NULL"
            ]),
        // Stores in which a team's notes showed through "last contact".
        Migration(
            "2026-12-01 timeline 1 contact",
            [
                """
                UPDATE customer SET last_entry_us = COALESCE(
                    (SELECT MAX(at_us) FROM timeline_entry WHERE customer_id = customer.id
                        AND kind IN ('note', 'call', 'mail', 'talk') AND audience_id IS NULL), 0)
                WHERE id IN (SELECT customer_id FROM timeline_entry WHERE audience_id IS NOT NULL)
                """
            ]),
    ]
}
