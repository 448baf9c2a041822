import App
import Customers
import Foundation
import Imports
import Platform
import Storage
import TestKit
import Testing

@Suite("Importing mails") struct MailImportTests {
    @Test(
        "Every sample mail is taken in or put aside with a reason; twice doubles nothing",
        arguments: TestEngine.all)
    func samples(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            let folder = ImportBench.data + "/mail"
            let files = try FileManager.default.subpathsOfDirectory(atPath: folder).count {
                $0.hasSuffix(".eml")
            }
            let run = try await bench.importFile(folder, as: .mail)
            #expect(run.figures.taken + run.figures.unchanged + run.figures.rejected == files)
            #expect(run.figures.taken >= 80)
            #expect(try await bench.count("SELECT COUNT(*) FROM mail_message") == run.figures.taken)
            let reasons = try await bench.texts("SELECT reason FROM import_quarantine")
            #expect(reasons.count <= run.figures.rejected && reasons.allSatisfy { $0.hasPrefix("mail.") })
            let again = try await bench.importFile(folder, as: .mail)
            #expect(again.figures.taken == 0)
            #expect(again.figures.unchanged == run.figures.taken + run.figures.unchanged)
            #expect(try await bench.count("SELECT COUNT(*) FROM mail_message") == run.figures.taken)
        }
    }

    @Test(
        "Mails reach their customer by address and by domain, in threads, with direction",
        arguments: TestEngine.all)
    func matching(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            _ = try await bench.importText(
                "Nr;Firma;E-Mail\n1;Groß GmbH;info@gross.example\n2;Klein;klein@web.de\n")
            try await bench.addColleague("anna@wir.example")
            let mbox = """
                From a@b Sun Nov 22 10:00:00 2026
                From: Info <info@gross.example>
                To: anna@wir.example
                Subject: Anfrage
                Message-ID: <1@gross.example>
                Date: Sun, 22 Nov 2026 10:00:00 +0100

                Haben Sie Ware?

                From a@b Sun Nov 22 11:00:00 2026
                From: Anna <anna@wir.example>
                To: info@gross.example
                Subject: AW: Anfrage
                Message-ID: <2@wir.example>
                In-Reply-To: <1@gross.example>
                Date: Sun, 22 Nov 2026 11:00:00 +0100

                Ja, gerne.

                Am 22.11.2026 um 10:00 schrieb Info:
                > Haben Sie Ware?

                From a@b Sun Nov 22 12:00:00 2026
                From: Chef <chef@gross.example>
                To: vertrieb@wir.example
                Subject: Danke
                Message-ID: <3@gross.example>
                Date: Sun, 22 Nov 2026 12:00:00 +0100

                Danke!

                From a@b Sun Nov 22 13:00:00 2026
                From: Fremd <fremd@web.de>
                To: anna@wir.example
                Subject: Werbung
                Message-ID: <4@web.de>
                Date: Sun, 22 Nov 2026 13:00:00 +0100

                Kaufen!

                """
            let run = try await bench.importText(mbox, as: .mail)
            #expect(run.figures == figures(taken: 4))
            let entries = try await bench.whole("Groß GmbH").entries
            #expect(entries.map(\.title) == ["Danke", "AW: Anfrage", "Anfrage"])
            #expect(entries.map(\.direction) == [.inward, .outward, .inward])
            #expect(entries[1].text == "Ja, gerne.")
            #expect(try await bench.whole("Klein").entries.isEmpty)
            #expect(try await bench.count("SELECT COUNT(DISTINCT thread_id) FROM mail_message") == 3)
            #expect(try await bench.count("SELECT COUNT(*) FROM mail_message WHERE customer_id IS NULL") == 1)
            #expect(try await bench.importText(mbox, as: .mail).figures == figures(unchanged: 4))
        }
    }

    @Test("What cannot be read is put aside, and the rest goes on", arguments: TestEngine.all)
    func unreadable(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            let good = "From: a@b.example\nSubject: Gut\nMessage-ID: <9@b>\n\nText\n\n"
            let mbox =
                "From x Sun Nov 22 10:00:00 2026\n\u{1}\u{2}kein Kopf\n\nFrom x Sun Nov 22 10:00:00 2026\n"
                + good
            let run = try await bench.importText(mbox, as: .mail)
            #expect(run.figures == figures(taken: 1, rejected: 1))
            #expect(try await bench.texts("SELECT reason FROM import_quarantine") == ["mail.not-a-mail"])
        }
    }
}

extension ImportBench {
    /// A colleague with an address of the company.
    func addColleague(_ email: String) async throws {
        try await store.database.write { tx in
            let id: PersonID = tx.id()
            try tx.run(
                """
                INSERT INTO person (id, email, name, name_key, role, theme, title, about, skills, phone, hours, keys,
                    created_us, version)
                VALUES (\(id), \(email), 'Anna', 'anna', 'member', 'system', '', '', '', '', '', 1, 0, 1)
                """)
        }
    }
}
