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
        let choices = [("", texts.none)] + teams.map { ($0.id.text, $0.name) }
        let content: HTML = """
            <form class="form" method="post" action="\(Link.invitations)">
            <div class="fields">\(email.refused(refusal).html(texts))
            \(SelectField("role", texts.role, roles).refused(refusal).html())
            \(SelectField("team", texts.team, choices).refused(refusal).html())</div>
            \(saveButton(texts.createInvitation))</form>\(fresh.map { notice($0, texts) })
            """
        return Card(id: "invite", title: texts.invite, sub: texts.inviteSub, content: content).html
    }

    private func notice(_ fresh: FreshInvitation, _ texts: Texts) -> HTML {
        """
        <div class="notice info spaced" role="status">\(Icon.info)<div><p>\(texts.invitationFor(fresh.email)) \
        <code>\(fresh.link)</code></p></div></div>
        """
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

/// Where an invited person chooses name and password.
struct JoinPage: Sendable {
    let invitation: Invitation
    let secret: String
    let refusal: FormRefusal?

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        return Page(texts.welcome, section: nil, isBare: true, main: form(texts))
    }

    private func form(_ texts: Texts) -> HTML {
        let name = FormField(
            "name", texts.fullName, isRequired: true,
            attributes: "autocomplete=\"name\" maxlength=\"200\" autofocus")
        let password = FormField(
            "password", texts.password, type: "password", hint: texts.passwordHint, isRequired: true,
            attributes: "autocomplete=\"new-password\" minlength=\"10\" maxlength=\"1000\"")
        return """
            <div class="sheet">
              <h1>\(texts.welcome)</h1>
              <p>\(texts.invitedBy(invitation.invitedBy, as: invitation.email))</p>
              <form class="form" method="post" action="\(Link.join(secret))">
                <input type="hidden" name="email" autocomplete="username" value="\(invitation.email)">
                \(name.refused(refusal).html(texts))\(password.refused(refusal).html(texts))
                <button class="btn primary wide" type="submit">\(texts.join)</button>
              </form>
            </div>
            """
    }
}
