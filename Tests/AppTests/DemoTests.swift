import App
import Platform
import Storage
import TestKit
import Testing

@Suite("The demo company") struct DemoTests {
    private static let noon = Timestamp(us: 1_795_348_800_000_000)

    private static func with(
        _ engine: TestEngine, customers: Int = 320, entries: Int = 6000,
        _ body: (Rundblick) async throws -> Void
    ) async throws {
        try await TestStore.place(engine, migrations: Rundblick.migrations) { location in
            let rundblick = try await Rundblick.open(location, clock: Clock { noon })
            do {
                try await Demo(customers: customers, entries: entries).fill(rundblick)
                try await body(rundblick)
            } catch {
                try await rundblick.close()
                throw error
            }
            try await rundblick.close()
        }
    }

    private static func count(_ sql: SQL, _ rundblick: Rundblick) async throws -> Int {
        try await rundblick.store.database.read { try $0.count(sql) }
    }

    @Test("It is made in any size, also where there are too few for doubles and relatives")
    func sizes() async throws {
        for customers in [1, 2, 3, 7, 29, 30, 31, 64, 98, 99] + Array(100...128) + [150] {
            for entries in [0, 1, customers, 1000] where customers < 100 || entries != 1 {
                try await Self.with(.sqlite, customers: customers, entries: entries) { rundblick in
                    let counted = try await Self.count("SELECT COUNT(*) FROM customer", rundblick)
                    #expect(counted == customers, "\(customers) customers, \(entries) entries")
                }
            }
        }
    }

    @Test("It has something of everything", arguments: TestEngine.all)
    func everything(engine: TestEngine) async throws {
        try await Self.with(engine) { rundblick in
            #expect(try await Self.count("SELECT COUNT(*) FROM customer", rundblick) == 320)
            #expect(try await Self.count("SELECT COUNT(*) FROM timeline_entry", rundblick) == 6000)
            let kinds = try await rundblick.store.database.read { tx in
                try tx.rows("SELECT kind, COUNT(*) FROM timeline_entry GROUP BY kind") {
                    ($0.text(0), $0.int(1))
                }
            }
            let counts = Dictionary(uniqueKeysWithValues: kinds)
            for (kind, least) in [
                ("mail", 1500), ("note", 800), ("call", 700), ("talk", 200), ("dunning", 20),
                ("responsibility", 10),
            ] {
                #expect(counts[kind] ?? 0 >= least, "\(kind): \(counts[kind] ?? 0)")
            }
            let tables: [(SQL, ClosedRange<Int>)] = [
                ("mail_message", 42...42), ("mail_attachment", 5...10), ("customer_relation", 5...5),
                ("customer_guest", 3...3), ("customer_fact", 60...200), ("customer_consent", 60...200),
                ("customer_open_item", 30...150), ("person_absence", 1...5), ("import_quarantine", 0...0),
            ]
            for (table, range) in tables {
                let found = try await Self.count("SELECT COUNT(*) FROM \(table)", rundblick)
                #expect(range.contains(found), "\(table.text): \(found)")
            }
            let checks: [(SQL, Int)] = [
                ("SELECT COUNT(DISTINCT text) FROM timeline_entry", 100),
                ("SELECT COUNT(*) FROM timeline_entry WHERE audience_id IS NOT NULL", 50),
                ("SELECT COUNT(*) FROM timeline_entry WHERE is_shared = 1", 5),
                ("SELECT COUNT(*) FROM timeline_entry WHERE source = 'mail'", 42),
                ("SELECT COUNT(DISTINCT kind) FROM customer_fact WHERE expires_day IS NOT NULL", 3),
                ("SELECT COUNT(DISTINCT kind) FROM customer_relation", 3),
            ]
            for (sql, least) in checks {
                let found = try await Self.count(sql, rundblick)
                #expect(found >= least, "\(sql.text): \(found)")
            }
            #expect(
                try await Self.count("SELECT COUNT(DISTINCT thread_id) FROM mail_message", rundblick) == 14)
            let ahead = try await Self.count(
                "SELECT COUNT(*) FROM timeline_entry WHERE at_us > \(Self.noon)", rundblick)
            #expect(ahead == 0, "nothing lies in the future")
        }
    }

    @Test("Whoever is dunned has the reminders on the timeline")
    func dunned() async throws {
        try await Self.with(.sqlite) { rundblick in
            let silent = try await Self.count(
                """
                SELECT COUNT(*) FROM customer WHERE dunning_level <> (
                    SELECT COUNT(*) FROM timeline_entry WHERE customer_id = customer.id AND kind = 'dunning')
                """, rundblick)
            #expect(silent == 0)
            let wrong = try await Self.count(
                """
                SELECT COUNT(*) FROM customer WHERE open_cents <> COALESCE((
                    SELECT SUM(open_cents) FROM customer_open_item WHERE customer_id = customer.id), 0)
                """, rundblick)
            #expect(wrong == 0)
        }
    }

    @Test("The planted doubles are found, and the store is sound", arguments: TestEngine.all)
    func sound(engine: TestEngine) async throws {
        try await Self.with(engine) { rundblick in
            try await rundblick.search.indexer.rebuild { _, _ in }
            let candidates = try await rundblick.duplicates.findAll()
            #expect((10...30).contains(candidates), "\(candidates)")
            let planted = try await Self.count(
                """
                SELECT COUNT(DISTINCT high_id) FROM duplicate_candidate WHERE high_id IN (
                    SELECT id FROM customer ORDER BY id DESC LIMIT 12)
                """, rundblick)
            #expect(planted >= 10, "\(planted) of 12")
            #expect(try await rundblick.check().isEmpty)
        }
    }

    @Test("It is the same each time")
    func deterministic() async throws {
        var tellings: [[String]] = []
        for _ in 0..<2 {
            try await Self.with(.sqlite, customers: 150, entries: 2000) { rundblick in
                let told = try await rundblick.store.database.read { tx in
                    try tx.rows(
                        """
                        SELECT customer.name, at_us, timeline_entry.kind, author_name, title, text
                        FROM timeline_entry JOIN customer ON customer.id = customer_id
                        ORDER BY at_us, customer.name, timeline_entry.kind, title, text, author_name
                        """
                    ) {
                        "\($0.text(0)) \($0.int64(1)) \($0.text(2)) \($0.text(3)) \($0.text(4)) \($0.text(5))"
                    }
                }
                tellings.append(told)
            }
        }
        #expect(tellings[0].count == 2000)
        #expect(tellings[0] == tellings[1])
    }

    @Test(
        "Any size works: one customer, no entries, more customers than entries",
        arguments: [(1, 0), (1, 5), (20, 3), (130, 40)])
    func sizes(customers: Int, entries: Int) async throws {
        try await Self.with(.sqlite, customers: customers, entries: entries) { rundblick in
            let made = try await Self.count("SELECT COUNT(*) FROM customer", rundblick)
            let told = try await Self.count("SELECT COUNT(*) FROM timeline_entry", rundblick)
            #expect(made == customers && told == entries)
        }
    }
}
