// What the demo company's customers want, by what they do. All of it is invented.
extension DemoMatter {
    /// Of those who keep food or drink cold.
    static let cooling: [DemoMatter] = [
        DemoMatter(
            "Kühlzelle wird nicht mehr kalt",
            [
                .asks(
                    "Guten Morgen,\n\nseit heute früh steht unsere Kühlzelle bei elf Grad und wird nicht mehr kalt. Wir brauchen bis morgen Mittag Hilfe, sonst verdirbt uns die Ware.\n\nViele Grüße"
                ),
                .answers(
                    "Guten Tag,\n\nunser Techniker ist heute bis 15 Uhr bei Ihnen. Bitte räumen Sie den Platz vor dem Aggregat frei und lassen Sie die Tür geschlossen.\n\nMit freundlichen Grüßen",
                    after: 0),
                .notes(
                    "Verdampferlüfter der Kühlzelle getauscht, Abtauung neu eingestellt. Der Verdichter ist von 2009 und wird den nächsten Sommer kaum überstehen.",
                    after: 0),
                .phones(
                    "Nachgefragt: Die Zelle hält vier Grad. Angebot für einen neuen Verdichter ist gewünscht.",
                    after: 2),
                .talks("Wer rechnet den Verdichter? Bitte mit Wärmerückgewinnung als zweiter Möglichkeit."),
            ]),
        DemoMatter(
            "Angebot neuer Verdichter",
            [
                .asks(
                    "Guten Tag,\n\nkönnen Sie uns für die Verbundanlage einen neuen Verdichter anbieten? Wichtig ist uns der Stromverbrauch; die Rechnungen der letzten zwölf Monate hängen an.\n\nMit freundlichen Grüßen"
                ),
                .phones("Aufmaß vereinbart, Zugang über den Hof, am besten vor sechs Uhr oder nach 14 Uhr."),
                .answers(
                    "Guten Tag,\n\nunser Angebot für den drehzahlgeregelten Verdichter liegt bei. Nach Ihren Zählerständen spart er rund 7.000 kWh im Jahr.\n\nMit freundlichen Grüßen",
                    after: 4),
                .calls("Fragt, ob der Umbau an einem Montag geht, dann ist Ruhetag. Zugesagt.", after: 6),
                .notes("Auftrag mündlich erteilt. Die schriftliche Bestätigung fehlt noch.", after: 1),
            ]),
        DemoMatter(
            "Dichtheitsprüfung",
            [
                .answers(
                    "Guten Tag,\n\ndie jährliche Dichtheitsprüfung Ihrer Kälteanlage steht an. Passt Ihnen die übernächste Woche?\n\nMit freundlichen Grüßen",
                    after: 0),
                .asks(
                    "Hallo,\n\nDienstag passt uns gut. Bitte eine Stunde vorher anrufen.\n\nGruß", after: 1),
                .notes("Dichtheitsprüfung ohne Befund, Prüfbuch nachgetragen, Plakette erneuert.", after: 9),
            ]),
        DemoMatter(
            "Umstellung des Kältemittels",
            [
                .calls(
                    "Hat gelesen, dass sein Kältemittel knapp wird, und möchte wissen, was auf ihn zukommt."),
                .answers(
                    "Guten Tag,\n\nIhr Kältemittel darf im Bestand weiter benutzt, aber nicht mehr frisch nachgefüllt werden. Wir schlagen die Umstellung auf CO₂ vor; eine Übersicht der Kosten liegt bei.\n\nMit freundlichen Grüßen"
                ),
                .keeps(
                    "Erst über die Förderung sprechen, dann über den Preis. Der Mitbewerber war schon da."),
                .phones(
                    "Will die Umstellung ins nächste Geschäftsjahr legen. Wiedervorlage im Januar.", after: 7),
            ]),
    ]

