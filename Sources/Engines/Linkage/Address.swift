import Language

/// Where a customer is, folded for comparison.
struct Address: Sendable {
    /// Without its house number, abbreviations written out: `burgermeisterschmidtstrasse`.
    let street: String
    /// `12a`; empty when none is written.
    let house: String
    let postcode: String
    /// The first word of the city: `Frankfurt am Main` and `Frankfurt/M.` are one.
    let city: String

    init(street: String?, postcode: String?, city: String?) {
        (self.street, house) = Self.split(street ?? "")
        self.postcode = Folding.base(postcode ?? "").filter { $0.isLetter || $0.isNumber }
        self.city =
            Tokenizer.tokens(city ?? "").first { $0.kind == .word && $0.text.utf8.count > 2 }?.text ?? ""
    }

    var isEmpty: Bool { street.isEmpty && postcode.isEmpty && city.isEmpty }

    /// How well two addresses agree.
    func agreement(with other: Address) -> Agreement {
        if isEmpty || other.isEmpty { return .missing }
        let isSamePostcode = !postcode.isEmpty && postcode == other.postcode
        let isSameCity = !city.isEmpty && (city == other.city || Spelling.isWithinOneEdit(city, other.city))
        let isNear = isSamePostcode || isSameCity || Self.isAlike(postcode, other.postcode, atLeast: 4)
        if isNear, Self.isAlike(street, other.street, atLeast: 4) {
            return !house.isEmpty && house == other.house ? .equal : .street
        }
        return isSamePostcode ? .postcode : isSameCity ? .city : .different
    }

    private static func isAlike(_ a: String, _ b: String, atLeast length: Int) -> Bool {
        guard min(a.utf8.count, b.utf8.count) >= length else { return false }
        return a == b || Spelling.isWithinOneEdit(a, b)
            || a.utf8.count > 8 && JaroWinkler.similarity(a, b) > 0.95
    }

    /// The last number of a line is the house, with its letter: `Straße des 17. Juni 135 a`. The rest is the
    /// street.
    private static func split(_ line: String) -> (street: String, house: String) {
        let text = Folding.fold(line)
        guard let last = text.lastIndex(where: isDigit) else { return (street(text), "") }
        let before = text[..<last].lastIndex { !isDigit($0) }.map { text.index(after: $0) } ?? text.startIndex
        let letter = text[text.index(after: last)...].filter(\.isLetter)
        return (street(text[..<before]), text[before...last] + (letter.utf8.count == 1 ? letter : ""))
    }

    private static func street(_ text: some StringProtocol) -> String {
        let words = text.split { !$0.isLetter }.map { abbreviations[String($0)] ?? String($0) }
        let street = words.joined()
        return street.hasSuffix("str") ? street + "asse" : street
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

    private static let abbreviations = [
        "str": "strasse", "bgm": "burgermeister", "st": "sankt", "dr": "doktor", "prof": "professor",
        "gr": "grosse",
        "kl": "kleine",
        "pl": "platz",
    ]
}
