/// What the demo company's data is made of. All people and firms are invented.
enum DemoWords {
    static let firstNames = [
        "Anna", "Jonas", "Svenja", "Tobias", "Maike", "Aylin", "Henrik", "Petra", "Okan", "Gisela",
        "Katharina",
        "Sönke", "Birgit", "Mehmet", "Ilse", "Jürgen", "Wiebke", "Lars", "Nele", "Rüdiger", "Frauke", "Emre",
        "Doris",
        "Matthias", "Käthe", "Fiete", "Antje", "Björn", "Lena", "Uwe", "Sabine", "Torben", "Ute", "Kerstin",
        "Ole",
        "Heike", "Milan", "Greta", "Volker", "Inga",
    ]
    static let lastNames = [
        "Berg", "Weber", "Hansen", "Krüger", "Petersen", "Demir", "Lindner", "Bayram", "Rademacher", "Groß",
        "Müller",
        "Schröder", "Jürgensen", "Thießen", "Hinrichsen", "Möller", "Voß", "Böttcher", "Lüders", "Kähler",
        "Brandt",
        "Sievers", "Clausen", "Grönwohld", "Detlefsen", "Harms", "Köhler", "Jäger", "Nissen", "Paulsen",
        "Ramm",
        "Stöver", "Timm", "Wulff", "Ziegler", "Ahrens", "Behrens", "Carstens", "Dörfler", "Ehlers",
    ]
    /// What customers call themselves, the industry, and what they need from us.
    static let trades: [(name: String, industry: String, sphere: DemoSphere)] = [
        ("Bäckerei", "Backwaren", .cooling), ("Hotel", "Gastgewerbe", .lodging),
        ("Autohaus", "Kraftfahrzeughandel", .workshop), ("Gärtnerei", "Gartenbau", .workshop),
        ("Fischräucherei", "Lebensmittel", .cooling), ("Metallbau", "Metallverarbeitung", .workshop),
        ("Tischlerei", "Handwerk", .workshop), ("Zahnarztpraxis", "Gesundheit", .office),
        ("Seniorenzentrum", "Pflege", .housing), ("Buchhandlung", "Einzelhandel", .office),
        ("Spedition", "Logistik", .workshop), ("Druckerei", "Medien", .workshop),
        ("Brauerei", "Getränke", .cooling), ("Wohnungsbau", "Immobilien", .housing),
        ("Steuerberatung", "Beratung", .office), ("Café", "Gastgewerbe", .cooling),
    ]
    static let forms = ["GmbH", "KG", "GmbH & Co. KG", "e. K.", "AG", "OHG", "eG"]
    static let places: [(postcode: String, city: String, area: String)] = [
        ("23552", "Lübeck", "451"), ("24103", "Kiel", "431"), ("20095", "Hamburg", "40"),
        ("23909", "Ratzeburg", "4541"),
        ("23701", "Eutin", "4521"), ("24937", "Flensburg", "461"), ("18055", "Rostock", "381"),
        ("23611", "Bad Schwartau", "451"), ("23879", "Mölln", "4542"), ("25813", "Husum", "4841"),
        ("24534", "Neumünster", "4321"), ("19053", "Schwerin", "385"),
    ]
    static let streets = [
        "Mühlenstraße", "Hafenweg", "Lindenallee", "Königstraße", "Am Markt", "Gartenweg", "Bahnhofstraße",
        "Deichstraße",
        "Schulstraße", "Große Burgstraße", "Wallstraße", "Moislinger Allee",
    ]
    static let tags = [
        "A-Kunde", "Wartungsvertrag", "Kältetechnik", "Wärmepumpe", "Rahmenvertrag", "Saison", "Neu",
    ]

