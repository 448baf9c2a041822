import Platform
import Storage

/// What the audit trail records. Other features add theirs here, so that the page has a name for each.
package enum AuditAction: String, Sendable, CaseIterable {
    case signIn = "sign_in"
    case signInFailed = "sign_in_failed"
    case signOut = "sign_out"
    case sessionEnded = "session_ended"
    case passwordChanged = "password_changed"
    case secondFactorOn = "second_factor_on"
    case secondFactorOff = "second_factor_off"
    case recoveryCodeUsed = "recovery_code_used"
    case recoveryCodesRenewed = "recovery_codes_renewed"
    case secondFactorReset = "second_factor_reset"
    case tokenCreated = "token_created"
    case tokenRevoked = "token_revoked"
    case personAdded = "person_added"
    case roleChanged = "role_changed"
    case personDeactivated = "person_deactivated"
    case personReactivated = "person_reactivated"
    case invited = "invited"
    case invitationRevoked = "invitation_revoked"
    case invitationAccepted = "invitation_accepted"
    case accessLinkMade = "access_link_made"
    case absenceEntered = "absence_entered"
    case absenceRemoved = "absence_removed"
    case teamCreated = "team_created"
    case teamChanged = "team_changed"
    case teamRemoved = "team_removed"
    case teamJoined = "team_joined"
    case teamLeft = "team_left"
    case imported = "imported"
    case exported = "exported"
    case merged = "merged"
    case unmerged = "unmerged"
    case jobRevived = "job_revived"
    case jobDiscarded = "job_discarded"
}

/// The audit trail: what was done to accounts and rights, and what left or entered in bulk. It is only ever added to.
package struct AuditLog: Sendable {
    private let trail = AuditStore()

    /// The log needs no state.
    package init() {}

    /// Records one thing in the transaction that does it.
    /// - Parameters:
    ///   - subject: to whom or what, as people read it; never a secret.
    ///   - person: who did it; nil: nobody signed in.
    ///   - address: from where; empty: from the command line or unknown.
    package func record(
        _ action: AuditAction, subject: String, detail: String = "", by person: PersonID?,
        address: String = "",
        in tx: any Transaction
    ) throws {
        try trail.add(
            action, subject: subject.beginning(400), detail: detail.beginning(1000), by: person,
            address: address, in: tx)
    }
}
