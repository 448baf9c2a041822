import Formats
import Platform
import Storage

/// A phone number, e-mail address or social handle of a customer or of a person there.
package struct Reach: Sendable, Equatable {
    /// What it is.
    package enum Kind: String, Sendable, CaseIterable, SQLBindable {
        case phone
        case fax
        case email
        case social

        /// Where it stands in a list: first how one talks, then how one writes.
        var rank: Int {
            switch self {
            case .phone: 0
            case .email: 1
            case .fax, .social: 2
            }
        }
    }

    package let id: ID<Reach>
    package var kind: Kind
    /// In the one form by which it is found: E.164, lower case, `network:handle`.
    package var value: String
    /// As people write and read it.
    package var display: String
    /// e.g. "mobil", "Zentrale"; may be empty.
    package var label: String
    /// The person at the company whom it belongs to; nil: the customer.
    package var contact: ID<Contact>?
    /// Counts the changes, for optimistic locking.
    package var version = 1

    /// In one line, with what it is.
    func line(_ texts: Texts) -> String {
        "\(label.isEmpty ? texts.name(of: kind) : label): \(display)"
    }
}

extension Reach {
    /// With telephone numbers in the one writing in which pages show them, however they came.
    var shownAlike: Reach {
        guard kind == .phone || kind == .fax, !isNational, let number = PhoneNumber(readable: display),
            number.e164 == value
        else { return self }
        var reach = self
        reach.display = number.national(asWritten: display)
        return reach
    }

    /// Whether it stands in that writing already, as most do: `0341 29715392`.
    private var isNational: Bool {
        let bytes = display.utf8
        return bytes.first == UInt8(ascii: "0") && bytes.count { $0 == UInt8(ascii: " ") } == 1
            && bytes.allSatisfy { $0 == UInt8(ascii: " ") || (48...57).contains($0) }
    }
}

/// A place of a customer.
package struct Address: Sendable, Equatable {
    package let id: ID<Address>
    /// e.g. "Zentrale", "Rechnung"; may be empty.
    package var label: String
    package var street: String
    package var postcode: String
    package var city: String
    /// ISO 3166-1 alpha-2; empty: the company's own country.
    package var country: String
    /// Counts the changes, for optimistic locking.
    package var version = 1

    /// In one line.
    package var line: String {
        [street, [postcode, city].filter { !$0.isEmpty }.joined(separator: " "), country].filter {
            !$0.isEmpty
        }
        .joined(separator: ", ")
    }
}

/// A person at a company.
package struct Contact: Sendable, Equatable {
    package let id: ID<Contact>
    package var salutation: String
    package var firstName: String
    package var lastName: String
    /// What they do there.
    package var position: String
    /// Counts the changes, for optimistic locking.
    package var version = 1

    /// The name as shown.
    package var name: String { [firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ") }
}

/// The number that another system has for a customer.
package struct ExternalNumber: Sendable, Equatable {
    package let system: String
    package let number: String
}

/// Who looks after a customer for what.
package struct Responsibility: Sendable, Equatable {
    package let id: ID<Responsibility>
    package var person: PersonID
    package let personName: String
    /// e.g. "Vertrieb"; free text, unique per customer.
    package var topic: String
    package var since: Timestamp
    /// The colleague's telephone as they wrote it; may be empty.
    package var phone = ""
    package var email = ""

    /// In one line, for the history.
    var line: String { "\(topic): \(personName)" }

    /// Stands for what the row says, for optimistic locking.
    var version: Int { fingerprint([topic, person.text]) }
}

/// What somebody noticed about a customer: need, preference, relationship, mood.
package struct SoftFact: Sendable, Equatable {
    /// What it is about.
    package enum Kind: String, Sendable, CaseIterable, SQLBindable {
        case need
        case preference
        case relationship
        case mood
        case other
    }

    /// How sure the teller was.
    package enum Confidence: String, Sendable, CaseIterable, SQLBindable {
        case certain
        case likely
        case guess
    }

    package let id: ID<SoftFact>
    package var kind: Kind
    package var text: String
    /// Who said so; empty: the author noticed it.
    package var saidBy: String
    package let author: PersonID
    package let authorName: String
    package let at: Timestamp
    package var confidence: Confidence
    /// The last day on which it holds; nil: until further notice.
    package var expires: CivilDate?

    /// What it says, for the history.
    var line: String {
        [text, saidBy, expires?.iso ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// Stands for what the row says, for optimistic locking.
    var version: Int { fingerprint([kind.rawValue, text, saidBy, confidence.rawValue, expires?.iso ?? ""]) }
}

/// FNV-1a (Fowler, Noll and Vo) of what a row says, in the 53 bits that every program reads: the version of rows that
/// count none.
private func fingerprint(_ texts: [String]) -> Int {
    let hash = texts.joined(separator: "\u{0}").utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
        ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    return Int(hash >> 11)
}

/// One statement of a customer about whether we may contact them; the newest per purpose and channel counts.
package struct Consent: Sendable, Equatable {
    package let id: ID<Consent>
    /// e.g. "Werbung".
    package let purpose: String
    package let channel: Channel
    package let isGranted: Bool
    /// Where it comes from, e.g. "Formular Messe 2026".
    package let source: String
    /// The words of the proof.
    package let proof: String
    package let at: Timestamp
    package let recordedBy: String
}

/// An invoice that is not paid yet, as the ERP told it.
package struct OpenItem: Sendable, Equatable {
    package let id: ID<OpenItem>
    package let number: String
    package let issued: CivilDate?
    package let due: CivilDate?
    package let amountCents: Int
    package let openCents: Int
    /// ISO 4217.
    package let currency: String
    package let dunningLevel: Int
}

/// How two customers belong together.
package struct Relation: Sendable, Equatable {
    /// How they belong together.
    package enum Kind: String, Sendable, CaseIterable, SQLBindable {
        /// Companies of one group.
        case group
        /// People of one household.
        case household
        case partner
        case other
    }

    package let id: ID<Relation>
    package let kind: Kind
    package let other: CustomerID
    package let otherName: String
    package let note: String
}

/// Somebody from outside whom a customer is shared with.
package struct Guest: Sendable, Equatable {
    package let id: PersonID
    package let name: String
}

/// What the viewer has to do with a customer.
package struct CustomerBond: Sendable, Equatable {
    /// Whether they watch it: its news come to their start page.
    package var isStarred = false
    /// When their last visit was noted; nil: never.
    package var lastVisit: Timestamp?
}

/// A field of a customer that was changed.
package struct Change: Sendable, Equatable {
    package let at: Timestamp
    /// Who or what changed it.
    package let by: String
    package let field: String
    package let old: String
    package let new: String
}
