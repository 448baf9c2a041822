/// The Kölner Phonetik (Postel 1969): words which sound alike in German get the same digits.
package enum ColognePhonetics {
    /// The code of a name, such as `657` for `Müller` and `Miller`. Empty without letters.
    package static func code(_ name: String) -> String {
        let letters = Folding.base(name).utf8.filter { (97...122).contains($0) }.map {
            Character(Unicode.Scalar($0))
        }
        var code = ""
        for position in letters.indices {
            let before = position > 0 ? letters[position - 1] : nil
            let after = position + 1 < letters.count ? letters[position + 1] : nil
            for digit in digits(letters[position], before, after) where code.last != digit {
                code.append(digit)
            }
        }
        return String(code.prefix(1)) + code.dropFirst().filter { $0 != "0" }
    }

    private static func digits(_ letter: Character, _ before: Character?, _ after: Character?) -> String {
        switch letter {
        case "a", "e", "i", "j", "o", "u", "y": "0"
        case "b": "1"
        case "p": after == "h" ? "3" : "1"
        case "d", "t": after.map { "csz".contains($0) } == true ? "8" : "2"
        case "f", "v", "w": "3"
        case "g", "k", "q": "4"
        case "c": c(before, after)
        case "x": before.map { "ckq".contains($0) } == true ? "8" : "48"
        case "l": "5"
        case "m", "n": "6"
        case "r": "7"
        case "s", "z": "8"
        default: ""
        }
    }

    private static func c(_ before: Character?, _ after: Character?) -> String {
        guard let before else { return after.map { "ahkloqrux".contains($0) } == true ? "4" : "8" }
        if "sz".contains(before) { return "8" }
        return after.map { "ahkoqux".contains($0) } == true ? "4" : "8"
    }
}
