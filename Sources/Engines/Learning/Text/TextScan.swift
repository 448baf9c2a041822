/// A message as the classifier reads it: folded, cut into words, with its cues counted.
///
/// Folding: lower case; `ä`, `ö`, `ü`, `ß` as `ae`, `oe`, `ue`, `ss`, other Latin-1 letters without their marks;
/// links, names of people (`@…`) and faces become one byte each; a character four times or more in a row is cut to
/// three; one blank between words and punctuation, so that `gut,` and `gut ,` read alike. The buffers are kept for
/// the next message: scanning allocates nothing once they are large enough.
struct TextScan {
    /// The folded bytes; words are separated by single blanks, and one stands at either end.
    private(set) var folded: [UInt8] = []
    /// Values by `Cue` index; all but those in `found` are zero.
    private(set) var cues: [Float]
    /// The indices of cues that are not zero, in no order.
    private(set) var found: [Int] = []

    let layout: CueLayout
    private var hashes = [UInt32](repeating: 0, count: TextScan.longestWord)
    private var run = Run()

    /// Longer words are looked up by their last bytes only.
    private static let longestWord = 64
    /// Bytes that stand for what was replaced.
    static let link: UInt8 = 1
    static let handle: UInt8 = 2
    static let firstFace: UInt8 = 0x0e

    init(_ layout: CueLayout) {
        self.layout = layout
        cues = [Float](repeating: 0, count: layout.count)
    }

