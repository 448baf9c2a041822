import Platform
import Storage

/// The SQL of invitations.
struct InvitationStore: Sendable {
    private static let days: Int64 = 14
    private static let renewalDays: Int64 = 2
    /// Invitations that wait at most.
    static let limit = 500

    private static let columns: SQL =
        """
        person_invitation.id, person_invitation.email, person_invitation.role, team_id, person.name, expires_us,
        person_id, resets_factor
        FROM person_invitation JOIN person ON person.id = invited_by
        """

    /// Only who still is an administrator can have invited.
    private static let isOpen: SQL =
        "accepted_us IS NULL AND person.role = \(Role.administrator) AND person.deactivated_us IS NULL"

    private static func invitation(_ row: Row) throws -> Invitation {
        Invitation(
            id: row.id(0), email: row.text(1), role: try row.value(2), team: row.optionalID(3),
            invitedBy: row.text(4),
            expires: row.time(5), person: row.optionalID(6), resetsSecondFactor: row.bool(7))
    }

    /// Those that wait, the newest first.
    func open(in tx: any Transaction) throws -> [Invitation] {
        try tx.rows(
            """
            SELECT \(Self.columns) WHERE \(Self.isOpen) AND expires_us > \(tx.now)
            ORDER BY person_invitation.id DESC LIMIT \(Self.limit)
            """, Self.invitation)
    }

    /// The one that this secret opens; nil when it was used, revoked, or has expired.
    func find(secretHash: String, in tx: any Transaction) throws -> Invitation? {
        try tx.one(
            """
            SELECT \(Self.columns)
            WHERE person_invitation.secret_hash = \(secretHash) AND \(Self.isOpen) AND expires_us > \(tx.now)
            """, Self.invitation)
    }

    /// Invites; an older invitation to the same address ends. Invitations that have expired are forgotten.
    /// - Throws: `AppError` `.invalid` (`email`: many) while `limit` wait.
    func add(
        email: String, role: Role, team: TeamID?, secretHash: String, by person: PersonID,
        in tx: any Transaction
    ) throws {
        try tx.lock("invitations")
        try revokeAll(for: email, in: tx)
        try tx.run("DELETE FROM person_invitation WHERE accepted_us IS NULL AND expires_us <= \(tx.now)")
        let waiting = try tx.count("SELECT count(*) FROM person_invitation WHERE accepted_us IS NULL")
        guard waiting < Self.limit else { throw AppError.invalid(["email": "many"]) }
        let id: ID<Invitation> = tx.id()
        try tx.run(
            """
            INSERT INTO person_invitation (id, email, role, team_id, secret_hash, invited_by, created_us, expires_us)
            VALUES (\(id), \(email), \(role), \(team), \(secretHash), \(person), \(tx.now),
                \(tx.now.adding(seconds: Self.days * 86400)))
            """)
    }

    /// Lets somebody who is here set a new password; an older link of theirs ends.
    func renew(
        _ known: Person, resettingSecondFactor: Bool, secretHash: String, by person: PersonID,
        in tx: any Transaction
    ) throws {
        try tx.lock("invitations")
        try revokeAll(for: known.email, in: tx)
        let id: ID<Invitation> = tx.id()
        try tx.run(
            """
            INSERT INTO person_invitation (id, email, role, secret_hash, invited_by, created_us, expires_us,
                person_id, resets_factor)
            VALUES (\(id), \(known.email), \(known.role), \(secretHash), \(person), \(tx.now),
                \(tx.now.adding(seconds: Self.renewalDays * 86400)), \(known.id), \(resettingSecondFactor))
            """)
    }

    /// - Returns: false when somebody else has just accepted it, or who invited may do so no longer.
    func accept(_ id: ID<Invitation>, in tx: any Transaction) throws -> Bool {
        try tx.run(
            """
            UPDATE person_invitation SET accepted_us = \(tx.now)
            WHERE id = \(id) AND EXISTS (SELECT 1 FROM person WHERE person.id = invited_by AND \(Self.isOpen))
            """) == 1
    }

    /// Ends the open links of somebody who has left.
    func revokeAll(for email: String, in tx: any Transaction) throws {
        try tx.run("DELETE FROM person_invitation WHERE email = \(email) AND accepted_us IS NULL")
    }

    /// Ends the open invitations of somebody who may invite no longer.
    func revokeAll(by person: PersonID, in tx: any Transaction) throws {
        try tx.run("DELETE FROM person_invitation WHERE invited_by = \(person) AND accepted_us IS NULL")
    }

    /// - Returns: whom it invited; nil when there is no such open invitation.
    func revoke(_ id: ID<Invitation>, in tx: any Transaction) throws -> String? {
        try tx.one("DELETE FROM person_invitation WHERE id = \(id) AND accepted_us IS NULL RETURNING email") {
            $0.text(0)
        }
    }
}
