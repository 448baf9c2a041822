import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Platform
import Storage

/// What the web server needs to know of the whole.
package struct WebConfiguration: Sendable {
    /// Where to listen.
    package var host: String
    /// 0: any free port.
    package var port: Int
    /// The address under which browsers reach the server, without a slash at the end; decides on secure cookies and
    /// links in mails. Nil: whatever the browser asks for.
    package var publicURL: String?
    /// The company's time zone.
    package var zone: TimeZone
    /// Where uploads lie while they are worked on.
    package var uploadFolder: String
    /// What connections may take.
    package var limits = WireLimits()
    /// Connections that are open at once; more wait. Files and the store need descriptors, too.
    package var connectionLimit = 10_000

    /// A configuration.
    package init(host: String, port: Int, publicURL: String?, zone: TimeZone, uploadFolder: String) {
        self.host = host
        self.port = port
        self.publicURL = publicURL
        self.zone = zone
        self.uploadFolder = uploadFolder
    }

    /// Whether cookies are sent over TLS only.
    package var isSecure: Bool { publicURL?.hasPrefix("https://") ?? false }
}

/// The HTTP server: turns routes into answers.
package struct WebServer: Sendable {
    let configuration: WebConfiguration
    /// Everything that it answers.
    package let routes: [Route]
    let gatekeeper: Gatekeeper
    let hub: LiveHub
    let features: FeatureSet
    let clock: Clock
    let idempotency: IdempotencyStore
    let logger: Logger
    let slow: SlowLane
    private let executor: any TaskExecutor
    private let probe: @Sendable () async throws -> Void
    private let hosts: HostPolicy
    private let securityHeaders: SecurityHeaders

    /// A server of `routes`; its own are added. - Parameter site: has a `WebConfiguration`.
    package init(_ site: Site, routes: [Route], gatekeeper: Gatekeeper, logger: Logger) {
        let (database, hub) = (site.database, site[LiveHub.self])
        configuration = site[WebConfiguration.self]
        features = site.features
        self.routes = routes + [OpenAPI.route(for: routes)] + Operations.routes(database, hub)
        self.gatekeeper = gatekeeper
        self.hub = hub
        clock = database.clock
        executor = database.executor
        slow = database.slow
        probe = { try await database.probe() }
        hosts = HostPolicy(publicURL: configuration.publicURL, listening: configuration.host)
        securityHeaders = SecurityHeaders(isSecure: configuration.isSecure)
        idempotency = IdempotencyStore(database: database)
        self.logger = logger
    }

    /// Reads the browser's files. - Throws: when the program was copied without them.
    package static func prepare() throws { try Assets.prepare() }

    /// The Hummingbird application. - Parameter onReady: is told the port as soon as the server listens.
    package func application(
        onReady: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            responder: frontDoor(),
            server: .init { [executor] in
                ExecutorChannel(
                    base: HTTP1Channel(responder: $0, configuration: channelConfiguration),
                    executor: executor, guards: guards)
            },
            configuration: .init(
                address: .hostname(configuration.host, port: configuration.port), serverName: "Rundblick",
                availableConnectionsDelegate: MaximumAvailableConnections(
                    configuration.connectionLimit, logger: logger)),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? 0) }, logger: logger)
    }

    private var channelConfiguration: HTTP1Channel.Configuration {
        let limits = configuration.limits
        // An address is refused by its length before it counts as a header field.
        return .init(
            idleTimeout: .seconds(limits.idleSeconds),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
                maxHeaderFieldCount: limits.headerFields))
    }

    private func guards() -> [any ChannelHandler] {
        [
            ConnectionGuard(configuration.limits, securityHeaders),
            HealthHandler(hosts, securityHeaders, probe: probe),
        ]
    }

    /// Answers requests without a socket, for tests.
    package func responder() -> @Sendable (Hummingbird.Request, any Channel) async throws -> Response {
        let frontDoor = frontDoor()
        return { [logger] request, channel in
            let context = WebContext(source: .init(channel: channel, logger: logger))
            return try await frontDoor.respond(to: request, context: context)
        }
    }

    private func frontDoor() -> some HTTPResponder<WebContext> {
        let router = Router(context: WebContext.self)
        let dispatcher = Dispatcher(server: self)
        for route in routes {
            if route.mount != .api { mount(route, at: "/", isAPI: false, on: router, dispatcher) }
            if route.mount != .page { mount(route, at: "/api/v1/", isAPI: true, on: router, dispatcher) }
        }
        Assets.mount(on: router)
        mountOptions(on: router)
        return FrontDoor(
            router: router.buildResponder(), dispatcher: dispatcher, hosts: hosts, headers: securityHeaders)
    }

    /// Each path says by which methods it can be asked.
    private func mountOptions(on router: Router<WebContext>) {
        var methods: [String: Set<String>] = ["/assets/:version/**": ["GET"]]
        for route in routes {
            if route.mount != .api { methods["/" + route.path, default: []].insert(route.method.rawValue) }
            if route.mount != .page {
                methods["/api/v1/" + route.path, default: []].insert(route.method.rawValue)
            }
        }
        for (path, methods) in methods {
            let reading = methods.contains("GET") ? ["HEAD"] : []
            let allowed = (methods + reading + ["OPTIONS"]).sorted().joined(separator: ", ")
            router.on(RouterPath(path), method: .options) { _, _ in
                Response(status: .noContent, headers: [.allow: allowed])
            }
        }
    }

    private func mount(
        _ route: Route, at prefix: String, isAPI: Bool, on router: Router<WebContext>,
        _ dispatcher: Dispatcher
    ) {
        let metrics = RouteMetrics(route)
        router.on(RouterPath(prefix + route.path), method: route.method) { request, context in
            let begin = ContinuousClock.now
            let response = await dispatcher.respond(to: request, context, route, isAPI: isAPI)
            metrics.record(response.status.code, ContinuousClock.now - begin)
            return response
        }
    }
}
