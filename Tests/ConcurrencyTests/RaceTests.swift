import App
import Foundation
import People
import Platform
import Storage
import TestKit
import Testing

/// Each case lets several people do the same at the same moment, again and again.
@Suite("At the same moment") struct RaceTests {
    private static let times = 8

    /// What several answered, sorted.
    private func together(
        _ count: Int, _ ask: @escaping @Sendable (Int) async throws -> TestResponse
    ) async throws -> [Int] {
        try await withThrowingTaskGroup { group in
            for number in 0..<count { group.addTask { try await ask(number).status } }
            return try await group.reduce(into: []) { $0.append($1) }.sorted()
        }
    }

    @Test(
        "Two who change one thing that they saw alike: one is taken, the other told; removing beside changing too",
        arguments: TestEngine.all)
    func editing(engine: TestEngine) async throws {
        try await TestServer.run(engine, servers: 1) { servers in
            let company = try await Company(servers)
            let customer = try await company.newCustomer("Groß")
            #expect(company.changing.count >= 6)
            var mark = 0
            for (part, recipe) in company.changing.sorted(by: { $0.key < $1.key }) {
                let adding = try #require(company.adding.first { $0.route.path == part })
                for round in 0..<Self.times {
                    mark += 10
                    let made = try await company.people[0].api(
                        .post, "customers/\(customer)\(part)", company.body(adding, mark: mark).body
                    ).json
                    let path = "customers/\(customer)\(part)/\(try #require(try Row.name(in: made)))"
                    let version = try #require(made["version"] as? Int)
                    let removes = round % 2 == 1
                    let first = mark
                    let statuses = try await together(2) { number in
                        if removes, number == 1 { return try await company.people[0].api(.delete, path) }
                        let body = try await company.body(recipe, mark: first + 1 + number).body
                        return try await company.people[0].api(
                            .patch, path, body, ["if-match": "\"\(version)\""])
                    }
                    let allowed =
                        removes ? [[200, 200], [200, 204], [204, 404], [200, 404]] : [[200, 412]]
                    #expect(allowed.contains(statuses), "\(part): \(statuses)")
                }
            }
        }
    }

    @Test(
        "The same thing added eight times at once is there as often as when it comes in turn",
        arguments: TestEngine.all)
    func doubles(engine: TestEngine) async throws {
        try await TestServer.run(engine, servers: 2) { servers in
            let company = try await Company(servers)
            var mark = 1_000
            for recipe in company.adding where recipe.route.method == .post {
                mark += 10
                let (body, sign) = try await company.body(recipe, mark: mark)
                let inTurn = try await company.newCustomer("Nacheinander")
                let atOnce = try await company.newCustomer("Zugleich")
                for _ in 0..<2 {
                    _ = try await company.people[0].api(
                        .post, "customers/\(inTurn)\(recipe.route.path)", body)
                }
                let counted = try await rows(with: sign, of: inTurn, in: company)
                // Numbers are taken by the first customer.
                if recipe.route.path == "/numbers" {
                    _ = try await company.people[0].api(.delete, "customers/\(inTurn)/numbers/:\(sign)")
                }
                let statuses = try await together(8) { number in
                    try await company.client(number).api(
                        .post, "customers/\(atOnce)\(recipe.route.path)", body)
                }
                #expect(statuses.allSatisfy { $0 < 500 }, "\(recipe.route.path): \(statuses)")
                let found = try await rows(with: sign, of: atOnce, in: company)
                if counted == 1 { #expect(found == 1, "\(recipe.route.path): \(found) rows, \(statuses)") }
            }
        }
    }

    private func rows(with sign: String, of customer: CustomerID, in company: Company) async throws -> Int {
        try await company.database.read { tx in
            let tables = Set(try Catalogue.references(to: "customer", in: tx).map(\.table))
                .filter { $0 != "customer_change" && $0 != "customer" && !$0.hasPrefix("duplicate_") }
            return try tables.reduce(0) { sum, table in
                let columns = try Catalogue.columns(of: table, in: tx)
                guard columns.contains(where: { $0.name == "customer_id" }) else { return sum }
                let list = SQL(trusted: columns.map(\.name).joined(separator: ", "))
                let rows = try tx.rows(
                    "SELECT \(list) FROM \(SQL(trusted: table)) WHERE customer_id = \(customer)"
                ) { row in columns.indices.contains { row.text(Int32($0)).contains(sign) } }
                return sum + rows.count { $0 }
            }
        }
    }

    @Test(
        "A team that goes while a note is written for it: one of the two is refused",
        arguments: TestEngine.all)
    func teams(engine: TestEngine) async throws {
        try await TestServer.run(engine, servers: 2) { servers in
            let company = try await Company(servers)
            let admin = try await servers[0].member("chef", role: .administrator)
            let customer = try await company.newCustomer("Groß")
            for round in 0..<Self.times {
                let team = try await admin.api(
                    .post, "administration/teams", ["name": "Team \(round)", "about": ""]
                ).json["id"]
                let id = try #require(team as? String)
                let member = company.people[0]
                _ = try await admin.api(
                    .post, "administration/teams/\(id)/members", ["person": member.id.text])
                let statuses = try await together(3) { number in
                    switch number {
                    case 0:
                        try await member.at(servers[1]).api(
                            .post, "customers/\(customer)/timeline",
                            ["kind": "note", "text": "für uns", "team": id])
                    case 1: try await admin.api(.delete, "administration/teams/\(id)")
                    default:
                        try await admin.at(servers[1]).api(
                            .post, "administration/teams/\(id)/members",
                            ["person": company.people[1].id.text])
                    }
                }
                #expect(statuses.allSatisfy { [200, 201, 204, 404, 409, 422].contains($0) }, "\(statuses)")
                #expect(statuses.contains { $0 >= 400 }, "note and removal cannot both be: \(statuses)")
            }
            #expect(try await servers[0].rundblick.check().isEmpty)
        }
    }

    @Test("One address is one person, and lists keep to their limits", arguments: TestEngine.all)
    func people(engine: TestEngine) async throws {
        try await TestServer.run(engine, servers: 2) { servers in
            let added = try await withThrowingTaskGroup { group in
                for number in 0..<4 {
                    group.addTask {
                        do {
                            _ = try await servers[number % 2].rundblick.signIn.addPerson(
                                email: "eine@example.org",
                                name: ["Eine", "Zweite", "Dritte", "Vierte"][number],
                                role: .member,
                                password: "geheim-geheim")
                            return 1
                        } catch let error as AppError {
                            #expect(error == .invalid(["email": "taken"]))
                            return 0
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(added == 1)
            let anna = try await servers[0].member("anna")
            let statuses = try await together(40) { number in
                try await anna.at(servers[number % 2]).api(.post, "views", ["view_name": "Liste \(number)"])
            }
            #expect(statuses.count { $0 < 300 } == 30, "\(statuses)")
            #expect(statuses.allSatisfy { [200, 201, 204, 422].contains($0) }, "\(statuses)")
        }
    }
}
