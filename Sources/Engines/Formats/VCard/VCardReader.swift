/// Reads vCard files of any size, card by card, and reports every damaged card with its reason.
///
/// Unfolds lines, quoted-printable soft breaks included; a line without a colon continues the one before it,
/// as careless programs write. Memory: one card, photographs included.
package struct VCardReader: ChunkedReader {
    private let maxBytes: Int
    private var decoder = TextDecoder()
    private var buffer = ByteBuffer()
    private var line = 0
    private var card: [[UInt8]]?
    private var cardLine = 0
    private var cardBytes = 0
    private var isOutside = false
    package private(set) var isFinished = false

    /// - Parameter maxBytes: the longest card that is taken, and the most that is held in memory.
    package init(maxBytes: Int = 8 * 1_048_576) { self.maxBytes = maxBytes }

    /// See `ChunkedReader`.
    package mutating func append(_ chunk: [UInt8]) { buffer.append(decoder.decode(chunk)) }

    /// See `ChunkedReader`.
    package mutating func finish() {
        guard !isFinished else { return }
        isFinished = true
        buffer.append(decoder.finish())
    }

    /// The next card or rejection; see `ChunkedReader`.
    package mutating func next() -> VCardEntry? {
        while let line = nextLine() {
            if let entry = take(line) { return entry }
        }
        return isFinished ? close(as: .unclosed) : nil
    }

    private mutating func nextLine() -> ArraySlice<UInt8>? {
        guard !buffer.isEmpty else { return nil }
        let start = buffer.start
        let isLast = isFinished
        let lineEnd = buffer.lineEnd(where: CSVScan.isBreak)
        let found = lineEnd.flatMap { end -> (end: Int, next: Int)? in
            buffer.bytes.withUnsafeBufferPointer { CSVScan.afterBreak($0, at: end, isLast: isLast) }
                .map { (end, $0) }
        }
        let overlong = buffer.count > maxBytes
        guard
            let (end, next) = found
                ?? (isFinished || overlong ? (buffer.bytes.count, buffer.bytes.count) : nil)
        else { return nil }
        line += 1
        let content = buffer.bytes[start..<end]
        buffer.drop(to: next)
        return content
    }

    private mutating func take(_ content: ArraySlice<UInt8>) -> VCardEntry? {
        let keyword = content.count <= 40 ? String(decoding: content, as: UTF8.self).trimmed.uppercased() : ""
        if keyword == "BEGIN:VCARD" {
            let unclosed = close(as: .unclosed)
            (card, cardLine, cardBytes, isOutside) = ([], line, 0, false)
            return unclosed
        }
        guard card != nil else { return outside(content) }
        if keyword == "END:VCARD" { return finishCard() }
        // A line costs memory even when nothing stands in it.
        cardBytes += content.count + Self.lineBytes
        if cardBytes <= maxBytes { card?.append(Array(content)) }
        return nil
    }

    /// Reports the first line of a run of text between cards.
    private mutating func outside(_ content: ArraySlice<UInt8>) -> VCardEntry? {
        guard !isOutside, content.contains(where: { $0 > 0x20 }) else { return nil }
        isOutside = true
        return .rejected(line: line, damage: .outside, raw: Self.raw([Array(content)]))
    }

    private mutating func close(as damage: VCardDamage) -> VCardEntry? {
        guard let lines = card else { return nil }
        card = nil
        return .rejected(line: cardLine, damage: damage, raw: Self.raw(lines))
    }

    private mutating func finishCard() -> VCardEntry? {
        guard let lines = card else { return nil }
        if cardBytes > maxBytes { return close(as: .tooLarge) }
        let isText = lines.allSatisfy { !$0.contains(0) && String(validating: $0, as: UTF8.self) != nil }
        guard isText else { return close(as: .invalidBytes) }
        let properties = VCardProperty.unfolded(lines)
        guard let parsed = VCardBuilder.card(properties.compactMap(VCardProperty.init), line: cardLine) else {
            return close(as: .noName)
        }
        card = nil
        return .card(parsed)
    }

    /// What a line counts for beside its bytes.
    private static let lineBytes = 32

    private static func raw(_ lines: [[UInt8]]) -> String {
        let beginning = lines.joined(separator: [Ascii.lineFeed]).prefix(16_384)
        return String(decoding: Array(beginning), as: UTF8.self).beginning(4096)
    }
}
