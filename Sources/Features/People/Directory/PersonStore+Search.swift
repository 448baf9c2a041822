import Language
import Platform
import Storage

/// What the directory is narrowed to.
struct PersonFilter: Sendable {
    /// The beginnings of words of name, title, skills or phone; all must fit.
    var text = ""
    var team: TeamID?
    /// True: away today; false: not away.
    var isAway: Bool?
    var today: CivilDate
    /// The last person of the page before.
    var after: PersonID?
    var limit = 60
}

/// Finding colleagues by the beginnings of words.
extension PersonStore {
    /// Colleagues who are here, by name; one more than the limit when there are more.
    func find(_ filter: PersonFilter, in tx: any Transaction) throws -> [Person] {
        var conditions: [SQL] = ["deactivated_us IS NULL"]
        conditions += Self.words(filter.text).prefix(8).map { Self.hasWord($0) }
        if let team = filter.team {
            conditions.append("person.id IN (SELECT person_id FROM team_member WHERE team_id = \(team))")
        }
        if let isAway = filter.isAway {
            let away: SQL =
                "person.id IN (SELECT person_id FROM person_absence WHERE \(AbsenceStore.covers(filter.today)))"
            conditions.append(isAway ? away : "NOT \(away)")
        }
        if let after = filter.after {
            conditions.append("(name_key, person.id) > (SELECT name_key, id FROM person WHERE id = \(after))")
        }
        return try tx.rows(
            """
            SELECT \(Self.columns) FROM person WHERE \(SQL.joined(conditions, by: " AND "))
            ORDER BY name_key, person.id LIMIT \(filter.limit + 1)
            """, Self.person)
    }

    /// Employees whose name has words that begin like those of `text`, by name.
    func suggest(_ text: String, limit: Int, in tx: any Transaction) throws -> [Person] {
        let conditions = Self.words(text).prefix(4).map { Self.hasWord($0, onlyName: true) }
        return try tx.rows(
            """
            SELECT \(Self.columns) FROM person
            WHERE \(SQL.joined(["role <> 'guest' AND deactivated_us IS NULL"] + conditions, by: " AND "))
            ORDER BY name_key, person.id LIMIT \(limit)
            """, Self.person)
    }

    /// Everybody who is here, guests too, by name.
    func everybody(limit: Int, in tx: any Transaction) throws -> [PersonRef] {
        try tx.rows(
            """
            SELECT id, name, photo_blob FROM person WHERE deactivated_us IS NULL ORDER BY name_key, id LIMIT \(limit)
            """
        ) { PersonRef(id: $0.id(0), name: $0.text(1), photo: $0.optionalText(2)) }
    }

    /// Everybody whose words fit, those who left too, by name; one more than the limit when there are more.
    func findAll(_ text: String, after: PersonID?, limit: Int, in tx: any Transaction) throws -> [Person] {
        var conditions: [SQL] = ["1 = 1"] + Self.words(text).prefix(8).map { Self.hasWord($0) }
        if let after {
            conditions.append("(name_key, person.id) > (SELECT name_key, id FROM person WHERE id = \(after))")
        }
        return try tx.rows(
            """
            SELECT \(Self.columns) FROM person WHERE \(SQL.joined(conditions, by: " AND "))
            ORDER BY name_key, person.id LIMIT \(limit + 1)
            """, Self.person)
    }

    /// Those of `people` who have a second factor.
    func withSecondFactor(_ people: [PersonID], in tx: any Transaction) throws -> Set<PersonID> {
        guard !people.isEmpty else { return [] }
        return Set(
            try tx.rows("SELECT id FROM person WHERE id IN \(list: people) AND totp_secret IS NOT NULL") {
                $0.id(0)
            })
    }

    /// Nobody takes the name of somebody who is here, or one that looks like it: what one writes would be taken for theirs.
    /// - Throws: `AppError` `.invalid` (`name`: name_taken).
    func refuseLookalike(of name: String, except own: PersonID? = nil, in tx: any Transaction) throws {
        try tx.lock("names")
        let skeleton = VisibleName.skeleton(name)
        let names = try tx.rows(
            "SELECT name FROM person WHERE deactivated_us IS NULL AND id <> \(own ?? PersonID(0))"
        ) { $0.text(0) }
        let isTaken = names.contains {
            $0 == name || !skeleton.isEmpty && VisibleName.skeleton($0) == skeleton
        }
        if isTaken { throw AppError.invalid(["name": "name_taken"]) }
    }

    /// How many colleagues are here.
    func count(in tx: any Transaction) throws -> Int {
        try tx.count("SELECT count(*) FROM person WHERE deactivated_us IS NULL")
    }

    func keepWords(of id: PersonID, _ profile: Profile, in tx: any Transaction) throws {
        try SearchQueue.changed(.person, id, in: tx)
        let others = profile.skills + [profile.title, profile.phone]
        for (kind, texts) in [(0, [profile.name]), (1, others)] {
            for word in Set(texts.flatMap(Self.words)) {
                try tx.run("INSERT INTO person_word (word, kind, person_id) VALUES (\(word), \(kind), \(id))")
            }
        }
    }

    private static func hasWord(_ prefix: String, onlyName: Bool = false) -> SQL {
        let name: SQL = onlyName ? " AND kind = 0" : ""
        return """
            person.id IN (SELECT person_id FROM person_word
                WHERE word >= \(prefix) AND word < \(prefix + "\u{10FFFF}")\(name))
            """
    }

    /// The folded words of a text, at most 60 characters each.
    private static func words(_ text: String) -> [String] {
        Folding.fold(text).split { !$0.isLetter && !$0.isNumber }.map { String($0.prefix(60)) }
    }
}
