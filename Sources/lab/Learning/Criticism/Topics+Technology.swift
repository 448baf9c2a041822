/// Criticism about things that do not work.
extension Topic {
    static let brokenApp = Topic(
        name: "broken app",
        german: """
            Seit dem Update stürzt die App ständig ab.
            Die neue Version der App lässt sich nicht mehr öffnen.
            App startet, schwarzer Bildschirm, Ende.
            Nach dem letzten Update komme ich nicht mehr in die App.
            Was habt ihr mit der App gemacht? Nichts geht mehr.
            Bei jedem Start beendet sich die App von selbst.
            Habe die App {n} Mal neu installiert, sie stürzt immer noch ab.
            Das Update hat alles kaputt gemacht.
            Ich kann mich seit der neuen Version nicht mehr anmelden.
            Die App hängt sich beim Laden auf.
            Login in der App nicht möglich, Passwort ist richtig.
            Bitte die alte Version zurück, die neue App ist unbrauchbar.
            Eure App friert seit gestern nach {n} Sekunden ein.
            Update installiert, App tot.
            Ständige Abstürze auf meinem Handy seit der Aktualisierung.
            Die App zeigt nur noch eine Fehlermeldung.
            Kann {p} nicht mehr steuern, weil die App abstürzt.
            Mit dem neuen Update sind alle meine Daten aus der App verschwunden.
            Wer testet bei euch solche Updates?
            Ein Stern, App schließt sich sofort wieder.
            Android, neueste Version: App öffnet nicht.
            Auf dem iPhone geht die App seit der Aktualisierung nicht mehr auf.
            Die App lädt ewig und bricht dann ab.
            Nach der Aktualisierung fragt die App dauernd nach der Anmeldung.
            Abstürze, Abstürze, Abstürze. Rollt das Update zurück!
            Mein Konto ist in der App seit dem Update gesperrt.
            Fehler beim Anmelden in der neuen App, seit Tagen.
            Vor dem Update lief die App einwandfrei.
            Ihr habt die App verschlimmbessert.
            App unbenutzbar, ständig Absturz beim Öffnen.
            Seit gestern fliegt man aus der App raus.
            Das neue Design der App ist furchtbar und sie stürzt ab.
            Der Startbildschirm der App bleibt stehen, nichts passiert.
            Sobald ich die App antippe, schließt sie sich.
            Beim Update ist wohl etwas schiefgegangen, Anmeldung unmöglich.
            Ich komme nicht an meine Verträge, weil die App nicht startet.
            Das Handy meldet: App wurde beendet. Seit eurem Update.
            Neueste Version taugt nichts, bitte nachbessern.
            Alle in meiner Familie haben das Problem mit der abstürzenden App.
            Kein Zugriff mehr über die App, Version von gestern.
            """,
        english: """
            Since the update the app keeps crashing.
            The new version of the app does not open any more.
            App starts, black screen, done.
            After the last update I cannot get into the app.
            What did you do to the app? Nothing works.
            Every time I start it the app closes by itself.
            Reinstalled the app {n} times and it still crashes.
            The update broke everything.
            I have not been able to log in since the new version.
            The app hangs while loading.
            Login in the app is impossible, my password is right.
            Give us the old version back, the new app is useless.
            Your app freezes after {n} seconds since yesterday.
            Installed the update, app dead.
            Constant crashes on my phone since the upgrade.
            The app only shows an error message.
            Cannot control {p} any more because the app crashes.
            All my data vanished from the app with the new update.
            Who tests these updates?
            One star, app closes immediately.
            Android, latest version, app will not open.
            On my iPhone the app no longer opens since the update.
            The app loads forever and then quits.
            After updating the app keeps asking me to sign in.
            Crashes, crashes, crashes. Roll back that update!
            My account is locked in the app since the update.
            Error when signing in to the new app for days.
            Before the update the app worked perfectly.
            You made the app worse.
            App unusable, crashes on launch all the time.
            Since yesterday the app throws me out.
            The new design of the app is awful and it crashes.
            The start screen of the app is stuck, nothing happens.
            As soon as I tap the app it shuts down.
            Something went wrong with your update, sign in fails.
            I cannot see my contracts because the app will not start.
            My phone says the app has stopped. Since your update.
            Latest version is rubbish, please fix.
            Everyone in my family has the crashing app.
            No access through the app any more, version from yesterday.
            """)

