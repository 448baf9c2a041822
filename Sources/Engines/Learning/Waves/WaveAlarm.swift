/// A count that left what is usual, with the figures to say why.
public struct WaveAlarm: Hashable, Sendable {
    /// How the count rose.
    public enum Kind: Hashable, Sendable {
        /// Far above usual within one window.
        case burst
        /// Above usual day after day.
        case climb
    }

    /// How the count rose.
    public let kind: Kind
    /// What was counted over `minutes`.
    public let count: Double
    /// The time over which `count` was counted.
    public let minutes: Int
    /// The usual count over that time.
    public let usual: Double
    /// One standard deviation of the usual count.
    public let spread: Double
    /// Whether the count has doubled since an alarm that is still fresh.
    public let isDoubled: Bool
    /// All of which `count` are a part; nil when a count stands for itself.
    public var whole: Double?

    /// How many standard deviations above usual.
    public var strength: Double { (count - usual) / spread }

    /// Why, in German: `58 in 60 Minuten, üblich 4 ± 3`.
    public var german: String {
        let suffix = isDoubled ? "; verdoppelt seit der letzten Meldung" : ""
        let days = kind == .climb ? "; steigt seit Tagen" : ""
        let of = whole.map { " von \(Self.figure($0, ","))" } ?? ""
        return "\(Self.figure(count, ","))\(of) in \(span("Minuten", ("Tag", "Tagen"))), "
            + "üblich \(Self.figure(usual, ",")) ± \(Self.figure(spread, ","))" + days + suffix
    }

    /// Why, in English: `58 in 60 minutes, usual 4 ± 3`.
    public var english: String {
        let suffix = isDoubled ? "; doubled since the last alarm" : ""
        let days = kind == .climb ? "; rising for days" : ""
        let of = whole.map { " of \(Self.figure($0, "."))" } ?? ""
        return "\(Self.figure(count, "."))\(of) in \(span("minutes", ("day", "days"))), "
            + "usual \(Self.figure(usual, ".")) ± \(Self.figure(spread, "."))" + days + suffix
    }

    private func span(_ minutesWord: String, _ dayWords: (one: String, many: String)) -> String {
        let days = minutes / (24 * 60)
        guard days >= 1, minutes % (24 * 60) == 0 else { return "\(minutes) \(minutesWord)" }
        return days == 1 ? "1 \(dayWords.one)" : "\(days) \(dayWords.many)"
    }

    /// Whole numbers from 10 on, one decimal below when it says something.
    static func figure(_ value: Double, _ point: String) -> String {
        let tenths = Int((value * 10).rounded())
        if tenths >= 100 || tenths % 10 == 0 { return String(Int(value.rounded())) }
        return "\(tenths / 10)\(point)\(tenths % 10)"
    }
}