    /// Reads a message, forgetting the one before.
    mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
        for cue in found { cues[cue] = 0 }
        found.removeAll(keepingCapacity: true)
        folded.removeAll(keepingCapacity: true)
        run = Run()
        folded.append(0x20)
        if text.contains(UInt8(ascii: "&")) {
            let plain = Self.withoutEntities(text)
            plain.withUnsafeBufferPointer { fold($0) }
        } else {
            fold(text)
        }
        if folded.last != 0x20 { folded.append(0x20) }
        noteSurface()
        noteWords()
    }

    // MARK: Folding

    /// What is counted while folding.
    private struct Run {
        var tone = 0
        var shouted = 0
        var exclamations = 0
        var questions = 0
        var dots = 0
        var hashes = 0
        var links = 0
        var isStretched = false
        var isRepeatedMark = false
        var isRetweet = false
        var capitals = 0
        var letters = 0
        /// What the last byte was: a word's, a mark's, or neither.
        var kind = Kind.blank
    }

    private enum Kind { case blank, word, mark }

    private mutating func fold(_ text: UnsafeBufferPointer<UInt8>) {
        var at = 0
        run.isRetweet = text.count > 3 && text[0] == 0x52 && text[1] == 0x54 && text[2] == 0x20
        while at < text.count {
            let byte = text[at]
            if Emoticon.starts[Int(byte)],
                let face = Emoticon.typed(text, at: at, isFree: run.kind != .word)
            {
                add(face: face.0)
                at = face.end
            } else if byte < 0x80 {
                at = foldASCII(text, at)
            } else {
                at = foldWide(text, at)
            }
        }
        endWord()
    }

    private mutating func foldASCII(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        let byte = text[at]
        switch byte {
        case 0x61...0x7A:
            if byte == 0x68 || byte == 0x77, run.kind != .word, let end = Self.linkEnd(text, at) {
                replace(with: Self.link)
                run.links += 1
                return end
            }
            append(byte, .word)
            run.letters += 1
        case 0x41...0x5A:
            append(byte | 0x20, .word)
            run.letters += 1
            run.capitals += 1
        case 0x30...0x39, 0x5F: append(byte, .word)
        case 0...0x20, 0x7F: blank()
        case UInt8(ascii: "@") where run.kind != .word && at + 1 < text.count && Self.isName(text[at + 1]):
            var end = at + 1
            while end < text.count, Self.isName(text[end]) { end += 1 }
            replace(with: Self.handle)
            return end
        case UInt8(ascii: "#"):
            endWord()
            blank()
            append(byte, .word)
            run.hashes += 1
        default: mark(byte)
        }
        return at + 1
    }

    private mutating func mark(_ byte: UInt8) {
        let last = folded[folded.count - 1]
        switch Unicode.Scalar(byte) {
        case "!": run.exclamations += 1
        case "?": run.questions += 1
        case "." where last == byte: run.dots += 1
        default: break
        }
        if byte == 0x21 || byte == 0x3F, run.kind == .mark || run.kind == .blank && folded.count > 1,
            last == byte || last == 0x20 && folded[folded.count - 2] == byte
        {
            run.isRepeatedMark = true
        }
        append(byte, .mark)
    }

    /// Letters beyond ASCII, emoji, and everything else as it is.
    private mutating func foldWide(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        let byte = text[at]
        if byte == 0xC3, at + 1 < text.count {
            let letters = Self.latin[Int(text[at + 1] & 0x3F)]
            append(letters.0, .word)
            if letters.1 != 0 { append(letters.1, .word) }
            run.letters += 1
            if text[at + 1] < 0x9F { run.capitals += 1 }
            return at + 2
        }
        let width = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        let end = min(at + width, text.count)
        if byte == 0xC2 {  // Latin-1 signs: no-break space, quotes, degrees
            text[end - 1] == 0xA0 ? blank() : append(text[end - 1], .mark)
            return end
        }
        if width >= 3, end - at == width {
            var scalar = UInt32(byte) & (width == 4 ? 0x07 : 0x0F)
            for offset in 1..<width { scalar = scalar << 6 | UInt32(text[at + offset] & 0x3F) }
            if scalar == 0x200D || scalar == 0xFE0F || (0x1F3FB...0x1F3FF).contains(scalar) { return end }
            if let face = Emoticon.emoji(scalar) {
                add(face: face)
                return end
            }
        }
        for offset in at..<end { append(text[offset], width == 2 ? .word : .mark) }
        return end
    }

    @inline(__always) private mutating func append(_ byte: UInt8, _ kind: Kind) {
        if kind != run.kind {
            if run.kind == .word { endWord() }
            if run.kind != .blank { folded.append(0x20) }
            run.kind = kind
        }
        let count = folded.count
        if count >= 3, folded[count - 1] == byte, folded[count - 2] == byte {
            if kind == .word { run.isStretched = true }
            if folded[count - 3] == byte { return }
        }
        folded.append(byte)
    }

    private mutating func blank() {
        if run.kind == .word { endWord() }
        if folded[folded.count - 1] != 0x20 { folded.append(0x20) }
        run.kind = .blank
    }

    private mutating func replace(with byte: UInt8) {
        blank()
        folded.append(byte)
        folded.append(0x20)
    }

    private mutating func add(face: Emoticon) {
        replace(with: Self.firstFace + face.rawValue)
        run.tone += face.tone
        note(layout.face(face), 1, limit: 3)
    }

    private mutating func endWord() {
        if run.capitals > 2, run.capitals == run.letters { run.shouted += 1 }
        run.capitals = 0
        run.letters = 0
    }

    static func linkEnd(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
        guard starts(text, at, "http://") || starts(text, at, "https://") || starts(text, at, "www.") else {
            return nil
        }
        var end = at
        while end < text.count, text[end] > 0x20 { end += 1 }
        return end
    }

    private static func starts(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, _ prefix: StaticString) -> Bool
    {
        guard at + prefix.utf8CodeUnitCount <= text.count else { return false }
        return prefix.withUTF8Buffer { $0.enumerated().allSatisfy { text[at + $0.offset] == $0.element } }
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: false
        }
    }

    /// `&lt;` and its like as the characters that they stand for.
    private static func withoutEntities(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var at = 0
        while at < text.count {
            if text[at] == UInt8(ascii: "&"), let entity = entities.first(where: { starts(text, at, $0.0) }) {
                result.append(entity.1)
                at += entity.0.utf8CodeUnitCount
            } else {
                result.append(text[at])
                at += 1
            }
        }
        return result
    }

    /// The end of an entity that begins at `at`.
    static func entityEnd(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
        entities.first { starts(text, at, $0.0) }.map { at + $0.0.utf8CodeUnitCount }
    }

    private static let entities: [(StaticString, UInt8)] = [
        ("&lt;", 0x3C), ("&gt;", 0x3E), ("&amp;", 0x26), ("&quot;", 0x22), ("&apos;", 0x27), ("&nbsp;", 0x20),
    ]

    /// U+00C0…U+00FF folded to one or two letters.
    private static let latin: [(UInt8, UInt8)] = {
        let names = [
            "a", "a", "a", "a", "ae", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
            "d", "n", "o", "o", "o", "o", "oe", "x", "o", "u", "u", "u", "ue", "y", "th", "ss",
        ]
        return (names + names.dropLast() + ["y"]).map { name in
            let bytes = Array(name.utf8)
            return (bytes[0], bytes.count > 1 ? bytes[1] : 0)
        }
    }()

    // MARK: Cues

    @inline(__always) private mutating func note(_ cue: Int, _ value: Float, limit: Float) {
        let old = cues[cue]
        if old == 0 { found.append(cue) }
        cues[cue] = min(old + value, limit)
    }

    private mutating func noteSurface() {
        let counts = [
            (Cue.shouted, run.shouted), (.exclamation, run.exclamations), (.question, run.questions),
            (.hash, run.hashes),
        ]
        for (cue, count) in counts where count > 0 { note(layout.cue(cue), Float(count), limit: 3) }
        let flags = [
            (Cue.repeatedMark, run.isRepeatedMark), (.dots, run.dots > 1), (.link, run.links > 0),
            (.retweet, run.isRetweet), (.stretched, run.isStretched), (.kindFaces, run.tone > 0),
            (.unkindFaces, run.tone < 0),
        ]
        for (cue, holds) in flags where holds { note(layout.cue(cue), 1, limit: 1) }
    }

    /// Looks the words up in the lexicon and notes what they say together.
    private mutating func noteWords() {
        var judged = Judgement()
        var start = 1
        while start < folded.count {
            var end = start
            while end < folded.count, folded[end] != 0x20 { end += 1 }
            noteWord(start, end, &judged)
            start = end + 1
        }
        note(judged)
    }

    /// What the judging words of a message say together.
    private struct Judgement {
        var good: Float = 0
        var bad: Float = 0
        var last = 0
        var word = 0
        var negatedUntil = -1
        var stressed = -2
    }

    private mutating func noteWord(_ start: Int, _ end: Int, _ judged: inout Judgement) {
        let first = folded[start] == UInt8(ascii: "#") ? start + 1 : start
        guard end > first, folded[first] >= 0x30, folded[first] != 0x3F else { return }
        judged.word += 1
        let (group, isPart) = lookUp(first, end)
        guard group >= 0 else { return }
        if group == layout.negation {
            judged.negatedUntil = judged.word + 3
            note(layout.group(group), 1, limit: 3)
            return
        }
        if group == layout.intensity {
            judged.stressed = judged.word
            return
        }
        let isNegated = judged.word <= judged.negatedUntil
        note(layout.group(group, isNegated: isNegated, isPart: isPart), 1, limit: 3)
        var strength = layout.polarity(group) * (judged.stressed == judged.word - 1 ? 1.5 : 1)
        if isNegated { strength *= -0.7 }
        if strength > 0 { judged.good += strength } else { judged.bad -= strength }
        judged.last = strength > 0 ? 1 : -1
    }

    /// The group of a word, or else of its longest ending of six letters or more; `un-` before praise is blame.
    private mutating func lookUp(_ start: Int, _ end: Int) -> (group: Int, isPart: Bool) {
        let first = max(start, end - Self.longestWord)
        var hash = PolarityLexicon.seed
        var length = 0
        for position in stride(from: end - 1, through: first, by: -1) {
            hash = PolarityLexicon.step(hash, folded[position])
            hashes[length] = hash
            length += 1
        }
        let lexicon = layout.lexicon
        let whole = lexicon.group(PolarityLexicon.finish(hash))
        if whole >= 0 || length < 5 { return (whole, false) }
        if folded[start] == UInt8(ascii: "u"), folded[start + 1] == UInt8(ascii: "n") {
            let positive = lexicon.group(PolarityLexicon.finish(hashes[length - 3]))
            if positive >= 0, layout.polarity(positive) > 0 { return (layout.negatedPraise, false) }
        }
        guard length > 8 else { return (-1, false) }
        for ending in stride(from: length - 2, through: 6, by: -1) {
            let part = lexicon.group(PolarityLexicon.finish(hashes[ending - 1]))
            if part >= 0, layout.polarity(part) != 0 { return (part, true) }
        }
        return (-1, false)
    }

    private mutating func note(_ judged: Judgement) {
        let good = judged.good > 0
        let bad = judged.bad > 0
        let balance = judged.good - judged.bad
        if good { note(layout.cue(.good), min(judged.good, 4) / 2, limit: 2) }
        if bad { note(layout.cue(.bad), min(judged.bad, 4) / 2, limit: 2) }
        if balance != 0 { note(layout.cue(.balance), max(-3, min(3, balance)) / 2, limit: 2) }
        let flags = [
            (Cue.onlyGood, good && !bad), (.onlyBad, bad && !good), (.both, good && bad),
            (.noJudgement, !good && !bad), (.lastGood, judged.last > 0), (.lastBad, judged.last < 0),
            (.nothing, !good && !bad && run.tone == 0), (.goodAndKind, balance > 0 && run.tone > 0),
            (.badAndKind, balance < 0 && run.tone > 0), (.badAndUnkind, balance < 0 && run.tone < 0),
            (.badAlone, balance < 0 && run.tone == 0), (.goodAlone, balance > 0 && run.tone == 0),
        ]
        for (cue, holds) in flags where holds { note(layout.cue(cue), 1, limit: 1) }
    }
}
