import Platform
import Web

/// API tokens.
struct TokenRoutes: Sendable {
    let service: AccountService

    /// All of them.
    var routes: [Route] { [list, create, revoke] }

    private func show(_ request: Request, _ refusal: FormRefusal? = nil) async throws -> Reply {
        let tokens = try await service.tokens(of: request.viewer)
        return .show(ListJSON(tokens.map { TokenJSON($0) }, next: nil)) {
            TokenPage(tokens: tokens, fresh: nil, refusal: refusal).page($0)
        }
    }

    private var list: Route {
        Route(
            .get, "settings/tokens", .signedIn,
            summary: "The own API tokens, newest first, without their secrets.",
            example: ListJSON([TokenJSON.example], next: "")
        ) { try await show($0) }
    }

    private static let name = Field.required("name", .name(1...100), "What it is for.")
    private static let scope = Field.required(
        "scope", .choice(Scope.allCases, word: \.word), "What it may do.")
    private static let password = Field.optional(
        "password", .secret(0...1000), or: "", "The present password; browsers must give it.")

    private var create: Route {
        Route(
            .post, "settings/tokens", .signedIn, keepsAnswer: false,
            summary: "Makes a token; answers it, once.",
            fields: [Self.name, Self.scope, Self.password],
            example: NewTokenJSON(id: ID(1), token: "")
        ) { request in
            try await request.answering(showingAgain: { try await show(request, $0) }) {
                let isProgram = request.headers["authorization"] != nil
                let made = try await service.makeToken(
                    name: request.input[Self.name], scope: request.input[Self.scope],
                    password: isProgram ? nil : request.input[Self.password], by: request.viewer,
                    from: request.device)
                let tokens = try await service.tokens(of: request.viewer)
                var reply = Reply.show(NewTokenJSON(id: made.id, token: made.secret)) {
                    TokenPage(tokens: tokens, fresh: made.secret, refusal: nil).page($0)
                }
                reply.status = 201
                return reply
            }
        }
    }

    private var revoke: Route {
        Route(.delete, "settings/tokens/:id", .signedIn, summary: "Revokes one of the own tokens.") {
            request in
            try await service.revokeToken(try request.id(), by: request.viewer, address: request.address)
            return .removed(goTo: .settingsTokens.done("deleted"))
        }
    }
}

extension Scope {
    /// The scope in JSON, forms and on the command line.
    package var word: String {
        switch self {
        case .read: "read"
        case .write: "write"
        case .admin: "admin"
        }
    }
}

/// A token as programs read it.
struct TokenJSON: Encodable, Sendable {
    let id: ID<Token>
    let name: String
    let scope: String
    let created: Timestamp
    let used: Timestamp?

    init(_ token: Token) {
        id = token.id
        name = token.name
        scope = token.scope.word
        created = token.created
        used = token.used
    }

    static let example = TokenJSON(
        Token(id: ID(1), name: "", scope: .read, created: Timestamp(us: 0), used: Timestamp(us: 0)))
}

/// A token with its secret, the only time.
struct NewTokenJSON: Encodable, Sendable {
    let id: ID<Token>
    let token: String
}
