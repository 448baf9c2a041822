import Foundation

/// The two languages of the product.
package enum UILanguage: String, Sendable, CaseIterable, Codable {
    case german = "de"
    case english = "en"
}

/// Texts for people, in their language. Each feature adds its own as computed properties in an extension:
/// `var customers: String { pick("Kunden", "Customers") }`; a misspelt one does not compile.
package struct Texts: Sendable {
    /// The language of the viewer.
    package let language: UILanguage
    /// The company's time zone, for every time that people read.
    package let zone: TimeZone
    /// The present moment, for "5 minutes ago".
    package let now: Timestamp
    /// What has names for what is stored by a word.
    package let features: FeatureSet

    /// Texts in `language`, with times in `zone` seen from `now`.
    package init(language: UILanguage, zone: TimeZone, now: Timestamp, features: FeatureSet = .none) {
        self.language = language
        self.zone = zone
        self.now = now
        self.features = features
    }

    /// The text in the viewer's language; the other one is not made.
    package func pick(
        _ german: @autoclosure () -> String, _ english: @autoclosure () -> String
    ) -> String {
        language == .german ? german() : english()
    }
}

// MARK: Numbers, dates and times

extension Texts {
    /// The present day in the company's time zone.
    package var today: CivilDate { CivilTime(now, in: zone).date }

    /// `1.234.567` or `1,234,567`.
    package func number(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var text = value < 0 ? "−" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += pick(".", ",") }
            text.append(digit)
        }
        return text
    }

    /// `1.234,56 €` or `€1,234.56`. - Parameter cents: minor units; `currency`: ISO 4217.
    package func money(cents: Int, currency: String) -> String {
        let sign = cents < 0 ? "−" : ""
        let magnitude = Int(cents.magnitude)
        let amount = number(magnitude / 100) + pick(",", ".") + padded(magnitude % 100, 2)
        let unit = currency == "EUR" ? "€" : currency
        return pick(
            "\(sign)\(amount)\u{A0}\(unit)", "\(sign)\(unit)\(unit.count > 1 ? "\u{A0}" : "")\(amount)")
    }

    /// `22.11.2026` or `22 Nov 2026`.
    package func date(_ date: CivilDate) -> String {
        pick(
            String(room: 12) {
                $0.write(date.day, width: 2)
                $0.write(".")
                $0.write(date.month, width: 2)
                $0.write(".")
                $0.write(date.year)
            },
            "\(date.day) \(Self.englishMonths[date.month - 1]) \(date.year)")
    }

    /// `Sonntag, 22. November 2026` or `Sunday, 22 November 2026`.
    package func longDate(_ date: CivilDate) -> String {
        let weekday = pick(Self.germanDays[date.weekday - 1], Self.englishDays[date.weekday - 1])
        let month = pick(Self.germanMonths[date.month - 1], Self.englishLongMonths[date.month - 1])
        return String(room: 48) {
            $0.write(weekday)
            $0.write(", ")
            $0.write(date.day)
            $0.write(pick(". ", " "))
            $0.write(month)
            $0.write(" ")
            $0.write(date.year)
        }
    }

    /// The day of `time` in the company's time zone, as `date` writes it.
    package func day(_ time: Timestamp) -> String { date(CivilTime(time, in: zone).date) }

    /// `14:05`.
    package func clock(_ time: Timestamp) -> String { clock(CivilTime(time, in: zone)) }

    /// `14:05`.
    package func clock(_ time: CivilTime) -> String {
        String(room: 5) {
            $0.write(time.hour, width: 2)
            $0.write(":")
            $0.write(time.minute, width: 2)
        }
    }

    /// `22.11.2026, 14:05`.
    package func moment(_ time: Timestamp) -> String { "\(day(time)), \(clock(time))" }

    /// `gerade eben`, `vor 5 Min.`, `vor 3 Std.`, then the date; nil: `nie`.
    package func ago(_ time: Timestamp?) -> String {
        guard let time else { return pick("nie", "never") }
        let minutes = now.seconds(since: time) / 60
        switch minutes {
        case ..<0: return moment(time)
        case 0: return pick("gerade eben", "just now")
        case ..<60: return pick("vor \(minutes) Min.", "\(minutes) min ago")
        case ..<1440: return pick("vor \(minutes / 60) Std.", "\(minutes / 60) h ago")
        case ..<2880: return pick("gestern", "yesterday")
        default: return day(time)
        }
    }

    private static let germanDays = [
        "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
    ]
    private static let englishDays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    private static let germanMonths = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
        "November",
        "Dezember",
    ]
    private static let englishLongMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November",
        "December",
    ]
    private static let englishMonths = englishLongMonths.map { String($0.prefix(3)) }
}
