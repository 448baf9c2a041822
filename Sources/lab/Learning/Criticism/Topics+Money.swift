/// Criticism about money: each line a template; `{p}` a product, `{a}` an amount, `{c}` a city, `{n}` a
/// number.
extension Topic {
    static let doubleCharge = Topic(
        name: "double charge",
        german: """
            Ihr habt meine Rechnung zweimal abgebucht, ich will {a} zurück.
            Auf meinem Kontoauszug steht die Lastschrift doppelt.
            Warum wurde diesen Monat doppelt abgebucht?
            Mir wurden {a} zweimal vom Konto gezogen.
            Die Abbuchung kam gestern und heute noch mal, derselbe Betrag.
            Bitte erstatten Sie die doppelte Abbuchung umgehend.
            Zwei Lastschriften über {a} an einem Tag, das kann nicht sein.
            Mein Konto ist im Minus, weil ihr zweimal eingezogen habt.
            Für {p} habe ich jetzt zweimal bezahlt, obwohl ich nur einmal bestellt habe.
            Die Bank sagt, ihr hättet den Einzug doppelt eingereicht.
            Der gleiche Betrag wurde innerhalb von {n} Tagen erneut abgebucht.
            Doppelbuchung auf meinem Konto! Was soll das?
            Ich sehe zwei identische Abbuchungen von euch, je {a}.
            Ihr bucht einfach doppelt ab und keiner merkt es?
            Habe heute bemerkt, dass mein Geld zweimal eingezogen wurde.
            Schon wieder doppelt belastet, meine Kreditkarte zeigt zwei Posten.
            Der Beitrag ging zweimal runter, ich musste die Miete verschieben.
            Wann bekomme ich das zu viel abgebuchte Geld zurück?
            Laut Onlinebanking habt ihr am selben Tag zweimal {a} genommen.
            Rückbuchung veranlasst, weil die Lastschrift zweimal kam.
            Einmal Rechnung, zweimal abgebucht: so verliert man Kunden.
            Meine Frau hat auch die doppelte Abbuchung auf dem Auszug.
            Ist bei euch im System ein Fehler? Zweimal eingezogen, gleicher Verwendungszweck.
            {a} doppelt vom Girokonto, ich bitte um Erstattung.
            Es kann nicht angehen, dass man für {p} zweimal zur Kasse gebeten wird.
            Die Kreditkarte wurde doppelt belastet und die Erstattung dauert angeblich {n} Tage.
            Durch eure zweite Abbuchung bin ich jetzt im Dispo.
            Der Einzug vom Ersten kam am Dritten noch einmal.
            Zwei Mal derselbe Betrag weg, und niemand ruft zurück.
            Bei der letzten Rechnung ist der Bankeinzug doppelt ausgeführt worden.
            Ich habe nur eine Rechnung, aber zwei Abbuchungen.
            Bitte prüfen: Lastschrift wurde versehentlich zweimal ausgeführt.
            Die Überweisung habt ihr bekommen und trotzdem noch mal abgebucht.
            Seit wann zieht ihr den Monatsbeitrag doppelt ein?
            Mein Dauerauftrag lief, und ihr habt zusätzlich per Lastschrift kassiert.
            Doppelt kassiert! Und die Gebühr für die Rücklastschrift soll ich auch zahlen?
            Hallo, ihr habt wohl versehentlich zweimal {a} eingezogen.
            Auf der Karte tauchen zwei Buchungen auf, eine davon ist falsch.
            Bei mir fehlt Geld auf dem Konto, weil zweimal abgebucht wurde.
            Eine Abbuchung hätte gereicht, danke auch.
            """,
        english: """
            You charged my card twice this month, I want {a} back.
            There are two identical payments to you on my bank statement.
            Why was I billed twice for the same invoice?
            {a} left my account two times on the same day.
            Please refund the duplicate charge at once.
            My account is overdrawn because you took the money twice.
            I paid for {p} once and you charged me again.
            The bank says you submitted the direct debit twice.
            The same amount was debited again after {n} days.
            Double charge on my credit card, what is going on?
            I can see two debits from you, {a} each.
            You just charge people twice and hope nobody notices?
            Just found out that the payment was collected twice.
            Charged double again, my card shows two entries.
            My rent bounced since you debited me a second time.
            When do I get the money back that you took twice?
            According to online banking you took {a} twice on Monday.
            I had to reverse the payment because it was debited twice.
            One invoice, two debits. That is how you lose customers.
            My husband has the duplicate payment on his statement too.
            Is your billing system broken? Charged twice with the same reference.
            Two charges of {a}, please refund one of them.
            Nobody should have to pay twice for {p}.
            My card got billed double and the refund takes {n} days they say.
            Thanks to your second debit I am paying overdraft fees.
            The debit from the first came again on the third.
            The same payment is gone twice and nobody calls back.
            Your last direct debit was executed two times.
            I only have one bill but two charges.
            Please check, my payment was taken twice by mistake.
            I had already paid and you still debited the bill again.
            Since when do you collect the monthly fee twice?
            My standing order went through and you charged my card as well.
            Double billed! And now I should pay the bank fee too?
            Hi, seems you took {a} twice by accident.
            Two entries on my card, one of the charges is wrong.
            Money is missing from my account because of your duplicate debit.
            One charge would have been enough, thank you.
            Refund me, you have billed this subscription twice.
            Got debited two times for a single order.
            """)

