import Platform
import Web

/// The routes of what belongs to a customer.
package struct CustomerPartRoutes: Sendable {
    let service: CustomerPartsService

    /// Routes over `service`.
    package init(service: CustomerPartsService) { self.service = service }

    /// All of them.
    package var routes: [Route] {
        PartKinds(service: service).all.flatMap { PartRoutes(service: service.service, kind: $0).routes }
            + [
                block, responsibilities, consents, star(true), star(false), mergeForm, chooseMerge, tagForm,
                renameTag,
            ]
    }

    /// A block of the customer's page anew, for a page that hears of a change.
    private var block: Route {
        Route(
            .get, "customers/:id/blocks/:block", .signedIn, mount: .page,
            summary: "A block of the customer's page."
        ) { [service] request in
            let panels = service.service.panels.filter { $0.key == request.text("block") }
            guard let block = CustomerBlock(rawValue: request.text("block")), block.isFor(request.viewer)
            else {
                let whole = try await service.service.read(
                    try request.id(), [], panels: panels, on: request.texts.today, for: request.viewer)
                guard let panel = whole.panels.first else { throw AppError.notFound }
                return .page {
                    Page(whole.customer.name, section: .customers, main: panel.html($0.texts))
                }
            }
            let whole = try await service.service.read(
                try request.id(), block.needs, on: request.texts.today, for: request.viewer)
            return .page { context in
                let blocks = CustomerBlocks(whole: whole, texts: context.texts, viewer: context.viewer)
                return Page(whole.customer.name, section: .customers, main: blocks.content(of: block))
            }
        }
    }

    private var responsibilities: Route {
        Route(
            .get, "customers/:id/responsibilities", .signedIn,
            summary: "Who looks after the customer for what.",
            example: ListJSON([ResponsibilityJSON.example], next: nil)
        ) { [service] request in
            let whole = try await service.service.read(
                try request.id(), CustomerBlock.care.needs, on: request.texts.today, for: request.viewer)
            let list = whole.responsibilities.map { ResponsibilityJSON($0, whole.absences[$0.person]) }
            return .show(ListJSON(list, next: nil)) { context in
                let blocks = CustomerBlocks(whole: whole, texts: context.texts, viewer: context.viewer)
                return Page(
                    context.texts.responsibilities, section: .customers, main: blocks.content(of: .care))
            }
        }
    }

    private var consents: Route {
        Route(
            .get, "customers/:id/consents", .employee,
            summary:
                "What the customer said about being contacted, newest first; the newest per purpose and channel counts.",
            example: ListJSON([ConsentJSON.example], next: nil)
        ) { [service] request in
            let (customer, consents) = try await service.consents(of: try request.id(), for: request.viewer)
            return .show(ListJSON(consents.map(ConsentJSON.init), next: nil)) {
                ConsentHistoryPage(customer: customer, consents: consents).page($0)
            }
        }
    }

    private func star(_ isStarred: Bool) -> Route {
        Route(
            isStarred ? .post : .delete, "customers/:id/star", .signedIn,
            summary: isStarred ? "You watch the customer from now on." : "You watch the customer no longer."
        ) { [service] request in
            let id: CustomerID = try request.id()
            try await service.star(id, isStarred, by: request.viewer)
            return .removed(goTo: .customer(id))
        }
    }

    // MARK: Merging with a customer of one's choice

    private var mergeForm: Route {
        Route(
            .get, "customers/:id/merge", .employee, mount: .page,
            summary: "The form to choose whom a customer is merged with."
        ) { [self] request in try await mergeForm(request, nil).reply(to: request) }
    }

    private static let other = Field.required("other", .text(0...200))

    private var chooseMerge: Route {
        Route(
            .post, "customers/:id/merge", .employee, mount: .page,
            summary: "Shows two customers side by side.",
            fields: [Self.other]
        ) { [self] request in
            let customer = try await service.service.read(
                try request.id(), [], on: request.texts.today, for: request.viewer
            ).customer
            return try await request.answering { refusal in
                try await mergeForm(request, refusal).reply(to: request)
            } _: {
                let other = try await service.choose(request.input[Self.other], by: request.viewer)
                guard other.id != customer.id else { throw AppError.invalid(["other": "self"]) }
                return .redirect(Link("/duplicates/\(customer.id)-\(other.id)"))
            }
        }
    }

    private func mergeForm(_ request: Request, _ refusal: FormRefusal?) async throws -> PartForm {
        let whole = try await service.service.read(
            try request.id(), [], on: request.texts.today, for: request.viewer)
        let typed = refusal?.input.sent("other") ?? ""
        return PartForm(
            customer: whole.customer, title: request.texts.mergeWith,
            action: Link.customer(whole.customer.id) / "merge", button: request.texts.compare,
            inputs: [try await service.otherInput(typed, request)], refusal: refusal)
    }

    // MARK: Tags

    private var tagForm: Route {
        Route(
            .get, "tags/:tag/edit", .employee, mount: .page, summary: "The form to give a tag another name."
        ) { request in Self.tagForm(request, nil).reply(to: request) }
    }

    private static let name = Field.required("name", .name(0...100))

    private var renameTag: Route {
        Route(
            .patch, "tags/:tag", .employee, summary: "Gives a tag another name at all customers.",
            fields: [Self.name], example: TagJSON(tag: "")
        ) { [service] request in
            let name = try request.input[Self.name]
            return try await request.answering { refusal in
                Self.tagForm(request, refusal).reply(to: request)
            } _: {
                _ = try await service.rename(tag: request.text("tag"), to: name, by: request.viewer)
                return .changed(
                    TagJSON(tag: name), goTo: Link("/customers").with("tag", name).with("done", "saved"))
            }
        }
    }

    private static func tagForm(_ request: Request, _ refusal: FormRefusal?) -> PartForm {
        let tag = request.text("tag")
        return PartForm(
            customer: nil, title: request.texts.renameTag, action: Link.tag(tag).method("PATCH"),
            inputs: [
                PartInput(name: "name", isRequired: true, hint: request.texts.renameTagHint, limit: 100)
            ], values: ["name": tag], refusal: refusal)
    }
}

