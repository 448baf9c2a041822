import Foundation
import Platform
import TestKit
import Testing
import Web

@testable import Customers

@Suite("Links of the pages") struct LinkTests {
    @Test("Every link, form and live part of the main pages has an address")
    func addresses() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna", role: .administrator)
            let id = try await anna.addsFilledCustomer()
            let paths = [
                "/customers/\(id)", "/customers/\(id)?kind=note", "/customers/\(id)/history",
                "/customers/\(id)/consents", "/customers/\(id)/edit", "/customers", "/customers?tag=A-Kunde",
                "/",
                "/people", "/people/\(anna.id)", "/settings", "/settings/security", "/settings/tokens",
                "/administration", "/administration/people/\(anna.id)", "/administration/teams", "/imports",
                "/duplicates", "/merges", "/search?q=B",
            ]
            for path in paths {
                let page = try await anna.get(path)
                #expect(page.status == 200, "\(path)")
                #expect(!page.text.contains("Link("), "\(path)")
                for address in page.addresses {
                    let fits = address.wholeMatch(of: /(\/|#|mailto:|tel:|https?:\/\/).*/) != nil
                    #expect(fits, "\(path): \(address)")
                }
            }
        }
    }

    @Test("Every link of a customer's page leads to a page")
    func targets() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna", role: .administrator)
            let id = try await anna.addsFilledCustomer()
            let page = try await anna.get("/customers/\(id)")
            let links = Set(page.attributes("href").filter { $0.hasPrefix("/") && !$0.hasPrefix("/assets/") })
            #expect(links.count > 30)
            for link in links { #expect(try await anna.get(link).status == 200, "\(link)") }
        }
    }

    @Test("The star and the crosses of a customer's page do what they say", arguments: TestEngine.all)
    func buttons(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let id = try await anna.addsFilledCustomer()
            let star = try await anna.get("/customers/\(id)").attributes("action").filter {
                $0.contains("/star")
            }
            #expect(star == ["/customers/\(id)/star"])
            #expect(try await anna.post(star[0], []).status == 303)
            let page = try await anna.get("/customers/\(id)")
            let removals = page.attributes("action").filter { $0.hasSuffix("?_method=DELETE") }
            #expect(removals.contains("/customers/\(id)/star?_method=DELETE") && removals.count > 2)
            for removal in removals { #expect(try await anna.post(removal, []).status == 303, "\(removal)") }
            let left = try await anna.get("/customers/\(id)")
            #expect(!left.text.contains("Mag keine Anrufe") && !left.text.contains(">Mühle<"))
            #expect(left.attributes("action").contains("/customers/\(id)/star"))
        }
    }
}

extension TestResponse {
    /// The values of an attribute, as a browser reads them.
    func attributes(_ name: String) -> [String] {
        text.components(separatedBy: " \(name)=\"").dropFirst().map {
            String($0.prefix { $0 != "\"" }).replacing("&amp;", with: "&").replacing("&quot;", with: "\"")
        }
    }

    /// Everything that a browser may ask for.
    var addresses: [String] {
        ["href", "action", "formaction", "src", "data-live-src", "data-live-item"].flatMap(attributes)
    }
}

extension TestClient {
    /// A customer with something of everything, as link text.
    func addsFilledCustomer() async throws -> String {
        let id = try await addsCustomer("Bäckerei")
        let other = try await addsCustomer("Mühle")
        let contact = try await api(
            .post, "customers/\(id)/contacts",
            ["last_name": "Lindner", "phone": "0451 702030", "email": "lindner@firma.de"])
        let parts: [(String, [String: Any])] = [
            ("reaches", ["kind": "phone", "value": "0451 702031"]),
            ("reaches", ["kind": "social", "value": "https://www.linkedin.com/company/baeckerei"]),
            (
                "reaches",
                [
                    "kind": "social", "value": "@lindner@social.example",
                    "contact": try contact.json["id"] ?? "",
                ]
            ),
            ("addresses", ["street": "Mühlenstraße 48", "postcode": "23552", "city": "Lübeck"]),
            ("numbers", ["system": "DATEV", "number": "K-1"]), ("tags", ["tag": "A-Kunde"]),
            ("soft-facts", ["kind": "preference", "text": "Mag keine Anrufe"]),
            ("soft-facts", ["kind": "mood", "text": "War verärgert", "expires": "2001-01-01"]),
            ("consents", ["purpose": "Werbung", "channel": "email", "granted": "yes", "source": "Messe"]),
            ("relations", ["kind": "partner", "other": other]),
            ("responsibilities", ["topic": "Vertrieb", "colleague": self.id.text]),
            ("timeline", ["kind": "note", "text": "Rückruf vereinbart"]),
        ]
        for (path, body) in parts {
            let reply = try await api(.post, "customers/\(id)/\(path)", body)
            #expect(reply.status == 201, "\(path): \(reply.text)")
        }
        let guest = try await server.guest("gast")
        #expect(try await api(.post, "customers/\(id)/guests", ["guest": guest.id.text]).status == 201)
        let note = try await api(.post, "customers/\(id)/timeline", ["kind": "note", "text": "eins"])
        let entry = try #require(try note.json["id"] as? String)
        #expect(try await api(.patch, "customers/\(id)/timeline/\(entry)", ["text": "zwei"]).status == 200)
        return id
    }
}
