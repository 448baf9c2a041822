import Customers
import Platform
import Timeline

/// The words of merging and of taking it back.
extension Texts {
    var mergeTitle: String { pick("Zusammenführen", "Merge") }
    var merge: String { pick("Zusammenführen", "Merge") }
    var mergeHint: String {
        pick(
            "Wählen Sie je Zeile, was gelten soll. Verlauf, Ansprechpartner und Adressen bleiben von beiden erhalten.",
            "Choose in each row what holds. Timeline, contacts and addresses of both are kept.")
    }
    var mergePromise: String {
        pick(
            "Das lässt sich jederzeit rückgängig machen: Beide Kunden sind danach wieder genau wie vorher.",
            "This can be undone at any time: both customers are then exactly as they were before.")
    }
    var sideBySide: String { pick("Beide Kunden nebeneinander", "Both customers side by side") }
    var fieldHeading: String { pick("Feld", "Field") }
    var stays: String { pick("Bleibt bestehen", "Stays") }
    var staysOfBoth: String { pick("Außerdem bleibt", "Also kept") }
    var numbersOfBoth: String { pick("Kundennummern", "Customer numbers") }
    var reachesOfBoth: String { pick("Telefon, E-Mail", "Phone, e-mail") }
    var addressesOfBoth: String { pick("Adressen", "Addresses") }
    var theyDiffer: String { pick("Es sind verschiedene", "They are different") }
    var later: String { pick("Später", "Later") }
    var emptyValue: String { pick("leer", "empty") }
    func responsibleFor(_ topic: String) -> String {
        pick("Zuständig: \(topic)", "Responsible: \(topic)")
    }

    /// `12 Ereignisse, 3 Ansprechpartner, 1 Notiz`; numbers, ways to reach and addresses stand on the page themselves.
    func parts(of whole: CustomerService.Whole) -> String {
        let entries = min(whole.entries.count, TimelineStore.pageSize)
        let more = whole.entries.count > TimelineStore.pageSize ? "+" : ""
        let counts = [
            (entries, pick("Ereignis", "event"), pick("Ereignisse", "events"), more),
            (
                whole.contacts.count, pick("Ansprechpartner", "contact"), pick("Ansprechpartner", "contacts"),
                ""
            ),
            (whole.tags.count, pick("Merkmal", "tag"), pick("Merkmale", "tags"), ""),
            (whole.facts.count, pick("Notiz", "fact"), pick("Notizen", "facts"), ""),
            (whole.consents.count, pick("Einwilligung", "consent"), pick("Einwilligungen", "consents"), ""),
            (
                whole.openItems.count, pick("offener Posten", "open item"),
                pick("offene Posten", "open items"), ""
            ),
            (
                whole.relations.count, pick("verbundener Kunde", "related customer"),
                pick("verbundene Kunden", "related customers"), ""
            ),
            (whole.guests.count, pick("Gast", "guest"), pick("Gäste", "guests"), ""),
        ]
        return counts.filter { $0.0 > 0 }.map { "\(number($0.0))\($0.3) \($0.0 == 1 ? $0.1 : $0.2)" }
            .joined(separator: ", ")
    }

    var unmerge: String { pick("Rückgängig machen", "Undo the merge") }
    var noMerges: String { pick("Nichts zusammengeführt", "Nothing merged") }
    var noMergesHint: String {
        pick(
            "Was Sie zusammenführen, steht hier und lässt sich rückgängig machen.",
            "What you merge stands here and can be undone.")
    }
    func mergedBy(_ merge: Merge) -> String {
        pick(
            "\(merge.loserName) wurde am \(moment(merge.at)) von \(merge.personName) mit \(merge.winnerName) "
                + "zusammengeführt.",
            "\(merge.loserName) was merged into \(merge.winnerName) by \(merge.personName) on \(moment(merge.at))."
        )
    }
    func wasUnmerged(_ time: Timestamp) -> String {
        pick("Das wurde am \(moment(time)) rückgängig gemacht.", "This was undone on \(moment(time)).")
    }
    func onTop(_ merge: Merge) -> String {
        pick(
            "Danach wurde \(merge.loserName) mit \(merge.winnerName) zusammengeführt. Das muss zuerst rückgängig "
                + "gemacht werden.",
            "Afterwards \(merge.loserName) was merged into \(merge.winnerName). That must be undone first.")
    }
    var unmergeFirst: String { pick("Zur späteren Zusammenführung", "To the later merge") }
    var nothingIsLost: String {
        pick(
            "Seitdem wurde nichts geändert; es geht nichts verloren.",
            "Nothing was changed since; nothing is lost.")
    }
    var willBeLost: String {
        pick("Seitdem geändert; das geht verloren:", "Changed since; this will be lost:")
    }
    var unmergePromise: String {
        pick(
            "Beide Kunden sind danach wieder genau wie vor der Zusammenführung. Was seitdem in den Verlauf geschrieben "
                + "wurde, bleibt beim bestehenden Kunden.",
            "Both customers are then exactly as before the merge. What was written into the timeline since stays with "
                + "the customer who stayed.")
    }
}
