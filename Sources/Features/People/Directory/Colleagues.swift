import Platform
import Storage

/// What other features ask about people and teams, inside their own transactions. Each call is one query, however many
/// ids it is asked about.
package struct Colleagues: Sendable {
    private let people = PersonStore()
    private let absenceStore = AbsenceStore()
    private let teamStore = TeamStore()

    /// The questions need no state.
    package init() {}

    /// Colleagues in a list to choose from at most.
    package static let choiceLimit = 2000

    /// Names and pictures by id; whoever does not exist is missing. People who left are there: their past work stays.
    package func refs(_ ids: [PersonID], in tx: any Transaction) throws -> [PersonID: PersonRef] {
        try people.refs(ids, in: tx)
    }

    /// Who of `ids` is away on `day`, with who stands in for them. Empty when nobody is.
    package func absences(
        of ids: [PersonID], on day: CivilDate, in tx: any Transaction
    ) throws -> [PersonID: Absence] {
        try absenceStore.absences(of: ids, on: day, in: tx)
    }

    /// The condition that the person whose id is in `column` is away on `day`, for queries of other features.
    package static func isAway(_ column: SQL, on day: CivilDate) -> SQL {
        AbsenceStore.isAway(column, on: day)
    }

    /// The teams of `person`, by name.
    package func teams(of person: PersonID, in tx: any Transaction) throws -> [Team] {
        try teamStore.teams(of: [person], in: tx)[person] ?? []
    }

    /// The teams that `viewer` may restrict something to, by name: their own ones.
    package func teamsToChoose(for viewer: Viewer, in tx: any Transaction) throws -> [Team] {
        try teams(of: viewer.id, in: tx)
    }

    /// Names of teams by id; a team that does not exist is missing.
    package func teamNames(_ ids: [TeamID], in tx: any Transaction) throws -> [TeamID: String] {
        try people.teamNames(ids, in: tx)
    }

    /// Active employees whose name has words beginning like those of `text` (all when it is empty), by name.
    /// - Parameter limit: `choiceLimit` at most.
    package func employees(
        _ text: String = "", limit: Int = 200, in tx: any Transaction
    ) throws -> [PersonRef] {
        try people.suggest(text, limit: limit, in: tx).map(\.ref)
    }

    /// All active employees by name, with their addresses, to be found by what files call them; 20,000 at most.
    package func everyEmployee(in tx: any Transaction) throws -> [Person] {
        try people.suggest("", limit: 20_000, in: tx)
    }
}
