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
    var routes: [Route] { [directory, suggest, colleague, status, addAbsence, removeAbsence, photo] }

    private static let question = Field.optional(
        "q", .text(0...100), or: "", "Beginnings of words of name, title, skills or phone.")
    private static let team = Field.optional("team", .id(TeamID.self), "Only this team.")
    private static let isAway = Field.optional(
        "here", .choice(["yes": false, "no": true]), "Only who is here, or only who is away, today.")
    private static let after = Field.optional("after", .id(PersonID.self), "The `next` of the piece before.")

    private var directory: Route {
        Route(
            .get, "people", .employee, summary: "The colleagues, by name.",
            fields: [Self.question, Self.team, Self.isAway, Self.after],
            example: ListJSON([ColleagueJSON.example], next: "")
        ) { [service] request in
            let input = request.input
            let filter = try PersonFilter(
                text: input[Self.question], team: input[Self.team], isAway: input[Self.isAway],
                today: request.texts.today, after: input[Self.after])
            let directory = try await service.directory(filter)
            let page = DirectoryPage(directory: directory, filter: filter)
            return .show(ListJSON(directory.colleagues.map { ColleagueJSON($0) }, next: directory.next?.text))
            {
                page.page($0)
            }
        }
    }

    private static let beginnings = Field.optional(
        "q", .text(0...100), or: "", "Beginnings of words of the name.")

    private var suggest: Route {
        Route(
            .get, "people/suggest", .employee, summary: "Employees to mention or choose, 8 at most.",
            fields: [Self.beginnings],
            example: SuggestionsJSON(items: [
                SuggestionJSON(.init(id: ID(1), email: "", name: "", role: .member))
            ])
        ) { [service] request in
            let people = try await service.suggest(request.input[Self.beginnings])
            return .json(SuggestionsJSON(items: people.map { SuggestionJSON($0) }))
        }
    }

    private var colleague: Route {
        Route(
            .get, "people/:id", .signedIn, summary: "One colleague.", example: ColleagueJSON.example
        ) { try await show($0) }
    }

    private func show(_ request: Request, _ refusal: FormRefusal? = nil) async throws -> Reply {
        let id = try request.id(as: Kinds.Person.self)
        let (today, viewer) = (request.texts.today, request.viewer)
        let colleague = try await service.colleague(id, on: today, by: viewer)
        var page = ColleaguePage(colleague: colleague, cards: [])
        if request.rendering != .json {
            page.absence = try await service.absences(of: colleague, today: today, by: viewer).map {
                AbsenceCard(away: $0, link: .absence(of: id), isOwn: false, refusal: refusal)
            }
            for panel in panels {
                if let card = try await panel.load(id, viewer) { page.cards.append(card) }
            }
        }
        return .show(ColleagueJSON(colleague), version: colleague.person.version) { [page] in page.page($0) }
    }

    // MARK: Away

    private var addAbsence: Route {
        Route(
            .post, "people/:id/absence", .administrator,
            summary: "Tells when a colleague is away who cannot say so, and who stands in.",
            fields: AbsenceCard.fields, example: CreatedJSON(id: "")
        ) { request in
            try await request.answering(showingAgain: { try await show(request, $0) }) {
                let person = try request.id(as: Kinds.Person.self)
                let id = try await service.addAbsence(of: person, request)
                return .changed(
                    CreatedJSON(id: id.text), status: 201, goTo: .person(person).done("saved"))
            }
        }
    }

    private var removeAbsence: Route {
        Route(
            .delete, "people/:id/absence/:absence", .administrator,
            summary: "Takes a colleague's absence back."
        ) { [service] request in
            let person = try request.id(as: Kinds.Person.self)
            try await service.removeAbsence(
                try request.id("absence"), of: person, by: request.viewer, address: request.address)
            return .removed(goTo: .person(person).done("deleted"))
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
            .get, "people/:id/photo", .signedIn,
            summary: "A colleague's photo, without what its file says of place and time.",
            fields: [Field.optional("v", .text(0...64), "Tells one photo from the next, for caches.")]
        ) { [service] request in
            let photo = try await service.photo(of: try request.id(), by: request.viewer)
            return Reply.blob(photo.file, type: photo.type, fileName: nil)
                .with(header: "cache-control", "private, max-age=31536000, immutable")
        }
    }
}

extension Link {
    /// Where administrators enter that a colleague is away.
    static func absence(of id: PersonID) -> Link { Link("/people/\(id)/absence") }
}
