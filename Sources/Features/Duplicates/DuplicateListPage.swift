import Customers
import Platform
import Web

/// Likely duplicates, or those that somebody said are none (`Client/gallery/duplicates.html`).
struct DuplicateListPage {
    let list: DuplicateService.List

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let items = list.candidates.map { item($0, texts) }
        let empty = EmptyState(.merge, texts.noDuplicates, texts.noDuplicatesHint)
        return Page(
            texts.name(of: Section.duplicates), section: .duplicates,
            main: """
                <div class="page">
                \(PageHead(texts.name(of: Section.duplicates), sub: list.openCount == 0 ? nil : texts.pairsToDecide(list.openCount)).html(texts))
                \(DuplicateTabs(state: list.state, openCount: list.openCount).html(texts))
                \(list.customer.map { filter($0, texts) })
                \(items.isEmpty ? empty.html : "<ul class=\"stack\" data-list>\(items)</ul>" as HTML)
                \(Pager(next: list.next.map(further), at: context.link).html(texts))
                </div>
                """)
    }

    private func filter(_ customer: Customer, _ texts: Texts) -> HTML {
        """
        <p class="tags"><span class="tag">\(customer.name)
          <a href="\(Link.duplicates)" aria-label="\(texts.withoutFilter)">\(Icon.close.small)</a></span></p>
        """
    }

    private func further(_ cursor: DuplicateCursor) -> Link {
        let state = list.state == .open ? nil : list.state.rawValue
        return Link.duplicates.with("state", state).with("customer", list.customer?.id.text)
            .with("after", cursor.text)
    }

    private func item(_ candidate: DuplicateCandidate, _ texts: Texts) -> HTML {
        let (low, high) = (list.sides[candidate.pair.low], list.sides[candidate.pair.high])
        let names = texts.both(low?.name ?? "", high?.name ?? "")
        return """
            <li class="card pair">
              <div class="pair-sides">
                <div><a class="go" href="\(Link.duplicates(candidate.pair))">\(low?.name)</a>\(line(low))</div>
                <div><strong>\(high?.name)</strong>\(line(high))</div></div>
              \(DuplicateReasons(reasons: candidate.reasons).html(texts))
              <div class="actions">\(DuplicateReasons.pill(candidate.percent, texts))
                <a class="btn small primary" href="\(Link.duplicates(candidate.pair))">\(texts.compare)</a>
                \(decision(candidate, names, texts))</div>
            </li>
            """
    }

    private func line(_ side: DuplicateService.Side?) -> HTML {
        let parts = [side?.number, side?.address].compactMap { $0 }.filter { !$0.isEmpty }
        return "<small>\(parts.joined(separator: ", "))</small>"
    }

    private func decision(_ candidate: DuplicateCandidate, _ names: String, _ texts: Texts) -> HTML {
        let link = Link("/duplicates/\(candidate.pair.text)/different")
        guard candidate.state == .dismissed else {
            return """
                <form method="post" action="\(link)"><button class="btn small" type="submit"
                  aria-label="\(texts.different): \(names)">\(texts.different)</button></form>
                """
        }
        return """
            <span class="muted">\(candidate.decidedBy), \(texts.day(candidate.at))</span>
            <form method="post" action="\(link.method("DELETE"))"><button class="btn small" type="submit"
              aria-label="\(texts.reopen): \(names)">\(Icon.undo.small)\(texts.reopen)</button></form>
            """
    }
}

/// Open, merged, different.
struct DuplicateTabs {
    let state: DuplicateCandidate.State
    let openCount: Int

    func html(_ texts: Texts) -> HTML {
        let tabs = DuplicateCandidate.State.allCases.map { tab -> HTML in
            let link =
                switch tab {
                case .open: Link.duplicates
                case .dismissed: Link.duplicates.with("state", tab.rawValue)
                case .merged: Link.merges
                }
            let count: HTML? = tab == .open ? " <span class=\"count\">\(texts.number(openCount))</span>" : nil
            return """
                <a href="\(link)"\(" aria-current=\"page\"", if: tab == state)>\(texts.name(of: tab))\(count)</a>
                """
        }
        return "<nav class=\"tabs\" aria-label=\"\(texts.stateOfPairs)\">\(tabs)</nav>"
    }
}

/// Why two customers may be one, and what speaks against it.
struct DuplicateReasons {
    let reasons: [DuplicateCandidate.Reason]

    func html(_ texts: Texts) -> HTML {
        let items = reasons.map { reason -> HTML in
            let speaksFor = reason.weight > 0
            return """
                <li class="reason\(" against", if: !speaksFor)">\(speaksFor ? Icon.check.small : Icon.close.small)\(
                    texts.reason(reason))</li>
                """
        }
        return items.isEmpty ? "" : "<ul class=\"reasons\" aria-label=\"\(texts.reasons)\">\(items)</ul>"
    }

    /// How sure it is.
    static func pill(_ percent: Int, _ texts: Texts) -> HTML {
        "<span class=\"pill \(percent >= 90 ? "ok" : "warn")\">\(texts.likelihood(percent)), \(percent) %</span>"
    }
}
