import Customers
import Linkage
import Logging
import Platform
import ServiceLifecycle
import Storage

/// Looks for customers who are written down more than once. It only proposes; nothing is merged by it.
package struct DuplicateFinder: Sendable {
    let database: any Database
    private let store = DuplicateStore()
    private let intake = CustomerIntakeStore()

    /// A finder over `database`.
    package init(database: any Database) { self.database = database }

    /// Customers compared in one transaction, which others wait for.
    private static let batchSize = 100
    /// From how many customers the model learns at most; also how many are held in memory.
    private static let sampleSize = 20000

    /// Compares the customers that came or changed with all others, by the standard model.
    /// - Returns: how many it compared.
    package func workOff() async throws -> Int {
        var total = 0
        while try await database.read({ [store] in try store.isWaiting(in: $0) }) {
            total += try await database.write { tx in
                try Self.lock(in: tx)
                let ids = try store.take(limit: Self.batchSize, in: tx)
                let prepared = try prepare(ids, in: tx)
                let partners = try store.partners(of: ids, onlyHigher: false, in: tx)
                var pool = prepared
                try fill(&pool, partners, in: tx)
                try judge(partners, of: ids, pool, Linkage(), onlyLow: false, in: tx)
                return ids.count
            }
            try Task.checkCancellation()
        }
        return total
    }

    /// Compares all customers with each other, by a model that learned from them (from a sample of a large base).
    /// Customers that change meanwhile are compared again by `workOff`. Memory: bounded.
    /// - Parameter onProgress: how many are done, of how many; every customer is gone through twice.
    /// - Returns: how many candidates are open then.
    package func findAll(onProgress: @Sendable (Int, Int) -> Void = { _, _ in }) async throws -> Int {
        let count = try await database.write { [store] tx in
            try store.clearQueue(in: tx)
            return try store.customerCount(in: tx)
        }
        var pool = Pool()
        var done = 0
        let stride = count / (Self.sampleSize / 2) + 1
        var seeds: [CustomerID] = []
        try await forEachBatch { ids in
            let prepared = try await database.write { tx in
                try Self.lock(in: tx)
                return try prepare(ids, in: tx)
            }
            if stride == 1 {
                pool.add(prepared)
            } else {
                seeds += zip(done..., ids).filter { $0.0 % stride == 0 }.map(\.1)
            }
            done += ids.count
            onProgress(done, count * 2)
        }
        let linkage = try await learn(&pool, seeds)
        try await forEachBatch { [before = pool] ids in
            let held = pool
            pool = try await database.write { tx in
                try Self.lock(in: tx)
                let partners = try store.partners(of: ids, onlyHigher: true, in: tx)
                var filled = held
                try fill(&filled, partners, in: tx)
                try judge(partners, of: ids, filled, linkage, onlyLow: true, in: tx)
                return filled
            }
            if pool.count > Self.sampleSize { pool = before }
            done += ids.count
            onProgress(done, count * 2)
        }
        return try await database.read { [store] in try store.count(.open, in: $0) }
    }

    /// One batch at a time, and no merge beside it: two processes would both find the same pairs, each from its side, and
    /// a batch refers to customers in another order than a merge, so that each would wait for the other.
    private static func lock(in tx: any Transaction) throws { try tx.lock("merge") }

    private func forEachBatch(_ body: ([CustomerID]) async throws -> Void) async throws {
        var last = CustomerID(0)
        while true {
            let ids = try await database.read { [store, last] in
                try store.customers(after: last, limit: Self.batchSize, in: $0)
            }
            guard let newest = ids.last else { return }
            try await body(ids)
            last = newest
        }
    }

    /// Learns from the pool, the seeds of a large base, and those who resemble them.
    private func learn(_ pool: inout Pool, _ seeds: [CustomerID]) async throws -> Linkage {
        for start in Swift.stride(from: 0, to: seeds.count, by: Self.batchSize) {
            guard pool.count < Self.sampleSize else { break }
            let ids = Array(seeds[start..<min(start + Self.batchSize, seeds.count)])
            pool = try await database.read { [held = pool] tx in
                var filled = held
                try fill(&filled, try store.partners(of: ids, onlyHigher: false, in: tx), in: tx)
                return filled
            }
        }
        return Linkage.learned(from: pool.features)
    }

    // MARK: One batch

    /// Customers made ready for comparing.
    struct Pool: Sendable {
        private var prepared: [CustomerID: Prepared] = [:]
        var count: Int { prepared.count }
        /// In the order of the ids, so that every run learns the same.
        var features: [Features] { prepared.keys.sorted().compactMap { prepared[$0]?.features } }

        subscript(id: CustomerID) -> Prepared? { prepared[id] }

        mutating func add(_ other: Pool) { prepared.merge(other.prepared) { _, new in new } }
        mutating func add(_ one: Prepared, _ id: CustomerID) { prepared[id] = one }
    }

    struct Prepared: Sendable {
        let features: Features
        let fingerprint: String
    }

    /// Reads customers anew and keeps their keys. Those that went into another one lose theirs.
    private func prepare(_ ids: [CustomerID], in tx: any Transaction) throws -> Pool {
        let pool = try load(ids, in: tx)
        let keys = ids.flatMap { id in (pool[id]?.features.keys ?? []).map { (key: $0, customer: id) } }
        try store.put(keys, of: ids, in: tx)
        return pool
    }

    /// Adds whoever of `pairs` is missing.
    private func fill(_ pool: inout Pool, _ pairs: Set<CustomerPair>, in tx: any Transaction) throws {
        let missing = Set(pairs.flatMap { [$0.low, $0.high] }).filter { pool[$0] == nil }.sorted()
        for start in Swift.stride(from: 0, to: missing.count, by: 500) {
            pool.add(try load(Array(missing[start..<min(start + 500, missing.count)]), in: tx))
        }
    }

    private func load(_ ids: [CustomerID], in tx: any Transaction) throws -> Pool {
        var pool = Pool()
        for (id, known) in try intake.known(ids, in: tx) where known.customer.mergedInto == nil {
            let record = Record(known)
            pool.add(Prepared(features: Features(record), fingerprint: record.fingerprint), id)
        }
        return pool
    }

    /// Keeps the likely ones among `pairs` and removes what was likely before.
    private func judge(
        _ pairs: Set<CustomerPair>, of ids: [CustomerID], _ pool: Pool, _ linkage: Linkage, onlyLow: Bool,
        in tx: any Transaction
    ) throws {
        var kept: Set<CustomerPair> = []
        for pair in pairs.sorted() {
            guard let candidate = Self.candidate(pair, pool, linkage, at: tx.now) else { continue }
            kept.insert(pair)
            try store.put(candidate, in: tx)
        }
        try store.removeOpen(of: ids, except: kept, onlyLow: onlyLow, in: tx)
        if !kept.isEmpty { try tx.publish(.duplicates("found", "")) }
    }

    /// From this probability on a pair is proposed.
    private static let threshold = 0.5

    private static func candidate(
        _ pair: CustomerPair, _ pool: Pool, _ linkage: Linkage, at now: Timestamp
    ) -> DuplicateCandidate? {
        guard let low = pool[pair.low], let high = pool[pair.high] else { return nil }
        let judgement = linkage.judge(low.features, high.features)
        guard judgement.probability >= threshold else { return nil }
        return DuplicateCandidate(pair, judgement, fingerprint: low.fingerprint + high.fingerprint, at: now)
    }

    /// How alike two customers are by the standard model, proposed or not. - Throws: `AppError.notFound`.
    func compare(
        _ pair: CustomerPair, in tx: any Transaction
    ) throws -> (Linkage.Judgement, fingerprint: String) {
        let pool = try load([pair.low, pair.high], in: tx)
        guard let low = pool[pair.low], let high = pool[pair.high] else { throw AppError.notFound }
        return (Linkage().judge(low.features, high.features), low.fingerprint + high.fingerprint)
    }
}

