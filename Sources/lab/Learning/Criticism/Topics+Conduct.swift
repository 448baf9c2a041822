/// Criticism about how the company behaves.
extension Topic {
    static let dataLeak = Topic(
        name: "data leak",
        german: """
            Meine Daten stehen im Netz, weil ihr gehackt wurdet.
            Warum erfahre ich aus der Zeitung von eurem Datenleck?
            Sind meine Kontodaten vom Datenleck betroffen?
            Seit dem Hackerangriff auf euch bekomme ich nur noch Spam.
            Löscht sofort alle meine persönlichen Daten.
            Datenschutz scheint bei euch keine Rolle zu spielen.
            Ihr habt {n} Kundendaten verloren und schweigt.
            Auskunft nach DSGVO: Welche meiner Daten wurden gestohlen?
            Mein Passwort taucht in einer geleakten Liste auf, es war nur bei euch.
            Wie konnten Fremde an meine Adresse kommen?
            Unbekannte haben mit meinen Daten bestellt, nach eurem Leck.
            Ich melde den Vorfall der Datenschutzbehörde.
            Kundendaten ungesichert im Internet, unfassbar.
            Hacker haben meine Bankverbindung, danke dafür.
            Wurden auch Geburtsdaten und Ausweise gestohlen?
            Euer Datenschutzbeauftragter antwortet nicht.
            Ihr hättet uns über den Angriff informieren müssen.
            Phishingmails mit meiner Kundennummer, woher haben die das?
            Das Leck ist seit {n} Tagen bekannt und niemand sagt etwas.
            Ich will Schadenersatz wegen des Datenlecks.
            Meine E-Mail-Adresse wurde durch euch veröffentlicht.
            Sensible Daten unverschlüsselt gespeichert, das ist fahrlässig.
            Betrüger rufen an und kennen meinen Vertrag.
            Habt ihr eure Server überhaupt gesichert?
            Nach dem Cyberangriff keine Information, kein Ansprechpartner.
            Identitätsdiebstahl, und ihr seid schuld.
            Was wurde bei dem Angriff alles abgegriffen?
            Ich vertraue euch keine Daten mehr an.
            Ein Datenskandal, und ihr verschickt Werbung.
            Bin ich von dem Hack betroffen? Bitte um klare Antwort.
            Meine Telefonnummer kursiert jetzt auf dubiosen Seiten.
            Wer haftet, wenn jemand mit meinen gestohlenen Daten einkauft?
            Passwörter im Klartext, im Ernst?
            Ihr habt die Datenpanne viel zu spät gemeldet.
            Sperrt mein Konto, meine Zugangsdaten sind geleakt.
            Im Darknet werden Daten eurer Kunden verkauft.
            Der Schutz persönlicher Daten ist Pflicht, keine Kür.
            Seit eurer Datenpanne werde ich mit Anrufen belästigt.
            Unsere Kundendaten in fremden Händen, und ihr entschuldigt euch nicht mal.
            Hackerangriff verschwiegen, das ist das Letzte.
            """,
        english: """
            My data is on the internet because you got hacked.
            Why do I learn about your data leak from the news?
            Are my bank details part of the data leak?
            Since you were hacked I get nothing but spam.
            Delete all my personal data at once.
            Privacy does not seem to matter to you.
            You lost {n} customer records and keep silent.
            Under GDPR tell me which of my data was stolen.
            My password shows up in a leaked list and I used it only with you.
            How could strangers get my address?
            Somebody ordered with my details after your leak.
            I am reporting the breach to the data protection authority.
            Customer data unprotected on the web, unbelievable.
            Hackers have my bank account now, thanks.
            Were dates of birth and passports stolen too?
            Your data protection officer does not answer.
            You should have informed us about the attack.
            Phishing mails with my customer number, where did they get it?
            The leak has been known for {n} days and nobody says a word.
            I want compensation for the data breach.
            My email address was made public by you.
            Sensitive data stored without encryption, that is negligent.
            Scammers call me and know my contract.
            Did you secure your servers at all?
            No information and no contact after the cyber attack.
            Identity theft, and it is your fault.
            What exactly was taken in the breach?
            I will never trust you with my data again.
            A data scandal and you send advertising.
            Am I affected by the hack? A clear answer please.
            My phone number is now on shady websites.
            Who is liable if somebody shops with my stolen data?
            Passwords in plain text, seriously?
            You reported the data breach far too late.
            Lock my account, my credentials were leaked.
            Data of your customers is sold on the dark web.
            Protecting personal data is a duty.
            Since your breach I am flooded with scam calls.
            Our customer data in the hands of strangers and not even an apology.
            Hiding a hack from customers is disgusting.
            """)

