import Platform
import Storage

/// What administrators do about people: roles, leaving and coming back, the audit trail.
package struct AdministrationService: Sendable {
    let database: any Database
    let people = PersonStore()
    let sessions = SessionStore()
    let devices = DeviceStore()
    let secondFactors = SecondFactorStore()
    let invitations = InvitationStore()
    let audit = AuditLog()
    let trail = AuditStore()

    /// A person as the administration lists them.
    struct Listed: Sendable {
        let person: Person
        let seen: Timestamp?
        let hasSecondFactor: Bool
    }

    /// People by name, those who left too.
    /// - Returns: 200 at most, and where the next piece begins.
    func people(_ text: String, after: PersonID?) async throws -> (listed: [Listed], next: PersonID?) {
        try await database.read { tx in
            let found = try people.findAll(text, after: after, limit: 200, in: tx)
            let shown = found.prefix(200).map(\.id)
            let seen = try sessions.seen(shown, in: tx)
            let protected = try people.withSecondFactor(shown, in: tx)
            let listed = found.prefix(200).map {
                Listed(person: $0, seen: seen[$0.id], hasSecondFactor: protected.contains($0.id))
            }
            return (Array(listed), found.count > 200 ? shown.last : nil)
        }
    }

    /// - Throws: `.notFound`.
    func person(_ id: PersonID) async throws -> Listed {
        try await database.read { tx in
            guard let person = try people.find(id, in: tx) else { throw AppError.notFound }
            return Listed(
                person: person, seen: try sessions.seen([id], in: tx)[id],
                hasSecondFactor: try secondFactors.secret(of: id, in: tx) != nil)
        }
    }

    /// Gives a role. - Throws: `.forbidden`, `.notFound`, `.conflict` (`last_administrator`).
    package func setRole(_ role: Role, of id: PersonID, by viewer: Viewer, address: String) async throws {
        try await changing(id, .roleChanged, detail: role.rawValue, by: viewer, address) { person, tx in
            if role != .administrator {
                try protectLastAdministrator(person, in: tx)
                try invitations.revokeAll(by: id, in: tx)
            }
            try people.setRole(role, of: id, in: tx)
        }
    }

    /// Somebody has left: they are signed out everywhere, their tokens end, their photo goes, their work stays.
    /// - Throws: `.forbidden`, `.notFound`, `.conflict` (`last_administrator`).
    package func deactivate(_ id: PersonID, by viewer: Viewer, address: String) async throws {
        try await changing(id, .personDeactivated, by: viewer, address) { person, tx in
            try protectLastAdministrator(person, in: tx)
            try people.setDeactivated(tx.now, of: id, in: tx)
            try people.setPhoto(nil, type: nil, of: id, in: tx)
            try sessions.endAll(of: id, in: tx)
            try sessions.revokeTokens(of: id, in: tx)
            try devices.forget(of: id, in: tx)
            try secondFactors.endChallenges(of: id, in: tx)
            try invitations.revokeAll(by: id, in: tx)
            try invitations.revokeAll(for: person.email, in: tx)
        }
    }

    /// Somebody is back. - Throws: `.forbidden`, `.notFound`.
    package func reactivate(_ id: PersonID, by viewer: Viewer, address: String) async throws {
        try await changing(id, .personReactivated, by: viewer, address) { _, tx in
            try people.setDeactivated(nil, of: id, in: tx)
        }
    }

    /// Takes the second factor from somebody who lost telephone and recovery codes.
    /// - Throws: `.forbidden`, `.notFound`.
    func resetSecondFactor(of id: PersonID, by viewer: Viewer, address: String) async throws {
        try await changing(id, .secondFactorReset, by: viewer, address) { _, tx in
            try secondFactors.end(of: id, in: tx)
        }
    }

    private func protectLastAdministrator(_ person: Person, in tx: any Transaction) throws {
        guard try people.isLastAdministrator(person.id, in: tx) else { return }
        throw AppError(.conflict, reason: "last_administrator")
    }

    private func changing(
        _ id: PersonID, _ action: AuditAction, detail: String = "", by viewer: Viewer, _ address: String,
        _ body: @escaping @Sendable (Person, any Transaction) throws -> Void
    ) async throws {
        try viewer.requireAdministration()
        try await database.write { tx in
            guard let person = try people.find(id, in: tx) else { throw AppError.notFound }
            try body(person, tx)
            try audit.record(
                action, subject: person.email, detail: detail, by: viewer.id, address: address, in: tx)
            try tx.publish(.account(id))
            try tx.publish(.colleague(id, "profile"))
        }
    }

    /// The audit trail, newest first. - Returns: a piece, and where the next one begins.
    func entries(
        _ filter: AuditStore.Filter, by viewer: Viewer
    ) async throws -> (entries: [AuditEntry], next: ID<AuditLog>?) {
        try viewer.requireAdministration()
        let found = try await database.read { try trail.entries(filter, in: $0) }
        let shown = Array(found.prefix(filter.limit))
        return (shown, found.count > filter.limit ? shown.last?.id : nil)
    }
}
