import Platform
import Web

/// A name with its id.
struct NamedJSON<Kind>: Encodable, Sendable {
    let id: ID<Kind>
    let name: String
}

extension NamedJSON where Kind == Kinds.Person {
    init(_ ref: PersonRef) { self.init(id: ref.id, name: ref.name) }
}

/// An absence as programs read it.
struct AbsenceJSON: Encodable, Sendable {
    let id: ID<Absence>
    let from: CivilDate
    let until: CivilDate
    let appointed: NamedJSON<Kinds.Person>?
    let standIn: NamedJSON<Kinds.Person>?
    let note: String

    init(_ absence: Absence) {
        id = absence.id
        from = absence.firstDay
        until = absence.lastDay
        appointed = absence.appointed.map { NamedJSON($0) }
        standIn = absence.standIn.map { NamedJSON($0) }
        note = absence.note
    }

    static let example = AbsenceJSON(
        Absence(
            id: ID(1), person: ID(1), firstDay: CivilDate(daysSince1970: 20_000),
            lastDay: CivilDate(daysSince1970: 20_001), appointed: nil, note: ""))
}

/// A colleague as programs read them.
struct ColleagueJSON: Encodable, Sendable {
    let id: PersonID
    let name: String
    let role: Role
    let title: String
    let about: String
    let skills: [String]
    let email: String
    let phone: String
    let hours: String
    let photo: String?
    let teams: [NamedJSON<Kinds.Team>]
    let absence: AbsenceJSON?
    let isActive: Bool
    let version: Int

    init(_ person: Person, teams: [Team] = [], absence: Absence? = nil) {
        id = person.id
        name = person.name
        role = person.role
        title = person.title
        about = person.about
        skills = person.skills
        email = person.email
        phone = person.phone
        hours = person.hours
        photo = person.photo.map { Link.photo(person.id, $0).path }
        self.teams = teams.map { NamedJSON(id: $0.id, name: $0.name) }
        self.absence = absence.map { AbsenceJSON($0) }
        isActive = !person.isDeactivated
        version = person.version
    }

    init(_ colleague: Colleague) {
        self.init(colleague.person, teams: colleague.teams, absence: colleague.absence)
    }

    static let example = ColleagueJSON(
        Person(
            id: ID(1), email: "", name: "", role: .member, title: "", about: "", skills: [""], phone: "",
            hours: "",
            isDeactivated: false, version: 1))
}

/// Somebody to mention, as `mentions.js` reads them.
struct SuggestionJSON: Encodable, Sendable {
    let id: PersonID
    let name: String
    /// What tells two people with the same name apart.
    let role: String

    init(_ person: Person) {
        id = person.id
        name = person.name
        role = person.title
    }
}

/// The same without paging.
struct SuggestionsJSON: Encodable, Sendable {
    let items: [SuggestionJSON]
}
