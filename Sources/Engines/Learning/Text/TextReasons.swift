import Foundation

/// A piece of a message and how far it moved the verdict.
public struct TextReason: Hashable, Sendable {
    /// The piece as it is written, and the log-odds of the verdict that go when it is taken out.
    public let reason: Reason
    /// Where it stands, in UTF-8 bytes.
    public let range: Range<Int>
}

extension TextModel {
    /// Pieces of the message that speak for the verdict (positive) and against it (negative), heaviest first.
    ///
    /// A piece is a word, a face, a run of marks. Its weight is measured, not read off: the message is judged again
    /// without it, so that what a negation turns round or a whole word adds to its letters is counted in. In long
    /// messages stretches of words are tried first and only the weightiest looked into, so that a message of n pieces
    /// costs about 12·√n more judgements.
    /// - Parameter limit: at most so many reasons.
    public func reasons(for text: String, limit: Int = 5) -> [TextReason] {
        let bytes = Array(text.utf8)
        var classifier = TextClassifier(self)
        guard let label = labels.firstIndex(of: classifier.classify(bytes).label) else { return [] }
        let whole = classifier.logOdds(of: label, in: bytes)
        let pieces = Self.pieces(of: bytes)
        var weigh = { (pieces: ArraySlice<Range<Int>>) -> Double in
            whole - classifier.logOdds(of: label, in: Self.removing(Array(pieces), from: bytes))
        }
        return Self.candidates(pieces, &weigh).map { piece in
            let part = String(decoding: bytes[pieces[piece]], as: UTF8.self)
            return TextReason(
                reason: Reason(part, weight: weigh(pieces[piece...piece])), range: pieces[piece])
        }
        .filter { abs($0.reason.weight) >= Self.leastWeight }
        .sorted {
            let (one, other) = (abs($0.reason.weight), abs($1.reason.weight))
            return one != other ? one > other : $0.range.lowerBound < $1.range.lowerBound
        }
        .prefix(limit).map { $0 }
    }

    /// Pieces that move the verdict less are not worth naming.
    static let leastWeight = 0.1
    /// Up to so many pieces each is weighed by itself.
    private static let fewPieces = 64
    /// So many of the weightiest stretches of a long message are looked into.
    private static let stretches = 8

    /// Which pieces to weigh one by one.
    private static func candidates(
        _ pieces: [Range<Int>], _ weigh: inout (ArraySlice<Range<Int>>) -> Double
    ) -> [Int] {
        guard pieces.count > fewPieces else { return Array(pieces.indices) }
        let length = Int(Double(pieces.count).squareRoot().rounded(.up))
        let starts = Array(stride(from: 0, to: pieces.count, by: length))
        let weights = starts.map { abs(weigh(pieces[$0..<min($0 + length, pieces.count)])) }
        let heaviest = starts.indices.sorted {
            weights[$0] != weights[$1] ? weights[$0] > weights[$1] : $0 < $1
        }
        return heaviest.prefix(stretches).sorted()
            .flatMap { Array(starts[$0]..<min(starts[$0] + length, pieces.count)) }
    }

    /// The message without some of its pieces; a blank stands for each.
    static func removing(_ pieces: [Range<Int>], from bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var at = 0
        for piece in pieces.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            result += bytes[at..<piece.lowerBound]
            result.append(0x20)
            at = piece.upperBound
        }
        return result + bytes[at...]
    }

    /// Words with their `#` or `@`, links, faces and runs of other marks, in the order of the text.
    static func pieces(of bytes: [UInt8]) -> [Range<Int>] {
        bytes.withUnsafeBufferPointer { text in
            var pieces: [Range<Int>] = []
            var at = 0
            while at < text.count {
                guard text[at] > 0x20 else {
                    at += 1
                    continue
                }
                let end = pieceEnd(text, at)
                pieces.append(at..<end)
                at = end
            }
            return pieces
        }
    }

    private static func pieceEnd(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        if let link = TextScan.linkEnd(text, at) { return link }
        let entity = TextScan.entityEnd(text, at)
        if let entity { return entity }
        let isFree = at == 0 || !isWord(text[at - 1])
        if let face = Emoticon.typed(text, at: at, isFree: isFree) { return face.end }
        if text[at] >= 0xE2 {
            let width = text[at] >= 0xF0 ? 4 : 3
            return min(at + width, text.count)
        }
        var end = at + 1
        if isWord(text[at]) || text[at] == UInt8(ascii: "#") || text[at] == UInt8(ascii: "@") {
            while end < text.count, isWord(text[end]) { end += 1 }
        } else {
            while end < text.count, text[end] == text[at] { end += 1 }
        }
        return end
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80..<0xE2: true
        default: false
        }
    }
}

extension TextClassifier {
    /// Log-odds of one label against all others.
    mutating func logOdds(of label: Int, in bytes: [UInt8]) -> Double {
        bytes.withUnsafeBufferPointer { read($0) }
        let logits = model.calibration.logits(currentScores)
        let others = logits.enumerated().filter { $0.offset != label }.map(\.element)
        let highest = others.max() ?? 0
        return logits[label] - highest - log(others.reduce(0) { $0 + exp($1 - highest) })
    }
}

/// Whether reasons keep what they say: a check that any model can be put to.
public struct ReasonCheck: Hashable, Sendable {
    /// Messages in which reasons for the verdict were named.
    public private(set) var cases = 0
    /// Of these, messages whose verdict changed or lost confidence once all these reasons were taken out together.
    public private(set) var right = 0

    /// Nothing checked yet.
    public init() {}

    /// The share that is right; 1 when there was no case.
    public var share: Double { cases == 0 ? 1 : Double(right) / Double(cases) }

    /// Takes the reasons out of a message and judges it again: those for the verdict, then those against it.
    public mutating func add(_ text: String, by model: TextModel) {
        let bytes = Array(text.utf8)
        var classifier = TextClassifier(model)
        let before = classifier.classify(bytes)
        guard let label = model.labels.firstIndex(of: before.label) else { return }
        let reasons = model.reasons(for: text)
        for isFor in [true, false] {
            let named = reasons.filter { ($0.reason.weight > 0) == isFor }.map(\.range)
            guard !named.isEmpty else { continue }
            let after = classifier.classify(TextModel.removing(named, from: bytes))
            let change = after.probabilities[label] - before.probabilities[label]
            cases += 1
            if isFor ? change < 0 : change > 0 { right += 1 }
        }
    }
}
