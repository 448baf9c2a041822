import Customers
import Formats
import Platform
import Web

extension Texts {
    var importsAbout: String {
        pick(
            "Kunden, Ansprechpartner, E-Mails und offene Posten aus anderen Programmen übernehmen",
            "Take in customers, contacts, mails and open items from other programs")
    }
    var unmatchedMails: String { pick("Mails ohne Kunden", "Mails without a customer") }
    var quarantine: String { pick("Unlesbare E-Mails", "Unreadable mails") }
    var whatIsInTheFile: String { pick("Was steht in der Datei?", "What is in the file?") }
    var dropFile: String { pick("Datei hierher ziehen oder auswählen", "Drop a file here, or choose one") }
    var fileLimit: String {
        pick(
            "CSV mit beliebigem Trennzeichen und beliebiger Kodierung, vCard oder mbox, bis 200 MiB",
            "CSV with any separator and any encoding, vCard or mbox, up to 200 MiB")
    }
    var sourceSystem: String { pick("Woher kommt die Datei?", "Where does the file come from?") }
    var sourceHint: String {
        pick(
            "Zum Beispiel SAP. Leer: das Hauptsystem mit Ihren Kundennummern.",
            "For example SAP. Empty: the main system, with your customer numbers.")
    }
    var uploaded: String { pick("Hochgeladen", "Uploaded") }
    var uploadAndLook: String { pick("Hochladen und ansehen", "Upload and look") }
    var earlierImports: String { pick("Frühere Importe", "Earlier imports") }
    var chooseFile: String { pick("Datei wählen", "Choose a file") }
    var assignColumns: String { pick("Spalten zuordnen", "Assign the columns") }
    var lookAtFile: String { pick("Datei ansehen", "Look at the file") }
    var check: String { pick("Prüfen", "Check") }
    var takeIn: String { pick("Übernehmen", "Take in") }
    var waitsForYou: String { pick("Wartet auf Sie", "Waits for you") }
    var runs: String { pick("Läuft", "Running") }
    var stopped: String { pick("Angehalten", "Stopped") }
    var failedImport: String { pick("Nicht möglich", "Not possible") }
    var finished: String { pick("Fertig", "Done") }
    var new: String { pick("Neu", "New") }
    var changed: String { pick("Geändert", "Changed") }
    var unchanged: String { pick("Unverändert", "Unchanged") }
    var rejected: String { pick("Abgewiesen", "Rejected") }
    var knownAlready: String { pick("Schon da", "Known already") }
    var putAside: String { pick("Unlesbar", "Unreadable") }
    var fileColumn: String { pick("Spalte der Datei", "Column of the file") }
    var samples: String { pick("Beispiele", "Samples") }
    var takenAs: String { pick("Wird übernommen als", "Is taken as") }
    var recognised: String { pick("Erkannt", "Recognised") }
    var notTaken: String { pick("Nicht übernehmen", "Leave out") }
    var remembered: String { pick("gemerkt", "remembered") }
    var guessed: String { pick("erkannt", "recognised") }
    var notRecognised: String { pick("nicht erkannt", "not recognised") }
    var whenKnown: String { pick("Wenn es einen Kunden schon gibt", "When a customer is known already") }
    var takeChanges: String { pick("Geänderte Felder übernehmen", "Take the fields that changed") }
    var howRecognised: String {
        pick(
            "Erkannt wird er an der Nummer, sonst am Namen mit Adresse, Telefon, E-Mail oder Geburtsdatum.",
            "Recognised by the number, else by the name with address, phone, e-mail or day of birth.")
    }
    var howCardsAreRecognised: String {
        pick(
            """
            Erkannt wird eine Firma am Namen mit Adresse, Telefon oder Mail-Domain, oder wenn nur eine so heißt; eine \
            Person am Namen mit Adresse, Telefon, E-Mail oder Geburtsdatum.
            """,
            """
            A company is recognised by the name with address, phone or mail domain, or when it is the only one of that \
            name; a person by the name with address, phone, e-mail or day of birth.
            """)
    }
    var onlyNew: String {
        pick("Nichts ändern, nur neue Kunden anlegen", "Change nothing, only add new customers")
    }
    var partialList: String { pick("Die Datei ist nur ein Auszug", "The file is only a part of the list") }
    var partialListHint: String {
        pick(
            "Sonst gilt als bezahlt, was nicht mehr in der Liste steht.",
            "Otherwise what the list no longer names counts as paid.")
    }
    var rememberMapping: String {
        pick(
            "Diese Zuordnung für Dateien mit denselben Spalten merken",
            "Remember this for files with the same columns")
    }
    var startDryRun: String { pick("Probelauf starten", "Start the dry run") }
    var firstRows: String { pick("Die ersten Zeilen", "The first rows") }
    var firstRecords: String { pick("Was darin steht", "What is in it") }
    var progress: String { pick("Fortschritt", "Progress") }
    var mayLeave: String {
        pick(
            "Sie können diese Seite verlassen; es läuft weiter.",
            "You may leave this page; it goes on.")
    }
    var stopImport: String { pick("Import anhalten", "Stop the import") }
    var stopCheck: String { pick("Prüfung anhalten", "Stop the check") }
    var checkEnded: String {
        pick(
            "Die Prüfung ist fertig. Noch ist nichts übernommen.",
            "The check is done. Nothing was taken in yet.")
    }
    var importEnded: String { pick("Der Import ist zu Ende.", "The import has ended.") }
    var toReport: String { pick("Zum Ergebnis", "To the result") }
    var resultInFigures: String { pick("Ergebnis in Zahlen", "Result in figures") }
    var reportAsCSV: String { pick("Bericht als CSV", "Report as CSV") }
    var dryRunTold: String {
        pick(
            "Der Probelauf ist fertig. Noch ist nichts übernommen: das würde geschehen.",
            "The dry run is done. Nothing was taken in yet: this is what would happen.")
    }
    var dryRunOnly: String {
        pick(
            "Das war ein Probelauf von der Befehlszeile: Übernommen ist nichts, das würde geschehen.",
            "This was a dry run from the command line: nothing was taken in, this is what would happen.")
    }
    var dryRun: String { pick("Probelauf", "Dry run") }
    var wasStopped: String {
        pick(
            "Der Import wurde angehalten. Was übernommen war, bleibt.",
            "The import was stopped. What was taken in stays.")
    }
    var changeColumns: String { pick("Zuordnung ändern", "Change the columns") }
    var backToFile: String { pick("Zurück zur Datei", "Back to the file") }
    var rejectedLines: String { pick("Abgewiesene Zeilen", "Refused lines") }
    var remarks: String { pick("Übernommen, aber nicht ganz", "Taken in, but not wholly") }
    var line: String { pick("Zeile", "Line") }
    var content: String { pick("Inhalt", "Content") }
    var reasonHead: String { pick("Grund", "Reason") }
    var wholeLine: String { pick("(ganze Zeile)", "(whole line)") }
    var moreInReport: String { pick("Alle weiteren stehen im Bericht.", "All others are in the report.") }

