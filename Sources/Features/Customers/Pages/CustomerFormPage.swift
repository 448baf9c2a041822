import Platform
import Web

/// The form for a new or changed customer.
struct CustomerFormPage: Sendable {
    /// The customer to change; nil: a new one.
    let customer: Customer?

    /// Why the last try was refused, and what was entered.
    var refusal: FormRefusal?
    /// The version that the editor saw, when it is not the present one.
    var seen: Int?

    /// The form once more, as an answer to what was sent.
    func reply(to request: Request) -> Reply {
        let isFragment = request.rendering == .fragment
        return .page(status: refusal?.error.code == .conflict ? 409 : 422) { context in
            isFragment ? Page("", section: .customers, main: form(context.texts)) : page(context)
        }
    }

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let title = customer?.name ?? texts.newCustomer
        return Page(
            title, section: .customers,
            main: """
                <div class="page narrow">
                \(PageHead(title, crumbs: [(Link("/customers"), texts.name(of: .customers))]).html(texts))
                \(form(texts))
                </div>
                """)
    }

    private func form(_ texts: Texts) -> HTML {
        let target = customer.map { Link("/customers/\($0.id)").method("PATCH") } ?? Link("/customers")
        let version = (seen ?? customer?.version).map {
            "<input type=\"hidden\" name=\"version\" value=\"\($0)\">" as HTML
        }
        return """
            <form class="form" method="post" action="\(target)" data-enhance>
              \(version)
              \(refusal.map { FormSummary(error: $0.error, theirs: theirs($0)).html(texts) })
              \(kindChoice(texts))
              \(CustomerField.all.dropFirst().map { field($0, texts) })
              <div class="buttons"><button class="btn primary">\(texts.save)</button>
              <a class="btn" href="\(customer.map { Link.customer($0.id) } ?? Link("/customers"))">\(texts.cancel)</a></div>
            </form>
            """
    }

    /// What somebody else wrote where the editor wrote something different.
    private func theirs(_ refusal: FormRefusal) -> [String: String] {
        guard refusal.error.code == .conflict, let customer else { return [:] }
        return CustomerField.all.reduce(into: [:]) { theirs, field in
            let value = field.value(of: customer.details)
            if let mine = refusal.input.sent(field.name), mine != value { theirs[field.name] = value }
        }
    }

    private func kindChoice(_ texts: Texts) -> HTML {
        let sent = refusal?.input.sent("kind").flatMap(Customer.Kind.init)
        let selected = sent ?? customer?.details.kind ?? .company
        return """
            <fieldset class="group"><legend>\(texts.kind)</legend>\(Customer.Kind.allCases.map { kind in
                """
                <label class="check"><input type="radio" name="kind" value="\(kind.rawValue)"\(
                    " checked", if: kind == selected)><span>\(texts.name(of: kind))</span></label>
                """ as HTML
            })</fieldset>
            """
    }

    private func field(_ field: CustomerField, _ texts: Texts) -> HTML {
        let value = customer.map { field.value(of: $0.details) } ?? ""
        let label = texts.name(ofField: field.name)
        switch field.name {
        case "preferred_channel":
            let options = [("", texts.none)] + Channel.allCases.map { ($0.rawValue, texts.name(of: $0)) }
            return SelectField(field.name, label, options, selected: value).refused(refusal).html()
        case "birth_date":
            return FormField(field.name, label, value: value, type: "date").refused(refusal).html(texts)
        case "about":
            return FormField(field.name, label, value: value, type: "textarea").refused(refusal).html(texts)
        default:
            return FormField(field.name, label, value: value, attributes: "maxlength=\"\(field.limit)\"")
                .refused(refusal).html(texts)
        }
    }
}

/// Every change of every field.
struct CustomerHistoryPage: Sendable {
    let history: CustomerService.History

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let link = Link.customer(history.customer.id)
        return Page(
            texts.changeHistory, section: .customers,
            main: """
                <div class="page">
                \(PageHead(texts.changeHistory, crumbs: [(link, history.customer.name)]).html(texts))
                \(history.changes.isEmpty ? EmptyState(.history, texts.changeHistory, texts.nothingYet).html : table(texts))
                \(history.next.map { more($0, texts) })
                </div>
                """)
    }

    private func table(_ texts: Texts) -> HTML {
        """
        <div class="table-wrap" role="region" aria-label="\(texts.changeHistory)" tabindex="0"><table class="table">
        <thead><tr><th scope="col">\(texts.whenChanged)</th><th scope="col">\(texts.whoChanged)</th><th scope="col">\(
            texts.field)</th><th scope="col">\(texts.before)</th><th scope="col">\(texts.after)</th></tr></thead>
        <tbody>\(history.changes.map { change in
            """
            <tr><td>\(texts.moment(change.at))</td><td>\(change.by)</td><td>\(texts.name(ofField: change.field))</td><td>\(
                change.old)</td><td>\(change.new)</td></tr>
            """ as HTML
        })</tbody></table></div>
        """
    }

    private func more(_ next: Int64, _ texts: Texts) -> HTML {
        let link = Link("/customers/\(history.customer.id)/history").with("after", String(next))
        return "<p class=\"more\"><a class=\"btn\" rel=\"next\" href=\"\(link)\">\(texts.more)</a></p>"
    }
}