    /// Of those who rent out or look after rooms.
    static let housing: [DemoMatter] = [
        DemoMatter(
            "Heizung im Haus 12 fällt aus",
            [
                .asks(
                    "Sehr geehrte Damen und Herren,\n\nim Haus 12 fällt die Heizung seit gestern Abend immer wieder aus. Mehrere Wohnungen sind kalt, eine Familie hat ein Neugeborenes. Bitte kommen Sie heute.\n\nMit freundlichen Grüßen"
                ),
                .phones(
                    "Hausmeister erreicht: Der Schlüssel zum Heizungskeller liegt im Büro, Klingel ganz unten.",
                    after: 0),
                .notes(
                    "Umwälzpumpe fest, durch eine aus dem Lager ersetzt. Druck nachgefüllt, alle Stränge wieder warm.",
                    after: 0),
                .answers(
                    "Guten Tag,\n\ndie Heizung läuft seit 16 Uhr wieder. Das Ausdehnungsgefäß sollte noch in diesem Jahr getauscht werden; ein Angebot folgt.\n\nMit freundlichen Grüßen",
                    after: 1),
                .asks(
                    "Guten Morgen,\n\nvielen Dank, das ging schnell. Das Angebot bitte an die Verwaltung.\n\nViele Grüße",
                    after: 1),
            ]),
        DemoMatter(
            "Trinkwasserprobe",
            [
                .asks(
                    "Guten Tag,\n\ndas Labor meldet im dritten Stock erhöhte Legionellenwerte. Was müssen wir jetzt tun, und bis wann?\n\nMit freundlichen Grüßen"
                ),
                .phones(
                    "Beruhigt und erklärt: thermische Desinfektion, dann Nachprobe nach einer Woche.",
                    after: 0),
                .answers(
                    "Guten Tag,\n\nwir spülen am Donnerstag ab sechs Uhr mit 70 Grad. Bitte hängen Sie den Aushang in allen Fluren auf, er liegt bei.\n\nMit freundlichen Grüßen"
                ),
                .notes(
                    "Nachprobe in Ordnung. Totleitung im Keller gefunden und zum Abtrennen vorgemerkt.",
                    after: 10),
                .talks("Kann jemand die Totleitung mit dem Auftrag von nebenan zusammen erledigen?"),
            ]),
        DemoMatter(
            "Heizkosten und Verbrauchswerte",
            [
                .asks(
                    "Guten Tag,\n\nfür die Abrechnung fehlen uns die Wärmemengen der Übergabestation. Können Sie den Zähler auslesen?\n\nMit freundlichen Grüßen"
                ),
                .answers(
                    "Guten Tag,\n\ndie Werte der letzten zwölf Monate liegen bei, je Strang und Monat.\n\nMit freundlichen Grüßen",
                    after: 2),
                .calls(
                    "Ein Strang braucht doppelt so viel wie die anderen. Bittet um hydraulischen Abgleich.",
                    after: 3),
                .notes("Abgleich eingeplant, rund 40 Ventile, zwei Tage zu zweit.", after: 1),
            ]),
        DemoMatter(
            "Lüftung der Bäder",
            [
                .calls("Beschwerden aus dem Altbau: In vier Bädern bleibt der Spiegel beschlagen."),
                .notes(
                    "Dachlüfter läuft nur auf kleiner Stufe, Riemen gerissen. Ersatz ist bestellt.", after: 2),
                .keeps("Der Riemen ist der dritte in zwei Jahren. Wir sollten den Lüfter kulant tauschen."),
                .phones("Neuer Lüfter ist eingebaut, Messprotokoll ging per Post hinaus.", after: 8),
            ]),
    ]

