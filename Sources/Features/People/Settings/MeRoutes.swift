import Platform
import Web

/// Who is asking, for programs.
struct MeRoutes: Sendable {
    let service: PeopleService

    /// All of them.
    var routes: [Route] { [me] }

    private var me: Route {
        Route(
            .get, "me", .signedIn, mount: .api,
            summary: "Who you are, and what this token may do.", example: MeJSON.example
        ) { [service] request in
            let viewer = request.viewer
            let own = try await service.colleague(viewer.id, on: request.texts.today, by: viewer)
            return .json(MeJSON(own, viewer, language: request.texts.pick("de", "en")))
        }
    }
}

/// Whoever asks, as programs read it.
struct MeJSON: Encodable, Sendable {
    let id: PersonID
    let name: String
    let email: String
    let role: Role
    /// What the token may do: `read`, `write`, `admin`.
    let scopes: [String]
    let teams: [NamedJSON<Kinds.Team>]
    /// As they chose it, else as the request prefers.
    let language: String

    init(_ own: Colleague, _ viewer: Viewer, language: String) {
        id = viewer.id
        name = own.person.name
        email = own.person.email
        role = viewer.role
        scopes = Scope.allCases.filter { $0 <= viewer.scope }.map { "\($0)" }
        teams = own.teams.map { NamedJSON(id: $0.id, name: $0.name) }
        self.language = language
    }

    static let example = MeJSON(
        Colleague(
            person: Person(id: PersonID(1), email: "", name: "", role: .member),
            teams: [Team(id: TeamID(1), name: "", about: "", version: 1)], absence: nil,
            seen: nil),
        Viewer(id: PersonID(1), name: "", role: .member, teams: [], scope: .admin), language: "")
}
