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

    /// A reason key as a sentence; features add theirs to `Reasons`.
    package func reason(_ key: String) -> String {
        guard let (german, english) = Reasons.all[key] else { return key }
        return pick(german, english)
    }
}

/// Why something is refused: German and English by reason key.
package enum Reasons {
    static let all: [String: (String, String)] = [
        "required": ("Diese Angabe fehlt.", "This is missing."),
        "short": ("Das ist zu kurz.", "This is too short."),
        "long": ("Das ist zu lang.", "This is too long."),
        "length": ("Die Länge passt nicht.", "The length is not accepted."),
        "characters": ("Das enthält unzulässige Zeichen.", "This holds characters that are not allowed."),
        "number": ("Das ist keine ganze Zahl.", "This is no whole number."),
        "range": ("Die Zahl liegt außerhalb des erlaubten Bereichs.", "The number is out of range."),
        "date": ("Das ist kein Datum (JJJJ-MM-TT).", "This is no date (YYYY-MM-DD)."),
        "id": ("Das ist keine gültige Kennung.", "This is no valid id."),
        "choice": ("Diese Auswahl gibt es nicht.", "There is no such choice."),
        "type": ("Die Angabe hat die falsche Art.", "The value is of the wrong type."),
        "unknown": ("Dieses Feld gibt es nicht.", "There is no such field."),
        "email": ("Das ist keine gültige E-Mail-Adresse.", "This is no valid e-mail address."),
        "phone": ("Das ist keine gültige Telefonnummer.", "This is no valid phone number."),
        "phone_area": ("Hier fehlt die Vorwahl.", "The area code is missing."),
        "social": (
            "Bitte als Link oder als „Netzwerk: Name“ angeben.", "Please give a link or “network: name”."
        ),
        "country": ("Bitte mit zwei Buchstaben, etwa DE.", "Please use two letters, such as DE."),
        "future": ("Das liegt in der Zukunft.", "This is in the future."),
        "revisions": (
            "Dieser Eintrag wurde schon sehr oft geändert. Bitte einen neuen schreiben.",
            "This entry was changed very often already. Please write a new one."
        ),
        "unseen": (
            "Das enthält Zeichen, die man nicht sieht.", "This holds characters that cannot be seen."
        ),
        "name_taken": (
            "So oder zum Verwechseln ähnlich heißt schon jemand. Bitte einen Zusatz wählen, etwa „(Einkauf)“.",
            "Somebody has this name already, or one that looks like it. Please add something, such as “(Purchasing)”."
        ),
        "many": ("Es sind schon zu viele.", "There are too many already."),
        "moment": ("Das ist kein Zeitpunkt (JJJJ-MM-TTThh:mm).", "This is no moment (YYYY-MM-DDThh:mm)."),
        "shared": (
            "Was Gäste lesen, kann nicht auf ein Team beschränkt sein.",
            "What guests read cannot be for one team."
        ),
        "self": ("Das ist derselbe Kunde.", "This is the same customer."),
        "several": ("Das passt auf mehrere; bitte wählen.", "This fits several; please choose."),
        "taken": ("Das ist schon vergeben.", "This is taken already."),
        "wrong": ("Das stimmt nicht.", "This is not right."),
        "weak": (
            "Bitte ein längeres oder ungewöhnlicheres Kennwort wählen.",
            "Please choose a longer or less common password."
        ),
        "expired": ("Das ist abgelaufen.", "This has expired."),
        "if_match": (
            "If-Match nennt keine Version, die es hier gibt.", "If-Match names no version that exists here."
        ),
        "invitation_over": (
            "Diese Einladung ist abgelaufen oder schon benutzt.",
            "This invitation has expired or was used already."
        ),
        "json": ("Das ist kein gültiges JSON.", "This is no valid JSON."),
        "json_object": ("Erwartet wird ein JSON-Objekt.", "A JSON object is expected."),
        "origin": ("Die Anfrage kommt von einer fremden Seite.", "The request comes from another site."),
        "broken_off": ("Die Anfrage brach ab.", "The request broke off."),
        "time_limit": (
            "Das dauerte länger als erlaubt und wurde abgebrochen.",
            "That took longer than allowed and was stopped."
        ),
        "scope": ("Dieses Zugriffstoken darf das nicht.", "This token may not do that."),
        "token": ("Das Zugriffstoken gilt nicht.", "The token is not valid."),
        "disk_full": (
            "Der Datenträger ist voll. Es ging nichts verloren; sobald Platz ist, geht es weiter.",
            "The disk is full. Nothing was lost; work goes on as soon as there is room."
        ),
        "idempotency_reused": (
            "Dieser Idempotenz-Schlüssel gehört zu einer anderen Anfrage.",
            "This idempotency key belongs to another request."
        ),
        "idempotency_unknown": (
            "Die Anfrage lief schon einmal, ihr Ausgang ist unbekannt. Bitte nachsehen.",
            "The request ran once before and its outcome is unknown. Please look."
        ),
        "unmerge_on_top": (
            "Einer der Kunden wurde danach noch einmal zusammengeführt; das muss zuerst rückgängig gemacht werden.",
            "One of the customers was merged again afterwards; that must be undone first."
        ),
        "unmerge_undone": ("Das wurde schon rückgängig gemacht.", "This was undone already."),
        "unmerge_losses": (
            "Seit der Zusammenführung wurde etwas geändert, das verloren ginge. Bitte zuerst ansehen.",
            "Something was changed since the merge and would be lost. Please look at it first."
        ),
        "unmerge_number": (
            "Eine der Kundennummern gehört inzwischen einem anderen Kunden.",
            "One of the customer numbers belongs to another customer by now."
        ),
        "before_from": ("Das liegt vor dem ersten Tag.", "This is before the first day."),
        "past": ("Das ist schon vorbei.", "This is over already."),
        "photo": ("Das ist kein JPEG-, PNG- oder WebP-Bild.", "This is no JPEG, PNG or WebP picture."),
        "attempts": (
            "Zu viele Fehlversuche. Bitte in einer Viertelstunde noch einmal versuchen.",
            "Too many failed attempts. Please try again in a quarter of an hour."
        ),
        "secret": ("Das ist kein gültiges Geheimnis.", "This is no valid secret."),
        "second_factor_on": (
            "Der zweite Faktor ist schon eingeschaltet.", "The second factor is switched on already."
        ),
        "file_gone": (
            "Die Datei dieses Imports ist nicht mehr da. Bitte noch einmal hochladen.",
            "The file of this import is no longer there. Please upload it again."
        ),
        "deactivated": (
            "Diese Person ist gesperrt. Bitte zuerst wieder freigeben.",
            "This person is deactivated. Please reactivate them first."
        ),
        "team_used": (
            "Auf dieses Team sind Notizen beschränkt (#). Solange es sie gibt, bleibt das Team.",
            "Notes are restricted to this team (#). As long as there are any, the team stays."
        ),
        "last_administrator": (
            "Es muss mindestens eine Person die Verwaltung behalten.",
            "At least one administrator must remain."
        ),
    ]
}
