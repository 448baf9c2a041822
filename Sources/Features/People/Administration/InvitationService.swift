import Platform
import Storage

/// Inviting people, and their coming in.
package struct InvitationService: Sendable {
    let database: any Database
    let signIn: SignInService
    let invitations = InvitationStore()
    let people = PersonStore()
    let teams = TeamStore()
    let audit = AuditLog()

    /// Those that wait, and the teams to choose from.
    func overview() async throws -> (open: [Invitation], teams: [Team]) {
        try await database.read { (try invitations.open(in: $0), try teams.all(in: $0)) }
    }

    /// Invites somebody. - Returns: the secret of the link, which cannot be shown again.
    /// - Throws: `.forbidden`, `.invalid` (`email`: email, taken; `team`: choice).
    func invite(
        _ email: String, role: Role, team: TeamID?, by viewer: Viewer, address: String
    ) async throws -> String {
        try viewer.requireAdministration()
        let email = try EmailAddress.read(email)
        let secret = Secret.make()
        try await database.write { tx in
            guard try people.find(email: email, in: tx) == nil else {
                throw AppError.invalid(["email": "taken"])
            }
            if let team {
                guard try teams.find(team, in: tx) != nil else { throw AppError.invalid(["team": "choice"]) }
            }
            try invitations.add(
                email: email, role: role, team: team, secretHash: Secret.hash(secret), by: viewer.id, in: tx)
            try audit.record(
                .invited, subject: email, detail: role.rawValue, by: viewer.id, address: address, in: tx)
        }
        return secret
    }

    /// Takes an invitation back. - Throws: `.forbidden`, `.notFound`.
    func revoke(_ id: ID<Invitation>, by viewer: Viewer, address: String) async throws {
        try viewer.requireAdministration()
        try await database.write { tx in
            guard let email = try invitations.revoke(id, in: tx) else { throw AppError.notFound }
            try audit.record(.invitationRevoked, subject: email, by: viewer.id, address: address, in: tx)
        }
    }

    /// The invitation behind a link. - Throws: `.notFound` when it was used or revoked, has expired, or never was.
    func find(secret: String) async throws -> Invitation {
        let found = try await database.read { try invitations.find(secretHash: Secret.hash(secret), in: $0) }
        guard let found else { throw AppError.notFound }
        return found
    }

    /// Comes in. - Returns: the secret of a session.
    /// - Throws: `.notFound` as `find`, `.invalid` (`password`: weak; `email`: taken).
    func accept(secret: String, name: String, password: String, from device: Device) async throws -> String {
        let invitation = try await find(secret: secret)
        try PasswordRules.check(password, for: [invitation.email, name])
        let hash = try await PasswordHasher.shared.hash(password)
        return try await database.write { tx in
            guard try invitations.accept(invitation.id, in: tx) else { throw AppError.notFound }
            let person = Person(id: tx.id(), email: invitation.email, name: name, role: invitation.role)
            try people.add(person, passwordHash: hash, in: tx)
            if let team = invitation.team { try teams.addMember(person.id, to: team, in: tx) }
            try audit.record(
                .invitationAccepted, subject: person.email, by: person.id, address: device.address, in: tx)
            return try signIn.begin(person.id, from: device, in: tx)
        }
    }
}
