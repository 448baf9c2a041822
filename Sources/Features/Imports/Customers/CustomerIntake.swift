import Customers
import Language
import Linkage
import Platform
import Storage
import Timeline

/// What happens with the customers that an import added or changed, beside storing them. `App` hands it in.
package struct IntakeHooks: Sendable {
    /// In the transaction of a batch: the search index takes the customers up.
    package let indexed: @Sendable ([CustomerID], any Transaction) throws -> Void
    /// After a batch: likely doubles of the customers are looked for.
    package let compared: @Sendable ([CustomerID]) async throws -> Void

    /// Hooks.
    package init(
        indexed: @escaping @Sendable ([CustomerID], any Transaction) throws -> Void,
        compared: @escaping @Sendable ([CustomerID]) async throws -> Void
    ) {
        self.indexed = indexed
        self.compared = compared
    }

    /// Nothing happens.
    package static let none = IntakeHooks(indexed: { _, _ in }, compared: { _ in })
}

/// Takes one batch of customers in, inside its transaction.
struct CustomerIntake {
    let run: ImportRun
    /// Words for the timeline.
    let texts: Texts
    let hooks: IntakeHooks
    private let imports = ImportStore()
    private let intake = CustomerIntakeStore()
    private let customers = CustomerStore()
    private let parts = CustomerPartsStore()
    private let timeline = TimelineStore()

    init(run: ImportRun, texts: Texts, hooks: IntakeHooks) {
        self.run = run
        self.texts = texts
        self.hooks = hooks
    }

    /// What the store knows about the records of a batch.
    private struct Matches {
        var origins: [String: ImportStore.Origin] = [:]
        /// Customers by the position of the record in the batch.
        var customers: [Int: CustomerID] = [:]
        var known: [CustomerID: KnownCustomer] = [:]
    }

    /// Compares, adds and changes.
    /// - Parameter claimed: customers that earlier records without a number stand for.
    func take(_ batch: CustomerBatch, claimed: Set<CustomerID>, in tx: any Transaction) throws -> StepOutcome
    {
        // Two imports at once would both add the same customer.
        try tx.lock("import")
        var outcome = StepOutcome()
        outcome.figures.unchanged = batch.repeated
        var matches = try match(batch, claimed, in: tx)
        var new: [NewCustomer] = []
        var origins: [(key: String, origin: ImportStore.Origin)] = []
        var changes: [CustomerComparison] = []
        for (index, item) in batch.items.enumerated() {
            let origin = matches.origins[item.key]
            if origin?.fingerprint == item.fingerprint {
                outcome.figures.unchanged += 1
                continue
            }
            guard let id = matches.customers[index], let known = matches.known[id] else {
                let customer = newCustomer(item.record, in: tx)
                new.append(customer)
                if customer.reaches.count < item.record.reaches.count
                    || customer.tags.count < item.record.tags.count
                {
                    outcome.rejections.append(Self.remark("many", item.record))
                }
                origins += Self.origins(of: item, customer.customer.id)
                outcome.figures.taken += 1
                if item.record.number == nil, !item.record.isContact {
                    outcome.claimed.append(customer.customer.id)
                }
                continue
            }
            if item.record.number == nil, !item.record.isContact { outcome.claimed.append(id) }
            guard !run.options.keepsKnown else {
                outcome.figures.unchanged += 1
                continue
            }
            origins += Self.origins(of: item, id)
            let fields =
                origin.map { item.fingerprint.changed(since: $0.fingerprint) } ?? Set(Fingerprint.fields)
            let comparison = CustomerComparison(
                item.record, with: known, in: fields, ids: tx.ids, topic: topic)
            matches.known[id] = comparison.known
            if comparison.isCareTaken {
                outcome.rejections.append(Self.remark("responsible-kept", item.record))
            }
            if comparison.isFull { outcome.rejections.append(Self.remark("many", item.record)) }
            if comparison.isEmpty {
                outcome.figures.unchanged += 1
            } else {
                outcome.figures.changed += 1
                changes.append(comparison)
                if comparison.hasNewDetails { matches.known[id]?.customer.version += 1 }
            }
        }
        try intake.insert(new, in: tx)
        try noteNumbers(batch, matches, in: tx)
        try imports.put(origins, of: run.source, in: tx)
        for change in changes { try apply(change, in: tx) }
        try record(changes, in: tx)
        outcome.touched = new.map(\.customer.id) + changes.map(\.known.customer.id)
        if !outcome.touched.isEmpty { try hooks.indexed(outcome.touched, tx) }
        return outcome
    }

