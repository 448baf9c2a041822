import Language

/// A record prepared for comparison. Making it costs some ten microseconds, comparing two costs about one.
package struct Features: Sendable {
    package let id: Int64
    package let kind: Record.Kind
    /// Folded, without spaces and hyphens; one letter for an initial.
    let given: String
    let givenFirst: String
    let family: String
    /// The parts of a double name.
    let familyParts: [String]
    /// `m`, `f` or nothing.
    let salutation: String
    let company: CompanyName?
    let address: Address
    let phones: [String]
    package let emails: [Email]
    let birthDate: BirthDate?
    let vatID: String

    /// Folds and splits all fields; what cannot be read counts as missing.
    package init(_ record: Record) {
        id = record.id
        kind = record.kind
        let givenWords = Self.words(record.given)
        given = givenWords.joined()
        givenFirst = givenWords.first.map(GivenNames.canonical) ?? ""
        familyParts = Self.words(record.family).filter { !Self.particles.contains($0) }
        family = familyParts.joined()
        salutation = Self.salutation(record.salutation)
        company = record.company.map(CompanyName.init).flatMap { $0.words.isEmpty ? nil : $0 }
        address = Address(street: record.street, postcode: record.postcode, city: record.city)
        phones = record.phones.compactMap(Phone.digits)
        emails = record.emails.compactMap(Email.init)
        birthDate = record.birthDate.flatMap(BirthDate.init)
        vatID = Folding.base(record.vatID ?? "").filter { $0.isLetter || $0.isNumber }
    }

    static func words(_ name: String?) -> [String] {
        Tokenizer.tokens(name ?? "").filter { $0.kind == .word && !titles.contains($0.text) }.map(\.text)
    }

    private static func salutation(_ text: String?) -> String {
        switch Folding.fold(text ?? "") {
        case "herr", "herrn", "mr": "m"
        case "frau", "fraulein", "mrs", "ms": "f"
        default: ""
        }
    }

    private static let titles: Set = ["dr", "prof", "dipl", "ing", "mag", "med", "phil", "jur", "jun", "sen"]
    private static let particles: Set = ["von", "van", "der", "den", "de", "zu", "vom", "zum", "zur"]
}
