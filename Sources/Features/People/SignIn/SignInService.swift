import Platform
import Storage
import Web

/// Signing in and out, and recognising who is signed in.
///
/// Single sign-on by OpenID Connect will join at `begin`: a person whom the provider vouches for gets a session there
/// just as one who gave the right password (`docs/decisions/0004-sign-in.md`).
package struct SignInService: Sendable {
    let database: any Database
    let recognition: Recognition
    let people = PersonStore()
    let sessions = SessionStore()
    let devices = DeviceStore()
    let attempts = AttemptStore()
    let secondFactors = SecondFactorStore()
    let audit = AuditLog()

    /// How long a session lives: a month.
    package static let sessionSeconds: Int64 = 30 * 86400

    /// A service over `database`. - Parameter recognition: hears of the events of that database.
    package init(database: any Database, recognition: Recognition = Recognition()) {
        self.database = database
        self.recognition = recognition
    }

    /// Recognises sessions and tokens for the web server.
    package var gatekeeper: Gatekeeper {
        Gatekeeper(
            session: { secret in
                let hash = Secret.hash(secret)
                return try await recognition.find(hash, isToken: false, now: database.clock.now()) {
                    try await database.read { try sessions.signedIn(secretHash: hash, in: $0) }
                }
            },
            token: { secret in
                let hash = Secret.hash(secret)
                return try await recognition.find(hash, isToken: true, now: database.clock.now()) {
                    try await database.read { try sessions.signedIn(tokenHash: hash, in: $0) }
                }
            })
    }

    /// What a right password leads to.
    enum Outcome: Sendable {
        /// The session that was started.
        case signedIn(Begun)
        /// The secret of a challenge: a second factor is missing.
        case needsCode(String)
    }

    /// The secrets for the cookies of a session that was just started.
    struct Begun: Sendable {
        let session: String
        let device: String
    }

    /// Checks the first factor.
    /// - Throws: `AppError` `.invalid` (`password`: wrong, whether the address or the password is), `.tooMany`.
    func signIn(email: String, password: String, from device: Device) async throws -> Outcome {
        let (found, counted) = try await database.write { tx in
            let found = try people.find(email: email, in: tx).map {
                ($0, try people.passwordHash(of: $0.id, in: tx))
            }
            let known = try found.flatMap { try devices.known(device, of: $0.0.id, in: tx) }
            let byEmail = Attempt.email(email)
            let counted = known.map { [byEmail.on($0)] } ?? [byEmail, .address(device.address)]
            try attempts.take(counted, in: tx)
            return (found, counted)
        }
        guard try await PasswordHasher.shared.verify(password, found?.1), let person = found?.0 else {
            try await database.write { tx in
                let subject = found?.0.email ?? ""
                try audit.record(
                    .signInFailed, subject: subject, by: found?.0.id, address: device.address, in: tx)
            }
            throw AppError.invalid(["password": "wrong"])
        }
        return try await database.write { tx in
            // While the password was checked it may have been changed, or the person may have left.
            guard try people.passwordHash(of: person.id, in: tx) == found?.1 else {
                throw AppError.invalid(["password": "wrong"])
            }
            try attempts.succeed(counted, in: tx)
            return try enter(person.id, from: device, in: tx)
        }
    }

    /// Lets somebody in who has proved the first factor, or asks for the second where they have one.
    func enter(_ person: PersonID, from device: Device, in tx: any Transaction) throws -> Outcome {
        guard try secondFactors.secret(of: person, in: tx) != nil else {
            return .signedIn(try begin(person, from: device, in: tx))
        }
        let secret = Secret.make()
        try secondFactors.addChallenge(Secret.hash(secret), for: person, in: tx)
        return .needsCode(secret)
    }

    /// Checks the second factor: a code of the authenticator app, or a recovery code.
    /// - Throws: `AppError` `.invalid` (`code`: wrong), `.unauthenticated` when the challenge is over, `.tooMany`.
    func confirm(_ code: String, challenge: String, from device: Device) async throws -> Begun {
        let begun: Begun? = try await database.write { tx in
            guard let person = try secondFactors.challenged(Secret.hash(challenge), in: tx) else {
                throw AppError(.unauthenticated, reason: "expired")
            }
            let known = try devices.known(device, of: person, in: tx)
            let counted = known.map { Attempt.code(person).on($0) } ?? .code(person)
            try attempts.take([counted], in: tx)
            guard try isRight(code, of: person, from: device, in: tx) else {
                try audit.record(
                    .signInFailed, subject: "", detail: "code", by: person, address: device.address, in: tx)
                return nil
            }
            try attempts.succeed([counted], in: tx)
            try secondFactors.endChallenges(of: person, in: tx)
            return try begin(person, from: device, in: tx)
        }
        guard let begun else { throw AppError.invalid(["code": "wrong"]) }
        return begun
    }

    private func isRight(
        _ code: String, of person: PersonID, from device: Device, in tx: any Transaction
    ) throws -> Bool {
        guard let secret = try secondFactors.secret(of: person, in: tx) else { return false }
        if let step = TOTP.matchingStep(code, secret, at: tx.now) {
            return try secondFactors.use(step: step, of: person, in: tx)
        }
        let hash = RecoveryCodes.hash(code, of: person)
        guard try secondFactors.use(codeHash: hash, of: person, in: tx) else { return false }
        try audit.record(.recoveryCodeUsed, subject: "", by: person, address: device.address, in: tx)
        return true
    }

    /// Starts a session for somebody who has proved who they are.
    func begin(_ person: PersonID, from device: Device, in tx: any Transaction) throws -> Begun {
        let secret = Secret.make()
        try sessions.start(
            for: person, secretHash: Secret.hash(secret), seconds: Self.sessionSeconds, agent: device.agent,
            address: device.address, in: tx)
        try audit.record(.signIn, subject: "", by: person, address: device.address, in: tx)
        return Begun(session: secret, device: try devices.remember(device, of: person, in: tx))
    }

    /// Ends the session with this secret.
    func signOut(secret: String, by viewer: Viewer, address: String) async throws {
        try await database.write { tx in
            try sessions.end(secretHash: Secret.hash(secret), in: tx)
            try audit.record(.signOut, subject: "", by: viewer.id, address: address, in: tx)
            try tx.publish(.account(viewer.id))
        }
    }

    /// Makes an API token for `email`. - Returns: the token, which is not stored and cannot be shown again.
    /// - Throws: `AppError.notFound` when nobody has this address.
    package func makeToken(for email: String, name: String, scope: Scope) async throws -> String {
        let secret = Secret.makeToken()
        try await database.write { tx in
            guard let person = try people.find(email: email, in: tx) else { throw AppError.notFound }
            _ = try sessions.addToken(
                name: name, secretHash: Secret.hash(secret), scope: scope, for: person.id, in: tx)
            try audit.record(.tokenCreated, subject: name, detail: person.email, by: nil, in: tx)
        }
        return secret
    }

    /// Gives somebody who has forgotten theirs a new password, and ends their sessions and tokens.
    /// - Throws: `AppError` `.notFound` when nobody has this address, `.conflict` (`deactivated`), `.invalid`
    ///   (`password`: weak).
    package func setPassword(
        _ password: String, of email: String, endingSecondFactor: Bool = false
    ) async throws {
        guard let person = try await database.read({ try people.find(email: email.trimmed, in: $0) }) else {
            throw AppError.notFound
        }
        guard !person.isDeactivated else { throw AppError(.conflict, reason: "deactivated") }
        try PasswordRules.check(password, for: [person.email, person.name])
        let hash = try await PasswordHasher.shared.hash(password)
        try await database.write { tx in
            try replacePassword(
                of: person, hash: hash, endingSecondFactor: endingSecondFactor, by: nil, address: "", in: tx)
        }
    }

    /// Puts a new password in the place of a forgotten one: whoever had got in with the old one is out, programs too.
    func replacePassword(
        of person: Person, hash: String, endingSecondFactor: Bool, by doer: PersonID?, address: String,
        in tx: any Transaction
    ) throws {
        try people.setPassword(hash: hash, of: person.id, in: tx)
        try sessions.endAll(of: person.id, in: tx)
        try sessions.revokeTokens(of: person.id, in: tx)
        try devices.forget(of: person.id, in: tx)
        try secondFactors.endChallenges(of: person.id, in: tx)
        try attempts.clear(.email(person.email), in: tx)
        try audit.record(.passwordChanged, subject: person.email, by: doer, address: address, in: tx)
        if endingSecondFactor {
            try secondFactors.end(of: person.id, in: tx)
            try audit.record(.secondFactorReset, subject: person.email, by: doer, address: address, in: tx)
        }
        try tx.publish(.account(person.id))
    }

    /// Adds somebody who signs in with a password.
    /// - Throws: `AppError` `.invalid` (`email`: email, taken; `name`: required, long, unseen, name_taken; `password`:
    ///   weak).
    @discardableResult package func addPerson(
        email: String, name: String, role: Role, password: String, title: String = ""
    ) async throws -> PersonID {
        let email = try EmailAddress.read(email)
        let typed = name.trimmed
        guard (1...200).contains(typed.count) else {
            throw AppError.invalid(["name": typed.isEmpty ? "required" : "long"])
        }
        guard let name = VisibleName.read(typed) else { throw AppError.invalid(["name": "unseen"]) }
        try PasswordRules.check(password, for: [email, name])
        let hash = try await PasswordHasher.shared.hash(password)
        return try await database.write { tx in
            try people.refuseLookalike(of: name, in: tx)
            let person = Person(id: tx.id(), email: email, name: name, role: role, title: title)
            try people.add(person, passwordHash: hash, in: tx)
            try audit.record(.personAdded, subject: email, detail: role.rawValue, by: nil, in: tx)
            return person.id
        }
    }
}
