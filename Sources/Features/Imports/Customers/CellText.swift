import Platform

/// The text of a cell, made tidy.
enum CellText {
    /// One line without characters that nobody sees, without white space at the ends, and with single spaces within.
    static func clean(_ text: String) -> String {
        if isClean(text.utf8) { return text }
        var result = ""
        var isGap = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace || scalar.value < 32 || scalar.value == 127
                || scalar == "\u{FEFF}"
            {
                isGap = !result.isEmpty
                continue
            }
            if isGap { result += " " }
            isGap = false
            result.unicodeScalars.append(scalar)
        }
        return VisibleName.cleaned(result)
    }

    /// Several lines, each clean, without empty ones at the ends.
    static func cleanLines(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 10 || $0 == 13 }) else { return clean(text) }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
            clean(String($0))
        }
        return lines.drop(while: \.isEmpty).reversed().drop(while: \.isEmpty).reversed().joined(
            separator: "\n")
    }

    /// Whether somebody wrote that there is nothing.
    static func isPlaceholder(_ text: String) -> Bool {
        text.utf8.count <= 14 && placeholders.contains(text.lowercased())
    }

    private static let placeholders: Set<String> = [
        "-", "--", "---", "–", "—", ".", "?", "??", "/", "n/a", "n.a.", "na", "k.a.", "k. a.", "ka", "keine",
        "keiner",
        "kein", "keine angabe", "unbekannt", "nicht bekannt", "none", "null", "nil", "unknown", "#n/a", "#nv",
        "#wert!", "#bezug!",
    ]

    /// ASCII or longer letters with single spaces between: what most cells are.
    private static func isClean(_ bytes: String.UTF8View) -> Bool {
        var wasSpace = true
        for byte in bytes {
            // Bytes with which unseen characters and combining marks begin: soft hyphen, marks, joiners, fillers.
            if byte < 32 || byte == 127 || byte == 0xC2 || byte >= 0xCC { return false }
            if byte == 32, wasSpace { return false }
            wasSpace = byte == 32
        }
        return !wasSpace || bytes.isEmpty
    }
}
