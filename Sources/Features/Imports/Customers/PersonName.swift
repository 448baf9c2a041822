import Customers
import Foundation
import Language

/// Takes names of people apart.
enum PersonName {
    /// `Dr. Hans von Berg`, `Berg, Hans`, `Herr Berg`. Only what stands there; nothing is looked up.
    /// - Parameters: `salutation`, `title`: what other columns say already.
    static func parse(_ name: String, salutation: String, title: String) -> CustomerRecord.Person {
        var person = CustomerRecord.Person(salutation: salutation, title: title)
        let halves = name.split(separator: ",", maxSplits: 1).map { words(String($0)) }
        guard halves.count == 2 else {
            var words = words(name)
            takeFront(&words, into: &person)
            let start = lastNameStart(words)
            person.firstName = words[..<start].joined(separator: " ")
            person.lastName = words[start...].joined(separator: " ")
            return person
        }
        var (last, first) = (halves[0], halves[1])
        takeFront(&last, into: &person)
        takeFront(&first, into: &person)
        person.lastName = last.joined(separator: " ")
        person.firstName = first.joined(separator: " ")
        return person
    }

    /// `Herrn` as `Herr`; nothing for what names no person.
    static func salutation(_ text: String) -> String {
        switch text.lowercased() {
        case "herrn", "herr", "hr.", "hr", "h", "m": "Herr"
        case "frau", "fr.", "fr", "w", "f": "Frau"
        case "firma", "fa.", "company", "unternehmen": ""
        default: text
        }
    }

    private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    /// Takes salutation and titles off the front.
    private static func takeFront(_ words: inout [String], into person: inout CustomerRecord.Person) {
        while words.count > 1, let first = words.first {
            let word = first.lowercased()
            if salutations.contains(word) {
                if person.salutation.isEmpty { person.salutation = salutation(first) }
            } else if titles.contains(word) || word.hasSuffix(".") && titleParts.contains(word) {
                if !person.title.contains(first) { person.title += (person.title.isEmpty ? "" : " ") + first }
            } else {
                return
            }
            words.removeFirst()
        }
    }

    /// Where the family name begins: at the last word, or at the `von` before it.
    private static func lastNameStart(_ words: [String]) -> Int {
        var start = max(0, words.count - 1)
        while start > 0, particles.contains(words[start - 1].lowercased()) { start -= 1 }
        return start
    }

    private static let salutations: Set<String> = [
        "herr", "herrn", "frau", "hr.", "fr.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "z.hd.", "zhd",
    ]
    private static let titles: Set<String> = [
        "dr", "dr.", "prof", "prof.", "professor", "dipl.-ing.", "dipl.-kfm.", "mag.",
    ]
    private static let titleParts: Set<String> = [
        "med.", "dent.", "vet.", "jur.", "phil.", "rer.", "nat.", "h.c.", "ing.",
    ]
    private static let particles: Set<String> = [
        "von", "vom", "van", "de", "der", "den", "zu", "zur", "zum", "di", "da", "del", "la", "le", "ter",
        "ten", "el",
    ]
}

/// Tells companies from persons.
enum CustomerKind {
    /// What a column about the kind says; nil: it says nothing that is understood.
    static func read(_ text: String) -> Customer.Kind? {
        guard !text.isEmpty else { return nil }
        let word = Folding.base(text)
        if ["person", "privat", "naturlich", "consumer", "b2c", "endkunde", "individual", "mensch"].contains(
            where: word.contains)
        {
            return .person
        }
        if word == "p" || word == "pp" { return .person }
        if [
            "firma", "company", "unternehmen", "organi", "gewerb", "b2b", "geschaft", "juristisch",
            "business",
        ]
        .contains(where: word.contains) {
            return .company
        }
        return word == "f" || word == "o" || isCompany(text) ? .company : nil
    }

    /// By what is filled, and by what names look like.
    static func guess(company: String, name: String, person: CustomerRecord.Person) -> Customer.Kind {
        if !company.isEmpty { return .company }
        if !person.isEmpty { return .person }
        return !person.salutation.isEmpty && !isCompany(name) ? .person : .company
    }

    /// Whether a name has a legal form in it.
    static func isCompany(_ name: String) -> Bool {
        name.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "(" || $0 == ")" }).contains {
            legalForms.contains($0.lowercased())
        }
    }

    private static let legalForms: Set<String> = [
        "gmbh", "mbh", "ggmbh", "ag", "kg", "ohg", "gbr", "ug", "se", "e.k.", "ek", "e.kfm.", "eg", "e.v.",
        "ev", "kgaa",
        "partg", "partgmbb", "ltd", "ltd.", "limited", "inc", "inc.", "llc", "plc", "corp", "corp.", "s.a.",
        "sa", "sarl",
        "s.r.l.", "b.v.", "bv", "n.v.", "gesmbh", "ges.m.b.h.", "e.u.", "og", "stiftung", "&",
    ]
}

/// Names of countries.
enum CountryName {
    /// ISO 3166-1 alpha-2 of a name, code or car's letter; empty for empty; nil: no such country is known.
    static func code(_ text: String) -> String? {
        guard !text.isEmpty else { return "" }
        return codes[Folding.base(text)]
    }

    private static let codes: [String: String] = {
        var codes: [String: String] = [:]
        let locales = ["de_DE", "en_US"].map { Locale(identifier: $0) }
        for region in Locale.Region.isoRegions where region.identifier.count == 2 {
            for locale in locales {
                if let name = locale.localizedString(forRegionCode: region.identifier) {
                    codes[Folding.base(name)] = region.identifier
                }
            }
            codes[region.identifier.lowercased()] = region.identifier
        }
        let others = [
            "d": "DE", "brd": "DE", "ger": "DE", "deu": "DE", "deutschand": "DE",
            "bundesrepublik deutschland": "DE",
            "a": "AT", "aut": "AT", "oesterreich": "AT", "che": "CH", "l": "LU", "fl": "LI", "f": "FR",
            "i": "IT",
            "nl": "NL", "holland": "NL", "the netherlands": "NL", "b": "BE", "e": "ES", "p": "PT", "s": "SE",
            "england": "GB", "uk": "GB", "grossbritannien": "GB", "great britain": "GB", "usa": "US",
            "tschechien": "CZ",
            "tschechische republik": "CZ", "turkei": "TR", "tuerkei": "TR", "daenemark": "DK",
            "rumaenien": "RO",
        ]
        codes.merge(others) { _, ours in ours }
        return codes
    }()
}
