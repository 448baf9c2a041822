import Testing

@testable import Language

@Suite("Folding and tokens")
struct TokenizerTests {
    @Test(
        "Spellings that mean the same fold to the same",
        arguments: [
            ("Müller", "muller"), ("Mueller", "muller"), ("MULLER", "muller"), ("Mu\u{308}ller", "muller"),
            ("Straße", "strasse"), ("STRASSE", "strasse"), ("STRAẞE", "strasse"), ("Größe", "grosse"),
            ("Groesse", "grosse"), ("Baeuerin", "bauerin"), ("Bäuerin", "bauerin"), ("Quelle", "quelle"),
            ("bauen", "bauen"), ("neue", "neue"), ("Łódź", "lodz"), ("Señor", "senor"), ("Çelik", "celik"),
            ("Ångström", "angstrom"), ("Ærø", "aro"), ("İzmir", "izmir"), ("Ost\u{AD}see", "ostsee"),
        ])
    func fold(text: String, folded: String) {
        #expect(Folding.fold(text) == folded)
    }

    @Test("Base keeps the second spelling of umlauts apart")
    func base() {
        #expect(Folding.base("Mueller & Söhne") == "mueller & sohne")
        #expect(Folding.base("Привет") == "привет")
    }

    @Test(
        "Words, numbers, codes and addresses are tokens",
        arguments: [
            ("Kunde K-00123, bitte!", ["kunde", "k00123", "00123", "bitte"]),
            ("K00123", ["k00123", "00123"]),
            ("1.234,56 Euro und 12.345.678 m", ["1234", "56", "euro", "und", "12345678", "m"]),
            ("am 31.12.2025 um 8:30", ["am", "31", "12", "2025", "um", "8", "30"]),
            ("a.b@müller-bau.de", ["a.b@muller-bau.de", "a", "b", "muller", "bau", "de"]),
            ("AFC-Championship-Spiel", ["afc", "championship", "spiel"]),
            ("Müller's Mühle, Joe’s", ["muller", "muhle", "jo"]),
            ("B2B und 10er 5G", ["b2b", "und", "10er", "10", "5g", "5"]),
            ("COVID-19", ["covid19", "covid", "19"]),
            ("@", []), ("", []), ("—…!", []),
        ])
    func tokens(text: String, tokens: [String]) {
        #expect(Tokenizer.tokens(text).map(\.text) == tokens)
    }

    @Test("A token knows its place in the original")
    func ranges() {
        let text = "Für Grüße: K-77!"
        let utf8 = Array(text.utf8)
        let originals = Tokenizer.tokens(text).map { String(decoding: utf8[$0.range], as: UTF8.self) }
        #expect(originals == ["Für", "Grüße", "K-77", "77"])
    }

    @Test("Damaged and endless input is cut into bounded tokens")
    func bounded() {
        let long = Tokenizer.tokens(String(repeating: "ä", count: 5000))
        #expect(long.count == 1)
        #expect(long.allSatisfy { $0.text.utf8.count <= Tokenizer.maximumBytes })
        let damaged = String(decoding: [0xC3, 0x41, 0xE2, 0x82, 0xF0], as: UTF8.self)
        #expect(Tokenizer.tokens(damaged).map(\.text) == ["a"])
    }
}

@Suite("Analysis")
struct AnalyzerTests {
    let analyzer = Analyzer()

    @Test(
        "Forms of a German word share a term",
        arguments: [
            ["Versicherung", "Versicherungen", "versicherung"], ["Haus", "Häuser", "Haeuser", "Hauses"],
            ["Müller", "Mueller", "muller"], ["Kunde", "Kunden"], ["großer", "grosse", "Großes"],
        ])
    func german(forms: [String]) {
        #expect(Set(forms.map { analyzer.stem(Folding.fold($0)) }).count == 1)
    }

    @Test("An English text is stemmed as English, and a question finds it")
    func english() {
        let entry = analyzer.entry([.text("The companies were running their own houses")])
        #expect(entry.postings.map(\.term) == ["compani", "hous", "run"])
        let terms = analyzer.question("running company").flatMap(\.terms)
        #expect(terms.contains("run") && terms.contains("compani"))
    }

