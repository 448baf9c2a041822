import Storage

/// The tables of imports.
package enum ImportMigrations {
    /// All steps.
    package static let all = [
        Migration(
            "2026-11-22 04 imports",
            [
                """
                CREATE TABLE import_run (
                    id INT PRIMARY KEY, kind TEXT NOT NULL, source TEXT NOT NULL, file_name TEXT NOT NULL, blob TEXT,
                    state TEXT NOT NULL, person_id INT REFERENCES person (id), person_name TEXT NOT NULL,
                    mapping TEXT NOT NULL, keeps_known INT NOT NULL, is_full_list INT NOT NULL, taken INT NOT NULL,
                    changed INT NOT NULL, unchanged INT NOT NULL, rejected INT NOT NULL, records INT NOT NULL,
                    bytes INT NOT NULL, total_bytes INT NOT NULL, header TEXT NOT NULL, problem TEXT NOT NULL,
                    created_us INT NOT NULL, finished_us INT)
                """,
                """
                CREATE TABLE import_rejection (
                    import_id INT NOT NULL REFERENCES import_run (id), line INT NOT NULL, reason TEXT NOT NULL,
                    field TEXT NOT NULL, raw TEXT NOT NULL, PRIMARY KEY (import_id, line)) WITHOUT ROWID
                """,
                "CREATE TABLE import_mapping (signature TEXT PRIMARY KEY, mapping TEXT NOT NULL, at_us INT NOT NULL)",
                """
                CREATE TABLE import_origin (
                    source TEXT NOT NULL, key TEXT NOT NULL, customer_id INT NOT NULL REFERENCES customer (id),
                    fingerprint BLOB NOT NULL, PRIMARY KEY (source, key)) WITHOUT ROWID
                """,
                "CREATE INDEX import_origin_customer ON import_origin (customer_id)",
            ]),
        Migration(
            "2026-11-22 04 imports 2",
            [
                """
                CREATE TABLE import_open_item (
                    source TEXT NOT NULL, customer_id INT NOT NULL REFERENCES customer (id), number TEXT NOT NULL,
                    import_id INT NOT NULL REFERENCES import_run (id), PRIMARY KEY (source, customer_id, number)
                ) WITHOUT ROWID
                """,
                "CREATE INDEX import_open_item_import ON import_open_item (source, import_id)",
                "CREATE INDEX import_open_item_customer ON import_open_item (customer_id)",
            ]),
    ]
}
