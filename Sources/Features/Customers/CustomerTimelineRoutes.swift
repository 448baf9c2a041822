import Foundation
import Platform
import Timeline
import Web

/// The routes of a customer's timeline: older entries, one entry, writing one, removing it.
package struct CustomerTimelineRoutes: Sendable {
    let service: CustomerTimelineService

    /// Routes over `service`.
    package init(service: CustomerTimelineService) { self.service = service }

    /// All of them.
    package var routes: [Route] { [page, one, add, remove, finishMention] }

    static let filterFields: [Field] = [
        .optional("kind", .choice(TimelineEntry.Kind.allCases.map(\.rawValue)), "Only this kind."),
        .optional("person", .id, "Only what this colleague did."),
        .optional("from", .date, "Not before this day."), .optional("to", .date, "Not after this day."),
    ]

    static func filter(_ input: Input, zone: TimeZone) -> TimelineFilter {
        TimelineFilter(
            kind: input.choice("kind"), author: input.id("person"),
            from: input.date("from").map { Timestamp(startOf: $0) },
            until: input.date("to").map { Timestamp(startOf: $0).adding(seconds: 86400) })
    }

    private var page: Route {
        Route(
            .get, "customers/:id/timeline", .signedIn,
            summary: "A customer's entries, newest first, 40 at a time.",
            fields: Self.filterFields + [
                .optional("before", .text(0...60), "The cursor `next` of the list before.")
            ],
            example: ListJSON([EntryJSON.example], next: "")
        ) { [service] request in
            let id: CustomerID = try request.id()
            var cursor: TimelineCursor?
            if let before = request.input.filledText("before") {
                guard let read = TimelineCursor(text: before) else {
                    throw AppError.invalid(["before": "choice"])
                }
                cursor = read
            }
            let filter = Self.filter(request.input, zone: request.texts.zone)
            let found = try await service.page(of: id, filter, after: cursor, for: request.viewer)
            let list = EntryList(
                customer: found.customer, entries: found.entries, filter: filter, teams: found.teams)
            return .show(ListJSON(list.shown.map(EntryJSON.init), next: list.next?.text)) { context in
                Page(context.texts.timeline, section: .customers, main: list.html(context))
            }
        }
    }

    private var one: Route {
        Route(
            .get, "customers/:id/timeline/:entry", .signedIn, summary: "One entry.",
            example: EntryJSON.example
        ) { [service] request in
            let id: CustomerID = try request.id()
            let found = try await service.entry(try request.id("entry"), of: id, for: request.viewer)
            return .show(EntryJSON(found.entry)) { context in
                let view = TimelineView(
                    customer: id, texts: context.texts, viewer: context.viewer, teamNames: found.teams)
                return Page(context.texts.timeline, section: .customers, main: view.item(found.entry))
            }
        }
    }

    private var add: Route {
        Route(
            .post, "customers/:id/timeline", .employee, summary: "Writes a note, a call or internal talk.",
            fields: [
                .required("kind", .choice(["note", "call", "talk"])), .required("text", .text(1...20_000)),
                .optional("direction", .choice(["in", "out"]), "For calls."),
                .optional("team", .id, "Only members of this team of yours may read it."),
                .optional("shared", .bool, "Guests of the customer may read it too."),
                .optional("mention", .texts(maxLength: 13), "Ids of colleagues to tell."),
            ], example: EntryJSON.example
        ) { [service] request in
            let id: CustomerID = try request.id()
            var draft = CustomerTimelineService.Draft(
                kind: request.input.choice("kind") ?? .note, text: request.input.text("text"))
            draft.direction = request.input.choice("direction") ?? .none
            draft.team = request.input.id("team")
            draft.isShared = request.input.bool("shared")
            draft.mentions = request.input.texts("mention").compactMap { PersonID(text: $0) }
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

    private var remove: Route {
        Route(
            .delete, "customers/:id/timeline/:entry", .employee, summary: "Removes what you wrote."
        ) { [service] request in
            let id: CustomerID = try request.id()
            try await service.remove(try request.id("entry"), of: id, by: request.viewer)
            return .removed(goTo: .customer(id).with("done", "deleted"))
        }
    }

    private var finishMention: Route {
        Route(
            .delete, "mentions/:entry", .signedIn, summary: "You have dealt with a mention."
        ) { [service] request in
            try await service.finishMention(in: try request.id("entry"), by: request.viewer)
            return .removed(goTo: .start)
        }
    }
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
        let link = Link("/customers/\(customer)/timeline")
            .with("before", next.text).with("kind", filter.kind?.rawValue).with("person", filter.author?.text)
            .with("from", filter.from.map { CivilTime($0, in: .gmt).date.iso })
            .with("to", filter.until.map { CivilTime($0.adding(seconds: -86400), in: .gmt).date.iso })
        return """
            <p class="more"><a class="btn" rel="next" href="\(link)" data-more="#entries">\(texts.olderEntries)</a></p>
            """
    }
}