    /// Of those who build, repair, print, grow or carry.
    static let workshop: [DemoMatter] = [
        DemoMatter(
            "Hallenheizung vor dem Winter",
            [
                .asks(
                    "Moin,\n\ndie Dunkelstrahler in der Halle zünden nicht mehr zuverlässig. Könnt ihr vor dem ersten Frost vorbeikommen?\n\nGruß aus der Werkstatt"
                ),
                .answers(
                    "Moin,\n\nKalenderwoche 41, Mittwoch ab sieben. Wir bringen zwei Zündelektroden mit.\n\nViele Grüße"
                ),
                .notes(
                    "Drei von acht Strahlern gereinigt, zwei Elektroden neu. Abgasweg frei, Werte im Ordner.",
                    after: 6),
                .calls("Halle ist warm, aber das Tor zieht. Fragt nach einem Luftschleier.", after: 4),
            ]),
        DemoMatter(
            "Absauganlage zu laut",
            [
                .calls("Berufsgenossenschaft war da: Die Absaugung ist zu laut. Frist bis Quartalsende."),
                .talks("Hat noch jemand die Unterlagen der Absaugung? Der Ventilator ist Baujahr 2003."),
                .answers(
                    "Guten Tag,\n\nmit Schalldämpfer und neuem Laufrad kommen Sie unter 75 dB(A). Unser Angebot mit Messung vorher und nachher liegt bei.\n\nMit freundlichen Grüßen",
                    after: 3),
                .asks(
                    "Guten Tag,\n\nwir nehmen das Angebot an. Bitte am Wochenende umbauen, der Betrieb läuft sonst.\n\nMit freundlichen Grüßen",
                    after: 4),
                .notes("Umbau am Samstag erledigt: 73 dB(A) am Arbeitsplatz. Kunde ist zufrieden.", after: 8),
            ]),
        DemoMatter(
            "Druckluft und Abwärme",
            [
                .asks(
                    "Guten Tag,\n\nunser Kompressor heizt den Technikraum auf 38 Grad. Lässt sich mit der Wärme etwas anfangen?\n\nMit freundlichen Grüßen"
                ),
                .phones("Besichtigung vereinbart, Leistung und Laufzeiten aufgenommen.", after: 2),
                .answers(
                    "Guten Tag,\n\nmit einem Plattenwärmetauscher decken Sie im Winter etwa die Hälfte Ihrer Heizung. Die Rechnung dazu liegt bei, die Förderung ist eingerechnet.\n\nMit freundlichen Grüßen",
                    after: 5),
                .notes(
                    "Entscheidung fällt in der Gesellschafterversammlung. Wichtig ist die Amortisation unter vier Jahren.",
                    after: 3),
            ]),
        DemoMatter(
            "Klimagerät im Büro der Halle",
            [
                .calls("Das Klimagerät über der Anmeldung tropft auf den Tresen."),
                .notes(
                    "Kondensatleitung verstopft, durchgespült. Filter waren nie gewechselt worden.", after: 1),
                .phones("Wartung einmal im Jahr angeboten; er überlegt bis zum Monatsende.", after: 5),
            ]),
    ]

    /// Of practices, shops and offices.
    static let office: [DemoMatter] = [
        DemoMatter(
            "Klimaanlage im Serverraum",
            [
                .asks(
                    "Guten Tag,\n\nim Serverraum sind es 29 Grad, die Anlage zeigt den Fehler E4. Können Sie heute noch jemanden schicken?\n\nViele Grüße"
                ),
                .answers(
                    "Guten Tag,\n\nder Kollege ist unterwegs. Bitte stellen Sie bis dahin einen Ventilator in die offene Tür.\n\nViele Grüße",
                    after: 0),
                .notes("Fühler am Außengerät defekt, getauscht. 20 Grad nach einer Stunde.", after: 0),
                .phones("Alles in Ordnung; eine Störungsmeldung aufs Telefon wäre gut.", after: 2),
            ]),
        DemoMatter(
            "Umbau der Räume",
            [
                .asks(
                    "Guten Tag,\n\nwir legen zwei Zimmer zusammen und brauchen dort eine leise Lüftung. Die Pläne des Architekten hängen an.\n\nMit freundlichen Grüßen"
                ),
                .phones("Rückfrage zu den Plänen: Die Decke lässt nur zwölf Zentimeter Platz.", after: 2),
                .answers(
                    "Guten Tag,\n\nmit flachen Kanälen passt es. Angebot und Zeichnung liegen bei, der Einbau dauert drei Tage.\n\nMit freundlichen Grüßen",
                    after: 4),
                .calls(
                    "Möchte außerhalb der Öffnungszeiten bauen lassen. Aufpreis besprochen und angenommen.",
                    after: 3),
                .talks("Bitte die flachen Kanäle rechtzeitig bestellen, sechs Wochen Lieferzeit."),
            ]),
        DemoMatter(
            "Filterwechsel und Hygiene",
            [
                .answers(
                    "Guten Tag,\n\nder halbjährliche Filterwechsel ist fällig. Wir schlagen Freitag nach 13 Uhr vor.\n\nMit freundlichen Grüßen",
                    after: 0),
                .asks("Guten Tag,\n\nFreitag geht, bitte am Empfang melden.\n\nFreundliche Grüße", after: 1),
                .notes("Filter gewechselt, Hygieneprotokoll unterschrieben und abgelegt.", after: 4),
            ]),
    ]

