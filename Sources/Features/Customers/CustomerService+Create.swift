import Formats
import Platform
import Storage
import Timeline

/// A customer as somebody enters one: the details, and what is known at once of how to reach it.
package struct CustomerDraft: Sendable {
    package var details: CustomerDetails
    package var phone = ""
    package var email = ""
    package var street = ""
    package var postcode = ""
    package var city = ""
    /// What whoever enters it is responsible for from now on; nil: they are not.
    package var care: CareTopic?

    /// One of which nothing but `details` is known.
    package init(_ details: CustomerDetails) { self.details = details }

    private var hasAddress: Bool { !(street + postcode + city).isEmpty }

    /// The phone and the mail address in the forms by which they are found and shown.
    /// - Throws: `AppError` `.invalid` with a reason for every field of the customer that is not accepted.
    fileprivate func checked() throws -> [Way] {
        var refused: [String: String] = [:]
        var ways: [Way] = []
        let given: [(Reach.Kind, String, String)] = [(.phone, "phone", phone), (.email, "email", email)]
        do {
            try CustomerService.checkName(details)
        } catch let error as AppError {
            refused = error.fields
        }
        for (kind, field, text) in given where !text.isEmpty {
            do {
                let draft = CustomerPartsService.ReachDraft(kind: kind, value: text)
                ways.append((kind, try draft.normalised(field: field)))
            } catch let error as AppError {
                refused.merge(error.fields) { first, _ in first }
            }
        }
        if hasAddress, (street + city).isEmpty { refused["city"] = "required" }
        guard refused.isEmpty else { throw AppError.invalid(refused) }
        return ways
    }

    /// A phone or mail address that was read.
    fileprivate typealias Way = (kind: Reach.Kind, text: (value: String, display: String))

    /// Writes down what belongs to `customer`. - Returns: what is new, for the history.
    fileprivate func add(
        _ ways: [Way], to customer: Customer, by viewer: Viewer, in tx: any Transaction
    ) throws -> [(field: String, old: String, new: String)] {
        let parts = CustomerPartsStore()
        var changes: [(field: String, old: String, new: String)] = []
        for way in ways {
            let reach = Reach(
                id: tx.id(), kind: way.kind, value: way.text.value, display: way.text.display, label: "")
            try parts.add(reach, to: customer.id, in: tx)
            changes.append((way.kind.rawValue, "", reach.display))
        }
        if hasAddress {
            let address = Address(
                id: tx.id(), label: "", street: street, postcode: postcode, city: city, country: "")
            try parts.add(address, to: customer.id, in: tx)
            changes.append(("address", "", address.line))
        }
        if let care {
            try parts.assign(viewer.id, topic: care.rawValue, to: customer.id, in: tx)
            let line = "\(care.rawValue): \(viewer.name)"
            var entry = TimelineEntry(
                id: tx.id(), customer: customer.id, at: tx.now, kind: .responsibility, author: viewer.id,
                authorName: viewer.name)
            entry.title = line
            try TimelineStore().add(entry, in: tx)
            changes.append(("responsibility", "", line))
        }
        return changes
    }
}

/// What somebody is responsible for who looks after a customer as a whole, in their language.
package enum CareTopic: String, CaseIterable, Sendable {
    case german = "Betreuung"
    case english = "Account management"

    /// The topic as people of this language call it.
    package init(_ language: UILanguage) { self = language == .german ? .german : .english }
}

extension CustomerService {
    /// Adds a customer. - Throws: `AppError` `.invalid` (`company_name` or `last_name`: required), `.forbidden`.
    package func create(_ details: CustomerDetails, by viewer: Viewer) async throws -> Customer {
        try await create(CustomerDraft(details), by: viewer)
    }

    /// Adds a customer with what is known of it, in one transaction.
    /// - Throws: `AppError` `.invalid` (`company_name` or `last_name`, `city`: required; `phone`, `email`: not readable),
    ///   `.forbidden`.
    package func create(_ new: CustomerDraft, by viewer: Viewer) async throws -> Customer {
        try viewer.requireEditing()
        let ways = try new.checked()
        return try await database.write { [customers] tx in
            var customer = Customer(id: tx.id(), details: new.details, createdAt: tx.now)
            try customers.insert(customer, in: tx)
            let changes = try new.add(ways, to: customer, by: viewer, in: tx)
            if !changes.isEmpty { try customers.record(changes, of: customer.id, by: viewer.name, in: tx) }
            customer.city = new.city
            try tx.publish(
                Event(topic: "customers", kind: "created", subject: customer.id.text, audience: .employees))
            return customer
        }
    }
}
