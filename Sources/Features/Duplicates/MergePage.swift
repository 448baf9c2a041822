import Customers
import Platform
import Web

/// Two customers side by side, to choose what holds (`Client/gallery/duplicates-merge.html`).
struct MergePage {
    let comparison: DuplicateService.Comparison

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let pair = Link.duplicates(comparison.pair).path
        return Page(
            texts.mergeTitle, section: .duplicates,
            main: """
                <div class="page">
                \(PageHead(texts.mergeTitle, sub: texts.mergeHint, crumbs: [(.duplicates, texts.name(of: Section.duplicates))])
                    .html(texts))
                \(DuplicateReasons(reasons: comparison.reasons).html(texts))
                <p>\(DuplicateReasons.pill(comparison.percent, texts))</p>
                <form method="post" action="\(Link(pair + "/merge"))" class="spaced">
                <input type="hidden" name="versions" value="\(comparison.versions)">
                <div class="table-wrap framed" role="region" aria-label="\(texts.sideBySide)" tabindex="0">
                <table class="table sides">
                  <thead><tr><th scope="col"><span class="vh">\(texts.fieldHeading)</span></th>
                    \(heading(comparison.low))\(heading(comparison.high))</tr></thead>
                  <tbody>
                  \(choice("winner", texts.stays, [comparison.pair.low.text, comparison.pair.high.text],
                    [comparison.low, comparison.high].map { "\($0.customer.name) (\(mark(of: $0)))" }, isHigh: winnerIsHigh, texts))
                  \(CustomerField.all.map { row($0, texts) })
                  \(sharedTopics(texts))
                  \(kept(texts))
                  </tbody>
                </table></div>
                <div class="buttons spaced"><button class="btn primary" type="submit">\(texts.merge)</button>
                  <button class="btn" type="submit" formaction="\(Link(pair + "/different"))">\(texts.theyDiffer)</button>
                  <a class="btn quiet" href="\(Link.duplicates)">\(texts.later)</a></div>
                <p class="muted spaced">\(texts.mergePromise)</p>
                </form>
                </div>
                """)
    }

    private var winnerIsHigh: Bool { comparison.winner == comparison.pair.high }

    private func heading(_ whole: CustomerService.Whole) -> HTML {
        let customer = whole.customer
        let isFirm = customer.details.kind == .company
        return """
            <th scope="col"><span class="who">\(Avatar(customer.id, customer.name, isFirm: isFirm).html)<span><a
              href="\(Link.customer(customer.id))">\(customer.name)</a><small>\(mark(of: whole))</small></span></span></th>
            """
    }

    /// What tells two of one name apart: number and town.
    private func mark(of whole: CustomerService.Whole) -> String {
        ([whole.numbers.first?.number] + [whole.customer.city]).compactMap(\.self).filter { !$0.isEmpty }
            .joined(separator: ", ")
    }

    /// A field: both values to choose from when they differ, nothing when neither has one.
    private func row(_ field: CustomerField, _ texts: Texts) -> HTML {
        let values = [comparison.low, comparison.high].map { field.value(of: $0.customer.details) }
        let shown = values.map { texts.display($0, ofField: field.name) }
        let name = texts.name(ofField: field.name)
        guard values[0] != values[1] else {
            return values[0].isEmpty
                ? ""
                : "<tr class=\"same\"><th scope=\"row\">\(name)</th><td>\(shown[0])</td><td>\(shown[1])</td></tr>"
        }
        let preferred = values[winnerIsHigh ? 1 : 0].isEmpty ? !winnerIsHigh : winnerIsHigh
        return choice(field.name, name, ["low", "high"], shown, isHigh: preferred, texts)
    }

    private func choice(
        _ name: String, _ label: String, _ values: [String], _ shown: [String], isHigh: Bool, _ texts: Texts
    ) -> HTML {
        let cells = zip(values, shown).enumerated().map { index, pair -> HTML in
            let text: HTML =
                pair.1.isEmpty ? "<span class=\"muted\">\(texts.emptyValue)</span>" : "\(pair.1)"
            return """
                <td><label><input type="radio" name="\(name)" value="\(pair.0)"\(" checked", if: (index == 1) == isHigh)
                  aria-describedby="m-\(name)"><span>\(text)</span></label></td>
                """
        }
        return "<tr><th scope=\"row\" id=\"m-\(name)\">\(label)</th>\(cells)</tr>"
    }

    /// Topics for which both have a colleague: one of them stays.
    private func sharedTopics(_ texts: Texts) -> [HTML] {
        comparison.low.responsibilities.compactMap { low in
            guard let high = comparison.high.responsibilities.first(where: { $0.topic == low.topic }) else {
                return nil
            }
            let options = [low, high].map { ($0.id.text, $0.personName) }
            let select = SelectField(
                "responsibilities", texts.responsibleFor(low.topic), options,
                selected: (winnerIsHigh ? high : low).id.text)
            return """
                <tr><th scope="row">\(texts.responsibleFor(low.topic))</th><td colspan="2">\(select.bare())</td></tr>
                """
        }
    }

    /// What is kept of both: what one compares by eye as it is, the rest in numbers.
    private func kept(_ texts: Texts) -> HTML {
        let sides = [comparison.low, comparison.high]
        return """
            \(kept(texts.numbersOfBoth, sides.map { $0.numbers.map(\.line) }))
            \(kept(texts.reachesOfBoth, sides.map { $0.reaches.map(\.display) }))
            \(kept(texts.addressesOfBoth, sides.map { $0.addresses.map(\.line) }))
            \(kept(texts.staysOfBoth, sides.map { [texts.parts(of: $0)] }))
            """
    }

    private func kept(_ name: String, _ sides: [[String]]) -> HTML? {
        guard sides.contains(where: { !$0.isEmpty }) else { return nil }
        let cells = sides.map { values in
            let lines = values.enumerated().map {
                "\($0.offset == 0 ? "" : "<br>" as HTML)\($0.element)" as HTML
            }
            return "<td>\(lines)</td>" as HTML
        }
        return "<tr class=\"same\"><th scope=\"row\">\(name)</th>\(cells)</tr>"
    }
}
