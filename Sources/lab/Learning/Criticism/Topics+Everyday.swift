/// What customers write about on any day. Some of it shares its words with the criticism: invoices, the app,
/// parcels.
extension Topic {
    static let everyday: [Topic] = [
        Topic(
            name: "invoice copy",
            german: """
                Bitte schicken Sie mir die Rechnung für {p} noch einmal.
                Ich finde meine letzte Rechnung nicht, können Sie eine Kopie senden?
                Für die Steuer brauche ich alle Rechnungen des letzten Jahres.
                Die Rechnung ist auf den falschen Namen ausgestellt.
                Kann ich die Rechnung als PDF bekommen?
                Auf meiner Rechnung fehlt die Umsatzsteuernummer.
                Was bedeutet der Posten über {a} auf der Abrechnung?
                Wie stelle ich auf Onlinerechnung um?
                """,
            english: """
                Please send me the invoice for {p} again.
                I cannot find my last bill, could you send a copy?
                I need all invoices of last year for my taxes.
                The invoice is made out to the wrong name.
                Can I get the bill as a PDF?
                The VAT number is missing on my invoice.
                What is the item of {a} on my statement?
                How do I switch to paperless billing?
                """),
        Topic(
            name: "address",
            german: """
                Ich ziehe nach {c} um, bitte ändern Sie meine Adresse.
                Meine neue Anschrift lautet ab dem Ersten anders, was muss ich tun?
                Können Sie die Lieferadresse noch anpassen?
                Umzug zum Monatsende: nehme ich den Vertrag mit?
                Die Hausnummer in meinen Kundendaten stimmt nicht.
                Nach der Heirat heiße ich anders, bitte Namen ändern.
                Bitte neue Bankverbindung eintragen.
                Meine Telefonnummer hat sich geändert.
                """,
            english: """
                I am moving to {c}, please change my address.
                My new address applies from the first, what do I have to do?
                Can you still adjust the shipping address?
                Moving at the end of the month: can I keep my contract?
                The house number in my account is wrong.
                I got married, please change my name.
                Please enter my new bank account.
                My phone number has changed.
                """),
        Topic(
            name: "order status",
            german: """
                Wann wird meine Bestellung verschickt?
                Kann ich {p} auch in der Filiale {c} abholen?
                Ist {p} gerade auf Lager?
                Wie lange dauert der Versand nach Österreich?
                Kann ich zu meiner Bestellung noch etwas hinzufügen?
                Gibt es eine Sendungsnummer zu meinem Paket?
                Liefern Sie auch samstags?
                Ich möchte die Bestellung stornieren, sie ist noch nicht raus.
                """,
            english: """
                When will my order be shipped?
                Can I pick up {p} at the store in {c}?
                Is {p} in stock right now?
                How long does shipping to Austria take?
                Can I add something to my order?
                Is there a tracking number for my parcel?
                Do you deliver on Saturdays?
                I would like to cancel my order, it has not been sent yet.
                """),
        Topic(
            name: "app question",
            german: """
                Wo finde ich in der App meine Rechnungen?
                Gibt es die App auch für das Tablet?
                Wie ändere ich mein Passwort in der App?
                Kann ich in der App den Zählerstand eingeben?
                Ich habe mein Passwort vergessen.
                Wie verbinde ich {p} mit der App?
                Kann man die Benachrichtigungen der App abschalten?
                Welche Android-Version braucht die App?
                """,
            english: """
                Where do I find my bills in the app?
                Is the app available for tablets?
                How do I change my password in the app?
                Can I enter the meter reading in the app?
                I forgot my password.
                How do I connect {p} with the app?
                Can I switch off the notifications of the app?
                Which Android version does the app need?
                """),
        Topic(
            name: "appointment",
            german: """
                Ich brauche einen Termin für die Wartung.
                Kann der Techniker auch nach 17 Uhr kommen?
                Bitte verschieben Sie meinen Termin um {n} Tage.
                Der Monteur war pünktlich, danke.
                Ist am Freitag in {c} noch ein Termin frei?
                Ich muss den Termin morgen leider absagen.
                Wie lange dauert die Installation von {p}?
                Muss ich beim Einbau zu Hause sein?
                """,
            english: """
                I need an appointment for maintenance.
                Can the engineer come after 5 pm?
                Please move my appointment by {n} days.
                The fitter was on time, thank you.
                Is there a free slot in {c} on Friday?
                I have to cancel my appointment tomorrow.
                How long does the installation of {p} take?
                Do I have to be at home for the installation?
                """),
        Topic(
            name: "contract",
            german: """
                Wie lange läuft mein Vertrag noch?
                Ich möchte meinen Vertrag zum Jahresende kündigen.
                Bitte bestätigen Sie mir die Kündigung schriftlich.
                Kann ich in einen kleineren Tarif wechseln?
                Welche Kündigungsfrist gilt für mich?
                Lohnt sich für mich der Wechsel zu {p}?
                Kann ich den Vertrag auf meine Frau übertragen?
                Verlängert sich mein Abo automatisch?
                """,
            english: """
                How long does my contract run?
                I would like to end my contract at the end of the year.
                Please confirm my cancellation in writing.
                Can I change to a smaller plan?
                Which notice period applies to me?
                Is switching to {p} worth it for me?
                Can I transfer the contract to my wife?
                Does my subscription renew automatically?
                """),
        Topic(
            name: "thanks",
            german: """
                Danke für die schnelle Hilfe am Telefon!
                Ihre Mitarbeiterin in {c} war sehr freundlich.
                Alles bestens, vielen Dank.
                Super Beratung, gerne wieder.
                {p} funktioniert wunderbar, großes Lob.
                Toller Service, weiter so.
                Endlich mal ein Kundendienst, der zurückruft.
                Das Problem ist gelöst, herzlichen Dank.
                """,
            english: """
                Thanks for the quick help on the phone!
                Your colleague in {c} was very kind.
                All fine, thank you very much.
                Great advice, will come again.
                {p} works wonderfully, well done.
                Lovely service, keep it up.
                Finally a support team that calls back.
                The problem is solved, many thanks.
                """),
        Topic(
            name: "product question",
            german: """
                Passt {p} auch zu meinem alten Gerät?
                Welche Farbe hat {p}?
                Gibt es für {p} eine Bedienungsanleitung auf Deutsch?
                Wie reinige ich {p} richtig?
                Ist {p} wasserdicht?
                Was ist der Unterschied zwischen {p} und dem Vorgänger?
                Wie viel Strom verbraucht {p}?
                Hat {p} zwei Jahre Garantie?
                """,
            english: """
                Does {p} fit my old device?
                What colour is {p}?
                Is there a manual for {p} in English?
                How do I clean {p} properly?
                Is {p} waterproof?
                What is the difference between {p} and the previous model?
                How much power does {p} use?
                Does {p} come with a two year warranty?
                """),
        Topic(
            name: "return",
            german: """
                Ich möchte {p} zurückgeben, wie geht das?
                Wo drucke ich das Rücksendeetikett aus?
                Die Rücksendung ist seit {n} Tagen unterwegs, ist sie angekommen?
                Kann ich den Artikel gegen eine andere Größe tauschen?
                Wann wird mir der Kaufpreis erstattet?
                Beim Auspacken war ein Teil zerbrochen.
                An {p} fehlt eine Schraube.
                Umtausch in der Filiale möglich?
                """,
            english: """
                I would like to return {p}, how does it work?
                Where do I print the return label?
                My return was sent {n} days ago, has it arrived?
                Can I exchange the article for another size?
                When will I get my refund for the return?
                One part was broken when I unpacked it.
                {p} is missing a screw.
                Can I exchange it in the store?
                """),
        Topic(
            name: "store",
            german: """
                Wann hat die Filiale in {c} geöffnet?
                Gibt es in {c} Parkplätze am Geschäft?
                Haben Sie am Feiertag offen?
                In der Filiale {c} war die Schlange sehr lang.
                Kann man bei Ihnen mit Karte zahlen?
                Sind Hunde in der Filiale erlaubt?
                Eröffnet bald ein Laden in {c}?
                Die Rolltreppe in {c} ist kaputt.
                """,
            english: """
                When does the store in {c} open?
                Is there parking at the shop in {c}?
                Are you open on the bank holiday?
                The queue in the {c} branch was very long.
                Can I pay by card at your place?
                Are dogs allowed in the store?
                Will you open a shop in {c} soon?
                The escalator in {c} is broken.
                """),
    ]
}
