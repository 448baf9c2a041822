import Foundation
import Platform
import Timeline
import Web

/// The routes of a customer's timeline: older entries, one entry, writing one, removing it.
struct CustomerTimelineRoutes: Sendable {
    let service: CustomerTimelineService
    let customers: CustomerService
    let narrowing: TimelineNarrowing

    /// All of them.
    var routes: [Route] {
        [page, filterPage, one, add, editPage, rewrite, revisions, remove, finishMention]
    }

    private static let before = Field.optional(
        "before", .text(0...60), or: "", "The cursor `next` of the list before.")

    private var page: Route {
        Route(
            .get, "customers/:id/timeline", .signedIn,
            summary: "A customer's entries, newest first, 40 at a time.",
            fields: narrowing.fields + [Self.before], example: ListJSON([EntryJSON.example], next: "")
        ) { [service, customers, narrowing] request in
            let id: CustomerID = try request.id()
            var cursor: TimelineCursor?
            if let before = try request.input[Self.before].filled {
                guard let read = TimelineCursor(text: before) else {
                    throw AppError.invalid(["before": "choice"])
                }
                cursor = read
            }
            let filter = try narrowing.filter(request.input, zone: request.texts.zone)
            if request.rendering == .page {
                // Without scripts the older entries come as the customer's whole page.
                let whole = try await customers.whole(
                    id, filter, after: cursor, on: request.texts.today, for: request.viewer)
                return .page { [cursor] in CustomerPage(whole: whole, filter: filter, after: cursor).page($0)
                }
            }
            let found = try await service.page(of: id, filter, after: cursor, for: request.viewer)
            let list = EntryList(
                customer: found.customer, entries: found.entries, filter: filter, teams: found.teams)
            return .show(ListJSON(list.shown.map(EntryJSON.init), next: list.next?.text)) { context in
                Page(context.texts.timeline, section: .customers, main: list.html(context))
            }
        }
    }

    /// The form with every filter; apart from the customer's page, which stays light.
    private var filterPage: Route {
        Route(
            .get, "customers/:id/timeline/filter", .signedIn, mount: .page,
            summary: "The form that narrows a timeline.", fields: narrowing.fields
        ) { [service, customers, narrowing] request in
            let filter = try narrowing.filter(request.input, zone: request.texts.zone)
            let whole = try await customers.read(
                try request.id(), [], on: request.texts.today, for: request.viewer)
            let people =
                request.viewer.isEmployee
                ? try await CustomerPartsService(database: service.database).colleagues() : []
            let isFragment = request.rendering == .fragment
            return .page { context in
                let form = TimelineFilterForm(customer: whole.customer.id, filter: filter, people: people)
                return Page.dialog(
                    context.texts.filterTimeline, about: whole.customer, isFragment: isFragment,
                    context.texts,
                    form.html(context.texts))
            }
        }
    }

    private var one: Route {
        Route(
            .get, "customers/:id/timeline/:entry", .signedIn, summary: "One entry, when it fits the filter.",
            fields: narrowing.fields, example: EntryJSON.example
        ) { [service, customers, narrowing] request in
            let id: CustomerID = try request.id()
            let entry = try request.id("entry", as: Kinds.Entry.self)
            if request.rendering == .page {
                let place = try await service.place(of: entry, of: id, for: request.viewer)
                let page = Link.customer(place.customer)
                let list = place.before.map { (page / "timeline").with("before", $0.text) } ?? page
                return .redirect(Link("\(list)#e-\(entry)"))
            }
            let filter = try narrowing.filter(request.input, zone: request.texts.zone)
            let found = try await service.entry(entry, of: id, filter, for: request.viewer)
            return .show(EntryJSON(found.entry), version: found.entry.version) { context in
                let view = TimelineView(
                    customer: id, texts: context.texts, viewer: context.viewer, teamNames: found.teams)
                return Page(
                    context.texts.timeline, section: .customers,
                    main: view.items([found.entry]).reduce(HTML.empty, +))
            }
        }
    }

    private static let written = Field.required("kind", .choice([TimelineEntry.Kind.note, .call, .talk]))
    private static let text = Field.required("text", .text(0...20_000))
    private static let spoken = Field.optional(
        "direction", .choice([TimelineEntry.Direction.inward, .outward]), or: .none, "For calls.")
    private static let counterpart = Field.optional(
        "counterpart", .text(0...200), or: "", "With whom at the customer.")
    private static let at = Field.optional(
        "at", .text(0...30), or: "", "When it happened, e.g. 2026-11-22T14:05; absent: now.")
    private static let team = Field.optional(
        "team", .id(TeamID.self), "Only members of this team of yours may read it.")
    private static let shared = Field.flag("shared", "Guests of the customer may read it too.")
    private static let mention = Field.optional(
        "mention", .texts(maxLength: 13), or: [], "Ids of colleagues to tell.")

    private var add: Route {
        Route(
            .post, "customers/:id/timeline", .employee, summary: "Writes a note, a call or internal talk.",
            fields: [
                Self.written, Self.text, Self.spoken, Self.counterpart, Self.at, Self.team, Self.shared,
                Self.mention,
            ], example: EntryJSON.example
        ) { [service, customers, narrowing] request in
            let id: CustomerID = try request.id()
            let draft = try Self.draft(request.input, zone: request.texts.zone)
            let entry = try await service.add(draft, to: id, by: request.viewer)
            let found = try await service.entry(entry.id, of: entry.customer, for: request.viewer)
            guard request.rendering == .fragment else {
                return .changed(EntryJSON(entry), status: 201, goTo: .customer(entry.customer))
            }
            return .page { context in
                let view = TimelineView(
                    customer: entry.customer, texts: context.texts, viewer: context.viewer,
                    teamNames: found.teams)
                return Page(
                    "", section: nil, main: HTML.empty + view.items([found.entry]).reduce(HTML.empty, +))
            }
        }
    }