extension Record {
    /// What of a customer is compared.
    init(_ known: KnownCustomer) {
        let details = known.customer.details
        let isPerson = details.kind == .person
        let contact = isPerson ? nil : known.contacts.first
        let address = known.addresses.first
        func texts(_ kinds: [Reach.Kind]) -> [String] {
            known.reaches.filter { kinds.contains($0.kind) }.map(\.value)
        }
        self.init(
            id: known.customer.id.raw, kind: isPerson ? .person : .company, salutation: details.salutation,
            given: contact?.firstName ?? details.firstName, family: contact?.lastName ?? details.lastName,
            company: details.companyName, street: address?.street, postcode: address?.postcode,
            city: address?.city,
            phones: texts([.phone, .fax]), emails: texts([.email]), birthDate: details.birthDate?.iso,
            vatID: details.vatID)
    }

    /// Changes when anything that is compared changes.
    fileprivate var fingerprint: String {
        let texts: [String?] = [
            kind.rawValue, salutation, given, family, company, street, postcode, city, birthDate, vatID,
            phones.joined(separator: "\u{1E}"), emails.joined(separator: "\u{1E}"),
        ]
        return String(SHA256.hex(Array(texts.map { $0 ?? "" }.joined(separator: "\u{1F}").utf8)).prefix(16))
    }
}

/// Compares new and changed customers while the server runs.
package struct DuplicateKeeper: Service {
    let finder: DuplicateFinder
    let logger: Logger

    /// A service; one a process.
    package init(finder: DuplicateFinder, logger: Logger) {
        self.finder = finder
        self.logger = logger
    }

    /// Works until the process stops. What the store refuses is logged and tried again.
    package func run() async throws {
        try await cancelWhenGracefulShutdown {
            while true {
                do {
                    _ = try await finder.workOff()
                } catch is CancellationError {
                    return
                } catch {
                    logger.error("cannot compare customers", metadata: ["reason": "\(error)"])
                }
                do { try await Task.sleep(for: .seconds(2)) } catch is CancellationError { return }
            }
        }
    }
}