    static let priceIncrease = Topic(
        name: "price increase",
        german: """
            Schon wieder eine Preiserhöhung, {a} mehr im Monat!
            Eure neuen Preise sind unverschämt.
            Warum wird {p} auf einmal so viel teurer?
            Ich habe heute das Schreiben zur Preisanpassung bekommen und kündige.
            {n} Prozent mehr, das ist Abzocke.
            Mit welcher Begründung erhöht ihr die Preise mitten im Vertrag?
            Der Tarif kostet ab nächsten Monat {a} mehr.
            Preiserhöhung trotz Preisgarantie, das lasse ich prüfen.
            Wer soll diese Preise noch bezahlen?
            Die angekündigte Erhöhung ist für Rentner nicht zu stemmen.
            Ihr erhöht zum dritten Mal in einem Jahr.
            Ich nutze mein Sonderkündigungsrecht wegen der Preiserhöhung.
            Teurer wird es, besser wird es nicht.
            Euer Brief mit den neuen Konditionen ist ein Schlag ins Gesicht.
            Andere Anbieter sind {n} Prozent billiger als eure neuen Preise.
            Die Preisanpassung akzeptiere ich nicht.
            Für {p} soll ich jetzt {a} mehr zahlen?
            Überall liest man von eurer Preiserhöhung, und jetzt hat es mich auch erwischt.
            Die Strompreise fallen und ihr werdet teurer.
            Als treuer Kunde werde ich mit einer Erhöhung belohnt.
            Kein Mensch versteht, warum der Beitrag steigt.
            Steigende Preise, sinkende Leistung, so nicht.
            Erst lockt ihr mit Rabatt, dann kommt die Erhöhung.
            Ab Januar {a} teurer, dann bin ich weg.
            Ich widerspreche der Erhöhung des Grundpreises.
            Was rechtfertigt einen Aufschlag von {n} Prozent?
            Mein Abo wird teurer, ohne dass ich gefragt wurde.
            Bei diesen Preisen wechsle ich zur Konkurrenz.
            Ihr macht Rekordgewinne und verteuert trotzdem alles.
            Der Monatspreis steigt um {a}, sagt eure Mail.
            Die Erhöhung kam ohne Vorwarnung.
            Wieso zahlen Neukunden weniger als wir nach der Erhöhung?
            Preise rauf, Service runter.
            Unsere Familie kann sich {p} nach der Preiserhöhung nicht mehr leisten.
            Ich fordere die Rücknahme der Preisanpassung.
            Der neue Preis steht in keinem Verhältnis mehr.
            {n} Prozent Aufschlag in Zeiten wie diesen, schämt euch.
            Ihr nennt es Anpassung, ich nenne es Wucher.
            Die Verteuerung von {p} ist nicht nachvollziehbar.
            Nach der letzten Erhöhung jetzt noch eine, ich kündige den Vertrag.
            """,
        english: """
            Another price increase, {a} more every month!
            Your new prices are outrageous.
            Why is {p} suddenly so much more expensive?
            Got your letter about the price change today and I am cancelling.
            {n} percent more, that is a rip-off.
            How do you justify raising prices in the middle of a contract?
            The plan costs {a} more from next month on.
            A price rise despite the price guarantee, my lawyer will look at it.
            Who is supposed to pay these prices?
            Pensioners cannot afford the increase you announced.
            This is the third time you raise the price in a year.
            I am leaving because of the price increase.
            It gets more expensive but not better.
            Your mail with the new rates is a slap in the face.
            Other providers are {n} percent cheaper than your new prices.
            I do not accept the price adjustment.
            Now I should pay {a} more for {p}?
            Everyone talks about your price hike and now it hit me too.
            Energy gets cheaper and you get more expensive.
            Loyal for years and rewarded with an increase.
            Nobody understands why the fee goes up.
            Rising prices, falling quality, no thanks.
            First a discount to lure us in, then the increase.
            {a} more from January and I am gone.
            I object to the higher base price.
            What justifies a hike of {n} percent?
            My subscription goes up and nobody asked me.
            At these prices I switch to the competition.
            Record profits and still you raise the prices.
            The monthly price rises by {a} says your mail.
            The increase came without any warning.
            Why do new customers pay less than us after the hike?
            Prices up, service down.
            Our family can no longer afford {p} after the price rise.
            Take the price increase back.
            The new price is out of all proportion.
            A {n} percent hike in times like these, shame on you.
            You call it adjustment, I call it greed.
            Making {p} more expensive makes no sense.
            One increase after the other, I am cancelling my contract.
            """)
}
