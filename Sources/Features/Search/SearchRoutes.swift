import Platform
import Web

/// The page of results, the palette, and the same for programs.
struct SearchRoutes: Sendable {
    private let service: SearchService
    private let kinds: Field<[SearchSource]>
    private let kind: Field<SearchSource?>

    init(service: SearchService) {
        self.service = service
        kinds = .optional("kinds", .choices(service.sources.all, word: \.key), or: [], "Only these.")
        kind = .optional("in", .choice(service.sources.inAll, word: \.key))
    }

    var routes: [Route] { [page, api] }

    private static let question = Field.optional("q", .text(0...200), or: "", "What to look for.")
    private static let limit = Field.optional(
        "limit", .int(1...100), or: 10, "At most so many of each kind; 10 unless told.")
    private static let typing = Field.flag("typing", "Whether the last word may be unfinished.")
    private static let fragment = Field.flag("fragment")

    private var api: Route {
        Route(
            .get, "search", .signedIn, mount: .api,
            summary: "Finds customers, people, notes and mails, best first.",
            fields: [Self.question, kinds, Self.limit, Self.typing],
            example: ListJSON([SearchHitJSON.example], next: nil)
        ) { [service, kinds] request in
            let input = request.input
            let only = try input[kinds]
            let results = try await service.search(
                input[Self.question], kinds: only.isEmpty ? nil : only,
                limit: input[Self.limit], isTyping: input[Self.typing], for: request.viewer)
            return .json(ListJSON(results.groups.flatMap(\.hits).map(SearchHitJSON.init), next: nil))
        }
    }

    private var page: Route {
        Route(
            .get, "search", .signedIn, mount: .page,
            summary: "The page of results; as a fragment, the palette.",
            fields: [Self.question, kind, Self.fragment]
        ) { [self] request in
            let text = try request.input[Self.question]
            if try request.input[Self.fragment] { return try await palette(text, request) }
            let kind = try request.input[kind]
            let begin = ContinuousClock.now
            let results = try await service.search(
                text, limit: kind == nil ? 8 : SearchService.countLimit, isTyping: true, for: request.viewer)
            let page = SearchPage(
                question: text, kind: kind, sources: service.sources.inAll, results: results,
                time: ContinuousClock.now - begin)
            return .page { page.page($0) }
        }
    }

    private func palette(_ text: String, _ request: Request) async throws -> Reply {
        let results = try await service.search(text, limit: 5, isTyping: true, for: request.viewer)
        let recent = text.isEmpty ? try await service.recent(for: request.viewer) : []
        let palette = SearchPalette(question: text, results: results, recent: recent)
        return .page { Page($0.texts.name(of: .search), section: .search, main: palette.html($0)) }
    }
}

/// A hit for programs.
struct SearchHitJSON: Encodable, Sendable {
    let kind: String
    let id: String
    let title: String
    let text: String
    let customer: CustomerID?
    let customerName: String
    let at: Timestamp?
    let link: String

    init(_ hit: SearchHit) {
        kind = hit.kind
        id = ID<SearchHit>(hit.id).text
        title = hit.title
        text = hit.text.beginning(500)
        customer = hit.customer
        customerName = hit.customerName
        at = hit.at
        link = hit.link.path
    }

    static let example: SearchHitJSON = {
        var hit = SearchHit(
            "customer", 1, title: "Groß GmbH", text: "K-10432, Lübeck", Link("/customers/0000000000001"),
            { _ in .customers })
        hit.customer = CustomerID(1)
        hit.at = Timestamp(us: 0)
        return SearchHitJSON(hit)
    }()
}
