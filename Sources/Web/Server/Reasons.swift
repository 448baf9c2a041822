extension Reason {
    /// What any route may refuse something for.
    static let usual = [
        Reason(
            "required", "Diese Angabe fehlt.", "This is missing."),
        Reason(
            "short", "Das ist zu kurz.", "This is too short."),
        Reason(
            "long", "Das ist zu lang.", "This is too long."),
        Reason(
            "length", "Die Länge passt nicht.", "The length is not accepted."),
        Reason(
            "characters", "Das enthält unzulässige Zeichen.", "This holds characters that are not allowed."),
        Reason(
            "number", "Das ist keine ganze Zahl.", "This is no whole number."),
        Reason(
            "range", "Die Zahl liegt außerhalb des erlaubten Bereichs.", "The number is out of range."),
        Reason(
            "date", "Das ist kein Datum (JJJJ-MM-TT).", "This is no date (YYYY-MM-DD)."),
        Reason(
            "id", "Das ist keine gültige Kennung.", "This is no valid id."),
        Reason(
            "choice", "Diese Auswahl gibt es nicht.", "There is no such choice."),
        Reason(
            "type", "Die Angabe hat die falsche Art.", "The value is of the wrong type."),
        Reason(
            "unknown", "Dieses Feld gibt es nicht.", "There is no such field."),
        Reason(
            "email", "Das ist keine gültige E-Mail-Adresse.", "This is no valid e-mail address."),
        Reason(
            "future", "Das liegt in der Zukunft.", "This is in the future."),
        Reason(
            "unseen", "Das enthält Zeichen, die man nicht sieht.",
            "This holds characters that cannot be seen."),
        Reason(
            "many", "Es sind schon zu viele.", "There are too many already."),
        Reason(
            "taken", "Das ist schon vergeben.", "This is taken already."),
        Reason(
            "if_match", "If-Match nennt keine Version, die es hier gibt.",
            "If-Match names no version that exists here."),
        Reason(
            "json", "Das ist kein gültiges JSON.", "This is no valid JSON."),
        Reason(
            "json_object", "Erwartet wird ein JSON-Objekt.", "A JSON object is expected."),
        Reason(
            "origin", "Die Anfrage kommt von einer fremden Seite.", "The request comes from another site."),
        Reason(
            "broken_off", "Die Anfrage brach ab.", "The request broke off."),
        Reason(
            "time_limit", "Das dauerte länger als erlaubt und wurde abgebrochen.",
            "That took longer than allowed and was stopped."),
        Reason(
            "scope", "Dieses Zugriffstoken darf das nicht.", "This token may not do that."),
        Reason(
            "token", "Das Zugriffstoken gilt nicht.", "The token is not valid."),
        Reason(
            "disk_full",
            "Der Datenträger ist voll. Es ging nichts verloren; sobald Platz ist, geht es weiter.",
            "The disk is full. Nothing was lost; work goes on as soon as there is room."),
        Reason(
            "idempotency_reused", "Dieser Idempotenz-Schlüssel gehört zu einer anderen Anfrage.",
            "This idempotency key belongs to another request."),
        Reason(
            "idempotency_unknown",
            "Die Anfrage lief schon einmal, ihr Ausgang ist unbekannt. Bitte nachsehen.",
            "The request ran once before and its outcome is unknown. Please look."),
    ]
}
