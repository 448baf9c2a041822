import Platform
import Web

/// The administration of people, and the audit trail.
struct AdministrationRoutes: Sendable {
    let service: AdministrationService
    let invitations: InvitationService
    /// Whose actions the audit trail may be narrowed to.
    let features: FeatureSet

    /// All of them.
    var routes: [Route] {
        [list, person, setRole, deactivate, reactivate, resetSecondFactor, renewAccess, log]
    }

    private var list: Route {
        Route(
            .get, "administration", .administrator, summary: "All people by name, those who left too.",
            fields: [
                .optional("q", .text(0...100), "Beginnings of words of name, title, skills or phone."),
                .optional("after", .id, "The `next` of the piece before."),
            ], example: ListJSON([AccountJSON.example], next: "")
        ) { request in
            let text = request.input.text("q")
            let (listed, next) = try await service.people(text, after: request.input.id("after"))
            let page = AccountListPage(listed: listed, text: text, next: next)
            return .show(ListJSON(listed.map { AccountJSON($0) }, next: next?.text)) { page.page($0) }
        }
    }

    private var person: Route {
        Route(
            .get, "administration/people/:id", .administrator, summary: "One person's account.",
            example: AccountJSON.example
        ) { request in
            let listed = try await service.person(try request.id())
            return .show(AccountJSON(listed), version: listed.person.version) {
                AccountPage(listed: listed).page($0)
            }
        }
    }

    private var setRole: Route {
        Route(
            .post, "administration/people/:id/role", .administrator, summary: "Gives a role.",
            fields: [.required("role", .choice(Role.allCases.map(\.rawValue)))]
        ) { request in
            try await changed(request) {
                try await service.setRole(
                    request.input.choice("role") ?? .guest, of: $0, by: request.viewer,
                    address: request.address)
            }
        }
    }

    private var deactivate: Route {
        Route(
            .post, "administration/people/:id/deactivation", .administrator,
            summary: "Somebody has left: ends their sessions and tokens; their work stays."
        ) { request in
            try await changed(request) {
                try await service.deactivate($0, by: request.viewer, address: request.address)
            }
        }
    }

    private var reactivate: Route {
        Route(
            .delete, "administration/people/:id/deactivation", .administrator, summary: "Somebody is back."
        ) { request in
            try await changed(request) {
                try await service.reactivate($0, by: request.viewer, address: request.address)
            }
        }
    }

    private var resetSecondFactor: Route {
        Route(
            .delete, "administration/people/:id/second-factor", .administrator,
            summary: "Takes the second factor from somebody who lost it."
        ) { request in
            try await changed(request) {
                try await service.resetSecondFactor(of: $0, by: request.viewer, address: request.address)
            }
        }
    }

    private var renewAccess: Route {
        Route(
            .post, "administration/people/:id/access-link", .administrator, keepsAnswer: false,
            summary: "Makes a link to set a new password; answers it, once.",
            fields: [.optional("second_factor", .bool, "Whether the second factor ends with it.")],
            example: NewInvitationJSON(email: "", link: "")
        ) { request in
            let id = try request.id(as: Kinds.Person.self)
            let (email, secret) = try await invitations.renewAccess(
                of: id, resettingSecondFactor: request.input.bool("second_factor"), by: request.viewer,
                address: request.address)
            let fresh = FreshInvitation(
                email: email, link: request.publicAddress + Link.join(secret).path)
            let listed = try await service.person(id)
            var reply = Reply.show(NewInvitationJSON(email: fresh.email, link: fresh.link)) {
                AccountPage(listed: listed, fresh: fresh).page($0)
            }
            reply.status = 201
            return reply
        }
    }

    private func changed(_ request: Request, _ work: (PersonID) async throws -> Void) async throws -> Reply {
        let id = try request.id(as: Kinds.Person.self)
        try await work(id)
        return .removed(goTo: .account(id).done("saved"))
    }

    private var log: Route {
        Route(
            .get, "administration/log", .administrator, summary: "The audit trail, newest first.",
            fields: [
                .optional("action", .choice(features[AuditAction.self].map(\.key))),
                .optional("person", .id, "What this person did."),
                .optional("after", .id, "The `next` before."),
            ], example: ListJSON([AuditJSON.example], next: "")
        ) { [features] request in
            let filter = AuditStore.Filter(
                action: features[AuditAction.self, request.input.text("action")],
                person: request.input.id("person"),
                before: request.input.id("after"))
            let (entries, next) = try await service.entries(filter, by: request.viewer)
            let page = AuditPage(entries: entries, filter: filter, next: next)
            return .show(ListJSON(entries.map { AuditJSON($0) }, next: next?.text)) { page.page($0) }
        }
    }
}

/// An account as administrators' programs read it.
struct AccountJSON: Encodable, Sendable {
    let id: PersonID
    let name: String
    let email: String
    let role: Role
    let isActive: Bool
    let secondFactor: Bool
    let seen: Timestamp?
    let version: Int

    init(_ listed: AdministrationService.Listed) {
        id = listed.person.id
        name = listed.person.name
        email = listed.person.email
        role = listed.person.role
        isActive = !listed.person.isDeactivated
        secondFactor = listed.hasSecondFactor
        seen = listed.seen
        version = listed.person.version
    }

    static let example = AccountJSON(
        .init(
            person: Person(id: ID(1), email: "", name: "", role: .member), seen: Timestamp(us: 0),
            hasSecondFactor: true))
}

/// A line of the audit trail as programs read it.
struct AuditJSON: Encodable, Sendable {
    let id: ID<AuditLog>
    let at: Timestamp
    let person: PersonID?
    let name: String?
    let address: String
    let action: String
    let subject: String
    let detail: String

    init(_ entry: AuditEntry) {
        id = entry.id
        at = entry.at
        person = entry.person
        name = entry.personName
        address = entry.address
        action = entry.action
        subject = entry.subject
        detail = entry.detail
    }

    static let example = AuditJSON(
        AuditEntry(
            id: ID(1), at: Timestamp(us: 0), person: ID(1), personName: "", address: "", action: "",
            subject: "",
            detail: ""))
}

extension Link {
    static func account(_ id: PersonID) -> Link { Link("/administration/people/\(id)") }
}
