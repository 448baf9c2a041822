import Customers
import People
import Platform
import Timeline
import Web

/// The page of results (`Client/gallery/search.html`).
struct SearchPage: Sendable {
    let question: String
    /// Only this kind; nil: the best of each.
    let kind: SearchKind?
    let results: SearchResults
    let time: Duration

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        return Page(
            texts.name(of: .search), section: .search,
            main: """
                <div class="page narrow hits-page">
                \(PageHead(texts.name(of: .search), sub: question.isEmpty ? nil : summary(texts)).html(texts))
                \(form(texts))
                \(results.groups.isEmpty ? empty(texts) : tabs(context))
                \(shown.map { section($0, texts) })
                </div>
                """)
    }

    private var shown: [SearchResults.Group] {
        results.groups.filter { kind == nil || $0.kind == kind }
    }

    private func summary(_ texts: Texts) -> String {
        texts.hits(
            total(texts), isOne: results.groups.map(\.count) == [1], for: question,
            ms: max(Int(time / .milliseconds(1)), 1))
    }

    /// All hits; more than that when one kind was not counted to its end.
    private func total(_ texts: Texts) -> String {
        let isMore = results.groups.contains { $0.count >= SearchService.countLimit }
        return texts.number(results.groups.reduce(0) { $0 + $1.count }) + (isMore ? "+" : "")
    }

    private func form(_ texts: Texts) -> HTML {
        """
        <form class="filters" method="get" action="/search" role="search" aria-label="\(texts.searchThisPage)">
        <input type="search" name="q" value="\(question)" aria-label="\(texts.searchTerm)" maxlength="200">
        <button class="btn primary" type="submit">\(texts.doSearch)</button></form>
        """
    }

    private func empty(_ texts: Texts) -> HTML {
        question.isEmpty
            ? EmptyState(.search, texts.whatToFind, texts.whatToFindHint).html
            : EmptyState(.search, texts.noHits, texts.noHitsHint).html
    }

    private func tabs(_ context: PageContext) -> HTML {
        let texts = context.texts
        let counts = Dictionary(uniqueKeysWithValues: results.groups.map { ($0.kind, $0.count) })
        let kinds = SearchService.allKinds.filter { $0 != .person || context.viewer.isEmployee }
        return """
            <nav class="tabs" aria-label="\(texts.hitsByKind)">
            \(tab(nil, texts.all, total(texts)))\(kinds.map { tab($0, texts.name(of: $0), texts.count(counts[$0] ?? 0)) })
            </nav>
            """
    }

    private func tab(_ kind: SearchKind?, _ name: String, _ count: String) -> HTML {
        let current: HTML = self.kind == kind ? " aria-current=\"page\"" : ""
        return """
            <a href="\(link(kind))"\(current)>\(name) <span class="count">\(count)</span></a>
            """
    }

    private func link(_ kind: SearchKind?) -> Link { .search(question).with("in", kind?.rawValue) }

    private func section(_ group: SearchResults.Group, _ texts: Texts) -> HTML {
        let id = "h-\(group.kind.rawValue)"
        let more: HTML =
            kind == nil && group.count > group.hits.count
            ? "<p class=\"more\"><a class=\"btn\" href=\"\(link(group.kind))\">\(texts.more)</a></p>" : ""
        return """
            <section aria-labelledby="\(id)"><h2 id="\(id)">\(texts.name(of: group.kind))</h2>
            <ul class="rows" data-list>\(group.hits.map { row($0, texts) })</ul>\(more)</section>
            """
    }

    private func row(_ hit: SearchHit, _ texts: Texts) -> HTML {
        let marks = results.highlighter
        let customer: HTML = hit.kind == .entry ? "\(hit.customerName): " : ""
        return """
            <li class="row">\(picture(hit, texts))<div><a class="go" href="\(hit.link)">\(marks.whole(hit.title))</a>
            <small>\(customer)\(marks.snippet(hit.text))</small></div>\(end(hit, texts))</li>
            """
    }

    private func picture(_ hit: SearchHit, _ texts: Texts) -> HTML {
        guard let kind = hit.entryKind else {
            return Avatar(ID<SearchHit>(hit.id), hit.title, isFirm: hit.isCompany, photo: hit.photoLink).html
        }
        return "<span class=\"mark-s \(kind.rawValue)\">\(texts.entryKind(kind).icon)</span>"
    }

    private func end(_ hit: SearchHit, _ texts: Texts) -> HTML {
        if hit.dunningLevel > 0 {
            return
                "<div class=\"end\"><span class=\"pill bad\">\(texts.dunningLevel(hit.dunningLevel))</span></div>"
        }
        guard let at = hit.at, hit.kind == .entry else { return "" }
        return "<div class=\"end\">\(timeTag(at, texts.ago(at)))</div>"
    }
}

