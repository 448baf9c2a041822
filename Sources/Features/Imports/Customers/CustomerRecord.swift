import Customers
import People
import Platform

/// What one record of a file says about a customer, checked and in the forms in which Rundblick keeps it. Empty: the
/// file does not say.
package struct CustomerRecord: Sendable, Equatable {
    /// A kind of way to reach somebody, as far as files tell them apart.
    package enum Slot: Int, Sendable, CaseIterable {
        case phone
        case mobile
        case fax
        case email
        case social

        /// What kind of `Reach` it becomes.
        var kind: Reach.Kind {
            switch self {
            case .phone, .mobile: .phone
            case .fax: .fax
            case .email: .email
            case .social: .social
            }
        }

        /// Its label there.
        var label: String { self == .mobile ? "mobil" : "" }
        /// Its name in the history.
        var field: String {
            switch self {
            case .phone: "phone"
            case .mobile: "mobile"
            case .fax: "fax"
            case .email: "email"
            case .social: "social"
            }
        }
    }

    /// One way to reach the customer.
    package struct Reaching: Sendable, Equatable {
        let slot: Slot
        /// As found by: E.164, lower case.
        let value: String
        /// As written.
        let display: String
        /// Belongs to the person at the company, not to the company.
        var isContacts = false
    }

    /// A place, with nothing filled when the file tells none.
    struct Place: Sendable, Equatable {
        var street = ""
        var postcode = ""
        var city = ""
        /// ISO 3166-1 alpha-2; empty: the company's own.
        var country = ""

        var isEmpty: Bool { street.isEmpty && postcode.isEmpty && city.isEmpty }
    }

    /// A person at a company.
    struct Person: Sendable, Equatable {
        var salutation = ""
        var title = ""
        var firstName = ""
        var lastName = ""
        var position = ""

        var isEmpty: Bool { firstName.isEmpty && lastName.isEmpty }
    }

    /// Where it stands in the file.
    var line = 0
    /// The customer's number in the file's system; nil: it has none.
    var number: String?
    /// What identifies the record when the file is read again, where it has no number; empty: what it says.
    var identity = ""
    /// What records about one customer have in common, such as the company on several cards; empty: nothing.
    var group = ""
    /// Tells of a person at the company, and of the company only by the way.
    var isContact = false
    /// Whether the file says if it is a company or a person, rather than us guessing it.
    var hasKind = false
    var details = CustomerDetails()
    var reaches: [Reaching] = []
    var place = Place()
    var contact = Person()
    var tags: [String] = []
    /// The colleague who looks after the customer; nil: nobody who is known here.
    var responsible: PersonRef?
    /// What could not be taken of the record, though the rest is.
    var remark: Refusal?

    /// The name by which namesakes are found.
    var hasName: Bool { !details.name.isEmpty }
}

/// What a record said, as one short hash a field: tells later which fields of the file have changed.
struct Fingerprint: Sendable, Equatable {
    /// 4 bytes a field, in the order of `fields`; the last field, which came later, only where it is filled, so that
    /// what was stored before is still the same.
    let bytes: [UInt8]

    /// The fields that have a hash: details by their names, ways to reach, then the rest.
    static let fields: [String] =
        CustomerField.all.map(\.name) + CustomerRecord.Slot.allCases.map(\.field) + [
            "address", "contact", "tags", "responsible",
        ]

    init(_ record: CustomerRecord) {
        var hashes: [UInt32] = []
        hashes.reserveCapacity(Self.fields.count)
        for field in CustomerField.all {
            hashes.append(
                Self.hash(field.name == "kind" && !record.hasKind ? "" : field.value(of: record.details)))
        }
        for slot in CustomerRecord.Slot.allCases {
            hashes.append(
                Self.hash(
                    record.reaches.lazy.filter { $0.slot == slot }.map(\.value).joined(separator: "\u{1}")))
        }
        let place = record.place
        hashes.append(
            Self.hash("\(place.street)\u{1}\(place.postcode)\u{1}\(place.city)\u{1}\(place.country)"))
        let contact = record.contact
        hashes.append(
            Self.hash(
                "\(contact.salutation)\u{1}\(contact.firstName)\u{1}\(contact.lastName)\u{1}\(contact.position)"
            ))
        hashes.append(Self.hash(record.tags.joined(separator: "\u{1}")))
        if let responsible = record.responsible { hashes.append(Self.hash(responsible.id.text)) }
        bytes = hashes.flatMap { hash in (0..<4).map { UInt8(truncatingIfNeeded: hash >> (8 * UInt32($0))) } }
    }

    /// As it was stored.
    init(stored bytes: [UInt8]) { self.bytes = bytes }

    /// The fields in which the two differ; all when the other was written by a program with other fields.
    func changed(since other: Fingerprint) -> Set<String> {
        let lengths = [4 * Self.fields.count - 4, 4 * Self.fields.count]
        guard lengths.contains(bytes.count), lengths.contains(other.bytes.count) else {
            return Set(Self.fields)
        }
        let differing = Self.fields.indices.filter { hash(ofField: $0) != other.hash(ofField: $0) }
        return Set(differing.map { Self.fields[$0] })
    }

    private func hash(ofField index: Int) -> ArraySlice<UInt8> { bytes.dropFirst(4 * index).prefix(4) }

    /// One number for all of it.
    var whole: UInt64 { Self.hash64(bytes) }

    /// FNV-1a (draft-eastlake-fnv), folded to 32 bits.
    private static func hash(_ text: String) -> UInt32 {
        let hash = hash64(text.utf8)
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }

    /// FNV-1a with 64 bits.
    static func hash64(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}
