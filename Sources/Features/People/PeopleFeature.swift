import Logging
import Storage
import Web

/// Everything about people: signing in, directory, settings, administration.
package struct PeopleFeature: Sendable {
    /// Signing in and out, adding people and tokens.
    package let signIn: SignInService
    /// The directory and what people say about themselves.
    package let directory: PeopleService
    /// Teams.
    package let teams: TeamService
    /// Roles, leaving and coming back.
    package let administration: AdministrationService
    private let store: Store

    /// The feature over `store`.
    /// - Parameters: `recognition`: hears of the events of that store; `noteCount`: see `TeamService`.
    package init(store: Store, recognition: Recognition, noteCount: @escaping TeamService.NoteCount) {
        self.store = store
        signIn = SignInService(database: store.database, recognition: recognition)
        directory = PeopleService(store: store)
        teams = TeamService(database: store.database, noteCount: noteCount)
        administration = AdministrationService(database: store.database)
    }

    /// All routes.
    /// - Parameters:
    ///   - publicURL: under which browsers reach the server, without a slash at the end; nil: whatever they ask for.
    ///   - panels: of other features, for a colleague's page.
    package func routes(publicURL: String?, panels: [PersonPanel] = []) -> [Route] {
        let account = AccountService(database: store.database)
        let invitations = InvitationService(database: store.database, signIn: signIn)
        let isSecure = publicURL?.hasPrefix("https://") ?? false
        return SignInRoutes(service: signIn, isSecure: isSecure).routes
            + PeopleRoutes(service: directory, panels: panels).routes
            + ProfileRoutes(service: directory).routes
            + SecurityRoutes(service: account).routes + TokenRoutes(service: account).routes
            + AdministrationRoutes(service: administration, invitations: invitations).routes
            + InvitationRoutes(service: invitations, isSecure: isSecure).routes
            + TeamRoutes(service: teams).routes + MeRoutes(service: directory).routes
            + JobRoutes(service: JobService(database: store.database)).routes
    }

    /// Writes down once a minute who was seen; runs beside the server.
    package func lastSeenKeeper(logger: Logger) -> LastSeenKeeper {
        LastSeenKeeper(database: store.database, recognition: signIn.recognition, logger: logger)
    }

    /// Who may listen to changes that all colleagues may see (`colleague/ID`).
    package var gate: TopicGate { TopicGate("colleague") { viewer, _ in viewer.isEmployee } }
}
