import Formats

/// Telephone numbers as the index holds them, however they are written.
enum DialledNumber {
    /// The values under which a stored number is found. Empty when it is no number.
    static func terms(of text: String) -> [String] {
        let digits = dialled(text)
        return digits.isEmpty ? [] : [digits]
    }

    /// The digits that somebody in Germany dials, foreign numbers without their `+` or `00`.
    static func dialled(_ text: some StringProtocol) -> String {
        let compact = compact(String(text))
        if compact.hasPrefix("+49") { return "0" + compact.dropFirst(3) }
        if compact.hasPrefix("+") { return String(compact.dropFirst()) }
        if compact.hasPrefix("0049") { return "0" + compact.dropFirst(4) }
        return compact.hasPrefix("00") ? String(compact.dropFirst(2)) : compact
    }

    /// The number in E.164; when it is not whole yet, its digits.
    private static func compact(_ text: String) -> String {
        do {
            return try PhoneNumber(text).e164
        } catch {
            let digits = text.replacing("(0)", with: "").filter { $0 == "+" || $0.isASCII && $0.isNumber }
            return digits.hasPrefix("+") ? "+" + digits.filter { $0 != "+" } : digits.filter { $0 != "+" }
        }
    }
}

/// What somebody typed, with telephone numbers recognised.
struct SearchQuestion {
    /// With numbers as they are dialled.
    let text: String
    /// As typed, when it differs: what looked like a number may have been something else.
    let plain: String?

    private static let marks: Set<Character> = [" ", "/", "-", "–", ".", "(", ")", "+", "\u{A0}"]
    /// Fewer digits are no telephone number, not even the beginning of one.
    private static let leastDigits = 4

    init(_ typed: String) {
        var result = ""
        var rest = typed[...]
        while let character = rest.first {
            let isStart = result.last.map { !$0.isLetter && !$0.isNumber } ?? true
            if isStart, "+0(".contains(character), let (run, digits) = Self.number(rest) {
                result += digits
                rest = rest.dropFirst(run.count)
                if rest.first?.isLetter == true { result += " " }
            } else {
                result.append(character)
                rest = rest.dropFirst()
            }
        }
        text = result
        plain = result == typed ? nil : typed
    }

    /// The telephone number that `text` begins with, as it stands there and as it is dialled.
    private static func number(_ text: Substring) -> (run: Substring, digits: String)? {
        let run = text.prefix { marks.contains($0) || $0.isASCII && $0.isNumber }
        let digits = DialledNumber.dialled(run)
        let isNumber = run.first == "+" || run.drop { !$0.isNumber }.first == "0"
        return isNumber && digits.count >= leastDigits && !isDate(run) ? (run, digits) : nil
    }

    /// `01.02.2026`
    private static func isDate(_ run: Substring) -> Bool {
        let parts = run.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 3 && parts.allSatisfy { $0.count <= 4 && $0.allSatisfy(\.isNumber) }
    }
}
