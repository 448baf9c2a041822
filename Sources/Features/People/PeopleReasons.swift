import Web

extension Reason {
    /// What accounts, teams and absences are refused for.
    static let ofPeople = [
        Reason(
            "name_taken",
            "So oder zum Verwechseln ähnlich heißt schon jemand. Bitte einen Zusatz wählen, etwa „(Einkauf)“.",
            "Somebody has this name already, or one that looks like it. Please add something, such as “(Purchasing)”."
        ),
        Reason(
            "wrong", "Das stimmt nicht.", "This is not right."),
        Reason(
            "weak", "Bitte ein längeres oder ungewöhnlicheres Kennwort wählen.",
            "Please choose a longer or less common password."),
        Reason(
            "expired", "Das ist abgelaufen.", "This has expired."),
        Reason(
            "invitation_over", "Diese Einladung ist abgelaufen oder schon benutzt.",
            "This invitation has expired or was used already."),
        Reason(
            "before_from", "Das liegt vor dem ersten Tag.", "This is before the first day."),
        Reason(
            "past", "Das ist schon vorbei.", "This is over already."),
        Reason(
            "photo", "Das ist kein JPEG-, PNG- oder WebP-Bild.", "This is no JPEG, PNG or WebP picture."),
        Reason(
            "attempts", "Zu viele Fehlversuche. Bitte in einer Viertelstunde noch einmal versuchen.",
            "Too many failed attempts. Please try again in a quarter of an hour."),
        Reason(
            "secret", "Das ist kein gültiges Geheimnis.", "This is no valid secret."),
        Reason(
            "second_factor_on", "Der zweite Faktor ist schon eingeschaltet.",
            "The second factor is switched on already."),
        Reason(
            "deactivated", "Diese Person ist gesperrt. Bitte zuerst wieder freigeben.",
            "This person is deactivated. Please reactivate them first."),
        Reason(
            "team_used", "Auf dieses Team sind Notizen beschränkt (#). Solange es sie gibt, bleibt das Team.",
            "Notes are restricted to this team (#). As long as there are any, the team stays."),
        Reason(
            "last_administrator", "Es muss mindestens eine Person die Verwaltung behalten.",
            "At least one administrator must remain."),
    ]
}
