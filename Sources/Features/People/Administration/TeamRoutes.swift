import Platform
import Web

/// The administration of teams.
struct TeamRoutes: Sendable {
    let service: TeamService

    /// All of them.
    var routes: [Route] { [list, create, team, update, remove, addMember, removeMember] }

    private static let name = Field.required("name", .name(1...100), "Unique.")
    private static let about = Field.optional("about", .text(0...500), or: "", "What the team does.")

    private func showList(_ request: Request, _ refusal: FormRefusal? = nil) async throws -> Reply {
        let teams = try await service.overview()
        let json = ListJSON(teams.map { TeamJSON($0.team, size: $0.size) }, next: nil)
        return .show(json) { TeamListPage(teams: teams, refusal: refusal).page($0) }
    }

    private func showTeam(_ request: Request, _ refusal: FormRefusal? = nil) async throws -> Reply {
        let membership = try await service.membership(of: try request.id())
        let candidates = request.rendering == .json ? [] : try await service.candidates(for: membership)
        let json = TeamJSON(membership.team, size: membership.members.count, members: membership.members)
        return .show(json, version: membership.team.version) {
            TeamPage(membership: membership, candidates: candidates, refusal: refusal).page($0)
        }
    }

    private var list: Route {
        Route(
            .get, "administration/teams", .administrator, summary: "The teams, by name.",
            example: ListJSON([TeamJSON.example], next: "")
        ) { try await showList($0) }
    }

    private var create: Route {
        Route(
            .post, "administration/teams", .administrator, summary: "Makes a team.",
            fields: [Self.name, Self.about], example: TeamJSON.example
        ) { request in
            try await request.answering(showingAgain: { try await showList(request, $0) }) {
                let team = try await service.create(
                    name: request.input[Self.name], about: request.input[Self.about], by: request.viewer)
                return .changed(TeamJSON(team, size: 0), version: 1, status: 201, goTo: .team(team.id))
            }
        }
    }

    private var team: Route {
        Route(
            .get, "administration/teams/:id", .administrator, summary: "A team with its members.",
            example: TeamJSON.example
        ) { try await showTeam($0) }
    }

    private var update: Route {
        Route(
            .post, "administration/teams/:id", .administrator, takesVersion: true, summary: "Renames a team.",
            fields: [Self.name, Self.about], example: TeamJSON.example
        ) { request in
            try await request.answering(showingAgain: { try await showTeam(request, $0) }) {
                let team = try await service.update(
                    try request.id(), name: request.input[Self.name], about: request.input[Self.about],
                    version: request.expectedVersion, by: request.viewer)
                return .changed(TeamJSON(team), version: team.version, goTo: .team(team.id).done("saved"))
            }
        }
    }

    private var remove: Route {
        Route(
            .delete, "administration/teams/:id", .administrator,
            summary: "Deletes a team that no note is restricted to."
        ) { request in
            try await service.remove(try request.id(), by: request.viewer)
            return .removed(goTo: Link.teams.done("deleted"))
        }
    }

    private static let person = Field.required("person", .id(PersonID.self))

    private var addMember: Route {
        Route(
            .post, "administration/teams/:id/members", .administrator, summary: "Takes somebody into a team.",
            fields: [Self.person]
        ) { request in
            let id = try request.id(as: Kinds.Team.self)
            try await service.add(request.input[Self.person], to: id, by: request.viewer)
            return .removed(goTo: .team(id).done("saved"))
        }
    }

    private var removeMember: Route {
        Route(
            .delete, "administration/teams/:id/members/:person", .administrator,
            summary: "Somebody leaves a team."
        ) { request in
            let id = try request.id(as: Kinds.Team.self)
            try await service.remove(try request.id("person"), from: id, by: request.viewer)
            return .removed(goTo: .team(id).done("saved"))
        }
    }
}

/// A team as programs read it.
struct TeamJSON: Encodable, Sendable {
    let id: TeamID
    let name: String
    let about: String
    let version: Int
    let size: Int?
    let members: [NamedJSON<Kinds.Person>]?

    init(_ team: Team, size: Int? = nil, members: [PersonRef]? = nil) {
        id = team.id
        name = team.name
        about = team.about
        version = team.version
        self.size = size
        self.members = members?.map { NamedJSON($0) }
    }

    static let example = TeamJSON(Team(id: ID(1), name: "", about: "", version: 1))
}
