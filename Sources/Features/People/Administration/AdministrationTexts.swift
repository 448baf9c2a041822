import Platform

/// Words of the administration.
extension Texts {
    var personsTitle: String { pick("Personen", "People") }
    var invitations: String { pick("Einladungen", "Invitations") }
    var auditTrail: String { pick("Protokoll", "Audit trail") }
    var noTeams: String { pick("Noch keine Teams", "No teams yet") }
    var noTeamsAdvice: String {
        pick(
            "In Teams können Kolleginnen und Kollegen auch unter sich über einen Kunden sprechen.",
            "In teams, colleagues can also talk about a customer among themselves.")
    }
    var newTeam: String { pick("Neues Team", "New team") }
    var createTeam: String { pick("Team anlegen", "Create team") }
    var teamAbout: String { pick("Wofür es da ist", "What it does") }
    var members: String { pick("Mitglieder", "Members") }
    var deleteTeam: String { pick("Team löschen", "Delete team") }
    var deleteTeamAdvice: String {
        pick("Die Mitglieder bleiben, nur das Team geht.", "The members stay, only the team goes.")
    }
    func teamStays(notes count: Int) -> String {
        count == 1
            ? pick(
                "Eine Notiz ist auf dieses Team beschränkt, darum bleibt es.",
                "One note is restricted to this team, so it stays.")
            : pick(
                "\(number(count)) Notizen sind auf dieses Team beschränkt, darum bleibt es.",
                "\(number(count)) notes are restricted to this team, so it stays.")
    }
    var newMember: String { pick("Neues Mitglied", "New member") }

    func people(_ count: Int) -> String {
        count == 1
            ? pick("1 Person", "1 person") : pick("\(number(count)) Personen", "\(number(count)) people")
    }
}

/// Words of invitations.
extension Texts {
    var invite: String { pick("Einladen", "Invite") }
    var inviteSub: String {
        pick(
            "Der Link gilt vierzehn Tage und für eine Person.",
            "The link works for fourteen days and one person.")
    }
    var role: String { pick("Rolle", "Role") }
    var createInvitation: String { pick("Einladung erstellen", "Create invitation") }
    var waitingInvitations: String { pick("Noch nicht angenommen", "Not accepted yet") }
    var nothingWaits: String { pick("Keine offenen Einladungen", "No open invitations") }
    var nothingWaitsAdvice: String {
        pick(
            "Wer eingeladen ist, erscheint hier bis zur Annahme.",
            "Invited people show here until they accept.")
    }
    var welcome: String { pick("Willkommen bei Rundblick", "Welcome to Rundblick") }
    var join: String { pick("Loslegen", "Start") }

    var newAccessLink: String { pick("Neuer Zugangslink", "New access link") }
    var newAccessAdvice: String {
        pick(
            """
            Für alle, die ihr Kennwort vergessen haben: Der Link gilt zwei Tage und einmal. Wer ihn öffnet, wählt ein \
            neues Kennwort; alle anderen Anmeldungen enden dann.
            """,
            """
            For whoever forgot the password: the link works for two days and once. Whoever opens it chooses a new \
            password; all other sign-ins end then.
            """)
    }
    var alsoResetSecondFactor: String {
        pick("Auch den zweiten Faktor zurücksetzen", "Reset the second factor as well")
    }
    var createAccessLink: String { pick("Zugangslink erstellen", "Create access link") }
    var setPassword: String { pick("Kennwort setzen", "Set password") }

    func accessLinkFor(_ email: String) -> String {
        pick(
            "Zugangslink für \(email), bitte jetzt kopieren:", "Access link for \(email), please copy it now:"
        )
    }

    func renewedBy(_ name: String, for email: String) -> String {
        pick(
            "\(name) hat Ihnen einen neuen Zugang für \(email) gegeben. Bitte wählen Sie ein Kennwort.",
            "\(name) has given you new access as \(email). Please choose a password.")
    }

    func invitationFor(_ email: String) -> String {
        pick("Einladung für \(email), bitte jetzt kopieren:", "Invitation for \(email), please copy it now:")
    }

    func invitationLine(_ invitation: Invitation) -> String {
        let role = invitation.person == nil ? name(of: invitation.role) : newAccessLink
        let day = day(invitation.expires)
        return pick(
            "\(role), von \(invitation.invitedBy), gilt bis \(day)",
            "\(role), by \(invitation.invitedBy), until \(day)")
    }

    func invitedBy(_ name: String, as email: String) -> String {
        pick(
            "\(name) hat Sie eingeladen. Sie melden sich künftig mit \(email) an.",
            "\(name) has invited you. You will sign in as \(email).")
    }
}
