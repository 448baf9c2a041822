import Formats
import People
import Platform
import Storage
import Timeline

/// What belongs to a customer: each change is one transaction behind the customer's gate, stands in the history, and
/// is told to everybody who has the customer open.
package struct CustomerPartsService: Sendable {
    let service: CustomerService
    let parts = CustomerPartsStore()
    let timeline = TimelineStore()

    /// A service over `database`.
    package init(database: any Database) { self.init(CustomerService(database: database)) }

    init(_ service: CustomerService) { self.service = service }

    var database: any Database { service.database }

    /// What guests are not shown, and so do not learn of either.
    private static let internalKinds: Set = ["fact", "consent", "money", "guest", "tag", "relation"]

    /// One changed thing, for the history; an old value alone was removed, a new one alone added.
    struct Trace {
        let field: String
        var old = ""
        var new = ""
    }

    /// Opens the transaction, passes the gate, keeps what `body` traced, and tells the open browsers `kind`.
    /// - Parameter others: customers that `body` writes for as well.
    /// - Throws: `AppError` `.notFound`, `.forbidden`, and what `body` throws.
    func change<Value: Sendable>(
        _ id: CustomerID, _ kind: String, alsoHolding others: [CustomerID] = [], by viewer: Viewer,
        _ body: @escaping @Sendable (Customer, any Transaction) throws -> (Value, [Trace])
    ) async throws -> Value {
        try viewer.requireEditing()
        let customers = service.customers
        return try await database.write { tx in
            if !others.isEmpty { try customers.hold([id] + others, in: tx) }
            guard let customer = try customers.find(id, for: viewer, in: tx) else { throw AppError.notFound }
            let (value, traces) = try body(customer, tx)
            let changes = traces.map { ($0.field, $0.old, $0.new) }
            try customers.record(changes, of: customer.id, by: viewer.name, in: tx)
            if !changes.isEmpty {
                try tx.publish(
                    Event(
                        topic: "customer/\(customer.id)", kind: kind, subject: customer.id.text,
                        audience: Self.internalKinds.contains(kind) ? .employees : .everybody))
            }
            return value
        }
    }

    /// Reads something of a customer behind its gate. - Throws: `AppError.notFound`.
    func read<Value: Sendable>(
        _ id: CustomerID, for viewer: Viewer,
        _ body: @escaping @Sendable (Customer, any Transaction) throws -> Value
    ) async throws -> Value {
        let customers = service.customers
        return try await database.read { tx in
            guard let customer = try customers.find(id, for: viewer, in: tx) else { throw AppError.notFound }
            return try body(customer, tx)
        }
    }

    /// Removes one row of a part that `traced` names. - Throws: `AppError` `.notFound`, `.forbidden`.
    func remove<Part>(
        _ part: ID<Part>, from table: CustomerPartsStore.Table, of id: CustomerID, _ kind: String,
        by viewer: Viewer,
        traced: @escaping @Sendable (CustomerID, any Transaction) throws -> Trace?
    ) async throws {
        try await change(id, kind, by: viewer) { [parts] customer, tx in
            guard let trace = try traced(customer.id, tx),
                try parts.remove(part, from: table, of: customer.id, in: tx)
            else { throw AppError.notFound }
            return ((), [trace])
        }
    }
}

// MARK: Phones, mail, social media

extension CustomerPartsService {
    /// What somebody typed about a way to reach a customer.
    package struct ReachDraft: Sendable {
        package var kind: Reach.Kind
        package var value: String
        package var label = ""
        /// The person at the company; nil: the customer.
        package var contact: ID<Contact>?

        /// A draft as typed.
        package init(kind: Reach.Kind, value: String, label: String = "", contact: ID<Contact>? = nil) {
            (self.kind, self.value, self.label, self.contact) = (kind, value, label, contact)
        }

        /// The value in the one form by which it is found, and as people write it.
        /// - Throws: `AppError` `.invalid` (`field`, why).
        func normalised(field: String = "value") throws -> (value: String, display: String) {
            guard !value.isEmpty else { throw AppError.invalid([field: "required"]) }
            do {
                switch kind {
                case .phone, .fax:
                    let number = try PhoneNumber(value)
                    return (number.e164, number.national(asWritten: value))
                case .email:
                    let address = try EmailAddress(value)
                    return (address.key, address.text)
                case .social:
                    guard let handle = SocialHandle(value) else { throw AppError.invalid([field: "social"]) }
                    return (handle.key, handle.display)
                }
            } catch let error as PhoneError {
                throw AppError.invalid([field: error == .missingAreaCode ? "phone_area" : "phone"])
            } catch is EmailError {
                throw AppError.invalid([field: "email"])
            }
        }
    }

