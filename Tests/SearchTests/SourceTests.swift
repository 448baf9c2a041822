import App
import Customers
import Platform
import Search
import Storage
import TestKit
import Testing
import Web

/// A feature that searching has never heard of.
private struct PlanetStore {
    static func gate(for viewer: Viewer) -> SearchGate {
        SearchGate(
            "planet.id", from: "planet", where: "(planet.owner_id IS NULL OR planet.owner_id = \(viewer.id))")
    }

    static func create(in tx: any Transaction) throws {
        try tx.run("CREATE TABLE planet (id BIGINT PRIMARY KEY, name TEXT NOT NULL, owner_id BIGINT)")
    }

    static func add(
        _ name: String, for owner: PersonID? = nil, in tx: any Transaction
    ) throws -> ID<PlanetStore> {
        let id: ID<PlanetStore> = tx.id()
        try tx.run("INSERT INTO planet (id, name, owner_id) VALUES (\(id), \(name), \(owner))")
        try SearchQueue.changed(.planet, id, in: tx)
        return id
    }

    static func documents(_ ids: [Int64], in tx: any Transaction) throws -> [SearchDocument] {
        try tx.rows("SELECT id, name FROM planet WHERE id IN \(list: ids)") { row in
            var document = SearchDocument(row.int64(0), on: SearchShelf(rawValue: 900))
            document.add(row.text(1), weight: SearchDocument.titleWeight)
            return document
        }
    }

    static func hits(_ ids: [Int64], in tx: any Transaction) throws -> [SearchHit] {
        try tx.rows("SELECT id, name FROM planet WHERE id IN \(list: ids)") { row in
            let id: ID<PlanetStore> = row.id(0)
            var hit = SearchHit(
                "planet", id.raw, title: row.text(1), text: "far away", Link("/planets/\(id)"),
                { _ in .search }, .icon(style: "round"))
            hit.end = .warning(Words("heiß", "hot"))
            return hit
        }
    }
}

extension SearchQueue.Kind {
    fileprivate static let planet = Self(rawValue: "planet")
}

extension Feature {
    fileprivate static let planets = Feature("planets") {
        SearchFeed(
            .planet,
            ids: { last, limit, tx in
                try tx.rows("SELECT id FROM planet WHERE id > \(last) ORDER BY id LIMIT \(limit)") {
                    $0.int64(0)
                }
            },
            count: { try $0.count("SELECT count(*) FROM planet") },
            documents: { try PlanetStore.documents($0, in: $1) })
        planetSource(on: 900)
    }

    fileprivate static func planetSource(on shelf: Int) -> SearchSource {
        SearchSource(
            "planet", Words("Planeten", "Planets"), rank: 60, on: SearchShelf(rawValue: shelf), from: .planet,
            for: .employee, gate: { PlanetStore.gate(for: $0) },
            hits: { ids, _, tx in try PlanetStore.hits(ids, in: tx) })
    }
}

@Suite("What can be found is said by its owner") struct SourceTests {
    /// Searching on the store of `server` with the features of Rundblick and one more.
    private func site(_ server: TestServer) -> Site {
        Site(
            server.rundblick.store, FeatureSet(Rundblick.features.all + [.planets]), parts: [SearchBell()])
    }

