import Platform
import Timeline
import Web

/// The whole customer on one page: who they are, who looks after them, everything that happened, what is known.
struct CustomerPage: Sendable {
    let whole: CustomerService.Whole
    let filter: TimelineFilter

    private var customer: Customer { whole.customer }
    private var base: Link { .customer(customer.id) }

    func page(_ context: PageContext) -> Page {
        let blocks = CustomerBlocks(whole: whole, texts: context.texts, viewer: context.viewer)
        return Page(
            customer.name, section: .customers,
            main: """
                <div class="page full customer">
                <header class="customer-head" id="customer-head"\(blocks.live(.head))>\(blocks.content(of: .head))</header>
                <section aria-labelledby="care-title" id="care"\(blocks.live(.care))>\(blocks.content(of: .care))</section>
                \(sections(context))
                <div class="zones">
                <section id="timeline" aria-labelledby="timeline-title">
                \(composer(context))
                \(timelineHead(context.texts))
                \(entries(context))
                </section>
                <aside aria-label="\(context.texts.about)">
                \(blocks.column)
                </aside>
                </div>
                </div>
                """)
    }

    // MARK: Frame

    private func sections(_ context: PageContext) -> HTML {
        let texts = context.texts
        let ours = [
            ("soft-facts", texts.goodToKnow), ("open-items", texts.openItems), ("consents", texts.consents),
        ]
        let names =
            [("timeline", texts.timeline), ("facts", texts.facts), ("contacts", texts.contacts)]
            + (context.viewer.isEmployee ? ours : [])
        return """
            <nav class="tabs sections" aria-label="\(texts.sectionsOfPage)">\(
                names.map { "<a href=\"#\($0.0)\">\($0.1)</a>" as HTML })</nav>
            """
    }

    // MARK: Timeline

    private func composer(_ context: PageContext) -> HTML? {
        guard context.viewer.isEmployee else { return nil }
        let texts = context.texts
        let kinds: [(TimelineEntry.Kind, Icon)] = [(.note, .note), (.call, .call), (.talk, .talk)]
        return """
            <form class="composer" method="post" action="\(base)/timeline" data-enhance data-target="#entries">
              <fieldset class="segments"><legend class="vh">\(texts.kindOfEntry)</legend>\(kinds.map { kind, icon in
                """
                <label><input type="radio" name="kind" value="\(kind.rawValue)"\(" checked", if: kind == .note)>\(icon)\(
                    texts.name(of: kind))</label>
                """ as HTML
              })</fieldset>
              <div class="mention-box">
                <label class="vh" for="entry-text">Text</label>
                <textarea id="entry-text" name="text" rows="2" maxlength="20000" required placeholder="\(
                    texts.whatHappened)" data-mentions="/people/suggest" data-key="n"></textarea>
              </div>
              <footer>
                <label class="vh" for="entry-team">\(texts.visibleFor)</label>
                <select id="entry-team" name="team"><option value="">\(texts.visibleForAll)</option>\(teamOptions(texts))</select>
                <button class="btn primary small">\(texts.writeDown)</button>
              </footer>
            </form>
            """
    }

    private func teamOptions(_ texts: Texts) -> [HTML] {
        whole.teams.sorted { $0.value < $1.value }.map {
            "<option value=\"\($0.key)\">\(texts.onlyFor($0.value))</option>"
        }
    }

    private func timelineHead(_ texts: Texts) -> HTML {
        let kinds: [TimelineEntry.Kind?] = [nil, .mail, .call, .note, .talk]
        return """
            <div class="timeline-head">
              <h2 id="timeline-title">\(texts.timeline)</h2>
              <nav class="segments" aria-label="\(texts.filterTimeline)">\(kinds.map { kindLink($0, texts) })</nav>
              \(moreFilters(texts))
            </div>
            """
    }

    private func kindLink(_ kind: TimelineEntry.Kind?, _ texts: Texts) -> HTML {
        let current: HTML = filter.kind == kind ? " aria-current=\"true\"" : ""
        return """
            <a href="\(base.with("kind", kind?.rawValue))"\(current)>\(kind.map(texts.name) ?? texts.everything)</a>
            """
    }

    private func moreFilters(_ texts: Texts) -> HTML {
        let people = [("", texts.all)] + whole.responsibilities.map { ($0.person.text, $0.personName) }
        return """
            <details class="menu">
              <summary class="btn small quiet">\(Icon.filter)\(texts.moreFilters)</summary>
              <form class="menu-list form" method="get" action="\(base)">
                \(SelectField("person", texts.person, people, selected: filter.author?.text ?? "").html())
                \(FormField("from", texts.fromDay, type: "date", isRequired: true).html(texts))
                \(FormField("to", texts.toDay, type: "date", isRequired: true).html(texts))
                <button class="btn small">\(texts.pick("Filtern", "Filter"))</button>
              </form>
            </details>
            """
    }

    private func entries(_ context: PageContext) -> HTML {
        let list = EntryList(
            customer: customer.id, entries: whole.entries, filter: filter, teams: whole.teams)
        let view = TimelineView(
            customer: customer.id, texts: context.texts, viewer: context.viewer, teamNames: whole.teams)
        let live: HTML =
            filter.isEverything
            ? " data-live-topic=\"customer/\(customer.id)\" data-live-kind=\"entry\" data-live-src=\"\(base)/timeline\" data-live-item=\"\(base)/timeline/{id}\""
            : ""
        return """
            <ol class="entries" id="entries" aria-labelledby="timeline-title"\(live)>
            \(view.items(Array(list.shown)))
            </ol>
            \(list.moreLink(context.texts))
            """
    }
}