    static let badAdvert = Topic(
        name: "bad advert",
        german: """
            Eure neue Werbung ist sexistisch.
            Der Spot im Fernsehen ist frauenfeindlich, nehmt ihn runter.
            Wer hat dieses Plakat genehmigt?
            So eine geschmacklose Kampagne habe ich lange nicht gesehen.
            Euer Werbespot macht sich über Alte lustig.
            Mit dieser Reklame habt ihr mich als Kundin verloren.
            Das Video mit dem dummen Hausfrauenklischee ist peinlich.
            Schämt euch für diese Anzeige.
            Frauen als Dekoration, im Jahr 2025, ernsthaft?
            Die Kampagne ist rassistisch, merkt das bei euch keiner?
            Bitte entfernt das Plakat am Bahnhof {c}.
            Über diesen Clip kann niemand lachen.
            Diskriminierende Werbung, ich habe den Werberat informiert.
            Der Slogan ist eine Beleidigung.
            Habt ihr keine Frauen in der Werbeabteilung?
            Ich boykottiere euch wegen des Werbespots.
            Euer Plakat beleidigt alle Pflegekräfte.
            Meine Kinder mussten diese Anzeige vor der Schule sehen.
            Werbung von gestern, Rollenbilder von vorgestern.
            Ihr nennt das Humor? Die Anzeige ist abwertend.
            Stoppt die Kampagne und entschuldigt euch.
            Ekelhafter Spot, weggeschaltet.
            Warum muss für {p} eine halbnackte Frau werben?
            Das Motiv verhöhnt Menschen mit Behinderung.
            Wegen eurer sexistischen Plakate kündige ich.
            Da hat die Agentur aber tief ins Klo gegriffen mit dem Spot.
            Unmögliche Werbekampagne, seid ihr noch bei Trost?
            Der Werberat sollte euch rügen.
            Klischees statt Ideen, eure Werbung ist zum Fremdschämen.
            Was sagt eure Gleichstellungsbeauftragte zu dem Plakat?
            Solche Bilder gehören nicht an die Haltestelle.
            Wenn das euer Frauenbild ist, gute Nacht.
            Der neue Clip ist menschenverachtend.
            Ich fordere eine Entschuldigung für die beleidigende Anzeige.
            Wer denkt sich solche Sprüche aus? Slogan zurückziehen!
            Das Werbevideo zu {p} hat bei uns im Büro alle entsetzt.
            Sexismus verkauft sich wohl, aber nicht an mich.
            Euer Spot läuft zur Kinderzeit, geht es noch?
            Reklame auf Kosten von Minderheiten ist widerlich.
            Erst die frauenfeindliche Anzeige, dann keine Entschuldigung.
            """,
        english: """
            Your new advert is sexist.
            The TV spot is insulting to women, take it down.
            Who approved this poster?
            I have not seen such a tasteless campaign in years.
            Your commercial makes fun of old people.
            You lost me as a customer with this ad.
            The video with the stupid housewife cliche is embarrassing.
            Shame on you for this ad.
            Women as decoration, in this century, seriously?
            The campaign is racist, does nobody at your place notice?
            Please remove the billboard at the station in {c}.
            Nobody can laugh about this clip.
            Discriminating advertising, I have filed a complaint with the standards board.
            The slogan is an insult.
            Are there no women in your marketing department?
            I boycott you because of that commercial.
            Your poster insults all nurses.
            My children had to see this ad outside their school.
            Advertising of yesterday, gender roles of the day before.
            You call that humour? The advert is degrading.
            Stop the campaign and apologise.
            Disgusting spot, switched off.
            Why does a half naked woman have to advertise {p}?
            The picture mocks people with disabilities.
            I cancel because of your sexist posters.
            Your agency really messed up with that commercial.
            Impossible campaign, are you out of your mind?
            The advertising council should ban this.
            Cliches instead of ideas, your advertising makes me cringe.
            What does your diversity officer say about the billboard?
            Pictures like that do not belong at a bus stop.
            If that is how you see women, good night.
            The new clip is inhuman.
            I expect an apology for the offensive ad.
            Who comes up with such lines? Withdraw the slogan!
            The video for {p} shocked everyone in our office.
            Sexism sells, but not to me.
            Your spot runs when children watch, are you serious?
            Advertising at the expense of minorities is revolting.
            First the sexist ad, then no apology.
            """)
}
