import Language

/// How well one field of two records agrees.
package enum Agreement: UInt8, CaseIterable, Sendable, Codable {
    case equal
    /// A slip, another spelling, a nickname.
    case alike
    case initial
    case abbreviated
    /// A shared part: one name of a double name, one telling word of a company, the company's mail domain.
    case partial
    /// The same street, not the same house.
    case street
    case postcode
    case city
    case different
    /// Absent on one side at least: no evidence.
    case missing
}

/// What two records are compared by.
package enum Field: Int, CaseIterable, Sendable, Codable {
    case given, family, salutation, company, legalForm, address, phone, email, birthDate, vatID
}

/// The agreements of two records of one kind.
struct Comparison: Hashable {
    /// Four bits a field, in the order of `Field`.
    private var bits: UInt64 = 0
    /// A fixed order of comparisons.
    var order: UInt64 { bits }

    subscript(field: Field) -> Agreement {
        get {
            Agreement(rawValue: UInt8(truncatingIfNeeded: bits >> (UInt64(field.rawValue) * 4)) & 15)
                ?? .missing
        }
        set {
            let shift = UInt64(field.rawValue) * 4
            bits = bits & ~(15 << shift) | UInt64(newValue.rawValue) << shift
        }
    }

    init(_ a: Features, _ b: Features) {
        for field in Field.allCases { self[field] = .missing }
        self[.address] = a.address.agreement(with: b.address)
        self[.phone] = Self.phones(a.phones, b.phones)
        self[.email] = Self.emails(a.emails, b.emails)
        if a.kind == .person { comparePersons(a, b) } else { compareCompanies(a, b) }
    }

    /// The field that shows by itself that these are two customers.
    var veto: Field? {
        if self[.birthDate] == .different { return .birthDate }
        if self[.given] == .different { return .given }
        return nil
    }

    private mutating func comparePersons(_ a: Features, _ b: Features) {
        self[.given] = Self.given(a.given, a.givenFirst, b.given, b.givenFirst)
        self[.family] = Self.family(a.family, a.familyParts, b.family, b.familyParts)
        if self[.given] == .different { exchangeNames(a, b) }
        self[.salutation] = Self.texts(a.salutation, b.salutation)
        if let birthA = a.birthDate, let birthB = b.birthDate {
            self[.birthDate] = birthA.agreement(with: birthB)
        }
    }

    /// Given and family name may have changed places in one of the records.
    private mutating func exchangeNames(_ a: Features, _ b: Features) {
        for (one, other) in [(a, b), (b, a)] {
            let otherFirst = GivenNames.canonical(other.familyParts.first ?? "")
            let given = Self.given(one.given, one.givenFirst, other.family, otherFirst)
            let family = Self.family(one.family, one.familyParts, other.given, [other.given])
            guard ![given, family].contains(.different), ![given, family].contains(.missing) else { continue }
            (self[.given], self[.family]) = (given, family)
            return
        }
    }

    private mutating func compareCompanies(_ a: Features, _ b: Features) {
        self[.vatID] = Self.texts(a.vatID, b.vatID)
        if self[.vatID] == .different, Spelling.isWithinOneEdit(a.vatID, b.vatID) { self[.vatID] = .alike }
        guard let nameA = a.company, let nameB = b.company else { return }
        self[.company] = nameA.agreement(with: nameB)
        self[.legalForm] = Self.texts(nameA.legalForm, nameB.legalForm)
    }

    // MARK: Fields

    static func given(_ a: String, _ firstA: String, _ b: String, _ firstB: String) -> Agreement {
        if a.isEmpty || b.isEmpty { return .missing }
        if a == b { return .equal }
        if a.utf8.count == 1 || b.utf8.count == 1 {
            return a.utf8.first == b.utf8.first ? .initial : .different
        }
        if firstA == firstB, firstA.utf8.count > 1 { return .alike }
        if Spelling.isWithinOneEdit(a, b) || JaroWinkler.similarity(a, b) >= 0.9 { return .alike }
        return .different
    }

    static func family(_ a: String, _ partsA: [String], _ b: String, _ partsB: [String]) -> Agreement {
        if a.isEmpty || b.isEmpty { return .missing }
        if a == b { return .equal }
        if isAlike(a, b) { return .alike }
        let isPart = partsA.count > 1 || partsB.count > 1
        if isPart, partsA.contains(where: { part in partsB.contains { part == $0 || isAlike(part, $0) } }) {
            return .partial
        }
        return .different
    }

    private static func isAlike(_ a: String, _ b: String) -> Bool {
        let shorter = min(a.utf8.count, b.utf8.count)
        if shorter >= 4, Spelling.isWithinOneEdit(a, b) { return true }
        let similarity = JaroWinkler.similarity(a, b)
        return similarity >= 0.93
            || similarity >= 0.85 && ColognePhonetics.code(a) == ColognePhonetics.code(b)
    }

    private static func texts(_ a: String, _ b: String) -> Agreement {
        a.isEmpty || b.isEmpty ? .missing : a == b ? .equal : .different
    }

    private static func phones(_ a: [String], _ b: [String]) -> Agreement {
        if a.isEmpty || b.isEmpty { return .missing }
        if a.contains(where: b.contains) { return .equal }
        return a.contains { number in b.contains { Spelling.isWithinOneEdit(number, $0) } }
            ? .alike : .different
    }

    private static func emails(_ a: [Email], _ b: [Email]) -> Agreement {
        if a.isEmpty || b.isEmpty { return .missing }
        var best = Agreement.different
        for first in a {
            for second in b {
                let agreement = emails(first, second)
                if agreement.rawValue < best.rawValue { best = agreement }
            }
        }
        return best
    }

    private static func emails(_ a: Email, _ b: Email) -> Agreement {
        if a.text == b.text { return .equal }
        if a.tellsPerson, a.local == b.local || Spelling.isWithinOneEdit(a.text, b.text) { return .alike }
        return a.isCompanyDomain && a.domain == b.domain ? .partial : .different
    }
}
