import Platform
import Storage

/// Something that may fail only so often within a quarter of an hour.
struct Attempt: Sendable {
    /// What is counted.
    let key: String
    /// How many may fail.
    let limit: Int
    /// Whether others count there too, so that one success says nothing of their failures.
    var isShared = false

    /// Sign-ins with one e-mail address, whether anybody has it or not.
    static func email(_ email: String) -> Attempt {
        Attempt(key: "e" + Secret.hash(email.lowercased()), limit: 10)
    }
    /// Sign-ins from one network; more, because a whole office may share its address.
    static func address(_ address: String) -> Attempt {
        Attempt(key: "a" + NetworkAddress.network(of: address), limit: 50, isShared: true)
    }
    /// Second factors of one person.
    static func code(_ person: PersonID) -> Attempt { Attempt(key: "c\(person)", limit: 10) }
    /// The own password, asked once more.
    static func password(_ person: PersonID) -> Attempt { Attempt(key: "p\(person)", limit: 10) }
    /// Codes with which the second factor is switched on.
    static func setUp(_ person: PersonID) -> Attempt { Attempt(key: "t\(person)", limit: 10) }

    /// The same, of a browser in which the person has signed in before.
    func on(_ device: String) -> Attempt { Attempt(key: "d\(key) \(device)", limit: 10) }
}

/// Counts attempts before they are made, so that many at once do not get past the limit, and forgives those that succeed.
struct AttemptStore: Sendable {
    private static let windowSeconds: Int64 = 900
    /// By how much the clocks of several processes may differ.
    private static let skewSeconds: Int64 = 60

    /// Counts one attempt of each kind.
    /// - Throws: `AppError` `.tooMany` with the time to wait, and counts nothing, when one of them is used up.
    func take(_ attempts: [Attempt], in tx: any Transaction) throws {
        let expired = tx.now.adding(seconds: -Self.windowSeconds)
        // What lies in the future was counted before the clock was set back: nobody waits for that day to come again.
        let ahead = tx.now.adding(seconds: Self.skewSeconds)
        try tx.run("DELETE FROM person_attempt WHERE since_us <= \(expired) OR since_us > \(ahead)")
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

    /// Counted attempts have succeeded: the failures before them are forgotten, of what others share this one alone.
    func succeed(_ attempts: [Attempt], in tx: any Transaction) throws {
        for attempt in attempts {
            if attempt.isShared {
                try tx.run(
                    "UPDATE person_attempt SET count = count - 1 WHERE key = \(attempt.key) AND count > 0")
            } else {
                try clear(attempt, in: tx)
            }
        }
    }

    /// Forgets all failures of a kind.
    func clear(_ attempt: Attempt, in tx: any Transaction) throws {
        try tx.run("DELETE FROM person_attempt WHERE key = \(attempt.key)")
    }
}
