import Platform
import Storage

extension PersonStore {
    /// The names of `teams`, in one read.
    package func teamNames(_ teams: [TeamID], in tx: any Transaction) throws -> [TeamID: String] {
        guard !teams.isEmpty else { return [:] }
        let pairs: [(TeamID, String)] = try tx.rows("SELECT id, name FROM team WHERE id IN \(list: teams)") {
            ($0.id(0), $0.text(1))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    /// Those of `people` who are active employees and, when `team` is given, belong to it.
    package func readers(among people: [PersonID], team: TeamID?, in tx: any Transaction) throws -> [PersonID]
    {
        guard !people.isEmpty else { return [] }
        var condition: SQL = "id IN \(list: people) AND role <> 'guest' AND deactivated_us IS NULL"
        if let team { condition += " AND id IN (SELECT person_id FROM team_member WHERE team_id = \(team))" }
        return try tx.rows("SELECT id FROM person WHERE \(condition) ORDER BY id") { $0.id(0) }
    }
}
