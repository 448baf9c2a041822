import Platform
import Storage
import Web

/// Signing in and out, and recognising who is signed in.
package struct SignInService: Sendable {
    let database: any Database
    let people = PersonStore()
    let sessions = SessionStore()

    /// How long a session lives: a month.
    package static let sessionSeconds: Int64 = 30 * 86400

    /// A service over `database`.
    package init(database: any Database) { self.database = database }

    /// Recognises sessions and tokens for the web server.
    package var gatekeeper: Gatekeeper {
        Gatekeeper(
            session: { [database, sessions] secret in
                try await database.read { try sessions.signedIn(secretHash: Secret.hash(secret), in: $0) }
            },
            token: { [database, sessions] secret in
                try await database.read { try sessions.signedIn(tokenHash: Secret.hash(secret), in: $0) }
            })
    }

    /// Starts a session. - Returns: its secret, for the cookie.
    /// - Throws: `AppError` `.invalid` (`password`: wrong, whether the address or the password is), `.tooMany`.
    func signIn(email: String, password: String, agent: String, address: String) async throws -> String {
        let found = try await database.read { [people] tx in
            try people.find(email: email, in: tx).map { ($0, try people.passwordHash(of: $0.id, in: tx)) }
        }
        guard try await PasswordHasher.shared.verify(password, found?.1), let person = found?.0 else {
            throw AppError.invalid(["password": "wrong"])
        }
        let secret = Secret.make()
        try await database.write { [sessions] tx in
            try sessions.start(
                for: person.id, secretHash: Secret.hash(secret), seconds: Self.sessionSeconds, agent: agent,
                address: address, in: tx)
        }
        return secret
    }

    /// Ends the session with this secret.
    func signOut(secret: String) async throws {
        try await database.write { [sessions] tx in try sessions.end(secretHash: Secret.hash(secret), in: tx)
        }
    }

    /// Makes an API token for `email`. - Returns: the token, which is not stored and cannot be shown again.
    /// - Throws: `AppError.notFound` when nobody has this address.
    package func makeToken(for email: String, name: String, scope: Scope) async throws -> String {
        let secret = Secret.make()
        try await database.write { [people, sessions] tx in
            guard let person = try people.find(email: email, in: tx) else { throw AppError.notFound }
            try sessions.addToken(
                name: name, secretHash: Secret.hash(secret), scope: scope, for: person.id, in: tx)
        }
        return secret
    }

    /// Adds somebody who signs in with a password. - Throws: `AppError` `.invalid` (`email`, `name`, `password`).
    @discardableResult package func addPerson(
        email: String, name: String, role: Role, password: String, title: String = ""
    ) async throws -> PersonID {
        let hash = try await PasswordHasher.shared.hash(password)
        return try await database.write { [people] tx in
            let person = Person(id: tx.id(), email: email, name: name.trimmed, role: role, title: title)
            try people.add(person, passwordHash: hash, in: tx)
            return person.id
        }
    }
}
