import Platform
import Timeline
import Web

/// The whole customer on one page: who they are, who looks after them, everything that happened, what is known.
struct CustomerPage: Sendable {
    let whole: CustomerService.Whole
    let filter: TimelineFilter
    /// The entries are older than this one.
    var after: TimelineCursor?

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
        var people = [("", texts.all)]
        let authors = whole.entries.compactMap { entry in entry.author.map { ($0.text, entry.authorName) } }
        for person in whole.responsibilities.map({ ($0.person.text, $0.personName) }) + authors
        where !people.contains(where: { $0.0 == person.0 }) { people.append(person) }
        let directions = [("", texts.all), ("in", texts.incoming), ("out", texts.outgoing)]
        return """
            <details class="menu">
              <summary class="btn small quiet">\(Icon.filter)\(texts.moreFilters)</summary>
              <form class="menu-list form" method="get" action="\(base)">
                <input type="hidden" name="kind" value="\(filter.kind?.rawValue ?? "")">
                \(choice("person", texts.person, people, filter.author?.text))
                \(choice("direction", texts.direction, directions, filter.direction?.rawValue))
                \(day("from", texts.fromDay, filter.from, texts))
                \(day("to", texts.toDay, filter.until?.adding(seconds: -1), texts))
                <button class="btn small">\(texts.pick("Filtern", "Filter"))</button>
              </form>
            </details>
            """
    }

    // Ids of their own: the forms of dialogs use the plain names.
    private func choice(
        _ name: String, _ label: String, _ options: [(String, String)], _ selected: String?
    ) -> HTML {
        """
        <div class="field"><label for="f-\(name)">\(label)</label><select id="f-\(name)" name="\(name)">\(options.map {
            "<option value=\"\($0.0)\"\(" selected", if: $0.0 == selected)>\($0.1)</option>" as HTML
        })</select></div>
        """
    }

    private func day(_ name: String, _ label: String, _ time: Timestamp?, _ texts: Texts) -> HTML {
        """
        <div class="field"><label for="f-\(name)">\(label)</label><input id="f-\(name)" name="\(name)" type="date" value="\(
            time.map { CivilTime($0, in: texts.zone).date.iso })"></div>
        """
    }

    private func entries(_ context: PageContext) -> HTML {
        let list = EntryList(
            customer: customer.id, entries: whole.entries, filter: filter, teams: whole.teams)
        let view = TimelineView(
            customer: customer.id, texts: context.texts, viewer: context.viewer, teamNames: whole.teams)
        let live: HTML =
            filter.isEverything && after == nil
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
