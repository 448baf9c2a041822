import Platform
import TestKit
import Testing
import Web

@testable import Customers

@Suite("Adding a customer") struct CreationTests {
    @Test(
        "What is known at once is written down with it, and the history tells it", arguments: TestEngine.all)
    func everything(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            var new = CustomerDraft(.company("Groß GmbH"))
            (new.phone, new.email, new.care) = ("0385/26 55 08", "Info@Gross.de", .german)
            (new.street, new.postcode, new.city) = ("Markt 1", "19053", "Schwerin")
            let id = try await office.customers.create(new, by: anna).id
            let whole = try await office.whole(id, for: anna)
            #expect(whole.reaches.map(\.value) == ["+49385265508", "info@gross.de"])
            #expect(whole.reaches.first?.display == "0385 265508")
            #expect(whole.addresses.map(\.line) == ["Markt 1, 19053 Schwerin"])
            #expect(whole.customer.city == "Schwerin")
            #expect(whole.responsibilities.map(\.person) == [anna.id])
            #expect(whole.entries.map(\.title) == ["Betreuung: Anna"])
            let fields = try await office.history(id, by: anna).map { $0[0] }
            #expect(fields == ["phone", "email", "address", "responsibility"])
        }
    }

    @Test(
        "Everything that is not accepted is named at once, and nothing is written", arguments: TestEngine.all)
    func refused(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            var new = CustomerDraft(.company(""))
            (new.phone, new.email, new.postcode) = ("265508", "info@", "19053")
            let reasons = [
                "company_name": "required", "phone": "phone_area", "email": "email", "city": "required",
            ]
            await #expect(throws: AppError.invalid(reasons)) {
                try await office.customers.create(new, by: anna)
            }
            let list = try await office.customers.list(CustomerQuery(), for: anna)
            #expect(list.customers.isEmpty)
        }
    }

    @Test("The form asks by kind, keeps what was typed, and takes only what was visible")
    func form() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let page = try await anna.get("/customers/new").text
            #expect(
                page.contains("of-company") && page.contains("of-person") && page.contains("Pflichtangabe"))
            #expect(
                page.contains("name=\"responsible\" value=\"on\" checked") && !page.contains("freiwillig"))
            let refused = try await anna.post(
                "/customers", [("kind", "person"), ("company_name", "Bäckerei"), ("phone", "<x>")])
            #expect(refused.status == 422 && refused.text.contains("last_name-error"))
            #expect(
                refused.text.contains("value=\"&lt;x&gt;\"") && refused.text.contains("id=\"phone-error\""))
            #expect(!refused.text.contains("name=\"responsible\" value=\"on\" checked"))
            let made = try await anna.post(
                "/customers",
                [
                    ("kind", "person"), ("company_name", "Bäckerei"), ("last_name", "Groß"),
                    ("city", "Kiel"), ("responsible", "on"),
                ])
            let place = try #require(made.headers["location"])
            let form = try await anna.get(place + "/edit").text
            #expect(form.contains("value=\"Groß\"") && !form.contains("Bäckerei"))
            #expect(try await !anna.get(place + "/edit").text.contains("name=\"street\""))
            let list = try await anna.get("/customers?responsible=\(anna.id)").text
            #expect(list.contains("Groß") && list.contains("Kiel"))
        }
    }

    @Test("Programs may send the same fields, and openapi.json lists them")
    func programs() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let made = try await anna.api(
                .post, "customers",
                ["company_name": "Groß", "phone": "030 1234567", "city": "Berlin", "responsible": true])
            #expect(made.status == 201)
            #expect(try made.json["city"] as? String == "Berlin")
            let id = try #require(try made.json["id"] as? String)
            let whole = try await anna.api(.get, "customers/\(id)").text
            #expect(whole.contains("+49301234567") && whole.contains("\(anna.id)"))
            let plain = try await anna.api(.post, "customers", ["company_name": "Klein"])
            let other = try #require(try plain.json["id"] as? String)
            #expect(try await anna.api(.get, "customers/\(other)").text.contains("\"responsibilities\":[]"))
            let description = try await anna.api(.get, "openapi.json").text
            #expect(description.contains("Makes you responsible for the customer."))
        }
    }

    @Test("A later piece of the list leads back to its beginning")
    func paging() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            for number in 10..<61 { _ = try await anna.addsCustomer("Kunde \(number)") }
            let first = try await anna.get("/customers?kind=company").text
            #expect(first.contains("rel=\"next\"") && !first.contains("Zum Anfang"))
            let list = try await anna.api(.get, "customers?kind=company")
            let cursor = try #require(try list.json["next"] as? String)
            let second = try await anna.get(
                Link("/customers").with("kind", "company").with("after", cursor).path
            ).text
            #expect(second.contains("href=\"/customers?kind=company\">Zum Anfang"))
        }
    }

    @Test("A colleague's page says for how many customers they are there", arguments: TestEngine.all)
    func care(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let ben = try await server.member("ben")
            for name in ["A", "B"] {
                _ = try await anna.api(.post, "customers", ["company_name": name, "responsible": true])
            }
            #expect(try await ben.get("/people/\(anna.id)").text.contains("Zuständig für 2 Kunden"))
            #expect(try await !ben.get("/people/\(ben.id)").text.contains("Zuständig für"))
        }
    }
}
