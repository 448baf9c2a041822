import Platform
import Timeline
import Web

extension StartRoutes {
    /// The start page's data, for programs.
    var startJSON: Route {
        Route(
            .get, "start", .signedIn, mount: .api,
            summary: "What waits for you, what changed with your customers within a week, and who they are.",
            example: StartJSON.example
        ) { request in
            .json(StartJSON(try await load(for: request.viewer, request.texts)))
        }
    }
}

/// What the start page shows.
struct StartJSON: Encodable, Sendable {
    /// An entry with the name of its customer.
    struct News: Encodable, Sendable {
        let customerName: String
        let entry: EntryJSON
    }

    /// Entries that mention you, until you say that you dealt with them (`DELETE mentions/{entry}`).
    let mentions: [EntryJSON]
    let news: [News]
    let customers: [CustomerJSON]
    let dunned: [CustomerJSON]
    /// Whom you looked at last.
    let recent: [CustomerJSON]

    init(_ page: StartPage) {
        mentions = page.mentions.map(EntryJSON.init)
        news = page.news.map { News(customerName: $0.customer, entry: EntryJSON($0.entry)) }
        customers = page.mine.map { CustomerJSON($0) }
        dunned = page.dunned.map { CustomerJSON($0) }
        recent = page.recent.map { CustomerJSON($0) }
    }

    static let example: StartJSON = {
        let customer = Customer(
            id: CustomerID(1), details: .company("Groß GmbH"), createdAt: Timestamp(us: 0))
        let entry = TimelineEntry(
            id: EntryID(1), customer: customer.id, at: Timestamp(us: 0), kind: .talk, authorName: "Anna Groß")
        var page = StartPage(mentions: [entry])
        page.news = [(entry, customer.name)]
        (page.mine, page.dunned, page.recent) = ([customer], [customer], [customer])
        return StartJSON(page)
    }()
}
