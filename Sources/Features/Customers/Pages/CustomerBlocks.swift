import Platform
import Web

/// The column beside the timeline: what is known about the customer, block by block.
struct CustomerBlocks: Sendable {
    let whole: CustomerService.Whole
    let texts: Texts
    let viewer: Viewer

    private var base: String { "/customers/\(whole.customer.id)" }
    private var today: CivilDate { CivilTime(texts.now, in: texts.zone).date }

    var html: HTML {
        guard viewer.isEmployee else { return facts + contacts }
        return facts + contacts + softFacts + openItems + addresses + consents + relations
    }

    /// One block. - Parameter add: the path of the form that adds something to it.
    private func block(
        _ id: String, _ title: String, add: String? = nil, extra: HTML = "", _ content: HTML
    ) -> HTML {
        let button: HTML? = add.flatMap { path in
            viewer.isEmployee
                ? """
                <a class="btn quiet icon small" href="\(base)/\(path)" data-dialog aria-label="\(title): \(texts.add)">\(
                    Icon.plus)</a>
                """ : nil
        }
        return """
            <section class="block" id="\(id)" aria-labelledby="\(id)-t">
              <header><h2 id="\(id)-t">\(title)</h2>\(extra)\(button)</header>
              \(content)
            </section>
            """
    }

    private func fact(_ name: String, _ value: HTML) -> HTML {
        "<div><dt>\(name)</dt><dd>\(value)</dd></div>"
    }

    private func remove(_ path: String, _ what: String) -> HTML? {
        guard viewer.isEmployee else { return nil }
        return """
            <form method="post" action="\(Link("\(base)/\(path)").method("DELETE"))"><button class="btn quiet icon small" aria-label="\(
                texts.remove): \(what)">\(Icon.close)</button></form>
            """
    }

    // MARK: Blocks

    private var facts: HTML {
        let details = whole.customer.details
        var rows = whole.reaches.filter { $0.contact == nil }.map { reach($0) }
        let plain: [(String, String)] = [
            (texts.industry, details.industry), (texts.vatID, details.vatID),
            (texts.birthDate, details.birthDate.map(texts.date) ?? ""),
            (texts.preferredChannel, channel(details)), (texts.about, details.about),
        ]
        if !details.website.isEmpty { rows.append(fact("Web", website(details.website))) }
        rows += plain.filter { !$0.1.isEmpty }.map { fact($0.0, "\($0.1)") }
        if !whole.numbers.isEmpty {
            let numbers = whole.numbers.map { $0.system.isEmpty ? $0.number : "\($0.system) \($0.number)" }
            rows.append(fact(texts.externalNumbers, "\(numbers.joined(separator: ", "))"))
        }
        return block("facts", texts.facts, add: "reaches/new", "<dl class=\"facts\">\(rows)</dl>")
    }

    private func reach(_ reach: Reach) -> HTML {
        let name = reach.label.isEmpty ? texts.name(of: reach.kind) : reach.label
        let scheme = reach.kind == .email ? "mailto:" : "tel:"
        let value: HTML =
            reach.kind == .social
            ? "\(reach.display)" : "<a href=\"\(scheme)\(reach.value)\">\(reach.display)</a>"
        return fact(name, value)
    }

    private func website(_ address: String) -> HTML {
        let isWeb = address.hasPrefix("https://") || address.hasPrefix("http://")
        let target = isWeb ? address : "https://" + address
        let shown = address.replacing("https://", with: "").replacing("http://", with: "")
        return "<a href=\"\(target)\" rel=\"noopener noreferrer\">\(shown)</a>"
    }

