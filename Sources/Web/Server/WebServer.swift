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
    /// A connection whose sender is silent for so long in the middle of a request, or between two, is closed. Streams
    /// of events are not: their request has been read.
    package var idleSeconds: Int64 = 60

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
    let clock: Clock
    let idempotency: IdempotencyStore
    let logger: Logger
    private let executor: any TaskExecutor

    /// A server of `routes`; its own are added.
    package init(
        _ configuration: WebConfiguration, routes: [Route], gatekeeper: Gatekeeper, hub: LiveHub,
        database: any Database, logger: Logger
    ) {
        self.configuration = configuration
        self.routes = routes + [OpenAPI.route(for: routes)] + Operations.routes(database, hub)
        self.gatekeeper = gatekeeper
        self.hub = hub
        clock = database.clock
        executor = database.executor
        idempotency = IdempotencyStore(database: database)
        self.logger = logger
    }

    /// The Hummingbird application. - Parameter onReady: is told the port as soon as the server listens.
    package func application(
        onReady: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            responder: frontDoor(),
            server: .init { [executor] in
                let channel = HTTP1Channel(
                    responder: $0, configuration: .init(idleTimeout: .seconds(configuration.idleSeconds)))
                return ExecutorChannel(base: channel, executor: executor)
            },
            configuration: .init(
                address: .hostname(configuration.host, port: configuration.port), serverName: "Rundblick"),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? 0) }, logger: logger)
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
        return FrontDoor(router: router.buildResponder(), dispatcher: dispatcher)
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

/// Stands before the router: lets forms name another method, and answers what no route takes.
struct FrontDoor<Base: HTTPResponder>: HTTPResponder where Base.Context == WebContext {
    let router: Base
    let dispatcher: Dispatcher

    func respond(to request: Hummingbird.Request, context: WebContext) async throws -> Response {
        do {
            let response = try await router.respond(to: withNamedMethod(request), context: context)
            // Our own refusals have a body; this one is the router's, which knows no such path.
            guard response.status == .notFound, response.body.contentLength == 0 else { return response }
            throw HTTPError(.notFound)
        } catch let error as any HTTPResponseError {
            let code: AppError.Code = error.status == .notFound ? .notFound : .malformed
            return await dispatcher.refuse(
                AppError(code), request, isAPI: request.uri.path.hasPrefix("/api/"))
        }
    }

    /// Forms only know GET and POST; theirs may say another method in the query.
    private func withNamedMethod(_ request: Hummingbird.Request) -> Hummingbird.Request {
        guard request.method == .post, let name = request.uri.queryParameters["_method"],
            let method = HTTPRequest.Method(name.uppercased()), [.put, .patch, .delete].contains(method)
        else { return request }
        var head = request.head
        head.method = method
        return Hummingbird.Request(head: head, body: request.body)
    }
}