    @Test(
        "A feature unknown to searching is found by those who may see it and by nobody else",
        arguments: TestEngine.all)
    func unknownFeature(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let ben = try await server.member("ben")
            let gast = try await server.guest("gast")
            _ = try await server.customer("Nordstern Reederei", by: anna.viewer())
            let planet = try await server.rundblick.store.database.write { tx in
                try PlanetStore.create(in: tx)
                _ = try PlanetStore.add("Nordstern im Geheimen", for: anna.id, in: tx)
                return try PlanetStore.add("Nordstern offen", in: tx)
            }
            let search = SearchFeature(site(server))
            try await search.indexer.drain()
            func found(by viewer: Viewer) async throws -> [String] {
                try await search.service.search("Nordstern", for: viewer).groups.flatMap(\.hits).map(\.title)
            }
            let forAnna = ["Nordstern Reederei", "Nordstern offen", "Nordstern im Geheimen"]
            #expect(try await Set(found(by: anna.viewer())) == Set(forAnna))
            #expect(try await found(by: ben.viewer()) == ["Nordstern Reederei", "Nordstern offen"])
            #expect(try await found(by: gast.viewer(.guest)).isEmpty)

            try await search.indexer.rebuild { _, _ in }
            #expect(try await Set(found(by: anna.viewer())) == Set(forAnna))
            try await server.rundblick.store.database.write { tx in
                try tx.run("DELETE FROM planet WHERE id = \(planet)")
                try SearchQueue.changed(.planet, planet, in: tx)
            }
            #expect(try await found(by: ben.viewer()) == ["Nordstern Reederei"])
            try await search.indexer.drain()
            #expect(try await server.rundblick.check() == [])
        }
    }

    @Test("Page, palette and JSON show what the owner says, also without any feature of ours")
    func renderings() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let planet = try await server.rundblick.store.database.write { tx in
                try PlanetStore.create(in: tx)
                return try PlanetStore.add("Nordstern", in: tx)
            }
            let alone = Site(
                server.rundblick.store, FeatureSet([.search, .planets]), parts: [SearchBell()])
            try await SearchFeature(alone).indexer.drain()
            let asked = anna.at(TestServer(server.rundblick, routes: alone.provided()))
            let page = try await asked.get("/search?q=Nordstern&in=planet").text
            #expect(page.contains("<h2 id=\"h-planet\">Planeten</h2>"), "\(page)")
            #expect(page.contains("<a class=\"go\" href=\"/planets/\(planet)\"><mark>Nordstern</mark></a>"))
            #expect(page.contains("<span class=\"mark-s round\">"))
            #expect(page.contains("<div class=\"end\"><span class=\"pill bad\">heiß</span></div>"))
            let palette = try await asked.get("/search?q=nordst&fragment=1").text
            #expect(palette.contains("aria-label=\"Planeten\"") && palette.contains("heiß"), "\(palette)")
            let items = try await asked.api(.get, "search?q=nordstern&kinds=planet").json["items"]
            let links = (items as? [[String: Any]])?.compactMap { $0["link"] as? String }
            #expect(links == ["/planets/\(planet)"])
            #expect(try await asked.api(.get, "search?q=nordstern&kinds=customer").status == 422)
        }
    }

    @Test("What a newer program wants indexed waits for it", arguments: TestEngine.all)
    func newerProgram(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna").viewer()
            try await server.rundblick.store.database.write { tx in
                try PlanetStore.create(in: tx)
                _ = try PlanetStore.add("Nordstern", in: tx)
            }
            _ = try await server.customer("Hansa", by: anna)
            try await server.index()
            #expect(try await server.titles("Hansa", for: anna) == ["Hansa"])
            try await server.rundblick.search.indexer.rebuild { _, _ in }
            #expect(try await server.rundblick.store.database.read { try SearchQueue.length(in: $0) } == 1)
            let newer = SearchFeature(site(server))
            try await newer.indexer.drain()
            let hits = try await newer.service.search("Nordstern", for: anna).groups.flatMap(\.hits)
            #expect(hits.map(\.title) == ["Nordstern"])
            #expect(try await server.rundblick.store.database.read { try SearchQueue.length(in: $0) } == 0)
        }
    }

    @Test("Sources that contradict each other are a mistake in the program")
    func mistakes() {
        #expect(SearchSources.mistake(in: Rundblick.features) == nil)
        let noFeed = FeatureSet([Feature("planets") { Feature.planetSource(on: 900) }])
        #expect(SearchSources.mistake(in: noFeed) == "nobody brings what planet finds")
        let shelfOfOthers = Feature("planets") {
            SearchFeed(.planet, ids: { _, _, _ in [] }, count: { _ in 0 }, documents: { _, _ in [] })
            Feature.planetSource(on: SearchSource.customer.shelf.rawValue)
        }
        #expect(
            SearchSources.mistake(in: FeatureSet(Rundblick.features.all + [shelfOfOthers]))
                == "planet stands on shelf 1, which has another feed")
    }
}
