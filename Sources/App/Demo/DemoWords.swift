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
    static let trades = [
        ("Bäckerei", "Backwaren"), ("Hotel", "Gastgewerbe"), ("Autohaus", "Kraftfahrzeughandel"),
        ("Gärtnerei", "Gartenbau"), ("Fischräucherei", "Lebensmittel"), ("Metallbau", "Metallverarbeitung"),
        ("Tischlerei", "Handwerk"), ("Zahnarztpraxis", "Gesundheit"), ("Seniorenzentrum", "Pflege"),
        ("Buchhandlung", "Einzelhandel"), ("Spedition", "Logistik"), ("Druckerei", "Medien"),
        ("Brauerei", "Getränke"),
        ("Wohnungsbau", "Immobilien"), ("Steuerberatung", "Beratung"), ("Café", "Gastgewerbe"),
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

    static let notes = [
        "Entscheidung über die neue Anlage fällt im Frühjahr. Wichtig ist die Reaktionszeit, nicht der Preis.",
        "Bittet um Angebote nur noch per E-Mail, gern mit Verbrauchswerten der letzten zwölf Monate.",
        "Neue Filiale geplant; Mitbewerber ist schon im Gespräch. Rückruf nach der Messe vereinbart.",
        "Wartungsvertrag läuft zum Jahresende aus. Verlängerung um drei Jahre ist möglich, wenn der Notdienst bleibt.",
        "War mit der letzten Reparatur sehr zufrieden und lobt den Techniker ausdrücklich.",
        "Ärger über die Rechnung vom Vormonat: Anfahrt doppelt berechnet. Gutschrift ist angestoßen.",
        "Möchte die Wärmepumpe besichtigen, am liebsten bei einem Referenzkunden in der Nähe.",
        "Umbau im Erdgeschoss, Zugang ab acht Uhr nur über den Hof. Schlüssel liegt beim Hausmeister.",
    ]
    static let calls = [
        "Termin zugesagt, der Kunde schließt selbst auf, Hintereingang.",
        "Fragt nach dem Stand des Angebots. Antwort bis Freitag versprochen.",
        "Störung an der Lüftung gemeldet, Techniker fährt heute noch hin.",
        "Möchte den Wartungstermin um eine Woche verschieben. Erledigt.",
        "Rückfrage zur Mahnung: Überweisung ist seit gestern unterwegs.",
        "Empfiehlt uns weiter, Kontakt notiert.",
    ]
    static let talks = [
        "Wer kennt diese Steuerung? Die Unterlagen sind von 2009.", "Ersatzteil liegt im Lager, Regal C4.",
        "Bitte noch kein neues Angebot, erst muss die Anlage laufen.",
        "Ich übernehme das in der nächsten Woche.",
        "Der Kunde hat nach einer Ratenzahlung gefragt, was ist möglich?",
    ]
    /// What colleagues ask about a customer.
    static let questions = [
        "kannst du vor dem Termin am Dienstag kurz anrufen? Es geht um den Zugang zum Heizungskeller.",
        "das Angebot für die Wärmepumpe ist fertig. Schaust du einmal darüber, bevor es hinausgeht?",
        "hier fragt jemand nach dem Wartungsvertrag vom letzten Jahr. Weißt du, wer ihn unterschrieben hat?",
    ]
    static let subjects = [
        "Angebot Wärmepumpe", "Wartungstermin", "Rechnung fehlt noch", "Störung Kühlzelle",
        "Ihr Besuch am Donnerstag",
        "Rückfrage zum Vertrag", "Ansprechpartner hat gewechselt", "Unterlagen für die Förderung",
    ]
    static let mails = [
        "Guten Tag,\n\nkönnen Sie uns bis Ende der Woche ein Angebot schicken? Die Pläne hängen an.\n\nMit freundlichen Grüßen",
        "Guten Morgen,\n\nseit heute früh wird die Zelle nicht mehr kalt. Wir brauchen bis morgen Mittag Hilfe.\n\nViele Grüße",
        "Sehr geehrte Damen und Herren,\n\nbitte senden Sie die Rechnung noch einmal an unsere neue Anschrift.\n\nMit freundlichen Grüßen",
        "Liebes Team,\n\nvielen Dank für die schnelle Hilfe am Wochenende. Das war großartig.\n\nHerzliche Grüße",
        "Hallo,\n\nder Termin am Dienstag passt uns gut. Bitte eine Stunde vorher anrufen.\n\nGruß",
    ]
    static let softFacts: [(kind: String, text: String)] = [
        ("need", "Schnelle Hilfe ist wichtiger als der Preis."),
        ("need", "Braucht Planungssicherheit für drei Jahre."),
        ("preference", "Am liebsten morgens vor neun Uhr anrufen."),
        ("preference", "Schätzt kurze Angebote auf einer Seite."),
        ("relationship", "Entscheidet gemeinsam mit der technischen Leitung."),
        ("mood", "Noch verärgert über die doppelte Rechnung."),
        ("mood", "Sehr zufrieden seit dem neuen Wartungsvertrag."),
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
