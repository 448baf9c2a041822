extension Phrases {
    /// Using the crowd for something else.
    static let pileOn = Bilingual(
        """
        Wundert mich nicht, bei denen ist auch der Kaffee kalt.
        Typisch, der Chef verdient Millionen.
        Und wer zahlt am Ende? Wieder der kleine Mann.
        Solche Firmen gehören verstaatlicht.
        Hab die Aktie letzte Woche verkauft, zum Glück.
        Popcorn steht bereit.
        Früher war alles besser.
        Die Politik schaut wieder nur zu.
        Kommt doch zu uns, wir sind kleiner und netter.
        Mein Nachbar arbeitet da, der sagt lieber nichts.
        Hauptsache, der Vorstand bekommt seinen Bonus.
        Wer da noch kauft, ist selbst schuld.
        Der Laden in der Innenstadt riecht auch komisch.
        Deutschland, deine Unternehmen.
        Ich sag nur: Servicewüste.
        Die sollten lieber mal ihre Fassade streichen.
        Bei mir läuft alles, keine Ahnung, was ihr habt.
        Könnt ihr euch nicht woanders streiten?
        Was sagt eigentlich der Betriebsrat dazu?
        Das hat der Praktikant bestimmt gut gemeint.
        Gibt es dazu schon ein Meme?
        Meine Oma macht das besser, und die ist neunzig.
        Schlaft ihr noch oder twittert ihr schon?
        Endlich spricht es mal jemand aus.
        Ein Fall für die Verbraucherzentrale.
        Ihr Parkplatz ist übrigens auch zu klein.
        Grüße an die Presseabteilung, viel Spaß heute.
        Ich bleibe trotzdem Fan.
        Alles nur heiße Luft im Sommerloch.
        Mein Mitleid gilt den Leuten an der Kasse.
        Der Kapitalismus frisst seine Kinder.
        Wann kommt die Doku auf Netflix?
        Die Konkurrenz lacht sich kaputt.
        Haben die keinen Pressesprecher?
        Zum Glück wohne ich auf dem Land.
        Ach, da arbeitet doch auch der Schwager vom Bürgermeister.
        Ich hole mir erst mal ein Eis.
        Kann jemand zusammenfassen, worum es geht?
        Bots überall in den Kommentaren.
        Euer Logo war auch schon immer hässlich.
        """,
        """
        Not surprised, even their coffee is cold.
        Typical, the boss earns millions.
        And who pays in the end? The little guy again.
        Firms like that should be nationalised.
        Sold my shares last week, lucky me.
        Popcorn is ready.
        Everything used to be better.
        Politicians just watch as usual.
        Come to us, we are smaller and nicer.
        My neighbour works there and rather says nothing.
        As long as the board gets its bonus.
        Whoever still buys there has only himself to blame.
        The shop downtown smells funny too.
        This country and its companies.
        Two words: customer care. They have neither.
        They should rather paint their building.
        Works for me, no idea what you all have.
        Can you not argue somewhere else?
        What does the union say about it?
        I am sure the intern meant well.
        Is there a meme already?
        My grandma does that better and she is ninety.
        Are you asleep or tweeting?
        Finally somebody says it.
        One for the consumer watchdog.
        By the way your car park is too small.
        Greetings to the press office, have fun today.
        I remain a fan regardless.
        Just hot air for the silly season.
        I pity the people at the till.
        Capitalism eats its children.
        When is the documentary coming out?
        The competition is laughing out loud.
        Do they not have a spokesman?
        Luckily I live in the countryside.
        The brother of the mayor works there, enough said.
        I am getting myself an ice cream first.
        Can anyone sum up what this is about?
        Bots all over the comments.
        Your logo has always been ugly.
        """)
}
