import Storage

/// What answers every list of customers by one index: the tables by which lists are narrowed carry the values by which
/// lists are ordered. `docs/decisions/0010-lists-by-one-index.md` says why, and why triggers keep them.
enum CustomerListMigrations {
    /// Tables with the sort keys of their customer, and the column by which they narrow a list; guests see lists by name
    /// alone.
    private static let narrowing = [
        ("customer_tag", "tag"), ("customer_responsibility", "person_id"), ("customer_star", "person_id"),
        ("customer_address", "postcode"),
    ]
    static let tables = narrowing.map(\.0) + ["customer_guest"]
    /// The sort keys, as the customer's own row names them and as the other tables do.
    static let keys: [(own: String, carried: String)] = [
        ("name_key", "by_name"), ("last_entry_us", "by_last_us"), ("open_cents", "by_open_cents"),
        ("dunning_level", "by_dunning_level"),
    ]
    private static let ownKeys = keys.map(\.own).joined(separator: ", ")
    private static let carriedKeys = keys.map(\.carried).joined(separator: ", ")

    static let all = [
        Migration(
            "2026-12-01 02 customers sort keys",
            tables.flatMap(columns) + tables.map(filling)
                + ["CREATE INDEX customer_star_customer ON customer_star (customer_id)", taking]
                + tables.flatMap(arriving) + changing),
        Migration(
            "2026-12-01 02 customers sort keys indexes", ownIndexes + narrowing.flatMap(indexes) + others),
        Migration("2026-12-01 02 customers sort keys indexes 2", hidden + checking),
    ]

    // MARK: Columns

    /// Null until the customer is looked at, which is at once.
    private static func columns(of table: String) -> [DDL] {
        zip(keys, ["TEXT", "INT", "INT", "INT"]).map { key, type in
            DDL("ALTER TABLE \(table) ADD COLUMN \(key.carried) \(type)", only: nil)
        }
    }

    private static func filling(of table: String) -> DDL {
        DDL(
            """
            UPDATE \(table) SET (\(carriedKeys)) =
                (SELECT \(ownKeys) FROM customer WHERE customer.id = \(table).customer_id)
            """, only: nil)
    }

    // MARK: Triggers

    /// A row that comes, or goes to another customer, takes the customer's keys. Whoever writes many of them gives the keys.
    private static func arriving(in table: String) -> [DDL] {
        let take = """
            BEGIN
                UPDATE \(table) SET (\(carriedKeys)) = (SELECT \(ownKeys) FROM customer WHERE id = NEW.customer_id)
                WHERE \(row(of: table)) AND EXISTS (SELECT 1 FROM customer WHERE id = NEW.customer_id);
            END
            """
        return [
            DDL(
                "CREATE TRIGGER \(table)_comes AFTER INSERT ON \(table) WHEN NEW.by_name IS NULL \(take)",
                only: .sqlite),
            DDL(
                "CREATE TRIGGER \(table)_goes AFTER UPDATE OF customer_id ON \(table) \(take)", only: .sqlite),
            DDL(
                """
                CREATE TRIGGER \(table)_comes BEFORE INSERT ON \(table)
                FOR EACH ROW WHEN (NEW.by_name IS NULL) EXECUTE FUNCTION customer_keys_taken()
                """, only: .postgres),
            DDL(
                """
                CREATE TRIGGER \(table)_goes BEFORE UPDATE OF customer_id ON \(table)
                FOR EACH ROW EXECUTE FUNCTION customer_keys_taken()
                """, only: .postgres),
        ]
    }

    private static func row(of table: String) -> String {
        switch table {
        case "customer_tag": "customer_id = NEW.customer_id AND tag = NEW.tag"
        case "customer_star", "customer_guest": "customer_id = NEW.customer_id AND person_id = NEW.person_id"
        default: "id = NEW.id"
        }
    }

    /// On PostgreSQL the customer is kept from changing until the row is there to be changed with it.
    private static let taking = DDL(
        """
        CREATE FUNCTION customer_keys_taken() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            SELECT name_key, last_entry_us, open_cents, dunning_level
            INTO NEW.by_name, NEW.by_last_us, NEW.by_open_cents, NEW.by_dunning_level
            FROM customer WHERE id = NEW.customer_id FOR NO KEY UPDATE;
            RETURN NEW;
        END $$
        """, only: .postgres)

    /// What changes on the customer's own row changes here too. SQLite writes only the indexes of the columns that a
    /// statement names: three triggers instead of one.
    private static let changing: [DDL] =
        [
            followed("customer_renamed", [keys[0]]), followed("customer_contacted", [keys[1]]),
            followed("customer_owes", [keys[2], keys[3]]),
            DDL(
                """
                CREATE FUNCTION customer_keys_changed() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    \(updates(keys))
                    RETURN NULL;
                END $$
                """, only: .postgres),
            DDL(
                """
                CREATE TRIGGER customer_changes AFTER UPDATE OF \(ownKeys) ON customer
                FOR EACH ROW WHEN (\(differs(keys))) EXECUTE FUNCTION customer_keys_changed()
                """, only: .postgres),
        ]

