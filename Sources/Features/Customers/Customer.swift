import Platform
import Storage

/// A company or private person that we look after.
package struct Customer: Sendable, Equatable {
    /// Company or person.
    package enum Kind: String, Sendable, CaseIterable, SQLBindable {
        case company
        case person
    }

    /// Who.
    package let id: CustomerID
    /// What is known for sure, and may be edited.
    package var details: CustomerDetails
    /// The town of the first address, for lists.
    package var city = ""
    /// The highest dunning level of the open items; 0: none.
    package var dunningLevel = 0
    /// What the open items add up to, in cents, whatever their currency: to sort by and to see whether anything is owed.
    package var openCents = 0
    /// The customer that this one was merged into.
    package var mergedInto: CustomerID?
    /// When the customer was taken in.
    package var createdAt: Timestamp
    /// When something happened with the customer last; nil: never.
    package var lastEntryAt: Timestamp?
    /// Counts the changes, for optimistic locking.
    package var version = 1

    /// A customer.
    package init(id: CustomerID, details: CustomerDetails, createdAt: Timestamp) {
        self.id = id
        self.details = details
        self.createdAt = createdAt
    }

    /// The name as shown.
    package var name: String { details.name }
}

/// The hard facts of a customer, field by field as people edit them, imports change them and the history keeps them.
package struct CustomerDetails: Sendable, Equatable {
    /// Company or person.
    package var kind = Customer.Kind.company
    /// A company's name; for a person it is made of the parts below.
    package var companyName = ""
    package var salutation = ""
    package var academicTitle = ""
    package var firstName = ""
    package var lastName = ""
    package var birthDate: CivilDate?
    package var vatID = ""
    package var industry = ""
    package var website = ""
    /// How the customer wants to be reached: a word of `Channel`, or empty.
    package var preferredChannel = ""
    /// When, in the customer's words.
    package var preferredHours = ""
    package var about = ""

    /// Nothing known yet.
    package init() {}

    /// A company.
    package static func company(_ name: String) -> CustomerDetails {
        var details = CustomerDetails()
        details.companyName = name
        return details
    }

    /// The name as shown.
    package var name: String {
        guard kind == .person else { return companyName }
        return [academicTitle, firstName, lastName].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// What names are sorted by: a person's last name first.
    package var sortName: String {
        kind == .person ? [lastName, firstName].filter { !$0.isEmpty }.joined(separator: " ") : companyName
    }
}

extension CustomerDetails {
    /// Empties the fields that only the other kind of customer has.
    mutating func forgetOtherKind() {
        if kind == .company {
            (salutation, academicTitle, firstName, lastName, birthDate) = ("", "", "", "", nil)
        } else {
            (companyName, vatID, industry) = ("", "", "")
        }
    }
}

/// One field of `CustomerDetails`: reading and writing it as text, for forms, imports, merging and the history.
package struct CustomerField: Sendable {
    /// The name in forms, JSON and the history; also the column.
    package let name: String
    /// Characters at most.
    package let limit: Int
    private let get: @Sendable (CustomerDetails) -> String
    private let set: @Sendable (inout CustomerDetails, String) -> Void

    /// Whether it is a part of the name by which people recognise the customer.
    package var isName: Bool { ["company_name", "academic_title", "first_name", "last_name"].contains(name) }

    /// The field's value as text; empty: not known.
    package func value(of details: CustomerDetails) -> String { get(details) }
    /// Sets the field from text. - Throws: `AppError` `.invalid` when it does not fit.
    package func set(_ text: String, in details: inout CustomerDetails) throws {
        guard text.unicodeScalars.count <= limit else { throw AppError.invalid([name: "long"]) }
        set(&details, text)
        guard get(details) == text else { throw AppError.invalid([name: "choice"]) }
    }

    private init(
        _ name: String, _ path: any WritableKeyPath<CustomerDetails, String> & Sendable, limit: Int = 200
    ) {
        self.name = name
        self.limit = limit
        get = { $0[keyPath: path] }
        set = { $0[keyPath: path] = $1 }
    }

    private init(
        _ name: String, limit: Int, get: @escaping @Sendable (CustomerDetails) -> String,
        set: @escaping @Sendable (inout CustomerDetails, String) -> Void
    ) {
        self.name = name
        self.limit = limit
        self.get = get
        self.set = set
    }

    /// All fields, in the order in which forms show them.
    package static let all: [CustomerField] = [
        CustomerField(
            "kind", limit: 10, get: { $0.kind.rawValue },
            set: { details, text in if let kind = Customer.Kind(rawValue: text) { details.kind = kind } }),
        CustomerField("company_name", \.companyName),
        CustomerField("salutation", \.salutation, limit: 50),
        CustomerField("academic_title", \.academicTitle, limit: 50),
        CustomerField("first_name", \.firstName, limit: 100),
        CustomerField("last_name", \.lastName, limit: 100),
        CustomerField(
            "birth_date", limit: 10, get: { $0.birthDate?.iso ?? "" },
            set: { $0.birthDate = CivilDate(iso: $1) }),
        CustomerField("vat_id", \.vatID, limit: 20),
        CustomerField("industry", \.industry),
        CustomerField("website", \.website),
        CustomerField("preferred_channel", \.preferredChannel, limit: 20),
        CustomerField("preferred_hours", \.preferredHours),
        CustomerField("about", \.about, limit: 5000),
    ]
}

/// A way to reach a customer, as a preference and for consent.
package enum Channel: String, Sendable, CaseIterable {
    case phone
    case email
    case letter
    case fax
    case social
    case visit
}
