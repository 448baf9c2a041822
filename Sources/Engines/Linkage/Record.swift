/// What is known of one customer, as it was written down.
package struct Record: Sendable {
    /// Records of different kinds are never one customer.
    package enum Kind: String, Sendable, Codable {
        case company
        case person
    }

    package var id: Int64
    package var kind: Kind
    /// `Herr`, `Frau` or anything else.
    package var salutation: String?
    /// Given names; of companies the contact's.
    package var given: String?
    package var family: String?
    /// The company's name with its legal form.
    package var company: String?
    /// Street and house number.
    package var street: String?
    package var postcode: String?
    package var city: String?
    package var phones: [String]
    package var emails: [String]
    /// `1975-06-17` or `17.06.1975`.
    package var birthDate: String?
    package var vatID: String?

    /// A record; absent and empty fields are the same.
    package init(
        id: Int64, kind: Kind, salutation: String? = nil, given: String? = nil, family: String? = nil,
        company: String? = nil, street: String? = nil, postcode: String? = nil, city: String? = nil,
        phones: [String] = [], emails: [String] = [], birthDate: String? = nil, vatID: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.salutation = salutation
        self.given = given
        self.family = family
        self.company = company
        self.street = street
        self.postcode = postcode
        self.city = city
        self.phones = phones
        self.emails = emails
        self.birthDate = birthDate
        self.vatID = vatID
    }
}
