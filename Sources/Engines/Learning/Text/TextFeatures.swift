/// The n-grams of a scanned message: every run of two to five bytes, every word, every two words in a row.
enum TextFeatures {
    static let shortest = 2
    static let longest = 5

    /// Calls `gram` and `word` with the bucket of each, 0 to 2^`bits` − 1.
    @inline(__always)
    static func visit(
        _ folded: UnsafeBufferPointer<UInt8>, bits: Int, gram: (Int) -> Void, word: (Int) -> Void
    ) {
        let shift = UInt32(32 - bits)
        let count = folded.count
        var previous: UInt32 = 0
        var current: UInt32 = 0
        for start in 0..<count {
            var hash: UInt32 = 2_166_136_261
            let end = min(start + longest, count)
            hash = (hash ^ UInt32(folded[start])) &* 16_777_619
            var at = start + 1
            while at < end {
                hash = (hash ^ UInt32(folded[at])) &* 16_777_619
                gram(Int((hash &* 0x9e37_79b1) >> shift))
                at += 1
            }
            let byte = folded[start]
            if byte != 0x20 {
                current = (current ^ UInt32(byte)) &* 0x0100_0193 &+ 0x7f4a_7c15
            } else if current != 0 {
                word(Int((current &* 0x85eb_ca6b) >> shift))
                if previous != 0 {
                    word(Int(((previous &* 31 &+ current) &* 0xc2b2_ae35) >> shift))
                }
                previous = current
                current = 0
            }
        }
    }

    /// How many n-grams of bytes a folded message has.
    static func gramCount(_ bytes: Int) -> Int {
        (shortest...longest).reduce(0) { $0 + max(0, bytes - $1 + 1) }
    }

    /// What a cue counts beside n-grams, whose values are at most 1. Chosen by cross-validation (README).
    static let cueScale: Float = 0.4

    /// The message as a vector: n-grams each with 1/√(number of n-grams), words likewise, cues, and a constant 1.
    /// Sorted by index; cues stand behind the 2^`bits` buckets, the constant last.
    static func vector(_ scan: TextScan, bits: Int) -> SparseVector {
        var grams: [UInt32] = []
        var words: [UInt32] = []
        scan.folded.withUnsafeBufferPointer { folded in
            visit(folded, bits: bits, gram: { grams.append(UInt32($0)) }, word: { words.append(UInt32($0)) })
        }
        var entries: [(index: UInt32, value: Float)] = []
        entries.reserveCapacity(grams.count + words.count + scan.found.count + 1)
        let gramValue = 1 / Float(max(grams.count, 1)).squareRoot()
        let wordValue = 1 / Float(max(words.count, 1)).squareRoot()
        for gram in grams { entries.append((gram, gramValue)) }
        for word in words { entries.append((word, wordValue)) }
        let firstCue = UInt32(1) << UInt32(bits)
        for cue in scan.found { entries.append((firstCue + UInt32(cue), scan.cues[cue] * cueScale)) }
        entries.append((firstCue + UInt32(scan.layout.count), 1))
        entries.sort { $0.index < $1.index }
        return SparseVector(sorted: entries)
    }
}

/// A vector of which most entries are zero.
struct SparseVector: Sendable {
    private(set) var indices: [UInt32] = []
    private(set) var values: [Float] = []

    /// Entries in ascending order; values of equal indices are added up.
    init(sorted entries: [(index: UInt32, value: Float)]) {
        indices.reserveCapacity(entries.count)
        values.reserveCapacity(entries.count)
        for entry in entries {
            if indices.last == entry.index {
                values[values.count - 1] += entry.value
            } else {
                indices.append(entry.index)
                values.append(entry.value)
            }
        }
    }
}
