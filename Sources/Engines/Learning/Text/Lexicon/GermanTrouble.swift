extension PolarityLexicon {
    /// German nouns and forms that speak ill of something.
    static let germanTrouble =
        """
        # bad -1 forms
        pleite
        # sad -1 forms
        depri
        # sad -2 forms
        traurig traurige trauriger traurigen traurigste traurigkeit trauer trauern trauere trauert trauerte
        trauernde trauerspiel trauerfall weinen weine weinst weint weinte weinten geweint heulen heule
        heulst heult heulte heulten geheult heul schluchz schluchzen schluchzt schnief schniefen seufz
        seufzen seufzt flenn flennen snief schnüff tränen träne tränchen kummer kummers leid leider leiden
        leide leidest leidet litt litten gelitten leides liebeskummer herzschmerz heimweh einsamkeit
        depression depressionen melancholie schmerz schmerzen schmerzes schmerzt schmerzte kopfschmerzen
        kopfschmerz kopfweh bauchschmerzen bauchweh zahnschmerzen rückenschmerzen halsschmerzen halsweh
        migräne muskelkater aua autsch auweh wehtun wehgetan weh wehe oje ojeh ohje ojee ohjeee ojemine
        auweia ohweia owei jammer jammern jammere jammert jammerte gejammert jammerschade schade schadeee
        menno mennooo mennoo manno mano mimimi verzweifle verzweifeln verzweifelt verzweifelte verzweiflung
        hoffnungslosigkeit hilflosigkeit ohnmacht elend elends unglück unglücks unglücke vermisste
        vermissten verlassen allein alleine einsame trostlosigkeit tristesse
        # death -2 forms
        tod tode todes tot tote toten toter totes sterben sterbe stirbst stirbt starb starben gestorben
        verstorben verstorbene verstorbenen verstirbt todesfall todesfälle todesopfer todesstrafe todesangst
        leiche leichen leichnam begräbnis beerdigung beerdigungen bestattung gräber friedhof sarg mord morde
        mordes morden mordet mordete ermordet ermordete ermorden ermordung mörder mördern mörderin
        mordanschlag doppelmord mordfall selbstmord suizid selbstmörder töten töte tötet tötete töteten
        getötet getötete getöteten tötung totschlag umgebracht umbringen massaker blutbad völkermord genozid
        holocaust amoklauf amokläufer amok attentat attentate attentäter anschlag anschläge anschlägen
        bombenanschlag terroranschlag terror terrors terrorist terroristen terrorismus terrorgefahr
        hinrichtung hinrichtungen hingerichtet erschossen erschießen erschießt erschoss erstochen erstechen
        erhängt erhängen ertrunken ertrinken verblutet verbluten verhungert verhungern erfroren erfrieren
        krieg kriege krieges kriegs bürgerkrieg weltkrieg angriffskrieg kriegsverbrechen kriegsverbrecher
        bombe bomben bombardieren bombardiert bombardierung bombenattentat giftgas chemiewaffen
        massenvernichtungswaffen sarin rakete raketen raketenangriff waffenexporte waffenhandel drohne
        drohnen drohnenangriff gefecht gefechte kämpfe feuergefecht explosion explosionen explodiert
        explodieren explodierte opfer opfern todesliste verletzte verletzten verletzter verletzung
        verletzungen schwerverletzt schwerverletzte blut blutig blutige blutigen blutet bluten
        # crime -2 forms
        verbrechen verbrechens verbrecher verbrechern straftat straftaten straftäter täter tätern kriminelle
        krimineller kriminellen kriminalität betrug betruges betrügen betrüge betrügt betrog betrogen
        betrüger betrügern betrügerei betrügereien betrügerisch betrügerische steuerbetrug
        steuerhinterziehung steuerhinterzieher wahlbetrug abzocke abzocken abzockt abgezockt abzocker
        abgezocke diebstahl diebstähle dieb diebe dieben klauen klaut klaute klauten geklaut stehlen stiehlt
        stahl gestohlen bestohlen beklaut raub raubs räuber überfall überfälle überfallen einbruch einbrüche
        einbrecher eingebrochen vergewaltigung vergewaltigungen vergewaltigt vergewaltigen vergewaltiger
        missbrauch missbrauchs missbräuche missbraucht missbrauchen kindesmissbrauch misshandlung
        misshandlungen misshandelt misshandeln folter foltern gefoltert foltert entführung entführungen
        entführt entführen geiselnahme geisel geiseln erpressung erpressungen erpresst erpressen erpresser
        nötigung körperverletzung schlägerei schlägereien schläger prügel prügelei prügeln prügelt
        verprügelt verprügeln gewalt gewalttat gewalttaten gewalttätigkeit gewalttäter korruption
        korruptionsskandal bestechung bestechungsgeld bestochen bestechen bestechlich schmiergeld
        schwarzgeld geldwäsche hehlerei plagiat plagiate plagiats plagiator abgeschrieben fälschung
        fälschungen gefälscht fälschen fälscht manipulation manipulationen manipuliert manipulieren mafia
        gangster bande vandalismus brandstiftung sabotage spionage spion spione spionieren spioniert
        ausspioniert ausspionieren ausspähen ausgespäht bespitzelt bespitzeln bespitzelung abgehört abhören
        abhörskandal überwachung überwachungsstaat überwacht überwachen überwachungsskandal
        vorratsdatenspeicherung nsa prism haft haftstrafe gefängnis knast inhaftiert verhaftet verhaften
        verhaftung verhaftungen festgenommen festnahme festnahmen angeklagt angeklagte angeklagter anklage
        anklagen verurteilt verurteilen verurteilung ermittlung ermittlungen verdacht verdachts verdächtigt
        razzia razzien
        # scandal -1 forms
        skandal skandale skandalen skandals affäre affären eklat eklats debakel debakels desaster desasters
        fiasko fiaskos katastrophe katastrophen tragödie tragödien drama dramen trauma traumata alptraum
        alpträume albtraum albträume horror horrors grauen gruselkabinett flop flops pleite pleiten
        pleitegeier bankrotterklärung insolvenz insolvenzen blamage blamagen blamiert blamieren blamierte
        schande schanden schandfleck peinlichkeit peinlichkeiten fremdschämen fremdscham schämen schäme
        schämst schämt schämte geschämt armutszeugnis trauerspiel farce zirkus kasperletheater affentheater
        lachnummer witzfigur schmierentheater posse chaos durcheinander wirrwarr tohuwabohu sauhaufen
        saustall saftladen irrenhaus irrsinn wahn wahnwitz irrweg sackgasse holzweg sumpf filz klüngel
        vetternwirtschaft vertuschung vertuscht vertuschen vertuschte verschwiegen verschweigen verschweigt
        lüge lügen lügt lügst log logen gelogen lügner lügnern lügnerin lügerei lügenmärchen notlüge ausrede
        ausreden heuchelei heuchler heuchlern heucheln heuchelt doppelmoral verrat verraten verrät verräter
        verrätern wortbruch wahlbetrug täuschung täuschungen getäuscht täuschen täuscht irreführung
        schwindel geschwindelt schwindler trickserei tricksereien tricksen getrickst mogelpackung schummeln
        schummelt geschummelt intrige intrigen rücktritt rücktritte rücktritts zurücktreten zurückgetreten
        rücktrittsforderung entlassung entlassungen entlassen rauswurf gefeuert rausgeworfen rausgeschmissen
        # conflict -1 forms
        streit streits streitereien streiterei streiten streite streitet stritt gestritten zoff zank zanken
        krach konflikt konflikte konflikten konflikts krise krisen eurokrise finanzkrise wirtschaftskrise
        schuldenkrise bankenkrise regierungskrise kampf kampfes kampfansage machtkampf machtkämpfe
        grabenkämpfe angriff angriffe angriffen attacke attacken attackiert attackieren attackierte drohung
        drohungen droht drohen drohte drohten gedroht bedroht bedrohen bedrohung bedrohungen ultimatum
        eskalation eskaliert eskalieren eskalierte spannungen sanktion sanktionen boykott boykotts
        boykottieren boykottiert protest proteste protesten protests protestieren protestiert demonstrieren
        krawall krawalle ausschreitungen aufruhr aufstand unruhen unruhe putsch umsturz rebellion feind
        feinde feinden feindbild feindschaft feindseligkeit hass hasse hassen hasst hasste hassten gehasst
        hetze hetzen hetzt hetzte hetzer hetzerisch hetzkampagne mobbing mobben mobbt gemobbt
        diskriminierung diskriminierungen diskriminiert diskriminieren diskriminierend diskriminierende
        rassismus rassist rassisten sexismus sexist sexisten antisemitismus faschismus faschist faschisten
        nationalsozialismus nazi nazis neonazi neonazis extremismus extremist extremisten islamist
        islamisten fanatiker diktatur diktator diktatoren tyrann tyrannei despot unterdrückung unterdrückt
        unterdrücken zensur zensiert zensieren ausbeutung ausgebeutet ausbeuten ausbeuter ausgrenzung
        ausgegrenzt ausgrenzen
        # critique -1 forms
        kritik kritiken kritiker kritikern kritisch kritisieren kritisiere kritisiert kritisierte
        kritisierten vorwurf vorwürfe vorwürfen vorwerfen vorgeworfen beschwerde beschwerden beschweren
        beschwere beschwert beschwerte beschwerten klage klagen klagt klagte klagten geklagt beklagen
        beklagt beklagte reklamation reklamationen reklamieren reklamiert bemängeln bemängelt meckern mecker
        meckere meckert meckerte gemecker motzen motzt gemotzt nörgeln nörgelt genörgel rüge rügen rügt
        gerügt tadel tadeln getadelt schelte rüffel ablehnung ablehnungen ablehnen ablehne ablehnt lehnt
        lehnte abgelehnt ablehnend weigern weigert weigerte geweigert verweigern verweigert verweigerung
        verweigerte protestnote gegenwind einspruch widerspruch widersprüche widersprechen widerspricht
        zweifel zweifeln zweifle zweifelt bezweifle bezweifeln bezweifelt anzweifeln angezweifelt misstrauen
        misstrauensvotum skepsis skeptisch skeptische warnung warnungen warnen warne warnt warnte warnten
        gewarnt mahnung mahnungen mahnen mahnt mahnte gemahnt verurteilt verteufeln beschuldigung
        beschuldigungen beschuldigt beschuldigen anschuldigung anschuldigungen unterstellung unterstellungen
        unterstellt unterstellen verleumdung verleumdungen verleumdet beleidigung beleidigungen beleidigen
        beleidigt beleidigte beleidigend beleidigende schimpfen schimpfe schimpft schimpfte geschimpft
        beschimpfung beschimpft beschimpfen schimpf lästern lästert gelästert spott spotten spottet
        gespottet verspotten verspottet hohn höhnisch verhöhnen verhöhnt verhöhnung häme hämisch verachtung
        verachten verachte verachtet ignoriert ignorieren ignoriere ignorierte ignoranz blockieren blockiert
        blockierte blockade boykottierung
        # fail -1 forms
        fehler fehlers fehlern fehlermeldung fehlermeldungen fehlschlag fehlschläge fehlgeschlagen fehlen
        fehle fehlst fehlt fehlte fehlten gefehlt fehlend fehlende fehlender fehlenden mangel mangels mängel
        mängeln mangelt problem probleme problemen problems riesenproblem hauptproblem schwierigkeit
        schwierigkeiten hindernis hindernisse nachteil nachteile nachteilen verlust verluste verlusten
        niederlage niederlagen verlieren verliere verlierst verliert verlor verloren verlierer verlierern
        loser versagen versage versagst versagt versagte versagten versager versagern totalversagen
        scheitern scheitere scheitert scheiterte scheiterten gescheitert verpatzt verpatzen vergeigt
        versemmelt vermasselt vermasseln verkackt verkacken verbockt verbocken versaut versauen verhauen
        verpasst verpassen verpasse verpasste versäumt versäumen versäumnis versäumnisse vergessen vergesse
        vergisst vergaß verschlafen verspätung verspätungen verspätet verspäten verzögerung verzögerungen
        verzögert verzögern ausfall ausfälle ausfallen ausgefallen ausfällt stau staus stillstand panne
        pannen pannenflughafen störung störungen gestört stört störten absturz abstürze abgestürzt abstürzen
        abgestürzte crash crasht gecrasht kaputt kaputte kaputten kaputter kaputtgegangen kaputtgemacht
        defekt defekte defekten kaputtsparen zerstört zerstören zerstöre zerstörte zerstörten zerstörung
        zerstörungen ruin ruiniert ruinieren ruinierte schrott schrotts schrottig schrottplatz müll mülls
        murks murksen pfusch pfuschen gepfuscht pfuscher bruchlandung totalausfall totalschaden schaden
        schadens schäden schädigen schädigt geschädigt schadet schadete beschädigt beschädigen beschädigung
        unfall unfälle unfällen verkehrsunfall autounfall brand brände überschwemmung hochwasser erdbeben
        sturm unwetter gewitter dürre seuche epidemie pandemie gefahr gefahren risiko risiken gefährdet
        gefährden gefährdung lücke lücken sicherheitslücke datenleck hackerangriff gehackt viren spam bug
        bugs error errors ruckelt spinnt nervt hakt verschlechterung verschlechtert verschlechtern
        rückschritt rückschlag rückschläge rückgang abstieg abgestiegen niedergang untergang untergehen
        zerfall verfall zusammenbruch zusammengebrochen kollaps einbußen kürzung kürzungen gekürzt kürzen
        streichung schulden schuldenberg verschuldet verschuldung überschuldet armut notlage notstand
        elendsviertel arbeitslosigkeit arbeitslose kündigung kündigungen gekündigt teuerung inflation
        preiserhöhung preiserhöhungen steuererhöhung steuererhöhungen verschwendung verschwendet
        verschwenden steuerverschwendung geldverschwendung zeitverschwendung umsonst vergebens misslungen
        missglückt missglückte missraten misslang misslingt mißlungen schiefgegangen schiefgelaufen schief
        gescheiterte floppt floppte gefloppt verkorkst verkorkste verkorksten verpeilt vergammelt
        verschimmelt verdirbt verdarb verdorben gebrochene gebrochenen zerbrochen zerbrach zerbricht
        geplatzt geplatzte platzt eingestürzt gestürzt sturz stürzen stürzt missstand missstände missständen
        missverständnis missverständnisse missgeschick missgunst misserfolg misserfolge misswirtschaft
        mißerfolg schlamperei schlampereien schlendrian saumäßig unvermögen unfähigkeit inkompetenz
        dilettantismus dilettanten dilettant verantwortungslosigkeit gleichgültigkeit gleichgültig
        rücksichtslosigkeit respektlosigkeit ungerechtigkeit ungerechtigkeiten ungleichheit unrecht unrechts
        unmut unzufriedenheit verdrossenheit politikverdrossenheit verdruss überdruss neid neider gier
        geldgier machtgier geiz egoismus egoisten egoist arroganz überheblichkeit hochmut dummheit
        dummheiten blödheit faulheit feigheit hinterlist bosheit gemeinheit gemeinheiten niedertracht
        grausamkeit grausamkeiten brutalität härte kaltherzigkeit engstirnigkeit spießigkeit ideenlosigkeit
        ratlosigkeit planlosigkeit
        # ill -1 forms
        krank kranke kranken kranker krankheit krankheiten krankenhaus erkrankt erkrankung erkrankungen
        krebs tumor grippe erkältung schnupfen husten fieber übelkeit schlecht kotzen kotze kotzt kotzte
        gekotzt kotz kotzübel erbrechen durchfall infekt entzündung entzündet wunde wunden gebrochen
        verstaucht blind gelähmt koma notarzt notaufnahme narben stress stresst gestresst burnout müdigkeit
        schlaflosigkeit albträume sucht süchtig drogen alkoholiker verseucht vergiftet vergiften vergiftung
        gift giftig pest
        # anger -2 forms
        wut wutanfall wutbürger zorn ärger ärgers ärgern ärgere ärgerst ärgert ärgerte ärgerten geärgert
        ärgerlich ärgerliche ärgerlichen ärgerlicher ärgernis ärgernisse empörung empören empört empörte
        empörend empörende frust frustration aufregen aufrege aufregt aufgeregt nerven nerve nervst nervt
        nervte nervten genervt nervensäge nervtöter ankotzen ankotzt angekotzt ätzend ätzende ätzenden
        anpissen wüten wütet raserei rasend rage hassgefühl abscheu ekel ekeln ekle ekelt ekelte geekelt
        angeekelt angewidert anwidern widert bäh bah bähh igitt iih iiih ihh ieh pfui würg würgen brechreiz
        grr grrr grrrr argh arghh aargh arrgh urgh nee neee neeein nein neiiin fuck fucking fuckin fucked
        fck wtf omfg ffs shit shitty bullshit damn scheiße scheisse scheiß scheiss scheißdreck scheißegal
        scheißt scheißen geschissen beschissen kacke kack kackt kackig mist misten mistkram misthaufen
        verdammt verdammte verdammter verdammten verdammtes verflixt verdammtnochmal zefix kruzifix
        himmelherrgott herrgott donnerwetter drecks dreck drecksack drecksladen drecksverein dreckswetter
        mistwetter scheißwetter sauwetter schnauze fresse maul halts verpiss verpissen verpisst verreck
        verrecken verreckt kotzbrocken zumkotzen unfassbar unglaublich unverschämtheit frechheit frechheiten
        dreistigkeit zumutung sauerei schweinerei unsinn unfug quatsch blödsinn schwachsinn stuss humbug
        nonsens mumpitz kokolores schmarrn schmarn geschwafel gelaber laber labert labern laberst geschwätz
        gequatsche geschwurbel gefasel gewäsch gelaaber blabla phrasen phrasendrescherei phrasendrescher
        worthülsen propaganda panikmache angstmacherei hirnriss hirnrissig bekloppt bekloppte bekloppten
        bescheuert bescheuerte gestört gestörte gestörten
        # fear -1 forms
        angst ängste ängsten ängstigen fürchten fürchte fürchtest fürchtet fürchtete befürchten befürchte
        befürchtet befürchtete befürchtung befürchtungen furcht furchtbar panik sorge sorgen besorgnis
        besorgniserregend besorgniserregende bange bangen bangt schock schocks schockt schockierte geschockt
        schreck schrecken schreckens erschrecken erschrecke erschreckt erschrak erschrocken entsetzen
        entsetzt verunsichern verunsicherung unsicherheit unbehagen grusel gruseln gruselt schauder alarm
        alarmierend alarmierende alarmiert horrorszenario kriegsgefahr
        # regret -1 forms
        sorry entschuldigung entschuldige entschuldigen entschuldigt entschuldigte entschuldigungen
        verzeihung tschuldigung tschuldige bedauern bedauere bedaure bedauert bedauerte bedauerlicherweise
        unglücklicherweise dummerweise blöderweise peinlicherweise schlimmerweise bereuen bereue bereut
        bereute reue schuld schuldgefühle vermissen mitleid mitleiden kondolenz beileid enttäuschung
        enttäuschungen enttäuschen enttäuscht enttäuschte enttäuschend ernüchterung desillusioniert
        langeweile langweile langweilen langweilt langweilte gelangweilt gähn gähnen gähnt öde langweilig
        keinbock unlust hunger kälte kalt kalte kaltes friere frieren friert gefroren regnerisch
        hausaufgaben klausur klausuren prüfungsstress schulstress zahnarzt frühschicht nachtschicht
        # grumble -1 forms
        nichtmal garnix garnicht garnichts leider naja nunja tja pff pfff pffft hmpf hmpff öhm öh ähm tz tzz
        tztz ts tss seufz nö nöö nööö nope nee neee ausgerechnet angeblich sogenannt sogenannte sogenannten
        möchtegern pseudo pseudowissenschaft
        """
}
