/// Turns texts into the terms an index stores, and questions into the terms they ask for.
///
/// German and English. Cheap to keep, made once: everything it holds may be used from any thread.
package struct Analyzer: Sendable {
    /// A word of a question with the terms that stand for it.
    package struct Word: Equatable, Sendable {
        package let kind: Token.Kind
        /// As `Folding.fold` writes it.
        package let folded: String
        /// The term to look for, and for words the English stem when it differs.
        package let terms: [String]

        /// A value that is found only as a whole.
        static func exact(_ value: String) -> Word {
            Word(kind: .code, folded: Folding.base(value), terms: [Folding.base(value)])
        }
    }

    private let german = Stemmer(.german)
    private let english = Stemmer(.english)

    /// Loads both stemmers.
    package init() {}

    /// The term of a token, in the stem of the given language.
    package func term(_ token: Token, _ language: Stemmer.Language = .german) -> String {
        token.kind == .word ? stem(token.text, language) : token.text
    }

    /// The stem of a folded word.
    package func stem(_ word: String, _ language: Stemmer.Language = .german) -> String {
        language == .german ? german.stem(word) : english.stem(word)
    }

    /// The language of a text by its stop words; German when in doubt.
    package func language(of tokens: [Token]) -> Stemmer.Language {
        var difference = 0
        for token in tokens where token.kind == .word {
            if StopWords.english.contains(token.text) { difference += 1 }
            if StopWords.german.contains(token.text) { difference -= 1 }
        }
        return difference > 0 ? .english : .german
    }

    /// The words of a question, each once, without stop words unless there is nothing else.
    /// - Parameters:
    ///   - isTyping: whether the last word may be unfinished: then it stays, even when it looks like a stop
    ///     word.
    ///   - limit: at most so many words count; the rest is dropped.
    package func question(_ text: String, isTyping: Bool = false, limit: Int = 32) -> [Word] {
        let tokens = Tokenizer.tokens(text)
        let telling = tokens.filter { !isStopWord($0) || isTyping && $0.range.upperBound == text.utf8.count }
        var seen: Set<String> = []
        let distinct = (telling.isEmpty ? tokens : telling).filter { seen.insert($0.text).inserted }
        return distinct.prefix(limit).map(word)
    }

    /// A token as a question asks for it.
    func word(_ token: Token) -> Word { Word(kind: token.kind, folded: token.text, terms: terms(token)) }

    /// The words of a text as it writes them, by their term: the first of each. For showing people what an index
    /// knows as a stem.
    package func words(for terms: Set<String>, in text: String) -> [String: String] {
        let bytes = Array(text.utf8)
        var words: [String: String] = [:]
        for token in Tokenizer.tokens(text) {
            for term in self.terms(token) where terms.contains(term) && words[term] == nil {
                words[term] = String(decoding: bytes[token.range], as: UTF8.self)
            }
        }
        return words
    }

    func isStopWord(_ token: Token) -> Bool {
        token.kind == .word && !token.isCapitals && StopWords.contains(token.text)
    }

    private func terms(_ token: Token) -> [String] {
        guard token.kind == .word else { return [token.text] }
        let german = stem(token.text)
        let english = stem(token.text, .english)
        return german == english ? [german] : [german, english]
    }
}
