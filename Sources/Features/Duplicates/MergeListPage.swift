import Customers
import Platform
import Web

/// What was merged, newest first.
struct MergeListPage {
    let merges: [Merge]
    let next: MergeID?
    let customer: CustomerID?
    let openCount: Int

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let empty = EmptyState(.merge, texts.noMerges, texts.noMergesHint)
        return Page(
            texts.name(of: DuplicateCandidate.State.merged), section: .duplicates,
            main: """
                <div class="page">
                \(PageHead(texts.name(of: Section.duplicates), sub: openCount == 0 ? nil : texts.pairsToDecide(openCount)).html(texts))
                \(DuplicateTabs(state: .merged, openCount: openCount).html(texts))
                \(merges.isEmpty ? empty.html : "<ul class=\"stack\" data-list>\(merges.map { item($0, texts) })</ul>" as HTML)
                \(Pager(next: next.map(further), at: context.link).html(texts))
                </div>
                """)
    }

    private func further(_ next: MergeID) -> Link {
        Link.merges.with("customer", customer?.text).with("after", next.text)
    }

    private func item(_ merge: Merge, _ texts: Texts) -> HTML {
        """
        <li class="card pair">
          <div class="pair-sides"><div><a class="go" href="\(Link.customer(merge.winner))">\(merge.winnerName)</a></div>
            <div><strong>\(merge.loserName)</strong></div></div>
          <div class="actions"><span class="muted">\(merge.personName), \(timeTag(merge.at, texts.moment(merge.at)))</span>
            <a class="btn small" href="\(Link.merge(merge.id))"
              aria-label="\(texts.unmerge): \(texts.both(merge.winnerName, merge.loserName))">\(Icon.undo.small)\(
                texts.unmerge)</a></div>
        </li>
        """
    }
}

/// Asks before a merge is taken back, and says what would be lost.
struct UnmergePage {
    let view: DuplicateService.MergeView

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let merge = view.merge
        let names = texts.both(merge.winnerName, merge.loserName)
        return Page(
            texts.unmerge, section: .duplicates,
            main: """
                <div class="page narrow">
                \(PageHead(texts.unmerge, sub: names, crumbs: [(.merges, texts.name(of: DuplicateCandidate.State.merged))])
                    .html(texts))
                <p>\(texts.mergedBy(merge))</p>
                \(body(texts))
                </div>
                """)
    }

    private func body(_ texts: Texts) -> HTML {
        if let undone = view.merge.undoneAt {
            return notice("info", .info, "<p>\(texts.wasUnmerged(undone))</p>")
        }
        if let onTop = view.onTop {
            return notice(
                "warn", .warn,
                """
                <p>\(texts.onTop(onTop))</p><p><a href="\(Link.merge(onTop.id))">\(texts.unmergeFirst)</a></p>
                """)
        }
        let lost = view.losses.isEmpty ? notice("ok", .check, "<p>\(texts.nothingIsLost)</p>") : losses(texts)
        return """
            \(lost)
            <form class="form" method="post" action="\(Link("/merges/\(view.merge.id)/undo"))">
              <input type="hidden" name="losses" value="\(view.lossesKnown)">
              <p>\(texts.unmergePromise)</p>
              <div class="buttons"><button class="btn \(view.losses.isEmpty ? "primary" : "danger")" type="submit">\(
                texts.unmerge)</button>
                <a class="btn" href="\(Link.customer(view.merge.winner))">\(texts.cancel)</a></div>
            </form>
            """
    }

    private func losses(_ texts: Texts) -> HTML {
        let items = view.losses.map { loss -> HTML in
            let (before, after) = (
                texts.display(loss.before, ofField: loss.part), texts.display(loss.after, ofField: loss.part)
            )
            return """
                <li>\(texts.name(ofPart: loss.part)): \(before.isEmpty ? texts.emptyValue : before) → \(
                    after.isEmpty ? texts.emptyValue : after)</li>
                """
        }
        return notice("warn", .warn, "<h2>\(texts.willBeLost)</h2><ul>\(items)</ul>")
    }

    private func notice(_ kind: String, _ icon: Icon, _ text: HTML) -> HTML {
        "<div class=\"notice \(kind)\" role=\"status\">\(icon)<div>\(text)</div></div>"
    }
}
