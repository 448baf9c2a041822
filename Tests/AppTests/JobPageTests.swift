import People
import Platform
import Storage
import TestKit
import Testing

@Suite("The page of tasks") struct JobPageTests {
    /// One job of each state but done. - Returns: the one that was given up.
    private static func prepare(_ server: TestServer) async throws -> JobID {
        try await server.rundblick.store.database.write { tx in
            let dead = try tx.enqueue(kind: "import", key: "1")
            try tx.enqueue(kind: "import", key: "2")
            let running = try tx.enqueue(kind: "mail.send")
            try tx.run(
                """
                UPDATE job SET state = 'dead', due_us = NULL, attempts = 10, error = 'the file <is> gone',
                    finished_us = \(tx.now) WHERE id = \(dead)
                """)
            try tx.run("UPDATE job SET state = 'running', attempts = 1 WHERE id = \(running)")
            return dead
        }
    }

    @Test("Administrators see what was given up and why, and have it tried again", arguments: TestEngine.all)
    func revive(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let dead = try await Self.prepare(server)
            let root = try await server.member("root", role: .administrator)
            let page = try await root.get("/administration/jobs").text
            #expect(page.contains("the file &lt;is&gt; gone"))
            #expect(
                page.contains("Noch einmal") && page.contains("Verwerfen") && page.contains("10 Versuche"))
            #expect(page.contains("href=\"/administration/jobs\""))
            let english = try await root.get("/administration/jobs", ["accept-language": "en"]).text
            #expect(english.contains("Given up") && english.contains("Try again"))
            let list = try await root.api(.get, "administration/jobs").json
            #expect(list["counts"] as? [String: Int] == ["dead": 1, "running": 1, "waiting": 1])
            let first = try #require((list["items"] as? [[String: Any]])?.first)
            #expect(first["id"] as? String == dead.text && first["state"] as? String == "dead")

            #expect(try await root.api(.post, "administration/jobs/\(dead)/retry").status == 204)
            #expect(try await root.api(.post, "administration/jobs/\(dead)/retry").status == 404)
            let after = try await root.api(.get, "administration/jobs").json
            #expect(after["counts"] as? [String: Int] == ["dead": 0, "running": 1, "waiting": 2])
            let log = try await root.api(.get, "administration/log?action=job_revived")
            #expect((try log.json["items"] as? [Any])?.count == 1)
        }
    }

    @Test("What processes died over says so in both languages", arguments: TestEngine.all)
    func died(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let dead = try await Self.prepare(server)
            try await server.rundblick.store.database.write { tx in
                try tx.run("UPDATE job SET error = \(Job.processDied), deaths = 2 WHERE id = \(dead)")
            }
            let root = try await server.member("root", role: .administrator)
            let page = try await root.get("/administration/jobs").text
            #expect(page.contains("Zweimal ist das Programm dabei abgestürzt"))
            let english = try await root.get("/administration/jobs", ["accept-language": "en"]).text
            #expect(english.contains("The program ended twice while it worked on this"))
            let list = try await root.api(.get, "administration/jobs").json
            #expect((list["items"] as? [[String: Any]])?.first?["error"] as? String == "process-died")
        }
    }

    @Test("What was given up can be discarded, nothing else, and by nobody else", arguments: TestEngine.all)
    func discard(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            let dead = try await Self.prepare(server)
            let root = try await server.member("root", role: .administrator)
            let anna = try await server.member("anna")
            #expect(try await anna.get("/administration/jobs").status == 403)
            #expect(try await anna.api(.get, "administration/jobs").status == 403)
            #expect(try await anna.api(.delete, "administration/jobs/\(dead)").status == 403)
            #expect(try await anna.api(.post, "administration/jobs/\(dead)/retry").status == 403)
            let waiting = try await server.rundblick.store.database.read {
                try JobStore().list(.waiting, limit: 1, in: $0)[0].id
            }
            #expect(try await root.api(.delete, "administration/jobs/\(waiting)").status == 404)
            let done = try await root.post("/administration/jobs/\(dead)?_method=DELETE", [])
            #expect(done.status == 303)
            let after = try await root.api(.get, "administration/jobs").json
            #expect(after["counts"] as? [String: Int] == ["dead": 0, "running": 1, "waiting": 1])
        }
    }

    @Test("What waits and what was given up is counted", arguments: TestEngine.all)
    func counts(engine: TestEngine) async throws {
        try await TestServer.run(engine) { server in
            _ = try await Self.prepare(server)
            let database = server.rundblick.store.database
            let before = try await database.read { tx in
                #expect(try JobStore().count(.waiting, in: tx) == 1)
                #expect(try JobStore().count(.dead, in: tx) == 1)
                return try SearchQueue.length(in: tx)
            }
            try await database.write {
                try SearchQueue.changed(.person, [PersonID(1), PersonID(2)], in: $0)
            }
            let after = try await database.read { tx in
                #expect(try SearchQueue.length(limit: 1, in: tx) == 1)
                return try SearchQueue.length(in: tx)
            }
            #expect(after == before + 2)
            #expect(try await server.stranger.get("/metrics").status == 200)
        }
    }
}
