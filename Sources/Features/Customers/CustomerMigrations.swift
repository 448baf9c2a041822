import Storage

/// The tables of customers.
package enum CustomerMigrations {
    /// All steps.
    package static let all =
        [
            Migration("2026-11-22 02 customers", core + parts + work),
            DuplicateQueue.migration,
            Migration(
                "2026-11-22 07 customers lists",
                [
                    "CREATE INDEX customer_open ON customer (open_cents, id) WHERE merged_into IS NULL",
                    "CREATE INDEX customer_address_postcode ON customer_address (postcode, customer_id)",
                ]),
            Migration(
                "2026-11-22 07 customers lists 2",
                [
                    "DROP INDEX customer_consent_customer",
                    "CREATE INDEX customer_consent_history ON customer_consent (customer_id, at_us, id)",
                ]),
            // Where an end was before its customer was merged, when a separation of the other end put the relation back
            // meanwhile. No reference: it matters to that merge's own separation alone.
            Migration(
                "2026-12-01 02 customers relation homes",
                [
                    "ALTER TABLE customer_relation ADD COLUMN customer_home INT",
                    "ALTER TABLE customer_relation ADD COLUMN other_home INT",
                ]),
            // Its id sorts behind all steps of that day.
            Migration(
                "2026-12-01 z customers class",
                ["ALTER TABLE customer ADD COLUMN customer_class TEXT NOT NULL DEFAULT ''"]),
        ] + CustomerListMigrations.all

    private static let core: [DDL] = [
        """
        CREATE TABLE customer (
            id INT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, name_key TEXT NOT NULL,
            company_name TEXT NOT NULL, salutation TEXT NOT NULL, academic_title TEXT NOT NULL, first_name TEXT NOT NULL,
            last_name TEXT NOT NULL, birth_date TEXT NOT NULL, vat_id TEXT NOT NULL, industry TEXT NOT NULL,
            website TEXT NOT NULL, preferred_channel TEXT NOT NULL, preferred_hours TEXT NOT NULL, about TEXT NOT NULL,
            city TEXT NOT NULL, dunning_level INT NOT NULL, open_cents INT NOT NULL, created_us INT NOT NULL,
            last_entry_us INT NOT NULL, merged_into INT REFERENCES customer (id), version INT NOT NULL)
        """,
        "CREATE INDEX customer_name ON customer (name_key, id) WHERE merged_into IS NULL",
        "CREATE INDEX customer_last ON customer (last_entry_us, id) WHERE merged_into IS NULL",
        "CREATE INDEX customer_city ON customer (city, name_key, id) WHERE merged_into IS NULL",
        "CREATE INDEX customer_dunning ON customer (dunning_level, open_cents, id) WHERE dunning_level > 0",
        "CREATE INDEX customer_merged ON customer (merged_into) WHERE merged_into IS NOT NULL",
        """
        CREATE TABLE customer_number (
            system TEXT NOT NULL, number TEXT NOT NULL, customer_id INT NOT NULL REFERENCES customer (id),
            PRIMARY KEY (system, number)) WITHOUT ROWID
        """,
        "CREATE INDEX customer_number_number ON customer_number (number)",
        "CREATE INDEX customer_number_customer ON customer_number (customer_id)",
        """
        CREATE TABLE customer_tag (
            customer_id INT NOT NULL REFERENCES customer (id), tag TEXT NOT NULL,
            PRIMARY KEY (customer_id, tag)) WITHOUT ROWID
        """,
        "CREATE INDEX customer_tag_tag ON customer_tag (tag, customer_id)",
        """
        CREATE TABLE customer_guest (
            customer_id INT NOT NULL REFERENCES customer (id), person_id INT NOT NULL REFERENCES person (id),
            PRIMARY KEY (customer_id, person_id)) WITHOUT ROWID
        """,
        "CREATE INDEX customer_guest_person ON customer_guest (person_id)",
    ]

    private static let parts: [DDL] = [
        """
        CREATE TABLE customer_contact (
            id INT PRIMARY KEY, customer_id INT NOT NULL REFERENCES customer (id), salutation TEXT NOT NULL,
            first_name TEXT NOT NULL, last_name TEXT NOT NULL, position TEXT NOT NULL, version INT NOT NULL DEFAULT 1)
        """,
        "CREATE INDEX customer_contact_customer ON customer_contact (customer_id)",
        """
        CREATE TABLE customer_reach (
            id INT PRIMARY KEY, customer_id INT NOT NULL REFERENCES customer (id),
            contact_id INT REFERENCES customer_contact (id), kind TEXT NOT NULL, value TEXT NOT NULL,
            display TEXT NOT NULL, label TEXT NOT NULL, version INT NOT NULL DEFAULT 1)
        """,
        "CREATE INDEX customer_reach_customer ON customer_reach (customer_id)",
        "CREATE INDEX customer_reach_value ON customer_reach (value)",
        """
        CREATE TABLE customer_address (
            id INT PRIMARY KEY, customer_id INT NOT NULL REFERENCES customer (id), label TEXT NOT NULL,
            street TEXT NOT NULL, postcode TEXT NOT NULL, city TEXT NOT NULL, country TEXT NOT NULL,
            version INT NOT NULL DEFAULT 1)
        """,
        "CREATE INDEX customer_address_customer ON customer_address (customer_id)",
        """
        CREATE TABLE customer_responsibility (
            id INT PRIMARY KEY, customer_id INT NOT NULL REFERENCES customer (id),
            person_id INT NOT NULL REFERENCES person (id), topic TEXT NOT NULL, since_us INT NOT NULL)
        """,
        "CREATE UNIQUE INDEX customer_responsibility_customer ON customer_responsibility (customer_id, topic)",
        "CREATE INDEX customer_responsibility_person ON customer_responsibility (person_id, customer_id)",
        """
        CREATE TABLE customer_fact (
            id INT PRIMARY KEY, customer_id INT NOT NULL REFERENCES customer (id), kind TEXT NOT NULL,
            text TEXT NOT NULL, said_by TEXT NOT NULL, author_id INT NOT NULL REFERENCES person (id),
            author_name TEXT NOT NULL, at_us INT NOT NULL, confidence TEXT NOT NULL, expires_day TEXT)
        """,
        "CREATE INDEX customer_fact_customer ON customer_fact (customer_id)",
        """
        CREATE TABLE customer_consent (
            id INT PRIMARY KEY, customer_id INT NOT NULL REFERENCES customer (id), purpose TEXT NOT NULL,
            channel TEXT NOT NULL, is_granted INT NOT NULL, source TEXT NOT NULL, proof TEXT NOT NULL,
            at_us INT NOT NULL, recorded_by TEXT NOT NULL)
        """,
        "CREATE INDEX customer_consent_customer ON customer_consent (customer_id)",
        """
        CREATE TABLE customer_open_item (
            id INT PRIMARY KEY, customer_id INT NOT NULL REFERENCES customer (id), number TEXT NOT NULL,
            issued_day TEXT, due_day TEXT, amount_cents INT NOT NULL, open_cents INT NOT NULL, currency TEXT NOT NULL,
            dunning_level INT NOT NULL)
        """,
        "CREATE UNIQUE INDEX customer_open_item_customer ON customer_open_item (customer_id, number)",
        """
        CREATE TABLE customer_relation (
            id INT PRIMARY KEY, customer_id INT NOT NULL REFERENCES customer (id),
            other_id INT NOT NULL REFERENCES customer (id), kind TEXT NOT NULL, note TEXT NOT NULL)
        """,
        "CREATE INDEX customer_relation_customer ON customer_relation (customer_id)",
        "CREATE INDEX customer_relation_other ON customer_relation (other_id)",
    ]

    private static let work: [DDL] = [
        """
        CREATE TABLE customer_change (
            id INT PRIMARY KEY, customer_id INT NOT NULL REFERENCES customer (id), at_us INT NOT NULL,
            changed_by TEXT NOT NULL, field TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL)
        """,
        "CREATE INDEX customer_change_customer ON customer_change (customer_id, id)",
        """
        CREATE TABLE customer_visit (
            person_id INT NOT NULL REFERENCES person (id), customer_id INT NOT NULL REFERENCES customer (id),
            count INT NOT NULL, last_us INT NOT NULL, PRIMARY KEY (person_id, customer_id)) WITHOUT ROWID
        """,
        "CREATE INDEX customer_visit_last ON customer_visit (person_id, last_us)",
        """
        CREATE TABLE customer_star (
            person_id INT NOT NULL REFERENCES person (id), customer_id INT NOT NULL REFERENCES customer (id),
            PRIMARY KEY (person_id, customer_id)) WITHOUT ROWID
        """,
        """
        CREATE TABLE customer_view (
            id INT PRIMARY KEY, person_id INT NOT NULL REFERENCES person (id), name TEXT NOT NULL, query TEXT NOT NULL)
        """,
        "CREATE INDEX customer_view_person ON customer_view (person_id)",
    ]
}