    /// Of households.
    static let home: [DemoMatter] = [
        DemoMatter(
            "Wärmepumpe für unser Haus",
            [
                .asks(
                    "Guten Tag,\n\nunsere Gasheizung ist 24 Jahre alt. Lohnt sich bei uns eine Wärmepumpe? Das Haus hat 140 m², die Heizkörper sind von 1998.\n\nFreundliche Grüße"
                ),
                .phones(
                    "Besuch vereinbart; möchte vorab eine grobe Zahl, der Nachbar hat 31.000 Euro bezahlt."),
                .notes(
                    "Haus angesehen: Vorlauf 50 Grad reicht, drei Heizkörper tauschen. Platz im Garten ist da.",
                    after: 5),
                .answers(
                    "Guten Tag,\n\nunser Angebot liegt bei. Mit der Förderung bleiben rund 19.500 Euro bei Ihnen; den Antrag stellen wir gemeinsam, bevor Sie unterschreiben.\n\nMit freundlichen Grüßen",
                    after: 4),
                .asks(
                    "Guten Tag,\n\nwir haben uns entschieden und nehmen das Angebot an. Wann kann es losgehen?\n\nHerzliche Grüße",
                    after: 9),
                .notes("Förderbescheid liegt vor, Einbau in sechs Wochen eingeplant.", after: 12),
            ]),
        DemoMatter(
            "Kein warmes Wasser",
            [
                .calls("Seit heute Morgen kein warmes Wasser, Anzeige F28. Zwei kleine Kinder im Haus."),
                .phones(
                    "Techniker kommt zwischen 14 und 16 Uhr, ruft eine halbe Stunde vorher an.", after: 0),
                .notes("Zündeinheit gereinigt, Gasdruck in Ordnung. Warmes Wasser läuft wieder.", after: 0),
                .asks(
                    "Liebes Team,\n\nvielen Dank für die schnelle Hilfe. Ihr Kollege war großartig.\n\nHerzliche Grüße",
                    after: 1),
            ]),
        DemoMatter(
            "Jährliche Wartung der Heizung",
            [
                .answers(
                    "Guten Tag,\n\nIhre Heizung ist wieder zur Wartung dran. Passt Ihnen der Vormittag in der nächsten Woche?\n\nMit freundlichen Grüßen",
                    after: 0),
                .calls("Möchte den Termin um eine Woche verschieben. Erledigt.", after: 2),
                .notes(
                    "Wartung erledigt, Abgaswerte gut. Thermostat im Bad klemmt, beim nächsten Mal tauschen.",
                    after: 8),
            ]),
        DemoMatter(
            "Bad im Obergeschoss",
            [
                .asks(
                    "Guten Tag,\n\nwir möchten das Bad umbauen, ebenerdige Dusche und Handtuchheizkörper. Machen Sie das auch?\n\nViele Grüße"
                ),
                .answers(
                    "Guten Tag,\n\ngern. Die Fliesen übernimmt unser Partnerbetrieb. Darf ich Sie in der nächsten Woche besuchen?\n\nMit freundlichen Grüßen"
                ),
                .notes("Aufmaß genommen. Die Mutter zieht ein, Haltegriffe gleich mit einplanen.", after: 6),
                .keeps("Budget liegt bei 15.000 Euro. Nicht über 14.500 anbieten, dann bleibt Luft."),
                .phones("Angebot durchgesprochen, sie meldet sich nach dem Urlaub.", after: 5),
            ]),
    ]

