/// Writes the forms of a German word by rule. Spelled with `ae`, `oe`, `ue`, `ss`, as `TextScan` folds.
enum Inflection {
    /// The forms of an adjective; with `compares`, the comparative and superlative, too.
    static func adjective(_ word: String, compares: Bool) -> [String] {
        var stem = word
        var inflected = word
        if word.hasSuffix("e") {
            stem.removeLast()
            inflected = stem
        } else if word.hasSuffix("el") {
            inflected = word.dropLast(2) + "l"
        } else if word.hasSuffix("auer") || word.hasSuffix("euer") {
            inflected = word.dropLast(2) + "r"
        }
        var forms = [word] + endings.map { inflected + $0 }
        guard compares else { return forms }
        let high = umlauted[stem] ?? stem
        let comparative = (umlauted[stem] ?? inflected) + "er"
        forms.append(comparative)
        forms += endings.map { comparative + $0 }
        let superlative = high + (takesEst(high) ? "est" : "st")
        return forms + endings.map { superlative + $0 }
    }

    /// The forms of a weak verb given by its infinitive: present, past, participles with their endings.
    static func weakVerb(_ infinitive: String) -> [String] {
        let (finite, participle) = conjugated(infinitive)
        return [infinitive] + finite + adjective(participle, compares: false)
            + adjective(infinitive + "d", compares: false)
    }

    /// The same for a verb whose first part comes off, written `ab|lehnen`. Only the forms in one word.
    static func separableVerb(_ word: String) -> [String] {
        let parts = word.split(separator: "|").map(String.init)
        guard parts.count == 2 else { return [] }
        let (finite, participle) = conjugated(parts[1])
        return [parts[0] + parts[1], parts[0] + "zu" + parts[1]] + finite.map { parts[0] + $0 }
            + adjective(parts[0] + participle, compares: false)
    }

    /// A feminine noun and its plural.
    static func feminine(_ word: String) -> [String] {
        if word.hasSuffix("e") { return [word, word + "n"] }
        return [word, word + (word.hasSuffix("in") ? "nen" : "en")]
    }

    /// A noun with plural in `e`.
    static func noun(_ word: String) -> [String] {
        let hisses = ["s", "z", "x"].contains { word.hasSuffix($0) }
        return [word, word + "es", word + "e", word + "en"] + (hisses ? [] : [word + "s"])
    }

    /// A noun whose plural is like its singular (`Fehler`), or foreign with `s`.
    static func agent(_ word: String) -> [String] {
        let takesN = word.hasSuffix("er") || word.hasSuffix("el")
        return [word, word + "s"] + (takesN ? [word + "n"] : [])
    }

    /// A noun of the weak declension: `Idiot`, `Idioten`.
    static func person(_ word: String) -> [String] {
        [word, word + (word.hasSuffix("e") ? "n" : "en")]
    }

    private static let endings = ["e", "en", "er", "es", "em"]

    /// Whose comparative takes an umlaut.
    private static let umlauted = [
        "arm": "aerm", "hart": "haert", "kalt": "kaelt", "krank": "kraenk", "scharf": "schaerf",
        "schwach": "schwaech", "stark": "staerk", "klug": "klueg", "gesund": "gesuend", "grob": "groeb",
    ]

    private static func takesEst(_ stem: String) -> Bool {
        if stem.hasSuffix("isch") || stem.hasSuffix("end") { return false }
        return ["d", "t", "s", "z", "x", "sch"].contains { stem.hasSuffix($0) }
    }

    /// Finite forms and the past participle.
    private static func conjugated(_ infinitive: String) -> (finite: [String], participle: String) {
        let stem = String(infinitive.dropLast(infinitive.hasSuffix("en") ? 2 : 1))
        let link = needsLink(stem) ? "e" : ""
        let hisses = ["s", "z", "x"].contains { stem.hasSuffix($0) }
        var first = [stem + "e"]
        if infinitive.hasSuffix("eln") { first.append(stem.dropLast(2) + "le") }
        if infinitive.hasSuffix("ern") { first.append(stem.dropLast(2) + "re") }
        let past = ["te", "ten", "test", "tet"].map { stem + link + $0 }
        let finite = first + [stem + link + "t", stem + link + (hisses ? "t" : "st")] + past
        return (finite, (takesGe(infinitive) ? "ge" : "") + stem + link + "t")
    }

    /// Whether `e` stands before `t` and `st`: `arbeitet`, `atmet`, but `lernt`, `nimmt`.
    private static func needsLink(_ stem: String) -> Bool {
        let letters = Array(stem.utf8)
        guard letters.count > 1, let last = letters.last else { return false }
        if last == UInt8(ascii: "d") || last == UInt8(ascii: "t") { return true }
        guard last == UInt8(ascii: "m") || last == UInt8(ascii: "n") else { return false }
        return !"lrhaeioumn".utf8.contains(letters[letters.count - 2])
    }

    private static func takesGe(_ infinitive: String) -> Bool {
        if infinitive.hasSuffix("ieren") { return false }
        let fixed = ["be", "ver", "zer", "er", "ent", "miss", "unter", "ueber", "hinter", "ge"]
        return !fixed.contains { infinitive.hasPrefix($0) } || ["ernten", "bessern"].contains(infinitive)
    }
}
