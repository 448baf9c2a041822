/// Criticism about goods.
extension Topic {
    static let lateDelivery = Topic(
        name: "late delivery",
        german: """
            Meine Bestellung ist seit {n} Tagen überfällig.
            Wo bleibt mein Paket? Zugesagt war letzte Woche.
            Die Lieferung von {p} wurde schon wieder verschoben.
            Seit Wochen warte ich auf {p}.
            Sendungsverfolgung zeigt seit {n} Tagen keine Bewegung.
            Liefertermin zum dritten Mal geplatzt.
            Ihr schreibt Versand in zwei Tagen, ich warte seit drei Wochen.
            Das Paket liegt angeblich im Lager und niemand verschickt es.
            Ich habe bezahlt und bekomme keine Ware.
            Der Versand dauert ewig, das Geschenk kommt zu spät.
            Extra Urlaub genommen, und wieder kein Lieferwagen.
            Bestellt, bezahlt, nichts geliefert.
            Lieferung storniert ohne Grund, dabei warte ich seit einem Monat.
            Die Zustellung von {p} sollte gestern sein, nichts kam.
            Mein Paket ist in {c} hängen geblieben.
            Angeblich zugestellt, aber hier ist kein Paket.
            Warum steht meine Bestellung immer noch auf Bearbeitung?
            Lieferzeit {n} Tage versprochen, jetzt sind es fünf Wochen.
            Kommt die Ware irgendwann noch?
            Der Liefertermin wird jede Woche weiter nach hinten geschoben.
            Ohne Nachricht zu spät, so geht man nicht mit Bestellern um.
            Ich möchte wissen, wann mein Paket endlich ankommt.
            Verspätung um Verspätung, ich trete vom Kauf zurück.
            Nur die Hälfte der Bestellung wurde geliefert, der Rest fehlt seit {n} Tagen.
            Eure Lieferprobleme ruinieren mir den Umzug.
            Immer noch keine Versandbestätigung für {p}.
            Der Spediteur weiß von nichts, die Lieferung ist verschollen.
            Das Tracking sagt seit Tagen das Gleiche.
            Paket verloren und keiner fühlt sich zuständig.
            Wenn {p} bis Freitag nicht geliefert wird, storniere ich.
            Lieferverzug ohne Entschuldigung.
            Die Bestellung kam nie an.
            Erst hieß es Montag, dann Mittwoch, geliefert wurde gar nicht.
            Auf die Ersatzlieferung warte ich schon {n} Tage.
            Eure Zusteller klingeln nicht und nehmen das Paket wieder mit.
            Weihnachten ist vorbei, das Paket ist immer noch unterwegs.
            Gekauft als sofort lieferbar, und dann das.
            Die Ware steckt seit Tagen im Verteilzentrum {c} fest.
            Ich warte und warte auf die Lieferung.
            Wieso verschickt ihr nicht? Das Geld habt ihr doch.
            """,
        english: """
            My order is {n} days overdue.
            Where is my parcel? It was promised for last week.
            Delivery of {p} has been postponed yet again.
            I have been waiting for {p} for weeks.
            Tracking has not moved for {n} days.
            Delivery date missed for the third time.
            You say ships in two days, I have waited three weeks.
            The parcel sits in your warehouse and nobody ships it.
            I paid and get no goods.
            Shipping takes forever, the present will be late.
            Took a day off and again no delivery van.
            Ordered, paid, nothing delivered.
            Delivery cancelled without reason after a month of waiting.
            {p} was due yesterday and nothing came.
            My package is stuck in {c}.
            Marked as delivered but there is no parcel here.
            Why is my order still being processed?
            {n} days delivery promised, now it is five weeks.
            Will the goods ever arrive?
            The delivery date slips further every week.
            Late without a word, that is no way to treat buyers.
            I would like to know when my package finally arrives.
            Delay after delay, I am withdrawing from the purchase.
            Only half of the order was delivered, the rest is {n} days late.
            Your delivery problems ruin my move.
            Still no shipping confirmation for {p}.
            The carrier knows nothing, the shipment is lost.
            The tracking has said the same for days.
            Parcel lost and nobody feels responsible.
            If {p} is not delivered by Friday I cancel.
            Late delivery and no apology.
            The order never arrived.
            First Monday, then Wednesday, and then no delivery at all.
            I have waited {n} days for the replacement shipment.
            Your couriers do not ring and take the parcel away again.
            Christmas is over and my parcel is still on its way.
            Sold as in stock, and then this delay.
            The goods are stuck in the depot in {c} for days.
            Waiting and waiting for the delivery.
            Why do you not ship? You have the money.
            """)

