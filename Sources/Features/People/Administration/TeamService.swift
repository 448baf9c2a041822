import Platform
import Storage

/// What a feature restricts to teams: as long as there is any, the team stays.
package struct TeamUse: Contribution {
    /// Counts what only this team may read.
    let count: @Sendable (TeamID, any Transaction) throws -> Int

    /// A use, counted by `count`.
    package init(_ count: @escaping @Sendable (TeamID, any Transaction) throws -> Int) { self.count = count }
}

/// Teams: who belongs together. Administrators make them; everybody sees them in the directory.
package struct TeamService: Sendable {
    let database: any Database
    let people = PersonStore()
    let teams = TeamStore()
    let audit = AuditLog()
    private let uses: [TeamUse]

    /// A service over `database`. - Parameter uses: what may be restricted to a team.
    package init(database: any Database, uses: [TeamUse]) {
        self.database = database
        self.uses = uses
    }

    /// How much only the team may read.
    func noteCount(_ id: TeamID, _ tx: any Transaction) throws -> Int {
        try uses.reduce(0) { try $0 + $1.count(id, tx) }
    }

    /// A team with its members.
    struct Membership: Sendable {
        let team: Team
        let members: [PersonRef]
        /// How many notes only the team may read; while there are any it stays.
        let notes: Int
    }

    /// All teams by name, with how many active members each has.
    func overview() async throws -> [(team: Team, size: Int)] {
        try await database.read { tx in
            let sizes = try teams.sizes(in: tx)
            return try teams.all(in: tx).map { ($0, sizes[$0.id] ?? 0) }
        }
    }

    /// - Throws: `.notFound`.
    func membership(of id: TeamID) async throws -> Membership {
        try await database.read { tx in
            guard let team = try teams.find(id, in: tx) else { throw AppError.notFound }
            return Membership(
                team: team, members: try teams.members(of: id, in: tx), notes: try noteCount(id, tx))
        }
    }

    /// Makes a team. - Throws: `.forbidden`, `.invalid` (`name`: taken).
    package func create(name: String, about: String, by viewer: Viewer) async throws -> Team {
        try viewer.requireAdministration()
        return try await database.write { tx in
            let team = Team(id: tx.id(), name: name, about: about, version: 1)
            try teams.add(team, in: tx)
            try audit.record(.teamCreated, subject: name, by: viewer.id, in: tx)
            return team
        }
    }

    /// Writes name and description. - Throws: `.forbidden`, `.notFound`, `.conflict`, `.invalid` (`name`: taken).
    func update(
        _ id: TeamID, name: String, about: String, version: Int?, by viewer: Viewer
    ) async throws -> Team {
        try viewer.requireAdministration()
        return try await database.write { tx in
            guard let old = try teams.find(id, in: tx) else { throw AppError.notFound }
            let new = Team(id: id, name: name, about: about, version: old.version + 1)
            guard try teams.update(new, version: version, in: tx) else { throw AppError.conflict }
            try audit.record(.teamChanged, subject: name, detail: old.name, by: viewer.id, in: tx)
            return new
        }
    }

    /// Takes somebody in; nothing happens when they belong already.
    /// - Throws: `.forbidden`, `.notFound`, `.invalid` (`person`: choice) for nobody, and for who has left.
    package func add(_ person: PersonID, to id: TeamID, by viewer: Viewer) async throws {
        try viewer.requireAdministration()
        try await database.write { tx in
            guard let team = try teams.find(id, in: tx) else { throw AppError.notFound }
            guard let member = try people.find(person, in: tx), !member.isDeactivated else {
                throw AppError.invalid(["person": "choice"])
            }
            try teams.addMember(person, to: id, in: tx)
            try tell(.teamJoined, team, member, by: viewer, in: tx)
        }
    }

    /// Somebody leaves the team. - Throws: `.forbidden`, `.notFound`.
    func remove(_ person: PersonID, from id: TeamID, by viewer: Viewer) async throws {
        try viewer.requireAdministration()
        try await database.write { tx in
            guard let team = try teams.find(id, in: tx), let member = try people.find(person, in: tx) else {
                throw AppError.notFound
            }
            try teams.removeMember(person, from: id, in: tx)
            try tell(.teamLeft, team, member, by: viewer, in: tx)
        }
    }

    /// Deletes a team; its members stay colleagues.
    /// - Throws: `.forbidden`, `.notFound`, `.conflict` (`team_used`, `fields.count`) when notes are restricted to it.
    func remove(_ id: TeamID, by viewer: Viewer) async throws {
        try viewer.requireAdministration()
        try await database.write { tx in
            guard let team = try teams.find(id, in: tx) else { throw AppError.notFound }
            let notes = try noteCount(id, tx)
            guard notes == 0 else {
                throw AppError(.conflict, fields: ["count": String(notes)], reason: "team_used")
            }
            let members = try teams.members(of: id, in: tx)
            try teams.remove(id, in: tx)
            try audit.record(.teamRemoved, subject: team.name, by: viewer.id, in: tx)
            for member in members {
                try tx.publish(.account(member.id))
                try tx.publish(.colleague(member.id, "profile"))
            }
        }
    }

    private func tell(
        _ action: AuditAction, _ team: Team, _ member: Person, by viewer: Viewer, in tx: any Transaction
    ) throws {
        try audit.record(action, subject: member.name, detail: team.name, by: viewer.id, in: tx)
        try tx.publish(.account(member.id))
        try tx.publish(.colleague(member.id, "profile"))
    }

    /// Active people to choose members from.
    func candidates(for membership: Membership) async throws -> [PersonRef] {
        let members = Set(membership.members.map(\.id))
        return try await database.read { tx in
            try people.everybody(limit: 2000, in: tx).filter { !members.contains($0.id) }
        }
    }
}
