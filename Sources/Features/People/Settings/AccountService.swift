import Platform
import Storage
import Web

/// What somebody does about their own security: password, second factor, sessions, tokens.
struct AccountService: Sendable {
    let database: any Database
    let people = PersonStore()
    let sessions = SessionStore()
    let devices = DeviceStore()
    let attempts = AttemptStore()
    let secondFactors = SecondFactorStore()
    let audit = AuditLog()

    /// What the security page shows.
    struct Security: Sendable {
        let hasSecondFactor: Bool
        let codesLeft: Int
        let sessions: [Session]
        /// How many programs have a token of theirs.
        let tokenCount: Int
    }

    func security(of viewer: Viewer) async throws -> Security {
        try await database.read { tx in
            Security(
                hasSecondFactor: try secondFactors.secret(of: viewer.id, in: tx) != nil,
                codesLeft: try secondFactors.codesLeft(of: viewer.id, in: tx),
                sessions: try sessions.sessions(of: viewer.id, in: tx),
                tokenCount: try sessions.tokenCount(of: viewer.id, in: tx))
        }
    }

    // MARK: Password

    /// Changes the password, ends all other sessions and revokes all tokens: whoever had got in is out.
    /// - Parameter session: the one that stays.
    /// - Throws: `.invalid` (`old`: wrong; `new`: weak), `.tooMany`, `.forbidden`.
    func changePassword(
        from old: String, to new: String, keeping session: Int64?, by viewer: Viewer, from device: Device
    ) async throws {
        try await checkPassword(old, field: "old", of: viewer, from: device)
        let email = try await database.read { try people.find(viewer.id, in: $0)?.email ?? "" }
        try PasswordRules.check(new, for: [email, viewer.name], field: "new")
        let hash = try await PasswordHasher.shared.hash(new)
        try await changing(viewer, .passwordChanged, device.address) { tx in
            try people.setPassword(hash: hash, of: viewer.id, in: tx)
            try sessions.endAll(of: viewer.id, except: session, in: tx)
            try sessions.revokeTokens(of: viewer.id, in: tx)
            try devices.forget(of: viewer.id, except: device, in: tx)
            try secondFactors.endChallenges(of: viewer.id, in: tx)
        }
    }

    /// Asks for the password once more. - Throws: `.invalid` (`field`: wrong), `.tooMany`, `.forbidden`.
    private func checkPassword(
        _ password: String, field: String = "password", of viewer: Viewer, from device: Device
    ) async throws {
        try requireOwnScope(viewer)
        let (hash, counted) = try await database.write { tx in
            let known = try devices.known(device, of: viewer.id, in: tx)
            let counted = known.map { Attempt.password(viewer.id).on($0) } ?? .password(viewer.id)
            try attempts.take([counted], in: tx)
            return (try people.passwordHash(of: viewer.id, in: tx), counted)
        }
        guard try await PasswordHasher.shared.verify(password, hash) else {
            throw AppError.invalid([field: "wrong"])
        }
        try await database.write { try attempts.succeed([counted], in: $0) }
    }

    // MARK: Second factor

    /// Switches the second factor on. - Returns: the recovery codes, which cannot be shown again.
    /// - Parameters: `secret`: 20 bytes in base32; `code`: what the app shows for it now.
    /// - Throws: `.invalid` (`password`: wrong; `secret`: secret; `code`: wrong), `.tooMany`, `.conflict` when it is on
    ///   already.
    func switchOn(
        secret: String, code: String, password: String, by viewer: Viewer, from device: Device
    ) async throws -> [String] {
        try await checkPassword(password, of: viewer, from: device)
        guard let bytes = Base32.decode(secret), bytes.count == TOTP.secretBytes else {
            throw AppError.invalid(["secret": "secret"])
        }
        try await database.write { try attempts.take([.setUp(viewer.id)], in: $0) }
        guard let step = TOTP.matchingStep(code, bytes, at: database.clock.now()) else {
            throw AppError.invalid(["code": "wrong"])
        }
        let codes = RecoveryCodes.make()
        try await changing(viewer, .secondFactorOn, device.address) { tx in
            try attempts.succeed([.setUp(viewer.id)], in: tx)
            guard try secondFactors.secret(of: viewer.id, in: tx) == nil else {
                throw AppError(.conflict, reason: "second_factor_on")
            }
            try secondFactors.setSecret(bytes, usedStep: step, of: viewer.id, in: tx)
            try replaceCodes(codes, of: viewer, in: tx)
        }
        return codes
    }

