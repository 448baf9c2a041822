extension PolarityLexicon {
    /// German adjectives and verbs that speak ill of something, inflected by rule.
    static let germanBlame =
        """
        # bad -2 adjectives
        abscheulich abstoßend abartig absurd asozial abgrundtief barbarisch beschissen bestialisch brutal
        desaströs desolat ekelhaft eklig elend entsetzlich erbärmlich erschreckend erschütternd fatal
        fürchterlich furchtbar grauenhaft grauenvoll gräulich gruselig grässlich grausam grausig gottlos
        hanebüchen haarsträubend himmelschreiend höllisch hundsgemein infam jämmerlich kläglich katastrophal
        kriminell lächerlich lausig mies miserabel monströs mörderisch niederträchtig peinlich pervers
        perfide primitiv rassistisch rücksichtslos sadistisch scheußlich schäbig schändlich scheinheilig
        schauderhaft schauerlich schlimm schmählich schmerzhaft schockierend schrecklich skandalös
        skrupellos traumatisch unerträglich ungeheuerlich unmenschlich unsäglich unsagbar unterirdisch
        untragbar unverschämt unverzeihlich unwürdig unzumutbar verabscheuungswürdig verachtenswert
        verbrecherisch verdammt verflucht verheerend verhasst vernichtend verwerflich widerlich widerwärtig
        würdelos zynisch
        # bad -1 adjectives
        abfällig abgedroschen abgehoben abwegig aggressiv albern altbacken anfällig angeblich anmaßend
        anrüchig anstrengend arg arm armselig arrogant aufdringlich aussichtslos bedenklich bedauerlich
        bedrohlich bedrückend belanglos belastend bescheuert beängstigend bedürftig bitter blamabel blöd
        bockig borniert boshaft böse bösartig bürokratisch chaotisch chancenlos dämlich defekt defizitär
        dekadent depressiv destruktiv diktatorisch dilettantisch dreckig dreist dubios dumpf dümmlich dunkel
        dürftig düster egoistisch eigennützig einfallslos eintönig einseitig eitel ekelerregend enttäuschend
        erfolglos erniedrigend ernüchternd fade fahrlässig fahrig falsch farblos faul fehlerhaft feige
        feindlich feindselig fies finster fragwürdig frech fremdenfeindlich freudlos frostig frustrierend
        fruchtlos furchteinflößend garstig gefährlich gehässig geistlos geizig gemein geschmacklos
        gesetzwidrig gesundheitsschädlich gewalttätig gewissenlos gierig giftig glanzlos glücklos grimmig
        grob grundlos gnadenlos grotesk habgierig halbherzig haltlos hart hartherzig hartnäckig hässlich
        heikel heimtückisch herablassend herzlos heuchlerisch hilflos hinderlich hinterhältig hinterlistig
        hirnlos hochnäsig hoffnungslos hohl humorlos hysterisch idiotisch ignorant illegal inakzeptabel
        inhaltslos inhuman inkompetent instabil intolerant intransparent irreführend irrelevant irrsinnig
        irrational kalt kaltblütig kaltherzig kaputt käuflich kindisch kitschig klapprig kleinkariert
        kleinlich kleinmütig kompliziert konfus korrupt kostspielig krampfhaft krank krankhaft kritisch
        krumm kümmerlich kurzsichtig lahm langatmig langsam langweilig lasch lästig launisch leblos leer
        leichtfertig leichtsinnig leidig leidvoll lieblos lustlos lückenhaft mangelhaft marode maßlos
        matschig medioker menschenfeindlich menschenverachtend menschenunwürdig merkwürdig minderwertig
        missgünstig misstrauisch missverständlich mittelmäßig moralinsauer morsch mühsam mühselig mürrisch
        muffig nachlässig nachteilig naiv negativ neidisch nervig nervtötend niveaulos nutzlos obskur öde
        oberflächlich ominös ordinär panisch parasitär parteiisch peinigend pessimistisch planlos plump
        problematisch prollig provokant qualvoll rabiat radikal ramponiert ranzig rau rechtswidrig
        rechtsextrem rechtsradikal reaktionär respektlos riskant roh rostig rückständig ruchlos rüde ruinös
        ruppig sauer schadhaft schädlich schadenfroh schal scharf schamlos schief schlampig schlecht
        schleimig schleppend schludrig schmerzlich schmierig schmutzig schnöde schonungslos schräg schroff
        schuldig schwach schwachsinnig schwammig schwerfällig schwierig schwer seicht selbstgefällig
        selbstgerecht selbstherrlich selbstsüchtig seltsam sexistisch sinnfrei sinnlos sorgenvoll spießig
        spröde starrsinnig steif stinkend stinkig störend störrisch streitsüchtig streng strittig stressig
        stumpf stumpfsinnig stupide stur suboptimal suspekt taktlos teuer töricht tödlich tragisch traurig
        treulos trist trostlos trotzig trüb trügerisch tückisch übel übellaunig überflüssig überfordert
        überheblich überteuert übertrieben umständlich umstritten unaufmerksam unangebracht unangemessen
        unangenehm unanständig unappetitlich unattraktiv unausgegoren unausgereift unausstehlich
        unbarmherzig unbedacht unbefriedigend unbegreiflich unbegründet unbequem unbrauchbar undemokratisch
        undankbar undurchdacht undurchsichtig unehrlich uneinsichtig unerfreulich unerhört unerwünscht
        unfähig unfair unflexibel unfreundlich ungastlich ungeduldig ungeeignet ungehörig ungelöst
        ungemütlich ungenau ungenießbar ungenügend ungerecht ungerechtfertigt ungeschickt ungesetzlich
        ungesund unglaubwürdig ungleich unglücklich ungünstig unheilvoll unheimlich unhöflich uninspiriert
        uninteressant unklar unkollegial unkontrolliert unlauter unlesbar unlogisch unmoralisch unmöglich
        unmotiviert unmündig unnötig unnütz unordentlich unpassend unpersönlich unpraktisch unprofessionell
        unpünktlich unqualifiziert unrealistisch unrechtmäßig unrentabel unruhig unsachlich unsauber unschön
        unsensibel unseriös unsicher unsinnig unsozial unsportlich unsympathisch untauglich untätig
        unterbezahlt unübersichtlich unüberlegt unverantwortlich unverhältnismäßig unverständlich
        unvernünftig unvollständig unvorsichtig unwichtig unwillig unwirksam unwirtschaftlich unwissend
        unwohl unzufrieden unzulänglich unzulässig unzureichend unzuverlässig verächtlich verantwortungslos
        verbissen verbittert verbohrt verboten verdächtig verderblich verderbt verdorben verdrießlich
        verfassungsfeindlich verfassungswidrig verfehlt verfrüht vergeblich verhängnisvoll verkehrt
        verklemmt verkrampft verletzend verlogen vermessen vernachlässigt verrückt verräterisch verrucht
        verschlossen verschwenderisch verständnislos verstörend verwahrlost verwirrend verwirrt verworren
        verzweifelt verpeilt vorbestraft vorlaut vulgär wacklig wahllos wahnsinnig wehleidig wehrlos
        weinerlich weltfremd wertlos widersinnig widersprüchlich willkürlich wirkungslos wirr wortbrüchig
        wütend wüst zäh zerstörerisch zickig ziellos zornig zudringlich zweifelhaft zwecklos zwielichtig
        zwiespältig bankrott insolvent mittellos obdachlos arbeitslos heimatlos schutzlos machtlos ratlos
        rastlos ruhelos schlaflos kraftlos energielos antriebslos orientierungslos führungslos verlustreich
        defensiv ausbeuterisch ausländerfeindlich antisemitisch homophob faschistisch faschistoid
        nationalistisch rechtspopulistisch populistisch extremistisch terroristisch totalitär autoritär
        despotisch tyrannisch fanatisch fundamentalistisch islamistisch militant radikalisiert kriegerisch
        # sad -1 adjectives
        ängstlich bedrückt betrübt betroffen beklommen besorgt deprimierend deprimiert einsam entkräftet
        enttäuscht entnervt entmutigt erschöpft frustriert gelangweilt genervt gekränkt gestresst gereizt
        geknickt hungrig kränklich melancholisch missmutig müde mutlos niedergeschlagen nervös pessimistisch
        resigniert schockiert schwermütig schwindelig trübselig trübsinnig unglücklich untröstlich
        unausgeschlafen übermüdet übernächtigt verärgert verletzt verängstigt verschnupft verstört wehmütig
        hundemüde todmüde todtraurig todunglücklich totmüde erkältet heiser fiebrig grippig verkatert
        angeschlagen ausgebrannt überarbeitet überlastet angepisst angefressen angenervt sauer entsetzt
        empört erzürnt erbost fassungslos sprachlos aufgebracht aufgeregt beleidigt beschämt verbittert
        verunsichert
        # verbs -1 verbs
        abnerven belasten belästigen belügen benachteiligen betrauern betrügen beeinträchtigen behindern
        demütigen demotivieren denunzieren dämonisieren enteignen entmündigen entwürdigen entwerten
        erniedrigen ermüden gefährden hintergehen kapitulieren kränken kriseln lähmen meiden nerven opfern
        plagen plündern provozieren quälen rauben resignieren sabotieren schaden schikanieren schocken
        schmollen schänden schwächeln schwächen spalten stagnieren stinken stören strafen stänkern
        terrorisieren traumatisieren verabscheuen verarschen verängstigen verärgern verdummen verdunkeln
        verfälschen verharmlosen verhindern verhunzen verkommen verleumden verletzen verlottern
        vernachlässigen vernichten verpassen verplempern verpfuschen verramschen verschandeln verschleppen
        verschlampen verschleiern verschleudern verschmutzen verschrecken verseuchen verspielen verspotten
        verstümmeln verteuern verteufeln vertreiben veruntreuen verunstalten verwirren verwüsten verzocken
        verzerren wimmern zerfetzen zermürben zerrütten zerschlagen zersetzen zerstreiten zertrümmern
        zweckentfremden überfordern überlasten überwachen unterdrücken unterschätzen missachten missfallen
        missglücken misslingen missverstehen missbilligen bestrafen bevormunden beschmutzen besudeln
        bedrängen bedrücken beunruhigen beschönigen blamieren bluffen boykottieren
        # verbs -1 separableVerbs
        ab|lehnen ab|nutzen ab|schrecken ab|stoßen ab|stumpfen ab|werten ab|wählen ab|wimmeln ab|würgen
        ab|zocken an|meckern an|motzen an|prangern an|schnauzen an|stinken auf|hetzen aus|beuten aus|grenzen
        aus|rasten aus|flippen aus|spionieren ein|knicken ein|schüchtern ein|stürzen fertig|machen
        herab|setzen herunter|spielen herum|nörgeln herum|jammern kaputt|machen kaputt|sparen lahm|legen
        miss|brauchen nieder|machen nach|trauern rum|heulen rum|nerven rum|jammern tot|schweigen
        vor|enthalten zu|muten
        """
}
