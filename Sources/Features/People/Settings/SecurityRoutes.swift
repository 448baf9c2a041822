import Platform
import Web

/// Password, second factor, sessions.
struct SecurityRoutes: Sendable {
    let service: AccountService

    /// All of them.
    var routes: [Route] { [security, password, switchOn, switchOff, renewCodes, endSession, endOthers] }

    private static let present = Field.required("password", .secret(1...1000), "The present password.")

    private func show(
        _ request: Request, _ refusal: FormRefusal? = nil, secret: String? = nil, codes: [String] = []
    ) async throws -> Reply {
        let security = try await service.security(of: request.viewer)
        let page = SecurityPage(
            security: security, current: request.signedIn?.session, account: request.viewer.name,
            secret: secret ?? Base32.encode(TOTP.makeSecret()), codes: codes, refusal: refusal)
        return .show(SecurityJSON(security, current: request.signedIn?.session)) { page.page($0) }
    }

    private var security: Route {
        Route(
            .get, "settings/security", .signedIn, summary: "The second factor and the running sessions.",
            example: SecurityJSON.example
        ) { try await show($0) }
    }

    private static let old = Field.required("old", .secret(1...1000))
    private static let new = Field.required("new", .secret(1...1000), "10 characters at least.")

    private var password: Route {
        Route(
            .post, "settings/password", .signedIn,
            summary: "Changes the password, ends all other sessions and revokes all tokens.",
            fields: [Self.old, Self.new]
        ) { request in
            try await request.answering(showingAgain: { try await show(request, $0) }) {
                try await service.changePassword(
                    from: request.input[Self.old], to: request.input[Self.new],
                    keeping: request.signedIn?.session, by: request.viewer, from: request.device)
                return .removed(goTo: .settingsSecurity.done("saved"))
            }
        }
    }

    private static let secret = Field.required(
        "secret", .secret(1...100), "20 bytes in base32, as they are in the app.")
    private static let code = Field.required("code", .text(1...20), "What the app shows.")

    private var switchOn: Route {
        Route(
            .post, "settings/totp", .signedIn, keepsAnswer: false,
            summary: "Switches the second factor on; answers the recovery codes, once.",
            fields: [Self.secret, Self.code, Self.present],
            example: RecoveryCodesJSON(recoveryCodes: [""])
        ) { request in
            let input = request.input
            let secret = try input[Self.secret].trimmed
            return try await request.answering(
                showingAgain: { try await show(request, $0, secret: secret) },
                {
                    let codes = try await service.switchOn(
                        secret: secret, code: input[Self.code], password: input[Self.present],
                        by: request.viewer, from: request.device)
                    return try await showCodes(codes, request)
                })
        }
    }

    private var renewCodes: Route {
        Route(
            .post, "settings/recovery-codes", .signedIn, keepsAnswer: false,
            summary: "Replaces the recovery codes; answers the new ones, once.", fields: [Self.present],
            example: RecoveryCodesJSON(recoveryCodes: [""])
        ) { request in
            try await request.answering(showingAgain: { try await show(request, $0) }) {
                let codes = try await service.renewCodes(
                    password: request.input[Self.present], by: request.viewer, from: request.device)
                return try await showCodes(codes, request)
            }
        }
    }

    private func showCodes(_ codes: [String], _ request: Request) async throws -> Reply {
        let security = try await service.security(of: request.viewer)
        let page = SecurityPage(
            security: security, current: request.signedIn?.session, account: request.viewer.name, secret: "",
            codes: codes, refusal: nil)
        return .show(RecoveryCodesJSON(recoveryCodes: codes)) { page.page($0) }
    }

    private var switchOff: Route {
        Route(
            .delete, "settings/totp", .signedIn, summary: "Switches the second factor off.",
            fields: [Self.present]
        ) { request in
            try await request.answering(showingAgain: { try await show(request, $0) }) {
                try await service.switchOff(
                    password: request.input[Self.present], by: request.viewer, from: request.device)
                return .removed(goTo: .settingsSecurity.done("saved"))
            }
        }
    }

    private var endSession: Route {
        Route(.delete, "settings/sessions/:id", .signedIn, summary: "Ends one of the own sessions.") {
            request in
            try await service.end(try request.id(), by: request.viewer, address: request.address)
            return .removed(goTo: .settingsSecurity.done("saved"))
        }
    }

    private static let tokens = Field.flag("tokens", "Whether all own tokens end too.")

    private var endOthers: Route {
        Route(
            .delete, "settings/sessions", .signedIn,
            summary: "Ends all own sessions but this one. Tokens go on unless they are to end as well.",
            fields: [Self.tokens]
        ) { request in
            try await service.endOthers(
                keeping: request.signedIn?.session, endingTokens: request.input[Self.tokens],
                by: request.viewer, from: request.device)
            return .removed(goTo: .settingsSecurity.done("saved"))
        }
    }
}

/// The security settings as programs read them.
struct SecurityJSON: Encodable, Sendable {
    struct SessionJSON: Encodable, Sendable {
        let id: ID<Session>
        let created: Timestamp
        let seen: Timestamp
        let agent: String
        let address: String
        let isCurrent: Bool
    }

    let secondFactor: Bool
    let recoveryCodesLeft: Int
    let sessions: [SessionJSON]
    /// How many programs have a token of theirs; they go on when sessions end.
    let tokens: Int

    init(_ security: AccountService.Security, current: Int64?) {
        secondFactor = security.hasSecondFactor
        recoveryCodesLeft = security.codesLeft
        tokens = security.tokenCount
        sessions = security.sessions.map {
            SessionJSON(
                id: $0.id, created: $0.created, seen: $0.seen, agent: $0.agent, address: $0.address,
                isCurrent: $0.id.raw == current)
        }
    }

    static let example = SecurityJSON(
        .init(
            hasSecondFactor: true, codesLeft: 10,
            sessions: [
                Session(id: ID(1), created: Timestamp(us: 0), seen: Timestamp(us: 0), agent: "", address: "")
            ], tokenCount: 0), current: 1)
}

/// The recovery codes, the only time.
struct RecoveryCodesJSON: Encodable, Sendable {
    let recoveryCodes: [String]
}
