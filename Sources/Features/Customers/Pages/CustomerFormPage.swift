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
            <form class="form by-kind" method="post" action="\(target)" data-enhance>
              \(version)
              \(refusal.map { FormSummary(error: $0.error, theirs: theirs($0)).html(texts) })
              \(kindChoice(texts))
              \(fields(texts))
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
            <fieldset class="segments"><legend class="vh">\(texts.kind)</legend>\(Customer.Kind.allCases.map { kind in
                """
                <label><input type="radio" name="kind" value="\(kind.rawValue)"\(
                    " checked", if: kind == selected)>\(texts.name(of: kind))</label>
                """ as HTML
            })</fieldset>
            """
    }

    // MARK: Fields

    /// What is asked, in the order in which one knows it; short fields stand side by side.
    private func fields(_ texts: Texts) -> HTML {
        """
        \(group(.company, [.companyName], texts))
        \(group(.person, [.title, .personName, .birth], texts))
        \(group(.company, [.companyFacts], texts))
        \(customer == nil ? reach(texts) : nil)
        \(field(in: .web, texts))
        \(row(.preference, texts))\(row(.estimate, texts))
        \(field(in: .remark, texts))
        \(customer == nil ? responsible(texts) : nil)
        """
    }

    private static func fields(in row: CustomerField.FormRow) -> [CustomerField] {
        CustomerField.all.filter { $0.row == row }
    }

    /// Rows that only one kind of customer has; what a customer of the other kind has in them all the same stays visible.
    private func group(
        _ kind: Customer.Kind, _ rows: [CustomerField.FormRow], _ texts: Texts
    ) -> HTML {
        let isFilled = rows.flatMap(Self.fields).contains { field in
            customer.map { !field.value(of: $0.details).isEmpty } ?? false
        }
        let isOther = customer.map { $0.details.kind != kind } ?? false
        return """
            <div class="form \(isOther && isFilled ? "" : "of-\(kind.rawValue)")">\(rows.compactMap { row($0, texts) })</div>
            """
    }

    /// Fields side by side; nothing when there are none.
    private func row(_ row: CustomerField.FormRow, _ texts: Texts) -> HTML? {
        let fields = Self.fields(in: row)
        guard !fields.isEmpty else { return nil }
        return "<div class=\"fields\">\(fields.map { field($0, texts) })</div>"
    }

    private func field(in row: CustomerField.FormRow, _ texts: Texts) -> [HTML] {
        Self.fields(in: row).map { field($0, texts) }
    }

    private func field(_ field: CustomerField, _ texts: Texts) -> HTML {
        let (name, label) = (field.name, texts.pick(field.words))
        let value = customer.map { field.value(of: $0.details) } ?? ""
        if let choices = field.choices {
            let options =
                [("", texts.pick(choices.none))] + choices.all.map { ($0.value, texts.pick($0.words)) }
            return SelectField(name, label, options, selected: value).refused(refusal).html()
        }
        // Which name is needed depends on the kind, so the browser must not insist on a field that is hidden.
        return FormField(
            name, label, value: value, type: field.control.inputType,
            attributes: field.control.inputType == "date" ? "" : "maxlength=\"\(field.limit)\""
        ).refused(refusal).marked(field.isNeeded ? texts.needed : "").html(texts)
    }

    /// How to reach a new customer, and where; later each is a part with a form of its own.
    private func reach(_ texts: Texts) -> HTML {
        func part(_ name: String, _ type: String = "text", limit: Int) -> HTML {
            FormField(name, texts.name(ofField: name), type: type, attributes: "maxlength=\"\(limit)\"")
                .refused(refusal).marked("").html(texts)
        }
        return """
            <div class="fields">\(part("phone", "tel", limit: 100))\(part("email", "email", limit: 320))</div>
            \(part("street", limit: 200))
            <div class="fields">\(part("postcode", limit: 20))\(part("city", limit: 100))</div>
            """
    }

    private func responsible(_ texts: Texts) -> HTML {
        let isChecked = refusal.map { $0.input.sent("responsible") == "on" } ?? true
        return """
            <label class="check"><input type="checkbox" name="responsible" value="on"\(
                " checked", if: isChecked)><span>\(texts.iAmResponsible)</span></label>
            """
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
                \(Pager(next: next, at: context.link).html(texts))
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

    private var next: Link? {
        history.next.map {
            Link("/customers/\(history.customer.id)/history").with("after", String($0))
        }
    }
}

extension CustomerField.Control {
    /// The type of the input that asks for it.
    fileprivate var inputType: String {
        switch self {
        case .day: "date"
        case .text: "textarea"
        case .line, .website, .choice: "text"
        }
    }
}