    @Test("Stop words leave a question unless it has nothing else, and IT is no stop word")
    func stopWords() {
        #expect(analyzer.question("Wo ist die Rechnung?").map(\.folded) == ["rechnung"])
        #expect(analyzer.question("die das").map(\.folded) == ["die", "das"])
        #expect(analyzer.question("Fragen an die IT").map(\.folded) == ["fragen", "it"])
        #expect(analyzer.question("Bau all", isTyping: true).map(\.folded) == ["bau", "all"])
    }

    @Test("A title counts more than a body, an exact value only as a whole")
    func fields() {
        let entry = analyzer.entry([.text("Dach", weight: 3), .text("Dach undicht"), .exact("+49301234567")])
        #expect(entry.postings.map(\.term) == ["+49301234567", "dach", "undicht"])
        #expect(entry.postings.map(\.weight) == [3, 4, 1])
        #expect(entry.postings.map(\.isWord) == [false, true, true])
        #expect(entry.length == 8)
    }

    @Test(
        "Compounds fall into parts that the vocabulary holds",
        arguments: [
            ("Fluggesellschaft", ["flug", "gesellschaft"]), ("Arbeitszeit", ["arbeit", "zeit"]),
            ("Straßenbahn", ["strass", "bahn"]), ("Regierungschef", ["regier", "chef"]), ("Kindergarten", []),
        ])
    func compounds(word: String, parts: [String]) {
        let vocabulary: Set = [
            "flug", "gesellschaft", "arbeit", "zeit", "strass", "bahn", "regier", "chef", "gart",
        ]
        let folded = Folding.fold(word)
        let found = Compounds.parts(
            Compounds.splits(folded, analyzer), of: folded, isKnown: vocabulary.contains)
        #expect(found == Set(parts))
    }

    @Test(
        "One edit is found by shared spelling keys, two are not",
        arguments: [
            ("verteid", "vetreid", true), ("rechnung", "rechnng", true), ("rechnung", "rexhnung", true),
            ("rechnung", "rechnungg", true), ("rechnung", "rchnun", false), ("dach", "bach", true),
            ("abcd", "badc", false),
        ])
    func spelling(first: String, second: String, isNear: Bool) {
        #expect(Spelling.isWithinOneEdit(first, second) == isNear)
        if isNear { #expect(!Set(Spelling.keys(first)).isDisjoint(with: Spelling.keys(second))) }
    }
}

@Suite("Names")
struct NameTests {
    /// Codes as published for the method (de.wikipedia.org, "Kölner Phonetik").
    @Test(
        "The Kölner Phonetik codes names by sound",
        arguments: [
            ("Müller-Lüdenscheidt", "65752682"), ("Breschnew", "17863"), ("Wikipedia", "3412"),
            ("Meyer", "67"),
            ("Maier", "67"), ("Philipp", "351"), ("Aachen", "046"), ("", ""), ("123", ""),
        ])
    func phonetics(name: String, code: String) {
        #expect(ColognePhonetics.code(name) == code)
    }

    @Test("Names sort by DIN 5007-1")
    func order() {
        let names = [
            "Zander", "Öztürk", "Ofen", "Osten", "Groß", "Grosz", "Äpfel", "Apfel 2", "3M", "de Vries",
            "Devon",
        ]
        let sorted = names.sorted { SortKey.key($0).utf8.lexicographicallyPrecedes(SortKey.key($1).utf8) }
        #expect(
            sorted == [
                "3M", "Äpfel", "Apfel 2", "de Vries", "Devon", "Groß", "Grosz", "Ofen", "Osten", "Öztürk",
                "Zander",
            ])
        #expect(SortKey.key(" „Müller“ & Söhne ") == "muller sohne")
    }

    /// The first three from Winkler's report (1990, table 2).
    @Test(
        "Jaro-Winkler is what the literature computes",
        arguments: [
            ("martha", "marhta", 0.961), ("dwayne", "duane", 0.840), ("dixon", "dicksonx", 0.813),
            ("a", "a", 1.0),
            ("", "a", 0.0), ("abc", "xyz", 0.0),
        ])
    func jaroWinkler(first: String, second: String, similarity: Double) {
        #expect(abs(JaroWinkler.similarity(first, second) - similarity) < 0.001)
        #expect(JaroWinkler.similarity(first, second) == JaroWinkler.similarity(second, first))
    }
}
