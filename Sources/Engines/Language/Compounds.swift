/// Splits German compounds by a vocabulary.
package enum Compounds {
    /// A possible cut of a compound.
    package struct Split: Hashable, Sendable {
        /// Terms for the left part: as it stands, and without a linking letter.
        package let left: [String]
        /// Terms for the right part.
        package let right: [String]
    }

    /// A part has at least so many letters before it is stemmed.
    static let minimumPart = 4
    /// Longer words are no compounds but noise.
    static let maximumWord = 40
    private static let links = ["", "s", "es", "n", "en", "er", "e"]

    /// Every cut that leaves four letters on both sides. A cut counts when both sides are in the vocabulary.
    /// - Parameter word: folded or already a term.
    package static func splits(_ word: String, _ analyzer: Analyzer) -> [Split] {
        let bytes = Array(word.utf8)
        guard (2 * minimumPart...maximumWord).contains(bytes.count), bytes.allSatisfy({ $0 < 0x80 }) else {
            return []
        }
        return (minimumPart...bytes.count - minimumPart).map { cut in
            let left = String(decoding: bytes[..<cut], as: UTF8.self)
            let right = String(decoding: bytes[cut...], as: UTF8.self)
            return Split(left: lefts(left, analyzer), right: distinct([analyzer.stem(right), right]))
        }
    }

    /// The parts of a word: sides of cuts whose both sides are known, without the word itself.
    package static func parts(_ splits: [Split], of word: String, isKnown: (String) -> Bool) -> Set<String> {
        var parts: Set<String> = []
        for split in splits {
            let left = split.left.filter(isKnown)
            let right = split.right.filter(isKnown)
            guard !left.isEmpty, !right.isEmpty else { continue }
            parts.formUnion(left)
            parts.formUnion(right)
        }
        parts.remove(word)
        return parts
    }

    private static func lefts(_ left: String, _ analyzer: Analyzer) -> [String] {
        let stripped = links.filter { left.hasSuffix($0) && left.utf8.count - $0.utf8.count >= minimumPart }
        return distinct(stripped.map { analyzer.stem(String(left.dropLast($0.utf8.count))) })
    }

    private static func distinct(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { $0.utf8.count >= 3 && seen.insert($0).inserted }
    }
}