    /// Adds a phone, mail address or handle. - Throws: `AppError` `.invalid` (`value`: not readable, or taken).
    package func add(_ draft: ReachDraft, to id: CustomerID, by viewer: Viewer) async throws -> Reach {
        let (value, display) = try draft.normalised()
        return try await change(id, "reach", by: viewer) { [parts] customer, tx in
            let reach = Reach(
                id: tx.id(), kind: draft.kind, value: value, display: display, label: draft.label,
                contact: draft.contact)
            try Self.check(reach, parts, customer.id, tx)
            try PartLimit.reach.demandRoom(at: customer.id, field: "value", in: tx)
            try parts.add(reach, to: customer.id, in: tx)
            return (reach, [Trace(field: reach.kind.rawValue, new: display)])
        }
    }

    /// Changes one. - Parameter seen: the version that the editor saw.
    /// - Throws: `AppError` `.conflict` when somebody else was faster, `.invalid`, `.notFound`.
    package func change(
        _ reach: ID<Reach>, to draft: ReachDraft, seen: Int?, of id: CustomerID, by viewer: Viewer
    ) async throws -> Reach {
        let (value, display) = try draft.normalised()
        return try await change(id, "reach", by: viewer) { [parts] customer, tx in
            guard let old = try parts.reaches(of: customer.id, in: tx).first(where: { $0.id == reach }) else {
                throw AppError.notFound
            }
            var new = Reach(
                id: reach, kind: draft.kind, value: value, display: display, label: draft.label,
                contact: draft.contact, version: seen ?? old.version)
            try Self.check(new, parts, customer.id, tx)
            try parts.update(new, of: customer.id, in: tx)
            new.version += 1
            return (new, [Trace(field: new.kind.rawValue, old: old.display, new: display)])
        }
    }

    /// Removes one. - Throws: `AppError.notFound`.
    package func remove(_ reach: ID<Reach>, of id: CustomerID, by viewer: Viewer) async throws {
        try await remove(reach, from: .reach, of: id, "reach", by: viewer) { [parts] customer, tx in
            try parts.reaches(of: customer, in: tx).first { $0.id == reach }
                .map { Trace(field: $0.kind.rawValue, old: $0.display) }
        }
    }

    /// The contact must be one of the customer's, and nothing is there twice.
    private static func check(
        _ reach: Reach, _ parts: CustomerPartsStore, _ id: CustomerID, _ tx: any Transaction
    ) throws {
        if let contact = reach.contact,
            try !parts.contacts(of: id, in: tx).contains(where: { $0.id == contact })
        {
            throw AppError.invalid(["contact": "choice"])
        }
        let isTaken = try parts.reaches(of: id, in: tx).contains {
            $0.id != reach.id && $0.kind == reach.kind && $0.value == reach.value
                && $0.contact == reach.contact
        }
        if isTaken { throw AppError.invalid(["value": "taken"]) }
    }
}

// MARK: Addresses

extension CustomerPartsService {
    /// Adds an address; its `id` is given anew. - Throws: `AppError` `.invalid` (`city` or `street`: required).
    package func add(_ address: Address, to id: CustomerID, by viewer: Viewer) async throws -> Address {
        try Self.check(address)
        return try await change(id, "address", by: viewer) { [parts] customer, tx in
            try PartLimit.address.demandRoom(at: customer.id, field: "street", in: tx)
            let address = Address(
                id: tx.id(), label: address.label, street: address.street, postcode: address.postcode,
                city: address.city, country: address.country)
            try parts.add(address, to: customer.id, in: tx)
            return (address, [Trace(field: "address", new: address.line)])
        }
    }

    /// Changes the address with the id of `address`. - Parameter seen: the version that the editor saw.
    /// - Throws: `AppError` `.conflict`, `.invalid`, `.notFound`.
    package func change(
        _ address: Address, seen: Int?, of id: CustomerID, by viewer: Viewer
    ) async throws -> Address {
        try Self.check(address)
        return try await change(id, "address", by: viewer) { [parts] customer, tx in
            guard let old = try parts.addresses(of: customer.id, in: tx).first(where: { $0.id == address.id })
            else { throw AppError.notFound }
            var new = address
            new.version = seen ?? old.version
            try parts.update(new, of: customer.id, in: tx)
            new.version += 1
            return (new, [Trace(field: "address", old: old.line, new: new.line)])
        }
    }

