import Platform
import Web

/// The sign-in page.
struct SignInPage: Sendable {
    /// Where to go afterwards.
    let then: String

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        return Page(texts.signIn, section: nil, isBare: true, main: form(texts))
    }

    private func form(_ texts: Texts) -> HTML {
        """
        <div class="sheet">
          <h1>\(texts.signIn)</h1>
          <form class="form" method="post" action="\(Link.signIn)">
            <input type="hidden" name="then" value="\(then)">
            \(FormField(
                "email", texts.email, type: "email", isRequired: true, attributes: "autocomplete=\"username\" autofocus"
            ).html(texts))
            \(FormField(
                "password", texts.password, type: "password", isRequired: true,
                attributes: "autocomplete=\"current-password\""
            ).html(texts))
            <div class="buttons"><button class="btn primary wide">\(texts.signIn)</button></div>
          </form>
        </div>
        """
    }
}

extension Texts {
    var signIn: String { pick("Anmelden", "Sign in") }
    var password: String { pick("Kennwort", "Password") }
}
