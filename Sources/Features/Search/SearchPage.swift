import Platform
import Web

/// The page of results (`Client/gallery/search.html`).
struct SearchPage: Sendable {
    let question: String
    /// Only this kind; nil: the best of each.
    let kind: SearchSource?
    /// What can be looked for.
    let sources: [SearchSource]
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
        results.groups.filter { kind == nil || $0.source.key == kind?.key }
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
        let counts = Dictionary(uniqueKeysWithValues: results.groups.map { ($0.source.key, $0.count) })
        let kinds = sources.filter { $0.access.includes(context.viewer) }
        return """
            <nav class="tabs" aria-label="\(texts.hitsByKind)">
            \(tab(nil, texts.all, total(texts)))\(kinds.map { tab($0, texts.pick($0.name), texts.count(counts[$0.key] ?? 0)) })
            </nav>
            """
    }

    private func tab(_ kind: SearchSource?, _ name: String, _ count: String) -> HTML {
        let current: HTML = self.kind?.key == kind?.key ? " aria-current=\"page\"" : ""
        return """
            <a href="\(link(kind))"\(current)>\(name) <span class="count">\(count)</span></a>
            """
    }

    private func link(_ kind: SearchSource?) -> Link { .search(question).with("in", kind?.key) }

    private func section(_ group: SearchResults.Group, _ texts: Texts) -> HTML {
        let id = "h-\(group.source.key)"
        let more: HTML =
            kind == nil && group.count > group.hits.count
            ? "<p class=\"more\"><a class=\"btn\" href=\"\(link(group.source))\">\(texts.more)</a></p>" : ""
        return """
            <section aria-labelledby="\(id)"><h2 id="\(id)">\(texts.pick(group.source.name))</h2>
            <ul class="rows" data-list>\(group.hits.map { row($0, texts) })</ul>\(more)</section>
            """
    }

    private func row(_ hit: SearchHit, _ texts: Texts) -> HTML {
        let marks = results.highlighter
        return """
            <li class="row">\(picture(hit, texts))<div><a class="go" href="\(hit.link)">\(marks.whole(hit.title))</a>
            <small>\(hit.lead ?? "")\(marks.snippet(hit.text))</small></div>\(end(hit, texts))</li>
            """
    }

    private func picture(_ hit: SearchHit, _ texts: Texts) -> HTML {
        switch hit.picture {
        case .avatar(let isFirm, let photo):
            Avatar(ID<SearchHit>(hit.id), hit.title, isFirm: isFirm, photo: photo).html
        case .icon(let style): "<span class=\"mark-s \(style)\">\(hit.icon(texts))</span>"
        }
    }

    private func end(_ hit: SearchHit, _ texts: Texts) -> HTML {
        switch hit.end {
        case .warning(let words): "<div class=\"end\">\(warning(words, texts))</div>"
        case .ago(let at): "<div class=\"end\">\(timeTag(at, texts.ago(at)))</div>"
        case nil: ""
        }
    }
}

private func warning(_ words: Words, _ texts: Texts) -> HTML {
    "<span class=\"pill bad\">\(texts.pick(words))</span>"
}

/// What the search box shows while typing (`Client/gallery/fragments/search.html`).
struct SearchPalette: Sendable {
    let question: String
    let results: SearchResults
    /// Things to go back to, when nothing is typed yet.
    let recent: [(name: Words, things: [RecentThing])]

    func html(_ context: PageContext) -> HTML {
        let texts = context.texts
        var groups = results.groups.map { group in
            Self.group(texts.pick(group.source.name), group.hits.map { option($0, texts) })
        }
        groups += recent.map { recent in
            Self.group(
                texts.pick(recent.name),
                recent.things.map { Self.option($0.icon, $0.link, "\($0.title)<small>\($0.detail)</small>") })
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
        let end: HTML = if case .warning(let words) = hit.end { warning(words, texts) } else { "" }
        return Self.option(
            hit.icon(texts), hit.link,
            "\(marks.whole(hit.title))<small>\(hit.lead ?? "")\(marks.snippet(hit.text))</small>", end: end)
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