    private static func draft(_ input: Input, zone: TimeZone) throws -> CustomerTimelineService.Draft {
        var draft = try CustomerTimelineService.Draft(kind: input[written], text: input[text])
        draft.direction = try draft.kind == .call ? input[spoken] : .none
        draft.counterpart = try input[counterpart]
        draft.team = try input[team]
        draft.isShared = try input[shared]
        draft.mentions = try people(input)
        if let text = try input[at].filled {
            guard let at = Timestamp(moment: text, in: zone) else { throw AppError.invalid(["at": "moment"]) }
            draft.at = at
        }
        return draft
    }

    /// Those to tell. What is no id is nobody.
    private static func people(_ input: Input) throws -> [PersonID] {
        try input[mention].compactMap { PersonID(text: $0) }
    }

    // MARK: Changing

    private var editPage: Route {
        Route(
            .get, "customers/:id/timeline/:entry/edit", .employee, mount: .page,
            summary: "The form to change what you wrote."
        ) { [self] request in try await form(request).reply(to: request) }
    }

    private var rewrite: Route {
        Route(
            .patch, "customers/:id/timeline/:entry", .employee, takesVersion: true,
            summary: "Changes the text of what you wrote.",
            fields: [Self.text, Self.mention], example: EntryJSON.example
        ) { [self] request in
            let id: CustomerID = try request.id()
            do {
                let entry = try await service.rewrite(
                    try request.id("entry"), of: id, to: request.input[Self.text],
                    mentions: Self.people(request.input), seen: request.expectedVersion, by: request.viewer)
                return request.changed(EntryJSON(entry), version: entry.version, of: id)
            } catch let error as AppError where request.rendering != .json && error.canBeShown {
                var form = try await form(request)
                form.refusal = FormRefusal(error: error, input: request.input)
                if error.code == .conflict { form.theirs = form.values }
                return form.reply(to: request)
            }
        }
    }

    private func form(_ request: Request) async throws -> PartForm {
        let id: CustomerID = try request.id()
        let whole = try await customers.read(
            id, [], on: request.texts.today, for: request.viewer)
        let entry = try await service.entry(try request.id("entry"), of: id, for: request.viewer).entry
        guard entry.isWritten(by: request.viewer) else { throw AppError.forbidden }
        return PartForm(
            customer: whole.customer, title: request.texts.name(of: entry.kind),
            action: Link("/customers/\(id)/timeline/\(entry.id)").method("PATCH"),
            inputs: [PartInput(name: "text", label: "Text", control: .area, isRequired: true, limit: 20_000)],
            values: ["text": entry.text], version: entry.version,
            removal: Link("/customers/\(id)/timeline/\(entry.id)"))
    }

    private var revisions: Route {
        Route(
            .get, "customers/:id/timeline/:entry/revisions", .employee,
            summary: "Earlier texts of an entry, newest first.",
            example: ListJSON([RevisionJSON.example], next: nil)
        ) { [service, customers, narrowing] request in
            let found = try await service.revisions(
                of: try request.id("entry"), of: try request.id(), for: request.viewer)
            let json = ListJSON(found.texts.map { RevisionJSON(until: $0.until, text: $0.text) }, next: nil)
            let isFragment = request.rendering == .fragment
            return .show(json) { context in
                let view = TimelineView(
                    customer: found.customer.id, texts: context.texts, viewer: context.viewer, teamNames: [:])
                return Page.dialog(
                    context.texts.earlierTexts, about: found.customer, isFragment: isFragment, context.texts,
                    view.revisions(found.texts, of: found.entry))
            }
        }
    }

    private var remove: Route {
        Route(
            .delete, "customers/:id/timeline/:entry", .employee, summary: "Removes what you wrote."
        ) { [service, customers, narrowing] request in
            let id: CustomerID = try request.id()
            try await service.remove(try request.id("entry"), of: id, by: request.viewer)
            return request.removed(from: id)
        }
    }

    private var finishMention: Route {
        Route(
            .delete, "mentions/:entry", .signedIn, summary: "You have dealt with a mention."
        ) { [service, customers, narrowing] request in
            try await service.finishMention(in: try request.id("entry"), by: request.viewer)
            return .removed(goTo: .start)
        }
    }
}

/// An earlier text of an entry, for programs.
struct RevisionJSON: Encodable, Sendable {
    let until: Timestamp
    let text: String

    static let example = RevisionJSON(until: Timestamp(us: 0), text: "")
}

/// A piece of a timeline with the way to the next.
struct EntryList: Sendable {
    let customer: CustomerID
    let entries: [TimelineEntry]
    let filter: TimelineFilter
    let teams: [TeamID: String]

    /// What is shown.
    var shown: ArraySlice<TimelineEntry> { entries.prefix(TimelineStore.pageSize) }
    /// Where the next piece begins; nil at the end.
    var next: TimelineCursor? { entries.count > shown.count ? shown.last.map { TimelineCursor($0) } : nil }

    /// The rows, then the link to more (`Client/README.md`, `more.js`).
    func html(_ context: PageContext) -> HTML {
        let view = TimelineView(
            customer: customer, texts: context.texts, viewer: context.viewer, teamNames: teams)
        return "\(view.items(Array(shown)))\(moreLink(context.texts))"
    }

    /// The link to older entries; nil at the end.
    func moreLink(_ texts: Texts) -> HTML? {
        guard let next else { return nil }
        let link = (Link.customer(customer) / "timeline").with("before", next.text).with(
            filter, in: texts.zone)
        return """
            <p class="more"><a class="btn" rel="next" href="\(link)" data-more="#entries">\(texts.olderEntries)</a></p>
            """
    }
}
