/// A contact from a vCard file (versions 2.1, 3.0 and 4.0).
package struct VCard: Sendable, Equatable {
    /// A value with its `TYPE`s in lower case: `work`, `home`, `cell`, `fax`, `pref` …
    package struct Item: Sendable, Equatable {
        package let value: String
        package let types: Set<String>
    }

    /// A postal address; empty where nothing is written.
    package struct Address: Sendable, Equatable {
        package let postBox: String
        package let addition: String
        package let street: String
        package let city: String
        package let region: String
        package let postalCode: String
        package let country: String
        package let types: Set<String>
    }

    /// A network (lower case, such as `mastodon`; empty when not named) and the name or address there.
    package struct Profile: Sendable, Equatable {
        package let service: String
        package let value: String
    }

    /// Number of its `BEGIN` line, from 1.
    package internal(set) var line = 0
    package internal(set) var uid: String?
    package internal(set) var formattedName = ""
    package internal(set) var familyName = ""
    package internal(set) var givenName = ""
    package internal(set) var additionalNames = ""
    /// `Dr.`, `Prof.`
    package internal(set) var namePrefix = ""
    package internal(set) var nameSuffix = ""
    package internal(set) var organization = ""
    /// Departments, from the larger to the smaller.
    package internal(set) var units: [String] = []
    /// What the person does there: `TITLE`, else `ROLE`.
    package internal(set) var position = ""
    package internal(set) var phones: [Item] = []
    package internal(set) var emails: [Item] = []
    package internal(set) var addresses: [Address] = []
    /// Nil when missing, without a year, or unreadable.
    package internal(set) var birthday: CalendarDay?
    package internal(set) var urls: [String] = []
    package internal(set) var note = ""
    package internal(set) var categories: [String] = []
    /// `X-SOCIALPROFILE`, `SOCIALPROFILE`, `IMPP` and the old `X-` messengers.
    package internal(set) var profiles: [Profile] = []
}

/// Why a card was refused.
package enum VCardDamage: String, Error, Sendable {
    /// The next card or the end comes before `END:VCARD`.
    case unclosed
    /// Neither name nor organisation nor a way to reach anybody.
    case noName = "no-name"
    /// Zero bytes or bytes that are no text.
    case invalidBytes = "invalid-bytes"
    /// Longer than the reader's limit.
    case tooLarge = "too-large"
    /// Text outside any card.
    case outside
}

/// A card, or what stands in its place.
package enum VCardEntry: Sendable, Equatable {
    case card(VCard)
    /// `raw` holds at most 4,096 characters.
    case rejected(line: Int, damage: VCardDamage, raw: String)
}
