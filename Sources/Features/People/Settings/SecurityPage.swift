import Platform
import Web

/// Password, second factor, sessions.
struct SecurityPage: Sendable {
    let security: AccountService.Security
    /// The session that looks.
    let current: Int64?
    /// How the authenticator app names the account.
    let account: String
    /// A fresh secret for the app, in base32.
    let secret: String
    /// New recovery codes, shown only now.
    let codes: [String]
    let refusal: FormRefusal?

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let factor = security.hasSecondFactor ? switchedOn(texts) : switchedOff(texts)
        let cards = (codes.isEmpty ? .empty : codeCard(texts)) + factor + password(texts) + sessions(texts)
        return SplitFrame.settings(.settingsSecurity, texts).page(cards)
    }

    // MARK: Second factor

    private func switchedOff(_ texts: Texts) -> HTML {
        let code = FormField(
            "code", texts.code, isRequired: true,
            attributes: """
                class="code-input" inputmode="numeric" autocomplete="one-time-code" maxlength="7"
                """)
        let link = TOTP.link(Base32.decode(secret) ?? [], account: account)
        let content: HTML = """
            <div class="secret"><p>\(texts.scan)</p>\(QRCode(link)?.svg(label: texts.qrLabel))
            <p class="muted">\(texts.byHand) <code>\(grouped(secret))</code></p>
            <form class="form" method="post" action="\(Link.settings)/totp">
              <input type="hidden" name="secret" value="\(secret)">
              \(code.refused(refusal).html(texts))
              \(passwordField("password", texts.password, "current-password").refused(refusal).html(texts))
              \(saveButton(texts.switchOn))
            </form></div>
            """
        let state: HTML = "<span class=\"pill warn\">\(texts.notSetUp)</span>"
        return Card(id: "second-factor", title: texts.secondFactor, aside: state, content: content).html
    }

    private func switchedOn(_ texts: Texts) -> HTML {
        let content: HTML = """
            <p>\(texts.codesLeft(security.codesLeft))</p>
            <form class="form" method="post" action="\(Link.settings)/recovery-codes">
              \(passwordField("password", texts.password, "current-password").refused(refusal).html(texts))
              <div class="buttons"><button class="btn" type="submit">\(texts.newCodes)</button>
              <button class="btn danger push" type="submit" formaction="\(Link("/settings/totp").method("delete"))">\(texts.switchOff)</button></div>
            </form>
            """
        let state: HTML = "<span class=\"pill ok\">\(texts.setUp)</span>"
        return Card(id: "second-factor", title: texts.secondFactor, aside: state, content: content).html
    }

    private func codeCard(_ texts: Texts) -> HTML {
        let list: HTML = "<ul class=\"codes\">\(codes.map { "<li><code>\($0)</code></li>" as HTML })</ul>"
        return Card(id: "codes", title: texts.recoveryCodes, sub: texts.recoveryCodesSub, content: list).html
    }

    /// In groups of four, for typing.
    private func grouped(_ secret: String) -> String {
        let letters = Array(secret)
        return stride(from: 0, to: letters.count, by: 4).map {
            String(letters[$0..<min($0 + 4, letters.count)])
        }
        .joined(separator: " ")
    }

    // MARK: Password

    private func password(_ texts: Texts) -> HTML {
        let fields = [
            passwordField("old", texts.oldPassword, "current-password"),
            passwordField("new", texts.newPassword, "new-password", hint: texts.passwordHint),
        ]
        let content: HTML = """
            <form class="form" method="post" action="\(Link.settings)/password">
              <div class="fields">\(fields.map { $0.refused(refusal).html(texts) })</div>
              \(saveButton(texts.changePassword))
            </form>
            """
        return Card(id: "change-password", title: texts.password, sub: texts.passwordSub, content: content)
            .html
    }

    private func passwordField(
        _ name: String, _ label: String, _ purpose: String, hint: String? = nil
    ) -> FormField {
        FormField(
            name, label, type: "password", hint: hint, isRequired: true,
            attributes: "autocomplete=\"\(purpose)\" maxlength=\"1000\"")
    }

    // MARK: Sessions

    private func sessions(_ texts: Texts) -> HTML {
        let tokens: HTML = """
            <p class="muted">\(texts.tokensGoOn(security.tokenCount))</p>
            <label class="check"><input type="checkbox" name="tokens"> <span>\(texts.endTokens)</span></label>
            """
        let others: HTML = """
            <form class="form" method="post" action="\(Link("/settings/sessions").method("delete"))">
            \(security.tokenCount > 0 ? tokens : nil)
            <div class="buttons"><button class="btn" type="submit">\(texts.endOthers)</button></div></form>
            """
        let isAlone = security.sessions.count < 2 && security.tokenCount == 0
        let content: HTML = """
            <ul class="rows">\(security.sessions.map { row($0, texts) })</ul>\(isAlone ? nil : others)
            """
        return Card(id: "sessions", title: texts.signedInDevices, content: content).html
    }

    private func row(_ session: Session, _ texts: Texts) -> HTML {
        let device = DeviceName(agent: session.agent)
        let name = texts.name(of: device)
        let isCurrent = session.id.raw == current
        let pill: HTML = " <span class=\"pill ok\">\(texts.thisDevice)</span>"
        let end: HTML = """
            <div class="end"><form method="post" action="\(Link("/settings/sessions/\(session.id)").method("delete"))">
            <button class="btn small danger" type="submit" aria-label="\(texts.signOut): \(name)">\(texts.signOut)</button>
            </form></div>
            """
        return """
            <li class="row">\(device.isPhone ? Icon.phone : Icon.screen)<div><strong>\(name)</strong>\(isCurrent ? pill : nil)\
            <small>\(session.address), \(texts.lastSeen(isCurrent ? texts.now : session.seen))</small></div>
            \(isCurrent ? nil : end)</li>
            """
    }
}

/// What a browser's description of itself says about the device.
struct DeviceName: Sendable, Equatable {
    /// E.g. `Firefox`; empty: unknown.
    let browser: String
    /// E.g. `Windows`; empty: unknown.
    let system: String

    var isPhone: Bool { ["iPhone", "Android"].contains(system) }

    /// Order matters: most browsers also name those that they descend from.
    init(agent: String) {
        let browsers = [
            ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
            ("Firefox/", "Firefox"),
            ("FxiOS/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"),
            ("curl/", "curl"),
        ]
        let systems = [
            ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
        ]
        browser = browsers.first { agent.contains($0.0) }?.1 ?? ""
        system = systems.first { agent.contains($0.0) }?.1 ?? ""
    }
}
