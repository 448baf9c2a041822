import Platform
import Web

/// One input of a form about a customer.
struct PartInput: Sendable {
    /// How it is shown.
    enum Control: Sendable {
        /// An `input` of this type.
        case line(String)
        case area
        case choice([(value: String, label: String)])
        case check
        case hidden
    }

    let name: String
    /// In the place of what the field is called elsewhere.
    var label: String?
    var control = Control.line("text")
    var isRequired = false
    var hint: String?
    var limit = 200
    /// Offered while typing.
    var suggestions: [String] = []
}

/// A form about a customer: the content of a dialog, or a page of its own without scripts.
struct PartForm: Sendable {
    /// About whom; nil: about the list.
    let customer: Customer?
    let title: String
    let action: Link
    /// What the button says; nil: that it saves.
    var button: String?
    let inputs: [PartInput]
    /// Stands in the place of the inputs when there is nothing to choose from.
    var instead: HTML?
    /// What stands in the inputs.
    var values: [String: String] = [:]
    /// The version that the editor sees.
    var version: Int?
    /// Where the row of the form is removed.
    var removal: Link?
    /// What is there already.
    var present: [Present] = []
    /// The form that adds to what is there, when it is another one.
    var addition: (link: Link, name: String)?
    /// Why the last try was refused, and what was entered.
    var refusal: FormRefusal?
    /// What somebody else wrote meanwhile, where it is not what the editor wrote.
    var theirs: [String: String] = [:]

    /// Something that stands there already.
    struct Present: Sendable {
        let name: String
        /// Where it is removed.
        let link: Link
        /// Whether it has a form of its own.
        let isEditable: Bool
    }

    /// The form as an answer, with the status of its error.
    func reply(to request: Request) -> Reply {
        let isFragment = request.rendering == .fragment
        return .page(status: refusal.map { $0.error.code == .conflict ? 409 : 422 } ?? 200) { context in
            let form = html(context.texts)
            // A form that is sent again takes the place of the one in the dialog; what stands around it stays.
            guard !isFragment || refusal == nil else { return Page(title, section: .customers, main: form) }
            return Page.dialog(
                title, about: customer, isFragment: isFragment, context.texts, form + list(context.texts))
        }
    }

    /// The form alone. Dialogs send theirs in the background by themselves; on a page of its own the answer is the way back.
    func html(_ texts: Texts) -> HTML {
        if let instead { return instead }
        return """
            <form class="form" method="post" action="\(action)">
              \(version.map { "<input type=\"hidden\" name=\"version\" value=\"\($0)\">" as HTML })
              \(refusal.map { FormSummary(error: $0.error, theirs: theirs).html(texts) })
              \(inputs.map { input($0, texts) })
              <div class="buttons"><button class="btn primary">\(button ?? texts.save)</button>
              <a class="btn" href="\(customer.map { Link.customer($0.id) } ?? Link("/customers"))">\(texts.cancel)</a>\(removal.map { removalButton($0, texts) })</div>
            </form>
            """
    }

    /// What is there already, below the form.
    private func list(_ texts: Texts) -> HTML {
        """
        \(present.isEmpty ? nil : "<ul class=\"rows\">\(present.map { row($0, texts) })</ul>" as HTML)
        \(addition.map { "<p><a class=\"btn small\" href=\"\($0.link)\" data-dialog>\(Icon.plus)\($0.name)</a></p>" as HTML })
        """
    }

    private func removalButton(_ removal: Link, _ texts: Texts) -> HTML {
        """
        <button class="btn danger push" formaction="\(removal.method("DELETE"))" formnovalidate>\(texts.delete)</button>
        """
    }

    private func row(_ present: Present, _ texts: Texts) -> HTML {
        let edit: HTML = """
            <a class="btn quiet icon small" href="\(present.link / "edit")" data-dialog aria-label="\(
                texts.edit): \(present.name)">\(Icon.edit)</a>
            """
        return """
            <li class="row"><div>\(present.name)</div><div class="actions end">\(present.isEditable ? edit : nil)<form method="post" action="\(
                present.link.method("DELETE"))">\(removeButton(present.name, texts))</form></div></li>
            """
    }

    // MARK: Inputs

