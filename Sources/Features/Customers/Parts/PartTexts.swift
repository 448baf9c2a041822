import Platform

/// The words of what belongs to a customer.
extension Texts {
    var reach: String { pick("Telefon, E-Mail, Netzwerk", "Phone, e-mail, network") }
    var contact: String { pick("Ansprechpartner", "Contact") }
    var consent: String { pick("Einwilligung", "Consent") }
    var consentHistory: String { pick("Verlauf der Einwilligungen", "History of consents") }
    var guests: String { pick("Für Gäste freigegeben", "Shared with guests") }
    var shareWithGuest: String { pick("Mit Gast teilen", "Share with a guest") }
    var tags: String { pick("Merkmale", "Tags") }
    var watch: String { pick("Beobachten", "Watch") }
    var unwatch: String { pick("Nicht mehr beobachten", "Stop watching") }
    var download: String { pick("Herunterladen", "Download") }
    var empty: String { pick("leer", "empty") }
    var changedMeanwhile: String {
        pick(
            "Jemand hat das inzwischen geändert. Dort steht jetzt:",
            "Somebody has changed this meanwhile. It now says:"
        )
    }

    var reachHint: String {
        pick(
            "In jeder Schreibweise, zum Beispiel 0451 70 20 30, name@firma.de oder ein Link zum Profil",
            "In any writing, such as 0451 70 20 30, name@company.com or a link to the profile")
    }
    var reachLabels: [String] {
        language == .german
            ? ["Zentrale", "mobil", "privat", "Buchhaltung", "Rechnung"]
            : ["main", "mobile", "private", "accounts", "invoices"]
    }
    var addressLabels: [String] {
        language == .german
            ? ["Zentrale", "Rechnung", "Lieferung", "privat"] : ["main", "invoices", "deliveries", "private"]
    }
    var salutations: [String] { language == .german ? ["Frau", "Herr"] : ["Ms", "Mr"] }
    var responsibilityTopics: [String] {
        language == .german
            ? ["Vertrieb", "Kundendienst", "Buchhaltung"] : ["Sales", "Service", "Accounts"]
    }
    var consentPurposes: [String] {
        language == .german ? ["Werbung", "Umfrage", "Newsletter"] : ["Advertising", "Survey", "Newsletter"]
    }
    var countryHint: String { pick("Leer: Inland. Sonst zwei Buchstaben", "Empty: home. Else two letters") }
    var saidByHint: String { pick("Leer: Sie haben es bemerkt", "Empty: you noticed it") }
    var expiresHint: String { pick("Leer: bis auf Weiteres", "Empty: until further notice") }
    var consentSourceHint: String {
        pick("Zum Beispiel „Formular Messe 2026“", "Such as “form, trade fair 2026”")
    }
    var relatedHint: String {
        pick("Kundennummer oder Anfang des Namens", "Customer number or beginning of the name")
    }
    var noGuests: String { pick("Noch keine Gäste", "No guests yet") }
    var noGuestsInvite: String {
        pick(
            "Laden Sie zuerst jemanden mit der Rolle Gast ein; danach lässt sich der Kunde teilen.",
            "Invite somebody with the role guest first; then the customer can be shared.")
    }
    var noGuestsAskFor: String {
        pick(
            "Wer Rundblick verwaltet, kann jemanden als Gast einladen.",
            "An administrator of Rundblick can invite somebody as a guest.")
    }
    var inviteGuest: String { pick("Gast einladen", "Invite a guest") }
    var mergeWith: String { pick("Mit anderem Kunden zusammenführen", "Merge with another customer") }
    var compare: String { pick("Nebeneinander ansehen", "Compare side by side") }
    var renameTag: String { pick("Merkmal umbenennen", "Rename tag") }
    var renameTagHint: String {
        pick("Gilt bei allen Kunden mit diesem Merkmal", "Holds at all customers with this tag")
    }
    var guestHint: String {
        pick(
            "Gäste sehen den Kunden und nur Einträge, die für Gäste bestimmt sind",
            "Guests see the customer, and only entries meant for guests")
    }
    func awayUntil(_ day: CivilDate) -> String {
        pick("Abwesend bis \(date(day))", "Away until \(date(day))")
    }
    var standIn: String { pick("Vertretung", "Stand-in") }

    /// A field of a part in words; nil: it is none.
    func name(ofPartField field: String) -> String? {
        switch field {
        case "value": pick("Nummer, Adresse oder Name", "Number, address or name")
        case "label": pick("Bezeichnung", "Label")
        case "contact": contact
        case "street": pick("Straße und Hausnummer", "Street and number")
        case "postcode": pick("Postleitzahl", "Postcode")
        case "city": city
        case "country": pick("Land", "Country")
        case "position": pick("Funktion", "Position")
        case "phone": name(of: Reach.Kind.phone)
        case "fax": name(of: Reach.Kind.fax)
        case "email": name(of: Reach.Kind.email)
        case "mail": pick("Zugeordnete E-Mail", "Assigned e-mail")
        case "social": name(of: Reach.Kind.social)
        case "address": address
        case "system": pick("System", "System")
        case "number": pick("Nummer", "Number")
        case "tag": tag
        case "topic": pick("Zuständig für", "Responsible for")
        case "colleague": pick("Kollegin oder Kollege", "Colleague")
        case "responsibility": responsible
        case "text": pick("Was Sie wissen", "What you know")
        case "soft_fact": goodToKnow
        case "said_by": pick("Wer es gesagt hat", "Who said so")
        case "confidence": pick("Wie sicher", "How sure")
        case "expires": pick("Gilt bis", "Holds until")
        case "purpose": pick("Zweck", "Purpose")
        case "channel": pick("Kanal", "Channel")
        case "granted": pick("Einverstanden", "Agrees")
        case "source": pick("Quelle", "Source")
        case "proof": pick("Wortlaut", "Wording")
        case "said_on": pick("Erklärt am", "Said on")
        case "consent": consent
        case "other": pick("Kunde", "Customer")
        case "note": pick("Bemerkung", "Remark")
        case "relation": related
        case "view_name": pick("Name der Ansicht", "Name of the view")
        case "at": happenedAt
        case "guest": pick("Gast", "Guest")
        case "name": pick("Name", "Name")
        default: nil
        }
    }
}
