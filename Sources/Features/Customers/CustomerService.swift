import Formats
import People
import Platform
import Storage
import Timeline

/// What can be done with customers: each use case is one transaction behind the one gate.
package struct CustomerService: Sendable {
    let database: any Database
    let customers = CustomerStore()
    let parts = CustomerPartsStore()
    let timeline = TimelineStore()

    /// A service over `database`.
    package init(database: any Database) { self.database = database }

    /// Everything about one customer, read together.
    package struct Whole: Sendable {
        package let customer: Customer
        package let numbers: [ExternalNumber]
        package let tags: [String]
        package let reaches: [Reach]
        package let addresses: [Address]
        package let contacts: [Contact]
        package let responsibilities: [Responsibility]
        package let facts: [SoftFact]
        package let consents: [Consent]
        package let openItems: [OpenItem]
        package let relations: [Relation]
        /// One more than a page when there are older ones.
        package let entries: [TimelineEntry]
        /// Names of the viewer's teams.
        package let teams: [TeamID: String]
    }

    /// The whole customer in one read. - Throws: `AppError.notFound`.
    package func whole(
        _ id: CustomerID, _ filter: TimelineFilter = .init(), for viewer: Viewer
    ) async throws -> Whole {
        try await database.read { [customers, parts, timeline] tx in
            guard let customer = try customers.find(id, for: viewer, in: tx) else { throw AppError.notFound }
            let id = customer.id
            return Whole(
                customer: customer, numbers: try parts.numbers(of: id, in: tx),
                tags: try parts.tags(of: id, in: tx),
                reaches: try parts.reaches(of: id, in: tx), addresses: try parts.addresses(of: id, in: tx),
                contacts: try parts.contacts(of: id, in: tx),
                responsibilities: try parts.responsibilities(of: id, in: tx),
                facts: viewer.isEmployee ? try parts.facts(of: id, in: tx) : [],
                consents: try parts.consents(of: id, in: tx), openItems: try parts.openItems(of: id, in: tx),
                relations: try parts.relations(of: id, for: viewer, in: tx),
                entries: try timeline.page(of: id, filter, for: viewer, in: tx),
                teams: try Self.teamNames(viewer, in: tx))
        }
    }

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

    /// Changes something that belongs to a customer: opens the transaction, passes the gate, counts the version, tells
    /// the open browsers. - Throws: `AppError` `.notFound`, `.forbidden`, `.conflict`, and what `body` throws.
    func change<Value: Sendable>(
        _ id: CustomerID, _ kind: String, seen: Int? = nil, by viewer: Viewer,
        _ body: @escaping @Sendable (Customer, any Transaction) throws -> Value
    ) async throws -> Value {
        try viewer.requireEditing()
        return try await database.write { [customers] tx in
            guard let customer = try customers.find(id, for: viewer, in: tx) else { throw AppError.notFound }
            if let seen, seen != customer.version { throw AppError.conflict }
            let value = try body(customer, tx)
            try customers.touch(customer.id, in: tx)
            try tx.publish(Event(topic: "customer/\(customer.id)", kind: kind, subject: customer.id.text))
            return value
        }
    }

    static func checkName(_ details: CustomerDetails) throws {
        let field = details.kind == .company ? "company_name" : "last_name"
        guard !details.name.isEmpty else { throw AppError.invalid([field: "required"]) }
    }

    private static func teamNames(_ viewer: Viewer, in tx: any Transaction) throws -> [TeamID: String] {
        guard !viewer.teams.isEmpty else { return [:] }
        return try PersonStore().teamNames(viewer.teams, in: tx)
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

    /// The customers that `query` asks for.
    package func list(_ query: CustomerQuery, for viewer: Viewer) async throws -> List {
        try await database.read { [customers] tx in
            let rows = try customers.list(query, for: viewer, in: tx)
            let shown = rows.prefix(CustomerStore.listSize)
            return List(
                customers: shown.map(\.customer), next: rows.count > shown.count ? shown.last?.cursor : nil,
                tags: try customers.tagsInUse(in: tx))
        }
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
