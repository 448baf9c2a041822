import Foundation
import Platform
import TestKit
import Testing
import Web

@testable import Customers

@Suite("Forms and JSON of what belongs to a customer") struct PartPagesTests {
    private static let fragment = ["x-rundblick-fragment": "1", "accept": "text/html"]

    @Test("Every form opens as a dialog and as a page of its own", arguments: TestEngine.all)
    func forms(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            _ = try await server.guest("gast")
            let id = try await anna.addsCustomer("Bäckerei")
            for kind in PartKinds(service: CustomerPartsService(database: server.rundblick.store.database))
                .all
            {
                let page = try await anna.get("/customers/\(id)/\(kind.path)/new")
                #expect(page.status == 200 && page.text.contains("<h1>"), "\(kind.path)")
                let dialog = try await anna.get("/customers/\(id)/\(kind.path)/new", Self.fragment)
                #expect(dialog.text.hasPrefix("<h2>"), "\(kind.path)")
                #expect(dialog.text.contains("action=\"/customers/\(id)/\(kind.path)\""), "\(kind.path)")
            }
            for block in CustomerBlock.allCases {
                let reply = try await anna.get("/customers/\(id)/blocks/\(block.rawValue)", Self.fragment)
                #expect(reply.status == 200, "\(block)")
            }
        }
    }

    @Test("A form is sent, refused at the field with what was typed, and accepted", arguments: TestEngine.all)
    func reachForm(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let id = try await anna.addsCustomer("Bäckerei")
            let path = "/customers/\(id)/reaches"
            let refused = try await anna.post(path, [("kind", "phone"), ("value", "<kurz>")], Self.fragment)
            #expect(refused.status == 422)
            #expect(
                refused.text.contains("value=\"&lt;kurz&gt;\"") && refused.text.contains("id=\"value-error\"")
            )
            let taken = try await anna.post(
                path, [("kind", "phone"), ("value", "0451 702030")], Self.fragment)
            #expect(taken.status == 200 && taken.bytes.isEmpty)
            let page = try await anna.get("/customers/\(id)")
            #expect(page.text.contains("tel:+49451702030"))
            let plain = try await anna.post(path, [("kind", "email"), ("value", "a@b.de"), ("label", "")])
            #expect(plain.status == 303 && plain.headers["location"] == "/customers/\(id)?done=saved")
        }
    }

    @Test("Without a guest there is nothing to choose, and administrators are led to inviting one")
    func noGuests() async throws {
        try await TestServer.run(.sqlite) { server in
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            let path = "/customers/\(try await anna.addsCustomer("Bäckerei"))/guests/new"
            let plain = try await anna.get(path, Self.fragment).text
            #expect(plain.contains("Noch keine Gäste"))
            #expect(!plain.contains("<select") && !plain.contains("/administration/invitations"))
            #expect(try await root.get(path).text.contains("href=\"/administration/invitations\""))
            _ = try await server.guest("gast")
            #expect(try await anna.get(path, Self.fragment).text.contains("<select"))
        }
    }

    @Test("A phone, an address and a handle can be changed again and again", arguments: TestEngine.all)
    func changedTwice(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let id = try await anna.addsCustomer("Bäckerei")
            for (kind, values) in [
                ("phone", ["0451 702030", "0451 702031", "0451 702032"]),
                ("email", ["a@b.de", "b@b.de", "c@b.de"]),
                ("social", ["mastodon: anna", "mastodon: ben", "mastodon: cem"]),
            ] {
                let added = try await anna.api(
                    .post, "customers/\(id)/reaches", ["kind": kind, "value": values[0]])
                let reach = try #require(try added.json["id"] as? String, "\(added.text)")
                for value in values.dropFirst() {
                    let path = "customers/\(id)/reaches/\(reach)"
                    let changed = try await anna.api(.patch, path, ["kind": kind, "value": value])
                    #expect(changed.status == 200, "\(value) \(changed.text)")
                }
            }
        }
    }

    @Test("After a conflict the form tells what the other one wrote, and the next try counts")
    func conflictForm() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let id = try await anna.addsCustomer("Bäckerei")
            let added = try await anna.api(
                .post, "customers/\(id)/contacts", ["first_name": "Petra", "last_name": "Lindner"])
            #expect(added.status == 201)
            let contact = try #require(try added.json["id"] as? String)
            let path = "/customers/\(id)/contacts/\(contact)"
            let form = try await anna.get(path + "/edit", Self.fragment)
            #expect(
                form.text.contains("name=\"version\" value=\"1\"") && form.text.contains("value=\"Lindner\""))
            let theirs = try await anna.api(
                .patch, "customers/\(id)/contacts/\(contact)",
                ["first_name": "Petra", "last_name": "Lindner-Groß"], ["if-match": "\"1\""])
            #expect(theirs.status == 200 && theirs.headers["etag"] == "\"2\"")
            let mine = [("version", "1"), ("first_name", "Petra"), ("last_name", "Linder")]
            let conflict = try await anna.post(path + "?_method=PATCH", mine, Self.fragment)
            #expect(conflict.status == 409)
            #expect(conflict.text.contains("Lindner-Groß") && conflict.text.contains("value=\"Linder\""))
            #expect(conflict.text.contains("name=\"version\" value=\"2\""))
            let stale = try await anna.api(
                .patch, "customers/\(id)/contacts/\(contact)", ["last_name": "X"], ["if-match": "\"1\""])
            #expect(stale.status == 412)
            let again = try await anna.post(
                path + "?_method=PATCH", [("version", "2")] + mine.dropFirst(), Self.fragment)
            #expect(again.status == 200)
            let gone = try await anna.post(path + "?_method=DELETE", mine, Self.fragment)
            #expect(gone.status == 200 && gone.bytes.isEmpty)
            #expect(try await !anna.get("/customers/\(id)").text.contains("Linder"))
        }
    }

    @Test("A guest sees what is shared, and of it only what is meant for guests", arguments: TestEngine.all)
    func guests(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let ben = try await server.guest("ben")
            let id = try await anna.addsCustomer("Bäckerei")
            _ = try await anna.api(
                .post, "customers/\(id)/soft-facts", ["kind": "mood", "text": "Geheimnis eins"])
            _ = try await anna.api(.post, "customers/\(id)/tags", ["tag": "Geheimnis zwei"])
            _ = try await anna.api(
                .post, "customers/\(id)/consents",
                ["purpose": "Geheimnis drei", "channel": "email", "granted": "yes", "source": "x"])
            _ = try await anna.api(
                .post, "customers/\(id)/timeline", ["kind": "note", "text": "Geheimnis vier"])
            _ = try await anna.api(
                .post, "customers/\(id)/timeline", ["kind": "note", "text": "Für alle", "shared": true])
            #expect(try await ben.get("/customers/\(id)").status == 404)
            let shared = try await anna.api(.post, "customers/\(id)/guests", ["guest": ben.id.text])
            #expect(shared.status == 201)
            for path in [
                "/customers/\(id)", "/customers/\(id)/timeline", "/customers", "/",
                "/customers?tag=Geheimnis%20zwei",
            ] {
                let page = try await ben.get(path)
                #expect(page.status == 200 && !page.text.contains("Geheimnis"), "\(path)")
            }
            #expect(try await ben.get("/customers/\(id)").text.contains("Für alle"))
            #expect(try await !ben.api(.get, "customers/\(id)").text.contains("Geheimnis"))
            for path in ["soft-facts", "consents", "open-items", "related", "guests"] {
                #expect(
                    try await ben.get("/customers/\(id)/blocks/\(path)", Self.fragment).status == 404,
                    "\(path)")
            }
            #expect(try await ben.api(.get, "customers/\(id)/consents").status == 404)
            #expect(try await ben.api(.get, "customers/\(id)/history").status == 404)
            #expect(try await ben.api(.post, "customers/\(id)/tags", ["tag": "x"]).status == 404)
            #expect(try await anna.api(.delete, "customers/\(id)/guests/\(ben.id)").status == 204)
            #expect(try await ben.get("/customers/\(id)").status == 404)
        }
    }

    @Test("Absent and hidden look alike, whatever is asked", arguments: TestEngine.all)
    func hidden(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let ben = try await server.guest("ben")
            let id = try await anna.addsCustomer("Bäckerei")
            let absent = CustomerID(7).text
            let gets = [
                "", "/timeline", "/responsibilities", "/blocks/head", "/edit", "/history", "/consents",
                "/reaches/new",
            ]
            for path in gets {
                let hidden = try await ben.get("/customers/\(id)\(path)")
                let none = try await ben.get("/customers/\(absent)\(path)")
                #expect(hidden.status == 404 && hidden.bytes == none.bytes, "\(path)")
            }
            let body = ["kind": "note", "text": "x"]
            for path in ["timeline", "soft-facts", "star"] {
                let hidden = try await ben.api(.post, "customers/\(id)/\(path)", path == "star" ? nil : body)
                let none = try await ben.api(
                    .post, "customers/\(absent)/\(path)", path == "star" ? nil : body)
                #expect(hidden.status == 404 && hidden.bytes == none.bytes, "\(path)")
            }
        }
    }
}

extension TestClient {
    /// A new company's id, as link text.
    func addsCustomer(_ name: String) async throws -> String {
        let reply = try await api(.post, "customers", ["company_name": name])
        return try #require(try reply.json["id"] as? String)
    }
}
