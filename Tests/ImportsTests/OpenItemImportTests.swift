import Customers
import Imports
import Platform
import TestKit
import Testing

@Suite("Importing open items and contacts") struct OpenItemImportTests {
    private static let customers = "Nr;Firma\n1;Groß GmbH\n2;Klein AG\n"

    @Test(
        "Open items reach the customer, rising levels the timeline, paid ones are closed",
        arguments: TestEngine.all)
    func openItems(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            _ = try await bench.importText(Self.customers)
            let first = """
                Debitor;Rechnungsnr;Rechnungsdatum;Fällig am;Betrag;Offen;Mahnstufe
                1;R1;01.10.2026;31.10.2026;1.234,56 €;1.234,56;0
                1;R2;02.10.2026;01.11.2026;-50,00;50,00-;
                2;R3;2026-10-03;02.11.2026;100,--;20,5;1
                9;R4;03.10.2026;02.11.2026;1,00;1,00;0
                2;R5;31.02.2026;02.11.2026;1,00;1,00;0
                """
            let run = try await bench.importText(first, as: .openItems)
            #expect(run.figures == figures(taken: 3, rejected: 2))
            let reasons = try await bench.texts("SELECT reason FROM import_rejection ORDER BY line")
            #expect(reasons == ["customer-unknown", "date.impossible"])
            var whole = try await bench.whole("Groß GmbH")
            #expect(whole.customer.openCents == 118_456)
            #expect(whole.openItems.map(\.due?.iso) == ["2026-10-31", "2026-11-01"])
            let klein = try await bench.whole("Klein AG")
            #expect(klein.customer.dunningLevel == 1)
            #expect(klein.entries.map(\.text) == ["Rechnung R3: Mahnstufe 0 → 1, offen 20,50\u{A0}€"])

            let second = """
                Debitor;Rechnungsnr;Rechnungsdatum;Fällig am;Betrag;Offen;Mahnstufe
                1;R1;01.10.2026;31.10.2026;1.234,56;1.000,00;2
                2;R3;03.10.2026;02.11.2026;100,00;20,50;1
                """
            #expect(
                try await bench.importText(second, as: .openItems).figures
                    == figures(changed: 2, unchanged: 1))
            whole = try await bench.whole("Groß GmbH")
            #expect(whole.openItems.map(\.number) == ["R1"])
            #expect(whole.customer.openCents == 100_000)
            #expect(whole.customer.dunningLevel == 2)
            #expect(whole.entries.map(\.title) == ["Mahnstufe 2"])
            #expect(try await bench.importText(second, as: .openItems).figures == figures(unchanged: 2))
            var part = ImportOptions()
            part.isFullList = false
            let third = "Debitor;Rechnungsnr;Offen\n2;R9;5,00\n"
            #expect(
                try await bench.importText(third, as: .openItems, options: part).figures == figures(taken: 1))
            #expect(try await bench.count("SELECT COUNT(*) FROM customer_open_item") == 3)
        }
    }

    @Test(
        "Items of a customer who was merged are closed when they are paid, and not before",
        arguments: TestEngine.all)
    func merged(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            _ = try await bench.importText(Self.customers)
            let header = "Debitor;Rechnungsnr;Offen;Mahnstufe\n"
            _ = try await bench.importText(header + "1;R1;5;1\n2;R2;6;2\n2;R3;7;0\n", as: .openItems)
            let winner = try await bench.whole("Groß GmbH").customer.id
            let loser = try await bench.whole("Klein AG").customer.id
            try await bench.store.database.write { tx in
                try CustomerMergeStore().unite(loser, into: winner, keeping: [], in: tx)
                _ = try CustomerMergeStore().point(loser, to: winner, in: tx)
            }
            let still = try await bench.importText(header + "1;R1;5;1\n2;R2;6;2\n", as: .openItems)
            #expect(still.figures == figures(changed: 1, unchanged: 2))
            var whole = try await bench.whole("Groß GmbH")
            #expect(whole.openItems.map(\.number).sorted() == ["R1", "R2"])
            #expect(whole.customer.dunningLevel == 2 && whole.customer.openCents == 1100)
            let paid = try await bench.importText(header + "1;R1;5;1\n", as: .openItems)
            #expect(paid.figures == figures(changed: 1, unchanged: 1))
            whole = try await bench.whole("Groß GmbH")
            #expect(whole.openItems.map(\.number) == ["R1"])
            #expect(whole.customer.dunningLevel == 1 && whole.customer.openCents == 500)
        }
    }

    @Test("Nothing is closed while a line of the list cannot be read", arguments: TestEngine.all)
    func damagedList(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            _ = try await bench.importText(Self.customers)
            let header = "Debitor;Rechnungsnr;Offen\n"
            #expect(
                try await bench.importText(header + "1;R1;5\n1;R2;6\n", as: .openItems).figures.taken == 2)
            let damaged = try await bench.importText(header + "1;R1;5\n1;R2;sechs\n", as: .openItems)
            #expect(damaged.figures == figures(unchanged: 1, rejected: 1))
            #expect(try await bench.count("SELECT COUNT(*) FROM customer_open_item") == 2)
        }
    }

    @Test(
        "Cards become people at companies and private persons; twice changes nothing",
        arguments: TestEngine.all)
    func cards(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            let text = """
                BEGIN:VCARD
                VERSION:3.0
                UID:a1
                FN:Petra Lindner
                N:Lindner;Petra;;;
                ORG:Hotel Seeblick GmbH
                TITLE:Direktorin
                TEL;TYPE=work:04503 3510
                EMAIL:lindner@seeblick.de
                ADR;TYPE=work:;;Strandallee 112a;Scharbeutz;;23683;Deutschland
                END:VCARD
                BEGIN:VCARD
                VERSION:3.0
                UID:a2
                FN:Jan Koch
                ORG:Hotel Seeblick GmbH
                TEL;TYPE=cell:0171 2345678
                END:VCARD
                BEGIN:VCARD
                VERSION:4.0
                UID:a3
                FN:Dr. Eva von Berg
                BDAY:19700203
                EMAIL:eva@berg.example
                END:VCARD
                BEGIN:VCARD
                VERSION:3.0
                UID:a4
                """
            let run = try await bench.importText(text, as: .contacts, source: "vCard")
            #expect(run.figures == figures(taken: 2, changed: 1, rejected: 1))
            let whole = try await bench.whole("Hotel Seeblick GmbH")
            #expect(whole.contacts.map(\.name) == ["Petra Lindner", "Jan Koch"])
            #expect(whole.contacts.map(\.position) == ["Direktorin", ""])
            #expect(whole.reaches.allSatisfy { $0.contact != nil })
            #expect(whole.addresses.map(\.city) == ["Scharbeutz"])
            let eva = try await bench.whole("Dr. Eva von Berg")
            #expect(eva.customer.details.lastName == "von Berg")
            #expect(eva.customer.details.birthDate == CivilDate(year: 1970, month: 2, day: 3))
            let again = try await bench.importText(text, as: .contacts, source: "vCard")
            #expect(again.figures == figures(unchanged: 3, rejected: 1))
        }
    }
}
