import Platform

/// Words that every page uses. A feature's own words stand beside the feature.
extension Texts {
    package var close: String { pick("Schließen", "Close") }
    package var save: String { pick("Speichern", "Save") }
    package var cancel: String { pick("Abbrechen", "Cancel") }
    var yesDo: String { pick("Ja, weiter", "Yes, go on") }
    var cannotBeUndone: String {
        pick("Möchten Sie das wirklich?", "Do you really want this?")
    }
    package var edit: String { pick("Bearbeiten", "Edit") }
    package var delete: String { pick("Löschen", "Delete") }
    package var remove: String { pick("Entfernen", "Remove") }
    package var add: String { pick("Hinzufügen", "Add") }
    package var all: String { pick("Alle", "All") }
    /// Nothing chosen, whatever gender the choice has.
    package var none: String { "–" }
    package var optional: String { pick("freiwillig", "optional") }
    package var reload: String { pick("Neu laden", "Reload") }
    package var more: String { pick("Mehr laden", "Load more") }
    var toBeginning: String { pick("Zum Anfang", "To the beginning") }
    var nextPiece: String { pick("Weiter", "Next") }
    var piecesOfList: String { pick("Seiten", "Pages") }
    package var saved: String { pick("Gespeichert.", "Saved.") }

    var newEntry: String { pick("1 neuer Eintrag", "1 new entry") }
    var newEntries: String { pick("{n} neue Einträge", "{n} new entries") }
    var offline: String {
        pick(
            "Keine Verbindung. Rundblick verbindet sich von selbst wieder.",
            "No connection. Rundblick reconnects by itself.")
    }
    var failed: String {
        pick(
            "Das hat nicht geklappt. Ihre Eingaben sind noch da; bitte noch einmal versuchen.",
            "That did not work. What you entered is still there; please try again.")
    }
    var hitCount: String { pick("{n} Treffer", "{n} hits") }
    var noHits: String { pick("Keine Treffer", "No hits") }
    var areaChanged: String {
        pick("Jemand hat diesen Bereich gerade geändert.", "Somebody has just changed this.")
    }
    var skipToContent: String { pick("Zum Inhalt springen", "Skip to content") }
    var mainMenu: String { pick("Hauptmenü", "Main menu") }
    var quickAccess: String { pick("Schnellzugriff", "Quick access") }
    var searchLabel: String {
        pick("Kunden, Kollegen und Ereignisse suchen", "Search customers, colleagues and events")
    }
    var searchPlaceholder: String { pick("Suchen …", "Search …") }
    var createNew: String { pick("Neu anlegen", "Create new") }
    var myAccount: String { pick("Mein Konto", "My account") }
    var myPage: String { pick("Meine Seite", "My page") }
    var shortcuts: String { pick("Tastenkürzel", "Keyboard shortcuts") }
    package var signOut: String { pick("Abmelden", "Sign out") }
    var crumbs: String { pick("Pfad", "Path") }

    package var settings: String { pick("Einstellungen", "Settings") }

    /// A role in words.
    package func name(of role: Role) -> String {
        switch role {
        case .administrator: pick("Administration", "Administrator")
        case .member: pick("Mitglied", "Member")
        case .guest: pick("Gast", "Guest")
        }
    }
}

/// A message after something was done, named by a word in the link that the browser was sent to (`?done=saved`).
package struct Notice: NamedContribution {
    package let key: String
    let words: Words

    /// A message.
    package init(_ key: String, _ german: String, _ english: String) {
        self.key = key
        words = Words(german, english)
    }

    /// Those that every feature uses.
    static let usual = [
        Notice("saved", "Gespeichert.", "Saved."), Notice("deleted", "Gelöscht.", "Deleted."),
    ]

    static func text(in link: Link, _ texts: Texts) -> String? {
        guard let query = link.path.split(separator: "?", maxSplits: 1).dropFirst().first,
            let word = PercentCoding.pairs(query)?.first(where: { $0.name == "done" })?.value
        else { return nil }
        return texts.features[Notice.self, word].map { texts.pick($0.words) }
    }
}
