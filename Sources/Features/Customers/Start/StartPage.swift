import People
import Platform
import Storage
import Timeline
import Web

/// What awaits a colleague in the morning: mentions, news of their customers, who is dunned, where they were last.
struct StartRoutes: Sendable {
    let database: any Database
    /// What waits besides mentions on timelines.
    let waiting: [WaitingSource]

    /// The start page.
    var routes: [Route] { [start, startJSON, waitingAnew] }

    private var start: Route {
        Route(
            .get, "", .signedIn, mount: .page, summary: "The start page.",
            fields: [Field.optional("done", .text(0...20))]
        ) { request in
            let page = try await load(for: request.viewer, request.texts)
            return .page { page.page($0) }
        }
    }

    /// The mentions anew, when another one came.
    private var waitingAnew: Route {
        Route(.get, "start/waiting", .signedIn, mount: .page, summary: "Mentions that wait.") {
            [database, waiting] request in
            let viewer = request.viewer
            let page = try await database.read { tx in
                var page = StartPage(mentions: try CustomerStore().openMentions(of: viewer, in: tx))
                page.others = try waiting.flatMap { try $0.load(viewer, tx) }
                return page
            }
            return .page { context in
                Page(context.texts.waitsForYou, section: .start, main: page.waiting(context.texts))
            }
        }
    }

    func load(for viewer: Viewer, _ texts: Texts) async throws -> StartPage {
        let weekAgo = CivilDate(daysSince1970: texts.today.daysSince1970 - 7)
        let since = Timestamp(startOf: weekAgo, in: texts.zone)
        return try await database.read { [waiting] tx in
            let customers = CustomerStore()
            var page = StartPage(mentions: try customers.openMentions(of: viewer, in: tx))
            page.others = try waiting.flatMap { try $0.load(viewer, tx) }
            page.news = try customers.news(since: since, limit: 12, for: viewer, in: tx)
            page.mine = try customers.own(of: viewer, limit: 6, in: tx).map { $0.seen(by: viewer) }
            page.recent = try customers.recent(for: viewer, limit: 8, in: tx).map { $0.seen(by: viewer) }
            if viewer.isEmployee { page.dunned = try customers.dunned(of: viewer, limit: 8, in: tx) }
            return page
        }
    }
}