    /// New recovery codes in place of the old ones, which end. - Throws: `.invalid` (`password`: wrong), `.tooMany`.
    func renewCodes(password: String, by viewer: Viewer, from device: Device) async throws -> [String] {
        try await checkPassword(password, of: viewer, from: device)
        let codes = RecoveryCodes.make()
        try await changing(viewer, .recoveryCodesRenewed, device.address) { tx in
            guard try secondFactors.secret(of: viewer.id, in: tx) != nil else { throw AppError.notFound }
            try replaceCodes(codes, of: viewer, in: tx)
        }
        return codes
    }

    private func replaceCodes(_ codes: [String], of viewer: Viewer, in tx: any Transaction) throws {
        let hashes = codes.map { RecoveryCodes.hash($0, of: viewer.id) }
        try secondFactors.replaceCodes(hashes, of: viewer.id, in: tx)
    }

    /// Switches the second factor off. - Throws: `.invalid` (`password`: wrong), `.tooMany`.
    func switchOff(password: String, by viewer: Viewer, from device: Device) async throws {
        try await checkPassword(password, of: viewer, from: device)
        try await changing(viewer, .secondFactorOff, device.address) { tx in
            try secondFactors.end(of: viewer.id, in: tx)
        }
    }

    // MARK: Sessions

    /// Ends one of the viewer's sessions. - Throws: `.notFound`.
    func end(_ id: ID<Session>, by viewer: Viewer, address: String) async throws {
        try await changing(viewer, .sessionEnded, address) { tx in
            guard try sessions.end(id, of: viewer.id, in: tx) else { throw AppError.notFound }
        }
    }

    /// Ends all of the viewer's sessions but `kept`, and has their browsers forgotten.
    /// - Parameter endingTokens: and revokes all tokens: programs are no sessions, and go on otherwise.
    func endOthers(
        keeping kept: Int64?, endingTokens: Bool, by viewer: Viewer, from device: Device
    ) async throws {
        try await changing(viewer, .sessionEnded, device.address) { tx in
            try sessions.endAll(of: viewer.id, except: kept, in: tx)
            try devices.forget(of: viewer.id, except: device, in: tx)
            guard endingTokens else { return }
            try sessions.revokeTokens(of: viewer.id, in: tx)
            try audit.record(.tokenRevoked, subject: "*", by: viewer.id, address: device.address, in: tx)
        }
    }

    // MARK: Tokens

    func tokens(of viewer: Viewer) async throws -> [Token] {
        try await database.read { try sessions.tokens(of: viewer.id, in: $0) }
    }

    /// Makes a token. - Returns: its id and the secret, which cannot be shown again.
    /// - Parameter password: asked for once more where somebody may sit at another's browser; nil: a program asks.
    /// - Throws: `.invalid` (`scope`: choice for administration by anybody but administrators; `password`: wrong;
    ///   `name`: many), `.tooMany`.
    func makeToken(
        name: String, scope: Scope, password: String?, by viewer: Viewer, from device: Device
    ) async throws -> (id: ID<Token>, secret: String) {
        guard scope < .admin || viewer.role == .administrator else {
            throw AppError.invalid(["scope": "choice"])
        }
        if let password { try await checkPassword(password, of: viewer, from: device) }
        let secret = Secret.makeToken()
        let id = try await changing(viewer, .tokenCreated, device.address, subject: name) { tx in
            try sessions.addToken(
                name: name, secretHash: Secret.hash(secret), scope: scope, for: viewer.id, in: tx)
        }
        return (id, secret)
    }

    /// Revokes one of the viewer's tokens. - Throws: `.notFound`.
    func revokeToken(_ id: ID<Token>, by viewer: Viewer, address: String) async throws {
        try requireOwnScope(viewer)
        try await database.write { tx in
            guard let name = try sessions.revokeToken(id, of: viewer.id, in: tx) else {
                throw AppError.notFound
            }
            try audit.record(.tokenRevoked, subject: name, by: viewer.id, address: address, in: tx)
            try tx.publish(.account(viewer.id))
        }
    }

    /// One transaction that is recorded, after which the viewer's sessions are looked up anew.
    @discardableResult private func changing<Value: Sendable>(
        _ viewer: Viewer, _ action: AuditAction, _ address: String, subject: String = "",
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        try requireOwnScope(viewer)
        return try await database.write { tx in
            // What two browsers do at once happens one after the other.
            _ = try people.find(viewer.id, in: tx)
            let value = try body(tx)
            try audit.record(action, subject: subject, by: viewer.id, address: address, in: tx)
            try tx.publish(.account(viewer.id))
            return value
        }
    }

    /// A token that was made to read or write must not become one that does more.
    private func requireOwnScope(_ viewer: Viewer) throws {
        guard viewer.scope == .admin else { throw AppError(.forbidden, reason: "scope") }
    }
}
