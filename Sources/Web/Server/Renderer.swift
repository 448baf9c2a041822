import Foundation
import HTTPTypes
import Hummingbird
import Platform
import Storage

/// Turns replies and refusals into HTTP, in the rendering that was asked for.
struct Renderer: Sendable {
    let server: WebServer

    func response(_ reply: Reply, to request: Request) throws -> Response {
        var response: Response
        if request.rendering == .json, let json = reply.json {
            response = self.json(try json(), reply.status, request)
        } else {
            response = try body(of: reply, to: request)
        }
        if let version = reply.version { response.headers[.eTag] = version }
        for header in reply.headers {
            guard let name = HTTPField.Name(header.name) else { continue }
            response.headers.append(HTTPField(name: name, value: header.value))
        }
        return response
    }

    /// An answer that was kept, or is new, for an asker who takes `encodings`.
    func response(_ answer: KeptAnswer, accepting encodings: String?) -> Response {
        let fields = answer.fields
        var response = Response.whole(
            answer.body, type: fields[.contentType] ?? "", status: answer.status, accepting: encodings)
        let own = response.headers
        for field in fields where !own.contains(field.name) { response.headers.append(field) }
        return response
    }

    private func body(of reply: Reply, to request: Request) throws -> Response {
        switch reply.body {
        case .page(let render):
            let context = PageContext(
                texts: request.texts, signedIn: request.signedIn, link: request.link,
                notice: Notice.text(in: request.link, request.texts), livePosition: request.livePosition)
            return page(render(context), context, reply.status, request.rendering, request.headers)
        case .redirect(let link):
            return redirect(link, request.rendering)
        case .bytes(let bytes, let type, let fileName):
            var response = Response.whole(
                bytes, type: type, status: reply.status, accepting: request.headers["accept-encoding"])
            if let fileName { response.headers[.contentDisposition] = Reply.disposition(fileName) }
            return response
        case .blob(let file, let type, let fileName):
            return blob(file, type, fileName)
        case .kept(let file):
            return file.response(
                accepting: request.headers["accept-encoding"], unless: request.headers["if-none-match"])
        case .stream(let type, let isLive, let write):
            return stream(type, isLive: isLive, write)
        case .none:
            return json(try reply.json?() ?? [], reply.status, request)
        }
    }

    /// Browsers follow `Location`; our scripts are told where to go, so that they can keep the page when it is the same.
    private func redirect(_ link: Link, _ rendering: Rendering) -> Response {
        rendering == .fragment
            ? Response(status: .noContent, headers: [Self.fragmentLocation: link.path])
            : Response(status: .seeOther, headers: [.location: link.path])
    }

    private func page(
        _ page: Page, _ context: PageContext, _ status: Int, _ rendering: Rendering,
        _ headers: [String: String]
    ) -> Response {
        let html = rendering == .fragment ? page.main : Layout(page: page, context: context).html
        return .whole(
            html.bytes, type: "text/html; charset=utf-8", status: status,
            accepting: headers["accept-encoding"])
    }

    private func json(_ bytes: [UInt8], _ status: Int, _ request: Request) -> Response {
        .whole(bytes, type: "application/json", status: status, accepting: request.headers["accept-encoding"])
    }

    private func blob(_ file: BlobFile, _ type: String, _ fileName: String?) -> Response {
        var headers: HTTPFields = [.contentType: type]
        if let fileName { headers[.contentDisposition] = Reply.disposition(fileName) }
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody(contentLength: file.bytes) { writer in
                while let piece = try file.next() { try await writer.write(ByteBuffer(bytes: piece)) }
                try await writer.finish(nil)
            })
    }

    private func stream(
        _ type: String, isLive: Bool, _ write: @escaping @Sendable (StreamWriter) async throws -> Void
    ) -> Response {
        let slow = server.slow.executor
        return Response(
            status: .ok, headers: [.contentType: type],
            body: ResponseBody { writer in
                let box = WriterBox(writer)
                let output = StreamWriter { try await box.write($0) }
                if isLive {
                    try await write(output)
                } else {
                    try await Deadline.$current.withValue(Deadline(after: .seconds(Self.streamSeconds))) {
                        try await withTaskExecutorPreference(slow) { try await write(output) }
                    }
                }
                try await box.finish()
            })
    }

    /// A streamed answer may take so long as a whole, however fast it is taken.
    private static let streamSeconds = 3600

    // MARK: Refusals

    func refusal(
        _ error: AppError, _ rendering: Rendering, _ texts: Texts, _ signedIn: SignedIn?, _ link: Link,
        isConditional: Bool
    ) -> Response {
        var response: Response
        if rendering == .json {
            response = problem(error, texts, isConditional: isConditional)
        } else if error.code == .unauthenticated, rendering == .page {
            let signIn = Link.signIn.with("then", link == .start ? nil : link.path)
            response = Response(status: .seeOther, headers: [.location: signIn.path])
        } else {
            let context = PageContext(
                texts: texts, signedIn: signedIn, link: link, notice: nil, livePosition: server.hub.position)
            response = page(ErrorPage(error: error).page(context), context, error.httpStatus, rendering, [:])
        }
        if let seconds = error.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        if error.code == .unauthenticated, rendering == .json {
            response.headers[.wwwAuthenticate] = "Bearer"
        }
        return response
    }

    /// Problem details (RFC 9457).
    private func problem(_ error: AppError, _ texts: Texts, isConditional: Bool) -> Response {
        // Whoever sent `If-Match` asked for the change only if nobody else had made one (RFC 9110, 15.5.13).
        let status = isConditional && error == .conflict ? 412 : error.httpStatus
        let problem = ProblemJSON(
            type: "about:blank", title: texts.title(of: error), status: status,
            code: error.code.rawValue,
            reason: error.reason, detail: texts.detail(of: error),
            fields: error.fields.isEmpty ? nil : error.fields.mapValues { texts.reason($0) })
        let bytes: [UInt8]
        do {
            bytes = try JSON.encode(problem)
        } catch {
            preconditionFailure("a problem of strings can be encoded: \(error)")
        }
        return .whole(bytes, type: "application/problem+json", status: status, accepting: nil)
    }

    private static let fragmentLocation = HTTPField.Name("x-rundblick-location") ?? .location
}

/// Problem details (RFC 9457) with our own members `code`, `reason` and `fields`.
struct ProblemJSON: Encodable, Sendable {
    let type: String
    let title: String
    let status: Int
    let code: String
    let reason: String?
    let detail: String?
    let fields: [String: String]?
}

/// Holds Hummingbird's writer for the length of one response; the server calls nobody else with it.
private final class WriterBox: @unchecked Sendable {
    // Sendable: a streamed reply writes from one task only, the response's own.
    private var writer: any ResponseBodyWriter

    init(_ writer: any ResponseBodyWriter) { self.writer = writer }

    func write(_ bytes: [UInt8]) async throws { try await writer.write(ByteBuffer(bytes: bytes)) }
    func finish() async throws { try await writer.finish(nil) }
}
