import Platform
import Web

/// The routes for signing in and out.
package struct SignInRoutes: Sendable {
    let service: SignInService
    let isSecure: Bool

    /// - Parameter isSecure: cookies only over TLS.
    package init(service: SignInService, isSecure: Bool) {
        self.service = service
        self.isSecure = isSecure
    }

    /// All of them.
    package var routes: [Route] { [page, signIn, codePage, confirm, signOut] }

    private static let then = Field.optional(
        "then", .text(0...2000), or: "", "A local path to go to afterwards.")
    private static let language = Field.optional("language", .choice(UILanguage.self))
    private static let email = Field.required("email", .text(1...320))
    private static let password = Field.required("password", .secret(1...1000))
    private static let code = Field.required("code", .text(1...40), "Of the app, or a recovery code.")
    private static let recovery = Field.flag("recovery")

    private var page: Route {
        Route(
            .get, "sign-in", .anyone, mount: .page, summary: "The sign-in page.",
            fields: [Self.then, Self.language]
        ) { [isSecure] request in
            let then = try request.input[Self.then]
            guard let language = try request.input[Self.language] else {
                return .page { SignInPage(then: then, error: nil, refusal: nil).page($0) }
            }
            let cookie = Cookies.set(
                Cookies.language, language.rawValue, seconds: 31_536_000, secure: isSecure)
            return Reply.redirect(.signIn.with("then", then)).with(header: "set-cookie", cookie)
        }
    }

    private var signIn: Route {
        Route(
            .post, "sign-in", .anyone, mount: .page, summary: "Signs in.",
            fields: [Self.email, Self.password, Self.then]
        ) { request in
            let then = try request.input[Self.then]
            return try await answering(request, { SignInPage(then: then, error: $0, refusal: $1) }) {
                let outcome = try await service.signIn(
                    email: request.input[Self.email], password: request.input[Self.password],
                    from: request.device)
                return outcome.reply(then: then, isSecure: isSecure)
            }
        }
    }

    private var codePage: Route {
        Route(
            .get, "sign-in/code", .anyone, mount: .page, summary: "Asks for the second factor.",
            fields: [Self.then, Self.recovery]
        ) { request in
            guard request.cookie(Cookies.challenge) != nil else { return .redirect(.signIn) }
            let page = try CodePage(
                then: request.input[Self.then], isRecovery: request.input[Self.recovery], error: nil)
            return .page { page.page($0) }
        }
    }

    private var confirm: Route {
        Route(
            .post, "sign-in/code", .anyone, mount: .page, summary: "Checks the second factor.",
            fields: [Self.code, Self.then, Self.recovery]
        ) { request in
            let input = request.input
            let (then, isRecovery) = try (input[Self.then], input[Self.recovery])
            return try await answering(
                request, { error, _ in CodePage(then: then, isRecovery: isRecovery, error: error) },
                {
                    guard let challenge = request.cookie(Cookies.challenge) else {
                        throw AppError(.unauthenticated, reason: "expired")
                    }
                    let begun = try await service.confirm(
                        input[Self.code], challenge: challenge, from: request.device)
                    let over = Cookies.set(Cookies.challenge, "", seconds: 0, secure: isSecure)
                    return SignInService.Outcome.signedIn(begun).reply(then: then, isSecure: isSecure)
                        .with(header: "set-cookie", over)
                })
        }
    }

    private var signOut: Route {
        Route(
            .post, "sign-out", .signedIn, mount: .page, keepsAnswer: false, summary: "Ends the session."
        ) { request in
            if let secret = request.cookie(Cookies.session) {
                try await service.signOut(secret: secret, by: request.viewer, address: request.address)
            }
            let cookie = Cookies.set(Cookies.session, "", seconds: 0, secure: isSecure)
            return Reply.redirect(.signIn).with(header: "set-cookie", cookie)
        }
    }

    /// Wrong values and too many attempts show the form again; programs get the error itself.
    private func answering(
        _ request: Request, _ page: @escaping @Sendable (AppError, FormRefusal?) -> some BarePage,
        _ work: () async throws -> Reply
    ) async throws -> Reply {
        do {
            return try await request.answering(
                showingAgain: { refusal in .page { page(refusal.error, refusal).page($0) } }, work)
        } catch let error as AppError where error.code == .tooMany && request.rendering != .json {
            return Reply.page(status: 429) { page(error, nil).page($0) }
                .with(header: "retry-after", String(error.retryAfterSeconds ?? 60))
        }
    }
}

extension Request {
    /// What the session list will say about this request.
    var device: Device {
        Device(agent: headers["user-agent"] ?? "", address: address, secret: cookie(Cookies.device))
    }
}

extension SignInService.Outcome {
    private static let challengeSeconds = 300

    /// Where somebody goes whose first factor was right, with the cookie for it. - Parameter then: a local path.
    func reply(then: String = "", isSecure: Bool) -> Reply {
        switch self {
        case .signedIn(let begun):
            let session = Cookies.set(
                Cookies.session, begun.session, seconds: Int(SignInService.sessionSeconds), secure: isSecure)
            let device = Cookies.set(
                Cookies.device, begun.device, seconds: DeviceStore.cookieSeconds, secure: isSecure)
            return Reply.redirect(Link(local: then) ?? .start).with(header: "set-cookie", session)
                .with(header: "set-cookie", device)
        case .needsCode(let secret):
            let cookie = Cookies.set(
                Cookies.challenge, secret, seconds: Self.challengeSeconds, secure: isSecure)
            return Reply.redirect(.signInCode.with("then", then)).with(header: "set-cookie", cookie)
        }
    }
}
