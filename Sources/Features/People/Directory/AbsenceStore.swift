import Platform
import Storage

/// The SQL of absences.
struct AbsenceStore: Sendable {
    /// How often a stand-in may pass the work on.
    private static let chainLimit = 4
    /// Present and future absences of one person at most.
    static let limit = 100

    /// Whether an absence covers `day`.
    static func covers(_ day: CivilDate) -> SQL { "first_day <= \(day) AND last_day >= \(day)" }

    /// Whether the person whose id is in `column` is away on `day`.
    static func isAway(_ column: SQL, on day: CivilDate) -> SQL {
        "EXISTS (SELECT 1 FROM person_absence WHERE person_absence.person_id = \(column) AND \(covers(day)))"
    }

    private static let columns: SQL =
        """
        absence.id, absence.person_id, absence.first_day, absence.last_day, absence.note,
        stand_in.id, stand_in.name, stand_in.photo_blob, stand_in.deactivated_us
        """

    /// Who of `people` is away on `day`, with who stands in. One query, and another for each step from one stand-in who
    /// is away too to the next.
    func absences(
        of people: [PersonID], on day: CivilDate, in tx: any Transaction
    ) throws -> [PersonID: Absence] {
        var away: [PersonID: Absence] = [:]
        var asked: Set<PersonID> = []
        var next = Set(people)
        for _ in 0...Self.chainLimit where !next.isEmpty {
            let found = try covering(day, of: Array(next), in: tx)
            away.merge(found.map { ($0.person, $0) }) {
                ($0.lastDay, $0.id) < ($1.lastDay, $1.id) ? $1 : $0
            }
            asked.formUnion(next)
            next = Set(found.compactMap { $0.appointed?.id }).subtracting(asked)
        }
        return away.filter { people.contains($0.key) }.mapValues { Self.withStandIn($0, among: away) }
    }

    private func covering(
        _ day: CivilDate, of people: [PersonID], in tx: any Transaction
    ) throws -> [Absence] {
        try tx.rows(
            """
            SELECT \(Self.columns) FROM person_absence AS absence
            LEFT JOIN person AS stand_in ON stand_in.id = absence.stand_in_id
            WHERE absence.person_id IN \(list: people) AND \(Self.covers(day))
            """, Self.absence)
    }

    /// For whom `person` stands in on `day`, directly or because another stand-in is away too, by name.
    func standsIn(_ person: PersonID, on day: CivilDate, in tx: any Transaction) throws -> [PersonRef] {
        let away: [(id: PersonID, ref: PersonRef)] = try tx.rows(
            """
            WITH RECURSIVE away (person_id, depth) AS (
                SELECT person_id, 1 FROM person_absence WHERE stand_in_id = \(person) AND \(Self.covers(day))
                UNION
                SELECT person_absence.person_id, depth + 1 FROM away
                JOIN person_absence ON stand_in_id = away.person_id AND \(Self.covers(day))
                WHERE depth < \(Self.chainLimit))
            SELECT id, name, photo_blob FROM person WHERE deactivated_us IS NULL
            AND id IN (SELECT person_id FROM away) ORDER BY name_key, id LIMIT 1000
            """
        ) { ($0.id(0), PersonRef(id: $0.id(0), name: $0.text(1), photo: $0.optionalText(2))) }
        let found = try absences(of: away.map(\.id), on: day, in: tx)
        return away.filter { found[$0.id]?.standIn?.id == person }.map(\.ref)
    }

    /// Present and future absences of one person, the next one first.
    func upcoming(of person: PersonID, from day: CivilDate, in tx: any Transaction) throws -> [Absence] {
        try tx.rows(
            """
            SELECT \(Self.columns) FROM person_absence AS absence
            LEFT JOIN person AS stand_in ON stand_in.id = absence.stand_in_id
            WHERE absence.person_id = \(person) AND last_day >= \(day) ORDER BY first_day, absence.id LIMIT 1000
            """, Self.absence)
    }

    /// - Throws: `AppError` `.invalid` (`from`: many) beyond `limit`.
    func add(
        _ id: ID<Absence>, of person: PersonID, from first: CivilDate, to last: CivilDate, standIn: PersonID?,
        note: String, in tx: any Transaction
    ) throws {
        let today = CivilDate(daysSince1970: Int(tx.now.us / 86_400_000_000))
        let count = try tx.count(
            "SELECT count(*) FROM person_absence WHERE person_id = \(person) AND last_day >= \(today)")
        guard count < Self.limit else { throw AppError.invalid(["from": "many"]) }
        try tx.run(
            """
            INSERT INTO person_absence (id, person_id, first_day, last_day, stand_in_id, note)
            VALUES (\(id), \(person), \(first), \(last), \(standIn), \(note))
            """)
    }

    /// - Returns: false when `person` has no such absence.
    func remove(_ id: ID<Absence>, of person: PersonID, in tx: any Transaction) throws -> Bool {
        try tx.run("DELETE FROM person_absence WHERE id = \(id) AND person_id = \(person)") == 1
    }

    private static func absence(_ row: Row) throws -> Absence {
        guard let first = row.date(2), let last = row.date(3) else {
            throw StorageError.broken("absence \(row.int64(0)) has no days")
        }
        let standIn: PersonRef? =
            row.isNull(5) || !row.isNull(8)
            ? nil : PersonRef(id: row.id(5), name: row.text(6), photo: row.optionalText(7))
        return Absence(
            id: row.id(0), person: row.id(1), firstDay: first, lastDay: last, appointed: standIn,
            standIn: standIn,
            note: row.text(4))
    }

    /// Follows the stand-ins until one is there.
    private static func withStandIn(_ absence: Absence, among away: [PersonID: Absence]) -> Absence {
        var result = absence
        for _ in 0..<chainLimit {
            guard let standIn = result.standIn, let theirs = away[standIn.id] else { return result }
            result.standIn = theirs.appointed
        }
        result.standIn = nil
        return result
    }
}
