import Language

/// A word of a message by the forms under which it may meet the same word elsewhere: its stem, how it begins
/// (compounds, typing errors further on), how it ends (the head of a German compound). 0: no such form.
struct WordForms: Hashable, Sendable {
    let stem: UInt32
    let start: UInt32
    let end: UInt32
}

/// Cuts messages into the words that are compared.
struct MessageTerms: Sendable {
    /// Forms are numbered 1 ..< `count` by a hash; two that share a number count as one.
    static let count = 1 << 18
    /// Longer messages are compared by their first words.
    static let maximumWords = 60

    private let analyzer = Analyzer()

    /// The distinct telling words of a text, without quoted lines, and how each is written there.
    func words(_ text: String) -> (forms: [WordForms], names: [String]) {
        let text = Self.own(text)
        let bytes = Array(text.utf8)
        let tokens = Tokenizer.tokens(text)
        let language = analyzer.language(of: tokens)
        var seen: Set<UInt32> = []
        var words: (forms: [WordForms], names: [String]) = ([], [])
        for token in tokens where token.kind == .word || token.kind == .code {
            guard token.text.utf8.count > 2, token.isCapitals || !StopWords.contains(token.text) else {
                continue
            }
            let forms = forms(token, analyzer.term(token, language))
            guard seen.insert(forms.stem).inserted else { continue }
            words.forms.append(forms)
            words.names.append(String(decoding: bytes[token.range], as: UTF8.self))
            if words.forms.count == Self.maximumWords { break }
        }
        return words
    }

    /// The text without lines that quote; all of it when nothing else is there.
    private static func own(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: ">")) else { return text }
        let lines = text.split(whereSeparator: \.isNewline).filter { !$0.drop { $0 == " " }.hasPrefix(">") }
        return lines.isEmpty ? text : lines.joined(separator: "\n")
    }

    private func forms(_ token: Token, _ stem: String) -> WordForms {
        let bytes = Array(stem.utf8)
        return WordForms(
            stem: Self.number(bytes[...], kind: 1),
            start: bytes.count >= 6 ? Self.number(bytes.prefix(5), kind: 2) : 0,
            end: bytes.count >= 10 ? Self.number(bytes.suffix(6), kind: 3) : 0)
    }

    /// FNV-1a (Fowler, Noll and Vo), folded to the width of the table.
    private static func number(_ bytes: ArraySlice<UInt8>, kind: UInt64) -> UInt32 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ kind
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash ^= hash >> 32
        return UInt32(hash % UInt64(count - 1)) + 1
    }
}

extension WordForms {
    /// Calls `body` for each form there is.
    func forEach(_ body: (UInt32) -> Void) {
        body(stem)
        if start != 0 { body(start) }
        if end != 0 { body(end) }
    }
}
