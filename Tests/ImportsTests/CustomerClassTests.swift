import App
import Foundation
import TestKit
import Testing

/// One field through everything that is done with fields.
@Suite("The class of a customer") struct CustomerClassTests {
    @Test("It is shown, edited, exported, merged, in the history and in JSON", arguments: TestEngine.all)
    func everywhere(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let id = try await anna.addsClassified("Hafen GmbH", "B")
            let form = try await anna.get("/customers/\(id)/edit", Self.german).text
            #expect(form.contains("<label for=\"customer_class\">Kundenklasse</label>"))
            #expect(form.contains("<option value=\"B\" selected>B</option>"))
            let sent = [("version", "1"), ("company_name", "Hafen GmbH"), ("customer_class", "A")]
            #expect(try await anna.post("/customers/\(id)?_method=PATCH", sent).status == 303)
            let refused = try await anna.api(.patch, "customers/\(id)", ["customer_class": "D"])
            #expect(refused.status == 422 && refused.text.contains("customer_class"), "\(refused.text)")
            #expect(try await anna.details(of: id)["customer_class"] == "A")
            let page = try await anna.get("/customers/\(id)", Self.german).text
            #expect(page.contains("<dt>Kundenklasse</dt><dd>A</dd>"))
            let english = try await anna.get("/customers/\(id)", ["accept-language": "en"]).text
            #expect(english.contains("<dt>Customer class</dt><dd>A</dd>"))
            let history = try await anna.get("/customers/\(id)/history", Self.german).text
            #expect(history.contains("<td>Kundenklasse</td><td>B</td><td>A</td>"))
            let changes = try await anna.api(.get, "customers/\(id)/history").text
            #expect(changes.contains("\"field\":\"customer_class\""))
            let rows = try await anna.get("/customers/export", Self.german).text
                .split(whereSeparator: \.isNewline).map {
                    $0.split(separator: ";", omittingEmptySubsequences: false)
                }
            let place = try #require(rows.first?.firstIndex(of: "Kundenklasse"))
            #expect(rows.last?[place] == "A")
        }
    }

    @Test("Merging asks whose class holds, and taking it back brings both again", arguments: TestEngine.all)
    func merged(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let low = try await anna.addsClassified("Hafen GmbH", "A")
            let high = try await anna.addsClassified("Hafen", "C")
            let page = try await anna.get("/duplicates/\(low)-\(high)", Self.german).text
            #expect(page.contains("id=\"m-customer_class\">Kundenklasse</th>"))
            let choice = ["winner": low, "versions": "1,1", "customer_class": "high"]
            let merge = try await anna.api(.post, "duplicates/\(low)-\(high)/merge", choice)
            #expect(merge.status == 201, "\(merge.text)")
            #expect(try await anna.details(of: low)["customer_class"] == "C")
            let id = try #require(try merge.json["id"] as? String)
            #expect(try await anna.api(.post, "merges/\(id)/undo").status < 300)
            #expect(try await anna.details(of: low)["customer_class"] == "A")
            #expect(try await anna.details(of: high)["customer_class"] == "C")
        }
    }

    @Test(
        "It comes with a file; what is no class costs the customer nothing but this",
        arguments: TestEngine.all,
        ["Kundenklasse", "Klasse", "ABC", "Customer class"])
    func imported(engine: TestEngine, header: String) async throws {
        try await TestServer.run(engine) { server in
            try await ImportBrowserTests.withJobs(server) {
                let anna = try await server.member("anna")
                let file = "Kundennummer;Firma;\(header)\n1;Hafen GmbH;a\n2;Werft GmbH;Premium\n3;Lok AG;\n"
                let done = try await anna.imports(file)
                #expect(try done.figures["taken"] == 3)
                var classes: [String: String] = [:]
                let list = try await anna.api(.get, "customers").json["items"] as? [[String: Any]]
                for item in try #require(list) {
                    let name = try #require(item["name"] as? String)
                    let details = try await anna.details(of: try #require(item["id"] as? String))
                    classes[name] = details["customer_class"]
                }
                #expect(classes == ["Hafen GmbH": "A", "Werft GmbH": "", "Lok AG": ""])
                let id = try #require(try done.json["id"] as? String)
                let remarks = try await anna.api(.get, "imports/\(id)/rejections").text
                #expect(remarks.contains("remark.choice"), "\(remarks)")
                let changed = try await anna.imports(file.replacing(";a\n", with: ";C\n"))
                #expect(try changed.figures["changed"] == 1)
            }
        }
    }

    @Test("Colleagues find customers by it; guests neither see it nor find by it", arguments: TestEngine.all)
    func guests(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let gus = try await server.guest("gus")
            let id = try await anna.addsClassified("Hafen GmbH", "A")
            _ = try await anna.addsClassified("Werft GmbH", "B")
            #expect(
                try await anna.api(.post, "customers/\(id)/guests", ["guest": gus.id.text]).status < 300)
            try await server.rundblick.search.indexer.drain()
            #expect(try await anna.finds("Kundenklasse+A").first == "Hafen GmbH")
            #expect(try await anna.finds("Customer+class+B").first == "Werft GmbH")
            #expect(try await gus.finds("Hafen") == ["Hafen GmbH"])
            for question in ["Kundenklasse+A", "Kundenklasse", "class", "A"] {
                #expect(try await gus.finds(question) == [], "\(question)")
            }
            #expect(try await gus.details(of: id)["customer_class"] == "")
            let page = try await gus.get("/customers/\(id)", Self.german)
            #expect(page.status == 200 && !page.text.contains("Kundenklasse"))
            for path in ["/customers/\(id)/edit", "/customers/\(id)/history", "/customers/export"] {
                let answer = try await gus.get(path, Self.german)
                #expect(answer.status == 404 && !answer.text.contains("Kundenklasse"), "\(path)")
            }
        }
    }

    private static let german = ["accept-language": "de"]
}

extension TestClient {
    /// Adds a company with this class. - Returns: its id.
    fileprivate func addsClassified(_ name: String, _ value: String) async throws -> String {
        let made = try await api(.post, "customers", ["company_name": name, "customer_class": value])
        return try #require(try made.json["id"] as? String)
    }

    fileprivate func details(of id: String) async throws -> [String: String] {
        let details = try await api(.get, "customers/\(id)").json["details"] as? [String: String]
        return try #require(details)
    }

    /// Names of the customers that are found.
    fileprivate func finds(_ question: String) async throws -> [String] {
        let items = try await api(.get, "search?q=\(question)&kinds=customer").json["items"]
        return try #require(items as? [[String: Any]]).compactMap { $0["title"] as? String }
    }
}
