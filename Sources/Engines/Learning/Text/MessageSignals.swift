/// Whether a message asks something, and whether it presses.
///
/// There is no labelled data for either that may be shipped, so these are rules with weights set by hand, German and
/// English: no probability is claimed, and nothing is learnt. With labels of one's own, train a `TextModel` instead.
public enum MessageSignals: Sendable {
    /// What a rule says: whether the weights of what was found reach 1, and what was found.
    public struct Signal: Hashable, Sendable {
        /// Whether it is so.
        public let holds: Bool
        /// What speaks for (positive) and against it.
        public let reasons: [Reason]

        init(_ reasons: [Reason]) {
            self.reasons = reasons
            holds = reasons.reduce(0) { $0 + $1.weight } >= 1
        }
    }

    /// Whether an answer is asked for: a question mark outside links, or words that ask.
    public static func question(_ text: String) -> Signal {
        let sentences = sentences(text)
        var reasons: [Reason] = []
        if sentences.contains(where: \.hasQuestionMark) { reasons.append(Reason("?", weight: 1)) }
        for sentence in sentences {
            if let first = sentence.words.first, askingWords.contains(first) {
                reasons.append(Reason(first, weight: 0.5))
            }
            reasons += found(asking, in: sentence.words)
        }
        return Signal(reasons)
    }

    /// Whether it cannot wait: words of haste, of danger, and of a last warning; negated ones speak against it.
    public static func urgency(_ text: String) -> Signal {
        Signal(sentences(text).flatMap { found(pressing, in: $0.words) })
    }

    private struct Sentence {
        var words: [String] = []
        var hasQuestionMark = false
    }

    private static func sentences(_ text: String) -> [Sentence] {
        var sentences = [Sentence()]
        for chunk in text.split(whereSeparator: \.isWhitespace) where !chunk.contains("://") {
            let words = chunk.split { !$0.isLetter && !$0.isNumber }
            sentences[sentences.count - 1].words += words.map { PolarityLexicon.folded(String($0)) }
            if chunk.contains("?") { sentences[sentences.count - 1].hasQuestionMark = true }
            if let last = chunk.last, ".!?:".contains(last) { sentences.append(Sentence()) }
        }
        return sentences
    }

    /// Phrases in a sentence; one with a negation among the two words before counts against.
    private static func found(_ phrases: [(words: [String], weight: Double)], in words: [String]) -> [Reason]
    {
        phrases.flatMap { phrase in
            words.indices.filter { words[$0...].starts(with: phrase.words) }.map { at in
                let isNegated = words[max(0, at - 2)..<at].contains { negations.contains($0) }
                return Reason(
                    phrase.words.joined(separator: " "), weight: isNegated ? -phrase.weight : phrase.weight)
            }
        }
    }

    private static let negations: Set<String> = [
        "nicht", "kein", "keine", "keinen", "nie", "ohne", "not", "no", "never", "isn",
    ]

    private static let askingWords: Set<String> = Set(
        """
        wer was wann wo wohin woher warum wieso weshalb wie wieviel wieviele welche welcher welches welchen wem wen
        who what when where why how which whose kann kannst koennen koennten koennte gibt darf duerfen can could
        would does do is are
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let asking = phrases(
        """
        1 ich frage mich | ich wuesste gern | wuesste gerne | ich habe eine frage | haette eine frage
        1 habe folgende frage | eine frage zu | bitte um auskunft | bitte um rueckmeldung | bitten um rueckmeldung
        1 bitte teilen sie mir mit | koennen sie mir sagen | koennten sie mir | koennten sie bitte | moechte wissen
        1 kannst du mir sagen | weiss jemand | kennt jemand | hat jemand | bitte um antwort | um ein angebot
        1 please let me know | could you please | can you tell me | i would like to know | does anyone know
        1 i was wondering | quick question
        """)

    private static let pressing = phrases(
        """
        1 dringend | dringende | dringender | dringendes | dringenden | dringendst | eilt | eilig | eilige | eilantrag
        1 sofort | sofortige | sofortigen | umgehend | umgehende | unverzueglich | schnellstmoeglich | schnellstens
        1 asap | notfall | notfaelle | alarm | lebensgefahr | gasgeruch | rohrbruch | brandgeruch | stromschlag
        1 so schnell wie moeglich | keine zeit | heute noch | noch heute | letzte mahnung | letzte frist
        1 letzte aufforderung | fristlos | fristlose | mein anwalt | meinen anwalt | rechtsanwalt | steht still
        1 stehen still | nichts geht mehr | geht nichts mehr | komplett ausgefallen | stillstand | betriebsausfall
        0.5 bis morgen | bis heute | bis freitag | frist | deadline | ausgefallen | gesperrt | seit wochen | seit tagen
        0.5 endlich | mahnung | warte immer noch | warten immer noch | schnell | bald
        1 urgent | urgently | immediately | emergency | right away | as soon as possible | final notice | my lawyer
        0.5 by tomorrow | still waiting | outage | down since
        """)

    private static func phrases(_ list: String) -> [(words: [String], weight: Double)] {
        list.split(separator: "\n").flatMap { line in
            let parts = line.split(separator: " ", maxSplits: 1)
            let weight = parts.first.flatMap { Double($0) } ?? 0
            return (parts.last ?? "").split(separator: "|").map { phrase in
                (phrase.split(separator: " ").map(String.init), weight)
            }
        }
    }
}
