import HTTPTypes
import Hummingbird
import Logging
import Platform
import Storage

/// Remembers POSTs by the key that their sender gave them, so that one which is sent twice (a lost answer, a double
/// click) works once.
///
/// The key is taken before the work and the answer kept after it. When a crash lies between, a repetition gets
/// "outcome unknown" (409), never a second effect.
///
/// Nothing secret is kept: routes that take or answer a secret keep nothing (`Route.keepsAnswer`), an answer that sets
/// a cookie is not kept either, and key and request are kept as hashes only. The request's is salted with the key, which
/// the store does not have.
package struct IdempotencyStore: Sendable {
    let database: any Database

    /// The table. Rows live for a day.
    package static let migrations = [
        Migration(
            "2026-11-22 web 1 idempotency",
            [
                """
                CREATE TABLE web_idempotency (person_id INT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL,
                    status INT, headers TEXT, body BLOB, at_us INT NOT NULL, PRIMARY KEY (person_id, key))
                """,
                "CREATE INDEX web_idempotency_at ON web_idempotency (at_us)",
            ]),
        // Cookies, links and hashes of passwords that earlier versions kept.
        Migration("2026-12-01 web 1 forget secrets", ["DELETE FROM web_idempotency"]),
    ]

    private static let keepSeconds: Int64 = 86400

    /// What stands under a key that was taken before; without an answer its outcome is unknown.
    private struct Kept: Sendable {
        let fingerprint: String
        let answer: KeptAnswer?
    }

    /// Runs `work` unless the same request was answered before; then that answer is given again.
    /// - Parameter fingerprint: tells the request from every other one: method, address with its query, body.
    /// - Throws: `AppError` `.conflict` when the key was used for something else or its outcome is unknown, `.invalid`
    ///   for a key that is no 1…200 plain characters.
    func once(
        _ key: String, by person: PersonID, _ fingerprint: String, logger: Logger,
        _ work: () async throws -> Response
    ) async throws -> KeptAnswer {
        guard (1...200).contains(key.unicodeScalars.count) else {
            throw AppError.invalid(["idempotency_key": "length"])
        }
        guard key.isPlainText else { throw AppError.invalid(["idempotency_key": "characters"]) }
        let fingerprint = Self.hash("request", key, fingerprint)
        let key = Self.hash("key", key)
        if let kept = try await claim(key, person, fingerprint) {
            guard kept.fingerprint == fingerprint else {
                throw AppError(.conflict, reason: "idempotency_reused")
            }
            guard let answer = kept.answer else { throw AppError(.conflict, reason: "idempotency_unknown") }
            return answer
        }
        let answer: KeptAnswer
        do {
            answer = try await KeptAnswer(work())
        } catch {
            if Self.hadNoEffect(error) {
                await log("cannot forget an idempotency key", to: logger) { try await forget(key, person) }
            }
            throw error
        }
        // The work is done, whatever becomes of this: without it a repetition learns that the outcome is unknown.
        if answer.fields[.setCookie] == nil {
            await log("cannot keep an answer", to: logger) { try await keep(answer, key, person) }
        }
        return answer
    }

    private static func hash(_ parts: String...) -> String {
        SHA256.hex([UInt8](parts.joined(separator: "\0").utf8))
    }

    /// Whether `error` says that nothing was committed. Where nobody knows, the key stays taken.
    private static func hadNoEffect(_ error: any Error) -> Bool {
        switch error {
        case is AppError, StorageError.busy, StorageError.full, StorageError.closed, StorageError.constraint:
            true
        default: false
        }
    }

    private func log(_ message: Logger.Message, to logger: Logger, _ work: () async throws -> Void) async {
        do {
            try await work()
        } catch {
            logger.warning(message, metadata: ["error": "\(error)"])
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
                let headers = row.text(2)
                let (fingerprint, status, body) = (row.text(0), row.optionalInt(1), row.blob(3))
                return Kept(
                    fingerprint: fingerprint,
                    answer: status.map { KeptAnswer(status: $0, headers: headers, body: body) })
            }
        }
    }

    private func keep(_ answer: KeptAnswer, _ key: String, _ person: PersonID) async throws {
        try await database.write { tx in
            try tx.run(
                """
                UPDATE web_idempotency
                SET status = \(answer.status), headers = \(answer.headers), body = \(answer.body)
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

/// An answer before it is compressed and secured for whoever gets it.
struct KeptAnswer: Sendable {
    let status: Int
    /// Lines of a name, a colon and a value.
    let headers: String
    let body: [UInt8]
}

extension KeptAnswer {
    /// Reads a response whose body lies in memory and is not compressed.
    init(_ response: Response) async throws {
        let gatherer = BodyGatherer()
        try await response.body.write(gatherer)
        status = response.status.code
        headers = response.headers.map { "\($0.name.canonicalName):\($0.value)" }.joined(separator: "\n")
        body = gatherer.bytes
    }

    /// The header fields.
    var fields: HTTPFields {
        var fields = HTTPFields()
        for line in headers.split(separator: "\n") {
            let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2, let name = HTTPField.Name(String(halves[0])) else { continue }
            fields.append(HTTPField(name: name, value: String(halves[1])))
        }
        return fields
    }
}

/// Gathers a body that lies in memory already.
private final class BodyGatherer: ResponseBodyWriter {
    private(set) var bytes: [UInt8] = []

    func write(_ buffer: ByteBuffer) async throws { bytes.append(contentsOf: buffer.readableBytesView) }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
