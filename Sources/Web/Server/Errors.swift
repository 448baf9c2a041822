import Platform

extension AppError {
    /// The HTTP status of this refusal.
    var httpStatus: Int {
        switch code {
        case .malformed: 400
        case .unauthenticated: 401
        case .forbidden: 403
        case .notFound: 404
        case .conflict: 409
        case .wrongMethod: 405
        case .tooLarge: 413
        case .misdirected: 421
        case .invalid: 422
        case .tooMany: 429
        case .broken: 500
        case .unavailable: 503
        }
    }
}

extension Texts {
    /// The headline of a refusal.
    package func title(of error: AppError) -> String {
        switch error.code {
        case .malformed: pick("Diese Anfrage ist nicht lesbar", "This request cannot be read")
        case .unauthenticated: pick("Bitte anmelden", "Please sign in")
        case .forbidden: pick("Das ist nicht erlaubt", "This is not allowed")
        case .notFound: pick("Nicht gefunden", "Not found")
        case .conflict where error.reason != nil: pick("Das geht so nicht", "This cannot be done like that")
        case .conflict: pick("Inzwischen geändert", "Changed meanwhile")
        case .invalid: pick("Bitte die Angaben prüfen", "Please check what you entered")
        case .wrongMethod: pick("So geht es nicht", "Not in this way")
        case .tooLarge: pick("Zu groß", "Too large")
        case .misdirected: pick("Falsche Adresse", "Wrong address")
        case .tooMany: pick("Zu viele Anfragen", "Too many requests")
        case .broken: pick("Etwas ist schiefgegangen", "Something went wrong")
        case .unavailable: pick("Gerade nicht möglich", "Not possible right now")
        }
    }

    /// What the person can do about it.
    package func detail(of error: AppError) -> String {
        if let reason = error.reason {
            return self.reason(reason).replacing("#", with: error.fields["count"] ?? "")
        }
        switch error.code {
        case .malformed:
            return pick(
                "Die Anfrage hat nicht die erwartete Form.", "The request is not of the expected form.")
        case .unauthenticated: return pick("Dafür ist eine Anmeldung nötig.", "This needs a sign-in.")
        case .forbidden: return pick("Ihre Rechte reichen dafür nicht aus.", "Your rights do not allow this.")
        case .notFound:
            return pick(
                "Die Seite gibt es nicht, oder sie ist nicht für Sie freigegeben.",
                "The page does not exist, or it is not shared with you.")
        case .conflict:
            return pick(
                "Jemand anderes hat inzwischen etwas geändert. Bitte neu laden und noch einmal versuchen.",
                "Somebody else has changed this meanwhile. Please load it again and retry.")
        case .invalid: return pick("Einige Angaben werden nicht angenommen.", "Some values are not accepted.")
        case .tooLarge: return pick("Das ist größer als erlaubt.", "This is larger than allowed.")
        case .wrongMethod:
            return pick(
                "Diese Adresse gibt es, aber nicht für diese Methode.",
                "This address exists, but not for this method.")
        case .misdirected:
            return pick(
                "Unter diesem Namen antwortet Rundblick nicht. Wer es betreibt, gibt den Namen mit --url an.",
                "Rundblick does not answer by this name. Whoever runs it names it with --url.")
        case .tooMany: return pick("Bitte später noch einmal versuchen.", "Please try again later.")
        case .broken:
            return pick(
                "Der Fehler ist vermerkt. Ihre gespeicherten Daten sind unberührt.",
                "The error has been logged. Your saved data is untouched.")
        case .unavailable:
            return pick(
                "Es ging nichts verloren. Bitte gleich noch einmal versuchen.",
                "Nothing was lost. Please try again in a moment.")
        }
    }

    /// A reason as a sentence; one that no feature knows as it is.
    package func reason(_ key: String) -> String {
        features[Reason.self, key].map { pick($0.words) } ?? key
    }
}

/// Why something is refused, as a sentence behind the key that programs get (`AppError.reason` and `.fields`).
package struct Reason: NamedContribution {
    package let key: String
    let words: Words

    /// A reason.
    package init(_ key: String, _ german: String, _ english: String) {
        self.key = key
        words = Words(german, english)
    }
}
