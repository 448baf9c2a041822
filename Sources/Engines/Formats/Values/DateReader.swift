/// Why a date was refused.
package enum DateError: String, Error, Sendable {
    case empty
    /// Not the writing of a date.
    case notADate = "not-a-date"
    /// No such day: `31.02.2025`.
    case impossible
    /// Day and month cannot be told apart: `03/04/2025`.
    case ambiguous
    /// The year lies outside 1800…2199.
    case implausibleYear = "implausible-year"
    /// What follows the day is no time of day.
    case badTime = "bad-time"
}

/// Reads days as German and English files write them.
///
/// `31.12.2025` `31.12.25` `1. 3. 2025` `31. Dezember 2025` `31. Dez 25` `2025-12-31` `20251231` `2025/12/31`
/// `31/12/2025` `12/31/2025` `31-12-2025`, each with or without a time of day (`T14:05:33.120Z`, ` 14:05
/// Uhr`), which is checked and left out. With slashes or hyphens behind a day, the order must be clear from
/// the numbers.
package struct DateReader: Sendable {
    /// The first year that two digits can mean: 1950 reads `49` as 2049 and `50` as 1950.
    package let twoDigitYearsFrom: Int

    /// For birthdays, give the year a hundred years before the next one to come.
    package init(twoDigitYearsFrom: Int = 1950) { self.twoDigitYearsFrom = twoDigitYearsFrom }

    /// The day that `text` names; white space around it does not matter.
    package func day(_ text: String) throws(DateError) -> CalendarDay {
        let text = text.trimmed
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= 200 else { throw .notADate }
        let (parts, mark, rest) = try Self.split(text)
        try Self.checkTime(rest)
        return try day(parts, mark: mark)
    }

    /// The three parts of a date, the mark between them, and what follows.
    private static func split(_ text: String) throws(DateError) -> ([Substring], Character, Substring) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        if digits.count == 8 {
            let year = digits.prefix(4)
            let month = digits.dropFirst(4).prefix(2)
            return ([year, month, digits.suffix(2)], "-", text.dropFirst(8))
        }
        guard !digits.isEmpty else { throw .notADate }
        var rest = text.dropFirst(digits.count)
        guard let mark = rest.first, "./- ".contains(mark) else { throw .notADate }
        rest = rest.dropFirst().drop { $0.isBlank }
        let middle = rest.prefix { $0.isLetter || $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(middle.count)
        let isNamed = middle.first?.isLetter == true
        guard isNamed || rest.first == mark else { throw .notADate }
        rest = rest.drop { "./- ".contains($0) || $0.isBlank }
        let last = rest.prefix { $0.isASCII && $0.isNumber }
        return ([digits, middle, last], isNamed ? "." : mark, rest.dropFirst(last.count))
    }

    private func day(_ parts: [Substring], mark: Character) throws(DateError) -> CalendarDay {
        let (first, last) = (parts[0], parts[2])
        guard let one = Int(first), let two = Self.month(parts[1]), let three = Int(last) else {
            throw .notADate
        }
        if first.count == 4 {
            guard (1...2).contains(last.count) else { throw .notADate }
            return try Self.day(one, two, three)
        }
        guard (1...2).contains(first.count), last.count == 2 || last.count == 4 else { throw .notADate }
        let year = last.count == 4 ? three : fullYear(three)
        if mark == "." || mark == " " || one > 12 || one == two { return try Self.day(year, two, one) }
        if two > 12 { return try Self.day(year, one, two) }
        throw .ambiguous
    }

    private func fullYear(_ twoDigits: Int) -> Int {
        let century = twoDigitYearsFrom / 100 * 100
        return century + twoDigits >= twoDigitYearsFrom ? century + twoDigits : century + 100 + twoDigits
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) throws(DateError) -> CalendarDay {
        guard (1800...2199).contains(year) else { throw .implausibleYear }
        guard let date = CalendarDay(year: year, month: month, day: day) else { throw .impossible }
        return date
    }

    /// Month names by their first three letters, German (also Austrian) and English.
    private static let months = [
        "jan": 1, "jän": 1, "feb": 2, "mär": 3, "mae": 3, "mrz": 3, "mar": 3, "apr": 4, "mai": 5, "may": 5,
        "jun": 6,
        "jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dez": 12, "dec": 12,
    ]

    private static func month(_ text: Substring) -> Int? {
        if text.count <= 2, let number = Int(text) { return number }
        return text.first?.isLetter == true ? months[String(text.lowercased().prefix(3))] : nil
    }

    /// Nothing, or a time of day after a `T`, a comma or white space.
    private static func checkTime(_ rest: Substring) throws(DateError) {
        guard let first = rest.first else { return }
        guard first == "T" || first == "t" || first == "," || first.isBlank else { throw .badTime }
        var time = String(rest.dropFirst()).trimmed.lowercased()
        if time.hasSuffix("uhr") { time = String(time.dropLast(3)).trimmed }
        if time.hasSuffix("z") { time.removeLast() }
        if let zone = time.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            guard time[time.index(after: zone)...].allSatisfy({ $0.isNumber || $0 == ":" }) else {
                throw .badTime
            }
            time = String(time[..<zone])
        }
        let isTwelveHour = time.hasSuffix("am") || time.hasSuffix("pm")
        if isTwelveHour { time = String(time.dropLast(2)).trimmed }
        let parts = time.split(omittingEmptySubsequences: false) { ":.,".contains($0) }
        guard (2...4).contains(parts.count), parts.allSatisfy({ Int($0) != nil && $0.first != "-" }) else {
            throw .badTime
        }
        let limits = [24, 59, 60, 999_999_999]
        for (part, limit) in zip(parts, limits) where (Int(part) ?? .max) > limit { throw .badTime }
    }
}