    static let outage = Topic(
        name: "outage",
        german: """
            Seit heute früh kein Internet in {c}.
            Ausfall in {c}, wann ist die Störung behoben?
            Bei uns ist alles tot, weder Telefon noch Internet.
            Die ganze Straße ist seit {n} Stunden ohne Netz.
            Totalausfall! Und auf eurer Störungsseite steht nichts.
            Leitung weg seit gestern Abend, ich arbeite im Homeoffice.
            Router blinkt rot, kein Netz in {c}.
            Ist in {c} eine Störung bekannt?
            Wieder ein Netzausfall, der dritte in diesem Monat.
            Seit {n} Stunden offline, das ist geschäftsschädigend.
            Mein Laden kann keine Karten annehmen, weil das Internet ausgefallen ist.
            Kein Empfang in der ganzen Stadt.
            Großflächige Störung und ihr sagt nichts dazu.
            Die Verbindung ist seit dem Morgen unterbrochen.
            Wann geht das Internet in {c} wieder?
            Neustart des Routers bringt nichts, die Leitung ist tot.
            Auch die Nachbarn haben kein Netz.
            Ihr versprecht Entstörung bis Mittag, jetzt ist Abend und immer noch Ausfall.
            Die Störung in {c} dauert nun schon {n} Stunden.
            Telefon tot, Notruf unmöglich, das ist gefährlich.
            Kein Signal, kein Netz, keine Auskunft.
            Fernsehen und Internet sind beide ausgefallen.
            Der Ausfall kostet mich einen Arbeitstag.
            Komplett offline seit Mitternacht.
            Ständige Störungen in {c}, jetzt geht gar nichts mehr.
            Verbindungsabbruch und seitdem kein Internet.
            Gibt es einen Zeitplan für die Behebung der Störung?
            Ohne Internet kann meine Tochter nicht am Unterricht teilnehmen.
            Das Netz ist weg, und eure Techniker kommen angeblich erst in {n} Tagen.
            DSL ausgefallen, Mobilfunk überlastet, toll.
            Störungsmeldung abgegeben, keine Reaktion, immer noch kein Netz.
            In {c} sind tausende Haushalte ohne Anschluss.
            Hier läuft seit Stunden nichts, ganz {c} ist offline.
            Ich will eine Gutschrift für den Ausfall.
            Bekommt ihr das Netz heute noch repariert?
            Euer Netz in {c} ist zusammengebrochen.
            Anschluss gestört, und die Statusseite zeigt alles grün.
            Kabel kaputt oder was ist bei euch los? Kein Internet!
            Seit dem Ausfall gestern ist die Leitung nicht zurückgekommen.
            Immer noch Störung, immer noch keine Information.
            """,
        english: """
            No internet in {c} since this morning.
            Outage in {c}, when will it be fixed?
            Everything is dead here, no phone and no internet.
            The whole street has been without network for {n} hours.
            Total outage! And your status page says nothing.
            The line is gone since last night and I work from home.
            Router blinks red, no network in {c}.
            Is there a known outage in {c}?
            Network down again, third time this month.
            Offline for {n} hours, this hurts my business.
            My shop cannot take cards because the internet is down.
            No signal in the entire town.
            A huge outage and you keep silent.
            The connection has been down since morning.
            When will the internet in {c} be back?
            Restarting the router does not help, the line is dead.
            The neighbours have no network either.
            You promised a repair by noon, it is evening and still down.
            The outage in {c} has lasted {n} hours now.
            Phone dead, no emergency calls, this is dangerous.
            No signal, no network, no information.
            TV and internet are both down.
            The outage costs me a day of work.
            Completely offline since midnight.
            Constant disruptions in {c} and now nothing works at all.
            Connection dropped and no internet ever since.
            Is there a schedule for fixing the outage?
            Without internet my daughter misses her classes.
            The network is gone and your engineer comes in {n} days.
            Broadband down, mobile overloaded, great.
            Reported the fault, no reaction, still no network.
            Thousands of homes in {c} are cut off.
            Nothing has worked for hours, all of {c} is offline.
            I want a credit for the outage.
            Will you get the network repaired today?
            Your network in {c} has collapsed.
            Line is down and the status page is all green.
            Cable cut or what is going on? No internet!
            Since yesterday's outage the line has not come back.
            Still down, still no information.
            """)
}
