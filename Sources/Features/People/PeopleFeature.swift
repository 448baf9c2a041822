import Logging
import Platform
import Storage
import Web

extension Feature {
    /// Signing in, directory, settings, administration.
    package static let people = Feature("people") {
        PeopleMigrations.all
        AuditAction.ofPeople
        Reason.ofPeople
        Section.people
        Section.settings
        Section.administration
        SearchFeed.people
        SearchSource.person
        SitePart { _ in Recognition() }
        Provides { PeopleFeature($0).routes(of: $0) }
        Provides { _ in
            [
                TopicGate("person") { viewer, id in viewer.id.text == id },
                // Changes that all colleagues may see.
                TopicGate("colleague") { viewer, _ in viewer.isEmployee },
            ]
        }
        Provides { [BackgroundWork(PeopleFeature($0).lastSeenKeeper(logger: $0[Logger.self]))] }
    }
}

/// Everything about people, for those who set it up.
package struct PeopleFeature: Sendable {
    /// Signing in and out, adding people and tokens.
    package let signIn: SignInService
    /// The directory and what people say about themselves.
    package let directory: PeopleService
    /// Teams.
    package let teams: TeamService
    /// Roles, leaving and coming back.
    package let administration: AdministrationService
    private let database: any Database

    /// The feature on `site`.
    package init(_ site: Site) {
        database = site.database
        signIn = SignInService(database: database, recognition: site[Recognition.self])
        directory = PeopleService(store: site.store)
        teams = TeamService(database: database, uses: site.features[TeamUse.self])
        administration = AdministrationService(database: database)
    }

    fileprivate func routes(of site: Site) -> [Route] {
        let account = AccountService(database: database)
        let invitations = InvitationService(database: database, signIn: signIn)
        let isSecure = site[WebConfiguration.self].isSecure
        return SignInRoutes(service: signIn, isSecure: isSecure).routes
            + PeopleRoutes(service: directory, panels: site.provided()).routes
            + ProfileRoutes(service: directory).routes
            + SecurityRoutes(service: account).routes + TokenRoutes(service: account).routes
            + AdministrationRoutes(
                service: administration, invitations: invitations, features: site.features
            ).routes
            + InvitationRoutes(service: invitations, isSecure: isSecure).routes
            + TeamRoutes(service: teams).routes + MeRoutes(service: directory).routes
            + JobRoutes(service: JobService(database: database)).routes
    }

    /// Writes down once a minute who was seen; runs beside the server.
    package func lastSeenKeeper(logger: Logger) -> LastSeenKeeper {
        LastSeenKeeper(database: database, recognition: signIn.recognition, logger: logger)
    }
}

extension Recognition: HearingEvents {
    package func missed() { forgetAll() }
}

extension Section {
    static let people = Section(
        "people", Words("Kollegen", "Colleagues"), Link("/people"), .people, in: .work, rank: 30,
        shortcut: "g m", isInDock: true)
    static let settings = Section(
        "settings", Words("Einstellungen", "Settings"), Link("/settings"), .settings, in: .own, rank: 10,
        for: .signedIn)
    static let administration = Section(
        "administration", Words("Verwaltung", "Administration"), Link("/administration"), .admin, in: .own,
        rank: 20, for: .administrator)
}