    private var topic: CareTopic { CareTopic(texts.language) }

    private static func remark(_ reason: String, _ record: CustomerRecord) -> Rejection {
        let refusal = Refusal(Refusal.remark + reason)
        return Rejection(line: record.line, refusal: refusal, raw: record.details.name)
    }

    /// What is remembered of a record.
    private static func origins(
        of item: CustomerBatch.Item, _ customer: CustomerID
    ) -> [(key: String, origin: ImportStore.Origin)] {
        let origin = ImportStore.Origin(customer: customer, fingerprint: item.fingerprint)
        return [(item.key, origin)] + (item.record.groupKey.map { [($0, origin)] } ?? [])
    }

    // MARK: Matching

    private func match(
        _ batch: CustomerBatch, _ claimed: Set<CustomerID>, in tx: any Transaction
    ) throws -> Matches {
        var matches = Matches()
        let keys = batch.items.map(\.key) + batch.items.compactMap(\.record.groupKey)
        let firstKeys = batch.items.compactMap(\.firstKey)
        matches.origins = try imports.origins(keys + firstKeys, of: run.source, in: tx)
        for item in batch.items where matches.origins[item.key] == nil {
            matches.origins[item.key] = item.firstKey.flatMap { matches.origins[$0] }
        }
        let open = batch.items.indices.filter {
            matches.origins[batch.items[$0].key]?.fingerprint != batch.items[$0].fingerprint
        }
        let merged = try intake.merged(Set(matches.origins.values.map(\.customer)).sorted(), in: tx)
        let numbers = try intake.customers(
            system: run.source, numbers: open.compactMap { batch.items[$0].record.number }, in: tx)
        for index in open {
            let item = batch.items[index]
            let group = item.record.groupKey.flatMap { matches.origins[$0] }
            if let customer = (matches.origins[item.key] ?? group)?.customer {
                matches.customers[index] = merged[customer] ?? customer
            } else if let number = item.record.number, let customer = numbers[number] {
                matches.customers[index] = customer
            }
        }
        try matchByEvidence(open.filter { matches.customers[$0] == nil }, batch, claimed, &matches, in: tx)
        try matchCards(open.filter { matches.customers[$0] == nil }, batch, &matches, in: tx)
        // Held before they are compared: what colleagues write meanwhile, or merge, is neither lost nor missed.
        let standing = try customers.hold(Set(matches.customers.values).sorted(), in: tx)
        matches.customers = matches.customers.mapValues { standing[$0] ?? $0 }
        matches.known = try intake.known(Set(standing.values).sorted(), in: tx)
        return matches
    }

    private func matchByEvidence(
        _ indices: [Int], _ batch: CustomerBatch, _ claimed: Set<CustomerID>, _ matches: inout Matches,
        in tx: any Transaction
    ) throws {
        guard !indices.isEmpty else { return }
        var claimed = claimed
        let keys = indices.map { SortKey.key(batch.items[$0].record.details.sortName) }
        for hasNumber in [true, false] {
            let wanted = indices.indices.filter {
                (batch.items[indices[$0]].record.number != nil) == hasNumber
            }
            let namesakes = try intake.namesakes(
                of: Set(wanted.map { keys[$0] }).sorted(), withoutNumberIn: hasNumber ? run.source : nil,
                in: tx)
            guard !namesakes.isEmpty else { continue }
            let known = try intake.known(Set(namesakes.values.joined()).sorted(), in: tx)
            for position in wanted {
                let record = batch.items[indices[position]].record
                let free = (namesakes[keys[position]] ?? [])
                    .filter { record.isContact || !claimed.contains($0) }.compactMap { known[$0] }
                guard let found = CustomerIdentity.find(record, among: free, ids: tx.ids) else { continue }
                matches.customers[indices[position]] = found
                matches.known[found] = known[found]
                claimed.insert(found)
            }
        }
    }

