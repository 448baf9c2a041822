import Platform

/// Words of accounts and the audit trail.
extension Texts {
    var lastHere: String { pick("Zuletzt da", "Last here") }
    var state: String { pick("Zustand", "State") }
    var actions: String { pick("Aktionen", "Actions") }
    var active: String { pick("Aktiv", "Active") }
    var deactivated: String { pick("Gesperrt", "Deactivated") }
    var deactivate: String { pick("Sperren", "Deactivate") }
    var reactivate: String { pick("Wieder freigeben", "Reactivate") }
    var deactivateAdvice: String {
        pick(
            "Wer gesperrt wird, ist sofort überall abgemeldet; Notizen und Zuständigkeiten bleiben.",
            "Whoever is deactivated is signed out everywhere at once; notes and responsibilities stay.")
    }
    var resetSecondFactor: String { pick("Zweiten Faktor zurücksetzen", "Reset second factor") }
    var resetAdvice: String {
        pick(
            "Nur wenn Telefon und Wiederherstellungscodes verloren sind.",
            "Only when both telephone and recovery codes are lost.")
    }

    // MARK: Audit trail

    var auditTrailSub: String {
        pick(
            "Anmeldungen, Rechte und was in größerer Menge ein- oder ausging.",
            "Sign-ins, rights, and what came in or left in bulk.")
    }
    var nothingLogged: String { pick("Nichts verzeichnet", "Nothing recorded") }
    var nothingLoggedAdvice: String { pick("Dazu gibt es keine Einträge.", "There are no entries for this.") }
    var allActions: String { pick("Vorgang: alle", "Action: all") }
    var action: String { pick("Vorgang", "Action") }
    var when: String { pick("Wann", "When") }
    var who: String { pick("Wer", "Who") }
    var what: String { pick("Was", "What") }
    var fromWhere: String { pick("Von wo", "From where") }

    /// A recorded action in words.
    func name(of action: AuditAction) -> String {
        switch action {
        case .signIn: pick("Angemeldet", "Signed in")
        case .signInFailed: pick("Anmeldung fehlgeschlagen", "Sign-in failed")
        case .signOut: pick("Abgemeldet", "Signed out")
        case .sessionEnded: pick("Gerät abgemeldet", "Device signed out")
        case .passwordChanged: pick("Kennwort geändert", "Password changed")
        case .secondFactorOn: pick("Zweiter Faktor eingeschaltet", "Second factor switched on")
        case .secondFactorOff: pick("Zweiter Faktor ausgeschaltet", "Second factor switched off")
        case .secondFactorReset: pick("Zweiter Faktor zurückgesetzt", "Second factor reset")
        case .recoveryCodeUsed: pick("Wiederherstellungscode benutzt", "Recovery code used")
        case .recoveryCodesRenewed: pick("Wiederherstellungscodes erneuert", "Recovery codes renewed")
        case .tokenCreated: pick("Zugriffsschlüssel angelegt", "Access key created")
        case .tokenRevoked: pick("Zugriffsschlüssel widerrufen", "Access key revoked")
        case .personAdded: pick("Person angelegt", "Person added")
        case .roleChanged: pick("Rolle geändert", "Role changed")
        case .personDeactivated: pick("Person gesperrt", "Person deactivated")
        case .personReactivated: pick("Person freigegeben", "Person reactivated")
        case .invited: pick("Eingeladen", "Invited")
        case .invitationRevoked: pick("Einladung widerrufen", "Invitation revoked")
        case .invitationAccepted: pick("Einladung angenommen", "Invitation accepted")
        case .accessLinkMade: pick("Neuer Zugangslink", "New access link")
        case .absenceEntered: pick("Abwesenheit eingetragen", "Absence entered")
        case .absenceRemoved: pick("Abwesenheit entfernt", "Absence removed")
        case .teamCreated: pick("Team angelegt", "Team created")
        case .teamChanged: pick("Team geändert", "Team changed")
        case .teamRemoved: pick("Team gelöscht", "Team deleted")
        case .teamJoined: pick("In Team aufgenommen", "Joined team")
        case .teamLeft: pick("Aus Team entfernt", "Left team")
        case .imported: pick("Importiert", "Imported")
        case .exported: pick("Exportiert", "Exported")
        case .merged: pick("Zusammengeführt", "Merged")
        case .unmerged: pick("Wieder getrennt", "Separated again")
        case .jobRevived: pick("Aufgabe noch einmal angestoßen", "Task tried again")
        case .jobDiscarded: pick("Aufgabe verworfen", "Task discarded")
        }
    }
}
