import Platform
import Timeline
import Web

/// The whole customer on one page: who they are, who looks after them, everything that happened, what is known.
struct CustomerPage: Sendable {
    let whole: CustomerService.Whole
    let filter: TimelineFilter
    /// The entries are older than this one.
    let after: TimelineCursor?
    private let base: Link

    private var customer: Customer { whole.customer }

    init(whole: CustomerService.Whole, filter: TimelineFilter, after: TimelineCursor? = nil) {
        self.whole = whole
        self.filter = filter
        self.after = after
        base = .customer(whole.customer.id)
    }

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
                \(particulars(texts))
                <button class="btn primary small">\(texts.writeDown)</button>
              </footer>
            </form>
            """
    }

    /// What one seldom needs: with whom, in which direction, when, and for guests too.
    private func particulars(_ texts: Texts) -> HTML {
        let directions = [("in", texts.incoming), ("out", texts.outgoing)]
        let names = whole.contacts.map { "<option value=\"\($0.name)\">" as HTML }
        return """
            <details class="menu"><summary class="btn small quiet">\(texts.particulars)</summary><div class="menu-list form">
            \(SelectField("direction", texts.directionOfCall, [("", texts.none)] + directions).html())
            \(FormField("counterpart", texts.counterpart, attributes: "list=\"contact-names\" maxlength=\"200\"").html(texts))
            <datalist id="contact-names">\(names)</datalist>
            \(FormField("at", texts.happenedAt, type: "datetime-local").html(texts))
            <label class="check"><input type="checkbox" name="shared"><span>\(texts.alsoForGuests)</span></label>
            </div></details>
            """
    }

    private func teamOptions(_ texts: Texts) -> [HTML] {
        whole.teams.sorted { $0.value < $1.value }.map {
            "<option value=\"\($0.key)\">\(texts.onlyFor($0.value))</option>"
        }
    }

    private func timelineHead(_ texts: Texts) -> HTML {
        let chips = texts.features[EntryKind.self].filter { $0.chip != nil }
            .sorted { ($0.chip ?? 0) < ($1.chip ?? 0) }
        let kinds: [TimelineEntry.Kind?] = [nil] + chips.map(\.kind)
        return """
            <div class="timeline-head">
              <h2 id="timeline-title">\(texts.timeline)</h2>
              <nav class="segments" aria-label="\(texts.filterTimeline)">\(kinds.map { kindLink($0, texts) })</nav>
              <a class="btn small quiet" href="\((base / "timeline/filter").with(filter, in: texts.zone))" data-dialog>\(
                Icon.filter)\(texts.moreFilters)</a>
            </div>
            \(TimelineFilterTags(customer: customer.id, filter: filter, person: chosenPerson).html(texts))
            """
    }

    private func kindLink(_ kind: TimelineEntry.Kind?, _ texts: Texts) -> HTML {
        let current: HTML = filter.kind == kind ? " aria-current=\"true\"" : ""
        var narrowed = filter
        narrowed.kind = kind
        return """
            <a href="\(base.with(narrowed, in: texts.zone))"\(current)>\(kind.map(texts.name) ?? texts.everything)</a>
            """
    }

    /// The name of whose entries are shown alone, as far as the page knows it.
    private var chosenPerson: String? {
        guard let author = filter.author else { return nil }
        return whole.entries.first { $0.author == author }?.authorName
            ?? whole.responsibilities.first { $0.person == author }?.personName
    }

    /// Styles hide it as soon as a live entry has come.
    private func nothing(_ texts: Texts) -> HTML {
        "<p class=\"muted\">\(filter == TimelineFilter() ? texts.nothingYet : texts.nothingFits)</p>"
    }

    private func entries(_ context: PageContext) -> HTML {
        let list = EntryList(
            customer: customer.id, entries: whole.entries, filter: filter, teams: whole.teams)
        let view = TimelineView(
            customer: customer.id, texts: context.texts, viewer: context.viewer, teamNames: whole.teams)
        let (texts, timeline) = (context.texts, base / "timeline")
        let live: HTML = """
             data-live-topic="customer/\(customer.id)" data-live-kind="entry" data-live-src="\(
                timeline.with(filter, in: texts.zone))" data-live-item="\((timeline / "{id}").with(filter, in: texts.zone))"
            """
        return """
            \(after == nil ? nil : "<p><a class=\"btn small\" href=\"\(base)\">\(texts.newestEntries)</a></p>" as HTML)
            <ol class="entries" id="entries" aria-labelledby="timeline-title"\(after == nil ? live : nil)>
            \(view.items(Array(list.shown)))
            </ol>
            \(list.shown.isEmpty ? nothing(texts) : nil)\(list.moreLink(texts))
            """
    }
}
