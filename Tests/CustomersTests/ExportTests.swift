import Platform
import TestKit
import Testing

@testable import Customers

@Suite("The export, byte for byte") struct ExportTests {
    @Test(
        "Every column of a customer who has everything, in both languages and in both ways of reading",
        arguments: TestEngine.all)
    func everything(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            _ = try await anna.addsCustomer("Ohne alles")
            let eva = try await person(anna)
            let database = server.rundblick.store
            try await database.owe(-15_050, "EUR", id: eva, number: "1")
            try await database.owe(20_005, "CHF", level: 2, id: eva, number: "2")
            try await database.owe(0, "USD", id: eva, number: "3")
            let german = """
                '=7;Privatperson;'- Dr. Eva =Kurz;Frau;Eva;'=Kurz;"Weg ""1""; '＝2";24103;Ort, '-x;AT;\
                0431 123456;eva@kurz.example;https://kurz.example;;;;Anna;"a;'+b, c, x""y";;2;\
                200,05 + -150,50;CHF + EUR\r\n
                """
            let english = german.replacing("200,05 + -150,50", with: "200.05 + -150.50")
                .replacing("Privatperson", with: "Private person")
            for (language, expected) in [("de", german), ("en", english)] {
                for filter in ["", "?kind=person"] {
                    let csv = try await anna.get("/customers/export" + filter, ["accept-language": language])
                    #expect(csv.text.hasSuffix(expected), "\(csv.text)")
                    let kind = language == "de" ? "Firma" : "Company"
                    let bare = "\r\n;\(kind);Ohne alles;;;;;;;;;;;;;;;;;0;;\r\n"
                    #expect(csv.text.contains(bare) == filter.isEmpty)
                }
            }
        }
    }

    private func person(_ anna: TestClient) async throws -> CustomerID {
        let made = try await anna.api(
            .post, "customers",
            [
                "kind": "person", "academic_title": "- Dr.", "first_name": "Eva", "last_name": "=Kurz",
                "salutation": "Frau", "website": "https://kurz.example",
            ])
        let id = try #require(made.json["id"] as? String)
        for (part, values) in [
            ("numbers", ["system": "B", "number": "Z"]), ("numbers", ["system": "A", "number": "=7"]),
            ("addresses", ["city": "Ort, -x", "country": "DE"]),
            ("addresses", ["street": "Weg \"1\"; ＝2", "postcode": "24103", "city": "Kiel", "country": "AT"]),
            ("addresses", ["street": "Anderswo", "city": "Kiel"]),
            ("reaches", ["kind": "email", "value": "eva@kurz.example"]),
            ("reaches", ["kind": "phone", "value": "0431 123456"]),
            ("reaches", ["kind": "phone", "value": "0431 999"]),
            ("tags", ["tag": "x\"y"]), ("tags", ["tag": "c"]), ("tags", ["tag": "a;+b"]),
            ("responsibilities", ["topic": "Vertrieb", "colleague": anna.id.text]),
        ] as [(String, [String: String])] {
            let status = try await anna.api(.post, "customers/\(id)/\(part)", values).status
            #expect(status < 300, "\(part) \(values)")
        }
        return try #require(CustomerID(text: id))
    }
}
