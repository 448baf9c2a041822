import Platform
import Web

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

    /// What stands beside their name everywhere.
    package var ref: PersonRef { PersonRef(id: id, name: name, photo: photo) }
    /// Whether anybody asks when they are away: guests come and go.
    var mayBeAway: Bool { role != .guest && !isDeactivated }
}

/// A person as others show them: name and picture.
package struct PersonRef: Sendable, Hashable {
    /// Who.
    package let id: PersonID
    /// As it is shown.
    package let name: String
    /// The hash of their photo in the blob store.
    package var photo: String?

    /// Their picture. - Parameters: `size` and `presence` as `Avatar` takes them.
    package func avatar(size: String = "", presence: String = "") -> HTML {
        Avatar(id, name, size: size, presence: presence, photo: photo.map { Link.photo(id, $0) }).html
    }
}

extension Link {
    /// The directory of colleagues.
    package static let people = Link("/people")
    /// A colleague's page.
    package static func person(_ id: PersonID) -> Link { Link("/people/\(id)") }
    /// A colleague's photo; another one has another link, so that browsers may keep it.
    static func photo(_ id: PersonID, _ hash: String) -> Link {
        Link("/people/\(id)/photo?v=\(hash.prefix(12))")
    }
}

/// What people write about themselves.
struct Profile: Sendable, Equatable {
    var name: String
    var title = ""
    var about = ""
    var skills: [String] = []
    var phone = ""
    var hours = ""
}
