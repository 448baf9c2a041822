import Cells
import Customers
import Duplicates
import Imports
import Logging
import People
import Platform
import Search
import ServiceLifecycle
import Storage
import Timeline
import Web

/// The whole: an open store and every feature on it. The only place that knows all features.
package struct Rundblick: Sendable {
    /// The open store.
    package let store: Store
    /// Signing in, directory, settings and administration of people.
    package let people: PeopleFeature
    /// Taking in what a company has already.
    package var imports: ImportService {
        ImportService(
            store: store,
            hooks: IntakeHooks(
                indexed: {
                    try SearchQueue.changed(.customer, $0, in: $1)
                    try DuplicateQueue.changed($0, in: $1)
                }, compared: { _ in }), parsing: parsing)
    }
    /// Finding everything.
    package let search: SearchFeature
    /// Looking for customers who are written down more than once.
    package var duplicates: DuplicateFinder { DuplicateFinder(database: store.database) }
    /// Where open browsers hear of events.
    package let hub: LiveHub
    /// How mails are read.
    private let parsing: MailParsing

    /// Signing in, tokens, people.
    package var signIn: SignInService { people.signIn }

    /// The tables of all features.
    package static let migrations: [Migration] =
        PeopleMigrations.all + CustomerMigrations.all + TimelineMigrations.all
        + ImportMigrations.all + SearchMigrations.all + DuplicateMigrations.all
        + IdempotencyStore.migrations

    /// Opens the store and sets every feature up on it.
    /// - Parameter through: what stands between the features and the database, to see what they ask.
    /// - Parameter cells: where what strangers sent is read, which may crash; nil: in this process.
    /// - Throws: `StorageError` when the store cannot be opened.
    package static func open(
        _ location: StoreLocation, clock: Clock = .system, cells: CellPool? = nil,
        through watch: (any Database) -> any Database = { $0 }
    ) async throws -> Rundblick {
        let hub = LiveHub(startedAt: clock.now())
        let recognition = Recognition()
        let bell = SearchBell()
        let sink = EventSink(
            deliver: { events in
                recognition.hear(events)
                hub.deliver(events)
                bell.ring()
            },
            resync: {
                recognition.forgetAll()
                hub.resync()
            })
        let store = try await Store.open(location, migrations: migrations, clock: clock, sink: sink)
            .asked(through: watch)
        do {
            try await ImportService.endAbandoned(in: store)
        } catch StorageError.full, StorageError.busy {
            // What runs must be reachable all the same; the next one that opens the store does it.
        }
        return Rundblick(
            store: store,
            people: PeopleFeature(store: store, recognition: recognition) {
                try TimelineStore().count(onlyFor: $0, in: $1)
            },
            search: SearchFeature(store: store, bell: bell), hub: hub, parsing: MailParsing(cells: cells))
    }

    /// Looks whether everything in the store is consistent. - Returns: what is wrong; empty when all is well.
    package func check() async throws -> [Finding] {
        let merged = MergedCustomersCheckStore(
            leaving: DuplicateMigrations.staying.union(ImportMigrations.staying))
        return try await store.check([search.check, merged.check, CustomerListCheck.check])
    }

    /// Closes the store.
    package func close() async throws { try await store.close() }

    /// The web server over all features' routes.
    package func webServer(_ configuration: WebConfiguration, logger: Logger) -> WebServer {
        WebServer(
            configuration, routes: routes(configuration), gatekeeper: signIn.gatekeeper, hub: hub,
            database: store.database, logger: logger)
    }

    /// Serves until the process is told to stop (SIGTERM, SIGINT), then finishes what runs.
    package func serve(
        _ configuration: WebConfiguration, logger: Logger, onReady: @escaping @Sendable (Int) async -> Void
    ) async throws {
        try WebServer.prepare()
        try Leftovers.remove(in: configuration.uploadFolder, now: store.database.clock.now())
        let server = webServer(configuration, logger: logger).application(onReady: onReady)
        let slow = store.database.slow
        // They stop in the reverse order: the hub ends its streams first, for which the server would wait otherwise.
        let services: [any Service] = [
            LeaseKeeper(renew: store.renewLease, logger: logger), people.lastSeenKeeper(logger: logger),
            SlowService(base: search.indexer, slow: slow),
            JobRunner(store: store, handlers: jobHandlers, limit: 2, logger: logger),
            SlowService(base: DuplicateKeeper(finder: duplicates, logger: logger), slow: slow),
            SlowService(base: BlobKeeper(store: store, logger: logger), slow: slow), server, hub,
        ]
        var group = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(EndKeeper.graceSeconds - 3)
        try await ServiceGroup(configuration: group).run()
    }

    /// What is done after the transaction that caused it.
    package var jobHandlers: [JobHandler] { [imports.jobHandler] }

    /// Everything that can be asked, feature by feature.
    func routes(_ configuration: WebConfiguration) -> [Route] {
        let database = store.database
        return people.routes(
            publicURL: configuration.publicURL, panels: [CarePanel(database: database).panel])
            + StartRoutes(database: database).routes
            + CustomerRoutes(service: CustomerService(database: database)).routes
            + CustomerListRoutes(service: CustomerService(database: database)).routes
            + CustomerPartRoutes(service: CustomerPartsService(database: database)).routes
            + CustomerTimelineRoutes(service: CustomerTimelineService(database: database)).routes
            + ImportRoutes(service: imports).routes
            + MailRoutes(service: MailService(store: store, parsing: parsing)).routes
            + DuplicateRoutes(service: DuplicateService(database: database)).routes
            + search.routes + [LiveRoute(hub: hub, gates: topicGates).route]
    }

    /// Who may listen to what.
    private var topicGates: [TopicGate] {
        let customers = CustomerService(database: store.database)
        return [
            TopicGate("person") { viewer, id in viewer.id.text == id }, people.gate, ImportRoutes.gate,
            TopicGate("customer") { viewer, id in
                guard let id = CustomerID(text: id) else { return false }
                return try await customers.admits(viewer, to: id)
            },
        ]
    }
}

/// Keeps this process's number while it runs. A renewal that fails (full disk, database away) is tried again: the number
/// stays ours for a day, and whoever is served meanwhile needs this process.
struct LeaseKeeper: Service {
    let renew: @Sendable () async throws -> Void
    let logger: Logger
    var pause = Duration.seconds(3600)
    var pauseAfterFailure = Duration.seconds(60)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var next = pause
            while true {
                do { try await Task.sleep(for: next) } catch { return }
                do {
                    try await renew()
                    next = pause
                } catch {
                    logger.error("cannot renew the process number", metadata: ["error": "\(error)"])
                    next = pauseAfterFailure
                }
            }
        }
    }
}