    func name(of kind: ImportRun.Kind) -> String {
        switch kind {
        case .customers: pick("Kunden", "Customers")
        case .contacts: pick("Kontakte (vCard)", "Contacts (vCard)")
        case .openItems: pick("Offene Posten", "Open items")
        case .mail: pick("E-Mails (mbox)", "Mails (mbox)")
        }
    }

    /// What is shown of records that have no columns.
    func sampleHeads(of kind: ImportRun.Kind) -> [String] {
        kind == .mail
            ? [pick("Von", "From"), pick("Betreff", "Subject"), pick("Datum", "Date")]
            : ["Name", pick("Firma", "Company"), pick("Telefon", "Phone"), pick("E-Mail", "E-mail")]
    }

    func column(_ number: Int) -> String { pick("Spalte \(number)", "Column \(number)") }
    func recordsSoFar(_ count: Int) -> String {
        pick("\(number(count)) Zeilen gelesen", "\(number(count)) lines read")
    }
    func rejectedCount(_ count: Int) -> String {
        pick("\(number(count)) abgewiesen", "\(number(count)) refused")
    }
    func seconds(_ count: Int64) -> String { pick("\(count) Sekunden", "\(count) seconds") }

    func taken(_ run: ImportRun) -> String {
        records(run.figures.taken + run.figures.changed + run.figures.unchanged, of: run.kind)
    }

    private func records(_ count: Int, of kind: ImportRun.Kind) -> String {
        let count = number(count)
        switch kind {
        case .customers: return pick("\(count) Kunden", "\(count) customers")
        case .contacts: return pick("\(count) Kontakte", "\(count) contacts")
        case .openItems: return pick("\(count) offene Posten", "\(count) open items")
        case .mail: return pick("\(count) E-Mails", "\(count) mails")
        }
    }

