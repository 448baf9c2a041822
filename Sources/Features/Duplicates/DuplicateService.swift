import Customers
import Linkage
import Platform
import Storage

/// What colleagues do with likely duplicates.
package struct DuplicateService: Sendable {
    let database: any Database
    let customers = CustomerStore()
    let store = DuplicateStore()
    let merges = MergeStore()
    let finder: DuplicateFinder
    let things: CustomerThingStore

    /// The service on `site`.
    package init(_ site: Site) {
        database = site.database
        finder = DuplicateFinder(database: database)
        things = CustomerThingStore(site.features)
    }

    /// Candidates with what is shown of their customers.
    package struct List: Sendable {
        package let state: DuplicateCandidate.State
        /// The one customer whose candidates these are.
        package let customer: Customer?
        package let candidates: [DuplicateCandidate]
        package let sides: [CustomerID: Side]
        package let next: DuplicateCursor?
        /// All that wait for a decision.
        package let openCount: Int
    }

    /// A customer of a pair, in short.
    package struct Side: Sendable {
        package let name: String
        package let number: String?
        package let address: String
    }

    /// Open or dismissed candidates, the likeliest first, 30 at a time.
    /// - Throws: `AppError` `.notFound` when there is no such customer, `.forbidden`.
    package func list(
        _ state: DuplicateCandidate.State, customer id: CustomerID?, after cursor: DuplicateCursor?,
        for viewer: Viewer
    ) async throws -> List {
        guard viewer.isEmployee else { throw AppError.forbidden }
        return try await database.read { [self] tx in
            var customer: Customer?
            if let id {
                customer = try customers.find(id, for: viewer, in: tx)
                guard customer != nil else { throw AppError.notFound }
            }
            let found = try store.list(state, customer: customer?.id, after: cursor, in: tx)
            let shown = Array(found.prefix(DuplicateStore.pageSize))
            return List(
                state: state, customer: customer, candidates: shown,
                sides: try sides(of: shown.flatMap { [$0.pair.low, $0.pair.high] }, in: tx),
                next: found.count > shown.count ? shown.last.map(DuplicateCursor.init) : nil,
                openCount: try store.count(.open, in: tx))
        }
    }

    private func sides(of ids: [CustomerID], in tx: any Transaction) throws -> [CustomerID: Side] {
        let numbers = try store.numbers(of: ids, in: tx)
        return try CustomerIntakeStore().known(ids, in: tx).mapValues { known in
            let address = known.addresses.first
            let place = [address?.postcode, address?.city].compactMap { $0 }.filter { !$0.isEmpty }
            let parts = [address?.street ?? "", place.joined(separator: " ")].filter { !$0.isEmpty }
            return Side(
                name: known.customer.name, number: numbers[known.customer.id],
                address: parts.joined(separator: ", "))
        }
    }

    /// Says that the two are not one; they are not proposed again until the data of one of them changes.
    /// - Throws: `AppError` `.notFound`, `.forbidden`.
    package func dismiss(_ pair: CustomerPair, by viewer: Viewer) async throws {
        try viewer.requireEditing()
        try await database.write { [self] tx in
            try customers.hold([pair.low, pair.high], in: tx)
            let (judgement, fingerprint) = try finder.compare(pair, in: tx)
            // What nobody proposed can be dismissed as well, after comparing by hand.
            try store.put(
                DuplicateCandidate(pair, judgement, fingerprint: fingerprint, at: tx.now), in: tx)
            try store.decide(pair, .dismissed, by: viewer.name, in: tx)
            try tx.publish(.duplicates("decided", pair.text))
        }
    }

    /// Takes a dismissal back: the two are proposed again. - Throws: `AppError` `.notFound`, `.forbidden`.
    package func reopen(_ pair: CustomerPair, by viewer: Viewer) async throws {
        try viewer.requireEditing()
        try await database.write { [store, customers] tx in
            try customers.hold([pair.low, pair.high], in: tx)
            guard try store.find(pair, in: tx)?.state == .dismissed else { throw AppError.notFound }
            try store.decide(pair, .open, by: nil, in: tx)
            try tx.publish(.duplicates("decided", pair.text))
        }
    }
}

extension DuplicateCandidate {
    init(_ pair: CustomerPair, _ judgement: Linkage.Judgement, fingerprint: String, at: Timestamp) {
        self.init(
            pair: pair, score: Int(judgement.probability * 1_000_000),
            reasons: judgement.reasons.map(Reason.init), fingerprint: fingerprint, at: at)
    }
}

extension Event {
    /// Something about the list of likely duplicates.
    static func duplicates(_ kind: String, _ subject: String) -> Event {
        Event(topic: "duplicates", kind: kind, subject: subject, audience: .employees)
    }
}
