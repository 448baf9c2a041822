/// What surrounds the matter of a message, whatever the matter.
enum Phrases {
    static let greetings = Bilingual(
        """
        Hallo,
        Guten Tag,
        Sehr geehrte Damen und Herren,
        Hi Team,
        Moin,
        Liebes Serviceteam,
        """,
        """
        Hello,
        Hi,
        Dear Sir or Madam,
        Hey team,
        Good morning,
        To whom it may concern,
        """)

    static let feelings = Bilingual(
        """
        Das ist eine Frechheit!
        Ich bin wirklich enttäuscht.
        So etwas habe ich noch nie erlebt.
        Unfassbar.
        Ich erwarte eine Antwort.
        Nie wieder!
        Seit zehn Jahren Kunde, und dann das.
        Bitte melden Sie sich.
        Mir reicht es langsam.
        Was ist da los?
        Ich werde das überall erzählen.
        Setzen, sechs.
        """,
        """
        This is outrageous!
        I am really disappointed.
        I have never seen anything like it.
        Unbelievable.
        I expect an answer.
        Never again!
        Ten years a customer and then this.
        Please get in touch.
        I am losing my patience.
        What is going on?
        I will tell everyone.
        Worst company ever.
        """)

    static let closings = Bilingual(
        """
        Mit freundlichen Grüßen
        Danke im Voraus
        Viele Grüße
        MfG
        Gruß
        """,
        """
        Kind regards
        Thanks in advance
        Best wishes
        Cheers
        Regards
        """)

    /// Following the crowd without saying what it is about.
    static let meToo = Bilingual(
        """
        Bei mir genauso!
        Ich auch!
        Mir geht es auch so.
        +1
        Kann ich nur bestätigen.
        Dito, unmöglich.
        Na super, wir auch.
        """,
        """
        Same here!
        Me too!
        Happened to me as well.
        +1
        Can confirm.
        Ditto, impossible.
        Great, us too.
        """)

    static let products = [
        "Aurora 300", "SmartHeim Basis", "Komfort Plus", "die NovaBox", "Lumio", "EcoLine 2",
        "das Family-Paket",
        "Kranich X", "PowerCube", "Flexi M",
    ]
    static let cities = [
        "Leipzig", "Bremen", "Augsburg", "Kiel", "Erfurt", "Mannheim", "Graz", "Potsdam", "Bochum",
        "Regensburg",
    ]
    static let sources = ["mail", "form", "social", "chat", "phone"]
}

/// Lines in both languages.
struct Bilingual {
    let german: [String]
    let english: [String]

    init(_ german: String, _ english: String) {
        self.german = Self.lines(german)
        self.english = Self.lines(english)
    }

    subscript(isGerman: Bool) -> [String] { isGerman ? german : english }

    private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}

/// A matter with its templates, which say it in ways independent of each other.
struct Topic {
    let name: String
    let templates: Bilingual

    init(name: String, german: String, english: String) {
        self.name = name
        templates = Bilingual(german, english)
    }

    init(name: String, templates: Bilingual) {
        self.name = name
        self.templates = templates
    }

    /// What waves are made of.
    static let criticism = [
        doubleCharge, priceIncrease, brokenApp, outage, lateDelivery, hotDevice, dataLeak, badAdvert,
    ]

    /// The templates of one half: every second one, so that neither half holds only what came to mind first.
    func half(_ half: Half, isGerman: Bool) -> [String] {
        let all = templates[isGerman]
        return all.indices.filter { ($0 % 2 == 0) == (half == .development) }.map { all[$0] }
    }
}

/// Development: looked at while thresholds were chosen. Judging: only for the figures reported.
enum Half: String {
    case development, judging
}
