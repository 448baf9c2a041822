import Platform
import Web

/// The blocks of the customer's page, each by itself.
struct CustomerBlocks: Sendable {
    let whole: CustomerService.Whole
    let texts: Texts
    let viewer: Viewer
    let base: Link

    var customer: Customer { whole.customer }
    private var today: CivilDate { texts.today }

    init(whole: CustomerService.Whole, texts: Texts, viewer: Viewer) {
        self.whole = whole
        self.texts = texts
        self.viewer = viewer
        base = .customer(whole.customer.id)
    }

    /// The column beside the timeline: what is known about the customer.
    var column: [HTML] {
        let blocks: [CustomerBlock] = [
            .facts, .contacts, .softFacts, .openItems, .addresses, .consents, .related, .guests,
        ]
        return blocks.filter { $0.isFor(viewer) }.map { block in
            section(block.rawValue, block.events, content(of: block))
        } + whole.panels.map { section($0.panel.key, $0.panel.events, $0.html(texts)) }
    }

    private func section(_ name: String, _ events: String, _ content: HTML) -> HTML {
        """
        <section class="block" id="\(name)" aria-labelledby="\(name)-t"\(live(name, events))>
        \(content)
        </section>
        """
    }

    /// How the browser learns that a block changed, and from where it gets the new one.
    func live(_ block: CustomerBlock) -> HTML { live(block.rawValue, block.events) }

    private func live(_ name: String, _ events: String) -> HTML {
        """
         data-live-topic="customer/\(customer.id)" data-live-kind="\(events)" data-live-src="\(base)/blocks/\(name)"
        """
    }

    /// What stands in a block.
    func content(of block: CustomerBlock) -> HTML {
        switch block {
        case .head: CustomerHead(blocks: self).content
        case .care: CareSection(blocks: self).content
        case .facts: facts
        case .contacts: contacts
        case .softFacts: softFacts
        case .openItems: openItems
        case .addresses: addresses
        case .consents: consents
        case .related: relations
        case .guests: guests
        }
    }

    /// Heading and content. - Parameter add: the path of the form that adds something.
    private func titled(
        _ block: CustomerBlock, _ title: String, add: String? = nil, extra: HTML = "", _ content: HTML
    ) -> HTML {
        let button: HTML? = add.flatMap { link("\($0)/new", Icon.plus, "\(title): \(texts.add)") }
        return """
            <header><h2 id="\(block.rawValue)-t">\(title)</h2>\(extra)\(button)</header>
            \(content)
            """
    }

    /// An icon that opens a form; nothing for guests.
    func link(_ path: String, _ icon: Icon, _ label: String) -> HTML? {
        guard viewer.isEmployee else { return nil }
        return """
            <a class="btn quiet icon small" href="\(base)/\(path)" data-dialog aria-label="\(label)">\(icon)</a>
            """
    }

    private func fact(_ name: String, _ value: HTML) -> HTML {
        "<div><dt>\(name)</dt><dd>\(value)</dd></div>"
    }

    private func rows(_ rows: [HTML]) -> HTML { rows.isEmpty ? nothing : "<ul class=\"rows\">\(rows)</ul>" }

    private func remove(_ path: String, _ what: String) -> HTML? {
        guard viewer.isEmployee else { return nil }
        return """
            <form method="post" action="\((base / path).method("DELETE"))" data-enhance>\(
                removeButton(what, texts))</form>
            """
    }

    // MARK: Blocks

    private var facts: HTML {
        var rows = whole.reaches.filter { $0.contact == nil }.map { reach($0) }
        rows += CustomerField.facts.compactMap { field in
            value(of: field).map { fact(texts.pick(field.words), $0) }
        }
        if !whole.numbers.isEmpty {
            let numbers = whole.numbers.map(\.line).joined(separator: ", ")
            rows.append(
                fact(texts.externalNumbers, "\(numbers) \(link("numbers/new", .edit, texts.externalNumbers))")
            )
        }
        return titled(.facts, texts.facts, add: "reaches", "<dl class=\"facts\">\(rows)</dl>")
    }

    private func reach(_ reach: Reach) -> HTML {
        let name = reach.label.isEmpty ? texts.name(of: reach.kind) : reach.label
        let edit = link("reaches/\(reach.id)/edit", .edit, "\(reach.display): \(texts.edit)")
        return fact(name, "\(reachValue(reach)) \(edit)")
    }