    /// Removes one. - Throws: `AppError.notFound`.
    package func remove(_ address: ID<Address>, of id: CustomerID, by viewer: Viewer) async throws {
        try await remove(address, from: .address, of: id, "address", by: viewer) { [parts] customer, tx in
            try parts.addresses(of: customer, in: tx).first { $0.id == address }
                .map { Trace(field: "address", old: $0.line) }
        }
    }

    private static func check(_ address: Address) throws {
        guard !address.street.isEmpty || !address.city.isEmpty else {
            throw AppError.invalid(["city": "required"])
        }
        let isCode =
            address.country.isEmpty || address.country.count == 2 && address.country.allSatisfy(\.isLetter)
        guard isCode else { throw AppError.invalid(["country": "country"]) }
    }
}

// MARK: People at companies

extension CustomerPartsService {
    /// Adds a person at a company, with a phone and a mail address when they are known; its `id` is given anew.
    /// - Throws: `AppError` `.invalid` (`last_name`: required; `phone`, `email`).
    package func add(
        _ contact: Contact, phone: String = "", email: String = "", to id: CustomerID, by viewer: Viewer
    ) async throws -> Contact {
        try Self.check(contact)
        let given: [(Reach.Kind, String, String)] = [(.phone, "phone", phone), (.email, "email", email)]
        let ways = try given.filter { !$0.2.isEmpty }.map { kind, field, text in
            (kind, try ReachDraft(kind: kind, value: text).normalised(field: field))
        }
        return try await change(id, "contact", by: viewer) { [parts] customer, tx in
            try PartLimit.contact.demandRoom(at: customer.id, field: "last_name", in: tx)
            try PartLimit.reach.demandRoom(for: ways.count, at: customer.id, field: "phone", in: tx)
            let contact = Contact(
                id: tx.id(), salutation: contact.salutation, firstName: contact.firstName,
                lastName: contact.lastName,
                position: contact.position)
            try parts.add(contact, to: customer.id, in: tx)
            for (kind, way) in ways {
                let reach = Reach(
                    id: tx.id(), kind: kind, value: way.value, display: way.display, label: "",
                    contact: contact.id)
                try parts.add(reach, to: customer.id, in: tx)
            }
            let traces = ways.map { Trace(field: $0.0.rawValue, new: "\(contact.name): \($0.1.display)") }
            return (contact, [Trace(field: "contact", new: contact.name)] + traces)
        }
    }

    /// Changes the person with the id of `contact`. - Parameter seen: the version that the editor saw.
    /// - Throws: `AppError` `.conflict`, `.invalid`, `.notFound`.
    package func change(
        _ contact: Contact, seen: Int?, of id: CustomerID, by viewer: Viewer
    ) async throws -> Contact {
        try Self.check(contact)
        return try await change(id, "contact", by: viewer) { [parts] customer, tx in
            guard let old = try parts.contacts(of: customer.id, in: tx).first(where: { $0.id == contact.id })
            else { throw AppError.notFound }
            var new = contact
            new.version = seen ?? old.version
            try parts.update(new, of: customer.id, in: tx)
            new.version += 1
            let (before, after) = ([old.name, old.position], [new.name, new.position])
            let trace = Trace(
                field: "contact", old: before.filter { !$0.isEmpty }.joined(separator: ", "),
                new: after.filter { !$0.isEmpty }.joined(separator: ", "))
            return (new, [trace])
        }
    }

    /// Removes one with their phones and addresses. - Throws: `AppError.notFound`.
    package func remove(_ contact: ID<Contact>, of id: CustomerID, by viewer: Viewer) async throws {
        try await remove(contact, from: .contact, of: id, "contact", by: viewer) { [parts] customer, tx in
            try parts.contacts(of: customer, in: tx).first { $0.id == contact }
                .map { Trace(field: "contact", old: $0.name) }
        }
    }

    private static func check(_ contact: Contact) throws {
        guard !contact.name.isEmpty else { throw AppError.invalid(["last_name": "required"]) }
    }
}
