extension PolarityLexicon {
    /// German insults, slurs and slogans of hate. They are listed in order to be recognised.
    static let germanInsults =
        """
        # insult -2 persons
        idiot vollidiot chaot dilettant ignorant demagoge kretin lump halunke despot psychopath soziopath
        psycho sadist barbar perverse bekloppte verrückte asoziale gestörte kranke terrorist faschist
        islamist rassist querulant phantast simulant parasit ganove
        # insult -2 agents
        trottel volltrottel depp penner spinner wichser ficker hurensohn versager verräter lügner heuchler
        blender betrüger schwindler stümper pfuscher schmarotzer abzocker gauner halsabschneider hetzer
        nörgler jammerlappen waschlappen schlappschwanz feigling widerling ekelpaket drecksack arschkriecher
        schleimer speichellecker angeber wichtigtuer besserwisser dummschwätzer schwätzer laberer
        dampfplauderer sprücheklopfer hampelmann knallkopf kinderschänder volksverräter vaterlandsverräter
        kriegstreiber brandstifter mörder schlächter henker dealer säufer spalter unterdrücker ausbeuter
        blutsauger gutmensch bonze proll
        # insult -2 forms
        arsch ärsche arsches arschloch arschlöcher arschlöchern arschgeige arschgeigen arschgesicht
        arschgesichter wichsern wixer wixxer hurensohn hurensöhne huren hure nutte nutten schlampe schlampen
        fotze fotzen bitch bitches bastard bastarde missgeburt missgeburten mistkerl mistkerle miststück
        miststücke drecksau drecksäue sau saubande schwein schweine schweinen schweinehund dreckschwein
        dreckschweine drecksschwein drecksschweine schweinebande arschkrampe pissnelke pisser pissern
        pissgesicht pimmel schwanzlutscher ficken fick fickt fickte gefickt gefickte ficker abgefickt
        verfickt verfickte verfickten verfickter verficktes fickdich spast spasti spasten spacko spacken
        mongo mongos behindert behinderte behinderter krüppel opfa depp deppen deppert dummkopf dummköpfe
        dumpfbacke dumpfbacken hohlbirne hohlbirnen hohlkopf hohlköpfe holzkopf holzköpfe schwachkopf
        schwachköpfe strohkopf blödmann blödmänner blödian idiotie idiotisch idiotische idiotischen hirni
        hirnlose hirnlosen hirntot hirntote hirnamputiert hirnamputierte gehirnamputiert dumm dumme dummen
        dummer dummes dümmer dümmste dümmsten dümmster saudumm strunzdumm strohdumm saublöd doof doofe
        doofen doofer doofes doofste blöd blöde blöden blöder blödes bescheuert bescheuerte bekloppt
        beknackt beknackte behämmert bestusst durchgeknallt durchgeknallte durchgeknallter geisteskrank
        geisteskranke geisteskranken geisteskranker geistesgestört geistesgestörte irrer geistig
        zurückgeblieben verblödet verblödete verblödeten verblödung verdummt verdummte verdummung dummbatz
        dummschwatz vollpfosten pfosten honk honks clown clowns clownerie hampelmänner marionette
        marionetten witzfigur witzfiguren lachnummer nullnummer luftpumpe luftpumpen knalltüte knalltüten
        trulla tussi tussis zicke zicken schabracke vettel weiber weibsbild emanze emanzen kühe ratte ratten
        ungeziefer geschmeiß geschmeiss gesindel gesocks gesox gesock pack packs lumpenpack lumpen
        drecksgesindel pöbel abschaum bagage mischpoke zecke zecken schmeißfliege schmeißfliegen parasiten
        schädling schädlinge volksschädling volksschädlinge untermensch untermenschen unmensch unmenschen
        bestie bestien monster teufel satan ausgeburt kakerlake kakerlaken dreckshund sauhund affenbande
        hornochse hornochsen rindvieh rindviecher schlafschaf schlafschafe schafsköpfe lemminge volltrottel
        trottel trotteln vollhonk vollspast vollasi assi asi asis assis asozialen asozialer proleten prolet
        proll prolls bauerntölpel tölpel rotzlöffel rotzbengel rotzgöre bratze fratze fratzen fresse fressen
        hackfresse hackfressen visage kotzbrocken ekel ekelpaket widerling widerlinge stinker stinktier furz
        fürze kackbratze kackvogel vogel scheißhaufen scheißkerl scheißkerle dreckskerl dreckskerle
        scheissverein scheißverein drecksverein drecksstaat drecksvolk drecksweib pisse pissen verpiss
        heulsuse heulsusen weichei weicheier memme memmen lusche luschen schwuchtel schwuchteln tunte tunten
        transe transen kinderficker ziegenficker eselficker pädo pädophil pädophile pädophiler pädophilen
        perversling perverslinge inzest inzucht krank kranke kranker
        # slur -2 forms
        neger negern nigger kanake kanaken kümmeltürke kameltreiber ziegenhirt musel muselmann muselmänner
        muselmanen moslempack asylant asylanten scheinasylant scheinasylanten asylbetrüger
        wirtschaftsflüchtling wirtschaftsflüchtlinge sozialschmarotzer sozialtouristen invasoren invasor
        rapefugee rapefugees rapeugees bereicherer kulturbereicherer kulturbereicherung umvolkung
        bevölkerungsaustausch volksaustausch überfremdung überfremdet islamisierung islamisiert umvolken
        messermann messermänner messerstecher mohammedaner muselmanisch gesocks zigeuner zigeunern judensau
        judenpack schlitzauge schlitzaugen polacke polacken russenpack
        # political -2 forms
        volksverräter volksverräterin volksverrätern volksfeind volksfeinde vaterlandsverräter hochverrat
        hochverräter landesverrat landesverräter lügenpresse lückenpresse lügenmedien systempresse
        systemmedien systemparteien systemling systemlinge altparteien blockparteien blockpartei
        kartellparteien staatsfunk staatsmedien staatspropaganda zwangsgebühr zwangsgebühren gutmenschen
        gutmensch bahnhofsklatscher teddybärenwerfer teddywerfer willkommensklatscher linksfaschist
        linksfaschisten linksfaschistisch antifanten linksgrün linksgrüne linksgrünen linksgrünversifft
        linksversifft versifft versiffte versifften versiffter linksextremisten linksradikale ökofaschisten
        ökofaschist grünfaschisten feminazi feminazis genderwahn gendergaga genderschwachsinn naziweib
        nazischwein nazischweine nazipack nazibraut nazihure nazisau scheißnazi scheißnazis rechtsradikale
        rechtsradikalen rechtsextremisten reichsbürger faschos fascho faschisten faschopack hitler goebbels
        göbbels diktatur diktatorin meinungsdiktatur merkeldiktatur kanzlerdarstellerin rautenfrau
        kanzlerette zonenwachtel bolschewisten marionette zionisten zionist rothschild weltherrschaft
        satanisten umerziehung gehirnwäsche gehirngewaschen gehirngewaschene volksverdummung verblödung
        verarsche verarschung verarscht verarschen volksverarschung ausrotten ausgerottet ausmerzen
        vernichten abknallen abgeknallt aufhängen aufgehängt aufknüpfen erschießen vergasen vergast
        guillotine konzentrationslager gaskammer lynchen gelyncht abschlachten geschlachtet steinigen
        kastrieren kastriert verrecken krepieren krepiert verbrecherbande verbrechersyndikat verbrecherpack
        politverbrecher kriminellenpack mörderbande terrorbande faulpelz faulpelze schmarotzer schmarotzern
        kinderschänderei grapscher vergewaltiger vergewaltigern gruppenvergewaltigung
        """
}
