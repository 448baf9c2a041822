import Foundation
import Platform

extension Timestamp {
    /// The moment at which the clocks in `zone` show midnight of `date`.
    package init(startOf date: CivilDate, in zone: TimeZone) { self.init(date, minutes: 0, in: zone) }

    /// Reads `2026-11-22T14:05` as the clocks in `zone` show it, as a form sends it, or `2026-11-22T13:05:00Z`; nil
    /// when it is something else.
    package init?(moment text: String, in zone: TimeZone) {
        let halves = text.split(separator: "T")
        guard halves.count == 2, let date = CivilDate(iso: String(halves[0])) else { return nil }
        let isUTC = halves[1].hasSuffix("Z")
        let parts = (isUTC ? halves[1].dropLast() : halves[1]).split(separator: ":")
        guard parts.count == 2 || parts.count == 3, let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        self.init(date, minutes: hour * 60 + minute, in: isUTC ? .gmt : zone)
    }

    private init(_ date: CivilDate, minutes: Int, in zone: TimeZone) {
        let shown = Timestamp(startOf: date).adding(seconds: Int64(minutes) * 60)
        // The offset at the result may differ from the one here; the second look settles it.
        var offset = 0
        for _ in 0..<2 {
            let guess = shown.adding(seconds: -Int64(offset))
            offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(guess.us / 1_000_000)))
        }
        self = shown.adding(seconds: -Int64(offset))
    }
}
