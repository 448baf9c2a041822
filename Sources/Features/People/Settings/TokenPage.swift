import Platform
import Web

/// API tokens.
struct TokenPage: Sendable {
    let tokens: [Token]
    /// A token that was just made, shown only now.
    let fresh: String?
    let refusal: FormRefusal?

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let isAdministrator = context.viewer.role == .administrator
        let cards = (fresh.map { notice($0, texts) } ?? .empty) + list(texts) + form(texts, isAdministrator)
        return SplitFrame.settings(.settingsTokens, texts).page(cards)
    }

    private func notice(_ secret: String, _ texts: Texts) -> HTML {
        """
        <div class="notice ok" role="status">\(Icon.key)<div><h2>\(texts.newToken)</h2><p>\(texts.copyNow)</p>\
        <p><code>\(secret)</code></p></div></div>
        """
    }

    private func list(_ texts: Texts) -> HTML {
        let rows = tokens.map { row($0, texts) }
        let content: HTML =
            rows.isEmpty
            ? EmptyState(.key, texts.noTokens, texts.tokensSub).html : "<ul class=\"rows\">\(rows)</ul>"
        return Card(id: "tokens", title: texts.tokens, sub: texts.tokensSub, content: content).html
    }

    private func row(_ token: Token, _ texts: Texts) -> HTML {
        """
        <li class="row"><div><strong>\(token.name)</strong>\
        <small>\(texts.name(of: token.scope)), \(token.used.map { texts.lastSeen($0) } ?? texts.neverUsed)</small></div>
        <div class="end"><form method="post" action="\(Link("/settings/tokens/\(token.id)").method("delete"))">
        <button class="btn small danger" type="submit" aria-label="\(texts.revoke): \(token.name)">\(texts.revoke)</button>
        </form></div></li>
        """
    }

    private func form(_ texts: Texts, _ isAdministrator: Bool) -> HTML {
        let scopes = Scope.allCases.filter { $0 < .admin || isAdministrator }.map {
            ($0.word, texts.name(of: $0))
        }
        let name = FormField("name", texts.tokenPurpose, isRequired: true, attributes: "maxlength=\"100\"")
        let password = FormField(
            "password", texts.password, type: "password", isRequired: true,
            attributes: "autocomplete=\"current-password\" maxlength=\"1000\"")
        let content: HTML = """
            <form class="form" method="post" action="\(Link.settingsTokens)">
              <div class="fields">\(name.refused(refusal).html(texts))
              \(SelectField("scope", texts.tokenScope, scopes).refused(refusal).html())
              \(password.refused(refusal).html(texts))</div>
              \(saveButton(texts.createToken))
            </form>
            """
        return Card(id: "new-token", title: texts.newTokenTitle, content: content).html
    }
}
