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

    private static let question = Field.optional(
        "q", .text(0...100), or: "", "Beginnings of words of name, title, skills or phone.")
    private static let after = Field.optional("after", .id(PersonID.self), "The `next` of the piece before.")

    private var list: Route {
        Route(
            .get, "administration", .administrator, summary: "All people by name, those who left too.",
            fields: [Self.question, Self.after], example: ListJSON([AccountJSON.example], next: "")
        ) { request in
            let text = try request.input[Self.question]
            let (listed, next) = try await service.people(text, after: request.input[Self.after])
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

    private static let role = Field.required("role", .choice(Role.self))

    private var setRole: Route {
        Route(
            .post, "administration/people/:id/role", .administrator, summary: "Gives a role.",
            fields: [Self.role]
        ) { request in
            try await changed(request) {
                try await service.setRole(
                    request.input[Self.role], of: $0, by: request.viewer,
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

    private static let secondFactor = Field.flag(
        "second_factor", "Whether the second factor ends with it.")

    private var renewAccess: Route {
        Route(
            .post, "administration/people/:id/access-link", .administrator, keepsAnswer: false,
            summary: "Makes a link to set a new password; answers it, once.",
            fields: [Self.secondFactor], example: NewInvitationJSON(email: "", link: "")
        ) { request in
            let id = try request.id(as: Kinds.Person.self)
            let (email, secret) = try await invitations.renewAccess(
                of: id, resettingSecondFactor: request.input[Self.secondFactor], by: request.viewer,
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

    private static let doer = Field.optional("person", .id(PersonID.self), "What this person did.")
    private static let before = Field.optional("after", .id(ID<AuditLog>.self), "The `next` before.")

    private var log: Route {
        let action = Field.optional("action", .choice(features[AuditAction.self], word: \.key))
        return Route(
            .get, "administration/log", .administrator, summary: "The audit trail, newest first.",
            fields: [action, Self.doer, Self.before], example: ListJSON([AuditJSON.example], next: "")
        ) { [action] request in
            let filter = try AuditStore.Filter(
                action: request.input[action], person: request.input[Self.doer],
                before: request.input[Self.before])
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
