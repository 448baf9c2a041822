import Foundation
import Platform
import Recording
import Storage
import TestKit
import Testing

@testable import Customers
@testable import People
@testable import Timeline

/// How many statements pages take; `GrowthTests` counts what these read.
@Suite("What the pages cost") struct BudgetTests {
    private static let texts = Texts(
        language: .german, zone: .gmt, now: Timestamp(startOf: Office.today).adding(seconds: 12 * 3600))

    @Test("The customer's page takes at most 16 statements")
    func customerPage() async throws {
        try await Office.with(.sqlite) { office in
            let team = try await office.team("Vertrieb")
            let anna = try await office.member("Anna", in: team)
            let id = try await office.filled("Bäckerei", by: anna)
            let database = RecordingDatabase(office.store.database)
            let statements = try await database.statements {
                let whole = try await CustomerService(database: database).whole(
                    id, on: Office.today, for: anna)
                #expect(whole.entries.count == TimelineStore.pageSize + 1)
            }
            #expect(statements.count <= 16)
        }
    }

    @Test("The list takes at most 5 statements, and two more when several things narrow it")
    func list() async throws {
        try await Office.with(.sqlite) { office in
            let anna = try await office.member("Anna")
            _ = try await office.filled("Bäckerei", by: anna)
            let database = RecordingDatabase(office.store.database)
            var queries = CustomerQuery.Sort.allCases.map { sort in
                var query = CustomerQuery()
                query.sort = sort
                return query
            }
            var narrow = CustomerQuery()
            (narrow.name, narrow.tag, narrow.kind, narrow.responsible) = ("bä", "A-Kunde", .company, anna.id)
            var elsewhere = CustomerQuery()
            (elsewhere.postcode, elsewhere.number, elsewhere.isWatched) = ("23", "K-1", true)
            var owing = CustomerQuery()
            (owing.isOwing, owing.sort) = (true, .open)
            queries += [narrow, elsewhere, owing]
            for query in queries {
                let statements = try await database.statements {
                    _ = try await CustomerService(database: database).list(query, for: anna)
                }
                #expect(statements.count <= ([narrow, elsewhere].contains(query) ? 7 : 5))
            }
        }
    }

    @Test("The start page takes at most 6 statements")
    func start() async throws {
        try await Office.with(.sqlite) { office in
            let anna = try await office.member("Anna")
            _ = try await office.filled("Bäckerei", by: anna)
            let database = RecordingDatabase(office.store.database)
            let statements = try await database.statements {
                _ = try await StartRoutes(database: database, waiting: []).load(for: anna, Self.texts)
            }
            #expect(statements.count <= 6)
        }
    }

    @Test("A customer with 40 entries stays under 60 kB")
    func weight() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let id = try await anna.addsCustomer("Bäckerei Sonnenschein GmbH")
            for number in 0..<45 {
                let text =
                    "Telefonat \(number): " + String(repeating: "Frau Lindner bittet um Rückruf. ", count: 6)
                _ = try await anna.api(.post, "customers/\(id)/timeline", ["kind": "note", "text": text])
            }
            for name in ["Lindner", "Bayram", "Rademacher"] {
                _ = try await anna.api(
                    .post, "customers/\(id)/contacts",
                    ["last_name": name, "phone": "0451 702030", "email": "\(name)@firma.de"])
            }
            let page = try await anna.get("/customers/\(id)")
            #expect(page.status == 200)
            #expect(page.bytes.count < 60_000)
            #expect(page.text.contains("rel=\"next\""))
        }
    }
}

extension Office {
    /// A customer with something of everything, for which `viewer` is responsible.
    func filled(_ name: String, by viewer: Viewer) async throws -> CustomerID {
        let id = try await company(name, by: viewer)
        let other = try await company(name + " Verwaltung", by: viewer)
        let boss = Contact(id: ID(0), salutation: "", firstName: "Petra", lastName: "Lindner", position: "")
        _ = try await parts.add(boss, phone: "030 1234567", to: id, by: viewer)
        _ = try await parts.add(.in("Lübeck", "Mühlenstraße 48"), to: id, by: viewer)
        _ = try await parts.add(.init(kind: .need, text: "Eile"), to: id, by: viewer)
        _ = try await parts.add(
            .init(purpose: "Werbung", channel: .email, isGranted: true, source: "x"), to: id, by: viewer)
        _ = try await parts.relate(id, to: other, .group, note: "", by: viewer)
        _ = try await parts.assign(viewer.id, topic: "Vertrieb", to: id, by: viewer)
        try await parts.add(ExternalNumber(system: "", number: "K-1"), to: id, by: viewer)
        try await parts.add(tag: "A-Kunde", to: id, by: viewer)
        try await store.owe(500, level: 1, id: id)
        for number in 0..<45 {
            _ = try await talk.add(.init(kind: .note, text: "Notiz \(number)"), to: id, by: viewer)
        }
        return id
    }
}
