import Platform

/// An invitation to sign in, by a link that works once and for two weeks.
struct Invitation: Sendable {
    let id: ID<Invitation>
    let email: String
    let role: Role
    /// The team they join.
    let team: TeamID?
    let invitedBy: String
    let expires: Timestamp
}
