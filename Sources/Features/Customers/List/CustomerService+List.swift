import People
import Platform
import Storage

extension CustomerService {
    /// A piece of the customer list.
    package struct List: Sendable {
        package let customers: [Customer]
        package let next: CustomerQuery.Cursor?
        /// Tags, numbers and responsible colleagues by customer; empty for guests.
        package let parts: [CustomerID: CustomerStore.ListParts]
        /// The tags in use, for the filter.
        package let tags: [String]
        /// Colleagues, for the filter.
        package let colleagues: [PersonRef]
        /// The views that the viewer saved.
        package let views: [CustomerView]
    }

    /// The customers that `query` asks for, with what stands beside them; five queries, however many rows.
    /// Guests cannot filter by what they must not see.
    package func list(_ query: CustomerQuery, for viewer: Viewer) async throws -> List {
        let query = query.allowed(for: viewer)
        return try await database.read { [customers] tx in
            let piece = try customers.list(query, for: viewer, in: tx)
            let shown = piece.rows
            let isOurs = viewer.isEmployee
            return List(
                customers: shown.map { $0.customer.seen(by: viewer) },
                next: piece.next,
                parts: isOurs ? try customers.listParts(of: shown.map(\.customer.id), in: tx) : [:],
                tags: isOurs ? try customers.tagsInUse(in: tx) : [],
                colleagues: isOurs ? try Colleagues().employees(limit: 200, in: tx) : [],
                views: try CustomerViewStore().views(of: viewer.id, in: tx))
        }
    }

    // MARK: Export

    /// Customers read at once for an export.
    private static let batchSize = 1000

    /// Hands all customers that `query` asks for to `write`, a thousand at a time: memory stays bounded however many there
    /// are. What is narrowed or ordered comes in the list's order; everybody, by name, in the order in which they came, which
    /// is how they lie in the store. The next ones are read while some are written. The audit trail notes who took them along.
    /// - Throws: `AppError.forbidden` for guests; what `write` throws.
    package func export(
        _ query: CustomerQuery, by viewer: Viewer, address: String,
        _ write: @Sendable (CustomerExport) async throws -> Void
    ) async throws {
        guard viewer.isEmployee else { throw AppError.forbidden }
        try await database.write { tx in
            try AuditLog().record(
                .exported, subject: "customers", detail: query.link.path, by: viewer.id, address: address,
                in: tx)
        }
        var batch = try await exported(query == CustomerQuery() ? .all(CustomerID(0)) : .list(query), viewer)
        while let next = batch.next {
            async let following = exported(next, viewer)
            try await write(batch.customers)
            batch = try await following
        }
        try await write(batch.customers)
    }

    /// Where an export goes on.
    private enum ExportPlace: Sendable {
        /// Behind this customer, in the order in which they came.
        case all(CustomerID)
        case list(CustomerQuery)
    }

    private func exported(
        _ place: ExportPlace, _ viewer: Viewer
    ) async throws -> (customers: CustomerExport, next: ExportPlace?) {
        try await database.read { [customers] tx in
            switch place {
            case .all(let id):
                let found = try customers.exported(after: id, limit: Self.batchSize, in: tx)
                let last = found.items.count == Self.batchSize ? found.items.last?.id : nil
                return (found, last.map { .all($0) })
            case .list(var query):
                let piece = try customers.list(query, limit: Self.batchSize, for: viewer, in: tx)
                query.after = piece.next
                return (
                    try customers.exported(piece.rows.map(\.customer.id), in: tx),
                    piece.next == nil ? nil : .list(query)
                )
            }
        }
    }

    // MARK: Views

    /// Saves a list under a name, for oneself. - Throws: `AppError` `.invalid` (`view_name`: required; too many).
    package func save(_ query: CustomerQuery, as name: String, by viewer: Viewer) async throws -> CustomerView
    {
        guard viewer.scope >= .write else { throw AppError.forbidden }
        guard !name.isEmpty else { throw AppError.invalid(["view_name": "required"]) }
        return try await database.write { tx in
            let store = CustomerViewStore()
            // Two at once would both be the last that fits.
            _ = try PersonStore().find(viewer.id, in: tx)
            guard try store.views(of: viewer.id, in: tx).count < CustomerViewStore.limit else {
                throw AppError.invalid(["view_name": "many"])
            }
            let view = CustomerView(id: tx.id(), name: name, link: query.link)
            try store.add(view, of: viewer.id, in: tx)
            return view
        }
    }

    /// Renames an own view. - Throws: `AppError` `.invalid` (`view_name`: required), `.notFound`.
    package func rename(view: ID<CustomerView>, to name: String, by viewer: Viewer) async throws {
        guard viewer.scope >= .write else { throw AppError.forbidden }
        guard !name.isEmpty else { throw AppError.invalid(["view_name": "required"]) }
        try await database.write { tx in
            guard try CustomerViewStore().rename(view, of: viewer.id, to: name, in: tx) else {
                throw AppError.notFound
            }
        }
    }

    /// Removes an own view. - Throws: `AppError.notFound`.
    package func remove(view: ID<CustomerView>, by viewer: Viewer) async throws {
        guard viewer.scope >= .write else { throw AppError.forbidden }
        try await database.write { tx in
            guard try CustomerViewStore().remove(view, of: viewer.id, in: tx) else { throw AppError.notFound }
        }
    }

    /// The own views. - Throws: `StorageError`.
    package func views(of viewer: Viewer) async throws -> [CustomerView] {
        try await database.read { tx in try CustomerViewStore().views(of: viewer.id, in: tx) }
    }
}