    static let hotDevice = Topic(
        name: "hot device",
        german: """
            Das Ladegerät von {p} wird glühend heiß.
            Der Akku hat sich aufgebläht, das ist lebensgefährlich.
            {p} hat beim Laden angefangen zu rauchen.
            Es roch verbrannt, dann war das Netzteil geschmolzen.
            Rückruf! Der Akku überhitzt.
            Beinahe hätte es bei uns gebrannt wegen eures Akkus.
            Das Gehäuse ist beim Aufladen geschmolzen.
            Brandgefahr bei {p}, warum warnt ihr nicht?
            Stecker verschmort, Steckdose schwarz.
            Meine Tochter hat sich am heißen Gerät die Finger verbrannt.
            Nach {n} Minuten Laden kann man es nicht mehr anfassen, so heiß.
            Der Akku ist geplatzt.
            Qualm im Kinderzimmer, Ursache war euer Ladegerät.
            Wie viele Geräte müssen noch brennen, bis ihr reagiert?
            Netzteil defekt, es hat Funken geschlagen.
            Der Akku von {p} wird extrem warm und riecht.
            Mein Tisch hat einen Brandfleck von {p}.
            Euer Ladekabel ist durchgeschmort.
            Überhitzung nach wenigen Minuten, das Gerät ist gefährlich.
            Wir haben das Gerät in den Garten geworfen, es hat geraucht.
            Ist {p} vom Rückruf wegen Brandgefahr betroffen?
            Feuerwehr war da, wegen eures Netzteils.
            Das Teil wird so heiß, dass der Kunststoff sich verformt.
            Ich verlange Ersatz für das verschmorte Ladegerät.
            Der aufgeblähte Akku hat das Display herausgedrückt.
            Gefährlicher Mist: Akku heiß, Kabel geschmolzen.
            Beim Laden knistert es und riecht nach Plastik.
            Ein Gerät, das in Flammen aufgehen kann, darf nicht verkauft werden.
            Kurzschluss im Ladegerät, Sicherung geflogen.
            {p} ist mir beim Laden fast abgebrannt.
            Die Unterseite wird über Nacht kochend heiß.
            Ihr verkauft Brandbomben.
            Mein Mann hat sich am Akku verletzt.
            Nach dem Laden war der Stecker braun und verschmolzen.
            Wegen Überhitzung schaltet {p} ständig ab.
            Seit dem Kauf wird der Akku dick und heiß.
            Stiftung Warentest sollte vor diesem Ladegerät warnen.
            Das Netzteil summt, wird heiß und stinkt.
            Rauch aus {p}! Bitte sofort zurückrufen.
            Es hat einen Knall gegeben und der Akku war hin.
            """,
        english: """
            The charger of {p} gets burning hot.
            The battery is swollen, this is dangerous.
            {p} started to smoke while charging.
            It smelled burnt and then the adapter had melted.
            Recall it! The battery overheats.
            We nearly had a fire because of your battery.
            The case melted while charging.
            Fire hazard in {p}, why do you not warn people?
            Plug scorched, socket black.
            My daughter burnt her fingers on the hot device.
            After {n} minutes of charging it is too hot to touch.
            The battery exploded.
            Smoke in the nursery and it was your charger.
            How many devices have to burn before you react?
            Adapter broken, there were sparks.
            The battery of {p} gets extremely warm and smells.
            My table has a burn mark from {p}.
            Your charging cable is scorched.
            Overheats after a few minutes, the device is dangerous.
            We threw the thing into the garden, it was smoking.
            Is {p} part of the recall because of fire risk?
            Fire brigade came because of your power adapter.
            It becomes so hot that the plastic bends.
            I demand a replacement for the burnt charger.
            The swollen battery pushed the screen out.
            Dangerous junk, hot battery and melted cable.
            It crackles while charging and smells of plastic.
            A device that may go up in flames must not be sold.
            Short circuit in the charger, the fuse blew.
            {p} almost burnt down while it was charging.
            The underside gets boiling hot overnight.
            You are selling fire bombs.
            My husband was injured by the battery.
            After charging the plug was brown and melted.
            {p} keeps shutting down because of overheating.
            The battery has grown thick and hot since I bought it.
            Somebody should warn people about this charger.
            The adapter hums, gets hot and stinks.
            Smoke from {p}! Recall it immediately.
            There was a bang and the battery was gone.
            """)
}
