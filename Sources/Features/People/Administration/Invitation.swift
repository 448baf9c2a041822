import Platform

/// An invitation to sign in, by a link that works once: for somebody new two weeks, for somebody who has forgotten the
/// password two days.
struct Invitation: Sendable {
    let id: ID<Invitation>
    let email: String
    let role: Role
    /// The team they join.
    let team: TeamID?
    let invitedBy: String
    let expires: Timestamp
    /// Who is here already and sets a new password; nil: somebody new.
    var person: PersonID?
    /// Whether their second factor ends with it.
    var resetsSecondFactor = false
}