    private func input(_ input: PartInput, _ texts: Texts) -> HTML {
        let label = input.label ?? texts.name(ofField: input.name)
        let value = refusal?.input.sent(input.name) ?? values[input.name] ?? ""
        switch input.control {
        case .line(let type): return line(input, label, value, type, texts)
        case .area: return line(input, label, value, "textarea", texts)
        case .choice(let options):
            return SelectField(input.name, label, options, selected: value).refused(refusal).html()
        case .check:
            let isChecked = ["on", "true"].contains(value)
            return """
                <label class="check"><input type="checkbox" name="\(input.name)"\(" checked", if: isChecked)><span>\(label)</span></label>
                """
        case .hidden: return "<input type=\"hidden\" name=\"\(input.name)\" value=\"\(value)\">"
        }
    }

    private func line(
        _ input: PartInput, _ label: String, _ value: String, _ type: String, _ texts: Texts
    ) -> HTML {
        let list: HTML? =
            input.suggestions.isEmpty
            ? nil
            : "<datalist id=\"\(input.name)-list\">\(input.suggestions.map { "<option value=\"\($0)\">" as HTML })</datalist>"
        let limit: HTML = type == "date" ? "" : "maxlength=\"\(input.limit)\""
        let attributes: HTML =
            list == nil ? limit : "\(limit) list=\"\(input.name)-list\" autocomplete=\"off\""
        let field = FormField(
            input.name, label, value: value, type: type, hint: input.hint, isRequired: input.isRequired,
            attributes: attributes)
        return "\(field.refused(refusal).html(texts))\(list)"
    }
}

extension Page {
    /// Something about a customer (nil: about the list): the content of a dialog, or a page of its own.
    static func dialog(
        _ title: String, about customer: Customer?, isFragment: Bool, _ texts: Texts, _ content: HTML
    ) -> Page {
        guard !isFragment else {
            return Page(title, section: .customers, main: "<h2>\(title)</h2>\(content)")
        }
        let list = [(Link("/customers"), texts.name(of: .customers))]
        let crumbs = list + (customer.map { [(Link.customer($0.id), $0.name)] } ?? [])
        return Page(
            title, section: .customers,
            main: """
                <div class="page narrow">\(PageHead(title, crumbs: crumbs).html(texts))\(content)</div>
                """)
    }
}

extension Request {
    /// After a change that the customer's page shows by itself: scripts get nothing to show (a dialog closes), browsers
    /// without them go back to the page, programs get `json`.
    func changed(
        _ json: any Encodable & Sendable, status: Int = 200, version: Int? = nil, of customer: CustomerID,
        done: String = "saved"
    ) -> Reply {
        if rendering == .fragment { return .page { _ in Page("", section: nil, main: .empty) } }
        return .changed(json, version: version, status: status, goTo: .customer(customer).with("done", done))
    }

    /// Likewise after a removal.
    func removed(from customer: CustomerID) -> Reply {
        if rendering == .fragment { return .page { _ in Page("", section: nil, main: .empty) } }
        return .removed(goTo: .customer(customer).with("done", "deleted"))
    }
}

/// A small cross that names what it removes.
func removeButton(_ name: String, _ texts: Texts) -> HTML {
    """
    <button class="btn quiet icon small" data-confirm aria-label="\(texts.remove): \(name)">\(Icon.close)</button>
    """
}

/// What is wrong with a form, above it.
struct FormSummary {
    let error: AppError
    /// What somebody else wrote meanwhile.
    let theirs: [String: String]

    func html(_ texts: Texts) -> HTML {
        let refused = error.fields.sorted { $0.key < $1.key }.map { name, reason in
            "<li><a href=\"#\(name)\">\(texts.name(ofField: name)): \(texts.reason(reason))</a></li>" as HTML
        }
        let changed = theirs.sorted { $0.key < $1.key }.map { name, value in
            "<li>\(texts.name(ofField: name)): \(value.isEmpty ? texts.empty : value)</li>" as HTML
        }
        return """
            <div class="notice bad" role="alert" tabindex="-1" data-summary>\(Icon.warn)<div>
            <h2>\(error.code == .conflict ? texts.changedMeanwhile : texts.title(of: error))</h2>
            <ul>\(refused)\(changed)</ul></div></div>
            """
    }
}
