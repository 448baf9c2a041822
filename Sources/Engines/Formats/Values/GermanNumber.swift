/// Why a number or amount was refused.
package enum NumberError: String, Error, Sendable {
    case empty
    /// Not the writing of a number.
    case notANumber = "not-a-number"
    /// Two writings are possible, such as `1,234` (1.234 or 1234).
    case ambiguous
    /// More decimals than the unit has.
    case tooPrecise = "too-precise"
    /// Beyond what 64 bits hold.
    case tooLarge = "too-large"
}

/// A decimal number as people write it, read without floating point: `digits` / 10^`decimals`.
///
/// Read are `1.234,56` `1,234.56` `1234.5` `1 234,50` `1'234.50` `12 €` `EUR -5` `5,00-` `(5,00)` `12,-`.
/// With one kind of mark only, German writing counts: `1.234` is 1234, and so is `1.234.567`; `1.5` and
/// `0.125` can only be decimals. `1,234` is refused as ambiguous.
package struct GermanNumber: Sendable, Equatable {
    /// All digits with the sign: 123456 for `1.234,56`.
    package let digits: Int64
    /// How many of them are decimals.
    package let decimals: Int
    /// ISO 4217 code when a currency is written with it.
    package let currency: String?

    /// Reads one number with or without a currency; refuses with the first reason found.
    package init(_ text: String) throws(NumberError) {
        guard text.utf8.count <= 400 else { throw text.isAllBlank ? .empty : .notANumber }
        var body = text.filter { !$0.isBlank && $0 != "'" && $0 != "’" }
        guard !body.isEmpty else { throw .empty }
        currency = Self.takeCurrency(&body)
        let isNegative = try Self.takeSign(&body)
        let (whole, fraction) = try Self.split(body)
        guard whole.utf8.allSatisfy(Ascii.isDigit), fraction.utf8.allSatisfy(Ascii.isDigit),
            !(whole.isEmpty && fraction.isEmpty)
        else { throw .notANumber }
        guard let value = Int64((isNegative ? "-" : "") + whole + fraction) else { throw .tooLarge }
        (digits, decimals) = (value, fraction.utf8.count)
    }

    /// The value in units of 10^-`unitDecimals`: cents for 2. Trailing zeros beyond it are dropped, other
    /// digits refused.
    package func minorUnits(decimals unitDecimals: Int = 2) throws(NumberError) -> Int64 {
        var value = digits
        for _ in 0..<max(0, decimals - unitDecimals) {
            guard value % 10 == 0 else { throw .tooPrecise }
            value /= 10
        }
        for _ in 0..<max(0, unitDecimals - decimals) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { throw .tooLarge }
            value = product
        }
        return value
    }

    // MARK: Parts

    private static let currencies: [String: String] = [
        "€": "EUR", "eur": "EUR", "euro": "EUR", "$": "USD", "us$": "USD", "usd": "USD", "£": "GBP",
        "gbp": "GBP",
        "chf": "CHF", "sfr": "CHF", "sfr.": "CHF", "fr.": "CHF", "dkk": "DKK", "sek": "SEK", "nok": "NOK",
        "pln": "PLN",
        "zł": "PLN", "czk": "CZK", "kč": "CZK", "huf": "HUF", "jpy": "JPY", "¥": "JPY", "cny": "CNY",
        "try": "TRY",
        "ron": "RON", "bgn": "BGN", "cad": "CAD", "aud": "AUD",
    ]

    private static func takeCurrency(_ body: inout String) -> String? {
        let isPart = { (character: Character) in "0123456789+-−–()".contains(character) }
        let front = body.prefix { !isPart($0) }
        if let code = currencies[front.lowercased()] {
            body.removeFirst(front.count)
            return code
        }
        let back = body.reversed().prefix { !isPart($0) }.reversed()
        // `12,-€` keeps its comma; `5€)` has its bracket behind.
        let name = String(back).lowercased().drop { $0 == "." || $0 == "," }
        if let code = currencies[String(name)] {
            body.removeLast(name.count)
            return code
        }
        if body.hasSuffix("€)") {
            body.removeLast(2)
            body.append(")")
            return "EUR"
        }
        return signedCurrency(&body)
    }

    /// A currency between sign and digits: `-€5`.
    private static func signedCurrency(_ body: inout String) -> String? {
        guard let sign = body.first, "+-−–(".contains(sign) else { return nil }
        let name = body.dropFirst().prefix { !"0123456789.,()".contains($0) }
        guard let code = currencies[name.lowercased()] else { return nil }
        body = String(sign) + body.dropFirst(1 + name.count)
        return code
    }

    private static func takeSign(_ body: inout String) throws(NumberError) -> Bool {
        for dash in [",--", ",-", ",–", ",—", ".--", ".-", ".–", ".—"] where body.hasSuffix(dash) {
            body.removeLast(dash.count)
        }
        if body.hasPrefix("("), body.hasSuffix(")"), body.count > 2 {
            body = String(body.dropFirst().dropLast())
            return true
        }
        if let first = body.first, "+-−–".contains(first) {
            body.removeFirst()
            return first != "+"
        }
        if let last = body.last, "+-−–".contains(last), body.count > 1 {
            body.removeLast()
            return last != "+"
        }
        return false
    }

    /// Whole part and decimals, without grouping.
    private static func split(_ body: String) throws(NumberError) -> (String, String) {
        let marks = body.filter { $0 == "." || $0 == "," }
        guard let mark = marks.last else { return (body, "") }
        let parts = body.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }.map(String.init)
        let last = parts[parts.count - 1]
        let isOneKind = marks.allSatisfy { $0 == mark }
        let isGrouped = areGroups(parts)
        if isOneKind, marks.count > 1 {
            guard isGrouped else { throw .notANumber }
            return (parts.joined(), "")
        }
        if isOneKind, isGrouped {
            if mark == "." { return (parts.joined(), "") }
            throw .ambiguous
        }
        let whole = Array(parts.dropLast())
        guard whole.count == 1 || areGroups(whole), isOneKind || !marks.dropLast().contains(mark) else {
            throw .notANumber
        }
        return (whole.joined(), last)
    }

    /// Whether the parts are thousands groups: 1 to 3 digits not beginning with 0, then always 3.
    private static func areGroups(_ parts: [String]) -> Bool {
        guard let first = parts.first, (1...3).contains(first.utf8.count), !first.hasPrefix("0") else {
            return false
        }
        return parts.dropFirst().allSatisfy { $0.utf8.count == 3 }
    }
}
