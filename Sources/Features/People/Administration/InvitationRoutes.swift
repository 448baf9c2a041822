import Platform
import Web

/// Invitations: made by administrators, accepted by whoever has the link.
struct InvitationRoutes: Sendable {
    let service: InvitationService
    /// Cookies only over TLS.
    let isSecure: Bool

    /// All of them.
    var routes: [Route] { [list, create, revoke, joinPage, join] }

    private func show(
        _ request: Request, _ refusal: FormRefusal? = nil, fresh: FreshInvitation? = nil
    ) async throws -> Reply {
        let (open, teams) = try await service.overview()
        let page = InvitationPage(open: open, teams: teams, fresh: fresh, refusal: refusal)
        if let fresh {
            var reply = Reply.show(NewInvitationJSON(email: fresh.email, link: fresh.link)) { page.page($0) }
            reply.status = 201
            return reply
        }
        return .show(ListJSON(open.map { InvitationJSON($0) }, next: nil)) { page.page($0) }
    }

    private var list: Route {
        Route(
            .get, "administration/invitations", .administrator, summary: "The invitations that wait.",
            example: ListJSON([InvitationJSON.example], next: "")
        ) { try await show($0) }
    }

    private static let email = Field.required("email", .text(1...320))
    private static let role = Field.required("role", .choice(Role.self))
    private static let team = Field.optional("team", .id(TeamID.self), "The team they join.")

    private var create: Route {
        Route(
            .post, "administration/invitations", .administrator, keepsAnswer: false,
            summary: "Invites somebody; answers the link, once.",
            fields: [Self.email, Self.role, Self.team],
            example: NewInvitationJSON(email: "", link: "")
        ) { request in
            try await request.answering(showingAgain: { try await show(request, $0) }) {
                let email = try request.input[Self.email]
                let secret = try await service.invite(
                    email, role: request.input[Self.role], team: request.input[Self.team],
                    by: request.viewer, address: request.address)
                let link = request.publicAddress + Link.join(secret).path
                return try await show(request, fresh: FreshInvitation(email: email, link: link))
            }
        }
    }

    private var revoke: Route {
        Route(
            .delete, "administration/invitations/:id", .administrator, summary: "Takes an invitation back."
        ) { request in
            try await service.revoke(try request.id(), by: request.viewer, address: request.address)
            return .removed(goTo: .invitations.done("deleted"))
        }
    }

    // MARK: Coming in

    private var joinPage: Route {
        Route(.get, "join/:secret", .anyone, mount: .page, summary: "The page behind an invitation.") {
            request in
            try await showJoin(request)
        }
    }

    private func showJoin(_ request: Request, _ refusal: FormRefusal? = nil) async throws -> Reply {
        let secret = request.text("secret")
        let page = JoinPage(
            invitation: try await service.find(secret: secret), secret: secret, refusal: refusal)
        return Reply.page { page.page($0) }.with(header: "x-robots-tag", "noindex")
    }

    private static let name = Field.optional("name", .name(0...200), or: "")
    private static let password = Field.required("password", .secret(1...1000))

    private var join: Route {
        Route(
            .post, "join/:secret", .anyone, mount: .page,
            summary: "Accepts an invitation, or sets the new password.",
            fields: [Self.name, Self.password]
        ) { request in
            try await request.answering(showingAgain: { try await showJoin(request, $0) }) {
                let outcome = try await service.accept(
                    secret: request.text("secret"), name: request.input[Self.name],
                    password: request.input[Self.password], from: request.device)
                return outcome.reply(isSecure: isSecure)
            }
        }
    }
}

/// An invitation that was just made, with the link that is shown only now.
struct FreshInvitation: Sendable {
    let email: String
    let link: String
}

/// An invitation as programs read it.
struct InvitationJSON: Encodable, Sendable {
    let id: ID<Invitation>
    let email: String
    let role: Role
    let invitedBy: String
    let expires: Timestamp
    /// Who is here already and sets a new password; absent: somebody new.
    let person: PersonID?

    init(_ invitation: Invitation) {
        id = invitation.id
        email = invitation.email
        role = invitation.role
        invitedBy = invitation.invitedBy
        expires = invitation.expires
        person = invitation.person
    }

    static let example = InvitationJSON(
        Invitation(id: ID(1), email: "", role: .member, team: nil, invitedBy: "", expires: Timestamp(us: 0)))
}

/// The link of an invitation, the only time.
struct NewInvitationJSON: Encodable, Sendable {
    let email: String
    let link: String
}

extension Link {
    static func join(_ secret: String) -> Link { Link("/join/" + secret) }
}
