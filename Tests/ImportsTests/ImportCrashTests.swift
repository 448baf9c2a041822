import App
import Customers
import Foundation
import Platform
import Storage
import TestKit
import Testing

@testable import Imports

@Suite("Imports whose process died") struct ImportCrashTests {
    private struct Crash: Error {}

    /// Reads one piece and is gone.
    private actor CrashingWork: ImportWork {
        private var first: ImportStep?

        init(_ first: ImportStep?) { self.first = first }

        func step() throws -> ImportStep? {
            guard let step = first else { throw Crash() }
            first = nil
            return step
        }
    }

    @Test(
        "An import that goes on later takes two like customers of its file for two", arguments: TestEngine.all
    )
    func resumed(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            let path = bench.store.location.folder + "/kunden.csv"
            var lines = ["Firma;PLZ;Ort;Telefon", "Groß GmbH;24103;Kiel;0431 111111"]
            lines += (0..<CustomerBatch.size).map { "Firma \($0);24103;Kiel;0431 2\(1000 + $0)" }
            lines.append("Groß GmbH;24103;Kiel;0431 999999")
            try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
            var run = ImportRun(
                id: bench.store.database.ids.next(), kind: .customers, source: "", fileName: "kunden.csv",
                personName: "Anna", createdAt: bench.store.database.clock.now())
            run.state = .running
            run.header = ["Firma", "PLZ", "Ort", "Telefon"]
            run.options.columns = run.kind.guess(run.header)
            try await bench.store.database.write { [run] in try ImportStore().insert(run, in: $0) }
            let runner = ImportRunner(database: bench.store.database, hooks: .none)
            let first = try await bench.imports.makeWork(run, path, ImportBench.texts).step()
            await #expect(throws: Crash.self) {
                try await runner.perform(run.id, CrashingWork(first), isDry: false)
            }
            #expect(try await bench.count("SELECT COUNT(*) FROM customer") == CustomerBatch.size)
            let again = try await bench.imports.makeWork(run, path, ImportBench.texts)
            let done = try await runner.perform(run.id, again, isDry: false)
            #expect(done.state == .done && done.figures.taken == CustomerBatch.size + 2)
            #expect(try await bench.count("SELECT COUNT(*) FROM customer WHERE name = 'Groß GmbH'") == 2)
            #expect(try await bench.count("SELECT COUNT(*) FROM import_claim") == 0)
            let noted = try await bench.texts("SELECT action FROM audit")
            #expect(noted.isEmpty)
        }
    }

    @Test("Of two runners of one import only one goes on", arguments: TestEngine.all)
    func two(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            var run = ImportRun(
                id: bench.store.database.ids.next(), kind: .customers, source: "", fileName: "k.csv",
                personName: "Anna", createdAt: bench.store.database.clock.now())
            run.state = .running
            try await bench.store.database.write { [run] tx in
                let store = ImportStore()
                try store.insert(run, in: tx)
                func advances() throws -> Bool {
                    try store.advance(run, by: ImportFigures(), records: 500, bytes: 1, tells: false, in: tx)
                }
                #expect(try advances())
                #expect(try !advances())
            }
        }
    }

    @Test(
        "What a killed command left running is ended, what somebody still does is not",
        arguments: TestEngine.all)
    func killed(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            func run(node: Int64, blob: String?) async throws -> ImportID {
                let id: ImportID = bench.store.database.ids.next()
                var run = ImportRun(
                    id: ImportID(id.raw & ~(1023 << 12) | node << 12), kind: .customers, source: "",
                    fileName: "k.csv", personName: "Anna", createdAt: bench.store.database.clock.now())
                run.state = .running
                run.blob = blob
                try await bench.store.database.write { [run] in try ImportStore().insert(run, in: $0) }
                return run.id
            }
            try await bench.store.database.write { tx in
                try tx.run(
                    "INSERT INTO process_lease (node, until_us) VALUES (78, \(tx.now.adding(seconds: 60)))")
            }
            let gone = try await run(node: 77, blob: nil)
            let own = try await run(node: Int64(bench.store.database.ids.node), blob: nil)
            let other = try await run(node: 78, blob: nil)
            let job = try await run(node: 77, blob: "abc")
            try await ImportService.endAbandoned(in: bench.store)
            for (id, state) in [
                (gone, ImportRun.State.failed), (own, .failed), (other, .running), (job, .running),
            ] {
                let found = try await bench.store.database.read { try ImportStore().find(id, in: $0) }
                #expect(found?.state == state)
            }
        }
    }

    @Test("What is imported stands in the audit trail; a dry run does not", arguments: TestEngine.all)
    func audit(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            _ = try await bench.importText("Nr;Firma\n1;A\n", isDry: true)
            #expect(try await bench.texts("SELECT action FROM audit").isEmpty)
            _ = try await bench.importText("Nr;Firma\n1;A\n")
            #expect(try await bench.texts("SELECT action FROM audit") == ["imported"])
            #expect(try await bench.texts("SELECT detail FROM audit") == ["customers Kundennummer"])
        }
    }

    @Test("A character of thousands of marks refuses its record, not the import", arguments: TestEngine.all)
    func tallCharacter(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            let tall = "A" + String(repeating: "\u{0301}", count: 4000)
            let run = try await bench.importText(
                "Nr;Firma;Ort\n1;\(tall);Kiel\n2;B;\(tall)\n3;C;Kiel\n\(tall);D;Kiel\n")
            #expect(run.state == .done && run.figures.taken == 1 && run.figures.rejected == 3)
        }
    }

    @Test("Open browsers learn which blocks an import changed", arguments: TestEngine.all)
    func events(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let bench = ImportBench(store: server.rundblick.store, imports: server.rundblick.imports)
            _ = try await bench.importText("Nr;Firma;Web;Telefon\n1;A;a.de;0431 111111\n")
            let id = try await bench.whole("A").customer.id
            let heard = try server.hub.listen(to: ["customer/\(id)"], as: ImportBench.viewer)
            _ = try await bench.importText("Nr;Firma;Web;Telefon\n1;A;b.de;0431 222222\n")
            var kinds: [String] = []
            for await case .event(let event, _) in heard {
                kinds.append(event.kind)
                if kinds.count == 3 { break }
            }
            #expect(kinds == ["entry", "details", "reach"])
        }
    }
}

