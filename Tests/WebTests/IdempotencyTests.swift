import Foundation
import Hummingbird
import Logging
import Platform
import Storage
import TestKit
import Testing

@testable import Web

@Suite("Idempotency keys") struct IdempotencyTests {
    @Test("A key belongs to one address", arguments: TestEngine.all)
    func address(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            var ids: [String] = []
            for name in ["A", "B"] {
                let created = try await anna.api(.post, "customers", ["company_name": name])
                ids.append(try #require(try created.json["id"] as? String))
            }
            let (note, key) = (["kind": "note", "text": "Hallo"], ["idempotency-key": "k"])
            #expect(try await anna.api(.post, "customers/\(ids[0])/timeline", note, key).status == 201)
            #expect(try await anna.api(.post, "customers/\(ids[1])/timeline", note, key).status == 409)
            #expect(try await anna.api(.post, "customers/\(ids[0])/timeline?x=1", note, key).status == 409)
            #expect(try await anna.api(.post, "customers/\(ids[0])/timeline", note, key).status == 201)
        }
    }

    @Test("A key belongs to one file, whatever boundary it comes in", arguments: TestEngine.all)
    func files(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            func send(_ text: String, boundary: String) async throws -> TestResponse {
                let body = """
                    --\(boundary)\r\nContent-Disposition: form-data; name="kind"\r\n\r\ncustomers\r\n--\(boundary)\r\n\
                    Content-Disposition: form-data; name="file"; filename="k.csv"\r\n\r\n\(text)\r\n--\(boundary)--\r\n
                    """
                return try await anna.send(
                    .post, "/api/v1/imports",
                    ["content-type": "multipart/form-data; boundary=\(boundary)", "idempotency-key": "f"],
                    Array(body.utf8))
            }
            let first = try await send("Firma\nA\n", boundary: "x")
            #expect(first.status == 201)
            #expect(try await send("Firma\nB\n", boundary: "x").status == 409)
            let again = try await send("Firma\nA\n", boundary: "y")
            #expect(again.status == 201 && again.bytes == first.bytes)
        }
    }

    @Test("An answer given again is whole: body, version, and what protects it")
    func replay() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            let created = ["idempotency-key": "c", "accept-encoding": "gzip"]
            let customer = try await anna.api(.post, "customers", ["company_name": "Groß GmbH"], created)
            let same = try await anna.api(.post, "customers", ["company_name": "Groß GmbH"], created)
            #expect(customer.headers["etag"] != nil && customer.headers["etag"] == same.headers["etag"])
            let path = "customers/\(try customer.json["id"] ?? "")/timeline"
            let body = ["kind": "note", "text": String(repeating: "lang ", count: 500)]
            let gzip = ["idempotency-key": "g", "accept-encoding": "gzip"]
            let first = try await anna.api(.post, path, body, gzip)
            let again = try await anna.api(.post, path, body, gzip)
            let plain = try await anna.api(.post, path, body, ["idempotency-key": "g"])
            #expect(first.headers["content-encoding"] == "gzip" && first.bytes == again.bytes)
            #expect(try plain.json["id"] as? String != nil)
            for name in ["content-security-policy", "x-content-type-options", "cache-control"] {
                #expect(first.headers[name] != nil && first.headers[name] == again.headers[name], "\(name)")
                #expect(first.headers[name] == plain.headers[name], "\(name)")
            }
            let form = [("company_name", "Klein"), ("idempotency", "form")]
            let sent = try await anna.post("/customers", form, ["x-rundblick-fragment": "1"])
            let resent = try await anna.post("/customers", form, ["x-rundblick-fragment": "1"])
            #expect(sent.headers["x-rundblick-location"] != nil)
            #expect(sent.headers["x-rundblick-location"] == resent.headers["x-rundblick-location"])
        }
    }

    @Test("A key with a zero byte is refused, a path with one leads nowhere", arguments: TestEngine.all)
    func zeroBytes(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let anna = try await server.member("anna")
            let created = try await anna.api(.post, "customers", ["company_name": "A"])
            let id = try #require(try created.json["id"] as? String)
            #expect(
                try await anna.post("/customers", [("company_name", "B"), ("idempotency", "\0")]).status
                    == 422)
            #expect(try await anna.api(.patch, "tags/%00", ["name": "x"]).status == 404)
            #expect(try await anna.api(.delete, "customers/\(id)/tags/%00").status == 404)
            let unreadable = try await anna.api(
                .patch, "customers/\(id)", ["company_name": "C"], ["if-match": "\"abc\""])
            #expect(unreadable.status == 400)
            let any = try await anna.api(.patch, "customers/\(id)", ["company_name": "C"], ["if-match": "*"])
            #expect(any.status == 200)
        }
    }

    @Test(
        "Work that is done is never done again: not when its answer is lost, not when nobody knows the outcome"
    )
    func outcomes() async throws {
        try await TestServer.run(.sqlite) { server in
            let database = server.rundblick.store.database
            let store = IdempotencyStore(database: database)
            let (person, logger) = (PersonID(1), Logger(label: "test"))
            func once(_ key: String, _ work: () async throws -> Response) async throws -> KeptAnswer {
                try await store.once(key, by: person, "x", logger: logger, work)
            }
            for error in [StorageError.unreachable("gone"), .broken("?")] {
                let key = "\(error)"
                await #expect(throws: error) { try await once(key) { throw error } }
                await #expect(throws: AppError(.conflict, reason: "idempotency_unknown")) {
                    try await once(key) { Response(status: .ok) }
                }
            }
            for error in [StorageError.full as any Error, AppError.notFound] {
                await #expect(throws: (any Error).self) { try await once("again") { throw error } }
            }
            #expect(try await once("again") { Response(status: .created) }.status == 201)
            let answer = try await once("lost") {
                try await database.write { _ = try $0.run("ALTER TABLE web_idempotency RENAME TO away") }
                return Response(status: .created)
            }
            #expect(answer.status == 201)
            try await database.write { _ = try $0.run("ALTER TABLE away RENAME TO web_idempotency") }
            await #expect(throws: AppError(.conflict, reason: "idempotency_unknown")) {
                try await once("lost") { Response(status: .created) }
            }
        }
    }
}
