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

    /// Lets somebody who has forgotten the password set a new one.
    /// - Returns: their address and the secret of the link, which cannot be shown again.
    /// - Throws: `.forbidden`, `.notFound`, `.conflict` (`deactivated`).
    func renewAccess(
        of id: PersonID, resettingSecondFactor: Bool, by viewer: Viewer, address: String
    ) async throws -> (email: String, secret: String) {
        try viewer.requireAdministration()
        let secret = Secret.make()
        return try await database.write { tx in
            guard let person = try people.find(id, in: tx) else { throw AppError.notFound }
            guard !person.isDeactivated else { throw AppError(.conflict, reason: "deactivated") }
            try invitations.renew(
                person, resettingSecondFactor: resettingSecondFactor, secretHash: Secret.hash(secret),
                by: viewer.id, in: tx)
            try audit.record(
                .accessLinkMade, subject: person.email, detail: resettingSecondFactor ? "second_factor" : "",
                by: viewer.id, address: address, in: tx)
            return (person.email, secret)
        }
    }

    /// The invitation behind a link. - Throws: `.notFound` when it was used or revoked, has expired, or never was, or
    /// when its person has left.
    func find(secret: String) async throws -> Invitation {
        try await database.read { tx in
            guard let found = try invitations.find(secretHash: Secret.hash(secret), in: tx),
                try found.person.map({ try people.find($0, in: tx)?.isDeactivated == false }) ?? true
            else { throw AppError(.notFound, reason: "invitation_over") }
            return found
        }
    }

    /// Comes in, or back. - Parameter name: of somebody new.
    /// - Throws: `.notFound` as `find`, `.invalid` (`name`: required, name_taken; `password`: weak; `email`: taken).
    func accept(
        secret: String, name: String, password: String, from device: Device
    ) async throws -> SignInService.Outcome {
        let invitation = try await find(secret: secret)
        if let person = invitation.person {
            return try await comeBack(person, invitation, password: password, from: device)
        }
        guard !name.isEmpty else { throw AppError.invalid(["name": "required"]) }
        try PasswordRules.check(password, for: [invitation.email, name])
        let hash = try await PasswordHasher.shared.hash(password)
        return try await database.write { tx in
            guard try invitations.accept(invitation.id, in: tx) else {
                throw AppError(.notFound, reason: "invitation_over")
            }
            try people.refuseLookalike(of: name, in: tx)
            let person = Person(id: tx.id(), email: invitation.email, name: name, role: invitation.role)
            try people.add(person, passwordHash: hash, in: tx)
            // A team that is gone keeps nobody out.
            if let team = try invitation.team.flatMap({ try teams.find($0, in: tx) }) {
                try teams.addMember(person.id, to: team.id, in: tx)
            }
            try audit.record(
                .invitationAccepted, subject: person.email, by: person.id, address: device.address, in: tx)
            return .signedIn(try signIn.begin(person.id, from: device, in: tx))
        }
    }

    private func comeBack(
        _ id: PersonID, _ invitation: Invitation, password: String, from device: Device
    ) async throws -> SignInService.Outcome {
        let name = try await database.read { try people.find(id, in: $0)?.name ?? "" }
        try PasswordRules.check(password, for: [invitation.email, name])
        let hash = try await PasswordHasher.shared.hash(password)
        return try await database.write { tx in
            guard try invitations.accept(invitation.id, in: tx), let person = try people.find(id, in: tx),
                !person.isDeactivated
            else { throw AppError.notFound }
            try signIn.replacePassword(
                of: person, hash: hash, endingSecondFactor: invitation.resetsSecondFactor, by: id,
                address: device.address, in: tx)
            return try signIn.enter(id, from: device, in: tx)
        }
    }
}
