import Cells
import Customers
import Duplicates
import Imports
import Logging
import People
import Platform
import Posts
import Search
import ServiceLifecycle
import Storage
import Timeline
import Web

/// The whole: an open store and every feature on it. The only place that knows all features.
package struct Rundblick: Sendable {
    /// Every feature, in the order in which what they add is shown.
    package static let features = FeatureSet([
        .web, .people, .customers, .timeline, .posts, .search, .imports, .duplicates,
    ])

    /// The tables of all features.
    package static let migrations = features[Migration.self]

    /// The open store with the features on it.
    package let site: Site
    /// The open store.
    package var store: Store { site.store }
    /// Signing in, directory, settings and administration of people.
    package var people: PeopleFeature { PeopleFeature(site) }
    /// Signing in, tokens, people.
    package var signIn: SignInService { people.signIn }
    /// Taking in what a company has already.
    package var imports: ImportService { ImportService(site) }
    /// Finding everything.
    package var search: SearchFeature { SearchFeature(site) }
    /// Looking for customers who are written down more than once.
    package var duplicates: DuplicateFinder { DuplicateFinder(database: store.database) }
    /// Where open browsers hear of events.
    package var hub: LiveHub { site[LiveHub.self] }

    /// Opens the store and sets every feature up on it.
    /// - Parameter through: what stands between the features and the database, to see what they ask.
    /// - Parameter cells: where what strangers sent is read, which may crash; nil: in this process.
    /// - Throws: `StorageError` when the store cannot be opened.
    package static func open(
        _ location: StoreLocation, clock: Clock = .system, cells: CellPool? = nil,
        through watch: (any Database) -> any Database = { $0 }
    ) async throws -> Rundblick {
        let parts = features[SitePart.self].map { $0.make(clock) }
        let hearing = parts.compactMap { $0 as? any HearingEvents }
        let sink = EventSink(
            deliver: { events in for part in hearing { part.hear(events) } },
            resync: { for part in hearing { part.missed() } })
        let store = try await Store.open(location, migrations: migrations, clock: clock, sink: sink)
            .asked(through: watch)
        do {
            try await ImportService.endAbandoned(in: store)
        } catch StorageError.full, StorageError.busy {
            // What runs must be reachable all the same; the next one that opens the store does it.
        }
        return Rundblick(site: Site(store, features, parts: parts + [MailParsing(cells: cells)]))
    }

    /// Looks whether everything in the store is consistent. - Returns: what is wrong; empty when all is well.
    package func check() async throws -> [Finding] { try await store.check(site.provided()) }

    /// Closes the store.
    package func close() async throws { try await store.close() }

    /// The web server over all features' routes.
    package func webServer(_ configuration: WebConfiguration, logger: Logger) -> WebServer {
        let site = site.with(configuration)
        return WebServer(site, routes: site.provided(), gatekeeper: signIn.gatekeeper, logger: logger)
    }

    /// Serves until the process is told to stop (SIGTERM, SIGINT), then finishes what runs.
    package func serve(
        _ configuration: WebConfiguration, logger: Logger, onReady: @escaping @Sendable (Int) async -> Void
    ) async throws {
        try WebServer.prepare()
        try Leftovers.remove(in: configuration.uploadFolder, now: store.database.clock.now())
        let server = webServer(configuration, logger: logger).application(onReady: onReady)
        let work: [BackgroundWork] =
            [
                BackgroundWork(LeaseKeeper(renew: store.renewLease, logger: logger)),
                BackgroundWork(JobRunner(store: store, handlers: jobHandlers, limit: 2, logger: logger)),
                BackgroundWork(BlobKeeper(store: store, logger: logger), isSlow: true),
            ] + site.with(logger).provided()
        // They stop in the reverse order: the hub ends its streams first, for which the server would wait otherwise.
        let services = work.map { $0.service(on: store.database.slow) } + [server, hub]
        var group = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(EndKeeper.graceSeconds - 3)
        try await ServiceGroup(configuration: group).run()
    }

    /// What is done after the transaction that caused it.
    package var jobHandlers: [JobHandler] { site.provided() }
}

extension BackgroundWork {
    fileprivate func service(on slow: SlowLane) -> any Service {
        isSlow ? SlowService(base: service, slow: slow) : service
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
