import Foundation

/// A day in the (proleptic) Gregorian calendar, without a time zone: birthdays, due dates.
package struct CivilDate: Hashable, Comparable, Sendable {
    /// The year, e.g. 2026.
    package let year: Int
    /// 1…12.
    package let month: Int
    /// 1…31.
    package let day: Int

    /// Nil when the calendar has no such day, or the year lies outside 1…9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        guard day <= Self.days(inMonth: month, year: year) else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Reads `2026-11-22`.
    package init?(iso text: String) {
        guard text.utf8.count == 10 else { return nil }
        var (numbers, place) = ((year: 0, month: 0, day: 0), 0)
        for byte in text.utf8 {
            let digit = Int(byte) - 48
            switch place {
            case 4, 7: guard byte == UInt8(ascii: "-") else { return nil }
            case _ where !(0...9).contains(digit): return nil
            case 0...3: numbers.year = numbers.year * 10 + digit
            case 5, 6: numbers.month = numbers.month * 10 + digit
            default: numbers.day = numbers.day * 10 + digit
            }
            place += 1
        }
        self.init(year: numbers.year, month: numbers.month, day: numbers.day)
    }

    /// The day that lies `days` after 1970-01-01. Algorithm: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    package init(daysSince1970 days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01 (negative before). Same source.
    package var daysSince1970: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// `2026-11-22`, as stored and in JSON.
    package var iso: String { String(room: 12) { $0.write(self) } }

    /// Monday = 1 … Sunday = 7.
    package var weekday: Int { ((daysSince1970 + 3) % 7 + 7) % 7 + 1 }

    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private static func days(inMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// A day and a time of day in one time zone.
package struct CivilTime: Hashable, Sendable {
    /// The day.
    package let date: CivilDate
    /// 0…23.
    package let hour: Int
    /// 0…59.
    package let minute: Int
    /// 0…59.
    package let second: Int

    /// The clock on the wall in `zone` at `time`.
    package init(_ time: Timestamp, in zone: TimeZone) {
        let utc = floorDivide(time.us, 1_000_000)
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(utc)))
        self.init(secondsSince1970: utc + Int64(offset))
    }

    fileprivate init(secondsSince1970 seconds: Int64) {
        let days = floorDivide(seconds, 86400)
        let rest = Int(seconds - days * 86400)
        date = CivilDate(daysSince1970: Int(days))
        (hour, minute, second) = (rest / 3600, rest % 3600 / 60, rest % 60)
    }
}

extension Timestamp {
    /// `2026-11-22T04:37:00Z`, as in JSON (RFC 3339, whole seconds).
    package var iso: String {
        let time = CivilTime(secondsSince1970: floorDivide(us, 1_000_000))
        // Years may have six digits: so far does a timestamp reach.
        return String(room: 22) {
            $0.write(time.date)
            $0.write("T")
            $0.write(time.hour, width: 2)
            $0.write(":")
            $0.write(time.minute, width: 2)
            $0.write(":")
            $0.write(time.second, width: 2)
            $0.write("Z")
        }
    }

    /// Midnight UTC at the beginning of `date`.
    package init(startOf date: CivilDate) { self.init(us: Int64(date.daysSince1970) * 86_400_000_000) }
}

private func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
}
