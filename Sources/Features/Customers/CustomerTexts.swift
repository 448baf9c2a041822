import Platform

/// The words of customers.
extension Texts {
    var newCustomer: String { pick("Neuer Kunde", "New customer") }
    var exportAsCSV: String { pick("Als CSV exportieren", "Export as CSV") }
    var needed: String { pick("Pflichtangabe", "required") }
    var iAmResponsible: String { pick("Ich bin zuständig", "I am responsible") }
    package var myCustomers: String { pick("Meine Kunden", "My customers") }
    var dunned: String { pick("Angemahnt", "Dunned") }
    var owing: String { pick("Mit offenen Posten", "With open items") }
    var watched: String { pick("Von mir beobachtet", "Watched by me") }
    var postcodeBegins: String { pick("PLZ beginnt mit", "Postcode begins with") }
    var views: String { pick("Ansichten", "Views") }
    var anyKind: String { pick("Art: alle", "Kind: any") }
    var anyTag: String { pick("Merkmal: alle", "Tag: any") }
    var anyResponsible: String { pick("Zuständig: alle", "Responsible: any") }
    var kind: String { pick("Art", "Kind") }
    var tag: String { pick("Merkmal", "Tag") }
    var city: String { pick("Ort", "Town") }
    var nameBegins: String { pick("Name beginnt mit …", "Name begins with …") }
    var customerName: String { pick("Name", "Name") }
    var lastContact: String { pick("Letzter Kontakt", "Last contact") }
    var openSum: String { pick("Offen", "Open") }
    var state: String { pick("Zustand", "State") }
    var noCustomers: String { pick("Keine Kunden", "No customers") }
    var noCustomersHint: String {
        pick(
            "Übernehmen Sie Ihre Kundendaten aus einer Datei, oder legen Sie den ersten Kunden an.",
            "Take your customer data in from a file, or add the first customer.")
    }
    func dunningLevel(_ level: Int) -> String { pick(.dunning(level)) }

    var about: String { pick("Über diesen Kunden", "About this customer") }
    var timeline: String { pick("Verlauf", "Timeline") }
    var facts: String { pick("Fakten", "Facts") }
    var contacts: String { pick("Ansprechpartner", "Contacts") }
    var goodToKnow: String { pick("Gut zu wissen", "Good to know") }
    var expired: String { pick("Abgelaufen", "Expired") }
    var openItems: String { pick("Offene Posten", "Open items") }
    var consents: String { pick("Einwilligungen", "Consents") }
    var related: String { pick("Verbundene Kunden", "Related customers") }
    var address: String { pick("Adresse", "Address") }
    var addresses: String { pick("Adressen", "Addresses") }
    var responsibilities: String { pick("Zuständig bei uns", "Responsible colleagues") }
    var responsible: String { pick("Zuständig", "Responsible") }
    var sectionsOfPage: String { pick("Bereiche dieser Seite", "Sections of this page") }
    var call: String { pick("Anrufen", "Call") }
    var moreActions: String { pick("Weitere Aktionen", "More actions") }
    var changeHistory: String { pick("Änderungsverlauf", "Change history") }
    var findDuplicates: String { pick("Dubletten suchen", "Find duplicates") }
    var nothingYet: String { pick("Noch nichts.", "Nothing yet.") }
    var nothingFits: String { pick("Nichts, was zum Filter passt.", "Nothing that fits the filter.") }
    var sum: String { pick("Summe", "Sum") }
    var externalNumbers: String { pick("Kundennr.", "Customer no.") }
    func callTo(_ name: String) -> String { pick("\(name) anrufen", "Call \(name)") }
    func writeTo(_ name: String) -> String { pick("E-Mail an \(name)", "E-mail to \(name)") }
    func until(_ day: CivilDate) -> String { pick("gilt bis \(date(day))", "holds until \(date(day))") }
    func heldUntil(_ day: CivilDate) -> String { pick("galt bis \(date(day))", "held until \(date(day))") }
    func overdue(days: Int) -> String {
        pick(
            "seit \(days) \(days == 1 ? "Tag" : "Tagen") fällig",
            "\(days) \(days == 1 ? "day" : "days") overdue")
    }
    func dueOn(_ day: CivilDate) -> String { pick("fällig am \(date(day))", "due on \(date(day))") }
    func yesNo(_ yes: Bool) -> String { yes ? pick("Ja", "Yes") : pick("Nein", "No") }

