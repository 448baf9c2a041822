import Customers
import Platform
import Web

extension Texts {
    /// A change of a field, in the timeline of the customer.
    func change(_ field: String, from old: String, to new: String) -> String {
        let name = importedField(field)
        return old.isEmpty ? "\(name): \(new)" : "\(name): \(old) → \(new)"
    }

    /// A field of the history in words.
    func importedField(_ field: String) -> String {
        switch field {
        case "phone": pick("Telefon", "Phone")
        case "mobile": pick("Mobil", "Mobile")
        case "fax": "Fax"
        case "email": pick("E-Mail", "E-mail")
        case "address": pick("Adresse", "Address")
        case "contact": pick("Ansprechpartner", "Contact")
        case "tag": pick("Merkmal", "Tag")
        case "social": pick("Soziale Medien", "Social media")
        case "responsibility": pick("Zuständig", "Responsible")
        default: name(ofField: field)
        }
    }

    /// Why a record or a file was refused.
    package func importReason(_ reason: String) -> String {
        switch reason {
        case "name-required": pick("Der Name fehlt.", "The name is missing.")
        case "too-long": pick("Der Text ist zu lang.", "The text is too long.")
        case "number-twice":
            pick(
                "Die Nummer steht schon mit anderen Angaben in einer früheren Zeile.",
                "An earlier line has the same number with other details.")
        case "postcode": pick("Das ist keine Postleitzahl.", "This is no postcode.")
        case "country": pick("Dieses Land ist nicht bekannt.", "This country is not known.")
        case "vat-number": pick("Das ist keine Umsatzsteuer-Identnummer.", "This is no VAT number.")
        case "too-many":
            pick("Das sind zu viele auf einmal.", "These are too many at once.")
        case "customer-unknown":
            pick("Einen Kunden mit dieser Nummer gibt es nicht.", "There is no customer with this number.")
        case "customer-required": pick("Die Kundennummer fehlt.", "The customer number is missing.")
        case "invoice-required": pick("Die Rechnungsnummer fehlt.", "The invoice number is missing.")
        case "amount-required": pick("Der offene Betrag fehlt.", "The open amount is missing.")
        case "dunning-level":
            pick("Die Mahnstufe ist keine Zahl von 0 bis 9.", "The dunning level is no number from 0 to 9.")
        case "mail.empty": pick("Die E-Mail ist leer.", "The mail is empty.")
        case "mail.too-large": pick("Die E-Mail ist zu groß.", "The mail is too large.")
        case "mail.too-deep", "mail.too-many-parts":
            pick("Die E-Mail ist zu tief verschachtelt.", "The mail is nested too deeply.")
        case "mail.too-many-headers":
            pick("Die E-Mail hat zu viele Kopfzeilen.", "The mail has too many headers.")
        case "mail.too-many-addresses":
            pick("Die E-Mail nennt zu viele Adressen.", "The mail names too many addresses.")
        case "mail.too-costly":
            pick(
                "Die E-Mail hat das Lesen scheitern lassen: zu viel Zeit, zu viel Speicher oder ein Absturz.",
                "The mail made reading fail: too much time, too much memory, or a crash.")
        case "mail.not-a-mail": pick("Das ist keine E-Mail.", "This is no mail.")
        case "vcard.unclosed": pick("Die Karte hat kein Ende.", "The card has no end.")
        case "vcard.no-name": pick("Die Karte nennt niemanden.", "The card names nobody.")
        case "vcard.outside": pick("Text außerhalb einer Karte.", "Text outside any card.")
        case "vcard.invalid-bytes", "vcard.too-large":
            pick("Die Karte ist beschädigt.", "The card is damaged.")
        default: csvReason(reason) ?? valueReason(reason) ?? fileReason(reason) ?? remark(reason) ?? reason
        }
    }

    /// What of a record is not taken.
    private func remark(_ reason: String) -> String? {
        switch reason {
        case "remark.choice":
            pick(
                "Das kann in diesem Feld nicht stehen; der Kunde kommt ohne die Angabe.",
                "This field cannot hold that; the customer comes without it.")
        case "remark.responsible-unknown":
            pick(
                "Niemand bei uns heißt so oder hat diese Adresse; der Kunde kommt ohne Zuständige.",
                "Nobody here has this name or address; the customer comes without a responsible colleague.")
        case "remark.responsible-ambiguous":
            pick(
                "Bei uns heißen mehrere so; mit der E-Mail-Adresse ist es eindeutig. Der Kunde kommt ohne Zuständige.",
                "Several here have this name; the e-mail address tells them apart. The customer comes without one."
            )
        case "remark.many":
            pick(
                "Der Kunde hat davon schon so viele, wie möglich sind; das Übrige wurde weggelassen.",
                "The customer has as many of these as there may be; the rest was left out.")
        case "open-items-many":
            pick(
                "Dieser Kunde hat schon \(PartLimit.openItem.most) offene Posten.",
                "This customer has \(PartLimit.openItem.most) open items already.")
        case "remark.responsible-kept":
            pick(
                "Den Kunden betreut schon jemand anderes; das bleibt so.",
                "Somebody else looks after the customer already; that stays.")
        default: nil
        }
    }

