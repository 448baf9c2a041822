import Language
import Web

/// Marks the words of a text that a question asked for.
struct Highlighter: Sendable {
    private let analyzer: Analyzer
    /// Folded words of the question and their stems.
    private var terms: Set<String> = []
    /// The beginning of a word that is still being typed.
    private let prefix: String?

    /// UTF-8 bytes of context before the first mark of a snippet, and in all.
    private static let bytesBefore = 70
    private static let snippetBytes = 220
    /// Shorter words are not looked for inside others.
    private static let leastPart = 4

    init(_ question: String, isTyping: Bool, _ analyzer: Analyzer) {
        self.analyzer = analyzer
        let words = analyzer.question(question, isTyping: isTyping)
        terms = Set(words.flatMap { $0.terms + [$0.folded] })
        prefix = isTyping ? words.last.map(\.folded).flatMap { $0.utf8.count > 1 ? $0 : nil } : nil
    }

    /// Marks these terms too.
    mutating func add(_ corrections: some Sequence<String>) { terms.formUnion(corrections) }

    /// All of `text`, with marks.
    func whole(_ text: String) -> HTML { html(Array(text.utf8), marks(in: text), 0..<text.utf8.count) }

    /// The part of a long text where the question's words stand, with marks.
    func snippet(_ text: String) -> HTML {
        let bytes = text.utf8.map { $0 == 10 || $0 == 13 || $0 == 9 ? 32 : $0 }
        guard bytes.count > Self.snippetBytes else { return html(bytes, marks(in: text), 0..<bytes.count) }
        let marks = marks(in: text)
        let start = max((marks.first?.lowerBound ?? 0) - Self.bytesBefore, 0)
        let range = Self.words(bytes, start..<min(start + Self.snippetBytes, bytes.count))
        let left: HTML = range.lowerBound > 0 ? "… " : ""
        let right: HTML = range.upperBound < bytes.count ? " …" : ""
        return left + html(bytes, marks, range) + right
    }

    /// `range` without the halves of words at its ends.
    private static func words(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        if start > 0 { start = bytes[range].firstIndex(of: 32).map { $0 + 1 } ?? start }
        if end < bytes.count { end = bytes[start..<end].lastIndex(of: 32) ?? end }
        while start < end, bytes[start] & 0xC0 == 0x80 { start += 1 }
        while end > start, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return start..<end
    }

    private func html(_ bytes: [UInt8], _ marks: [Range<Int>], _ range: Range<Int>) -> HTML {
        var result = HTML.empty
        var position = range.lowerBound
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        for mark in marks where mark.lowerBound >= position && mark.upperBound <= range.upperBound {
            result += "\(text(position..<mark.lowerBound))<mark>\(text(mark))</mark>"
            position = mark.upperBound
        }
        return result + "\(text(position..<range.upperBound))"
    }

    /// Where the words stand, in bytes, ascending and apart from each other.
    private func marks(in text: String) -> [Range<Int>] {
        guard !terms.isEmpty else { return [] }
        let bytes = Array(text.utf8)
        var marks: [Range<Int>] = []
        for token in Tokenizer.tokens(text) where token.range.lowerBound >= marks.last?.upperBound ?? 0 {
            if isAskedFor(token) {
                marks.append(token.range)
            } else if let prefix, token.text.hasPrefix(prefix) {
                marks.append(beginning(of: token, like: prefix, bytes))
            }
        }
        return marks
    }

    private func isAskedFor(_ token: Token) -> Bool {
        if terms.contains(token.text) { return true }
        guard token.kind == .word else { return false }
        return terms.contains(analyzer.term(token)) || terms.contains(analyzer.term(token, .english))
            || terms.contains { $0.utf8.count >= Self.leastPart && $0 != prefix && token.text.contains($0) }
    }

    /// The letters of `token` that fold to `prefix`.
    private func beginning(of token: Token, like prefix: String, _ bytes: [UInt8]) -> Range<Int> {
        let start = token.range.lowerBound
        for end in start + 1..<token.range.upperBound where bytes[end] & 0xC0 != 0x80 {
            let part = Folding.fold(String(decoding: bytes[start..<end], as: UTF8.self))
            if part.hasPrefix(prefix) { return start..<end }
        }
        return token.range
    }
}