    /// What comes up with everybody.
    static let common: [DemoMatter] = [
        DemoMatter(
            "Rechnung fehlt noch",
            [
                .asks(
                    "Sehr geehrte Damen und Herren,\n\nzum letzten Einsatz haben wir noch keine Rechnung. Bitte senden Sie sie an unsere neue Anschrift.\n\nMit freundlichen Grüßen"
                ),
                .answers(
                    "Guten Tag,\n\ndie Rechnung liegt bei, die Anschrift haben wir geändert. Entschuldigen Sie die Verzögerung.\n\nMit freundlichen Grüßen"
                ),
                .talks(
                    "Bitte in der Buchhaltung prüfen, ob noch mehr Rechnungen an die alte Anschrift gingen."),
            ]),
        DemoMatter(
            "Anfahrt doppelt berechnet",
            [
                .calls(
                    "Ärger über die Rechnung vom Vormonat: Anfahrt zweimal berechnet, obwohl beide Arbeiten an einem Tag waren."
                ),
                .talks("Stimmt, beide Aufträge waren an einem Tag. Gutschrift ist angestoßen.", after: 1),
                .answers(
                    "Guten Tag,\n\nSie haben recht, das war unser Fehler. Die Gutschrift liegt bei.\n\nMit freundlichen Grüßen"
                ),
                .phones(
                    "Nachgefragt, ob alles geklärt ist: Ja, und er lobt den Techniker ausdrücklich.", after: 5
                ),
            ]),
        DemoMatter(
            "Verlängerung des Wartungsvertrags",
            [
                .notes(
                    "Wartungsvertrag läuft zum Jahresende aus. Verlängerung um drei Jahre ist möglich, wenn der Notdienst bleibt.",
                    after: 0),
                .answers(
                    "Guten Tag,\n\nIhr Wartungsvertrag endet am 31. Dezember. Unser Vorschlag für drei weitere Jahre liegt bei, der Preis bleibt.\n\nMit freundlichen Grüßen",
                    after: 3),
                .asks(
                    "Guten Tag,\n\nder Vorschlag passt, bitte mit dem Notdienst am Wochenende wie bisher.\n\nMit freundlichen Grüßen",
                    after: 6),
                .notes(
                    "Vertrag unterschrieben zurück, Laufzeit drei Jahre, liegt im Ordner Verträge.", after: 4),
            ]),
        DemoMatter(
            "Neue Ansprechpartnerin",
            [
                .asks(
                    "Guten Tag,\n\nab dem Ersten kümmert sich meine Kollegin um die Technik. Bitte richten Sie künftig alles an sie.\n\nMit freundlichen Grüßen"
                ),
                .notes(
                    "Ansprechpartnerin hat gewechselt. Freundliches erstes Gespräch, sie kommt aus der Gebäudetechnik.",
                    after: 2),
            ]),
        DemoMatter(
            "Zahlung",
            [
                .phones(
                    "Wegen der offenen Rechnung nachgefragt: Die Überweisung ist seit gestern unterwegs.",
                    after: 0),
                .talks("Der Kunde hat nach einer Ratenzahlung gefragt, was ist möglich?", after: 1),
                .keeps("Bis zur Zahlung nur Notdienst, keine neuen Angebote. So mit der Leitung besprochen."),
            ]),
        DemoMatter(
            "Empfehlung",
            [
                .calls("Empfiehlt uns einem Bekannten, der eine ähnliche Anlage hat. Kontakt notiert."),
                .notes("Sehr guter Draht. Wäre bereit, Interessenten die Anlage zu zeigen.", after: 1),
            ]),
        DemoMatter(
            "Unterlagen für die Förderung",
            [
                .asks(
                    "Guten Tag,\n\nder Energieberater braucht noch die Fachunternehmererklärung. Können Sie sie bis Freitag schicken?\n\nViele Grüße"
                ),
                .answers(
                    "Guten Tag,\n\ndie Erklärung liegt bei, unterschrieben und gestempelt.\n\nMit freundlichen Grüßen"
                ),
                .calls("Bescheid ist da, bedankt sich für die schnelle Hilfe.", after: 15),
            ]),
    ]
}
