import Platform
import Storage
import Web

/// The SQL of sessions and API tokens: who is recognised by which secret.
struct SessionStore: Sendable {
    /// Sessions of one person at most; the one that was not seen for longest ends.
    static let sessionLimit = 100
    /// Tokens of one person at most.
    static let tokenLimit = 100

    /// Starts a session that ends by itself after `seconds`.
    func start(
        for person: PersonID, secretHash: String, seconds: Int64, agent: String, address: String,
        in tx: any Transaction
    ) throws {
        let id: ID<SessionStore> = tx.id()
        try tx.run(
            """
            INSERT INTO person_session (id, person_id, secret_hash, created_us, seen_us, expires_us, agent, address)
            VALUES (\(id), \(person), \(secretHash), \(tx.now), \(tx.now), \(tx.now.adding(seconds: seconds)),
                \(String(agent.prefix(200))), \(address))
            """)
        try tx.run(
            """
            DELETE FROM person_session WHERE person_id = \(person) AND id NOT IN (
                SELECT id FROM person_session WHERE person_id = \(person)
                ORDER BY seen_us DESC, id DESC LIMIT \(Self.sessionLimit))
            """)
    }

    /// Ends the session with this secret.
    func end(secretHash: String, in tx: any Transaction) throws {
        try tx.run("DELETE FROM person_session WHERE secret_hash = \(secretHash)")
    }

    /// Who holds a session that has not ended.
    func signedIn(secretHash: String, in tx: any Transaction) throws -> SignedIn? {
        try signedIn(
            where: "person_session.secret_hash = \(secretHash) AND person_session.expires_us > \(tx.now)",
            table: "person_session", scope: "2", in: tx)
    }

    /// Who made the token.
    func signedIn(tokenHash: String, in tx: any Transaction) throws -> SignedIn? {
        try signedIn(
            where: "person_token.secret_hash = \(tokenHash)", table: "person_token",
            scope: "person_token.scope", in: tx)
    }

    /// When sessions of these people were last seen; whoever has none is missing. One query.
    func seen(_ people: [PersonID], in tx: any Transaction) throws -> [PersonID: Timestamp] {
        guard !people.isEmpty else { return [:] }
        let rows = try tx.rows(
            "SELECT person_id, max(seen_us) FROM person_session WHERE person_id IN \(list: people) GROUP BY person_id"
        ) { ($0.id(0, as: Kinds.Person.self), $0.time(1)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private func signedIn(
        where condition: SQL, table: SQL, scope: SQL, in tx: any Transaction
    ) throws -> SignedIn? {
        let teams: SQL =
            tx.dialect == .sqlite
            ? "(SELECT group_concat(team_id) FROM team_member WHERE person_id = person.id)"
            : "(SELECT string_agg(team_id::text, ',') FROM team_member WHERE person_id = person.id)"
        return try tx.one(
            """
            SELECT person.id, person.name, role, \(teams), \(scope), language, theme, \(table).id, keys, photo_blob
            FROM \(table) JOIN person ON person.id = \(table).person_id
            WHERE \(condition) AND deactivated_us IS NULL
            """
        ) { row in
            let teams = row.text(3).split(separator: ",").compactMap { Int64($0) }.sorted().map { TeamID($0) }
            let viewer = Viewer(
                id: row.id(0), name: row.text(1), role: try row.value(2), teams: teams,
                scope: Scope(rawValue: row.int(4)) ?? .read)
            return SignedIn(
                viewer: viewer, language: row.optionalText(5).flatMap(UILanguage.init),
                theme: try row.value(6), session: row.int64(7), usesKeys: row.bool(8),
                photo: row.optionalText(9).map { Link.photo(viewer.id, $0) })
        }
    }
}
