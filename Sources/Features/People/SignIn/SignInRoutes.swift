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
    package var routes: [Route] { [page, signIn, signOut] }

    private var page: Route {
        Route(
            .get, "sign-in", .anyone, mount: .page, summary: "The sign-in page.",
            fields: [.optional("then", .text(0...2000)), .optional("language", .choice(["de", "en"]))]
        ) { [isSecure] request in
            let page = SignInPage(then: request.input.text("then"))
            guard let language = request.input.filledText("language") else { return .page { page.page($0) } }
            let cookie = Cookies.set(Cookies.language, language, seconds: 31_536_000, secure: isSecure)
            return Reply.redirect(.signIn).with(header: "set-cookie", cookie)
        }
    }

    private var signIn: Route {
        Route(
            .post, "sign-in", .anyone, mount: .page, summary: "Signs in.",
            fields: [
                .required("email", .text(1...320)), .required("password", .secret(1...1000)),
                .optional("then", .text(0...2000)),
            ]
        ) { [service, isSecure] request in
            let secret = try await service.signIn(
                email: request.input.text("email"), password: request.input.text("password"),
                agent: request.headers["user-agent"] ?? "", address: request.address)
            let cookie = Cookies.set(
                Cookies.session, secret, seconds: Int(SignInService.sessionSeconds), secure: isSecure)
            return Reply.redirect(Link(local: request.input.text("then")) ?? .start).with(
                header: "set-cookie", cookie)
        }
    }

    private var signOut: Route {
        Route(.post, "sign-out", .signedIn, mount: .page, summary: "Ends the session.") {
            [service, isSecure] request in
            if let secret = request.cookie(Cookies.session) { try await service.signOut(secret: secret) }
            let cookie = Cookies.set(Cookies.session, "", seconds: 0, secure: isSecure)
            return Reply.redirect(.signIn).with(header: "set-cookie", cookie)
        }
    }
}
