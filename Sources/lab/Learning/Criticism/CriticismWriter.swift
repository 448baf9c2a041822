import Statistics

/// Writes one message the way one customer would: own opening and close, own spelling, own slips.
struct CriticismWriter {
    var random: SeededRandom
    let half: Half
    let isGerman: Bool

    /// The matter itself in one template or two, with or without feelings around it.
    mutating func matter(_ topic: Topic, isAngry: Bool, product: String?, city: String?) -> String {
        let templates = topic.half(half, isGerman: isGerman)
        var parts: [String] = []
        if random.unit() < 0.4 { parts.append(line(Phrases.greetings)) }
        if isAngry, random.unit() < 0.2 { parts.append(line(Phrases.feelings)) }
        parts.append(fill(pick(templates), product: product, city: city))
        if random.unit() < 0.35 { parts.append(fill(pick(templates), product: product, city: city)) }
        if isAngry, random.unit() < 0.4 { parts.append(line(Phrases.feelings)) }
        if random.unit() < 0.3 { parts.append(line(Phrases.closings)) }
        return parts.joined(separator: " ")
    }

    /// A phrase of either half.
    mutating func line(_ phrases: Bilingual) -> String { pick(phrases[isGerman]) }

    /// Somebody who uses the crowd for something else.
    mutating func pileOn() -> String {
        pick(Topic(name: "", templates: Phrases.pileOn).half(half, isGerman: isGerman))
    }

    /// Now and then a member passes on an earlier message, or answers below it.
    mutating func answering(_ earlier: [String], _ text: String) -> String {
        guard !earlier.isEmpty else { return text }
        let chance = random.unit()
        let other = pick(earlier)
        if chance < 0.08 { return "RT: " + other }
        if chance < 0.18 {
            return "> " + other.split(separator: "\n").joined(separator: "\n> ") + "\n" + text
        }
        return text
    }

    /// Spelling, slips and the crowd's hashtag.
    mutating func finish(_ text: String, hashtag: String?) -> String {
        var text = text
        if random.unit() < 0.15 { text = Self.withoutUmlauts(text) }
        if random.unit() < 0.25 { text = text.lowercased() }
        let slips = random.unit() < 0.5 ? 0.05 : 0.01
        text = text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            word.count > 3 && random.unit() < slips ? slip(String(word)) : String(word)
        }.joined(separator: " ")
        if let hashtag, random.unit() < 0.4 { text += " " + hashtag }
        if random.unit() < 0.08 { text += " " + pick(["😡", "🙄", "!!!", ":-(", "🤷"]) }
        return text
    }

    private mutating func fill(_ template: String, product: String?, city: String?) -> String {
        var text = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            text += rest[..<open]
            switch rest[rest.index(after: open)..<close] {
            case "p": text += product ?? pick(Phrases.products)
            case "c": text += city ?? pick(Phrases.cities)
            case "a": text += "\(5 + random.below(190)),\(random.below(90) + 10) €"
            default: text += String(2 + random.below(28))
            }
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    /// One slip of the finger: swapped, lost, doubled or wrong.
    private mutating func slip(_ word: String) -> String {
        var letters = Array(word)
        let place = 1 + random.below(letters.count - 2)
        switch random.below(4) {
        case 0: letters.swapAt(place, place + 1)
        case 1: letters.remove(at: place)
        case 2: letters.insert(letters[place], at: place)
        default: letters[place] = pick(Array("etaoinsrhdlu"))
        }
        return String(letters)
    }

    private static func withoutUmlauts(_ text: String) -> String {
        let pairs: [Character: String] = [
            "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue",
        ]
        return text.reduce(into: "") { $0 += pairs[$1] ?? String($1) }
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[random.below(values.count)] }
}
