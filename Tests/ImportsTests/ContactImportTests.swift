import Foundation
import Imports
import TestKit
import Testing

@Suite("Importing contacts") struct ContactImportTests {
    private static let customers = """
        Nr;Firma;PLZ;Ort;E-Mail
        1;Groß & Söhne GmbH;24103;Kiel;info@gross.de
        2;Klein AG;28195;Bremen;klein@web.de
        3;Doppelt GmbH;10115;Berlin;a@doppelt.de
        4;Doppelt GmbH;80331;München;b@web.de
        5;Fern KG;20095;Hamburg;
        """

    @Test("A card finds its company by name and domain, or as the only namesake", arguments: TestEngine.all)
    func known(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            _ = try await bench.importText(Self.customers)
            let cards =
                Self.card("Eva Kurz", "Gross und Söhne", "eva@gross.de", postcode: "99999")
                + Self.card("Jan Lang", "Klein", "jan@web.de")
                + Self.card("Ida Weit", "Doppelt GmbH", "ida@doppelt.de")
            let run = try await bench.importText(cards, as: .contacts)
            #expect(run.figures == figures(changed: 3))
            #expect(try await bench.count("SELECT COUNT(*) FROM customer") == 5)
            #expect(try await bench.whole("Groß & Söhne GmbH").contacts.map(\.name) == ["Eva Kurz"])
            #expect(try await bench.whole("Klein AG").contacts.map(\.name) == ["Jan Lang"])
            let owner = try await bench.texts(
                """
                SELECT number FROM customer_number JOIN customer_contact
                ON customer_contact.customer_id = customer_number.customer_id WHERE last_name = 'Weit'
                """)
            #expect(owner == ["3"])
            #expect(try await bench.importText(cards, as: .contacts).figures == figures(unchanged: 3))
        }
    }

    @Test("In doubt a card's company is a new one", arguments: TestEngine.all)
    func doubtful(engine: TestEngine) async throws {
        try await ImportBench.with(engine) { bench in
            _ = try await bench.importText(Self.customers)
            let cards =
                Self.card("Ida Weit", "Doppelt", "ida@web.de")
                + Self.card("Ute Nah", "Fern KG", "ute@web.de", postcode: "01067")
                + Self.card("Ole Alt", "Klein GmbH", "ole@web.de")
                + Self.card("Tom Neu", "Fernsehen KG", "tom@web.de")
            #expect(try await bench.importText(cards, as: .contacts).figures == figures(taken: 4))
        }
    }

    private static func card(
        _ name: String, _ company: String, _ email: String, postcode: String = ""
    ) -> String {
        """
        BEGIN:VCARD
        VERSION:3.0
        UID:\(email)
        FN:\(name)
        ORG:\(company)
        EMAIL;TYPE=work:\(email)
        ADR;TYPE=work:;;;;;\(postcode);
        END:VCARD

        """
    }
}
