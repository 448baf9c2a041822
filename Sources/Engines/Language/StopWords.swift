/// Words which say nothing about what a text is about. Own list, written as `Folding.fold` writes them.
package enum StopWords {
    package static let german = set(
        """
        aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf
        aus bei beim bin bis bist bitte da dabei dadurch dafur dagegen daher damit danach dann daran darauf
        daraus darf darin daruber darum darunter das dass dasselbe davon dazu dein deine deinem deinen deiner
        dem den denen denn der deren derer des deshalb dessen dich die dies diese dieselbe diesem diesen
        dieser dieses dir doch dort du durch durfen ein eine einem einen einer eines einige einigem einigen
        einiger einiges einmal er es etwa etwas euch euer eure eurem euren eurer fur ganz gegen gewesen gibt
        hab habe haben hat hatte hatten hattest hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer
        im immer in indem ins ist ja jede jedem jeden jeder jedes jedoch jene jenem jenen jener jenes jetzt
        kann kein keine keinem keinen keiner konnen konnte konnten machen man manche manchem manchen mancher
        manches mein meine meinem meinen meiner mich mir mit muss mussen musste nach nachdem nicht nichts noch
        nun nur ob obwohl oder ohne per pro sehr seid sein seine seinem seinen seiner seit selbst sich sie
        sind so sobald sogar solche solchem solchen solcher soll sollen sollte sollten sondern sonst soviel
        sowie sowohl um und uns unser unsere unserem unseren unserer unter vom von vor wahrend war waren warum
        was weil weiter welche welchem welchen welcher welches wem wen wenn wer werde werden weshalb wessen
        wie wieder wieso wieviel will wir wird wo wobei wodurch wofur woher wohin womit worauf woraus worden
        worin wovon wozu wurde wurden zu zum zur zwar zwischen uber viel viele vielen
        """)

    package static let english = set(
        """
        a about after again all also am an and any are as at be because been before being between both but by
        can could did do does doing down during each few for from further had has have having he her here hers
        him his how i if in into is it its itself just me more most my no nor of off on once only or other our
        ours out over own same she should so some such than that the their theirs them then there these they
        this those through to too under until up very was we were what when where which while who whom why
        with would you your yours
        """)

    /// Whether the word is a stop word of either language. English words that are German nouns (`not`)
    /// do not count as English.
    package static func contains(_ word: String) -> Bool { german.contains(word) || english.contains(word) }

    private static func set(_ words: String) -> Set<String> {
        Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
