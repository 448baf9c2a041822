import Language
import Platform
import Storage

/// The SQL of teams.
struct TeamStore: Sendable {
    private static let columns: SQL = "team.id, team.name, team.about, team.version"

    private static func team(_ row: Row) -> Team {
        Team(id: row.id(0), name: row.text(1), about: row.text(2), version: row.int(3))
    }

    /// Teams at most, and members of one.
    static let limit = 500
    static let memberLimit = 2000

    /// All teams by name.
    func all(in tx: any Transaction) throws -> [Team] {
        try tx.rows("SELECT \(Self.columns) FROM team ORDER BY name_key, id LIMIT \(Self.limit)", Self.team)
    }

    /// The teams of several people, by name; one query.
    func teams(of people: [PersonID], in tx: any Transaction) throws -> [PersonID: [Team]] {
        guard !people.isEmpty else { return [:] }
        let rows = try tx.rows(
            """
            SELECT \(Self.columns), person_id FROM team_member JOIN team ON team.id = team_id
            WHERE person_id IN \(list: people) ORDER BY name_key, team.id
            """
        ) { ($0.id(4, as: Kinds.Person.self), Self.team($0)) }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    /// The team, or nil. A writing transaction holds it: meanwhile nobody removes it, joins it or writes a note for it.
    func find(_ id: TeamID, in tx: any Transaction) throws -> Team? {
        try tx.one("SELECT \(Self.columns) FROM team WHERE id = \(id)\(tx.holding(.everything))", Self.team)
    }

    /// How many active members each team has.
    func sizes(in tx: any Transaction) throws -> [TeamID: Int] {
        let rows = try tx.rows(
            """
            SELECT team_id, count(*) FROM team_member JOIN person ON person.id = person_id
            WHERE deactivated_us IS NULL GROUP BY team_id
            """
        ) { ($0.id(0, as: Kinds.Team.self), $0.int(1)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// The active members by name.
    func members(of id: TeamID, in tx: any Transaction) throws -> [PersonRef] {
        try tx.rows(
            """
            SELECT person.id, person.name, photo_blob FROM team_member JOIN person ON person.id = person_id
            WHERE team_id = \(id) AND deactivated_us IS NULL ORDER BY name_key, person.id LIMIT \(Self.memberLimit)
            """
        ) { PersonRef(id: $0.id(0), name: $0.text(1), photo: $0.optionalText(2)) }
    }

    /// Adds a team. - Throws: `AppError` `.invalid` (`name`: taken, many).
    func add(_ team: Team, in tx: any Transaction) throws {
        try refuseTaken(team, in: tx)
        guard try tx.count("SELECT count(*) FROM team") < Self.limit else {
            throw AppError.invalid(["name": "many"])
        }
        try tx.run(
            """
            INSERT INTO team (id, name, name_key, about, version)
            VALUES (\(team.id), \(team.name), \(SortKey.key(team.name)), \(team.about), 1)
            """)
    }

    /// Writes name and description. - Returns: false when `version` is no longer the current one.
    func update(_ team: Team, version: Int?, in tx: any Transaction) throws -> Bool {
        try refuseTaken(team, in: tx)
        let unchanged: SQL = version.map { " AND version = \($0)" } ?? ""
        return try tx.run(
            """
            UPDATE team SET name = \(team.name), name_key = \(SortKey.key(team.name)), about = \(team.about),
                version = version + 1
            WHERE id = \(team.id)\(unchanged)
            """) == 1
    }

    private func refuseTaken(_ team: Team, in tx: any Transaction) throws {
        try tx.lock("teams")
        guard try !tx.exists("SELECT 1 FROM team WHERE name = \(team.name) AND id <> \(team.id)") else {
            throw AppError.invalid(["name": "taken"])
        }
    }

    /// Removes a team and its memberships; nothing else may refer to it.
    func remove(_ id: TeamID, in tx: any Transaction) throws {
        try tx.run("DELETE FROM team_member WHERE team_id = \(id)")
        try tx.run("DELETE FROM team WHERE id = \(id)")
    }

    /// - Throws: `AppError` `.invalid` (`person`: many) when the team is full.
    func addMember(_ person: PersonID, to team: TeamID, in tx: any Transaction) throws {
        try tx.lock("team \(team)")
        let count = try tx.count(
            "SELECT count(*) FROM team_member WHERE team_id = \(team) AND person_id <> \(person)")
        guard count < Self.memberLimit else { throw AppError.invalid(["person": "many"]) }
        try tx.run(
            """
            INSERT INTO team_member (team_id, person_id) VALUES (\(team), \(person)) ON CONFLICT DO NOTHING
            """)
    }

    func removeMember(_ person: PersonID, from team: TeamID, in tx: any Transaction) throws {
        try tx.run("DELETE FROM team_member WHERE team_id = \(team) AND person_id = \(person)")
    }
}
