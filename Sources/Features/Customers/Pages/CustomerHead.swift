import Formats
import People
import Platform
import Web

/// Who the customer is, and what one does most with them.
struct CustomerHead {
    let blocks: CustomerBlocks

    private var whole: CustomerService.Whole { blocks.whole }
    private var texts: Texts { blocks.texts }
    private var customer: Customer { whole.customer }

    /// What stands in the head; sent alone when it changed.
    var content: HTML {
        let since = texts.pick("seit ", "since ") + texts.day(customer.createdAt)
        let numbers = whole.numbers.map { "<span class=\"num\">\($0.number)</span>" as HTML }
        let facts = [customer.details.industry, customer.city, since].filter { !$0.isEmpty }
        return """
            <nav class="crumbs" aria-label="\(texts.pick("Pfad", "Path"))"><a href="/customers">\(
                texts.name(of: .customers))</a></nav>
            \(avatar(customer, size: "l"))
            <div>
              <h1>\(customer.name)</h1>
              <p class="sub">\(numbers)\(facts.map { "<span>\($0)</span>" as HTML })</p>
              <p class="tags">\(dunning)\(whole.tags.map(tag))\(editTags)</p>
            </div>
            <div class="actions">\(actions)</div>
            """
    }

    private var dunning: HTML? {
        guard customer.dunningLevel > 0 else { return nil }
        return "<a class=\"pill bad\" href=\"#open-items\">\(texts.dunningLevel(customer.dunningLevel))</a> "
    }

    /// An icon beside tags; with its name where there are none, for an icon alone under a heading says nothing.
    private var editTags: HTML? {
        guard whole.tags.isEmpty, blocks.viewer.isEmployee else {
            return blocks.link("tags/new", .tag, texts.tags)
        }
        return """
            <a class="btn quiet small" href="\(blocks.base)/tags/new" data-dialog>\(Icon.tag)\(texts.tags)</a>
            """
    }

    private func tag(_ tag: String) -> HTML {
        "<a class=\"tag\" href=\"\(Link("/customers").with("tag", tag))\">\(tag)</a> "
    }

    private var actions: HTML {
        let own = whole.reaches.filter { $0.contact == nil } + whole.reaches.filter { $0.contact != nil }
        let phone = own.first { $0.kind == .phone }.map {
            "<a class=\"btn primary\" href=\"tel:\($0.value)\">\(Icon.phone)\(texts.call)</a>" as HTML
        }
        let mail = own.first { $0.kind == .email }.map {
            "<a class=\"btn\" href=\"mailto:\($0.value)\">\(Icon.mail)\(texts.email)</a>" as HTML
        }
        return "\(phone)\(mail)\(star)\(blocks.viewer.isEmployee ? edit : nil)"
    }

    private var star: HTML {
        let link = blocks.base / "star"
        let isStarred = whole.bond.isStarred
        return """
            <form method="post" action="\(isStarred ? link.method("DELETE") : link)"><button class="btn icon\(
                isStarred ? " accent" : "")" aria-label="\(isStarred ? texts.unwatch : texts.watch)" title="\(
                isStarred ? texts.unwatch : texts.watch)">\(Icon.star)</button></form>
            """
    }

    private var edit: HTML {
        """
        <a class="btn" href="\(blocks.base)/edit" data-key="e">\(Icon.edit)\(texts.edit)</a>
        <details class="menu">
          <summary class="btn icon" aria-label="\(texts.moreActions)">\(Icon.dots)</summary>
          <div class="menu-list">
            <a href="\(blocks.base)/numbers/new" data-dialog>\(Icon.key)\(texts.externalNumbers)</a>
            <a href="\(blocks.base)/guests/new" data-dialog>\(Icon.people)\(texts.shareWithGuest)</a>
            <a href="\(blocks.base)/consents">\(Icon.consent)\(texts.consentHistory)</a>
            <a href="\(blocks.base)/history">\(Icon.history)\(texts.changeHistory)</a>
            <a href="\(Link("/duplicates").with("customer", customer.id.text))">\(Icon.merge)\(texts.findDuplicates)</a>
            <a href="\(blocks.base)/merge" data-dialog>\(Icon.merge)\(texts.mergeWith)…</a>
          </div>
        </details>
        """
    }
}

/// Who looks after the customer, for what, and who stands in.
struct CareSection {
    let blocks: CustomerBlocks

    private var texts: Texts { blocks.texts }

    /// What stands in the section; sent alone when it changed.
    var content: HTML {
        """
        <h2 class="vh" id="care-title">\(texts.responsibilities)</h2>
        <ul class="care">\(blocks.whole.responsibilities.map { item($0) })\(blocks.viewer.isEmployee ? addItem : nil)</ul>
        """
    }

    private func item(_ responsibility: Responsibility) -> HTML {
        let absence = blocks.whole.absences[responsibility.person]
        let picture = Avatar(
            responsibility.person, responsibility.personName, presence: absence == nil ? "" : "away")
        return """
            <li>\(picture.html)
            <div><small>\(responsibility.topic)</small><a class="go" href="\(Link.person(responsibility.person))">\(
                responsibility.personName)</a></div>
            <div class="actions">\(phone(responsibility))\(mail(responsibility))\(edit(responsibility))</div>\(
                absence.map(standIn))</li>
            """
    }

    private func phone(_ responsibility: Responsibility) -> HTML? {
        guard let number = PhoneNumber(readable: responsibility.phone) else { return nil }
        return """
            <a class="btn quiet icon small" href="tel:\(number.e164)" aria-label="\(
                texts.callTo(responsibility.personName))">\(Icon.phone)</a>
            """
    }

    private func mail(_ responsibility: Responsibility) -> HTML? {
        guard !responsibility.email.isEmpty else { return nil }
        return """
            <a class="btn quiet icon small" href="mailto:\(responsibility.email)" aria-label="\(
                texts.writeTo(responsibility.personName))">\(Icon.mail)</a>
            """
    }

    private func edit(_ responsibility: Responsibility) -> HTML? {
        blocks.link(
            "responsibilities/\(responsibility.id)/edit", .edit, "\(responsibility.line): \(texts.edit)")
    }

    private func standIn(_ absence: Absence) -> HTML {
        let name = absence.standIn.map {
            ", \(texts.standIn): <a href=\"\(Link.person($0.id))\">\($0.name)</a>" as HTML
        }
        return "<p class=\"standin\">\(texts.awayUntil(absence.lastDay))\(name)</p>"
    }

    private var addItem: HTML {
        """
        <li><a class="btn quiet small" href="\(blocks.base)/responsibilities/new" data-dialog>\(Icon.plus)\(
            texts.responsible)</a></li>
        """
    }
}

extension PhoneNumber {
    /// Nil when people wrote something that is no telephone number, such as "Durchwahl 12".
    init?(readable text: String) {
        do { try self.init(text) } catch { return nil }
    }
}