    /// What colleagues ask about a customer.
    static let questions = [
        "kannst du vor dem Termin am Dienstag kurz anrufen? Es geht um den Zugang zum Heizungskeller.",
        "das Angebot für die Wärmepumpe ist fertig. Schaust du einmal darüber, bevor es hinausgeht?",
        "hier fragt jemand nach dem Wartungsvertrag vom letzten Jahr. Weißt du, wer ihn unterschrieben hat?",
    ]
    /// What colleagues noticed, and for how many days it holds; 0: until further notice.
    static let softFacts: [(kind: String, text: String, days: Int)] = [
        ("need", "Schnelle Hilfe ist wichtiger als der Preis.", 0),
        ("need", "Braucht Planungssicherheit für drei Jahre.", 365),
        ("need", "Sucht jemanden, der Heizung und Lüftung aus einer Hand betreut.", 0),
        ("need", "Will bis zum Winter eine Lösung für den Altbau.", 120),
        ("preference", "Am liebsten morgens vor neun Uhr anrufen.", 0),
        ("preference", "Schätzt kurze Angebote auf einer Seite.", 0),
        ("preference", "Möchte immer denselben Techniker.", 0),
        ("preference", "Keine Termine im Sommer, da ist Hochbetrieb.", 90),
        ("relationship", "Entscheidet gemeinsam mit der technischen Leitung.", 0),
        ("relationship", "Kennt unseren Seniorchef aus dem Segelverein.", 0),
        ("relationship", "Der Sohn steigt im nächsten Jahr in den Betrieb ein.", 400),
        ("mood", "Noch verärgert über die doppelte Rechnung.", 60),
        ("mood", "Sehr zufrieden seit dem neuen Wartungsvertrag.", 180),
        ("mood", "Fühlte sich zuletzt schlecht auf dem Laufenden gehalten.", 45),
        ("other", "Hund im Hof, bitte vorher klingeln.", 0),
        ("other", "Parken nur hinter dem Haus möglich.", 0),
    ]
    /// How customers said whether we may write or call.
    static let consents:
        [(purpose: String, channel: String, isGranted: Bool, source: String, proof: String)] = [
            ("Werbung", "email", true, "Formular Hausmesse", "Ja, ich möchte Angebote per E-Mail erhalten."),
            ("Werbung", "phone", true, "Telefonat", "Rufen Sie mich gern an, wenn es Neues gibt."),
            ("Werbung", "email", false, "E-Mail des Kunden", "Bitte keine Werbung mehr."),
            (
                "Newsletter", "email", true, "Anmeldung auf der Website",
                "Bestätigt über den Link in der E-Mail."
            ),
            ("Newsletter", "email", false, "Abmeldelink", "Über den Link im Newsletter abgemeldet."),
            (
                "Zufriedenheitsumfrage", "phone", true, "Wartungsvertrag",
                "Nach Abschluss einer Arbeit einmal anrufen."
            ),
            ("Werbung", "letter", true, "Wartungsvertrag", "Angebote per Post sind erwünscht."),
        ]
    /// How a matter ends in writing.
    static let thanks = [
        "Guten Tag,\n\nvielen Dank für die schnelle Antwort, so machen wir es.\n\nViele Grüße",
        "Hallo,\n\ndanke, das hilft uns sehr. Ich melde mich, sobald es intern abgestimmt ist.\n\nFreundliche Grüße",
        "Guten Morgen,\n\nist angekommen, alles klar. Bis nächste Woche!\n\nBeste Grüße",
        "Guten Tag,\n\nbesten Dank. Eine Frage noch: Gilt der Preis auch, wenn wir erst im Frühjahr anfangen?\n\nViele Grüße",
        "Liebes Team,\n\ngroßartig, vielen Dank für Ihre Mühe.\n\nHerzliche Grüße",
    ]
    static let positions = [
        "Geschäftsführung", "Einkauf", "Technik", "Buchhaltung", "Filialleitung", "Empfang",
    ]
    static let topics = ["Vertrieb", "Kundendienst", "Buchhaltung"]

    static let teams = ["Vertrieb", "Kundendienst", "Buchhaltung", "Lager und Logistik", "Geschäftsleitung"]
    static let skills = [
        "Kältetechnik", "Wärmepumpen", "Lüftung", "Regelungstechnik", "Förderanträge", "Angebote",
        "Mahnwesen", "Verträge",
        "Elektroplanung", "Trinkwasser", "Französisch", "Dänisch",
    ]
}
