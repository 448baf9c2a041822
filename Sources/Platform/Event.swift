/// Says that something happened, so that open browsers can fetch what changed with their own rights. It carries ids
/// only, never content.
package struct Event: Sendable, Equatable {
    /// What listeners subscribe to, e.g. `customer/0C5…`.
    package let topic: String
    /// What happened, e.g. `entry.added`.
    package let kind: String
    /// The thing it happened to, as link text.
    package let subject: String
    /// Only members of this team may learn of it; nil: everybody who may subscribe to the topic.
    package let audience: TeamID?
    /// Guests must not learn of it.
    package let isInternal: Bool

    /// An event of `kind` about `subject` on `topic`.
    package init(
        topic: String, kind: String, subject: String, audience: TeamID? = nil, isInternal: Bool = false
    ) {
        self.topic = topic
        self.kind = kind
        self.subject = subject
        self.audience = audience
        self.isInternal = isInternal
    }
}

extension Event {
    private static let accountKind = "account"

    /// Something about an account changed: who they are, what they may do or see, whether they are signed in.
    package static func account(_ id: PersonID) -> Event {
        Event(topic: "person/\(id)", kind: accountKind, subject: id.text)
    }

    /// Whose account changed; nil for every other event.
    package var changedAccount: PersonID? { kind == Self.accountKind ? PersonID(text: subject) : nil }
}
