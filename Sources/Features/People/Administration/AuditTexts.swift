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
}
