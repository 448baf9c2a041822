import Platform
import Timeline

/// Identifies a post.
package typealias PostID = ID<Post>

/// Something that a colleague tells the whole company, about a customer if they like.
package struct Post: Sendable, Equatable {
    /// The customer whom it is about.
    package struct Subject: Sendable, Equatable {
        package let id: CustomerID
        package let name: String
    }

    /// Which.
    package let id: PostID
    /// Who wrote it; guests never do.
    package let author: PersonID
    /// Their name when they wrote it.
    package let authorName: String
    /// When.
    package let at: Timestamp
    /// At most `textLimit` characters.
    package var text: String
    /// Whom it mentions.
    package var mentions: [TimelineEntry.Mention]
    /// The customer whom it is about.
    package let subject: Subject?
    /// Counts the changes, for optimistic locking.
    package var version = 1
    /// When its author changed it last; nil: never.
    package var editedAt: Timestamp?

    /// Characters at most.
    package static let textLimit = 20_000

    /// Whether `viewer` may change and remove it.
    func isWritten(by viewer: Viewer) -> Bool { viewer.isEmployee && author == viewer.id }
}
