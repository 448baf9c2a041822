import Platform
import Web

/// Inviting, and what waits to be accepted.
struct InvitationPage: Sendable {
    let open: [Invitation]
    let teams: [Team]
    let fresh: FreshInvitation?
    let refusal: FormRefusal?

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        return SplitFrame.administration(.invitations, texts).page(invite(texts) + waiting(texts))
    }

    private func invite(_ texts: Texts) -> HTML {
        let email = FormField("email", texts.email, type: "email", isRequired: true)
        let roles = [Role.member, .guest, .administrator].map { ($0.rawValue, texts.name(of: $0)) }
        let choices = [("", texts.noTeam)] + teams.map { ($0.id.text, $0.name) }
        let content: HTML = """
            <form class="form" method="post" action="\(Link.invitations)">
            <div class="fields">\(email.refused(refusal).html(texts))
            \(SelectField("role", texts.role, roles).refused(refusal).html())
            \(SelectField("team", texts.team, choices).refused(refusal).html())</div>
            \(saveButton(texts.createInvitation))</form>\(fresh.map { $0.notice(texts.invitationFor($0.email)) })
            """
        return Card(id: "invite", title: texts.invite, sub: texts.inviteSub, content: content).html
    }

    private func waiting(_ texts: Texts) -> HTML {
        let content: HTML =
            open.isEmpty
            ? EmptyState(.mail, texts.nothingWaits, texts.nothingWaitsAdvice).html
            : "<ul class=\"rows\">\(open.map { row($0, texts) })</ul>"
        return Card(id: "waiting", title: texts.waitingInvitations, content: content).html
    }

    private func row(_ invitation: Invitation, _ texts: Texts) -> HTML {
        """
        <li class="row">\(Icon.mail)<div><strong>\(invitation.email)</strong>\
        <small>\(texts.invitationLine(invitation))</small></div>
        <div class="end"><form method="post" action="\(Link("/administration/invitations/\(invitation.id)").method("delete"))">
        <button class="btn small danger" type="submit" aria-label="\(texts.revoke): \(invitation.email)">\(texts.revoke)</button>
        </form></div></li>
        """
    }
}

extension FreshInvitation {
    /// The link, to be copied now.
    func notice(_ text: String) -> HTML {
        """
        <div class="notice info spaced" role="status">\(Icon.info)<div><p>\(text) <code>\(link)</code></p></div></div>
        """
    }
}

/// Where an invited person chooses name and password.
struct JoinPage: Sendable {
    let invitation: Invitation
    let secret: String
    let refusal: FormRefusal?

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        return Page(title(texts), section: nil, isBare: true, main: form(texts))
    }

    private var isNew: Bool { invitation.person == nil }
    private func title(_ texts: Texts) -> String { isNew ? texts.welcome : texts.newPassword }

    private func form(_ texts: Texts) -> HTML {
        let name = FormField(
            "name", texts.fullName, isRequired: true,
            attributes: "autocomplete=\"name\" maxlength=\"200\" autofocus")
        let password = FormField(
            "password", texts.password, type: "password", hint: texts.passwordHint, isRequired: true,
            attributes: "autocomplete=\"new-password\" minlength=\"10\" maxlength=\"1000\"")
        return """
            <div class="sheet">
              <h1>\(title(texts))</h1>
              <p>\(isNew ? texts.invitedBy(invitation.invitedBy, as: invitation.email)
                  : texts.renewedBy(invitation.invitedBy, for: invitation.email))</p>
              <form class="form" method="post" action="\(Link.join(secret))">
                <input type="hidden" name="email" autocomplete="username" value="\(invitation.email)">
                \(isNew ? name.refused(refusal).html(texts) : nil)\(password.refused(refusal).html(texts))
                <button class="btn primary wide" type="submit">\(isNew ? texts.join : texts.setPassword)</button>
              </form>
            </div>
            """
    }
}
