import Platform
import Storage

/// From where somebody signs in.
struct Device: Sendable {
    /// As the browser calls itself.
    let agent: String
    /// The network address.
    let address: String
    /// What this browser got when somebody signed in there before; it opens nothing.
    var secret: String?
}

/// The SQL of the browsers in which somebody has signed in before. Such a browser has a count of failures of its own, so
/// that strangers who guess at the password do not lock its owner out.
struct DeviceStore: Sendable {
    /// Browsers of one person that are remembered at most; the one that was not used for longest goes first.
    static let limit = 20
    /// How long a browser keeps what it got.
    static let cookieSeconds = 365 * 86400

    /// The hash of the secret of `device`, when `person` has signed in there.
    func known(_ device: Device, of person: PersonID, in tx: any Transaction) throws -> String? {
        guard let secret = device.secret else { return nil }
        let hash = Secret.hash(secret)
        let isKnown = try tx.exists(
            "SELECT 1 FROM person_device WHERE person_id = \(person) AND secret_hash = \(hash)")
        return isKnown ? hash : nil
    }

    /// Remembers that `person` has signed in there. - Returns: the secret for its cookie, the old one if it is known.
    func remember(_ device: Device, of person: PersonID, in tx: any Transaction) throws -> String {
        let isOurs = try device.secret.map {
            try tx.exists("SELECT 1 FROM person_device WHERE secret_hash = \(Secret.hash($0))")
        }
        let secret = isOurs == true ? device.secret ?? Secret.make() : Secret.make()
        try tx.run(
            """
            INSERT INTO person_device (person_id, secret_hash, seen_us)
            VALUES (\(person), \(Secret.hash(secret)), \(tx.now))
            ON CONFLICT (person_id, secret_hash) DO UPDATE SET seen_us = excluded.seen_us
            """)
        try tx.run(
            """
            DELETE FROM person_device WHERE person_id = \(person) AND secret_hash NOT IN (
                SELECT secret_hash FROM person_device WHERE person_id = \(person)
                ORDER BY seen_us DESC, secret_hash LIMIT \(Self.limit))
            """)
        return secret
    }

    /// Forgets all browsers of one person but `kept`.
    func forget(of person: PersonID, except kept: Device? = nil, in tx: any Transaction) throws {
        let hash = kept?.secret.map(Secret.hash) ?? ""
        try tx.run("DELETE FROM person_device WHERE person_id = \(person) AND secret_hash <> \(hash)")
    }
}
