extension PolarityLexicon {
    /// German words that speak well of something. The format is explained at `PolarityLexicon`.
    static let germanPraise =
        """
        # praise +2 adjectives
        ausgezeichnet brillant exzellent fabelhaft famos fantastisch phantastisch genial grandios großartig
        herausragend hervorragend himmlisch imposant meisterhaft perfekt phänomenal prächtig sagenhaft
        sensationell spektakulär superb toll traumhaft überragend überwältigend umwerfend unschlagbar
        vorzüglich vortrefflich wunderbar wundervoll glänzend bombastisch göttlich märchenhaft glanzvoll
        fulminant meisterlich erstklassig hochklassig einmalig einzigartig makellos tadellos mustergültig
        vorbildlich beispielhaft beispiellos unübertroffen unvergleichlich unvergesslich legendär episch
        königlich gigantisch formidabel bestechend faszinierend beeindruckend atemberaubend berauschend
        mitreißend hinreißend bezaubernd zauberhaft entzückend bewundernswert bemerkenswert lobenswert
        preiswürdig rühmlich erstaunlich bahnbrechend wegweisend virtuos bravourös preisgekrönt
        # praise +2 forms
        prima super
        # praise +1 adjectives
        angenehm ansprechend anständig bequem besonders brauchbar effektiv effizient ehrlich elegant
        empfehlenswert erfreulich erfolgreich ergiebig fair famos fein flott fleißig flexibel freundlich
        förderlich gelungen gepflegt geschickt geschmackvoll gewissenhaft gründlich günstig gut gütig
        hilfreich höflich hochwertig informativ inspirierend intelligent interessant klug kompetent
        komfortabel konstruktiv kreativ kulant lehrreich lohnend lohnenswert lesenswert sehenswert
        hörenswert liebevoll mutig modern nachhaltig nett nützlich ordentlich originell passabel passend
        plausibel positiv praktisch preiswert produktiv professionell pünktlich qualifiziert raffiniert
        reibungslos reichhaltig richtig rücksichtsvoll sachlich sauber schick schlau schlüssig schnell schön
        seriös sicher solide sorgfältig sorgsam souverän spannend stabil stark stilvoll stimmig talentiert
        tapfer taktvoll tauglich treffend treu tüchtig übersichtlich umsichtig unkompliziert fehlerfrei
        verantwortungsvoll verlässlich vernünftig verständlich verständnisvoll vertrauenswürdig vielseitig
        vielversprechend vorteilhaft wertvoll wirkungsvoll wirksam witzig wohltuend würdig zeitgemäß
        zielführend zügig zukunftsweisend zuverlässig zuvorkommend zweckmäßig aufmerksam aufgeschlossen
        ausgewogen authentisch begabt beliebt bewährt demokratisch durchdacht edel einfallsreich
        einleuchtend engagiert erfahren ertragreich fachkundig fortschrittlich fundiert gastfreundlich
        gediegen geistreich gekonnt gelehrig gemeinnützig gerecht gesund glaubhaft glaubwürdig hilfsbereit
        human ideal ideenreich innovativ integer kostengünstig kundenfreundlich familienfreundlich
        umweltfreundlich benutzerfreundlich kinderfreundlich leistungsfähig leistungsstark logisch loyal
        menschlich menschenfreundlich motivierend nahrhaft niveauvoll objektiv offenherzig pfiffig
        pflegeleicht rechtschaffen redlich respektvoll respektabel robust schmackhaft selbstlos sinnvoll
        sozial sparsam stattlich sympathisch tolerant transparent unbedenklich unbestechlich unterhaltsam
        unterstützend versiert vorausschauend weise weitsichtig weltoffen willkommen wissenswert
        wohlschmeckend wohlwollend zivilisiert zugänglich zukunftsfähig zufriedenstellend annehmbar
        akzeptabel ästhetisch attraktiv anmutig bildschön hübsch hinreißend knuffig lieblich malerisch
        reizend reizvoll schnuckelig süß strahlend wunderhübsch wunderschön niedlich putzig goldig charmant
        apart adrett bunt farbenfroh harmonisch idyllisch romantisch stilsicher frisch saftig knusprig
        köstlich lecker delikat deliziös würzig cremig aromatisch vollmundig appetitlich
        # praise +1 forms
        klasse patent sexy
        # joy +2 adjectives
        begeisternd beglückend beschwingt entzückt euphorisch freudestrahlend freudig glücklich glückselig
        heiter jubelnd überglücklich überschwänglich selig frohlockend himmelhochjauchzend
        # joy +2 forms
        happy
        # joy +1 adjectives
        amüsant ausgelassen erfreut erleichtert fidel froh fröhlich gelassen gemütlich geborgen gespannt
        gutgelaunt hoffnungsvoll humorvoll lebendig lebensfroh lebenslustig locker lustig munter
        optimistisch relaxt ruhig sonnig sorgenfrei sorglos stolz übermütig unbeschwert vergnüglich vergnügt
        verspielt zuversichtlich zufrieden friedlich festlich feierlich beschaulich kuschelig behaglich
        erholsam entspannend wohlig spaßig ulkig schmunzelnd lachend strahlend jubelnd
        # joy +1 participles
        amüsiert angetan aufgemuntert ausgeruht ausgeschlafen beeindruckt befreit beflügelt beglückt
        begeistert belebt belohnt belustigt beruhigt bestärkt bewegt bezaubert entspannt erheitert erholt
        ermutigt fasziniert geehrt gerührt geschmeichelt gestärkt inspiriert motiviert überrascht verliebt
        verzaubert verwöhnt versöhnt
        # joy +1 forms
        froher frohe frohen frohes freude freuden freud freut freue freuen freust freute freuten gefreut
        freu freuet vorfreude vorfreuden freudentränen lebensfreude schadenfrei jubel jubels jubelschrei
        glück glücks glückes glückspilz glücksgefühl glücksgefühle lachen lache lachst lacht lachte lachten
        gelacht lächeln lächle lächelst lächelt lächelte lächelten gelächelt grinsen grinse grinst grinste
        grinsten gegrinst grins kichern kichere kichert kicherte gekichert schmunzeln schmunzle schmunzelt
        schmunzelte geschmunzelt jauchzen jauchzt jauchzte juchzen strahlen strahle strahlt strahlte
        strahlten spaß spass spaßes spaßig späße gaudi heiterkeit fröhlichkeit frohsinn glückseligkeit wonne
        seligkeit entzücken vergnügen vergnügens vergnügt genuss genusses genüsse genüssen gelächter
        gekicher feierabend wochenende ferien urlaub urlaubs party partys feier feiern feiere feierst feiert
        feierte feierten gefeiert tanzen tanze tanzt tanzte tanzten getanzt hüpfen hüpfe hüpft jubeln juble
        jubelt jubelte jubelten gejubelt bejubeln bejubelt bejubelte bejubelten
        # love +2 forms
        liebe lieben liebst liebt liebte liebten geliebt geliebte geliebten geliebter geliebtes lieb lieber
        liebes liebem liebste liebsten liebster liebstes liebling lieblinge lieblings lieblingslied
        lieblingsbuch lieblingsfilm lieblingsserie lieblingsfarbe lieblingsessen lieblingsmensch
        lieblingsband lieblingsstadt herz herzen herzens herzchen herzallerliebst schatz schatzi schätzchen
        schatzes süße süßer süßen süßes süßeste süßester engel engels engelchen kuss küsse küssen küsst
        küsste küssten geküsst küsschen bussi bussis bussl knuddel knuddeln knuddelt kuscheln kuschle
        kuschelt kuschelte gekuschelt umarmung umarmungen umarmen umarme umarmt umarmte umarmten drücker
        schmusen schmust zärtlichkeit zärtlichkeiten zuneigung verlieben verliebe verliebst verliebt
        verliebte verliebten liebenswert liebenswerte liebenswerten liebenswerter liebenswürdig
        liebenswürdige liebenswürdigen liebenswürdiger liebevoll herzlich herzliche herzlichen herzlicher
        herzliches herzlichst innig innige innigen zärtlich zärtliche zärtlichen vermisse vermissen vermisst
        mag magst mögen mögt mochte mochten gemocht gefällt gefallen gefallt gefiel gefielen gefällst
        gefalle anbeten angebetet anhimmeln vergöttern vergöttert schwärmen schwärme schwärmt schwärmte
        schwärmten geschwärmt traummann traumfrau freundschaft freundschaften freund freunde freunden
        freundin freundinnen freundes hochzeit hochzeiten verlobt verlobte verlobung heiraten heirate
        heiratet heiratete geheiratet baby babys
        # thanks +2 forms
        danke dank dankeschön danköööö dankee dankeee danki dankööö thx thanks merci vielendank dankbar
        dankbare dankbaren dankbarer dankbarkeit danken danket dankt dankte dankten gedankt bedanke bedanken
        bedankt bedankte bedankten dankend dankenswert dankenswerte dankenswerterweise vergelts tausenddank
        # wishes +2 forms
        glückwunsch glückwünsche glückwünschen glückwunsches gratulation gratulationen gratuliere
        gratulieren gratuliert gratulierte gratulierten beglückwünschen beglückwünscht toitoitoi willkommen
        daumen hurra hurrah juhu juhuu juhuuu juchu jippie jippi yippie yippi yeah yeahh yay yeay yuhu jipii
        hipp prost prosit cheers bravo bravissimo applaus beifall chapeau olé tusch halleluja amen segen
        segens gesegnet gesegnete gesegneten segne segnet gesegnetes ostern weihnachten geburtstag
        geburtstags bday
        # wishes +1 forms
        hallo hi hey heyy hallöchen moin moinmoin servus guten gutenmorgen gutemorgen mahlzeit gn8 tschüss
        tschüssi tschau ciao bye grüße grüßen gruß grüß grüßt grüsse gruss lg glg vlg hdl hdgdl erfolg
        erfolge erfolgen erfolges wünsche wünschen wünscht wünschte gewünscht herzlichst
        # interjection +2 forms
        aww awww awwww oho olala wow woow wooow woooow wahnsinn hammer hammergeil mega megageil geil geile
        geilen geiler geiles geilste geilster geilsten geilo endgeil saugeil affengeil obergeil cool coole
        coolen cooler cooles coolste coolsten coolster krassgeil nice nicer nices niice niceee awesome
        amazing epic yes yess yesss yessss jaa jaaa jaaaa jaaaaa jawohl jawoll jap jup jupp yep yepp yup top
        topp topfit spitze spitzen spitzenmäßig spitzenklasse klasse weltklasse oberhammer bombe bombig
        bombenstimmung knaller kracher wucht volltreffer hit hits burner highlight highlights sahne
        sahnehäubchen traum träumchen endlich jackpot best beste bester bestes besten bestens bestem besser
        bessere besserer besseres besseren super supi superduper supertoll suuuper supa subba dufte knorke
        duftig schnieke schnafte lässig fetzig fetzt rockt rocken rockte gerockt burnt flasht geflasht feier
        abfeiern feierts hype love lovely lov luv fresh sweet cute beautiful perfekt tiptop tipptopp
        picobello piekfein paletti okidoki schnuffig mhmm mhm lecker lecka jamjam yammi yummy yum njam mjam
        haha hahaha hahahaha hahah hahahah hihi hihihi hehe hehehe höhö muhaha lol lool loool rofl roflmao
        lmao xd xdd xddd kicher grins freu froi hüpf knuddel knuddels lach tanz strahl zwinker schmunzel
        liebhab jubel freufreu grinsel kuschel kuss knutsch hug hugs
        # laugh +1 forms
        witz witze witzen witzes witzbold scherz scherze scherzen spaßvogel ironie ironisch komisch lustige
        zwinkern zwinker zwinkert gag gags pointe kalauer schlapplachen schlapplach totlachen kaputtlachen
        lachflash lachanfall lachkrampf lachtränen belustigung erheiterung satire kabarett
        # success +1 feminines
        anerkennung auszeichnung begeisterung begabung belohnung bereicherung berühmtheit besserung
        bewunderung ehrung eleganz entlastung entspannung erholung erleichterung errungenschaft ermutigung
        erneuerung erfüllung faszination förderung freundlichkeit freiheit gastfreundschaft geborgenheit
        gelegenheit gemeinschaft gemütlichkeit genesung gerechtigkeit gesundheit gleichberechtigung
        großzügigkeit harmonie heilung hilfe hilfsbereitschaft hoffnung höflichkeit idee innovation
        inspiration intelligenz klugheit kompetenz kreativität lebensqualität leistung leidenschaft
        leichtigkeit lösung menschlichkeit motivation nachhaltigkeit nettigkeit offenheit perfektion
        phantasie fantasie pünktlichkeit qualität rettung ruhe sanftmut sauberkeit schönheit sensation
        sicherheit sicherung solidarität sorgfalt stabilität stärke stärkung sympathie tapferkeit toleranz
        transparenz treue überraschung überzeugung unterstützung verbesserung verbundenheit verlässlichkeit
        vernunft versöhnung verständigung vielfalt weiterentwicklung weisheit wertschätzung wohltat würde
        zufriedenheit zuverlässigkeit zustimmung zuversicht zuwendung chance ehre empfehlung ergänzung
        euphorie friedfertigkeit gnade güte krönung meisterleistung glanzleistung höchstleistung
        spitzenleistung bestleistung pracht prämie romanze sehenswürdigkeit wertarbeit wonne
        # success +1 nouns
        beweis fortschritt gewinn preis sieg triumph vorteil pluspunkt lichtblick glücksfall geniestreich
        meilenstein rekord bestpreis lichtstreif durchbruch aufschwung wohlstand zusammenhalt einklang
        respekt beistand trost anstand verstand wert schutz rückhalt humor elan schwung ansporn anreiz
        hochgenuss rabatt bonus gutschein geschenk lob verdienst ideal kompliment paradies talent vorbild
        prachtstück meisterwerk kunstwerk glanzstück prachtexemplar ereignis erlebnis erfolgserlebnis
        jubiläum fest
        # success +1 agents
        frieden charme leckerbissen fan juwel wunder highlight schnäppchen abenteuer comeback gewinner
        sieger held helfer retter könner kenner meister weltmeister europameister gönner förderer wohltäter
        unterstützer befürworter liebhaber bewunderer genießer volltreffer kracher renner bestseller favorit
        champion experte genie profi star pionier optimist sympathieträger hoffnungsträger glücksbringer
        traumpaar spitzenreiter tabellenführer segen
        # verbs +1 verbs
        achten anerkennen amüsieren applaudieren bejahen befürworten begeistern begrüßen beglücken beleben
        belohnen bereichern beruhigen beschützen bewundern ehren entzücken erfreuen erheitern erhellen
        erholen erleichtern ermöglichen ermuntern ermutigen erobern erreichen faszinieren fördern genießen
        glänzen glauben heilen helfen hoffen imponieren inspirieren klappen kooperieren küssen lachen loben
        lohnen meistern motivieren optimieren profitieren punkten respektieren retten rühmen sanieren
        schätzen schenken schmecken schmeicheln schonen schützen siegen spaßen spenden stärken stabilisieren
        strahlen trösten triumphieren überraschen überzeugen unterstützen verbessern verbünden verdienen
        verehren vereinfachen verschönern versöhnen vertrauen verwöhnen verzaubern wagen würdigen zaubern
        zelebrieren bezaubern beeindrucken beflügeln bestärken befreien entspannen entlasten erneuern
        verbrüdern vereinen modernisieren funktionieren gratulieren honorieren harmonieren jubilieren
        kuscheln lobpreisen belobigen
        # verbs +1 separableVerbs
        auf|muntern auf|heitern auf|blühen auf|atmen an|himmeln an|regen an|spornen aus|zeichnen aus|ruhen
        durch|setzen ein|leuchten frei|sprechen hervor|ragen nach|helfen mit|fiebern mit|helfen
        weiter|helfen wert|schätzen zu|sagen zu|stimmen gut|heißen aus|söhnen
        # verbs +1 forms
        gelingen gelingt gelang gelangen gelungen gewinne gewinnst gewinnt gewann gewannen gewonnen helfe
        hilfst hilft half halfen geholfen empfehlen empfehle empfiehlst empfiehlt empfahl empfahlen
        empfohlen weiterempfehlen weiterempfehle weiterempfohlen genießen genieße genießt genoss genossen
        genießst preisen preist pries gepriesen anerkannt anerkennt gefeiert freigesprochen verzeihen
        verzeihe verzeiht verzieh verziehen gönnen gönne gönnst gönnt gönnte gegönnt beigestanden bestanden
        bestehe besteht bestand geschafft schaffen schaffe schaffst schafft schaffte schafften mitreißen
        mitgerissen gefallen wohlfühlen wohlgefühlt aufgestiegen aufsteigen aufstieg befördert beförderung
        überzeugt überzeugend überzeugende überzeugenden überzeugender geklappt klappt klappte funktioniert
        funktionierte lohnt lohnte gelohnt schmeckt schmeckte geschmeckt erfüllt erfüllte gerettet geheilt
        gesiegt verbessert verbesserte verbesserten bereichert beschenkt gesund gesunde gesunder gesunden
        einverstanden stimmt genau absolut definitiv unbedingt gern gerne liebend freiwillig
        # good +1 forms
        gut gute guter gutes gutem guten gutster jut juter jute positiv positive positiver positives
        positiven plus okay ok oki okey okee jo joa supergut sehrgut bestnote einser goldmedaille gold
        silbermedaille medaille medaillen pokal pokale pokals titel weltmeisterschaft sonne sonnenschein
        sonnig sommer frühling regenbogen blume blumen schokolade kuchen eisbecher kekse grillen biergarten
        strand meer pralinen konzert konzerte urlaubsreif verabredung date like likes liked geliked gelikt
        favorisiert retweet follow ff followerpower followfriday
        # calm +1 adjectives
        behutsam besonnen diplomatisch fürsorglich geduldig gnädig großherzig großmütig großzügig gutmütig
        herzensgut einfühlsam sensibel warmherzig barmherzig brüderlich solidarisch einvernehmlich
        einträchtig friedfertig versöhnlich kollegial partnerschaftlich konsensfähig kooperativ ausgleichend
        aussichtsreich chancenreich gewinnbringend lukrativ rentabel profitabel ertragsstark lebenswert
        wünschenswert erstrebenswert begehrenswert begehrt gefragt umjubelt gefeiert geschätzt verehrt
        geachtet renommiert namhaft angesehen hochgelobt meisterlich siegreich triumphal unbesiegbar
        unbeschadet unversehrt unverletzt wohlauf wohlbehalten wohlhabend wohlverdient wohnlich heilsam heil
        vital kräftig kraftvoll fit topfit sportlich dynamisch energiegeladen tatkräftig zielstrebig
        ehrgeizig strebsam aktiv unermüdlich emsig wissbegierig neugierig begeisterungsfähig
        leidenschaftlich
        """
}
