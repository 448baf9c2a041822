import Language

/// An e-mail address in its parts.
package struct Email: Equatable, Sendable {
    package let text: String
    let local: Substring
    package let domain: Substring

    /// Nil when it is no address.
    package init?(_ text: String) {
        let text = Folding.base(text).filter { !$0.isWhitespace }
        guard let at = text.lastIndex(of: "@"), at != text.startIndex else { return nil }
        let domain = text[text.index(after: at)...]
        guard domain.contains("."), domain.utf8.count > 3 else { return nil }
        self.text = text
        self.domain = domain
        local = text[..<at]
    }

    /// Whether the domain belongs to one company, not to a mail provider.
    package var isCompanyDomain: Bool { !Self.providers.contains(String(domain)) }

    /// Whether the part before the `@` tells a person (`info` and `office` do not).
    var tellsPerson: Bool {
        local.utf8.count > 4 && !Self.functions.contains(String(local.prefix { $0.isLetter }))
    }

    private static let providers = Set(
        """
        gmx.de gmx.net gmx.at gmx.ch web.de t-online.de gmail.com googlemail.com outlook.de outlook.com
        hotmail.com hotmail.de live.de live.com msn.com yahoo.de yahoo.com ymail.com freenet.de posteo.de
        icloud.com me.com mac.com mailbox.org arcor.de aol.com online.de 1und1.de vodafone.de kabelmail.de
        proton.me protonmail.com bluewin.ch sunrise.ch hispeed.ch aon.at chello.at a1.net email.de mail.de
        magenta.de
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let functions: Set = [
        "info", "office", "kontakt", "mail", "post", "einkauf", "verkauf", "buchhaltung", "rechnung",
        "service",
        "support", "anfrage", "empfang", "sekretariat", "zentrale", "contact", "sales", "hallo", "team",
        "vertrieb",
    ]
}

/// Telephone numbers as digits.
enum Phone {
    /// The digits after the country's and the area's zero: `0341 297 15392`, `+49 (0)341 29715392` and
    /// `0049341 29715392` are the same. Foreign numbers keep their country's digits. Nil under six digits.
    static func digits(_ text: String) -> String? {
        var digits = text.replacing("(0)", with: "").filter { ("0"..."9").contains($0) }
        if text.drop(while: { $0 == " " || $0 == "(" }).hasPrefix("+") { digits = "00" + digits }
        for prefix in ["0049", "00", "0"] where digits.hasPrefix(prefix) {
            digits = String(digits.dropFirst(prefix.utf8.count))
            break
        }
        return digits.utf8.count >= 6 ? digits : nil
    }
}

/// A date of birth.
struct BirthDate: Equatable, Sendable {
    let year: Int
    let month: Int
    let day: Int

    /// Reads `1975-06-17` and `17.06.1975`. Nil for everything else, and for the first of January 1900 and
    /// 1970, which programs write for "unknown".
    init?(_ text: String) {
        let parts = text.split { $0 == "-" || $0 == "." }.compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        (year, month, day) = parts[0] > 31 ? (parts[0], parts[1], parts[2]) : (parts[2], parts[1], parts[0])
        guard (1880...2200).contains(year), (1...12).contains(month), (1...31).contains(day) else {
            return nil
        }
        if month == 1, day == 1, year == 1900 || year == 1970 { return nil }
    }

    /// Equal, alike by a slip (day and month exchanged, another day, one digit), or different.
    func agreement(with other: BirthDate) -> Agreement {
        if self == other { return .equal }
        if year == other.year, month == other.month || month == other.day && day == other.month {
            return .alike
        }
        guard month == other.month, day == other.day else { return oneDigit(other) ? .alike : .different }
        return Self.differByOneDigit(year, other.year) ? .alike : .different
    }

    private func oneDigit(_ other: BirthDate) -> Bool {
        year == other.year && day == other.day && Self.differByOneDigit(month + 100, other.month + 100)
    }

    private static func differByOneDigit(_ a: Int, _ b: Int) -> Bool {
        zip(String(a).utf8, String(b).utf8).count { $0 != $1 } == 1
    }
}
