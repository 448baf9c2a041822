import Platform

// What imports make, seen from other targets.

extension Reach {
    /// A way to reach a customer, or the person there that `contact` names.
    package init(
        _ id: ID<Reach>, _ kind: Kind, value: String, display: String, label: String = "",
        contact: ID<Contact>? = nil
    ) {
        self.init(id: id, kind: kind, value: value, display: display, label: label, contact: contact)
    }
}

extension Address {
    /// A place.
    package init(_ id: ID<Address>, street: String, postcode: String, city: String, country: String) {
        self.init(id: id, label: "", street: street, postcode: postcode, city: city, country: country)
    }
}

extension Contact {
    /// A person at a company.
    package init(
        _ id: ID<Contact>, salutation: String, firstName: String, lastName: String, position: String
    ) {
        self.init(
            id: id, salutation: salutation, firstName: firstName, lastName: lastName, position: position)
    }
}

extension ExternalNumber {
    /// The number `number` in `system`.
    package init(_ number: String, in system: String) { self.init(system: system, number: number) }
}

extension OpenItem {
    /// An open item. Amounts are in cents.
    package init(
        _ id: ID<OpenItem>, number: String, issued: CivilDate?, due: CivilDate?, amountCents: Int,
        openCents: Int,
        currency: String, dunningLevel: Int
    ) {
        self.init(
            id: id, number: number, issued: issued, due: due, amountCents: amountCents, openCents: openCents,
            currency: currency, dunningLevel: dunningLevel)
    }
}
