import Foundation
import Platform
import TestKit
import Testing
import Web

@testable import Customers
@testable import People

@Suite("The customer list") struct ListTests {
    @Test("Paging leaves nothing out and shows nothing twice, whatever the order", arguments: TestEngine.all)
    func paging(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let names = ["Müller", "Mueller", "Muller", "Österreich.Ä", "Zebra"]
            var all: Set<CustomerID> = []
            for number in 0..<120 {
                let id = try await office.company(names[number % names.count], by: anna)
                all.insert(id)
                try await office.store.owe(100 * (number % 3), level: 1 + number % 2, id: id)
                if number % 4 == 0 {
                    _ = try await office.talk.add(.init(kind: .note, text: "x"), to: id, by: anna)
                }
            }
            for sort in CustomerQuery.Sort.allCases {
                var query = CustomerQuery()
                query.sort = sort
                var found: [CustomerID] = []
                for _ in 0..<5 {
                    let list = try await office.customers.list(query, for: anna)
                    found += list.customers.map(\.id)
                    guard let next = list.next else { break }
                    query.after = try #require(CustomerQuery.Cursor(text: next.text))
                }
                #expect(found.count == all.count && Set(found) == all, "\(sort)")
            }
        }
    }

    @Test("Names sort as Germans expect", arguments: TestEngine.all)
    func umlauts(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            for name in [
                "Zander", "Öztürk", "Ohm", "ärzte am Markt", "Arndt", "Strauß", "Strauss & Co", "Ulm",
            ] {
                _ = try await office.company(name, by: anna)
            }
            let list = try await office.customers.list(CustomerQuery(), for: anna)
            #expect(
                list.customers.map(\.name) == [
                    "Arndt", "ärzte am Markt", "Ohm", "Öztürk", "Strauß", "Strauss & Co", "Ulm", "Zander",
                ])
        }
    }

    @Test("Filters narrow, and rows show colleague, number and tags", arguments: TestEngine.all)
    func filters(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna Groß")
            let first = try await office.company("Alpha", by: anna)
            let second = try await office.company("Beta", by: anna)
            try await office.parts.add(tag: "A-Kunde", to: first, by: anna)
            try await office.parts.add(tag: "Wartung", to: first, by: anna)
            try await office.parts.add(ExternalNumber(system: "", number: "K-2"), to: first, by: anna)
            _ = try await office.parts.assign(anna.id, topic: "Vertrieb", to: first, by: anna)
            _ = try await office.parts.add(.in("Kiel", ""), to: second, by: anna)
            try await office.store.owe(500, level: 2, id: second)
            func found(_ narrow: (inout CustomerQuery) -> Void) async throws -> [CustomerID] {
                var query = CustomerQuery()
                narrow(&query)
                return try await office.customers.list(query, for: anna).customers.map(\.id)
            }
            #expect(try await found { $0.tag = "Wartung" } == [first])
            #expect(try await found { $0.city = "Kiel" } == [second])
            #expect(try await found { $0.responsible = anna.id } == [first])
            #expect(try await found { $0.isDunned = true } == [second])
            #expect(try await found { $0.name = "al" } == [first])
            #expect(try await found { $0.kind = .person } == [])
            #expect(try await found { $0.number = "K-2" } == [first])
            #expect(try await found { $0.number = "K" } == [])
            #expect(try await found { $0.isOwing = true } == [second])
            #expect(try await found { $0.isWatched = true } == [])
            try await office.parts.star(first, true, by: anna)
            #expect(try await found { $0.isWatched = true } == [first])
            let place = Address(
                id: ID(0), label: "", street: "", postcode: "24103", city: "Kiel", country: "")
            _ = try await office.parts.add(place, to: second, by: anna)
            #expect(try await found { $0.postcode = "241" } == [second])
            #expect(try await found { $0.postcode = "23" } == [])
            let parts = try #require(try await office.customers.list(CustomerQuery(), for: anna).parts[first])
            #expect(parts.tags == ["A-Kunde", "Wartung"] && parts.number == "K-2")
            #expect(parts.responsible?.name == "Anna Groß")
        }
    }

    @Test(
        "Sorting by what is open hides nobody; a filter that an order implies is a chip",
        arguments: TestEngine.all)
    func openOrder(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            let ids = try await ["Nichts", "Wenig", "Gemahnt", "Viel"].asyncMap {
                try await office.company($0, by: anna)
            }
            for (id, cents, level) in [(ids[1], 100, 0), (ids[2], 500, 2), (ids[3], 900, 0)] {
                try await office.store.owe(cents, level: level, id: id)
            }
            var query = CustomerQuery()
            query.sort = .open
            let list = try await office.customers.list(query, for: anna)
            #expect(list.customers.map(\.name) == ["Viel", "Gemahnt", "Wenig", "Nichts"])
            query.sort = .dunning
            #expect(query.isDunned && query.link.path == "/customers?dunned=on&sort=dunning")
            #expect(try await office.customers.list(query, for: anna).customers.map(\.name) == ["Gemahnt"])
            #expect(query.without { $0.isDunned = false }.link.path == "/customers")
            let gast = try await office.guest("Gast")
            query.sort = .open
            #expect(query.allowed(for: gast).sort == .name && !query.allowed(for: gast).isDunned)
        }
    }

    @Test("The list's columns, chips and JSON", arguments: TestEngine.all)
    func listPage(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let id = try await anna.addsFilledCustomer()
            let page = try await anna.get("/customers?sort=dunning", ["accept-language": "de"])
            let all = try await anna.get("/customers?sort=last")
            #expect(all.attributes("href").contains("/customers?sort=open"))
            #expect(page.text.contains("aria-label=\"Entfernen: Angemahnt\""))
            let narrow = try await anna.get("/customers?postcode=23552&number=K-1", ["accept-language": "de"])
            #expect(narrow.text.contains("Bäckerei") && !narrow.text.contains("Mühle"))
            #expect(narrow.text.contains("PLZ beginnt mit: 23552"))
            #expect(narrow.attributes("href").contains("/customers?number=K-1"))
            let found = try await anna.api(.get, "customers?number=K-1").json
            let item = try #require((found["items"] as? [[String: Any]])?.first)
            #expect(item["id"] as? String == id && item["number"] as? String == "K-1")
            #expect(item["tags"] as? [String] == ["A-Kunde"])
            #expect((item["responsible"] as? [String: Any])?["name"] as? String == "Anna")
            #expect(try await anna.api(.post, "customers/\(id)/star").status == 204)
            let watched = try await anna.api(.get, "customers?watched=true").json
            #expect((watched["items"] as? [Any])?.count == 1)
        }
    }

    @Test("The export holds the filtered list, guards formulas and is noted", arguments: TestEngine.all)
    func export(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let ben = try await server.guest("ben")
            let id = try await anna.addsCustomer("=cmd|' /C calc'!A0")
            _ = try await anna.addsCustomer("Zweite; GmbH")
            _ = try await anna.api(
                .post, "customers/\(id)/reaches", ["kind": "phone", "value": "0451 702030"])
            _ = try await anna.api(.post, "customers/\(id)/addresses", ["street": "Weg 1", "city": "Lübeck"])
            let csv = try await anna.get("/customers/export", ["accept-language": "de"])
            #expect(csv.status == 200 && csv.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
            let lines = csv.text.split(separator: "\r\n")
            #expect(lines.count == 3)
            #expect(
                lines[0].hasSuffix(
                    "Kundennummer;Art;Name;Anrede;Vorname;Nachname;Straße;PLZ;Ort;Land;Telefon;E-Mail;Web;Branche;USt-IdNr.;Kundenklasse;Betreuung;Merkmale;Letzter Kontakt;Mahnstufe;Offen;Währung"
                ))
            #expect(lines[1].contains("'=cmd") && lines[1].contains("Weg 1;;Lübeck;;0451 702030"))
            #expect(lines[2].contains("\"Zweite; GmbH\""))
            let narrow = try await anna.get("/customers/export?city=L%C3%BCbeck")
            #expect(narrow.text.split(separator: "\r\n").count == 2)
            #expect(try await ben.get("/customers/export").status == 404)
            let noted = try await server.rundblick.store.database.read { tx in
                try tx.rows("SELECT detail FROM audit WHERE action = 'exported' ORDER BY id") { $0.text(0) }
            }
            #expect(noted == ["/customers", "/customers?city=L%C3%BCbeck"])
        }
    }

    @Test("What is owed stands by currency, a credit with one sign in front", arguments: TestEngine.all)
    func credit(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let customer = try #require(CustomerID(text: try await anna.addsCustomer("Gut GmbH")))
            func shown() async throws -> (csv: String, page: String) {
                let german = ["accept-language": "de"]
                return (
                    try await anna.get("/customers/export", german).text,
                    try await anna.get("/customers", german).text
                )
            }
            try await server.rundblick.store.owe(-15_050, "EUR", id: customer, number: "1")
            #expect(try await shown().csv.hasSuffix(";-150,50;EUR\r\n"))
            #expect(try await shown().page.contains("<td class=\"wide end num\">−150,50\u{A0}€</td>"))
            try await server.rundblick.store.owe(20_000, "CHF", id: customer, number: "2")
            #expect(try await shown().csv.hasSuffix(";200,00 + -150,50;CHF + EUR\r\n"))
            #expect(try await shown().page.contains(">200,00\u{A0}CHF + −150,50\u{A0}€</td>"))
        }
    }

    @Test("A cursor fits the order that it was made for", arguments: TestEngine.all)
    func foreignCursor(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let id = try await anna.addsCustomer("Gut GmbH")
            for (sort, after) in [
                ("last", "tabc.0.\(id)"), ("dunning", "tx.0.\(id)"), ("name", "i5.0.\(id)"),
            ] {
                #expect(try await anna.api(.get, "customers?sort=\(sort)&after=\(after)").status == 422)
            }
            #expect(try await anna.api(.get, "customers?sort=last&after=i5.0.\(id)").status == 200)
        }
    }

    @Test("One character may not hold thousands: what is indexed fits the index", arguments: TestEngine.all)
    func longCharacters(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let tall = "A" + String(repeating: "\u{0301}", count: 4000)
            #expect(tall.count == 1)
            #expect(try await anna.api(.post, "customers", ["company_name": tall]).status == 422)
            let id = try await anna.addsCustomer(String(repeating: "\u{FDFA}", count: 200))
            #expect(try await anna.api(.patch, "customers/\(id)", ["company_name": tall]).status == 422)
            #expect(try await anna.api(.post, "customers/\(id)/addresses", ["city": tall]).status == 422)
            #expect(try await anna.api(.post, "customers/\(id)/tags", ["tag": tall]).status == 422)
            #expect(
                try await anna.api(.get, "customers?name=\(PercentCoding.encode("\u{FDFA}"))").status == 200)
        }
    }

    @Test("An export is read in batches, without gaps", arguments: TestEngine.all)
    func batches(engine: TestEngine) async throws {
        try await Office.with(engine) { office in
            let anna = try await office.member("Anna")
            try await office.store.database.write { tx in
                for _ in 0..<1203 {
                    try CustomerStore().insert(
                        Customer(id: tx.id(), details: .company("Gleich"), createdAt: tx.now), in: tx)
                }
            }
            let sizes = Sizes()
            try await office.customers.export(CustomerQuery(), by: anna, address: "") { export in
                await sizes.add(Set(export.items.map(\.id)))
            }
            #expect(await sizes.batches == 2)
            #expect(await sizes.all.count == 1203)
        }
    }

    @Test("Views belong to whoever saved them", arguments: TestEngine.all)
    func views(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let ben = try await server.member("ben")
            let form = try await anna.get("/views/new?tag=Wartung", ["x-rundblick-fragment": "1"])
            #expect(form.text.contains("<input type=\"hidden\" name=\"tag\" value=\"Wartung\">"))
            let saved = try await anna.post("/views", [("view_name", "Fällig"), ("tag", "Wartung")])
            #expect(saved.status == 303)
            let place = try #require(saved.headers["location"])
            #expect(place.hasPrefix("/customers?tag=Wartung&view="))
            #expect(try await anna.get(place).text.contains("aria-current=\"page\">Fällig"))
            #expect(try await !ben.get("/customers").text.contains("Fällig"))
            let id = String(place.suffix(13))
            #expect(try await ben.api(.delete, "views/\(id)").status == 404)
            #expect(try await ben.api(.patch, "views/\(id)", ["view_name": "x"]).status == 404)
            #expect(try await anna.api(.patch, "views/\(id)", ["view_name": "Bald"]).status == 200)
            #expect(try await anna.post("/views", [("view_name", "")]).status == 422)
            #expect(try await anna.api(.delete, "views/\(id)").status == 204)
            #expect(try await anna.api(.get, "views").text.contains("\"items\":[]"))
        }
    }

    @Test("Details that two people edit are not overwritten silently")
    func detailsConflict() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let id = try await anna.addsCustomer("Bäckerei")
            _ = try await anna.api(.patch, "customers/\(id)", ["industry": "Backwaren"])
            let mine = [("version", "1"), ("company_name", "Bäckerei"), ("industry", "Handwerk")]
            let conflict = try await anna.post("/customers/\(id)?_method=PATCH", mine)
            #expect(conflict.status == 409)
            #expect(conflict.text.contains("Backwaren") && conflict.text.contains("value=\"Handwerk\""))
            #expect(conflict.text.contains("name=\"version\" value=\"2\""))
            let nameless = try await anna.post(
                "/customers/\(id)?_method=PATCH", [("version", "2"), ("company_name", "")])
            #expect(nameless.status == 422 && nameless.text.contains("company_name-error"))
        }
    }

    @Test("The start page shows news, mentions and where one was", arguments: TestEngine.all)
    func start(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let ben = try await server.member("ben")
            let mine = try await anna.addsCustomer("Meine GmbH")
            let watched = try await anna.addsCustomer("Beobachtete GmbH")
            let other = try await anna.addsCustomer("Fremde GmbH")
            _ = try await anna.api(
                .post, "customers/\(mine)/responsibilities", ["topic": "Vertrieb", "colleague": ben.id.text])
            #expect(try await ben.api(.post, "customers/\(watched)/star").status == 204)
            for id in [mine, watched, other] {
                _ = try await anna.api(
                    .post, "customers/\(id)/timeline", ["kind": "note", "text": "Neues zu \(id)"])
            }
            let told = try await anna.api(
                .post, "customers/\(other)/timeline", ["kind": "talk", "text": "@Ben bitte lesen"])
            _ = try await ben.get("/customers/\(other)")
            let page = try await ben.get("/")
            #expect(page.text.contains("Neues zu \(mine)") && page.text.contains("Neues zu \(watched)"))
            #expect(!page.text.contains("Neues zu \(other)"))
            #expect(page.text.contains("bitte lesen") && page.text.contains("Fremde GmbH"))
            let entry = try #require(try told.json["id"] as? String)
            #expect(try await ben.post("/mentions/\(entry)?_method=DELETE", []).status == 303)
            #expect(try await !ben.get("/").text.contains("bitte lesen"))
            #expect(try await ben.api(.delete, "customers/\(watched)/star").status == 204)
            #expect(try await !ben.get("/").text.contains("Neues zu \(watched)"))
        }
    }
}

extension Array {
    fileprivate func asyncMap<Value>(_ change: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await change(element)) }
        return values
    }
}

/// Gathers what an export hands over.
private actor Sizes {
    var batches = 0
    var all: Set<CustomerID> = []

    func add(_ ids: Set<CustomerID>) {
        batches += 1
        all.formUnion(ids)
    }
}
