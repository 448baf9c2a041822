import Language

/// A company's name in its parts.
struct CompanyName: Sendable {
    /// The words without the legal form, folded, in their order; `und` left out.
    let words: [String]
    /// `gmbh`, `gmbhcokg`, `ek` …; empty when none is written.
    let legalForm: String
    /// The words in alphabetical order: `Bäckerei Beier` and `Beier Bäckerei` are one company.
    let sorted: String

    init(_ name: String) {
        let words = Self.joinDotted(name)
        let last = words.firstIndex { Self.legalWords[$0] != nil }.map { max($0, 1) } ?? words.count
        var rest = Array(words[..<last])
        var form: [String] = []
        for word in words[last...] {
            if let legal = Self.legalWords[word] {
                form.append(legal)
            } else if !Self.fillers.contains(word) {
                rest.append(word)
            }
        }
        if rest.count > 1, rest.last == "gesellschaft", form.first == "mbh" { rest.removeLast() }
        self.words = rest.filter { $0 != "und" && $0 != "u" }.map { Self.synonyms[$0] ?? $0 }
        sorted = self.words.sorted().joined(separator: " ")
        legalForm = Self.normalised(form)
    }

    /// How well two names agree.
    func agreement(with other: CompanyName) -> Agreement {
        if words.isEmpty || other.words.isEmpty { return .missing }
        if sorted == other.sorted { return .equal }
        let first = words.joined()
        let second = other.words.joined()
        let isComparable = words.count == other.words.count || min(first.utf8.count, second.utf8.count) >= 10
        if isComparable, Spelling.isWithinOneEdit(first, second) { return .alike }
        var alignment = Alignment(words, other.words)
        if alignment.isComplete { return .alike }
        if alignment.isCompleteWithInitials() { return .abbreviated }
        return alignment.sharesTellingWord ? .partial : .different
    }

    /// Folded words; letters with full stops between them are one word: `G.m.b.H.`, `e. K.`
    private static func joinDotted(_ name: String) -> [String] {
        let bytes = Array(name.utf8)
        var words: [String] = []
        var isOpen = false
        for token in Tokenizer.tokens(name) where token.kind != .address {
            let isLetter = token.text.utf8.count == 1
            if isOpen, isLetter || legalWords[words[words.count - 1] + token.text] != nil {
                words[words.count - 1] += token.text
            } else {
                words.append(token.text)
            }
            isOpen =
                isLetter && token.range.upperBound < bytes.count
                && bytes[token.range.upperBound] == UInt8(ascii: ".")
        }
        return words
    }

    private static func normalised(_ form: [String]) -> String {
        if form.contains("co"), form.contains("kg") { return (form.first { $0 != "co" } ?? "") + "cokg" }
        if form.contains("mbb") { return "mbb" }
        return form.first.map { $0 == "mbh" ? "gmbh" : $0 } ?? ""
    }

    private static let legalWords: [String: String] = [
        "gmbh": "gmbh", "mbh": "mbh", "ggmbh": "gmbh", "ag": "ag", "aktiengesellschaft": "ag", "kg": "kg",
        "kommanditgesellschaft": "kg", "kgaa": "kgaa", "ohg": "ohg", "gbr": "gbr", "ug": "ug", "eg": "eg",
        "genossenschaft": "eg", "ek": "ek", "ekfm": "ek", "ekfr": "ek", "ev": "ev", "se": "se", "mbb": "mbb",
        "partg": "mbb", "partgmbb": "mbb", "co": "co", "ltd": "ltd", "inc": "inc", "sarl": "sarl", "bv": "bv",
        "haftungsbeschrankt": "ug", "haftungsbeschr": "ug",
    ]
    private static let fillers: Set = ["und", "u"]
    private static let synonyms = [
        "gebruder": "gebr", "gebr": "gebr", "geschw": "geschwister", "shne": "sohne",
    ]

    /// Words of trades, which companies share without being one.
    static let tradeWords = Set(
        """
        autohaus backerei bau bauunternehmung beratung brauerei dienstleistungen druckerei elektro
        elektrotechnik energie energieberatung feinmechanik gebaudetechnik gebr grosshandel gruppe handel haus
        holding immobilien industrie international consulting kunststofftechnik landtechnik logistik
        maschinenbau metallbau mobelwerke service software softwarehaus sohne spedition steuerberatung technik
        transporte umwelttechnik verlag verpackungen vertrieb verwaltung werk wohnbau deutschland systeme
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}

/// Names of companies, compared without reading anything else of them.
package enum CompanyNames {
    /// Whether both name the same: the same words in any order and writing, and no other legal form. Who says no legal
    /// form contradicts none.
    package static func areSame(_ a: String, _ b: String) -> Bool {
        let (a, b) = (CompanyName(a), CompanyName(b))
        guard !a.words.isEmpty, a.sorted == b.sorted else { return false }
        return a.legalForm.isEmpty || b.legalForm.isEmpty || a.legalForm == b.legalForm
    }

    /// How the sort key of a name begins, whichever legal form follows, and up to an `und`, which some write as a sign.
    package static func keyBeforeLegalForm(_ name: String) -> String {
        let key = SortKey.key(name.replacing("&", with: " und ").replacing("+", with: " und "))
        let all = key.split(separator: " ")
        var words = Array(all.prefix { $0 != "und" && $0 != "u" })
        guard !words.isEmpty else { return key }
        let core = CompanyName(words.joined(separator: " ")).sorted
        // A legal form has no more words.
        for _ in 0..<8 where words.count > 1 {
            guard CompanyName(words.dropLast().joined(separator: " ")).sorted == core else { break }
            words.removeLast()
        }
        return words.joined(separator: " ")
    }
}

/// Which words of two names stand for each other.
private struct Alignment {
    private var restA: [String]
    private var restB: [String]
    private var shared: [String] = []

    init(_ a: [String], _ b: [String]) {
        restA = []
        restB = b
        for word in a {
            if let match = restB.firstIndex(where: { Self.isSame(word, $0) }) {
                restB.remove(at: match)
                shared.append(word)
            } else {
                restA.append(word)
            }
        }
    }

    var isComplete: Bool { restA.isEmpty && restB.isEmpty }

    var sharesTellingWord: Bool {
        shared.contains { $0.utf8.count > 2 && !CompanyName.tradeWords.contains($0) }
    }

    /// Whether what is left over on one side is the initials of what is left over on the other: `SG`, `Söhne
    /// Großhandel`.
    mutating func isCompleteWithInitials() -> Bool {
        guard shared.contains(where: { $0.utf8.count > 2 }), !restA.isEmpty, !restB.isEmpty else {
            return false
        }
        return Self.areInitials(restA, of: restB) || Self.areInitials(restB, of: restA)
    }

    private static func isSame(_ a: String, _ b: String) -> Bool {
        if a == b { return true }
        let shorter = min(a.utf8.count, b.utf8.count)
        return shorter >= 4 && Spelling.isWithinOneEdit(a, b)
            || shorter >= 5 && JaroWinkler.similarity(a, b) > 0.9
    }

    private static func areInitials(_ short: [String], of long: [String]) -> Bool {
        let letters = short.joined()
        guard letters.utf8.count == long.count, letters.utf8.count <= 4 else { return false }
        return letters.sorted() == long.compactMap(\.first).sorted()
    }
}
