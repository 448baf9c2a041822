import Platform
import Storage

/// A browser in which somebody is signed in.
struct Session: Sendable {
    let id: ID<Session>
    let created: Timestamp
    let seen: Timestamp
    /// As the browser calls itself.
    let agent: String
    let address: String
}

/// An API token, without its secret.
struct Token: Sendable {
    let id: ID<Token>
    let name: String
    let scope: Scope
    let created: Timestamp
    /// Nil: never.
    let used: Timestamp?
}

/// Looking at one's own sessions and tokens, and ending them.
extension SessionStore {
    /// The running sessions of one person, last seen first.
    func sessions(of person: PersonID, in tx: any Transaction) throws -> [Session] {
        try tx.rows(
            """
            SELECT id, created_us, seen_us, agent, address FROM person_session
            WHERE person_id = \(person) AND expires_us > \(tx.now) ORDER BY seen_us DESC, id LIMIT 1000
            """
        ) {
            Session(
                id: $0.id(0), created: $0.time(1), seen: $0.time(2), agent: $0.text(3), address: $0.text(4))
        }
    }

    /// - Returns: false when `person` has no such session.
    func end(_ id: ID<Session>, of person: PersonID, in tx: any Transaction) throws -> Bool {
        try tx.run("DELETE FROM person_session WHERE id = \(id) AND person_id = \(person)") == 1
    }

    /// Ends all sessions of one person but `kept`. - Returns: how many ended.
    @discardableResult func endAll(
        of person: PersonID, except kept: Int64? = nil, in tx: any Transaction
    ) throws -> Int {
        try tx.run("DELETE FROM person_session WHERE person_id = \(person) AND id <> \(kept ?? 0)")
    }

    // MARK: Tokens

    /// Adds an API token. - Throws: `AppError` `.invalid` (`name`: many) beyond `tokenLimit`.
    func addToken(
        name: String, secretHash: String, scope: Scope, for person: PersonID, in tx: any Transaction
    ) throws -> ID<Token> {
        guard try tokenCount(of: person, in: tx) < Self.tokenLimit else {
            throw AppError.invalid(["name": "many"])
        }
        let id: ID<Token> = tx.id()
        try tx.run(
            """
            INSERT INTO person_token (id, person_id, name, secret_hash, scope, created_us)
            VALUES (\(id), \(person), \(name), \(secretHash), \(scope.rawValue), \(tx.now))
            """)
        return id
    }

    func tokenCount(of person: PersonID, in tx: any Transaction) throws -> Int {
        try tx.count("SELECT count(*) FROM person_token WHERE person_id = \(person)")
    }

    /// The tokens of one person, newest first; all of them, also where an earlier version took more than `tokenLimit`.
    func tokens(of person: PersonID, in tx: any Transaction) throws -> [Token] {
        try tx.rows(
            """
            SELECT id, name, scope, created_us, used_us FROM person_token
            WHERE person_id = \(person) ORDER BY id DESC LIMIT 10000
            """
        ) { row in
            Token(
                id: row.id(0), name: row.text(1), scope: Scope(rawValue: row.int(2)) ?? .read,
                created: row.time(3),
                used: row.optionalTime(4))
        }
    }

    /// - Returns: the name of the token that was revoked; nil when `person` has no such token.
    func revokeToken(_ id: ID<Token>, of person: PersonID, in tx: any Transaction) throws -> String? {
        try tx.one("DELETE FROM person_token WHERE id = \(id) AND person_id = \(person) RETURNING name") {
            $0.text(0)
        }
    }

    func revokeTokens(of person: PersonID, in tx: any Transaction) throws {
        try tx.run("DELETE FROM person_token WHERE person_id = \(person)")
    }

    // MARK: Seen

    /// Writes down who was seen, and removes what has expired.
    func keep(_ seen: Recognition.Seen, in tx: any Transaction) throws {
        for (id, time) in seen.sessions {
            try tx.run("UPDATE person_session SET seen_us = \(time) WHERE id = \(id) AND seen_us < \(time)")
        }
        for (id, time) in seen.tokens {
            try tx.run("UPDATE person_token SET used_us = \(time) WHERE id = \(id)")
        }
        try tx.run("DELETE FROM person_session WHERE expires_us <= \(tx.now)")
    }
}
