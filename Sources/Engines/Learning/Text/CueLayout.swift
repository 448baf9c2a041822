/// What a message shows besides its words.
enum Cue: Int, CaseIterable {
    case shouted, exclamation, question, hash, repeatedMark, dots, link, retweet, stretched
    case kindFaces, unkindFaces
    case good, bad, balance, onlyGood, onlyBad, both, noJudgement, lastGood, lastBad
    case nothing, goodAndKind, badAndKind, badAndUnkind, badAlone, goodAlone
}

/// Where the value of each cue stands: faces, then `Cue`s, then four places for each group of the lexicon (as it is,
/// negated, as part of a word, both).
struct CueLayout: Sendable {
    let lexicon: PolarityLexicon
    let count: Int
    /// Groups of the lexicon with a part of their own; `negatedPraise` is one more, for `un-` before praise.
    let negation: Int
    let intensity: Int
    let negatedPraise: Int
    private let polarities: [Float]

    static let shipped = CueLayout(.shipped)

    init(_ lexicon: PolarityLexicon) {
        self.lexicon = lexicon
        negation = lexicon.groups.firstIndex(of: PolarityLexicon.negation) ?? -1
        intensity = lexicon.groups.firstIndex(of: PolarityLexicon.intensity) ?? -1
        negatedPraise = lexicon.groups.count
        polarities = lexicon.groups.map { Float($0.polarity) } + [-1]
        count = Self.firstGroup + 4 * (lexicon.groups.count + 1)
    }

    func face(_ face: Emoticon) -> Int { Int(face.rawValue) }
    func cue(_ cue: Cue) -> Int { Emoticon.allCases.count + cue.rawValue }
    func group(_ group: Int, isNegated: Bool = false, isPart: Bool = false) -> Int {
        Self.firstGroup + 4 * group + (isNegated ? 1 : 0) + (isPart ? 2 : 0)
    }
    func polarity(_ group: Int) -> Float { polarities[group] }

    /// Changes whenever a model's cue weights would mean something else.
    var fingerprint: UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        let names = Emoticon.allCases.map { "\($0)" } + Cue.allCases.map { "\($0)" }
        for name in names + lexicon.groups.map({ "\($0.name) \($0.polarity)" }) {
            for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
            hash = (hash ^ 0xff) &* 0x0000_0100_0000_01b3
        }
        return hash
    }

    private static let firstGroup = Emoticon.allCases.count + Cue.allCases.count
}