extension Link {
    /// A tag at all customers that have it.
    static func tag(_ tag: String) -> Link { Link("/tags") / PercentCoding.encode(tag) }
}

/// Everything that a customer said about being contacted.
struct ConsentHistoryPage: Sendable {
    let customer: Customer
    let consents: [Consent]

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let add: HTML = """
            <a class="btn primary" href="\(Link.customer(customer.id))/consents/new">\(Icon.plus)\(texts.add)</a>
            """
        let crumbs = [
            (Link("/customers"), texts.name(of: .customers)), (Link.customer(customer.id), customer.name),
        ]
        return Page(
            texts.consentHistory, section: .customers,
            main: """
                <div class="page">
                \(PageHead(texts.consentHistory, crumbs: crumbs, actions: add).html(texts))
                \(consents.isEmpty ? EmptyState(.consent, texts.consents, texts.nothingYet).html : table(texts))
                </div>
                """)
    }

    private func table(_ texts: Texts) -> HTML {
        let heads = ["said_on", "purpose", "channel", "granted", "source", "proof"].map {
            texts.name(ofField: $0)
        }
        return """
            <div class="table-wrap" role="region" aria-label="\(texts.consentHistory)" tabindex="0"><table class="table">
            <thead><tr>\((heads + [texts.whoChanged]).map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(consents.map { row($0, texts) })</tbody></table></div>
            """
    }

    private func row(_ consent: Consent, _ texts: Texts) -> HTML {
        """
        <tr><td>\(texts.day(consent.at))</td><td>\(consent.purpose)</td><td>\(texts.name(of: consent.channel))</td>
        <td>\(consentPill(consent, texts))</td><td>\(consent.source)</td><td>\(consent.proof)</td>
        <td>\(consent.recordedBy)</td></tr>
        """
    }
}

/// Yes or no.
func consentPill(_ consent: Consent, _ texts: Texts) -> HTML {
    "<span class=\"pill \(consent.isGranted ? "ok" : "bad")\">\(texts.yesNo(consent.isGranted))</span>"
}