    private func reachValue(_ reach: Reach) -> HTML {
        switch reach.kind {
        case .phone: "<a href=\"tel:\(reach.value)\">\(reach.display)</a>"
        case .email: "<a href=\"mailto:\(reach.value)\">\(reach.display)</a>"
        case .social: profile(reach)
        case .fax: "\(reach.display)"
        }
    }

    /// The account's name, as a link where it is known where the profile is.
    private func profile(_ reach: Reach) -> HTML {
        let isPerson = reach.contact != nil || customer.details.kind == .person
        guard let address = SocialHandle(reach.display)?.profile(isPerson: isPerson) else {
            return "\(reach.display)"
        }
        return "<a href=\"\(address)\" rel=\"noopener noreferrer\">\(reach.display)</a>"
    }

    private func website(_ address: String) -> HTML {
        let scheme = ["https://", "http://"].first(where: address.hasPrefix)
        let target = scheme == nil ? "https://" + address : address
        let shown = String(address.dropFirst(scheme?.count ?? 0))
        return "<a href=\"\(target)\" rel=\"noopener noreferrer\">\(shown)</a>"
    }

    /// What stands behind a fact's name; nil: nothing is known.
    private func value(of field: CustomerField) -> HTML? {
        let value = field.value(of: customer.details)
        if case .website = field.control { return value.isEmpty ? nil : website(value) }
        var parts = [
            field.choices.map { $0.words(of: value).map(texts.pick) ?? "" } ?? texts.display(value, of: field)
        ]
        // When and how go together.
        if field.name == "preferred_channel" { parts.append(customer.details.preferredHours) }
        let text = parts.filter { !$0.isEmpty }.joined(separator: ", ")
        return text.isEmpty ? nil : "\(text)"
    }

    private var contacts: HTML {
        let people = whole.contacts.map { contact in
            let reaches = whole.reaches.filter { $0.contact == contact.id }
            return """
                <li class="row" id="contact-\(contact.id)">\(Avatar(contact.id, contact.name).html)<div><strong>\(
                    contact.name)</strong><small>\(contact.position)</small></div>
                <div class="actions end">\(reaches.compactMap { contactReach($0, contact) })\(contactLinks(contact))</div></li>
                """ as HTML
        }
        return titled(.contacts, texts.contacts, add: "contacts", rows(people))
    }

    private func contactLinks(_ contact: Contact) -> HTML {
        """
        \(link("reaches/new?contact=\(contact.id)", .plus, "\(contact.name): \(texts.reach)"))\(
            link("contacts/\(contact.id)/edit", .edit, "\(contact.name): \(texts.edit)"))
        """
    }

    private func contactReach(_ reach: Reach, _ contact: Contact) -> HTML? {
        switch reach.kind {
        case .phone:
            """
            <a class="btn quiet icon small" href="tel:\(reach.value)" title="\(reach.display)" aria-label="\(
                texts.callTo(contact.name))">\(Icon.phone)</a>
            """
        case .email:
            """
            <a class="btn quiet icon small" href="mailto:\(reach.value)" title="\(reach.display)" aria-label="\(
                texts.writeTo(contact.name))">\(Icon.mail)</a>
            """
        case .social: "<small>\(profile(reach))</small>"
        case .fax: "<small>\(reach.display)</small>"
        }
    }

    private var softFacts: HTML {
        let current = whole.facts.filter { $0.expires.map { $0 >= today } ?? true }
        let expired = whole.facts.filter { $0.expires.map { $0 < today } ?? false }
        let list: HTML = current.isEmpty ? nothing : "<ul class=\"soft\">\(current.map(softFact))</ul>"
        let folded: HTML = """
            <details><summary>\(texts.expired) (\(expired.count))</summary>
            <ul class="soft">\(expired.map(softFact))</ul></details>
            """
        return titled(
            .softFacts, texts.goodToKnow, add: "soft-facts", expired.isEmpty ? list : list + folded)
    }

