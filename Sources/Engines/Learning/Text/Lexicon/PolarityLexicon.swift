/// Words that judge, with their group: our own list, written by hand for this program, German and English.
///
/// The list holds base forms in paragraphs headed `# group polarity class`; the class says by which rule of
/// `Inflection` the forms are made, `forms` meaning that they are listed. Polarity is −2…+2. A word that stands in
/// two groups belongs to the first one.
public struct PolarityLexicon: Sendable {
    /// Words of one kind and one polarity, such as thanks or insults.
    public struct Group: Hashable, Sendable {
        /// The kind, in English: `thanks`, `insult`.
        public let name: String
        /// From −2, a strong reproach, to 2, strong praise; 0 for negations and words of degree.
        public let polarity: Int
    }

    /// The groups in the order in which the lists name them.
    public let groups: [Group]
    /// How many different forms there are.
    public let formCount: Int
    /// How many of them are German.
    public let germanFormCount: Int
    /// Groups by `hash` of the form: 64-bit slots (form's hash, group + 1), linear probing.
    private let slots: [UInt64]
    /// One bit for each form, so that most words that are not listed cost one look.
    private let filter: [UInt64]

    /// The list that ships with the program. Made once; takes some tens of milliseconds.
    public static let shipped = PolarityLexicon()

    /// The group of functional words that turn a judgement round.
    static let negation = Group(name: "negation", polarity: 0)
    /// Words of degree: `sehr`, `total`.
    static let intensity = Group(name: "intensity", polarity: 0)

    private init() {
        var builder = Builder()
        for list in [Self.germanPraise, Self.germanBlame, Self.germanTrouble, Self.germanInsults] {
            builder.add(list)
        }
        builder.add("# negation 0 forms\n" + Self.negations + "\n# intensity 0 forms\n" + Self.degrees)
        germanFormCount = builder.forms.count
        builder.add(Self.english)
        groups = builder.groups
        formCount = builder.forms.count
        var slots = [UInt64](repeating: 0, count: 1 << 17)
        var filter = [UInt64](repeating: 0, count: Self.filterBits / 64)
        for (form, group) in builder.forms {
            let hash = Self.hash(form)
            filter[Int(hash >> 6) % filter.count] |= 1 << UInt64(hash & 63)
            var slot = Int(hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt64(hash) << 32 | UInt64(group + 1)
        }
        self.slots = slots
        self.filter = filter
    }

    private static let filterBits = 1 << 19

    /// The index of the group of the form with this hash, or −1.
    @inline(__always) func group(_ hash: UInt32) -> Int {
        guard filter[Int(hash >> 6) & (Self.filterBits / 64 - 1)] >> UInt64(hash & 63) & 1 == 1 else {
            return -1
        }
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            if UInt32(slots[slot] >> 32) == hash { return Int(slots[slot] & 0xffff_ffff) - 1 }
            slot = (slot + 1) & (slots.count - 1)
        }
        return -1
    }

    /// The group of a word in any spelling, nil when it is not listed.
    public func group(of word: String) -> Group? {
        let index = group(Self.hash(Self.folded(word)))
        return index < 0 ? nil : groups[index]
    }

    /// FNV-1a from the last byte to the first, so that one pass over a word gives the hashes of all its endings.
    static func hash(_ form: String) -> UInt32 {
        var hash = seed
        for byte in form.utf8.reversed() { hash = step(hash, byte) }
        return finish(hash)
    }

    static let seed: UInt32 = 2_166_136_261
    @inline(__always) static func step(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
        (hash ^ UInt32(byte)) &* 16_777_619
    }

    /// Spreads the last bytes over the whole word (the finaliser of MurmurHash3).
    @inline(__always) static func finish(_ hash: UInt32) -> UInt32 {
        var hash = hash
        hash = (hash ^ hash >> 16) &* 0x85eb_ca6b
        hash = (hash ^ hash >> 13) &* 0xc2b2_ae35
        return hash ^ hash >> 16
    }

    /// Lower case with `ae`, `oe`, `ue`, `ss` for the German letters.
    static func folded(_ word: String) -> String {
        var result = ""
        for scalar in word.lowercased().unicodeScalars {
            switch scalar {
            case "ä": result += "ae"
            case "ö": result += "oe"
            case "ü": result += "ue"
            case "ß": result += "ss"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static let negations = """
        nicht kein keine keinen keiner keinem keines nie niemals niemand niemanden nix nichts weder ohne kaum ned
        net nich nit nimmer selten wenig weniger keinesfalls keineswegs mitnichten not no never dont
        cannot nothing without hardly
        """

    private static let degrees = """
        sehr so voll total totale echt richtig mega ganz wirklich extrem besonders absolut zu krass ur ziemlich
        dermassen hoechst aeusserst ueberaus komplett voellig unfassbar ungemein wahrlich derart
        very really so totally absolutely extremely too completely utterly
        """

    /// Reads the lists and writes their forms.
    private struct Builder {
        var groups: [Group] = []
        var forms: [String: Int] = [:]

        mutating func add(_ list: String) {
            var group = 0
            var kind = ""
            for line in list.split(separator: "\n") {
                let words = line.split(separator: " ").map(String.init)
                if words.first == "#", words.count == 4 {
                    group = index(of: Group(name: words[1], polarity: Int(words[2]) ?? 0))
                    kind = words[3]
                    continue
                }
                for word in words {
                    for form in Self.forms(of: folded(word), kind) where forms[form] == nil {
                        forms[form] = group
                    }
                }
            }
        }

        private mutating func index(of group: Group) -> Int {
            if let known = groups.firstIndex(of: group) { return known }
            groups.append(group)
            return groups.count - 1
        }

        private static func forms(of word: String, _ kind: String) -> [String] {
            switch kind {
            case "adjectives": Inflection.adjective(word, compares: true)
            case "participles": Inflection.adjective(word, compares: false)
            case "verbs": Inflection.weakVerb(word)
            case "separableVerbs": Inflection.separableVerb(word)
            case "feminines": Inflection.feminine(word)
            case "nouns": Inflection.noun(word)
            case "agents": Inflection.agent(word)
            case "persons": Inflection.person(word)
            default: [word]
            }
        }
    }
}