    /// What an import did, told by its figures.
    func told(_ run: ImportRun) -> String {
        let figures = run.figures
        var sentences = [done(figures, run.kind)]
        if figures.unchanged > 0, figures.taken + figures.changed > 0 {
            let count = number(figures.unchanged)
            sentences.append(pick("Unverändert: \(count).", "Unchanged: \(count)."))
        }
        if figures.rejected > 0 {
            sentences.append("\(run.kind == .mail ? putAside : rejected): \(number(figures.rejected)).")
        }
        return sentences.joined(separator: " ")
    }

    private func done(_ figures: ImportFigures, _ kind: ImportRun.Kind) -> String {
        let touched = figures.taken + figures.changed
        guard touched > 0 else {
            let count = number(figures.unchanged)
            return figures.unchanged > 0
                ? pick(
                    "Alles war schon da: \(count) unverändert.", "All was there already: \(count) unchanged.")
                : pick("Übernommen wurde nichts.", "Nothing was taken in.")
        }
        let (new, changed) = (number(figures.taken), number(figures.changed))
        let split =
            figures.changed == 0
            ? "" : pick(" (\(new) neu, \(changed) geändert)", " (\(new) new, \(changed) changed)")
        let records = records(touched, of: kind)
        return pick("Übernommen: \(records)\(split).", "Taken in: \(records)\(split).")
    }

    /// How a file is written, in words.
    func writing(_ writing: (separator: UInt8, encoding: TextEncoding)) -> String {
        let separator =
            switch writing.separator {
            case UInt8(ascii: ";"): pick("Semikolon", "semicolon")
            case UInt8(ascii: ","): pick("Komma", "comma")
            case UInt8(ascii: "|"): pick("senkrechter Strich", "bar")
            default: pick("Tabulator", "tab")
            }
        return pick("Trennzeichen \(separator), ", "separator \(separator), ")
            + writing.encoding.rawValue.uppercased()
    }

    /// The meaning of a column in words.
    func name(ofColumn meaning: String) -> String {
        switch meaning {
        case "external-number", "customer-number": pick("Kundennummer", "Customer number")
        case "kind": pick("Firma oder Person", "Company or person")
        case "salutation": pick("Anrede", "Salutation")
        case "title": pick("Titel", "Title")
        case "first-name": pick("Vorname", "First name")
        case "last-name": pick("Nachname", "Last name")
        case "name", "customer-name": "Name"
        case "company": pick("Firma", "Company")
        case "company-addition": pick("Firmenzusatz", "Second line of the company")
        case "department": pick("Abteilung", "Department")
        case "position": "Position"
        case "contact-person": pick("Ansprechpartner", "Contact")
        case "street": pick("Straße", "Street")
        case "house-number": pick("Hausnummer", "House number")
        case "address-addition": pick("Adresszusatz", "Second line of the address")
        case "post-box": pick("Postfach", "Post box")
        case "postal-code": pick("Postleitzahl", "Postcode")
        case "city": pick("Ort", "Town")
        case "country": pick("Land", "Country")
        case "phone": pick("Telefon", "Phone")
        case "mobile": pick("Mobil", "Mobile")
        case "fax": "Fax"
        case "email": pick("E-Mail", "E-mail")
        case "website": "Web"
        case "birthday": pick("Geburtsdatum", "Day of birth")
        case "vat-number": pick("USt-IdNr.", "VAT number")
        case "industry": pick("Branche", "Industry")
        case "tags": pick("Merkmale", "Tags")
        case "responsible": pick("Zuständig (bei uns)", "Responsible (with us)")
        case "note", "text": pick("Bemerkung", "Remarks")
        case "invoice-number": pick("Rechnungsnummer", "Invoice number")
        case "date": pick("Rechnungsdatum", "Date")
        case "due-date": pick("Fällig am", "Due on")
        case "amount": pick("Betrag", "Amount")
        case "open-amount": pick("Offener Betrag", "Open amount")
        case "currency": pick("Währung", "Currency")
        case "dunning-level": pick("Mahnstufe", "Dunning level")
        case "dunning-date": pick("Letzte Mahnung", "Last reminder")
        default: CustomerField.named(meaning).map { pick($0.words) } ?? meaning
        }
    }
}
