import Platform
import Timeline
import Web

/// The whole customer on one page: who they are, who looks after them, everything that happened, what is known.
struct CustomerPage: Sendable {
    let whole: CustomerService.Whole
    let filter: TimelineFilter

    private var customer: Customer { whole.customer }
    private var base: String { "/customers/\(customer.id)" }
    private var topic: String { "customer/\(customer.id)" }

    func page(_ context: PageContext) -> Page {
        Page(
            customer.name, section: .customers,
            main: """
                <div class="page full customer">
                \(head(context))
                \(care(context))
                \(sections(context.texts))
                <div class="zones">
                <section id="timeline" aria-labelledby="timeline-title">
                \(composer(context))
                \(timelineHead(context.texts))
                \(entries(context))
                </section>
                <aside aria-label="\(context.texts.about)">
                \(CustomerBlocks(whole: whole, texts: context.texts, viewer: context.viewer).html)
                </aside>
                </div>
                </div>
                """)
    }

    // MARK: Head

    private func head(_ context: PageContext) -> HTML {
        let texts = context.texts
        let since = texts.pick("seit ", "since ") + texts.day(customer.createdAt)
        let numbers = whole.numbers.map { "<span class=\"num\">\($0.number)</span>" as HTML }
        let facts = [customer.details.industry, customer.city, since].filter { !$0.isEmpty }
        return """
            <header class="customer-head" id="customer-head">
              <nav class="crumbs" aria-label="\(texts.pick("Pfad", "Path"))"><a href="/customers">\(
                texts.name(of: .customers))</a></nav>
              \(avatar(customer, size: "l"))
              <div>
                <h1>\(customer.name)</h1>
                <p class="sub">\(numbers)\(facts.map { "<span>\($0)</span>" as HTML })</p>
                <p class="tags">\(dunning(texts))\(whole.tags.map(tag))</p>
              </div>
              <div class="actions">\(actions(context))</div>
            </header>
            """
    }

    private func dunning(_ texts: Texts) -> HTML? {
        guard customer.dunningLevel > 0 else { return nil }
        return "<a class=\"pill bad\" href=\"#open-items\">\(texts.dunningLevel(customer.dunningLevel))</a> "
    }

    private func tag(_ tag: String) -> HTML {
        "<a class=\"tag\" href=\"\(Link("/customers").with("tag", tag))\">\(tag)</a> "
    }

    private func actions(_ context: PageContext) -> HTML {
        let texts = context.texts
        let own = whole.reaches.filter { $0.contact == nil } + whole.reaches.filter { $0.contact != nil }
        let phone = own.first { $0.kind == .phone }
        let mail = own.first { $0.kind == .email }
        var html: HTML = ""
        if let phone {
            html += "<a class=\"btn primary\" href=\"tel:\(phone.value)\">\(Icon.phone)\(texts.call)</a>"
        }
        if let mail {
            html += "<a class=\"btn\" href=\"mailto:\(mail.value)\">\(Icon.mail)\(texts.email)</a>"
        }
        guard context.viewer.isEmployee else { return html }
        html += """
            <a class="btn" href="\(base)/edit" data-key="e">\(Icon.edit)\(texts.edit)</a>
            <details class="menu">
              <summary class="btn icon" aria-label="\(texts.moreActions)">\(Icon.dots)</summary>
              <div class="menu-list">
                <a href="\(base)/history">\(Icon.history)\(texts.changeHistory)</a>
                <a href="\(Link("/duplicates").with("customer", customer.id.text))">\(Icon.merge)\(texts.findDuplicates)</a>
              </div>
            </details>
            """
        return html
    }

    // MARK: Who looks after the customer

    private func care(_ context: PageContext) -> HTML {
        CareSection(whole: whole).html(context)
    }

    private func sections(_ texts: Texts) -> HTML {
        let names: [(String, String)] = [
            ("timeline", texts.timeline), ("facts", texts.facts), ("contacts", texts.contacts),
            ("soft-facts", texts.goodToKnow), ("open-items", texts.openItems), ("consents", texts.consents),
        ]
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
            <a href="\(Link(base).with("kind", kind?.rawValue))"\(current)>\(kind.map(texts.name) ?? texts.everything)</a>
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
            ? " data-live-topic=\"\(topic)\" data-live-kind=\"entry\" data-live-src=\"\(base)/timeline\" data-live-item=\"\(base)/timeline/{id}\""
            : ""
        return """
            <ol class="entries" id="entries" aria-labelledby="timeline-title"\(live)>
            \(view.items(Array(list.shown)))
            </ol>
            \(list.moreLink(context.texts))
            """
    }
}

/// Who looks after the customer, for what, and who stands in.
struct CareSection: Sendable {
    let whole: CustomerService.Whole

    func html(_ context: PageContext) -> HTML {
        let texts = context.texts
        let base = "/customers/\(whole.customer.id)"
        return """
            <section aria-labelledby="care-title" id="care" data-live-topic="customer/\(
                whole.customer.id)" data-live-kind="responsibility" data-live-src="\(base)/responsibilities">
            \(content(texts, isEditable: context.viewer.isEmployee))
            </section>
            """
    }

    /// What stands in the section; sent alone when it changes.
    func content(_ texts: Texts, isEditable: Bool) -> HTML {
        """
        <h2 class="vh" id="care-title">\(texts.responsibilities)</h2>
        <ul class="care">\(whole.responsibilities.map { item($0) })\(isEditable ? addItem(texts) : nil)</ul>
        """
    }

    private func item(_ responsibility: Responsibility) -> HTML {
        """
        <li>\(Avatar(responsibility.person, responsibility.personName).html)
        <div><small>\(responsibility.topic)</small><a class="go" href="/people/\(responsibility.person)">\(
            responsibility.personName)</a></div></li>
        """
    }

    private func addItem(_ texts: Texts) -> HTML {
        """
        <li><a class="btn quiet small" href="/customers/\(whole.customer.id)/responsibilities/new" data-dialog>\(
            Icon.plus)\(texts.responsible)</a></li>
        """
    }
}
