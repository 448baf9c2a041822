import Platform
import Web

extension Texts {
    /// As many as were counted, or more.
    func count(_ hits: Int) -> String { hits >= SearchService.countLimit ? "\(hits)+" : number(hits) }

    func hits(_ number: String, isOne: Bool, for question: String, ms: Int) -> String {
        pick(
            "\(number) Treffer für „\(question)“ in \(ms) ms",
            "\(number) \(isOne ? "hit" : "hits") for “\(question)” in \(ms) ms")
    }

    var searchThisPage: String { pick("Suche auf dieser Seite", "Search on this page") }
    var searchTerm: String { pick("Suchbegriff", "Search term") }
    var doSearch: String { pick("Suchen", "Search") }
    var hitsByKind: String { pick("Treffer nach Art", "Hits by kind") }
    var noHits: String { pick("Nichts gefunden", "Nothing found") }
    func noHits(for question: String) -> String {
        pick("Nichts gefunden für „\(question)“", "Nothing found for “\(question)”")
    }
    var noHitsHint: String {
        pick(
            "Versuchen Sie weniger Wörter, einen Namen, eine Telefonnummer oder eine Kundennummer.",
            "Try fewer words, a name, a telephone number or a customer number.")
    }
    var whatToFind: String { pick("Wonach suchen Sie?", "What are you looking for?") }
    var whatToFindHint: String {
        pick(
            "Kunden, Ansprechpartner, Kollegen, Notizen und Mails; Tippfehler machen nichts.",
            "Customers, contacts, colleagues, notes and mails; typos do not matter.")
    }
    var commands: String { pick("Befehle", "Commands") }
    var allHits: String { pick("Alle Treffer ansehen", "Show all hits") }
    func newThing(_ name: String) -> String { pick("Neu: \(name)", "New: \(name)") }
}
