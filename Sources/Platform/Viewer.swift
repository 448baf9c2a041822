/// What a colleague may do in the whole.
package enum Role: String, Sendable, CaseIterable, Codable {
    /// Manages people and settings; sees no more of the customers' data than a member.
    case administrator
    /// An employee: sees and edits all customers.
    case member
    /// Somebody from outside: sees only what was shared with them.
    case guest
}

/// What an API token may do. A browser session has `.admin`, limited by its person's role.
package enum Scope: Int, Sendable, Comparable, CaseIterable {
    case read = 0
    case write
    case admin

    package static func < (left: Scope, right: Scope) -> Bool { left.rawValue < right.rawValue }
}

/// Who is asking: handed to every service and every finder, never looked up from the side.
package struct Viewer: Sendable, Equatable {
    /// The person who is signed in.
    package let id: PersonID
    /// Shown beside what they write.
    package let name: String
    /// Their role.
    package let role: Role
    /// The teams they belong to, ascending.
    package let teams: [TeamID]
    /// What this session or token may do at most.
    package let scope: Scope

    /// A viewer with everything that decides what they may see and do.
    package init(id: PersonID, name: String, role: Role, teams: [TeamID], scope: Scope) {
        self.id = id
        self.name = name
        self.role = role
        self.teams = teams
        self.scope = scope
    }

    /// Tells apart what may be seen and done: an answer that was given with some rights is not given again with others.
    package var rights: String {
        "\(role.rawValue) \(scope.rawValue) \(teams.map(\.text).joined(separator: ","))"
    }

    /// Works here, as against a guest.
    package var isEmployee: Bool { role != .guest }

    /// Throws `.forbidden` unless the viewer is an employee whose session or token may write.
    package func requireEditing() throws {
        guard isEmployee, scope >= .write else { throw AppError.forbidden }
    }

    /// Throws `.forbidden` unless the viewer is an administrator with full scope.
    package func requireAdministration() throws {
        guard role == .administrator, scope >= .admin else { throw AppError.forbidden }
    }
}
