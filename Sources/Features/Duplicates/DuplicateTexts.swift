import Linkage
import Platform

/// The words of duplicates.
extension Texts {
    var reasons: String { pick("Gründe", "Reasons") }
    var compare: String { pick("Vergleichen", "Compare") }
    var different: String { pick("Verschieden", "Different") }
    var reopen: String { pick("Doch wieder vorschlagen", "Propose again") }
    var stateOfPairs: String { pick("Stand", "State") }
    var withoutFilter: String { pick("Filter entfernen", "Remove the filter") }
    var noDuplicates: String { pick("Keine Dubletten", "No duplicates") }
    var noDuplicatesHint: String {
        pick(
            "Neue und geänderte Kunden werden laufend mit allen anderen verglichen.",
            "New and changed customers are compared with all others as they come.")
    }
    func both(_ one: String, _ other: String) -> String { pick("\(one) und \(other)", "\(one) and \(other)") }

    func pairsToDecide(_ count: Int) -> String {
        let pairs =
            count == 1
            ? pick("1 Paar, das denselben Kunden meinen könnte.", "1 pair that may be one customer.")
            : pick(
                "\(number(count)) Paare, die denselben Kunden meinen könnten.",
                "\(number(count)) pairs that may be one customer each.")
        return pairs
            + pick(
                " Zusammengeführt wird nur, was Sie bestätigen.", " Only what you confirm is merged.")
    }

    func name(of state: DuplicateCandidate.State) -> String {
        switch state {
        case .open: pick("Offen", "Open")
        case .dismissed: pick("Verschieden", "Different")
        case .merged: pick("Zusammengeführt", "Merged")
        }
    }

    func likelihood(_ percent: Int) -> String {
        switch percent {
        case 95...: pick("sehr wahrscheinlich", "very likely")
        case 80...: pick("wahrscheinlich", "likely")
        case 50...: pick("möglich", "possible")
        default: pick("unwahrscheinlich", "unlikely")
        }
    }

    /// A reason in words, e.g. `Telefon gleich`.
    func reason(_ reason: DuplicateCandidate.Reason) -> String {
        let field = Field.allCases.first { "\($0)" == reason.field }
        let agreement = Agreement.allCases.first { "\($0)" == reason.agreement }
        return "\(field.map(name) ?? reason.field) \(agreement.map(name) ?? reason.agreement)"
    }

    private func name(of field: Field) -> String {
        switch field {
        case .given: pick("Vorname", "First name")
        case .family: pick("Nachname", "Last name")
        case .salutation: pick("Anrede", "Salutation")
        case .company: pick("Firmenname", "Company name")
        case .legalForm: pick("Rechtsform", "Legal form")
        case .address: pick("Anschrift", "Address")
        case .phone: pick("Telefon", "Phone")
        case .email: pick("E-Mail", "E-mail")
        case .birthDate: pick("Geburtsdatum", "Date of birth")
        case .vatID: pick("USt-IdNr.", "VAT id")
        }
    }

    private func name(of agreement: Agreement) -> String {
        switch agreement {
        case .equal: pick("gleich", "equal")
        case .alike: pick("sehr ähnlich", "very similar")
        case .initial: pick("passt als Initiale", "fits as an initial")
        case .abbreviated: pick("passt als Abkürzung", "fits as an abbreviation")
        case .partial: pick("teilweise gleich", "equal in part")
        case .street: pick("in derselben Straße", "in the same street")
        case .postcode: pick("mit derselben Postleitzahl", "with the same postcode")
        case .city: pick("im selben Ort", "in the same town")
        case .different: pick("verschieden", "different")
        case .missing: pick("fehlt", "missing")
        }
    }
}
