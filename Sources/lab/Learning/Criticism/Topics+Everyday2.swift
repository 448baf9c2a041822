extension Topic {
    /// More of any day, and the single complaint that is no wave.
    static let everydayToo: [Topic] = [
        Topic(
            name: "payment",
            german: """
                Kann ich die Rechnung in Raten zahlen?
                Ich habe eine Mahnung bekommen, aber schon überwiesen.
                Bitte buchen Sie künftig vom neuen Konto ab.
                Wann wird der Betrag von {a} abgebucht?
                Gilt mein Gutschein auch für {p}?
                Kann ich mit Kreditkarte zahlen?
                Mein Guthaben von {a} wird nicht angezeigt.
                Bitte erteilen Sie mir eine Zahlungsbestätigung.
                """,
            english: """
                Can I pay the invoice in instalments?
                I got a reminder but have already paid.
                Please debit my new account from now on.
                When will the amount of {a} be debited?
                Is my voucher valid for {p}?
                Can I pay by credit card?
                My credit of {a} does not show.
                Please send me a payment confirmation.
                """),
        Topic(
            name: "hotline",
            german: """
                Ich hing {n} Minuten in der Warteschleife.
                Unter der Hotline ist niemand zu erreichen.
                Auf meine Mail vom letzten Monat kam keine Antwort.
                Der Chatbot versteht mich nicht, ich will einen Menschen sprechen.
                Der versprochene Rückruf kam nicht.
                Ihr Mitarbeiter am Telefon war unhöflich.
                Jeder am Telefon sagt etwas anderes.
                Gibt es eine direkte Durchwahl?
                """,
            english: """
                I was on hold for {n} minutes.
                Nobody can be reached at the hotline.
                No answer to my mail of last month.
                The chatbot does not understand me, I want to talk to a human.
                The promised call back never came.
                Your agent on the phone was rude.
                Everyone on the phone tells me something else.
                Is there a direct number?
                """),
        Topic(
            name: "newsletter",
            german: """
                Bitte keine Werbung mehr an mich.
                Wie melde ich mich vom Newsletter ab?
                Ihr Prospekt kommt doppelt.
                Ich möchte den Katalog bestellen.
                Der Link im Newsletter geht nicht.
                Bitte löschen Sie mich aus dem Verteiler.
                Gibt es den Katalog auch gedruckt?
                Warum bekomme ich jeden Tag eine Werbemail?
                """,
            english: """
                No more advertising to me please.
                How do I unsubscribe from the newsletter?
                Your brochure comes twice.
                I would like to order the catalogue.
                The link in the newsletter does not work.
                Please remove me from the mailing list.
                Is the catalogue available in print?
                Why do I get an advertising mail every day?
                """),
        Topic(
            name: "jobs",
            german: """
                Bieten Sie Ausbildungsplätze in {c} an?
                An wen richte ich meine Bewerbung?
                Gibt es bei Ihnen Praktika für Schüler?
                Ich habe auf meine Bewerbung noch nichts gehört.
                Suchen Sie Aushilfen für den Sommer?
                Ist die Stelle im Lager {c} noch frei?
                """,
            english: """
                Do you offer apprenticeships in {c}?
                To whom do I send my application?
                Are there internships for pupils?
                I have not heard back about my application.
                Do you need temporary staff for the summer?
                Is the warehouse job in {c} still open?
                """),
        Topic(
            name: "meter",
            german: """
                Mein Zählerstand beträgt {n}00.
                Der Zähler wurde noch nicht abgelesen.
                Mein Abschlag ist zu hoch, bitte senken auf {a}.
                Wann kommt die Jahresabrechnung?
                Wie melde ich den Zählerstand online?
                Der neue Zähler zeigt nichts an.
                """,
            english: """
                My meter reading is {n}00.
                The meter has not been read yet.
                My monthly payment is too high, please lower it to {a}.
                When does the annual statement come?
                How do I submit the meter reading online?
                The new meter shows nothing.
                """),
        Topic(
            name: "repair",
            german: """
                {p} macht seltsame Geräusche.
                Das Display von {p} ist gesprungen, reparieren Sie das?
                Wo bekomme ich Ersatzteile für {p}?
                Die Fernbedienung von {p} reagiert nicht.
                Der Akku von {p} hält nur noch eine Stunde.
                Was kostet die Reparatur von {p}?
                {p} ist nach {n} Monaten kaputt.
                Wie setze ich {p} zurück?
                """,
            english: """
                {p} makes strange noises.
                The screen of {p} is cracked, do you repair it?
                Where do I get spare parts for {p}?
                The remote of {p} does not respond.
                The battery of {p} lasts only an hour.
                What does repairing {p} cost?
                {p} broke after {n} months.
                How do I reset {p}?
                """),
        Topic(
            name: "slow network",
            german: """
                Mein Internet ist abends sehr langsam.
                Wie richte ich den neuen Router ein?
                Das WLAN reicht nicht bis ins Schlafzimmer.
                Ist Glasfaser in {c} verfügbar?
                Ich hätte gern eine schnellere Leitung.
                Wie lautet das WLAN-Passwort auf dem Router?
                """,
            english: """
                My internet is very slow in the evening.
                How do I set up the new router?
                The wifi does not reach the bedroom.
                Is fibre available in {c}?
                I would like a faster line.
                What is the wifi password on the router?
                """),
        Topic(
            name: "ideas",
            german: """
                Vorschlag: bietet {p} auch in Grün an.
                Könnt ihr weniger Verpackung verwenden?
                Ein Studententarif wäre schön.
                Unterstützt ihr unseren Sportverein in {c}?
                Wie nachhaltig ist {p} hergestellt?
                Schade, dass es {p} nicht mehr gibt.
                """,
            english: """
                Suggestion: offer {p} in green as well.
                Could you use less packaging?
                A student plan would be nice.
                Do you sponsor our sports club in {c}?
                How sustainable is {p}?
                Sad that {p} is no longer sold.
                """),
    ]
}
