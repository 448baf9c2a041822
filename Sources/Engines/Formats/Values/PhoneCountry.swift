/// A country's rules for writing telephone numbers.
package struct PhoneCountry: Sendable, Hashable {
    /// Country code without `+`.
    package let code: String
    /// What stands in front of a national number: `0` in most countries, nothing where numbers are always
    /// whole.
    package let trunkPrefix: String
    /// What is dialled to leave the country.
    package let internationalPrefix: String

    package static let germany = PhoneCountry(code: "49", trunkPrefix: "0", internationalPrefix: "00")

    private init(code: String, trunkPrefix: String, internationalPrefix: String) {
        (self.code, self.trunkPrefix, self.internationalPrefix) = (code, trunkPrefix, internationalPrefix)
    }

    /// The country with an ISO 3166 code such as `DE`; nil for one whose national writing is not known here.
    package init?(iso: String) {
        guard let code = Self.codes[iso.uppercased()] else { return nil }
        let isAmerican = code == "1"
        self.init(
            code: code, trunkPrefix: Self.zeroTrunkCodes.contains(code) ? "0" : "",
            internationalPrefix: isAmerican ? "011" : "00")
    }

    private static let codes = [
        "DE": "49", "AT": "43", "CH": "41", "LI": "423", "LU": "352", "FR": "33", "BE": "32", "NL": "31",
        "DK": "45",
        "PL": "48", "CZ": "420", "IT": "39", "ES": "34", "PT": "351", "GB": "44", "IE": "353", "SE": "46",
        "NO": "47",
        "FI": "358", "HU": "36", "SK": "421", "SI": "386", "HR": "385", "RO": "40", "BG": "359", "GR": "30",
        "TR": "90", "US": "1", "CA": "1", "UA": "380",
    ]

    /// Countries whose national numbers begin with a 0 that is left out behind the country code.
    static let zeroTrunkCodes: Set<String> = [
        "20", "27", "31", "32", "33", "40", "41", "43", "44", "46", "49", "60", "61", "62", "63", "64", "66",
        "81", "82",
        "84", "86", "90", "91", "92", "94", "98", "212", "213", "234", "249", "254", "255", "256", "263",
        "353", "355",
        "358", "359", "380", "381", "382", "385", "386", "387", "389", "421", "886", "961", "962", "966",
        "971", "972",
    ]

    /// The country code at the front of an international number; nil when none is assigned (ITU-T E.164, list
    /// of codes).
    static func code(of digits: some Collection<UInt8>) -> String? {
        if digits.first == UInt8(ascii: "1") { return "1" }
        if digits.first == UInt8(ascii: "7") { return "7" }
        let two = String(decoding: digits.prefix(2), as: UTF8.self)
        if twoDigitCodes.contains(two) { return two }
        let three = String(decoding: digits.prefix(3), as: UTF8.self)
        return three.utf8.count == 3 && threeDigitBlocks.contains(two) && !unassigned.contains(three)
            ? three : nil
    }

    private static let twoDigitCodes: Set<String> = [
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48",
        "49", "51",
        "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84",
        "86", "90",
        "91", "92", "93", "94", "95", "98",
    ]

    private static let threeDigitBlocks: Set<String> = [
        "21", "22", "23", "24", "25", "26", "29", "35", "37", "38", "42", "50", "59", "67", "68", "69", "80",
        "85", "87",
        "88", "96", "97", "99",
    ]

    private static let unassigned: Set<String> = [
        "210", "214", "215", "217", "219", "259", "292", "293", "294", "295", "296", "384", "422", "424",
        "425", "426",
        "427", "428", "429", "671", "684", "693", "694", "695", "696", "697", "698", "699", "801", "802",
        "803", "804",
        "805", "806", "807", "809", "851", "854", "857", "858", "859", "871", "872", "873", "874", "875",
        "876", "877",
        "879", "884", "885", "887", "889", "969", "978", "990", "991", "997", "999",
    ]
}
