import Platform
import Storage

/// A company or private person that we look after.
package struct Customer: Sendable, Equatable {
    /// Company or person.
    package enum Kind: String, Sendable, CaseIterable, SQLBindable {
        case company
        case person

        /// What people call it.
        var words: CustomerField.Words {
            switch self {
            case .company: .init("Firma", "Company")
            case .person: .init("Privatperson", "Private person")
            }
        }
    }

    /// Who.
    package internal(set) var id: CustomerID
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
    /// How much the customer matters to us: `A`, `B` or `C`, or empty.
    package var customerClass = ""

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
        for field in CustomerField.all where field.kind.map({ $0 != kind }) ?? false {
            field.clear(in: &self)
        }
    }
}

/// A way to reach a customer, as a preference and for consent.
package enum Channel: String, Sendable, CaseIterable {
    case phone
    case email
    case letter
    case fax
    case social
    case visit

    /// What people call it.
    var words: CustomerField.Words {
        switch self {
        case .phone: .init("Telefon", "Phone")
        case .email: .init("E-Mail", "E-mail")
        case .letter: .init("Brief", "Letter")
        case .fax: .init("Fax", "Fax")
        case .social: .init("Soziale Medien", "Social media")
        case .visit: .init("Besuch", "Visit")
        }
    }
}
