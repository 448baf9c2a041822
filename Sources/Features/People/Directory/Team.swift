import Platform

/// A team of colleagues; talk can be restricted to one.
package struct Team: Sendable, Equatable {
    /// Which.
    package let id: TeamID
    /// Unique, 1…100 characters.
    package var name: String
    /// What it does.
    package var about: String
    /// Counts the changes, for optimistic locking.
    package var version: Int
}
