/// Says that something happened, so that open browsers can fetch what changed with their own rights. It carries ids
/// only, never content.
package struct Event: Sendable, Equatable {
    /// Who may learn of an event among those who may subscribe to its topic. There is no quiet default: whoever
    /// publishes says it.
    package enum Audience: Sendable, Equatable {
        /// All of them, guests too.
        case everybody
        /// Colleagues, not guests.
        case employees
        /// Colleagues who belong to this team.
        case team(TeamID)
    }

    /// What listeners subscribe to, e.g. `customer/0C5…`.
    package let topic: String
    /// What happened, e.g. `entry.added`.
    package let kind: String
    /// The thing it happened to, as link text.
    package let subject: String
    /// Who may learn of it.
    package let audience: Audience

    /// An event of `kind` about `subject` on `topic`.
    package init(topic: String, kind: String, subject: String, audience: Audience) {
        self.topic = topic
        self.kind = kind
        self.subject = subject
        self.audience = audience
    }
}

extension Event.Audience {
    /// What `team` and `isInternal` stand for, as they are sent to other processes.
    package init(team: TeamID?, isInternal: Bool) {
        self = team.map { .team($0) } ?? (isInternal ? .employees : .everybody)
    }

    /// The team, where only one may learn of it.
    package var team: TeamID? { if case .team(let team) = self { team } else { nil } }

    /// Whether `viewer` belongs to it.
    package func includes(_ viewer: Viewer) -> Bool {
        switch self {
        case .everybody: true
        case .employees: viewer.isEmployee
        case .team(let team): viewer.isEmployee && viewer.teams.contains(team)
        }
    }
}

extension Event {
    private static let accountKind = "account"

    /// Something about an account changed: who they are, what they may do or see, whether they are signed in.
    package static func account(_ id: PersonID) -> Event {
        Event(topic: "person/\(id)", kind: accountKind, subject: id.text, audience: .everybody)
    }

    /// Whose account changed; nil for every other event.
    package var changedAccount: PersonID? { kind == Self.accountKind ? PersonID(text: subject) : nil }
}