    /// People's cards name the company as people call it.
    private func matchCards(
        _ indices: [Int], _ batch: CustomerBatch, _ matches: inout Matches, in tx: any Transaction
    ) throws {
        let cards = indices.filter { batch.items[$0].record.isContact }
        let beginning = { CompanyNames.keyBeforeLegalForm(batch.items[$0].record.details.companyName) }
        let companies = try intake.companies(named: Set(cards.map(beginning)).sorted(), in: tx)
        var namesakes: [Int: [CustomerID]] = [:]
        for index in cards {
            let name = batch.items[index].record.details.companyName
            namesakes[index] = (companies[beginning(index)] ?? [])
                .filter { CompanyNames.areSame($0.name, name) }.map(\.id)
        }
        let known = try intake.known(Set(namesakes.values.joined()).sorted(), in: tx)
        for (index, ids) in namesakes {
            let candidates = ids.compactMap { known[$0] }
            guard let found = CustomerIdentity.findCompany(of: batch.items[index].record, among: candidates)
            else { continue }
            matches.customers[index] = found
            matches.known[found] = known[found]
        }
    }

    // MARK: Writing

    private func newCustomer(_ record: CustomerRecord, in tx: any Transaction) -> NewCustomer {
        var new = NewCustomer(Customer(id: tx.id(), details: record.details, createdAt: tx.now))
        if !record.contact.isEmpty { new.contacts = [Contact(tx.id(), record.contact)] }
        new.reaches = record.reaches.prefix(PartLimit.reach.most).map {
            Reach(tx.id(), $0, contact: new.contacts.first?.id)
        }
        if !record.place.isEmpty { new.addresses = [Address(tx.id(), record.place)] }
        new.tags = Array(record.tags.prefix(PartLimit.tag.most))
        new.responsibilities = record.responsible.map { [(topic.rawValue, $0.id)] } ?? []
        new.numbers = record.number.map { [ExternalNumber($0, in: run.source)] } ?? []
        return new
    }

    /// Customers that were known without a number of this source get it.
    private func noteNumbers(_ batch: CustomerBatch, _ matches: Matches, in tx: any Transaction) throws {
        let numbers: [(CustomerID, ExternalNumber)] = matches.customers.compactMap { index, customer in
            let item = batch.items[index]
            guard let number = item.record.number, matches.origins[item.key] == nil else { return nil }
            return (customer, ExternalNumber(number, in: run.source))
        }
        try intake.insert(numbers: numbers, in: tx)
    }

    private func apply(_ change: CustomerComparison, in tx: any Transaction) throws {
        let customer = change.known.customer
        if change.hasNewDetails {
            try customers.update(customer, in: tx)
        } else {
            try customers.touch(customer.id, in: tx)
        }
        if let contact = change.newContact { try parts.add(contact, to: customer.id, in: tx) }
        if let contact = change.changedContact { try intake.update(contact, in: tx) }
        for reach in change.newReaches { try parts.add(reach, to: customer.id, in: tx) }
        for reach in change.changedReaches { try intake.update(reach, in: tx) }
        if let address = change.newAddress { try parts.add(address, to: customer.id, in: tx) }
        if let address = change.changedAddress {
            try intake.update(address, in: tx)
            try parts.refreshCity(of: customer.id, in: tx)
        }
        for tag in change.newTags { try parts.add(tag: tag, to: customer.id, in: tx) }
        if let new = change.newResponsibility {
            try parts.assign(new.person.id, topic: new.topic, to: customer.id, in: tx)
        }
    }

    /// History, timeline and live browsers.
    private func record(_ changes: [CustomerComparison], in tx: any Transaction) throws {
        let log = changes.flatMap { change in
            change.log.map { (change.known.customer.id, $0.field, $0.old, $0.new) }
        }
        try intake.record(log, by: run.name, in: tx)
        for change in changes {
            let customer = change.known.customer.id
            var entry = TimelineEntry(
                id: tx.id(), customer: customer, at: tx.now, kind: .imported, author: run.person,
                authorName: run.personName)
            entry.title = run.fileName
            entry.text = change.log.map { texts.change($0.field, from: $0.old, to: $0.new) }.joined(
                separator: "\n")
            entry.source = "import"
            entry.sourceID = run.id.raw
            try timeline.add(entry, in: tx)
            for kind in change.events {
                try tx.publish(
                    Event(
                        topic: "customer/\(customer)", kind: kind, subject: customer.text,
                        audience: kind == "tag" ? .employees : .everybody))
            }
        }
    }
}

extension CustomerComparison {
    /// The kinds of events that tell open browsers what looks different.
    fileprivate var events: [String] {
        var kinds = hasNewDetails ? ["details"] : []
        if newContact != nil || changedContact != nil { kinds.append("contact") }
        if !newReaches.isEmpty || !changedReaches.isEmpty { kinds.append("reach") }
        if newAddress != nil || changedAddress != nil { kinds.append("address") }
        if !newTags.isEmpty { kinds.append("tag") }
        return kinds
    }
}
