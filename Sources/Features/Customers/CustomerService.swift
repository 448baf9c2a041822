import Formats
import People
import Platform
import Storage
import Timeline

/// What can be done with customers: each use case is one transaction behind the one gate.
package struct CustomerService: Sendable {
    let database: any Database
    let customers = CustomerStore()
    /// Blocks of other features on the customer's page.
    let panels: [CustomerPanel]

    /// A service over `database`.
    package init(database: any Database, panels: [CustomerPanel] = []) {
        self.database = database
        self.panels = panels
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
            let isInternal = changes.allSatisfy { CustomerField.named($0.field)?.isForGuests == false }
            try tx.publish(
                Event(
                    topic: "customer/\(customer.id)", kind: "details", subject: customer.id.text,
                    audience: isInternal ? .employees : .everybody))
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

    /// Notes that the viewer looks at a customer, when their last visit was noted more than ten minutes ago: reading
    /// a page seldom writes. While the store takes nothing, pages are read all the same.
    package func noteVisit(of whole: Whole, by viewer: Viewer, at now: Timestamp) async throws {
        if let last = whole.bond.lastVisit, now.seconds(since: last) < 600 { return }
        do {
            try await database.write { [customers] tx in
                try customers.noteVisit(of: whole.customer.id, by: viewer, in: tx)
            }
        } catch StorageError.full, StorageError.busy {
            return
        }
    }
}