    private func softFact(_ fact: SoftFact) -> HTML {
        var origin = [fact.saidBy.isEmpty ? fact.authorName : "\(fact.saidBy) (\(fact.authorName))"]
        origin += [texts.day(fact.at), texts.name(of: fact.confidence)]
        if let day = fact.expires { origin.append(day < today ? texts.heldUntil(day) : texts.until(day)) }
        let path = "soft-facts/\(fact.id)"
        return """
            <li><p><span class="pill\(fact.kind == .mood ? " warn" : "")">\(texts.name(of: fact.kind))</span> \(
                fact.text)</p><small>\(origin.joined(separator: ", "))</small><div class="actions">\(
                link("\(path)/edit", .edit, "\(fact.text): \(texts.edit)"))\(remove(path, fact.text))</div></li>
            """
    }

    private var openItems: HTML {
        let level = customer.dunningLevel
        let pill: HTML = level > 0 ? "<span class=\"pill bad\">\(texts.dunningLevel(level))</span>" : ""
        let rows = whole.openItems.map { item in
            """
            <li class="row"><div><strong>\(item.number)</strong>\(due(item))</div><div class="end num">\(
                texts.money(cents: item.openCents, currency: item.currency))</div></li>
            """ as HTML
        }
        return titled(
            .openItems, texts.openItems, extra: pill,
            rows.isEmpty ? nothing : "<ul class=\"rows\">\(rows)</ul>\(sums)")
    }

    /// One sum a currency: amounts in different ones do not add up.
    private var sums: [HTML] {
        let items = Dictionary(grouping: whole.openItems, by: \.currency).sorted { $0.key < $1.key }
        return items.map { currency, items in
            // The customer's own sum knows more items than are shown.
            let cents =
                items.count == whole.openItems.count
                ? customer.openCents : items.reduce(0) { $0 + $1.openCents }
            return """
                <p class="money"><span class="muted">\(texts.sum)</span> <strong>\(
                    texts.money(cents: cents, currency: currency))</strong></p>
                """
        }
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
                \(address.street.isEmpty ? nil : "\(address.street)<br>" as HTML)\(address.postcode) \(address.city)\(
                    address.country.isEmpty ? nil : "<br>\(address.country)" as HTML) \(
                    link("addresses/\(address.id)/edit", .edit, "\(address.line): \(texts.edit)"))
                """)
        }
        return titled(
            .addresses, texts.addresses, add: "addresses",
            rows.isEmpty ? nothing : "<dl class=\"facts\">\(rows)</dl>")
    }

    private var consents: HTML {
        let current = whole.consents.current.map { consent in
            """
            <li class="row"><div>\(consent.purpose): \(texts.name(of: consent.channel))<small>\(consent.source), \(
                texts.day(consent.at))</small></div><div class="end">\(consentPill(consent, texts))</div></li>
            """ as HTML
        }
        let history: HTML = """
            <a class="btn quiet icon small" href="\(base)/consents" aria-label="\(texts.consentHistory)">\(Icon.history)</a>
            """
        return titled(
            .consents, texts.consents, add: "consents", extra: current.isEmpty ? "" : history, rows(current))
    }

    private var relations: HTML {
        let others = whole.relations.map { relation in
            """
            <li class="row">\(Avatar(relation.other, relation.otherName, size: "s").html)<div><a class="go" href="\(
                Link.customer(relation.other))">\(relation.otherName)</a><small>\(texts.name(of: relation.kind))\(
                relation.note.isEmpty ? "" : ", " + relation.note)</small></div><div class="end">\(
                remove("relations/\(relation.id)", relation.otherName))</div></li>
            """ as HTML
        }
        return titled(.related, texts.related, add: "relations", rows(others))
    }

    private var guests: HTML {
        let people = whole.guests.map { guest in
            """
            <li class="row">\(Avatar(guest.id, guest.name, size: "s").html)<div>\(guest.name)</div><div class="end">\(
                remove("guests/\(guest.id)", guest.name))</div></li>
            """ as HTML
        }
        return titled(.guests, texts.guests, add: "guests", rows(people))
    }

    private var nothing: HTML { "<p class=\"muted\">\(texts.nothingYet)</p>" }
}

extension [Consent] {
    /// The statements that count: of those newest first, the first per purpose and channel.
    var current: [Consent] {
        var seen: Set<String> = []
        return filter { seen.insert($0.purpose + "\u{0}" + $0.channel.rawValue).inserted }
    }
}