    private func csvReason(_ reason: String) -> String? {
        switch reason {
        case "csv.unclosed-quote":
            pick("Ein Anführungszeichen ist nicht geschlossen.", "A quote is not closed.")
        case "csv.text-after-quote":
            pick(
                "Hinter einem schließenden Anführungszeichen steht noch Text.",
                "Text follows a closing quote.")
        case "csv.too-few-columns": pick("Die Zeile hat zu wenige Felder.", "The line has too few fields.")
        case "csv.too-many-columns": pick("Die Zeile hat zu viele Felder.", "The line has too many fields.")
        case "csv.zero-byte":
            pick("Die Zeile enthält ein Nullzeichen.", "The line has a zero character in it.")
        case "csv.invalid-bytes":
            pick(
                "Die Zeile passt nicht zur Kodierung der Datei.",
                "The line does not fit the encoding of the file.")
        case "csv.field-too-long": pick("Ein Feld ist zu lang.", "A field is too long.")
        case "csv.record-too-long": pick("Die Zeile ist zu lang.", "The line is too long.")
        default: nil
        }
    }

    private func valueReason(_ reason: String) -> String? {
        switch reason {
        case "phone.missing-area-code":
            pick("Der Telefonnummer fehlt die Vorwahl.", "The area code is missing.")
        case "phone.unknown-country":
            pick("Die Ländervorwahl gibt es nicht.", "There is no such country code.")
        case "phone.too-short": pick("Die Telefonnummer ist zu kurz.", "The telephone number is too short.")
        case "phone.too-long": pick("Die Telefonnummer ist zu lang.", "The telephone number is too long.")
        case "phone.not-a-number", "phone.several-numbers", "phone.empty":
            pick("Das ist keine Telefonnummer.", "This is no telephone number.")
        case "email.incomplete":
            pick("Die E-Mail-Adresse ist unvollständig.", "The e-mail address is incomplete.")
        case "email.bad-domain":
            pick("Hinter dem @ steht kein gültiger Name.", "There is no valid name behind the @.")
        case "email.bad-local-part", "email.too-long", "email.several-addresses", "email.empty":
            pick("Das ist keine E-Mail-Adresse.", "This is no e-mail address.")
        case "date.impossible": pick("Diesen Tag gibt es nicht.", "There is no such day.")
        case "date.ambiguous":
            pick("Tag und Monat lassen sich nicht unterscheiden.", "Day and month cannot be told apart.")
        case "date.implausible-year": pick("Das Jahr kann nicht stimmen.", "The year cannot be right.")
        case "date.future": pick("Der Tag liegt in der Zukunft.", "The day lies in the future.")
        case "date.not-a-date", "date.bad-time", "date.empty": pick("Das ist kein Datum.", "This is no date.")
        case "amount.ambiguous":
            pick("Der Betrag lässt sich auf zwei Arten lesen.", "The amount can be read in two ways.")
        case "amount.not-a-number", "amount.too-precise", "amount.too-large", "amount.empty":
            pick("Das ist kein Betrag.", "This is no amount.")
        default: nil
        }
    }

    private func fileReason(_ reason: String) -> String? {
        switch reason {
        case "file.unfinished":
            pick(
                "Der Import brach ab. Was übernommen war, bleibt; noch einmal importieren verdoppelt nichts.",
                "The import broke off. What was taken in stays; importing again doubles nothing.")
        case "file.process-died":
            pick(
                "Zweimal ist das Programm bei diesem Import abgestürzt; er läuft nicht noch einmal von selbst. Was übernommen war, bleibt.",
                "The program ended twice during this import; it does not run again by itself. What was taken in stays."
            )
        case "file.missing": pick("Die Datei lässt sich nicht öffnen.", "The file cannot be opened.")
        case "file.slow":
            pick(
                "Ein Stück der Datei zu lesen dauerte länger als erlaubt.",
                "Reading a piece of the file took longer than allowed.")
        case "file.gone":
            pick(
                "Die Datei ist nicht mehr da. Bitte noch einmal hochladen.",
                "The file is no longer there. Please upload it again.")
        case "file.empty": pick("Die Datei ist leer.", "The file is empty.")
        case "file.zip":
            pick(
                "Das ist ein Archiv oder eine Excel-Mappe. Bitte entpacken oder als CSV speichern.",
                "This is an archive or an Excel workbook. Please unpack it, or save it as CSV.")
        case "file.office":
            pick(
                "Das ist eine Office-Datei. Bitte als CSV speichern.",
                "This is an Office file. Please save it as CSV.")
        case "file.binary": pick("Das ist keine Textdatei.", "This is no text file.")
        case "file.no-name-column":
            pick("Keine Spalte nennt den Kunden.", "No column names the customer.")
        case "file.no-number-column":
            pick(
                "Kundennummer, Rechnungsnummer oder Betrag fehlt als Spalte.",
                "The column of the customer number, invoice number or amount is missing.")
        case "file.kind":
            pick("Diese Datei passt nicht zur gewählten Art.", "This file is not of the chosen kind.")
        default: nil
        }
    }
}