@Suite("Mails in doubt") struct MailDoubtTests {
    private static let mail = """
        From a@b Sun Nov 22 10:00:00 2026
        From: Info <info@gross.example>
        To: anna@wir.example
        Subject: Aus der Zukunft
        Message-ID: <1@gross.example>
        Date: Sun, 22 Nov 2150 10:00:00 +0100

        Hallo

        """

    @Test("A mail from the future stands at the moment it came", arguments: TestEngine.all)
    func future(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            _ = try await bench.importText("Nr;Firma;E-Mail\n1;Groß GmbH;info@gross.example\n")
            _ = try await bench.importText(Self.mail, as: .mail)
            let whole = try await bench.whole("Groß GmbH")
            let now = bench.store.database.clock.now()
            #expect(whole.entries.first.map { $0.at <= now } == true)
            #expect(whole.customer.lastEntryAt.map { $0 <= now } == true)
            #expect(try await bench.importText(Self.mail, as: .mail).figures.unchanged == 1)
        }
    }

    @Test("Several who assign one mail at once: it has one customer and one entry", arguments: TestEngine.all)
    func assigned(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            _ = try await bench.importText("Nr;Firma\n1;Groß GmbH\n2;Klein AG\n")
            _ = try await bench.importText(Self.mail, as: .mail)
            let id = try await bench.store.database.read { tx in
                try tx.one("SELECT id FROM mail_message") { $0.id(0) as MailID }
            }
            let mail = try #require(id)
            let service = MailService(store: bench.store)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in ["1", "2", "1", "2"] {
                    group.addTask { _ = try await service.assign(mail, to: number, by: ImportBench.viewer) }
                }
                try await group.waitForAll()
            }
            #expect(try await bench.count("SELECT COUNT(*) FROM timeline_entry") == 1)
            let together: SQL = """
                SELECT COUNT(*) FROM timeline_entry JOIN mail_message
                ON mail_message.id = source_id AND mail_message.customer_id = timeline_entry.customer_id
                """
            #expect(try await bench.count(together) == 1)
        }
    }
}
