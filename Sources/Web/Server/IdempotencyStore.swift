import HTTPTypes
import Hummingbird
import Platform
import Storage

/// Remembers POSTs by the key that their sender gave them, so that one which is sent twice (a lost answer, a double
/// click) works once.
///
/// The key is taken before the work and the answer kept after it. When a crash lies between, a repetition gets
/// "outcome unknown" (409), never a second effect.
package struct IdempotencyStore: Sendable {
    let database: any Database

    /// The table. Rows live for a day.
    package static let migration = Migration(
        "2026-11-22 web 1 idempotency",
        [
            """
            CREATE TABLE web_idempotency (person_id INT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL,
                status INT, headers TEXT, body BLOB, at_us INT NOT NULL, PRIMARY KEY (person_id, key))
            """,
            "CREATE INDEX web_idempotency_at ON web_idempotency (at_us)",
        ])

    private static let keepSeconds: Int64 = 86400

    /// An answer as it is kept.
    private struct Kept: Sendable {
        let fingerprint: String
        let status: Int?
        let location: String?
        let type: String?
        let body: [UInt8]
    }

    /// Runs `work` unless the same request was answered before; then that answer is given again.
    /// - Throws: `AppError` `.conflict` when the key was used for something else or its outcome is unknown, `.invalid`
    ///   for a key that is no 1…200 characters.
    func once(
        _ key: String, by person: PersonID, _ path: String, _ fingerprint: String,
        _ work: () async throws -> Response
    ) async throws -> Response {
        guard (1...200).contains(key.count) else { throw AppError.invalid(["idempotency_key": "length"]) }
        let fingerprint = path + " " + fingerprint
        if let kept = try await claim(key, person, fingerprint) {
            guard kept.fingerprint == fingerprint else {
                throw AppError(.conflict, reason: "idempotency_reused")
            }
            guard let status = kept.status else { throw AppError(.conflict, reason: "idempotency_unknown") }
            return answer(kept, status)
        }
        do {
            let response = try await work()
            try await keep(response, key, person)
            return response
        } catch {
            try await forget(key, person)
            throw error
        }
    }

    /// Takes the key; returns what is kept under it when it is taken already.
    private func claim(_ key: String, _ person: PersonID, _ fingerprint: String) async throws -> Kept? {
        try await database.write { tx in
            try tx.run(
                "DELETE FROM web_idempotency WHERE at_us < \(tx.now.adding(seconds: -Self.keepSeconds))")
            let taken = try tx.run(
                """
                INSERT INTO web_idempotency (person_id, key, fingerprint, at_us)
                VALUES (\(person), \(key), \(fingerprint), \(tx.now)) ON CONFLICT DO NOTHING
                """)
            guard taken == 0 else { return nil }
            return try tx.one(
                "SELECT fingerprint, status, headers, body FROM web_idempotency WHERE person_id = \(person) AND key = \(key)"
            ) { row in
                let headers = row.text(2).split(separator: "\n", omittingEmptySubsequences: false).map(
                    String.init)
                return Kept(
                    fingerprint: row.text(0), status: row.optionalInt(1), location: headers.first,
                    type: headers.last, body: row.blob(3))
            }
        }
    }

    private func answer(_ kept: Kept, _ status: Int) -> Response {
        var response = Response.whole(kept.body, type: kept.type ?? "", status: status, accepting: nil)
        if let location = kept.location, !location.isEmpty { response.headers[.location] = location }
        return response
    }

    private func keep(_ response: Response, _ key: String, _ person: PersonID) async throws {
        let gatherer = BodyGatherer()
        try await response.body.write(gatherer)
        let (bytes, status) = (gatherer.bytes, response.status.code)
        let isCompressed = response.headers[.contentEncoding] != nil
        let headers = (response.headers[.location] ?? "") + "\n" + (response.headers[.contentType] ?? "")
        try await database.write { tx in
            try tx.run(
                """
                UPDATE web_idempotency
                SET status = \(status), headers = \(headers), body = \(isCompressed ? [] : bytes)
                WHERE person_id = \(person) AND key = \(key)
                """)
        }
    }

    private func forget(_ key: String, _ person: PersonID) async throws {
        try await database.write { tx in
            try tx.run(
                "DELETE FROM web_idempotency WHERE person_id = \(person) AND key = \(key) AND status IS NULL")
        }
    }
}

/// Gathers a body that lies in memory already.
private final class BodyGatherer: ResponseBodyWriter {
    private(set) var bytes: [UInt8] = []

    func write(_ buffer: ByteBuffer) async throws { bytes.append(contentsOf: buffer.readableBytesView) }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
