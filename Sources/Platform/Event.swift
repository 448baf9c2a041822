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

    /// An event of `kind` about `subject` on `topic`.
    package init(topic: String, kind: String, subject: String, audience: TeamID? = nil) {
        self.topic = topic
        self.kind = kind
        self.subject = subject
        self.audience = audience
    }
}
