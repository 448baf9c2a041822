import Foundation
import Imports
import Platform
import Storage
import TestKit
import Testing

@testable import People

@Suite("Importing who is responsible") struct ResponsibleImportTests {
    private static let file = """
        Nr;Firma;Betreuer
        1;Groß GmbH;ANNA@example.org
        2;Klein AG;weiß, anna
        3;Mittel KG;Karl Kühn
        4;Lang OHG;Niemand Hier
        5;Kurz GbR;Gast Müller
        6;Leer UG;
        """

    @Test("By address or unique name; whoever is not known costs only that", arguments: TestEngine.all)
    func taken(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            try await Self.staff(bench)
            let run = try await bench.importText(Self.file)
            #expect(run.figures == figures(taken: 6))
            #expect(try await Self.held(bench) == ["Groß GmbH: Anna Weiß", "Klein AG: Anna Weiß"])
            #expect(
                try await bench.texts(
                    "SELECT reason FROM import_rejection WHERE import_id = \(run.id) ORDER BY line") == [
                        "remark.responsible-ambiguous", "remark.responsible-unknown",
                        "remark.responsible-unknown",
                    ])
            let report = try await bench.report(of: run)
            #expect(report.contains("4;Lang OHG;Niemand Hier;5;Betreuer;\"Niemand bei uns heißt so"))
            #expect(try await bench.importText(Self.file).figures == figures(unchanged: 6))
        }
    }

    @Test("A colleague who comes later is taken then, and nobody loses a customer", arguments: TestEngine.all)
    func later(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            try await Self.staff(bench)
            _ = try await bench.importText(Self.file)
            try await Self.add("Niemand Hier", .member, to: bench)
            #expect(try await bench.importText(Self.file).figures == figures(changed: 1, unchanged: 5))
            #expect(try await Self.held(bench).contains("Lang OHG: Niemand Hier"))
            let entry = try await bench.whole("Lang OHG").entries.map(\.text)
            #expect(entry == ["Zuständig: Betreuung: Niemand Hier"])
            let other = Self.file.replacing("ANNA@example.org", with: "Niemand Hier")
            let run = try await bench.importText(other)
            #expect(run.figures == figures(unchanged: 6))
            #expect(try await Self.held(bench).contains("Groß GmbH: Anna Weiß"))
            #expect(try await bench.report(of: run).contains("Den Kunden betreut schon jemand anderes"))
        }
    }

    @Test("Who is responsible is looked up once, however long the file is")
    func onceOnly() async throws {
        try await ImportBench.with(.sqlite) { bench in
            try await Self.staff(bench)
            let lines = (1...1200).map { "\($0);Firma \($0) GmbH;Anna Weiß" }
            let run = try await bench.importText("Nr;Firma;Betreuung\n" + lines.joined(separator: "\n"))
            #expect(run.figures == figures(taken: 1200))
            #expect(try await bench.count("SELECT COUNT(*) FROM customer_responsibility") == 1200)
        }
    }

    private static func staff(_ bench: ImportBench) async throws {
        try await add("Anna Weiß", .member, email: "anna@example.org", to: bench)
        try await add("Karl Kühn", .member, to: bench)
        try await add("Karl Kuehn", .administrator, to: bench)
        try await add("Gast Müller", .guest, to: bench)
    }

    private static func add(
        _ name: String, _ role: Role, email: String? = nil, to bench: ImportBench
    ) async throws {
        try await bench.store.database.write { tx in
            let id: PersonID = tx.id()
            let person = Person(id: id, email: email ?? "\(id)@example.org", name: name, role: role)
            try PersonStore().add(person, passwordHash: nil, in: tx)
        }
    }

    /// Customer and colleague, in the order of the customers.
    private static func held(_ bench: ImportBench) async throws -> [String] {
        try await bench.texts(
            """
            SELECT customer.name || ': ' || person.name FROM customer_responsibility
            JOIN customer ON customer.id = customer_id JOIN person ON person.id = person_id
            WHERE topic = 'Betreuung' ORDER BY customer.id
            """)
    }
}
