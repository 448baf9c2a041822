import Platform
import Web

/// The audit trail.
struct AuditPage: Sendable {
    let entries: [AuditEntry]
    let filter: AuditStore.Filter
    let next: ID<AuditLog>?

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let content: HTML = """
            \(filters(texts))
            \(entries.isEmpty ? EmptyState(.history, texts.nothingLogged, texts.nothingLoggedAdvice).html : table(texts))
            \(Pager(next: next.map { link.with("after", $0.text) }, at: context.link).html(texts))
            """
        let card = Card(id: "log", title: texts.auditTrail, sub: texts.auditTrailSub, content: content)
        return SplitFrame.administration(.log, texts).page(card.html)
    }

    private var link: Link {
        Link.log.with("action", filter.action?.key).with("person", filter.person?.text)
    }

    private func filters(_ texts: Texts) -> HTML {
        let actions =
            [("", texts.allActions)] + texts.features[AuditAction.self].map { ($0.key, texts.pick($0.name)) }
        let person: HTML? = filter.person.map { "<input type=\"hidden\" name=\"person\" value=\"\($0)\">" }
        return """
            <form class="filters" method="get" action="\(Link.log)" data-auto>
            \(SelectField("action", texts.action, actions, selected: filter.action?.key ?? "").bare())\(person)
            <button class="btn" type="submit">\(texts.applyFilter)</button></form>
            """
    }

    private func table(_ texts: Texts) -> HTML {
        """
        <div class="table-wrap" role="region" aria-labelledby="log" tabindex="0"><table class="table"><thead><tr>
        <th scope="col">\(texts.when)</th><th scope="col">\(texts.action)</th><th scope="col">\(texts.who)</th>
        <th scope="col" class="wide">\(texts.what)</th><th scope="col" class="wide">\(texts.fromWhere)</th>
        </tr></thead><tbody>\(entries.map { row($0, texts) })</tbody></table></div>
        """
    }

    private func row(_ entry: AuditEntry, _ texts: Texts) -> HTML {
        let action =
            texts.features[AuditAction.self, entry.action].map { texts.pick($0.name) } ?? entry.action
        let who: HTML =
            entry.person.map {
                "<a href=\"\(Link.log.with("person", $0.text))\">\(entry.personName ?? "")</a>"
            } ?? "–"
        let what = [entry.subject, entry.detail].filter { !$0.isEmpty }.joined(separator: " · ")
        return """
            <tr><td class="num">\(timeTag(entry.at, texts.moment(entry.at)))</td><th scope="row">\(action)</th>
            <td>\(who)</td><td class="wide">\(what)</td><td class="wide num">\(entry.address)</td></tr>
            """
    }
}