/// What the search box shows while typing (`Client/gallery/fragments/search.html`).
struct SearchPalette: Sendable {
    let question: String
    let results: SearchResults
    /// Customers to go back to, when nothing is typed yet.
    let recent: [Customer]

    func html(_ context: PageContext) -> HTML {
        let texts = context.texts
        var groups = results.groups.map { group in
            Self.group(texts.name(of: group.kind), group.hits.map { option($0, texts) })
        }
        if !recent.isEmpty {
            groups.append(
                Self.group(
                    texts.recentlySeen,
                    recent.map {
                        Self.option(.customers, .customer($0.id), "\($0.name)<small>\($0.city)</small>")
                    }))
        }
        let nothing: HTML? = question.isEmpty || !results.groups.isEmpty ? nil : Self.nothing(question, texts)
        return "\(nothing)\(groups)\(Self.group(texts.commands, commands(context)))"
    }

    private static func nothing(_ question: String, _ texts: Texts) -> HTML {
        "<p class=\"muted no-hits\">\(texts.noHits(for: question))</p>"
    }

    private static func group(_ name: String, _ options: [HTML]) -> HTML {
        """
        <div class="hit-group" role="group" aria-label="\(name)"><div aria-hidden="true">\(name)</div>\(options)</div>
        """
    }

    private static func option(_ icon: Icon, _ link: Link, _ content: HTML, end: HTML = "") -> HTML {
        """
        <a class="hit" role="option" href="\(link)" tabindex="-1">\(icon)<span>\(content)</span>\(end)</a>
        """
    }

    /// Something to do rather than something found: never chosen beforehand.
    private static func command(_ icon: Icon, _ link: Link, _ name: String) -> HTML {
        """
        <a class="hit" role="option" href="\(link)" tabindex="-1" data-command>\(icon)<span>\(name)</span></a>
        """
    }

    private func option(_ hit: SearchHit, _ texts: Texts) -> HTML {
        let marks = results.highlighter
        let customer: HTML = hit.kind == .entry ? "\(hit.customerName): " : ""
        let end: HTML =
            hit.dunningLevel > 0
            ? "<span class=\"pill bad\">\(texts.dunningLevel(hit.dunningLevel))</span>" : ""
        return Self.option(
            hit.icon(texts), hit.link,
            "\(marks.whole(hit.title))<small>\(customer)\(marks.snippet(hit.text))</small>", end: end)
    }

    private func commands(_ context: PageContext) -> [HTML] {
        let texts = context.texts
        var commands: [HTML] = []
        if !question.isEmpty { commands.append(Self.command(.search, .search(question), texts.allHits)) }
        commands += texts.features.creations(for: context.viewer).map {
            Self.command(.plus, $0.link, texts.newThing(texts.pick($0.name)))
        }
        if question.isEmpty {
            commands += texts.features.sections(for: context.viewer).map {
                Self.command($0.icon, $0.link, texts.pick($0.name))
            }
        }
        return commands
    }
}

extension Link {
    /// The page of results for `question`.
    package static func search(_ question: String) -> Link { Link("/search").with("q", question) }
}

extension SearchHit {
    /// Where it leads: an entry to its place on the customer's page.
    var link: Link {
        switch kind {
        case .person: .person(PersonID(id))
        case .customer: .customer(CustomerID(id))
        case .contact: .customer(customer ?? CustomerID(0))
        case .entry, .mail: .entry(EntryID(id), of: customer ?? CustomerID(0))
        }
    }

    func icon(_ texts: Texts) -> Icon {
        switch kind {
        case .customer: .customers
        case .contact, .person: .person
        case .entry, .mail: entryKind.map { texts.entryKind($0).icon } ?? .note
        }
    }

    /// Their photo; another one has another link, so that browsers may keep it.
    var photoLink: Link? {
        photo.map { Link("\(Link.person(PersonID(id)).path)/photo").with("v", String($0.prefix(12))) }
    }
}
