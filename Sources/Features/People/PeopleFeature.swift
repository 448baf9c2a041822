import Storage
import Web

/// Everything about colleagues besides signing in: directory, settings, administration.
package struct PeopleFeature: Sendable {
    /// The directory and what people say about themselves.
    package let directory: PeopleService
    /// Teams.
    package let teams: TeamService

    /// The feature over `store`.
    package init(store: Store) {
        directory = PeopleService(store: store)
        teams = TeamService(database: store.database)
    }

    /// All routes. - Parameter panels: of other features, for a colleague's page.
    package func routes(panels: [PersonPanel] = []) -> [Route] {
        PeopleRoutes(service: directory, panels: panels).routes + ProfileRoutes(service: directory).routes
            + TeamRoutes(service: teams).routes
    }

    /// Who may listen to changes that all colleagues may see (`colleague/ID`).
    package var gate: TopicGate { TopicGate("colleague") { viewer, _ in viewer.isEmployee } }
}
