import Customers
import People
import Platform
import Search
import Storage
import TestKit
import Testing

@Suite("Search") struct SearchTests {
    @Test(
        "Names are found in every spelling, with typos, by parts and while typing", arguments: TestEngine.all)
    func words(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna").viewer()
            let baker = try await server.customer("Bäckerei Müller GmbH", by: anna)
            _ = try await server.customer("Autohaus Schmidt", by: anna)
            try await server.note("Die Wohngebäudeversicherung läuft aus.", on: baker, by: anna)
            try await server.note("Das Wohngebäude wird saniert.", on: baker, by: anna)
            try await server.note("Neue Versicherung besprochen.", on: baker, by: anna)
            try await server.index()
            for text in ["Bäckerei", "baeckerei mueller", "MULLER", "Bäkerei", "müllr"] {
                let found = try await server.titles(text, [.customer], for: anna)
                #expect(found == ["Bäckerei Müller GmbH"], "\(text)")
            }
            #expect(
                try await server.titles("bäck", [.customer], isTyping: true, for: anna) == [
                    "Bäckerei Müller GmbH"
                ])
            let notes = try await server.search.search("Versicherungen", kinds: [.entry], for: anna)
            #expect(
                notes.groups.first?.hits.map(\.text) == [
                    "Neue Versicherung besprochen.", "Die Wohngebäudeversicherung läuft aus.",
                ])
            #expect(try await server.titles("Anna", [.person], for: anna) == ["Anna"])
        }
    }

    @Test("A check tells of terms, postings and documents that went astray", arguments: TestEngine.all)
    func check(engine: TestEngine) async throws {
        let damages: [SQL] = [
            "DELETE FROM search_term WHERE text LIKE 'm%'",
            "DELETE FROM search_posting WHERE document IN (SELECT id FROM customer)",
            "DELETE FROM search_document WHERE shelf = 1",
            "UPDATE search_term SET documents = documents + 1",
        ]
        for damage in damages {
            try await TestServer.run(engine) { server in
                let anna = try await server.member("anna").viewer()
                _ = try await server.customer("Bäckerei Müller GmbH", by: anna)
                try await server.index()
                #expect(try await server.rundblick.check() == [])
                let changed = try await server.rundblick.store.database.write { try $0.run(damage) }
                #expect(changed > 0)
                #expect(try await !server.rundblick.check().isEmpty, "\(damage.text)")
            }
        }
    }

    @Test(
        "The words of an edited note are found, those it had and those of a removed one are forgotten",
        arguments: TestEngine.all)
    func forgottenWords(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let client = try await server.member("anna")
            let anna = client.viewer()
            let baker = try await server.customer("Bäckerei", by: anna)
            let note = try await server.note("Zitronenfalter gesichtet", on: baker, by: anna)
            try await server.note("Falter", on: baker, by: anna)
            try await server.index()
            func found(_ text: String) async throws -> [String] {
                try await server.search.search(text, kinds: [.entry], for: anna).groups.flatMap(\.hits).map(
                    \.text)
            }
            #expect(try await found("Zitronenfalter") == ["Zitronenfalter gesichtet"])
            _ = try await server.notes.rewrite(
                note, of: baker, to: "Kohlweißling gesehen", seen: nil, by: anna)
            try await server.index()
            #expect(try await found("Kohlweißling") == ["Kohlweißling gesehen"])
            #expect(try await found("Zitronenfalter") != ["Kohlweißling gesehen"])
            try await server.notes.remove(note, of: baker, by: anna)
            try await server.index()
            let left = try await server.rundblick.store.database.read { tx in
                (
                    try tx.rows("SELECT text FROM search_term WHERE documents <= 0") { $0.text(0) },
                    try tx.count(
                        """
                        SELECT COUNT(*) FROM search_spelling WHERE term_id NOT IN (SELECT id FROM search_term)
                        """),
                    try tx.count(
                        """
                        SELECT COUNT(*) FROM search_compound WHERE part_id NOT IN (SELECT id FROM search_term)
                        OR compound_id NOT IN (SELECT id FROM search_term)
                        """)
                )
            }
            #expect(left.0.isEmpty && left.1 == 0 && left.2 == 0, "\(left)")
            #expect(try await server.rundblick.check().isEmpty)
        }
    }

    @Test(
        "What guests find of a customer tells neither debts nor the last contact", arguments: TestEngine.all)
    func guestHits(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna").viewer()
            let gast = try await server.guest("gast")
            let id = try await server.customer("Hafen", by: anna)
            try await server.rundblick.store.database.write { tx in
                try tx.run("INSERT INTO customer_guest (customer_id, person_id) VALUES (\(id), \(gast.id))")
                try tx.run("UPDATE customer SET dunning_level = 3, last_entry_us = 5 WHERE id = \(id)")
            }
            try await server.index()
            let path = "search?q=Hafen"
            let ours = try await server.search.search("Hafen", for: anna).groups.flatMap(\.hits).first
            let theirs = try await server.search.search("Hafen", for: gast.viewer(.guest)).groups.flatMap(
                \.hits
            ).first
            #expect(ours?.at != nil && theirs != nil && theirs?.at == nil)
            #expect(try await gast.api(.get, path).status == 200)
        }
    }

    @Test("Telephone and customer numbers are found in every writing", arguments: TestEngine.all)
    func numbers(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna").viewer()
            _ = try await server.customer("Hansa", number: "K-10432", phone: "+4934129715392", by: anna)
            _ = try await server.customer("Alpin", number: "0020871", phone: "+43662123456", by: anna)
            try await server.index()
            let writings = [
                "+49 341 29715392", "0341/297 153 92", "(0341) 29715392", "0049 341 29715392", "034129715392",
                "K-10432", "k10432", "10432",
            ]
            for text in writings { #expect(try await server.titles(text, for: anna) == ["Hansa"], "\(text)") }
            for text in ["0341 297", "K-104"] {
                #expect(try await server.titles(text, isTyping: true, for: anna) == ["Hansa"], "\(text)")
            }
            for text in ["+43 662 123456", "0020871"] {
                #expect(try await server.titles(text, for: anna) == ["Alpin"], "\(text)")
            }
        }
    }

    @Test("The index follows what is renamed, removed and merged", arguments: TestEngine.all)
    func changes(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna").viewer()
            let old = try await server.customer("Altbau Kröger", by: anna)
            let other = try await server.customer("Nordwind", by: anna)
            let note = try await server.note("Dachgauben vermessen", on: old, by: anna)
            try await server.index()
            _ = try await server.customers.update(old, ["company_name": "Neubau Kröger"], seen: nil, by: anna)
            try await server.notes.remove(note, of: old, by: anna)
            #expect(try await server.titles("Dachgauben", for: anna).isEmpty)
            try await server.index()
            #expect(try await server.titles("Altbau", for: anna).isEmpty)
            #expect(try await server.titles("Neubau", for: anna) == ["Neubau Kröger"])
            try await server.rundblick.store.database.write { tx in
                try tx.run("UPDATE customer SET merged_into = \(other) WHERE id = \(old)")
                try CustomerStore().touch(old, in: tx)
            }
            #expect(try await server.titles("Kröger", for: anna).isEmpty)
            try await server.index()
            let left = try await server.rundblick.store.database.read { tx in
                try tx.count("SELECT count(*) FROM search_document WHERE id = \(old) OR id = \(note)")
                    + tx.count(
                        "SELECT count(*) FROM search_posting WHERE document = \(old) OR document = \(note)")
            }
            #expect(left == 0)
            #expect(try await server.rundblick.check() == [])
        }
    }

    @Test("Building the index anew gives the same index", arguments: TestEngine.all)
    func rebuild(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna").viewer()
            let names = ["Holzbau Petersen", "Petersen Bau", "Holzhandel", "Bauholz Nord", "Holz"]
            for (number, name) in names.enumerated() {
                let customer = try await server.customer(name, number: "K-\(number)", by: anna)
                try await server.note("Angebot über Holzbauteile an \(name)", on: customer, by: anna)
            }
            try await server.index()
            let before = try await contents(server)
            try await server.rundblick.search.indexer.rebuild { _, _ in }
            #expect(try await contents(server) == before)
            #expect(try await server.titles("Petersen Bau", for: anna).first == "Petersen Bau")
        }
    }

    /// All of the index, without the numbers of its terms.
    private func contents(_ server: TestServer) async throws -> [String] {
        let postings: SQL = """
            SELECT text, document, weight, search_posting.length FROM search_posting JOIN search_term ON id = term_id
            ORDER BY text, document
            """
        let words: SQL =
            "SELECT shelf, text, is_word, documents FROM search_term WHERE documents > 0 ORDER BY shelf, text"
        let spellings: SQL = """
            SELECT search_spelling.shelf, text, key FROM search_spelling JOIN search_term ON id = term_id
            ORDER BY search_spelling.shelf, text, key
            """
        let compounds: SQL = """
            SELECT part.shelf, part.text, whole.text FROM search_compound
            JOIN search_term AS part ON part.id = part_id JOIN search_term AS whole ON whole.id = compound_id
            ORDER BY part.shelf, part.text, whole.text
            """
        let statistics: SQL = "SELECT shelf, documents, length FROM search_statistics ORDER BY shelf"
        return try await server.rundblick.store.database.read { tx in
            try tx.rows(postings) { "\($0.text(0)) \($0.int64(1)) \($0.real(2)) \($0.real(3))" }
                + tx.rows(words) { "\($0.int(0)) \($0.text(1)) \($0.int(2)) \($0.int(3))" }
                + tx.rows(spellings) { "\($0.int(0)) \($0.text(1)) \($0.text(2))" }
                + tx.rows(compounds) { "\($0.int(0)) \($0.text(1)) \($0.text(2))" }
                + tx.rows(statistics) { "\($0.int(0)) \($0.int(1)) \($0.real(2))" }
        }
    }

    @Test("Among equals, the customer that the viewer knows comes first", arguments: TestEngine.all)
    func familiar(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna").viewer()
            let first = try await server.customer("Meyer Nordwest", by: anna)
            _ = try await server.customer("Meyer Südost", by: anna)
            _ = try await server.customer("Meyer Hafen", by: anna)
            try await server.index()
            #expect(
                try await server.titles("Meyer", for: anna) == [
                    "Meyer Hafen", "Meyer Südost", "Meyer Nordwest",
                ])
            try await server.visit(first, by: anna)
            #expect(
                try await server.titles("Meyer", for: anna) == [
                    "Meyer Nordwest", "Meyer Hafen", "Meyer Südost",
                ])
        }
    }

    @Test("What changed while two indexers run is indexed once and not lost", arguments: TestEngine.all)
    func severalIndexers(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna").viewer()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<30 {
                    group.addTask { _ = try await server.customer("Parallel \(number)", by: anna) }
                    if number % 5 == 0 { group.addTask { try await server.index() } }
                }
                try await group.waitForAll()
            }
            try await server.index()
            let (documents, count) = try await server.rundblick.store.database.read { tx in
                (
                    try tx.count("SELECT documents FROM search_statistics WHERE shelf = 1"),
                    try tx.count("SELECT documents FROM search_term WHERE shelf = 1 AND text = 'parallel'")
                )
            }
            #expect(documents == 30)
            #expect(count == 30)
            #expect(try await server.rundblick.check() == [])
        }
    }
}
