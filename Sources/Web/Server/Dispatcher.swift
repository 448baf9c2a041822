import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Platform
import Storage

/// The life of one request: who is it, may they, what did they send, answer it, render it.
struct Dispatcher: Sendable {
    let server: WebServer

    /// Bodies without a file.
    private static let bodyLimit = 1 << 20

    /// Never throws: whatever goes wrong becomes an answer.
    func respond(
        to request: Hummingbird.Request, _ context: WebContext, _ route: Route, isAPI: Bool
    ) async -> Response {
        var asker = Asker(request, isAPI: isAPI, peer: context.peer)
        // Before it is looked up who asks: what changes about their rights from here on is known to be later.
        let position = server.hub.position
        do {
            try asker.signedIn = await recognise(request, isAPI: isAPI)
            try admit(asker, to: route, request)
            return try await answer(asker, request, context, route, position)
        } catch {
            return refuse(error, asker, route)
        }
    }

    /// The answer to a request that no route takes; whoever is signed in keeps the navigation.
    func refuse(_ error: any Error, _ request: Hummingbird.Request, isAPI: Bool) async -> Response {
        var asker = Asker(request, isAPI: isAPI, peer: "")
        do {
            if asker.rendering != .json { asker.signedIn = try await recognise(request, isAPI: isAPI) }
            return refuse(error, asker, nil)
        } catch {
            return refuse(error, asker, nil)
        }
    }

    private func answer(
        _ asker: Asker, _ request: Hummingbird.Request, _ context: WebContext, _ route: Route,
        _ position: String
    ) async throws -> Response {
        let sent = try await BodyReader(
            route: route, uploadFolder: server.configuration.uploadFolder, limit: Self.bodyLimit,
            channel: context.channel
        )
        .read(request)
        defer { sent.removeUpload() }
        let deadline = Deadline(after: .seconds(server.configuration.limits.workSeconds))
        return try await Deadline.$current.withValue(deadline) {
            try await answer(asker, request, context, route, position, sent)
        }
    }

    private func answer(
        _ asker: Asker, _ request: Hummingbird.Request, _ context: WebContext, _ route: Route,
        _ position: String, _ sent: BodyReader.Sent
    ) async throws -> Response {
        var asked = Request(
            signedIn: asker.signedIn, input: sent.input, rendering: asker.rendering, texts: texts(for: asker),
            link: Link(request.uri.string), expectedVersion: sent.expectedVersion, upload: sent.upload,
            headers: asker.headers, livePosition: position, address: asker.address,
            publicAddress: server.configuration.publicURL
                ?? "\(request.head.scheme ?? "http")://\(asker.host)",
            parameters: try Self.parameters(context))
        let renderer = Renderer(server: server)
        guard let key = asker.headers["idempotency-key"] ?? sent.idempotencyKey, route.method == .post,
            route.keepsAnswer, let signedIn = asker.signedIn
        else { return try renderer.response(try await route.handle(asked), to: asked) }
        // What is kept fits whoever asks again: it is compressed and secured afterwards.
        let encodings = asked.headers.removeValue(forKey: "accept-encoding")
        let plain = asked
        let answer = try await server.idempotency.once(
            key, by: signedIn.viewer.id,
            "\(request.method.rawValue) \(request.uri.string) \(signedIn.viewer.rights) \(sent.fingerprint)",
            logger: server.logger
        ) {
            try renderer.response(try await route.handle(plain), to: plain)
        }
        return renderer.response(answer, accepting: encodings)
    }

    /// The parts of the path that have names. - Throws: `.notFound` for a zero byte, which nothing's name holds.
    private static func parameters(_ context: WebContext) throws -> [String: String] {
        var parameters: [String: String] = [:]
        for (name, value) in context.parameters {
            let text = PercentCoding.decode(value) ?? ""
            guard !text.utf8.contains(0) else { throw AppError.notFound }
            parameters[String(name)] = text
        }
        return parameters
    }

    // MARK: Who is it

    private func recognise(_ request: Hummingbird.Request, isAPI: Bool) async throws -> SignedIn? {
        if let authorization = request.headers[.authorization] {
            guard authorization.hasPrefix("Bearer ") else { throw AppError(.unauthenticated) }
            guard let signedIn = try await server.gatekeeper.token(String(authorization.dropFirst(7))) else {
                throw AppError(.unauthenticated, reason: "token")
            }
            return signedIn
        }
        guard !isAPI, let secret = Cookies.value(Cookies.session, in: request.headers[.cookie]) else {
            return nil
        }
        return try await server.gatekeeper.session(secret)
    }

