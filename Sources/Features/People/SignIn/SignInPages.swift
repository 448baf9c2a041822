import Platform
import Web

/// A page before signing in.
protocol BarePage: Sendable {
    func page(_ context: PageContext) -> Page
}

/// The sign-in page.
struct SignInPage: BarePage {
    /// Where to go afterwards.
    let then: String
    /// Why it did not work.
    let error: AppError?
    let refusal: FormRefusal?

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        return Page(texts.signIn, section: nil, isBare: true, main: form(texts))
    }

    private func form(_ texts: Texts) -> HTML {
        let email = FormField(
            "email", texts.email, type: "email", isRequired: true,
            attributes: "autocomplete=\"username\"\(error == nil ? " autofocus" : "")")
        let password = FormField(
            "password", texts.password, type: "password", isRequired: true,
            attributes: "autocomplete=\"current-password\"\(error == nil ? "" : " autofocus")")
        return """
            <div class="sheet">
              <h1>\(texts.signIn)</h1>
              \(error.map { signInNotice(texts.signInRefused($0)) })
              <form class="form" method="post" action="\(Link.signIn)">
                <input type="hidden" name="then" value="\(then)">
                \(email.refused(refusal).html(texts))\(password.html(texts))
                <button class="btn primary wide" type="submit">\(texts.signIn)</button>
              </form>
            </div>
            """
    }
}

/// Asks for the second factor.
struct CodePage: BarePage {
    let then: String
    /// A recovery code instead of one from the app.
    let isRecovery: Bool
    let error: AppError?

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let title = isRecovery ? texts.recoveryCode : texts.confirmationCode
        return Page(title, section: nil, isBare: true, main: form(title, texts))
    }

    private func form(_ title: String, _ texts: Texts) -> HTML {
        """
        <div class="sheet">
          <h1>\(title)</h1>
          <p>\(isRecovery ? texts.recoveryCodeAdvice : texts.confirmationCodeAdvice)</p>
          \(error.map { signInNotice($0.code == .tooMany ? texts.detail(of: $0) : texts.wrongCode) })
          <form class="form" method="post" action="\(Link.signInCode)">
            <input type="hidden" name="then" value="\(then)">
            \(isRecovery ? "<input type=\"hidden\" name=\"recovery\" value=\"1\">" : HTML.empty)
            <div class="field"><label for="code">\(texts.code)</label>\(input)</div>
            <button class="btn primary wide" type="submit">\(texts.confirm)</button>
            \(isRecovery ? nil : recoveryLink(texts))
          </form>
        </div>
        """
    }

    private var input: HTML {
        isRecovery
            ? """
            <input id="code" name="code" autocomplete="off" autocapitalize="none" maxlength="20" required autofocus>
            """
            : """
            <input class="code-input" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" \
            pattern="[0-9 ]{6,7}" maxlength="7" required autofocus>
            """
    }

    private func recoveryLink(_ texts: Texts) -> HTML {
        "<a href=\"\(Link.signInCode.with("recovery", "1").with("then", then))\">\(texts.useRecoveryCode)</a>"
    }
}

/// What stands above the form when it did not work.
private func signInNotice(_ text: String) -> HTML {
    "<div class=\"notice bad\" role=\"alert\" id=\"summary\">\(Icon.warn)<div>\(text)</div></div>"
}

extension Link {
    static let signInCode = Link("/sign-in/code")
}

extension Texts {
    var signIn: String { pick("Anmelden", "Sign in") }
    var confirm: String { pick("Bestätigen", "Confirm") }
    var confirmationCode: String { pick("Bestätigungscode", "Confirmation code") }
    var confirmationCodeAdvice: String {
        pick(
            "Öffnen Sie Ihre Authenticator-App und geben Sie den sechsstelligen Code ein.",
            "Open your authenticator app and enter the six-digit code.")
    }
    var recoveryCode: String { pick("Wiederherstellungscode", "Recovery code") }
    var recoveryCodeAdvice: String {
        pick("Geben Sie einen Ihrer Wiederherstellungscodes ein.", "Enter one of your recovery codes.")
    }
    var useRecoveryCode: String { pick("Wiederherstellungscode verwenden", "Use a recovery code") }
    var wrongCode: String { pick("Dieser Code stimmt nicht.", "This code is not right.") }

    /// Why signing in did not work; says neither whether the address nor whether the password was wrong.
    func signInRefused(_ error: AppError) -> String {
        error.code == .invalid
            ? pick(
                "E-Mail-Adresse und Kennwort passen nicht zusammen.",
                "E-mail address and password do not match.")
            : detail(of: error)
    }
}
