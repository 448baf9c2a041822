extension PhoneNumber {
    /// The number as DIN 5008 writes it internationally: `+49 341 29715392`, with ` DW 12` for an extension.
    ///
    /// German area codes of large towns and of mobile networks are known; others are taken to have four
    /// digits. Foreign numbers stand in groups behind their country code.
    package var display: String {
        let digits = e164.dropFirst()
        let code = PhoneCountry.code(of: digits.utf8) ?? ""
        let national = digits.dropFirst(code.count)
        let rest = code == PhoneCountry.germany.code ? Self.german(national) : Self.groups(national)
        return "+" + code + " " + rest + (self.extension.map { " DW " + $0 } ?? "")
    }

    /// The number as people in Germany read it: `0341 29715392`; numbers elsewhere as in `display`.
    /// - Parameter text: as somebody wrote it; where an area code stands apart there, it stays as long as it is.
    package func national(asWritten text: String) -> String {
        guard e164.hasPrefix("+" + PhoneCountry.germany.code) else { return display }
        let national = e164.dropFirst(PhoneCountry.germany.code.count + 1)
        let area = Self.writtenArea(text, of: national) ?? Self.areaLength(national)
        let number =
            national.count > area ? national.prefix(area) + " " + national.dropFirst(area) : national
        return "0" + number + (self.extension.map { " DW " + $0 } ?? "")
    }

    /// The length of the area code, without its zero, that a space or mark ends in `text`.
    private static func writtenArea(_ text: String, of national: Substring) -> Int? {
        var groups = text.split { !($0.isASCII && $0.isNumber) }.map(String.init)
        if let first = groups.first, ["49", "0049"].contains(first) { groups.removeFirst() }
        if groups.first == "0" { groups.removeFirst() }
        guard groups.count > 1, let first = groups.first else { return nil }
        let area = first.drop { $0 == "0" }
        return (2...5).contains(area.count) && national.hasPrefix(area) ? area.count : nil
    }

    private static func german(_ national: Substring) -> String {
        let area = areaLength(national)
        guard national.count > area else { return String(national) }
        return national.prefix(area) + " " + national.dropFirst(area)
    }

    private static func areaLength(_ national: Substring) -> Int {
        if national.hasPrefix("15") || national.hasPrefix("16") || national.hasPrefix("17") { return 3 }
        if ["30", "40", "69", "89"].contains(String(national.prefix(2))) { return 2 }
        if threeDigitAreas.contains(String(national.prefix(3))) || national.hasPrefix("800") { return 3 }
        return 4
    }

    /// Area codes of three digits (without the 0), after the Bundesnetzagentur's list of local networks.
    private static let threeDigitAreas: Set<String> = [
        "201", "202", "203", "208", "209", "211", "212", "214", "221", "228", "231", "234", "241", "251",
        "261", "271",
        "281", "291", "331", "335", "340", "341", "345", "351", "355", "361", "365", "371", "375", "381",
        "385", "391",
        "395", "421", "431", "441", "451", "461", "471", "481", "491", "511", "521", "531", "541", "551",
        "561", "571",
        "581", "591", "611", "621", "631", "641", "651", "661", "671", "681", "700", "711", "721", "731",
        "741", "751",
        "761", "771", "781", "791", "800", "821", "831", "841", "851", "861", "871", "881", "906", "911",
        "921", "931",
        "941", "951", "961", "971", "981", "991",
    ]

    private static func groups(_ national: Substring) -> String {
        var (parts, rest) = ([Substring](), national)
        while rest.count > 4 {
            parts.append(rest.prefix(3))
            rest = rest.dropFirst(3)
        }
        return (parts + [rest]).joined(separator: " ")
    }
}
