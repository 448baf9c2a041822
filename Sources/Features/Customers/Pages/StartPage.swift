import People
import Platform
import Storage
import Timeline
import Web

/// What awaits a colleague in the morning: mentions, their customers, where they were last.
package struct StartRoutes: Sendable {
    let database: any Database
    let customers = CustomerStore()
    let timeline = TimelineStore()

    /// Routes over `database`.
    package init(database: any Database) { self.database = database }

    /// The start page.
    package var routes: [Route] {
        [
            Route(.get, "", .signedIn, mount: .page, summary: "The start page.") {
                [database, customers, timeline] request in
                let viewer = request.viewer
                let page = try await database.read { tx in
                    StartPage(
                        mentions: try timeline.openMentions(of: viewer, in: tx),
                        mine: try customers.responsibility(of: viewer.id, limit: 12, in: tx),
                        recent: try customers.recent(for: viewer, limit: 8, in: tx))
                }
                return .page { page.page($0) }
            }
        ]
    }
}

/// The start page.
struct StartPage: Sendable {
    let mentions: [TimelineEntry]
    let mine: [Customer]
    let recent: [Customer]

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        return Page(
            texts.name(of: .start), section: .start,
            main: """
                <div class="page start">
                \(PageHead(greeting(context), sub: texts.longDate(CivilTime(texts.now, in: texts.zone).date)).html(texts))
                <div class="grid">
                \(card("waiting", texts.waitsForYou, mentions.map { mention($0, texts) }, texts))
                \(card("mine", texts.myCustomers, mine.map { row($0, texts) }, texts))
                \(card("recent", texts.recentlyOpened, recent.map { row($0, texts) }, texts))
                </div>
                </div>
                """)
    }

    private func greeting(_ context: PageContext) -> String {
        let first = context.viewer.name.split(separator: " ").first.map(String.init) ?? context.viewer.name
        return context.texts.pick("Guten Tag, \(first)", "Hello, \(first)")
    }

    private func card(_ id: String, _ title: String, _ rows: [HTML], _ texts: Texts) -> HTML {
        """
        <section class="card" aria-labelledby="\(id)"><header><h2 id="\(id)">\(title)</h2></header>
        \(rows.isEmpty ? "<p class=\"muted\">\(texts.nothingYet)</p>" as HTML : "<ul class=\"rows\">\(rows)</ul>")
        </section>
        """
    }

    private func row(_ customer: Customer, _ texts: Texts) -> HTML {
        """
        <li class="row">\(avatar(customer))<div><a class="go" href="\(Link.customer(customer.id))">\(
            customer.name)</a><small>\(customer.city)</small></div><div class="end"><small>\(
            texts.ago(customer.lastEntryAt))</small></div></li>
        """
    }

    private func mention(_ entry: TimelineEntry, _ texts: Texts) -> HTML {
        """
        <li class="row">\(Icon.talk)<div><a class="go" href="\(Link.customer(entry.customer).path)#e-\(entry.id)">\(
            entry.authorName)</a><small>\(String(entry.text.prefix(140)))</small></div>
        <div class="end"><small>\(texts.ago(entry.at))</small></div></li>
        """
    }
}

extension Texts {
    var waitsForYou: String { pick("Wartet auf Sie", "Waits for you") }
    var recentlyOpened: String { pick("Zuletzt geöffnet", "Recently opened") }
}
