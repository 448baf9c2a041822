import Platform
import Web

/// What came of a dry run or an import, with the records that were refused.
struct ImportReportPage: Sendable {
    let run: ImportRun
    /// The first of them, at most `shown`.
    let rejections: [Rejection]

    /// Refused records on the page.
    static let shown = 100

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        return Page(
            run.fileName, section: .imports,
            main: """
                <div class="page">
                \(PageHead(
                    run.fileName, sub: sub(texts), crumbs: [(Link("/imports"), texts.name(of: .imports))],
                    actions: actions(texts)).html(texts))
                \(run.isWaiting ? steps(3, run.kind, texts) : nil)
                \(notice(texts))
                <section class="card" aria-label="\(texts.resultInFigures)">\(run.figureList(texts))</section>
                \(run.isWaiting ? confirm(texts) : nil)
                \(table("bad", texts.rejectedLines, rejections.filter { !$0.refusal.isRemark }, texts))
                \(table("remarks", texts.remarks, rejections.filter(\.refusal.isRemark), texts))
                \(rejections.count < Self.shown ? nil : "<p class=\"muted\">\(texts.moreInReport)</p>" as HTML)
                </div>
                """)
    }

    private func sub(_ texts: Texts) -> String {
        let parts = [
            run.personName, texts.moment(run.createdAt),
            run.finishedAt.map { texts.seconds($0.seconds(since: run.createdAt)) },
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    private func actions(_ texts: Texts) -> HTML {
        guard run.figures.rejected > 0 || !rejections.isEmpty else { return .empty }
        let link = run.kind == .mail ? Link("/imports/quarantine") : Link("/imports/\(run.id)/rejected.csv")
        return
            "<a class=\"btn\" href=\"\(link)\">\(Icon.download)\(run.kind == .mail ? texts.quarantine : texts.reportAsCSV)</a>"
    }

    private func notice(_ texts: Texts) -> HTML {
        let text: String
        switch run.state {
        case .checked: text = run.isWaiting ? texts.dryRunTold : texts.dryRunOnly
        case .failed: text = texts.importReason(run.problem)
        case .stopped: text = texts.wasStopped
        default: text = texts.told(run)
        }
        let isGood = run.state == .checked || run.state == .done
        return """
            <div class="notice \(isGood ? "ok" : "bad")" role="status">\(isGood ? Icon.check : Icon.warn)<div>\(text)</div></div>
            """
    }

    private func confirm(_ texts: Texts) -> HTML {
        """
        <div class="buttons spaced">
          <form method="post" action="\(Link("/imports/\(run.id)/start"))"><button class="btn primary" type="submit">\(
              texts.takeIn)</button></form>
          <a class="btn" href="\(Link("/imports/\(run.id)/mapping"))">\(
              run.kind.hasColumns ? texts.changeColumns : texts.backToFile)</a>
          <form method="post" action="\(Link.imported(run.id).method("DELETE"))"><button class="btn" type="submit">\(
              texts.cancel)</button></form>
        </div>
        """
    }

    private func table(_ id: String, _ title: String, _ rows: [Rejection], _ texts: Texts) -> HTML {
        guard !rows.isEmpty else { return .empty }
        return """
            <section class="card spaced" aria-labelledby="\(id)">
            <header><h2 id="\(id)">\(title)</h2></header>
            <div class="table-wrap" role="region" aria-labelledby="\(id)" tabindex="0"><table class="table"><thead><tr>
            <th scope="col" class="end">\(texts.line)</th><th scope="col" class="wide">\(texts.fileColumn)</th><th scope="col">\(
            texts.content)</th><th scope="col">\(texts.reasonHead)</th></tr></thead>
            <tbody>\(rows.map { rejection in
                """
                <tr><td class="end num">\(texts.number(rejection.line))</td><td class="wide">\(
                    rejection.refusal.field.isEmpty ? texts.wholeLine : rejection.refusal.field)</td><td><code>\(
                    rejection.raw.beginning(120))</code></td><td>\(texts.importReason(rejection.refusal.reason))</td></tr>
                """ as HTML
            })</tbody></table></div>
            </section>
            """
    }
}
