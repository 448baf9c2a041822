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
        Migration("2026-11-22 04 imports 3", mails),
        // Customers that records without a number stand for, while an import runs: it may go on in another process.
        Migration(
            "2026-11-22 04 imports 4",
            [
                """
                CREATE TABLE import_claim (
                    import_id INT NOT NULL REFERENCES import_run (id), customer_id INT NOT NULL,
                    PRIMARY KEY (import_id, customer_id)) WITHOUT ROWID
                """
            ]),
        // Which files are used still is asked of every old one.
        Migration(
            "2026-12-01 imports 1 blobs",
            [
                "CREATE INDEX mail_message_blob ON mail_message (raw_blob)",
                "CREATE INDEX mail_attachment_blob ON mail_attachment (blob)",
                "CREATE INDEX import_run_blob ON import_run (blob) WHERE blob IS NOT NULL",
            ]),
    ]

    private static let mails: [DDL] = [
        """
        CREATE TABLE mail_message (
            id INT PRIMARY KEY, message_id TEXT NOT NULL, root_id TEXT NOT NULL, content_hash TEXT NOT NULL,
            thread_id INT NOT NULL, subject TEXT NOT NULL, subject_key TEXT NOT NULL, from_address TEXT NOT NULL,
            from_name TEXT NOT NULL, recipients TEXT NOT NULL, at_us INT NOT NULL,
            customer_id INT REFERENCES customer (id), is_outward INT NOT NULL, raw_blob TEXT NOT NULL,
            text TEXT NOT NULL)
        """,
        "CREATE UNIQUE INDEX mail_message_hash ON mail_message (content_hash)",
        "CREATE INDEX mail_message_message ON mail_message (message_id)",
        "CREATE INDEX mail_message_root ON mail_message (root_id)",
        "CREATE INDEX mail_message_thread ON mail_message (thread_id, at_us)",
        "CREATE INDEX mail_message_subject ON mail_message (subject_key, at_us)",
        "CREATE INDEX mail_message_customer ON mail_message (customer_id)",
        "CREATE INDEX mail_message_unmatched ON mail_message (id) WHERE customer_id IS NULL",
        """
        CREATE TABLE mail_attachment (
            id INT PRIMARY KEY, mail_id INT NOT NULL REFERENCES mail_message (id), name TEXT NOT NULL,
            type TEXT NOT NULL, bytes INT NOT NULL, blob TEXT NOT NULL)
        """,
        "CREATE INDEX mail_attachment_mail ON mail_attachment (mail_id)",
        """
        CREATE TABLE import_quarantine (
            id INT PRIMARY KEY, import_id INT REFERENCES import_run (id), reason TEXT NOT NULL, name TEXT NOT NULL,
            blob TEXT NOT NULL UNIQUE, bytes INT NOT NULL, at_us INT NOT NULL)
        """,
        DDL(
            """
            CREATE INDEX customer_reach_domain ON customer_reach (substr(value, instr(value, '@') + 1))
            WHERE kind = 'email'
            """, only: .sqlite),
        DDL(
            """
            CREATE INDEX customer_reach_domain ON customer_reach (split_part(value, '@', 2)) WHERE kind = 'email'
            """, only: .postgres),
    ]
}
