/// What people do to accounts, rights and jobs.
extension AuditAction {
    static let signIn = AuditAction("sign_in", "Angemeldet", "Signed in")
    static let signInFailed = AuditAction("sign_in_failed", "Anmeldung fehlgeschlagen", "Sign-in failed")
    static let signOut = AuditAction("sign_out", "Abgemeldet", "Signed out")
    static let sessionEnded = AuditAction("session_ended", "Gerät abgemeldet", "Device signed out")
    static let passwordChanged = AuditAction("password_changed", "Kennwort geändert", "Password changed")
    static let secondFactorOn = AuditAction(
        "second_factor_on", "Zweiter Faktor eingeschaltet", "Second factor switched on")
    static let secondFactorOff = AuditAction(
        "second_factor_off", "Zweiter Faktor ausgeschaltet", "Second factor switched off")
    static let recoveryCodeUsed = AuditAction(
        "recovery_code_used", "Wiederherstellungscode benutzt", "Recovery code used")
    static let recoveryCodesRenewed = AuditAction(
        "recovery_codes_renewed", "Wiederherstellungscodes erneuert", "Recovery codes renewed")
    static let secondFactorReset = AuditAction(
        "second_factor_reset", "Zweiter Faktor zurückgesetzt", "Second factor reset")
    static let tokenCreated = AuditAction("token_created", "Zugriffsschlüssel angelegt", "Access key created")
    static let tokenRevoked = AuditAction(
        "token_revoked", "Zugriffsschlüssel widerrufen", "Access key revoked")
    static let personAdded = AuditAction("person_added", "Person angelegt", "Person added")
    static let roleChanged = AuditAction("role_changed", "Rolle geändert", "Role changed")
    static let personDeactivated = AuditAction("person_deactivated", "Person gesperrt", "Person deactivated")
    static let personReactivated = AuditAction(
        "person_reactivated", "Person freigegeben", "Person reactivated")
    static let invited = AuditAction("invited", "Eingeladen", "Invited")
    static let invitationRevoked = AuditAction(
        "invitation_revoked", "Einladung widerrufen", "Invitation revoked")
    static let invitationAccepted = AuditAction(
        "invitation_accepted", "Einladung angenommen", "Invitation accepted")
    static let accessLinkMade = AuditAction("access_link_made", "Neuer Zugangslink", "New access link")
    static let absenceEntered = AuditAction("absence_entered", "Abwesenheit eingetragen", "Absence entered")
    static let absenceRemoved = AuditAction("absence_removed", "Abwesenheit entfernt", "Absence removed")
    static let teamCreated = AuditAction("team_created", "Team angelegt", "Team created")
    static let teamChanged = AuditAction("team_changed", "Team geändert", "Team changed")
    static let teamRemoved = AuditAction("team_removed", "Team gelöscht", "Team deleted")
    static let teamJoined = AuditAction("team_joined", "In Team aufgenommen", "Joined team")
    static let teamLeft = AuditAction("team_left", "Aus Team entfernt", "Left team")
    static let jobRevived = AuditAction("job_revived", "Aufgabe noch einmal angestoßen", "Task tried again")
    static let jobDiscarded = AuditAction("job_discarded", "Aufgabe verworfen", "Task discarded")

    /// All of this feature.
    static let ofPeople = [
        signIn, signInFailed, signOut, sessionEnded, passwordChanged, secondFactorOn,
        secondFactorOff, recoveryCodeUsed, recoveryCodesRenewed, secondFactorReset, tokenCreated,
        tokenRevoked, personAdded, roleChanged, personDeactivated, personReactivated, invited,
        invitationRevoked, invitationAccepted, accessLinkMade, absenceEntered, absenceRemoved,
        teamCreated, teamChanged, teamRemoved, teamJoined, teamLeft, jobRevived, jobDiscarded,
    ]
}
