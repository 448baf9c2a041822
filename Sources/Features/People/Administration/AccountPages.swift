import Platform
import Web

/// All people, with role and state.
struct AccountListPage: Sendable {
    let listed: [AdministrationService.Listed]
    let text: String
    let next: PersonID?

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let content: HTML = """
            <form class="filters" method="get" action="\(Link.administration)">
              <input type="search" name="q" value="\(text)" aria-label="\(texts.searchColleagues)" maxlength="100"
               placeholder="\(texts.searchColleaguesHint)">
              <button class="btn" type="submit">\(texts.applyFilter)</button>
            </form>
            \(listed.isEmpty ? EmptyState(.search, texts.noHits(for: text), texts.noHitsAdvice).html : table(texts))
            \(Pager(next: next.map { .administration.with("q", text).with("after", $0.text) }, at: context.link).html(texts))
            """
        let card = Card(id: "accounts", title: texts.personsTitle, aside: inviteLink(texts), content: content)
        return SplitFrame.administration(.administration, texts).page(card.html)
    }

    private func inviteLink(_ texts: Texts) -> HTML { "<a href=\"\(Link.invitations)\">\(texts.invite)</a>" }

    private func table(_ texts: Texts) -> HTML {
        """
        <div class="table-wrap" role="region" aria-labelledby="accounts" tabindex="0"><table class="table"><thead><tr>
        <th scope="col">\(texts.fullName)</th><th scope="col" class="wide">\(texts.role)</th>
        <th scope="col" class="wide">\(texts.lastHere)</th><th scope="col">\(texts.state)</th>
        <th scope="col"><span class="vh">\(texts.actions)</span></th></tr></thead>
        <tbody>\(listed.map { row($0, texts) })</tbody></table></div>
        """
    }

    private func row(_ listed: AdministrationService.Listed, _ texts: Texts) -> HTML {
        let person = listed.person
        return """
            <tr><th scope="row"><span class="who">\(person.ref.avatar())<span>\(person.name)\
            <small>\(person.email)</small></span></span></th>
            <td class="wide">\(texts.name(of: person.role))</td><td class="wide">\(texts.ago(listed.seen))</td>
            <td>\(AccountPage.pill(person, texts))</td>
            <td class="end"><a class="btn small icon quiet" href="\(Link.account(person.id))" \
            aria-label="\(texts.edit): \(person.name)">\(Icon.edit)</a></td></tr>
            """
    }
}

/// One account: role, state, access, second factor.
struct AccountPage: Sendable {
    let listed: AdministrationService.Listed
    /// The access link that was just made.
    var fresh: FreshInvitation?

    private var person: Person { listed.person }
    private var link: Link { .account(person.id) }

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let factor = listed.hasSecondFactor ? secondFactor(texts) : .empty
        return SplitFrame.administration(.administration, texts).page(
            role(texts) + (person.isDeactivated ? .empty : access(texts)) + factor + state(texts))
    }

    static func pill(_ person: Person, _ texts: Texts) -> HTML {
        person.isDeactivated
            ? "<span class=\"pill\">\(texts.deactivated)</span>"
            : "<span class=\"pill ok\">\(texts.active)</span>"
    }

    private func role(_ texts: Texts) -> HTML {
        let roles = Role.allCases.map { ($0.rawValue, texts.name(of: $0)) }
        let content: HTML = """
            <dl class="facts two"><div><dt>\(texts.email)</dt><dd>\(person.email)</dd></div>
            <div><dt>\(texts.lastHere)</dt><dd>\(texts.ago(listed.seen))</dd></div></dl>
            <form class="form" method="post" action="\(link)/role">
            \(SelectField("role", texts.role, roles, selected: person.role.rawValue).html())\(saveButton(texts.save))</form>
            """
        return Card(id: "account", title: person.name, aside: Self.pill(person, texts), content: content).html
    }

    private func access(_ texts: Texts) -> HTML {
        let reset: HTML = """
            <label class="check"><input type="checkbox" name="second_factor" value="1">\
            <span>\(texts.alsoResetSecondFactor)</span></label>
            """
        let content: HTML = """
            <p>\(texts.newAccessAdvice)</p>
            <form class="form" method="post" action="\(link)/access-link">\(listed.hasSecondFactor ? reset : nil)
            <div class="buttons"><button class="btn" type="submit">\(texts.createAccessLink)</button></div></form>
            \(fresh.map { $0.notice(texts.accessLinkFor($0.email)) })
            """
        return Card(id: "access", title: texts.newAccessLink, content: content).html
    }

    private func secondFactor(_ texts: Texts) -> HTML {
        let content: HTML = """
            <p>\(texts.resetAdvice)</p>
            <form method="post" action="\(Link("\(link.path)/second-factor").method("delete"))">
            <button class="btn danger" type="submit">\(texts.resetSecondFactor)</button></form>
            """
        return Card(id: "factor", title: texts.secondFactor, content: content).html
    }

    private func state(_ texts: Texts) -> HTML {
        let action = Link("\(link.path)/deactivation")
        let content: HTML =
            person.isDeactivated
            ? """
            <form method="post" action="\(action.method("delete"))">
            <button class="btn" type="submit">\(texts.reactivate)</button></form>
            """
            : """
            <p>\(texts.deactivateAdvice)</p><form method="post" action="\(action)">
            <button class="btn danger" type="submit">\(texts.deactivate)</button></form>
            """
        return Card(id: "state", title: texts.state, content: content).html
    }
}
