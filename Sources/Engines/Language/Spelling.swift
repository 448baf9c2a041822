/// Finds words that differ by one letter, by deletions on both sides (the idea of SymSpell,
/// https://github.com/wolfgarbe/SymSpell).
package enum Spelling {
    /// Words outside these lengths (in letters) are neither indexed nor corrected.
    package static let lengths = 4...24

    /// The keys under which a word is found: itself and itself without each one letter. Empty for words too
    /// short or too long.
    package static func keys(_ word: String) -> [String] { keys(word, within: lengths) }

    /// The keys to look for a stem that is unknown. A stem may be a letter shorter than what is indexed: `Müler`, which
    /// should be `Müller`, has the stem `mul`.
    static func keys(ofStem stem: String, of word: String) -> [String] {
        word.unicodeScalars.count > lengths.lowerBound
            ? keys(stem, within: lengths.lowerBound - 1...lengths.upperBound) : keys(stem)
    }

    private static func keys(_ word: String, within lengths: ClosedRange<Int>) -> [String] {
        let letters = Array(word.unicodeScalars)
        guard lengths.contains(letters.count) else { return [] }
        var keys: Set<String> = [word]
        for position in letters.indices {
            var key = String.UnicodeScalarView()
            key.append(contentsOf: letters[..<position])
            key.append(contentsOf: letters[(position + 1)...])
            keys.insert(String(key))
        }
        return keys.sorted()
    }

    /// Whether one insertion, deletion, change or swap of neighbours at most makes one word of the other.
    package static func isWithinOneEdit(_ first: String, _ second: String) -> Bool {
        var a = Array(first.unicodeScalars)[...]
        var b = Array(second.unicodeScalars)[...]
        while let left = a.first, left == b.first {
            a.removeFirst()
            b.removeFirst()
        }
        while let left = a.last, left == b.last {
            a.removeLast()
            b.removeLast()
        }
        if a.count <= 1, b.count <= 1 { return true }
        guard a.count == 2, b.count == 2 else { return false }
        return a.first == b.last && a.last == b.first
    }
}