/// The start page.
struct StartPage: Sendable {
    let mentions: [TimelineEntry]
    var others: [WaitingThing] = []
    var news: [(entry: TimelineEntry, customer: String)] = []
    var mine: [Customer] = []
    var dunned: [Customer] = []
    var recent: [Customer] = []

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        return Page(
            texts.name(of: .start), section: .start,
            main: """
                <div class="page full">
                \(PageHead(greeting(context), sub: texts.longDate(texts.today)).html(texts))
                <div class="start">
                <div class="stack">
                <section class="card" aria-labelledby="waits" id="waits-card" data-live-topic="person/\(
                    context.viewer.id)" data-live-kind="mention" data-live-src="/start/waiting">\(waiting(texts))</section>
                \(card("changed", texts.newsOfMine, news.map { piece($0.entry, $0.customer, texts) }, texts))
                \(card("recent", texts.recentlyOpened, recent.map { row($0, texts) }, texts))
                </div>
                <div class="stack">
                \(dunned.isEmpty ? nil : card("dunned", texts.dunned, dunned.map { row($0, texts) }, texts, all: own(context, dunned: true)))
                \(card("mine", texts.myCustomers, mine.map { row($0, texts) }, texts, all: own(context, dunned: false)))
                </div>
                </div>
                </div>
                """)
    }

    private func greeting(_ context: PageContext) -> String {
        let first = context.viewer.name.split(separator: " ").first.map(String.init) ?? context.viewer.name
        return context.texts.pick("Guten Tag, \(first)", "Hello, \(first)")
    }

    /// The list of the viewer's customers of which a card shows the first; guests have none.
    private func own(_ context: PageContext, dunned: Bool) -> Link? {
        guard context.viewer.isEmployee else { return nil }
        var query = CustomerQuery()
        (query.responsible, query.isDunned) = (context.viewer.id, dunned)
        query.sort = dunned ? .dunning : .lastContact
        return query.link
    }

    private func card(
        _ id: String, _ title: String, _ rows: [HTML], _ texts: Texts, all: Link? = nil
    ) -> HTML {
        let link = all.map {
            "<a href=\"\($0)\" aria-label=\"\(title): \(texts.all)\">\(texts.all)</a>" as HTML
        }
        return """
            <section class="card" aria-labelledby="\(id)"><header><h2 id="\(id)">\(title)</h2>\(link)</header>
            \(list(rows, texts))
            </section>
            """
    }

    private func list(_ rows: [HTML], _ texts: Texts) -> HTML {
        rows.isEmpty
            ? "<p class=\"muted\">\(texts.nothingYet)</p>" : "<ul class=\"rows\" data-list>\(rows)</ul>"
    }

    /// What stands in the first card; sent alone when another mention came.
    func waiting(_ texts: Texts) -> HTML {
        let things = waitingThings
        let count: HTML = things.isEmpty ? "" : "<span class=\"count\">\(things.count)</span>"
        return """
            <header><h2 id="waits">\(texts.waitsForYou)</h2>\(count)</header>
            \(list(things.map { mention($0, texts) }, texts))
            """
    }

    /// All that waits, newest first.
    private var waitingThings: [WaitingThing] {
        let things = mentions.map { entry in
            WaitingThing(
                mentionBy: entry.authorName, excerpt(entry), at: entry.at, link: place(entry),
                done: Link("/mentions/\(entry.id)"))
        }
        return others.isEmpty ? things : (things + others).sorted { $0.at > $1.at }
    }

    private func mention(_ thing: WaitingThing, _ texts: Texts) -> HTML {
        """
        <li class="row news"><span class="mark-s talk">\(Icon.talk)</span><div><a class="go" href="\(thing.link)">\(
            texts.mentionsYou(thing.author))</a><small>\(thing.text)</small></div>
        <div class="end"><small>\(texts.ago(thing.at))</small><form method="post" action="\(
            thing.done.method("DELETE"))"><button class="btn quiet icon small" aria-label="\(
            texts.done): \(texts.mentionsYou(thing.author))" title="\(texts.done)">\(Icon.check)</button></form></div></li>
        """
    }

    private func piece(_ entry: TimelineEntry, _ customer: String, _ texts: Texts) -> HTML {
        """
        <li class="row news"><span class="mark-s \(entry.kind.rawValue)">\(texts.entryKind(entry.kind).icon)</span><div><a class="go" href="\(
            place(entry))">\(customer)</a><small>\(texts.name(of: entry.kind)), \(entry.authorName): \(
            excerpt(entry))</small></div><div class="end"><small>\(texts.ago(entry.at))</small></div></li>
        """
    }

    private func place(_ entry: TimelineEntry) -> Link {
        Link.entry(entry.id, of: entry.customer)
    }

    private func excerpt(_ entry: TimelineEntry) -> String {
        (entry.title.isEmpty ? entry.text : entry.title).beginning(140)
    }

    private func row(_ customer: Customer, _ texts: Texts) -> HTML {
        let level = customer.dunningLevel
        let end: HTML =
            level > 0
            ? "<span class=\"pill bad\">\(texts.dunningLevel(level))</span>"
            : "<small>\(texts.ago(customer.lastEntryAt))</small>"
        return """
            <li class="row">\(avatar(customer))<div><a class="go" href="\(Link.customer(customer.id))">\(
                customer.name)</a><small>\(customer.city)</small></div><div class="end">\(end)</div></li>
            """
    }
}

extension Texts {
    var waitsForYou: String { pick("Wartet auf Sie", "Waits for you") }
    var recentlyOpened: String { pick("Zuletzt geöffnet", "Recently opened") }
    var newsOfMine: String { pick("Neues bei meinen Kunden", "News of my customers") }
    var done: String { pick("Erledigt", "Done") }
    func mentionsYou(_ name: String) -> String { pick("\(name) erwähnt Sie", "\(name) mentions you") }
}
