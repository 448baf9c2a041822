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