    private func channel(_ details: CustomerDetails) -> String {
        let name = Channel(rawValue: details.preferredChannel).map(texts.name) ?? ""
        return [name, details.preferredHours].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private var contacts: HTML {
        let rows = whole.contacts.map { contact in
            let reaches = whole.reaches.filter { $0.contact == contact.id }
            return """
                <li class="row" id="contact-\(contact.id)">\(Avatar(contact.id, contact.name).html)<div><strong>\(
                    contact.name)</strong><small>\(contact.position)</small></div>
                <div class="actions end">\(reaches.map { contactReach($0, contact) })</div></li>
                """ as HTML
        }
        return block(
            "contacts", texts.contacts, add: "contacts/new",
            rows.isEmpty ? nothing : "<ul class=\"rows\">\(rows)</ul>")
    }

    private func contactReach(_ reach: Reach, _ contact: Contact) -> HTML {
        let (scheme, icon, what) =
            reach.kind == .email
            ? ("mailto:", Icon.mail, texts.writeTo(contact.name))
            : ("tel:", .phone, texts.callTo(contact.name))
        guard reach.kind != .social else { return "<small>\(reach.display)</small>" }
        return
            "<a class=\"btn quiet icon small\" href=\"\(scheme)\(reach.value)\" aria-label=\"\(what)\">\(icon)</a>"
    }

    private var softFacts: HTML {
        let rows = whole.facts.filter { $0.expires.map { $0 >= today } ?? true }.map { fact in
            var origin = [fact.saidBy.isEmpty ? fact.authorName : "\(fact.saidBy) (\(fact.authorName))"]
            origin += [texts.day(fact.at), texts.name(of: fact.confidence)]
            if let day = fact.expires { origin.append(texts.until(day)) }
            return """
                <li><p><span class="pill\(fact.kind == .mood ? " warn" : "")">\(texts.name(of: fact.kind))</span> \(
                    fact.text)</p><small>\(origin.joined(separator: ", "))</small>\(
                    remove("soft-facts/\(fact.id)", fact.text))</li>
                """ as HTML
        }
        return block(
            "soft-facts", texts.goodToKnow, add: "soft-facts/new",
            rows.isEmpty ? nothing : "<ul class=\"soft\">\(rows)</ul>")
    }

    private var openItems: HTML {
        let level = whole.customer.dunningLevel
        let pill: HTML = level > 0 ? "<span class=\"pill bad\">\(texts.dunningLevel(level))</span>" : ""
        let rows = whole.openItems.map { item in
            """
            <li class="row"><div><strong>\(item.number)</strong>\(due(item))</div><div class="end num">\(
                texts.money(cents: item.openCents, currency: item.currency))</div></li>
            """ as HTML
        }
        let sum: HTML = """
            <p class="money"><span class="muted">\(texts.sum)</span> <strong>\(
                texts.money(cents: whole.customer.openCents, currency: "EUR"))</strong></p>
            """
        return block(
            "open-items", texts.openItems, extra: pill,
            rows.isEmpty ? nothing : "<ul class=\"rows\">\(rows)</ul>\(sum)")
    }

    private func due(_ item: OpenItem) -> HTML? {
        guard let day = item.due else { return nil }
        let late = today.daysSince1970 - day.daysSince1970
        return late > 0
            ? "<small class=\"bad-text\">\(texts.overdue(days: late))</small>"
            : "<small>\(texts.dueOn(day))</small>"
    }

    private var addresses: HTML {
        let rows = whole.addresses.map { address in
            fact(
                address.label.isEmpty ? texts.address : address.label,
                """
                \(address.street)<br>\(address.postcode) \(address.city)\(
                    address.country.isEmpty ? nil : "<br>\(address.country)" as HTML)\(
                    remove("addresses/\(address.id)", address.street))
                """)
        }
        return block(
            "addresses", texts.addresses, add: "addresses/new",
            rows.isEmpty ? nothing : "<dl class=\"facts\">\(rows)</dl>")
    }

    private var consents: HTML {
        var seen: Set<String> = []
        let current = whole.consents.filter {
            seen.insert($0.purpose + "\u{0}" + $0.channel.rawValue).inserted
        }
        let rows = current.map { consent in
            """
            <li class="row"><div>\(consent.purpose): \(texts.name(of: consent.channel))<small>\(consent.source), \(
                texts.day(consent.at))</small></div><div class="end"><span class="pill \(
                consent.isGranted ? "ok" : "bad")">\(texts.yesNo(consent.isGranted))</span></div></li>
            """ as HTML
        }
        return block(
            "consents", texts.consents, add: "consents/new",
            rows.isEmpty ? nothing : "<ul class=\"rows\">\(rows)</ul>")
    }

    private var relations: HTML {
        let rows = whole.relations.map { relation in
            """
            <li class="row">\(Avatar(relation.other, relation.otherName, size: "s").html)<div><a class="go" href="\(
                Link.customer(relation.other))">\(relation.otherName)</a><small>\(texts.name(of: relation.kind))\(
                relation.note.isEmpty ? "" : ", " + relation.note)</small></div></li>
            """ as HTML
        }
        return block(
            "related", texts.related, add: "relations/new",
            rows.isEmpty ? nothing : "<ul class=\"rows\">\(rows)</ul>")
    }

    private var nothing: HTML { "<p class=\"muted\">\(texts.nothingYet)</p>" }
}
