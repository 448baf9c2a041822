import Platform

/// Words of the settings.
extension Texts {
    var profile: String { pick("Profil", "Profile") }
    var security: String { pick("Sicherheit", "Security") }
    var tokens: String { pick("Zugriffsschlüssel", "Access keys") }
    var look: String { pick("Darstellung", "Appearance") }
    var profileSub: String {
        pick("So sehen Sie Ihre Kolleginnen und Kollegen.", "This is how colleagues see you.")
    }
    var hoursHint: String { pick("Zum Beispiel Mo–Fr 8:00–16:00", "For example Mon–Fri 8:00–16:00") }
    var photo: String { pick("Foto", "Photo") }
    var photoHint: String { pick("JPEG, PNG oder WebP, bis 5 MB", "JPEG, PNG or WebP, up to 5 MB") }
    var removePhoto: String { pick("Foto entfernen", "Remove photo") }
    var upload: String { pick("Hochladen", "Upload") }
    var absence: String { pick("Abwesenheit", "Absence") }
    var absenceSub: String {
        pick(
            "Alle sehen dann sofort, wer Sie vertritt.", "Everybody then sees at once who stands in for you.")
    }
    var absenceForOthers: String {
        pick(
            "Für Kolleginnen und Kollegen, die es selbst nicht können; das Protokoll nennt, wer es eintrug.",
            "For colleagues who cannot do it themselves; the audit trail names who entered it.")
    }
    var firstDay: String { pick("Von", "From") }
    var lastDay: String { pick("Bis einschließlich", "Until (inclusive)") }
    var absenceNote: String { pick("Hinweis für Kollegen", "Note for colleagues") }
    var enterAbsence: String { pick("Eintragen", "Enter") }
    var noStandIn: String { pick("ohne Vertretung", "nobody stands in") }

    func days(_ first: CivilDate, _ last: CivilDate) -> String {
        first == last ? date(first) : "\(date(first)) – \(date(last))"
    }

    // MARK: Look

    var colours: String { pick("Farben", "Colours") }
    var themeSystem: String { pick("Wie das Gerät", "Like the device") }
    var themeLight: String { pick("Hell", "Light") }
    var themeDark: String { pick("Dunkel", "Dark") }
    var language: String { pick("Sprache", "Language") }
    var languageAndKeys: String { pick("Sprache und Tasten", "Language and keys") }
    var browserLanguage: String { pick("Wie der Browser", "Like the browser") }
    var singleKeys: String { pick("Tastenkürzel mit einzelnen Tasten", "Single-key shortcuts") }
    var singleKeysHint: String {
        pick(
            "Zum Beispiel n für eine Notiz. Strg K geht immer.",
            "For example n for a note. Ctrl K always works.")
    }
    var singleKeysOff: String {
        pick(
            "Einzelne Tasten lassen sich in den Einstellungen abschalten.",
            "Single keys can be switched off in the settings."
        )
    }
    var keyboardShortcuts: String { pick("Tastenkürzel", "Keyboard shortcuts") }

    /// Keys and what they do.
    var shortcutList: [(String, String)] {
        [
            (pick("Strg K", "Ctrl K"), pick("Suchen und Befehle", "Search and commands")),
            ("g s", pick("Startseite", "Start page")), ("g k", pick("Kunden", "Customers")),
            ("g m", pick("Kollegen", "Colleagues")), ("g i", pick("Import", "Import")),
            ("g d", pick("Dubletten", "Duplicates")),
            ("j k", pick("Nächster und voriger Eintrag", "Next and previous entry")),
            ("n", pick("Notiz schreiben", "Write a note")), ("e", pick("Bearbeiten", "Edit")),
            ("?", pick("Diese Übersicht", "This overview")),
        ]
    }
}
