import HTTPTypes
import Hummingbird
import Platform

/// Stands before the router: turns away who asks for another host, lets forms name another method, answers HEAD, OPTIONS
/// and what no route takes, and gives every answer the header fields that browsers are to heed.
struct FrontDoor<Base: HTTPResponder>: HTTPResponder where Base.Context == WebContext {
    let router: Base
    let dispatcher: Dispatcher
    let hosts: HostPolicy
    let headers: SecurityHeaders

    func respond(to request: Hummingbird.Request, context: WebContext) async throws -> Response {
        var response = await answer(request, context)
        headers.add(to: &response)
        return request.method == .head ? Self.withoutBody(response) : response
    }

    private func answer(_ request: Hummingbird.Request, _ context: WebContext) async -> Response {
        guard hosts.admits(request.head.authority ?? "", for: request.uri.path) else {
            return await refuse(AppError(.misdirected), request)
        }
        if request.uri.path == "*" {
            return Response(status: .noContent, headers: [.allow: Self.everyMethod])
        }
        do {
            let response = try await router.respond(to: routed(request), context: context)
            // Our own refusals have a body; this one is the router's, which knows no such path or method.
            guard response.status == .notFound, response.body.contentLength == 0 else { return response }
            return await refuseRoute(request, context)
        } catch let error as any HTTPResponseError {
            return await refuse(AppError(error.status == .notFound ? .notFound : .malformed), request)
        } catch {
            return await refuse(error, request)
        }
    }

    /// What the server as a whole takes (`OPTIONS *`).
    private static var everyMethod: String { "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT" }

    /// HEAD is answered as GET would be. Forms only know GET and POST; theirs may say another method in the query.
    private func routed(_ request: Hummingbird.Request) -> Hummingbird.Request {
        if request.method == .head { return Self.request(request, as: .get) }
        guard request.method == .post, let name = request.uri.queryParameters["_method"],
            let method = HTTPRequest.Method(name.uppercased()), [.put, .patch, .delete].contains(method)
        else { return request }
        return Self.request(request, as: method)
    }

    private static func request(
        _ request: Hummingbird.Request, as method: HTTPRequest.Method
    ) -> Hummingbird.Request {
        var head = request.head
        head.method = method
        return Hummingbird.Request(head: head, body: request.body)
    }

    /// The path may be known for other methods: then it says which.
    private func refuseRoute(_ request: Hummingbird.Request, _ context: WebContext) async -> Response {
        do {
            let options = try await router.respond(
                to: Self.request(request, as: .options), context: context)
            guard let allowed = options.headers[.allow] else {
                return await refuse(AppError.notFound, request)
            }
            var response = await refuse(AppError(.wrongMethod), request)
            response.headers[.allow] = allowed
            return response
        } catch {
            return await refuse(error, request)
        }
    }

    private func refuse(_ error: any Error, _ request: Hummingbird.Request) async -> Response {
        await dispatcher.refuse(error, request, isAPI: request.uri.path.hasPrefix("/api/"))
    }

    /// The same head; the length only where it is known.
    private static func withoutBody(_ response: Response) -> Response {
        var head = Response(status: response.status, headers: response.headers)
        head.headers[.contentLength] = response.headers[.contentLength]
        return head
    }
}

/// What browsers are to heed about every answer, whatever it is.
struct SecurityHeaders: Sendable {
    private let always: HTTPFields

    /// Strict by intent: no inline script or style, nothing from elsewhere, no framing, nobody to look in from outside.
    private static let contentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        + "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    init(isSecure: Bool) {
        var fields: HTTPFields = [
            .contentSecurityPolicy: Self.contentPolicy, .xContentTypeOptions: "nosniff",
        ]
        let others = [
            ("referrer-policy", "same-origin"), ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            (
                "permissions-policy",
                "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
            ),
        ]
        for (name, value) in others {
            guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is a field's name") }
            fields[name] = value
        }
        if isSecure { fields[.strictTransportSecurity] = "max-age=31536000" }
        always = fields
    }

    /// All of them as text, for answers that are made without a `Response`.
    var pairs: [(String, String)] { always.map { ($0.name.canonicalName, $0.value) } }

    func add(to response: inout Response) {
        response.headers.append(contentsOf: always)
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    }
}
