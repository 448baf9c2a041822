import Platform

/// The days on which somebody is away, and who stands in.
package struct Absence: Sendable, Equatable {
    /// Which absence.
    package let id: ID<Absence>
    /// Who is away.
    package let person: PersonID
    /// The first day away.
    package let firstDay: CivilDate
    /// The last day away, itself included.
    package let lastDay: CivilDate
    /// Whom they named to stand in; nil: nobody.
    package let appointed: PersonRef?
    /// Who really is there for them that day: `appointed`, or, when that colleague is away too, theirs, and so on;
    /// nil: nobody.
    package var standIn: PersonRef?
    /// For colleagues to read, e.g. "erreichbar in Notfällen".
    package let note: String
}
