import Platform
import Web

/// A card that another feature puts on a colleague's page, such as the customers they are responsible for.
package struct PersonPanel: Sendable {
    /// Loads what it shows of the person to the viewer; nil: nothing to show.
    package let load: @Sendable (PersonID, Viewer) async throws -> (@Sendable (Texts) -> HTML)?

    /// A panel.
    package init(load: @escaping @Sendable (PersonID, Viewer) async throws -> (@Sendable (Texts) -> HTML)?) {
        self.load = load
    }
}

/// The routes of the directory of colleagues.
struct PeopleRoutes: Sendable {
    let service: PeopleService
    /// In the order in which they stand on a colleague's page.
    let panels: [PersonPanel]

    /// All of them.
    var routes: [Route] { [directory, suggest, colleague, status, photo] }

    private var directory: Route {
        Route(
            .get, "people", .employee, summary: "The colleagues, by name.",
            fields: [
                .optional("q", .text(0...100), "Beginnings of words of name, title, skills or phone."),
                .optional("team", .id, "Only this team."),
                .optional("here", .choice(["yes", "no"]), "Only who is here, or only who is away, today."),
                .optional("after", .id, "The `next` of the piece before."),
            ], example: ListJSON([ColleagueJSON.example], next: "")
        ) { [service] request in
            let input = request.input
            let filter = PersonFilter(
                text: input.text("q"), team: input.id("team"),
                isAway: input.filledText("here").map { $0 == "no" },
                today: request.texts.today, after: input.id("after"))
            let directory = try await service.directory(filter)
            let page = DirectoryPage(directory: directory, filter: filter)
            return .show(ListJSON(directory.colleagues.map { ColleagueJSON($0) }, next: directory.next?.text))
            {
                page.page($0)
            }
        }
    }

    private var suggest: Route {
        Route(
            .get, "people/suggest", .employee, summary: "Employees to mention or choose, 8 at most.",
            fields: [.optional("q", .text(0...100), "Beginnings of words of the name.")],
            example: SuggestionsJSON(items: [
                SuggestionJSON(.init(id: ID(1), email: "", name: "", role: .member))
            ])
        ) { [service] request in
            let people = try await service.suggest(request.input.text("q"))
            return .json(SuggestionsJSON(items: people.map { SuggestionJSON($0) }))
        }
    }

    private var colleague: Route {
        Route(
            .get, "people/:id", .signedIn, summary: "One colleague.", example: ColleagueJSON.example
        ) { [service, panels] request in
            let id = try request.id(as: Kinds.Person.self)
            let colleague = try await service.colleague(id, on: request.texts.today, by: request.viewer)
            var cards: [@Sendable (Texts) -> HTML] = []
            if request.rendering != .json {
                for panel in panels {
                    if let card = try await panel.load(id, request.viewer) { cards.append(card) }
                }
            }
            let page = ColleaguePage(colleague: colleague, cards: cards)
            return .show(ColleagueJSON(colleague), version: colleague.person.version) { page.page($0) }
        }
    }

    /// The live part of a colleague's page.
    private var status: Route {
        Route(.get, "people/:id/status", .signedIn, mount: .page, summary: "Whether a colleague is here.") {
            [service] request in
            let colleague = try await service.colleague(
                try request.id(), on: request.texts.today, by: request.viewer)
            let page = ColleaguePage(colleague: colleague, cards: [])
            return .page { Page(colleague.person.name, section: .people, main: page.status($0.texts)) }
        }
    }

    private var photo: Route {
        Route(
            .get, "people/:id/photo", .signedIn, summary: "A colleague's photo, as they uploaded it.",
            fields: [.optional("v", .text(0...64), "Tells one photo from the next, for caches.")]
        ) { [service] request in
            let photo = try await service.photo(of: try request.id(), by: request.viewer)
            return Reply.file(photo.bytes, type: photo.type, fileName: nil)
                .with(header: "cache-control", "private, max-age=31536000, immutable")
        }
    }
}
