import Platform

/// Somebody who signs in: a colleague or a guest.
package struct Person: Sendable, Equatable {
    /// Who.
    package let id: PersonID
    /// In lower case; unique.
    package var email: String
    /// As it is shown, 1…200 characters.
    package var name: String
    /// What they may do in the whole.
    package var role: Role
    /// What they do in the company, e.g. "Kundendienst Nord".
    package var title: String
    /// A few sentences about them.
    package var about: String
    /// What they know, one skill each, in their order.
    package var skills: [String]
    /// As they wrote it.
    package var phone: String
    /// When they work, in their words.
    package var hours: String
    /// The hash of their photo in the blob store.
    package var photo: String?
    /// Their language; nil: the browser's.
    package var language: UILanguage?
    /// Whether they have left; they cannot sign in then.
    package var isDeactivated: Bool
    /// Counts the changes, for optimistic locking.
    package var version: Int
}