    private static func followed(_ name: String, _ keys: [(own: String, carried: String)]) -> DDL {
        DDL(
            """
            CREATE TRIGGER \(name) AFTER UPDATE OF \(keys.map(\.own).joined(separator: ", ")) ON customer
            WHEN \(differs(keys)) BEGIN
                \(updates(keys))
            END
            """, only: .sqlite)
    }

    private static func differs(_ keys: [(own: String, carried: String)]) -> String {
        keys.map { key -> String in "OLD.\(key.own) <> NEW.\(key.own)" }.joined(separator: " OR ")
    }

    private static func updates(_ keys: [(own: String, carried: String)]) -> String {
        let values = keys.map { key -> String in "\(key.carried) = NEW.\(key.own)" }.joined(separator: ", ")
        return tables.map { table -> String in "UPDATE \(table) SET \(values) WHERE customer_id = NEW.id;" }
            .joined(separator: "\n")
    }

    // MARK: Indexes

    private static let orders: [(name: String, own: String, carried: String)] = [
        ("name", "name_key", "by_name"), ("last", "last_entry_us", "by_last_us"),
        ("open", "open_cents", "by_open_cents"),
        ("dunning", "dunning_level, open_cents", "by_dunning_level, by_open_cents"),
    ]

    /// One for each order; only customers that are dunned have a place in that one.
    private static func indexes(of table: String, by column: String) -> [DDL] {
        orders.map { order in
            let dunned = order.name == "dunning" ? " WHERE by_dunning_level > 0" : ""
            return DDL(
                """
                CREATE INDEX \(table)_by_\(order.name) ON \(table) (\(column), \(order.carried), customer_id)\(dunned)
                """, only: nil)
        }
    }

    /// By what stands on the customer's own row. By city and name there is one already.
    private static let ownIndexes: [DDL] =
        ["kind", "city"].flatMap { column in
            orders.filter { column == "kind" || $0.name != "name" }.map { order in
                DDL(
                    """
                    CREATE INDEX customer_\(column)_by_\(order.name) ON customer (\(column), \(order.own), id)
                    WHERE merged_into IS NULL\(order.name == "dunning" ? " AND dunning_level > 0" : "")
                    """, only: nil)
            }
        }
        + [
            "CREATE INDEX customer_owing_by_name ON customer (name_key, id) WHERE merged_into IS NULL AND open_cents > 0",
            """
            CREATE INDEX customer_owing_by_last ON customer (last_entry_us, id)
            WHERE merged_into IS NULL AND open_cents > 0
            """,
            """
            CREATE INDEX customer_dunned_by_name ON customer (name_key, id)
            WHERE merged_into IS NULL AND dunning_level > 0
            """,
            """
            CREATE INDEX customer_dunned_by_last ON customer (last_entry_us, id)
            WHERE merged_into IS NULL AND dunning_level > 0
            """,
            """
            CREATE INDEX customer_dunned_by_open ON customer (open_cents, id)
            WHERE merged_into IS NULL AND dunning_level > 0
            """,
        ]

    private static let others: [DDL] = [
        "CREATE INDEX customer_guest_by_name ON customer_guest (person_id, by_name, customer_id)",
        "DROP INDEX customer_guest_person", "DROP INDEX customer_tag_tag",
        "DROP INDEX customer_responsibility_person", "DROP INDEX customer_address_postcode",
    ]

    /// Who owes and who is dunned, in each order: said so that no other index answers it (`ListFilter.own`).
    private static let (owing, dunned) = (
        "(open_cents > 0) IS TRUE", "(dunning_level > 0) IS TRUE"
    )
    private static let hidden: [DDL] =
        [
            again("owing_by_name", "name_key, id", owing), again("owing_by_last", "last_entry_us, id", owing),
            again("dunned_by_name", "name_key, id", dunned),
            again("dunned_by_last", "last_entry_us, id", dunned),
            again("dunned_by_open", "open_cents, id", dunned),
            // With the names, so that whoever has another one is not looked for.
            again("dunning", "dunning_level, open_cents, id, name_key", "dunning_level > 0"),
        ].flatMap { $0 } + [
            made("owing_by_dunning", "dunning_level, open_cents, id", "dunning_level > 0 AND \(owing)")
        ]

    private static func again(_ name: String, _ columns: String, _ condition: String) -> [DDL] {
        [DDL("DROP INDEX customer_\(name)", only: nil), made(name, columns, condition)]
    }

    private static func made(_ name: String, _ columns: String, _ condition: String) -> DDL {
        DDL(
            "CREATE INDEX customer_\(name) ON customer (\(columns)) WHERE merged_into IS NULL AND \(condition)",
            only: nil)
    }

    /// Whether a customer has a postcode or a colleague is seen without a look at the address or the responsibility.
    private static let checking: [DDL] = [
        "CREATE INDEX customer_address_codes ON customer_address (customer_id, postcode)",
        "CREATE INDEX customer_responsibility_people ON customer_responsibility (customer_id, person_id)",
    ]
}
