import Formats
import People
import Platform
import Storage
import Timeline

/// What can be done with customers: each use case is one transaction behind the one gate.
package struct CustomerService: Sendable {
    let database: any Database
    let customers = CustomerStore()

    /// A service over `database`.
    package init(database: any Database) { self.database = database }

    /// Adds a customer. - Throws: `AppError` `.invalid` (`company_name` or `last_name`: required), `.forbidden`.
    package func create(_ details: CustomerDetails, by viewer: Viewer) async throws -> Customer {
        try viewer.requireEditing()
        try Self.checkName(details)
        return try await database.write { [customers] tx in
            let customer = Customer(id: tx.id(), details: details, createdAt: tx.now)
            try customers.insert(customer, in: tx)
            try tx.publish(Event(topic: "customers", kind: "created", subject: customer.id.text))
            return customer
        }
    }

    /// Changes details; only fields in `values` are touched.
    /// - Parameter seen: the version that the editor saw; nil: whatever is there now.
    /// - Throws: `AppError` `.conflict` when it was changed since, `.invalid`, `.notFound`, `.forbidden`.
    package func update(
        _ id: CustomerID, _ values: [String: String], seen: Int?, by viewer: Viewer
    ) async throws -> Customer {
        try viewer.requireEditing()
        return try await database.write { [customers] tx in
            guard var customer = try customers.find(id, for: viewer, in: tx) else { throw AppError.notFound }
            if let seen, seen != customer.version { throw AppError.conflict }
            var changes: [(field: String, old: String, new: String)] = []
            for field in CustomerField.all {
                guard let new = values[field.name] else { continue }
                let old = field.value(of: customer.details)
                guard new != old else { continue }
                try field.set(new, in: &customer.details)
                changes.append((field.name, old, new))
            }
            guard !changes.isEmpty else { return customer }
            try Self.checkName(customer.details)
            try customers.update(customer, in: tx)
            try customers.record(changes, of: customer.id, by: viewer.name, in: tx)
            try tx.publish(
                Event(topic: "customer/\(customer.id)", kind: "details", subject: customer.id.text))
            customer.version += 1
            return customer
        }
    }

    static func checkName(_ details: CustomerDetails) throws {
        let field = details.kind == .company ? "company_name" : "last_name"
        guard !details.name.isEmpty else { throw AppError.invalid([field: "required"]) }
    }
}

extension CustomerService {
    /// A piece of the customer list.
    package struct List: Sendable {
        package let customers: [Customer]
        package let next: CustomerQuery.Cursor?
        /// The tags in use, for the filter.
        package let tags: [String]
    }

    /// The customers that `query` asks for. Guests cannot filter by what they must not see.
    package func list(_ query: CustomerQuery, for viewer: Viewer) async throws -> List {
        let query = query.allowed(for: viewer)
        return try await database.read { [customers] tx in
            let rows = try customers.list(query, for: viewer, in: tx)
            let shown = rows.prefix(CustomerStore.listSize)
            return List(
                customers: shown.map { $0.customer.seen(by: viewer) },
                next: rows.count > shown.count ? shown.last?.cursor : nil,
                tags: viewer.isEmployee ? try customers.tagsInUse(in: tx) : [])
        }
    }

    /// The tags in use, by name; none for guests.
    func tagsInUse(for viewer: Viewer) async throws -> [String] {
        guard viewer.isEmployee else { return [] }
        return try await database.read { [customers] tx in try customers.tagsInUse(in: tx) }
    }

    /// A piece of a customer's history.
    package struct History: Sendable {
        package let customer: Customer
        package let changes: [Change]
        package let next: Int64?
    }

    /// Changes of a customer's fields, newest first, 100 at a time. - Throws: `AppError.notFound`.
    package func history(of id: CustomerID, before: Int64?, for viewer: Viewer) async throws -> History {
        try await database.read { [customers] tx in
            guard let customer = try customers.find(id, for: viewer, in: tx) else { throw AppError.notFound }
            let rows = try customers.changes(of: customer.id, before: before, in: tx)
            let shown = rows.prefix(100)
            return History(
                customer: customer, changes: shown.map(\.change),
                next: rows.count > shown.count ? shown.last?.id : nil)
        }
    }

    /// Whether `viewer` may see the customer, for topics of the live stream.
    package func admits(_ viewer: Viewer, to id: CustomerID) async throws -> Bool {
        try await database.read { [customers] tx in try customers.find(id, for: viewer, in: tx) != nil }
    }

    /// Notes that the viewer looked at the customer.
    package func noteVisit(of id: CustomerID, by viewer: Viewer) async throws {
        try await database.write { [customers] tx in try customers.noteVisit(of: id, by: viewer, in: tx) }
    }
}