    var kindOfEntry: String { pick("Art des Eintrags", "Kind of entry") }
    var whatHappened: String {
        pick(
            "Was ist passiert? Mit @ Kolleginnen und Kollegen erwähnen",
            "What happened? Mention colleagues with @")
    }
    var visibleFor: String { pick("Sichtbar für", "Visible for") }
    var visibleForAll: String { pick("Sichtbar für alle", "Visible for everybody") }
    func onlyFor(_ team: String) -> String { pick("Nur \(team)", "Only \(team)") }
    var particulars: String { pick("Mehr Angaben", "More details") }
    var direction: String { pick("Richtung", "Direction") }
    var directionOfCall: String { pick("Richtung des Anrufs", "Direction of the call") }
    var incoming: String { pick("eingehend", "incoming") }
    var outgoing: String { pick("ausgehend", "outgoing") }
    var counterpart: String { pick("Mit wem", "With whom") }
    var happenedAt: String { pick("Wann es war", "When it was") }
    var alsoForGuests: String { pick("Auch für Gäste sichtbar", "Also visible for guests") }
    var writeDown: String { pick("Festhalten", "Write down") }
    var channel: String { pick("Kanal", "Channel") }
    var earlierTexts: String { pick("Frühere Fassungen", "Earlier versions") }
    var filterTimeline: String { pick("Verlauf filtern", "Filter the timeline") }
    var moreFilters: String { pick("Mehr Filter", "More filters") }
    var everything: String { pick("Alles", "Everything") }
    var person: String { pick("Person", "Person") }
    var fromDay: String { pick("Von", "From") }
    var toDay: String { pick("Bis", "To") }
    var newestEntries: String { pick("Zu den neuesten Einträgen", "To the newest entries") }
    var olderEntries: String { pick("Ältere Einträge laden", "Load older entries") }
    var whenChanged: String { pick("Wann", "When") }
    var whoChanged: String { pick("Wer", "Who") }
    var field: String { pick("Feld", "Field") }
    var before: String { pick("Vorher", "Before") }
    var after: String { pick("Nachher", "After") }

    /// Company or person, in words.
    package func name(of kind: Customer.Kind) -> String { pick(kind.words) }

    /// Phone, fax, mail or network, in words.
    package func name(of kind: Reach.Kind) -> String {
        switch kind {
        case .phone: pick("Telefon", "Phone")
        case .fax: "Fax"
        case .email: pick("E-Mail", "E-mail")
        case .social: pick("Soziale Medien", "Social media")
        }
    }

    func name(of channel: Channel) -> String { pick(channel.words) }

    func name(of kind: SoftFact.Kind) -> String {
        switch kind {
        case .need: pick("Bedürfnis", "Need")
        case .preference: pick("Vorliebe", "Preference")
        case .relationship: pick("Beziehung", "Relationship")
        case .mood: pick("Stimmung", "Mood")
        case .other: pick("Sonstiges", "Other")
        }
    }

    func name(of confidence: SoftFact.Confidence) -> String {
        switch confidence {
        case .certain: pick("sicher", "certain")
        case .likely: pick("wahrscheinlich", "likely")
        case .guess: pick("vermutet", "a guess")
        }
    }

    func name(of kind: Relation.Kind) -> String {
        switch kind {
        case .group: pick("Unternehmensgruppe", "Group of companies")
        case .household: pick("Haushalt", "Household")
        case .partner: pick("Partner", "Partner")
        case .other: pick("Sonstige", "Other")
        }
    }

    /// A field of `CustomerField`, or of a part, in words.
    package func name(ofField field: String) -> String {
        if let field = CustomerField.named(field) { return pick(field.words) }
        return field == "merged" ? pick("Zusammenführung", "Merge") : name(ofPartField: field) ?? field
    }
}
