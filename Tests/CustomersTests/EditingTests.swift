import Foundation
import Platform
import Storage
import TestKit
import Testing
import Web

@testable import Customers

@Suite("Changing what is known about a customer, on its page") struct EditingTests {
    private static let fragment = ["x-rundblick-fragment": "1", "accept": "text/html"]

    @Test(
        "A contact's phone is listed in the contact's form, changed twice and removed",
        arguments: TestEngine.all)
    func contactReach(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let id = try await anna.addsCustomer("Bäckerei")
            let added = try await anna.api(
                .post, "customers/\(id)/contacts", ["last_name": "Lindner", "phone": "0451 702030"])
            let contact = try #require(try added.json["id"] as? String)
            let page = try await anna.get("/customers/\(id)/contacts/\(contact)/edit", Self.fragment)
            let links = page.attributes("href")
            let edit = try #require(
                links.first { $0.hasPrefix("/customers/\(id)/reaches/") && $0.hasSuffix("/edit") })
            #expect(page.text.contains("0451 702030"))
            #expect(links.contains("/customers/\(id)/reaches/new?contact=\(contact)"))
            let path = String(edit.dropLast("/edit".count))
            #expect(page.attributes("action").contains(path + "?_method=DELETE"))
            for (version, number) in [("1", "0451 702031"), ("2", "0451 702032")] {
                let form = try await anna.get(edit, Self.fragment)
                #expect(form.text.contains("name=\"version\" value=\"\(version)\""))
                #expect(!form.text.contains("data-enhance"), "on a page of its own the form leads back")
                let saved = try await anna.post(
                    path + "?_method=PATCH",
                    [("version", version), ("kind", "phone"), ("value", number), ("contact", contact)],
                    Self.fragment)
                #expect(saved.status == 200 && saved.bytes.isEmpty, "\(number)")
            }
            #expect(try await anna.get("/customers/\(id)").text.contains("tel:+49451702032"))
            #expect(try await anna.post(path + "?_method=DELETE", []).status == 303)
            #expect(try await !anna.get("/customers/\(id)").text.contains("tel:"))
        }
    }

    @Test(
        "A soft fact is changed; the second editor is told; an expired one is folded away",
        arguments: TestEngine.all)
    func softFact(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let id = try await anna.addsCustomer("Bäckerei")
            let added = try await anna.api(
                .post, "customers/\(id)/soft-facts",
                ["kind": "need", "text": "Braucht es eilig", "said_by": "Petra"])
            let fact = try #require(try added.json["id"] as? String)
            let version = try #require(try added.json["version"] as? Int)
            let path = "/customers/\(id)/soft-facts/\(fact)"
            let form = try await anna.get(path + "/edit", Self.fragment)
            #expect(form.text.contains("Braucht es eilig") && form.text.contains("value=\"Petra\""))
            let fields = [
                ("version", "\(version)"), ("kind", "mood"), ("text", "Hat Zeit"), ("confidence", "guess"),
            ]
            #expect(try await anna.post(path + "?_method=PATCH", fields).status == 303)
            let stale = try await anna.post(path + "?_method=PATCH", fields, Self.fragment)
            #expect(stale.status == 409 && stale.text.contains("Hat Zeit"))
            let page = try await anna.get("/customers/\(id)", ["accept-language": "de"])
            #expect(page.text.contains("Hat Zeit") && !page.text.contains("Abgelaufen"))
            let over = try await anna.api(
                .patch, "customers/\(id)/soft-facts/\(fact)",
                ["kind": "mood", "text": "Hat Zeit", "expires": "2001-02-03"])
            #expect(over.status == 200 && over.headers["etag"] != nil)
            let folded = try await anna.get("/customers/\(id)", ["accept-language": "de"])
            let rest = try #require(
                folded.text.components(separatedBy: "<summary>Abgelaufen (1)</summary>").last)
            #expect(
                rest.count < folded.text.count && rest.contains("Hat Zeit")
                    && rest.contains("galt bis 03.02.2001"))
            let history = try await anna.api(.get, "customers/\(id)/history").text
            #expect(history.contains("Braucht es eilig, Petra") && history.contains("Hat Zeit, 2001-02-03"))
        }
    }

    @Test("A responsibility changes hands in its form with one entry", arguments: TestEngine.all)
    func responsibility(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let ben = try await server.member("ben")
            let id = try await anna.addsCustomer("Bäckerei")
            for topic in ["Vertrieb", "Service"] {
                _ = try await anna.api(
                    .post, "customers/\(id)/responsibilities", ["topic": topic, "colleague": anna.id.text])
            }
            let page = try await anna.get("/customers/\(id)")
            let edit = try #require(
                page.attributes("href").first { $0.contains("/responsibilities/") && $0.hasSuffix("/edit") })
            let path = String(edit.dropLast("/edit".count))
            let form = try await anna.get(edit, Self.fragment)
            #expect(form.text.contains("value=\"Vertrieb\""))
            let version = try #require(form.text.firstMatch(of: /name="version" value="([0-9]+)"/)).1
            let taken = try await anna.post(
                path + "?_method=PATCH", [("topic", "Service"), ("colleague", ben.id.text)], Self.fragment)
            #expect(taken.status == 422 && taken.text.contains("topic-error"))
            let given = [("version", String(version)), ("topic", "Vertrieb"), ("colleague", ben.id.text)]
            #expect(try await anna.post(path + "?_method=PATCH", given).status == 303)
            #expect(try await anna.post(path + "?_method=PATCH", given, Self.fragment).status == 409)
            _ = try await anna.post(
                path + "?_method=PATCH", [("topic", "Einkauf"), ("colleague", ben.id.text)])
            let entries = try await anna.api(.get, "customers/\(id)/timeline?kind=responsibility").json
            let titles = (entries["items"] as? [[String: Any]] ?? []).compactMap { $0["title"] as? String }
            #expect(
                titles == [
                    "Vertrieb: Ben → Einkauf: Ben", "Vertrieb: Anna → Ben", "Service: Anna", "Vertrieb: Anna",
                ])
        }
    }

    @Test("A tag is renamed from the list, and each customer's history keeps it", arguments: TestEngine.all)
    func renameTag(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let ids = [try await anna.addsCustomer("Bäckerei"), try await anna.addsCustomer("Mühle")]
            for id in ids { _ = try await anna.api(.post, "customers/\(id)/tags", ["tag": "a/Kunde ä"]) }
            func queued() async throws -> Int {
                try await server.rundblick.store.database.read {
                    try $0.count("SELECT COUNT(*) FROM search_pending WHERE kind = 'customer'")
                }
            }
            let before = try await queued()
            let list = try await anna.get("/customers?tag=a%2FKunde%20%C3%A4")
            let edit = try #require(list.attributes("href").first { $0.hasPrefix("/tags/") })
            let form = try await anna.get(edit, Self.fragment)
            #expect(form.text.contains("value=\"a/Kunde ä\""))
            let action = try #require(form.attributes("action").first)
            #expect(try await anna.post(action, [("name", "")], Self.fragment).status == 422)
            let saved = try await anna.post(action, [("name", "A-Kunde")])
            #expect(saved.headers["location"] == "/customers?tag=A-Kunde&done=saved")
            for id in ids {
                let history = try await anna.api(.get, "customers/\(id)/history").text
                #expect(history.contains("\"field\":\"tag\",\"new\":\"A-Kunde\",\"old\":\"a/Kunde ä\""))
            }
            #expect(try await queued() == before + 2)
        }
    }

    @Test("Earlier texts of a note are a page for whoever may read the note", arguments: TestEngine.all)
    func revisions(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let ben = try await server.guest("ben")
            let id = try await anna.addsCustomer("Bäckerei")
            _ = try await anna.api(.post, "customers/\(id)/guests", ["guest": ben.id.text])
            let added = try await anna.api(
                .post, "customers/\(id)/timeline",
                ["kind": "note", "text": "Erste <Fassung>", "shared": true])
            let entry = try #require(try added.json["id"] as? String)
            _ = try await anna.api(.patch, "customers/\(id)/timeline/\(entry)", ["text": "Zweite Fassung"])
            let link = "/customers/\(id)/timeline/\(entry)/revisions"
            #expect(try await anna.get("/customers/\(id)").attributes("href").contains(link))
            let page = try await anna.get(link)
            #expect(page.status == 200 && page.text.contains("<p>Erste &lt;Fassung&gt;</p>"))
            #expect(page.text.contains("Anna") && !page.text.contains("Zweite Fassung"))
            #expect(try await anna.get(link, Self.fragment).text.hasPrefix("<h2>"))
            #expect(try await ben.get("/customers/\(id)").text.contains("Zweite Fassung"))
            #expect(try await !ben.get("/customers/\(id)").attributes("href").contains(link))
            #expect(try await ben.get(link).status == 404)
        }
    }

    @Test("Open items add up by currency")
    func currencies() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let id = try await anna.addsCustomer("Bäckerei")
            let customer = try #require(CustomerID(text: id))
            func sums() async throws -> [String] {
                let block = try await anna.get(
                    "/customers/\(id)/blocks/open-items",
                    Self.fragment.merging(["accept-language": "de"]) { old, _ in old })
                return block.text.components(separatedBy: "<strong>").map { String($0.prefix { $0 != "<" }) }
                    .filter { $0.contains("\u{A0}") }
            }
            try await server.rundblick.store.owe(10_000, "CHF", id: customer, number: "1")
            try await server.rundblick.store.owe(5000, "CHF", id: customer, number: "2")
            #expect(try await sums() == ["150,00\u{A0}CHF"])
            try await server.rundblick.store.owe(700, "EUR", id: customer, number: "3")
            #expect(try await sums() == ["150,00\u{A0}CHF", "7,00\u{A0}€"])
        }
    }

    @Test("Social accounts lead to their profiles")
    func profiles() throws {
        let cases: [(String, Bool, String?)] = [
            ("https://www.linkedin.com/in/petra-lindner", true, "https://www.linkedin.com/in/petra-lindner"),
            ("linkedin: baeckerei", false, "https://www.linkedin.com/company/baeckerei"),
            ("twitter: @anna", true, "https://x.com/anna"),
            (
                "https://www.youtube.com/channel/UC1234567890123456789012", false,
                "https://www.youtube.com/channel/UC1234567890123456789012"
            ),
            ("https://youtube.com/@backen", false, "https://www.youtube.com/@backen"),
            ("@lindner@social.example", true, "https://social.example/@lindner"),
            ("@lindner@evil.example/x?y", true, nil),
            ("instagram: a\"b/../c", true, "https://www.instagram.com/a%22b%2F..%2Fc"),
        ]
        for (typed, isPerson, address) in cases {
            let handle = try #require(SocialHandle(typed))
            #expect(handle.profile(isPerson: isPerson) == address, "\(typed)")
            #expect(SocialHandle(handle.display) == handle, "\(typed)")
        }
    }

    @Test("A customer is merged with another one of one's choice", arguments: TestEngine.all)
    func merge(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let id = try await anna.addsCustomer("Bäckerei")
            let other = try await anna.addsCustomer("Mühle am Bach")
            _ = try await anna.addsCustomer("Mühle Sonnenschein")
            let path = "/customers/\(id)/merge"
            #expect(try await anna.get("/customers/\(id)").attributes("href").contains(path))
            #expect(try await anna.get(path, Self.fragment).text.contains("name=\"other\""))
            let several = try await anna.post(path, [("other", "Mühle")], Self.fragment)
            #expect(several.status == 422 && several.text.contains("<option value=\"\(other)\""))
            #expect(try await anna.post(path, [("other", "Unbekannt")]).status == 422)
            #expect(try await anna.post(path, [("other", id)]).status == 422)
            let chosen = try await anna.post(path, [("other", "Mühle am")])
            let pair = try #require(chosen.headers["location"])
            #expect(chosen.status == 303)
            let page = try await anna.get(pair)
            #expect(
                page.status == 200 && page.text.contains("Mühle am Bach") && page.text.contains("Bäckerei"))
        }
    }
}
