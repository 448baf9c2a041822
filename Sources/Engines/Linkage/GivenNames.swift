import Language

/// Given names that stand for each other in German-speaking countries.
enum GivenNames {
    /// The name that a folded given name is a form of; itself when none is known.
    static func canonical(_ name: String) -> String { forms[name] ?? name }

    private static let forms: [String: String] = {
        var forms: [String: String] = [:]
        for group in groups.split(separator: "\n") {
            let names = group.split(separator: " ").map(String.init)
            for name in names.dropFirst() where forms[name] == nil { forms[name] = names.first }
        }
        return forms
    }()

    /// One group a line, the full form first, as `Folding.fold` writes them. A form belongs to its first
    /// group.
    private static let groups = """
        johannes hans hannes johann hansi jo hanno
        josef joseph sepp seppi beppo jupp pepi
        georg schorsch jorg jurgen
        friedrich fritz fred friedel
        wilhelm willi willy wim helm
        heinrich heinz heiner hein heini
        karl carl kalle karli
        ludwig lutz wiggerl lui
        maximilian max maxi
        michael michi michel mike michal micha
        andreas andi andy anderl
        alexander alex sascha xander aleksandr
        matthias mathias matze hias mattias
        stefan stephan steffen steff
        christian chris christl krischan
        christoph christof stoffel
        sebastian basti wastl bastian
        thomas tom tommy thommy
        tobias tobi
        daniel dani danny
        dominik dominic domi
        benjamin ben benni benny
        florian flo flori
        philipp philip phil lippi
        franz franzl ferenc
        anton toni tonio
        rudolf rudi rolf rudolph
        rainer reiner
        dieter didi diether dietrich
        gunter gunther gunnar
        walter walther walti
        werner wernher
        gerhard gerd gert hardy
        bernhard bernd berni bernard
        eberhard ebbi
        leonhard leo hardl
        manfred manni fredi
        alfred alf freddy
        siegfried siggi sigi
        ulrich uli ulli utz
        joachim jochen achim jo
        wolfgang wolf wolfi
        klaus claus nikolaus nico niko niklas
        peter piet petz
        paul pauli
        martin marti
        markus marcus
        robert rob robby bob
        norbert nobbi bert
        herbert herb hebbe
        hubert hubsi bertl
        egon egi
        emil milo
        eduard edi ed
        ferdinand ferdi
        gustav gustl
        jakob jacob jackel
        kaspar caspar
        konrad conrad kurt conny
        lorenz lenz laurenz
        oskar oscar
        reinhard reinhardt hardi
        theodor theo
        viktor victor
        elisabeth elsbeth else elsa lisa liesel lieschen lisbeth liesbeth sissi betty elli elly bettina ilse
        katharina kathi katrin kathrin katja catharina kati kaethe kathe trina
        margarete margarethe margret margrit grete gretel greta gretchen rita marga
        maria marie mia mizzi mitzi marike
        anna anne anni annie anja antje annika anny
        annemarie annamaria annemie
        johanna hanna hanne hannah hannelore
        christine christina christel tina kristin kirsten kerstin kristina
        susanne susi susanna sanne suse
        barbara babsi barbel barbel babette
        magdalena leni lena magda madlen
        helene leni lene hella helena
        franziska franzi fanny sissy ziska
        theresa therese resi theres resl
        gertrud gertrude trude trudi gerti
        gabriele gabi gaby gabriela
        monika moni
        brigitte gitte gitta birgit birgitta biggi
        sabine bine
        ursula uschi ulla ursel
        ulrike rike ulli
        angelika geli angela
        andrea andi
        alexandra alex sandra sascha
        stefanie stephanie steffi
        veronika vroni
        walburga burgi
        waltraud traudl traudi
        edeltraud traudel
        regina regine gina
        renate reni nate
        roswitha rosi
        rosa rosl rosemarie rosalie
        eva evi
        martha marta
        karoline caroline karola line lina
        karin carin karen
        charlotte lotte lotti
        dorothea dorothee dora thea dorle
        henriette jette henny
        friederike rike fritzi
        wilhelmine minna mina helma
        josefine josephine josefa fine sepha
        antonia antonie toni tonja
        cornelia conny nelly
        manuela manu ela
        michaela michi
        petra petzi
        jessica jessy
        jennifer jenny
        nicole nicki
        daniela dani
        heidemarie heidi adelheid heide
        hildegard hilde hilda
        mechthild mechtild
        elfriede friedel elfi
        luise luisa louise lulu
        emma emmi
        """
}
