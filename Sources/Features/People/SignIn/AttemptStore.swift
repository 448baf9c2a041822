import Platform
import Storage

/// Something that may fail only so often within a quarter of an hour.
struct Attempt: Sendable {
    /// What is counted.
    let key: String
    /// How many may fail.
    let limit: Int

    /// Sign-ins with one e-mail address, whether anybody has it or not.
    static func email(_ email: String) -> Attempt {
        Attempt(key: "e" + Secret.hash(email.lowercased()), limit: 10)
    }
    /// Sign-ins from one network address; more, because a whole office may share it.
    static func address(_ address: String) -> Attempt { Attempt(key: "a" + address, limit: 50) }
    /// Second factors of one person.
    static func code(_ person: PersonID) -> Attempt { Attempt(key: "c\(person)", limit: 10) }
    /// The own password, asked once more.
    static func password(_ person: PersonID) -> Attempt { Attempt(key: "p\(person)", limit: 10) }
}

/// Counts attempts before they are made, so that many at once do not get past the limit, and forgives those that succeed.
struct AttemptStore: Sendable {
    private static let windowSeconds: Int64 = 900

    /// Counts one attempt of each kind.
    /// - Throws: `AppError` `.tooMany` with the time to wait, and counts nothing, when one of them is used up.
    func take(_ attempts: [Attempt], in tx: any Transaction) throws {
        let expired = tx.now.adding(seconds: -Self.windowSeconds)
        try tx.run("DELETE FROM person_attempt WHERE since_us <= \(expired)")
        for attempt in attempts {
            try tx.lock("attempt \(attempt.key)")
            let since = try tx.one(
                "SELECT since_us FROM person_attempt WHERE key = \(attempt.key) AND count >= \(attempt.limit)"
            ) { $0.time(0) }
            guard let since else { continue }
            let rest = since.adding(seconds: Self.windowSeconds).seconds(since: tx.now)
            throw AppError(.tooMany, reason: "attempts", retryAfterSeconds: max(1, Int(rest)))
        }
        for attempt in attempts {
            try tx.run(
                """
                INSERT INTO person_attempt (key, count, since_us) VALUES (\(attempt.key), 1, \(tx.now))
                ON CONFLICT (key) DO UPDATE SET count = person_attempt.count + 1
                """)
        }
    }

    /// Takes a counted attempt back; it succeeded.
    func forgive(_ attempts: [Attempt], in tx: any Transaction) throws {
        for attempt in attempts {
            try tx.run("UPDATE person_attempt SET count = count - 1 WHERE key = \(attempt.key) AND count > 0")
        }
    }

    /// Forgets all failures of a kind.
    func clear(_ attempt: Attempt, in tx: any Transaction) throws {
        try tx.run("DELETE FROM person_attempt WHERE key = \(attempt.key)")
    }
}
