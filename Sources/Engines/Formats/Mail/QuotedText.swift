/// Finds what a mail adds to the mails it answers.
package enum QuotedText {
    /// The text without quoted history: lines with `>` in front, and everything from a line such as `Am …
    /// schrieb …:`, `On … wrote:`, `-----Ursprüngliche Nachricht-----` or Outlook's block `Von: … Gesendet: …
    /// Betreff: …` on.
    ///
    /// Answers written between quoted lines stay. When nothing would be left (a mail that only forwards), the
    /// whole text comes back. Only the first `limit` characters are looked at.
    package static func latest(of whole: String) -> String {
        let text = whole.beginning(limit)
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        var kept: [Substring] = []
        var index = 0
        while index < lines.count {
            let line = lines[index]
            if isQuoted(line) {
                index += 1
            } else if startsHistory(lines, at: index) {
                break
            } else if let length = attribution(lines, at: index) {
                guard lines[(index + length)...].first(where: { !isBlank($0) }).map(isQuoted) == true else {
                    break
                }
                index += length
            } else {
                kept.append(line)
                index += 1
            }
        }
        let latest = joined(kept)
        return latest.isEmpty ? text.trimmed : latest
    }

    /// Beyond it a text is left out.
    private static let limit = 200_000

    private static func joined(_ lines: [Substring]) -> String {
        var result: [Substring] = []
        for line in lines where !(isBlank(line) && result.last.map(isBlank) == true) { result.append(line) }
        return result.joined(separator: "\n").trimmed
    }

    private static func isBlank(_ line: Substring) -> Bool { line.isAllBlank }

    private static func isQuoted(_ line: Substring) -> Bool {
        line.utf8.first { $0 != Ascii.space } == UInt8(ascii: ">")
    }

    private static let separators = [
        "ursprüngliche nachricht", "urspruengliche nachricht", "originalnachricht", "original message",
        "original-nachricht", "weitergeleitete nachricht", "forwarded message", "original appointment",
        "ursprünglicher termin",
    ]

    /// Whether the old mail begins here without `>`: a ruled heading, or Outlook's block of headers.
    private static func startsHistory(_ lines: [Substring], at index: Int) -> Bool {
        // Nothing that begins an old mail is long.
        let line = lines[index].beginning(400).lowercased().trimmed
        let words = line.filter { $0 != "-" && $0 != "_" && $0 != "*" }.trimmed
        if line.count - words.count >= 4, separators.contains(where: words.hasPrefix) { return true }
        let isRule = line.count >= 10 && line.allSatisfy { $0 == "_" || $0 == "-" }
        let next = isRule ? lines[(index + 1)...].firstIndex { !isBlank($0) } : index
        return next.map { isHeaderBlock(lines, at: $0) } ?? false
    }

    /// `Von:` or `From:` with a date and a subject or recipient in the next five lines.
    private static func isHeaderBlock(_ lines: [Substring], at index: Int) -> Bool {
        func begins(_ line: Substring, _ names: [String]) -> Bool {
            let text = line.drop { $0.isBlank || $0 == "*" }.prefix(20).lowercased()
            return names.contains {
                text.hasPrefix($0 + ":") || text.hasPrefix($0 + ":*") || text.hasPrefix($0 + " :")
            }
        }
        guard begins(lines[index], ["von", "from", "de"]) else { return false }
        let following = lines[(index + 1)...].prefix(6)
        let hasDate = following.contains { begins($0, ["gesendet", "datum", "sent", "date", "envoyé"]) }
        let hasMore = following.contains { begins($0, ["betreff", "subject", "an", "to", "objet"]) }
        return hasDate && hasMore
    }

    /// How many lines `Am … schrieb …:` takes from here, at most three; nil when none begins here.
    private static func attribution(_ lines: [Substring], at index: Int) -> Int? {
        let openings = ["am ", "on ", "le "]
        let first = lines[index].beginning(400).lowercased().trimmed
        guard openings.contains(where: first.hasPrefix) else { return nil }
        var joined = ""
        for (offset, line) in lines[index...].prefix(3).enumerated() {
            if isBlank(line) { return nil }
            joined += " " + line.beginning(800).lowercased().trimmed
            guard joined.unicodeScalars.count < 400 else { return nil }
            let isWritten =
                joined.contains(" schrieb") || joined.contains(" wrote") || joined.contains(" a écrit")
            let hasDigit = joined.contains(where: \.isNumber)
            if isWritten, hasDigit, joined.hasSuffix(":") { return offset + 1 }
        }
        return nil
    }
}