    private func admit(_ asker: Asker, to route: Route, _ request: Hummingbird.Request) throws {
        try refuseForeignOrigin(asker, request)
        guard route.access != .anyone else { return }
        guard let viewer = asker.signedIn?.viewer else { throw AppError(.unauthenticated) }
        if route.access == .employee, !viewer.isEmployee { throw AppError.notFound }
        if route.access == .administrator { try viewer.requireAdministration() }
        if !request.method.isReading, viewer.scope < .write { throw AppError(.forbidden, reason: "scope") }
    }

    /// Against forged requests: whatever changes something must come from a page of ours. Tokens are not sent by
    /// browsers on their own, so they need no such check.
    private func refuseForeignOrigin(_ asker: Asker, _ request: Hummingbird.Request) throws {
        guard !request.method.isReading, asker.headers["authorization"] == nil else { return }
        if let site = asker.headers["sec-fetch-site"], site != "same-origin", site != "none" {
            throw AppError(.forbidden, reason: "origin")
        }
        guard let origin = asker.headers["origin"] else { return }
        let own = server.configuration.publicURL.map { [$0] } ?? []
        guard (own + ["http://\(asker.host)", "https://\(asker.host)"]).contains(origin) else {
            throw AppError(.forbidden, reason: "origin")
        }
    }

    // MARK: Refusing

    private func refuse(_ error: any Error, _ asker: Asker, _ route: Route?) -> Response {
        let refusal = publicError(for: error, route)
        return Renderer(server: server).refusal(
            refusal, asker.rendering, texts(for: asker), asker.signedIn, Link(asker.path),
            isConditional: asker.headers["if-match"] != nil)
    }

    /// What the asker learns. Errors that are not theirs are logged and said in general words. The log names the route,
    /// not the path, in which a secret may stand (`join/SECRET`).
    private func publicError(for error: any Error, _ route: Route?) -> AppError {
        let path = route?.path ?? ""
        switch error {
        case let error as AppError: return error
        case StorageError.constraint(let reason):
            // What the request builds on went, or came, while it was worked on.
            server.logger.warning(
                "refused by the store", metadata: ["path": "\(path)", "reason": "\(reason)"])
            return .conflict
        case is BrokenRequest: return AppError(.malformed, reason: "broken_off")
        case StorageError.timedOut: return Deadline.passed
        case StorageError.full: return AppError(.unavailable, reason: "disk_full", retryAfterSeconds: 60)
        case StorageError.busy, StorageError.unreachable, StorageError.closed:
            server.logger.warning(
                "store unavailable", metadata: ["path": "\(path)", "error": "\(error)"])
            return AppError(.unavailable, retryAfterSeconds: 5)
        default:
            server.logger.error("request failed", metadata: ["path": "\(path)", "error": "\(error)"])
            return AppError(.broken)
        }
    }

    private func texts(for asker: Asker) -> Texts {
        let chosen =
            asker.signedIn?.language
            ?? Cookies.value(Cookies.language, in: asker.headers["cookie"]).flatMap(UILanguage.init)
        let language = chosen ?? UILanguage(accepted: asker.headers["accept-language"] ?? "")
        return Texts(
            language: language, zone: server.configuration.zone, now: server.clock.now(),
            features: server.features)
    }
}

/// What is known of a request before its route looks at it.
struct Asker: Sendable {
    let path: String
    let headers: [String: String]
    let rendering: Rendering
    let address: String
    /// Whom they asked, with the port. Hummingbird keeps the field `Site` as the authority.
    let host: String
    var signedIn: SignedIn?

    init(_ request: Hummingbird.Request, isAPI: Bool, peer: String) {
        path = request.uri.path
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        // Several cookies are several fields here; together they are what the browser sent.
        headers["cookie"] = request.headers[.cookie]
        self.headers = headers
        host = request.head.authority ?? headers["host"] ?? ""
        // A proxy on this machine says whom it speaks for; anybody else could say anything.
        let forwarded = headers["x-forwarded-for"]?.split(separator: ",").last.map { String($0).trimmed }
        address = ["127.0.0.1", "::1"].contains(peer) ? forwarded ?? peer : peer
        let accept = headers["accept"] ?? ""
        if isAPI || accept.contains("application/json") {
            rendering = .json
        } else {
            rendering = headers["x-rundblick-fragment"] == nil ? .page : .fragment
        }
    }
}

extension HTTPRequest.Method {
    /// Changes nothing.
    var isReading: Bool { self == .get || self == .head }
}

extension UILanguage {
    /// The first of ours in `Accept-Language`; German when there is none.
    init(accepted header: String) {
        for piece in header.split(separator: ",") {
            if let language = UILanguage(rawValue: String(piece.drop(while: { $0 == " " }).prefix(2))) {
                self = language
                return
            }
        }
        self = .german
    }
}
