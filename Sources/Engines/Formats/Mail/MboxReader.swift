/// One mail found in an mbox file.
package struct MboxMail: Sendable, Equatable {
    /// Where it begins in the file, in bytes: names the mail in reports.
    package let offset: Int
    /// The mail without its `From ` line, `>From ` unescaped. The first 64 KiB only when `error` is set.
    package let bytes: [UInt8]
    /// `.tooLarge` when it is longer than the limit, else nil.
    package let error: MailError?
}

/// Cuts an mbox file into mails (mboxrd and mboxo: RFC 4155 and
/// https://www.loc.gov/preservation/digital/formats/fdd/fdd000385.shtml).
///
/// A mail begins at a line with `From ` in front that stands first or behind a blank line and has a time of
/// day in it (so that a sentence beginning with "From" does not cut). Text before the first such line counts
/// as a mail, so that a single mail passes as well. Memory: one mail.
package struct MboxReader: ChunkedReader {
    private static let headBytes = 65_536
    /// Lines longer than this are taken in pieces.
    private static let lineBytes = 1_048_576

    private let maxBytes: Int
    private var buffer = ByteBuffer()
    private var mail: [UInt8] = []
    private var mailOffset = 0
    private var offset = 0
    private var isTooLarge = false
    private var isAfterBlank = true
    private var isLineStart = true
    package private(set) var isFinished = false

    /// A reader at the start of a file; of `limits` only the length of a mail counts.
    package init(limits: MailLimits = MailLimits()) { maxBytes = limits.bytes }

    /// See `ChunkedReader`.
    package mutating func append(_ chunk: [UInt8]) { buffer.append(chunk) }

    /// See `ChunkedReader`.
    package mutating func finish() { isFinished = true }

    /// The next mail; see `ChunkedReader`.
    package mutating func next() -> MboxMail? {
        while let range = nextLine() {
            let line = buffer.bytes[range]
            let begins = isLineStart && isAfterBlank && isEnvelope(line)
            let finished = begins ? take() : nil
            if begins { mailOffset = offset } else { add(line) }
            isAfterBlank =
                isLineStart && line.allSatisfy { $0 == Ascii.lineFeed || $0 == Ascii.carriageReturn }
            isLineStart = line.last == Ascii.lineFeed
            offset += range.count
            buffer.drop(to: range.upperBound)
            if let finished { return finished }
        }
        return isFinished ? take() : nil
    }

    /// The next line with its line feed; nil when it is not yet whole.
    private mutating func nextLine() -> Range<Int>? {
        guard !buffer.isEmpty else { return nil }
        let end = buffer.lineEnd { $0 == Ascii.lineFeed }
        if let end, end < buffer.start + Self.lineBytes { return buffer.start..<(end + 1) }
        guard isFinished || buffer.count >= Self.lineBytes else { return nil }
        return buffer.start..<min(buffer.start + Self.lineBytes, buffer.bytes.count)
    }

    private mutating func add(_ line: ArraySlice<UInt8>) {
        guard !isTooLarge else { return }
        let unquoted = line.drop { $0 == UInt8(ascii: ">") }
        let isEscaped = isLineStart && unquoted.count < line.count && unquoted.starts(with: "From ".utf8)
        mail += isEscaped ? line.dropFirst() : line
        if mail.count > maxBytes {
            isTooLarge = true
            mail.removeSubrange(min(Self.headBytes, mail.count)...)
        }
    }

    /// The mail gathered so far, without the blank line that parts it from the next; nil when there is none.
    private mutating func take() -> MboxMail? {
        defer { (mail, isTooLarge) = ([], false) }
        guard mail.contains(where: { $0 > 0x20 }) else { return nil }
        for lineEnd in [[Ascii.carriageReturn, Ascii.lineFeed], [Ascii.lineFeed]] {
            guard mail.suffix(2 * lineEnd.count).elementsEqual(lineEnd + lineEnd) else { continue }
            mail.removeLast(lineEnd.count)
            break
        }
        return MboxMail(offset: mailOffset, bytes: mail, error: isTooLarge ? .tooLarge : nil)
    }

    /// `From `, something, and a time of day such as `10:23`.
    private func isEnvelope(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.starts(with: "From ".utf8), line.count < 1000 else { return false }
        let bytes = Array(line)
        return bytes.indices.dropFirst().dropLast(2).contains { index in
            bytes[index] == UInt8(ascii: ":") && Ascii.isDigit(bytes[index - 1])
                && Ascii.isDigit(bytes[index + 1])
                && Ascii.isDigit(bytes[index + 2])
        }
    }
}
