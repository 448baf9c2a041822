import Platform
import Storage

// What is known about the customer beside its details: soft facts, tags, numbers, consents, related customers.
extension CustomerPartsService {
    /// What somebody noticed.
    package struct FactDraft: Sendable {
        package var kind: SoftFact.Kind
        /// 1…2,000 characters.
        package var text: String
        /// Who said so; empty: the writer noticed it.
        package var saidBy = ""
        package var confidence = SoftFact.Confidence.certain
        /// The last day on which it holds.
        package var expires: CivilDate?

        /// A draft of `kind`.
        package init(kind: SoftFact.Kind, text: String) { (self.kind, self.text) = (kind, text) }
    }

    /// Adds a soft fact. - Throws: `AppError` `.invalid` (`text`: required), `.notFound`, `.forbidden`.
    package func add(_ draft: FactDraft, to id: CustomerID, by viewer: Viewer) async throws -> SoftFact {
        guard !draft.text.isEmpty else { throw AppError.invalid(["text": "required"]) }
        return try await change(id, "fact", by: viewer) { [parts] customer, tx in
            try PartLimit.fact.demandRoom(at: customer.id, field: "text", in: tx)
            let fact = SoftFact(
                id: tx.id(), kind: draft.kind, text: draft.text, saidBy: draft.saidBy, author: viewer.id,
                authorName: viewer.name, at: tx.now, confidence: draft.confidence, expires: draft.expires)
            try parts.add(fact, to: customer.id, in: tx)
            return (fact, [Trace(field: "soft_fact", new: fact.text)])
        }
    }

    /// Changes what a soft fact says; who noticed it and when stays. - Parameter seen: the version that the editor saw.
    /// - Throws: `AppError` `.conflict`, `.invalid` (`text`: required), `.notFound`, `.forbidden`.
    package func change(
        _ fact: ID<SoftFact>, to draft: FactDraft, seen: Int?, of id: CustomerID, by viewer: Viewer
    ) async throws -> SoftFact {
        guard !draft.text.isEmpty else { throw AppError.invalid(["text": "required"]) }
        return try await change(id, "fact", by: viewer) { [parts] customer, tx in
            guard let old = try parts.facts(of: customer.id, in: tx).first(where: { $0.id == fact }) else {
                throw AppError.notFound
            }
            guard (seen ?? old.version) == old.version else { throw AppError.conflict }
            var new = old
            (new.kind, new.text, new.saidBy) = (draft.kind, draft.text, draft.saidBy)
            (new.confidence, new.expires) = (draft.confidence, draft.expires)
            try parts.update(new, of: customer.id, in: tx)
            return (new, [Trace(field: "soft_fact", old: old.line, new: new.line)])
        }
    }

    /// Removes one. - Throws: `AppError` `.notFound`, `.forbidden`.
    package func remove(_ fact: ID<SoftFact>, of id: CustomerID, by viewer: Viewer) async throws {
        try await remove(fact, from: .fact, of: id, "fact", by: viewer) { [parts] customer, tx in
            try parts.facts(of: customer, in: tx).first { $0.id == fact }.map {
                Trace(field: "soft_fact", old: $0.text)
            }
        }
    }

    // MARK: Tags

    /// Adds a tag; one that is there stays. - Throws: `AppError` `.invalid` (`tag`: required), `.notFound`, `.forbidden`.
    package func add(tag: String, to id: CustomerID, by viewer: Viewer) async throws {
        guard !tag.isEmpty else { throw AppError.invalid(["tag": "required"]) }
        try await change(id, "tag", by: viewer) { [parts] customer, tx in
            let isNew = try !parts.tags(of: customer.id, in: tx).contains(tag)
            if isNew {
                try PartLimit.tag.demandRoom(at: customer.id, field: "tag", in: tx)
                try parts.add(tag: tag, to: customer.id, in: tx)
            }
            return ((), isNew ? [Trace(field: "tag", new: tag)] : [])
        }
    }

    /// Removes a tag. - Throws: `AppError` `.notFound`, `.forbidden`.
    package func remove(tag: String, from id: CustomerID, by viewer: Viewer) async throws {
        try await change(id, "tag", by: viewer) { [parts] customer, tx in
            guard try parts.remove(tag: tag, from: customer.id, in: tx) else { throw AppError.notFound }
            return ((), [Trace(field: "tag", old: tag)])
        }
    }

    /// Gives a tag another name at all customers, and keeps that in their histories. Where both are, one stays.
    /// - Returns: at how many it was.
    /// - Throws: `AppError` `.invalid` (`name`: required), `.notFound` (no customer has it), `.forbidden`.
    package func rename(tag old: String, to new: String, by viewer: Viewer) async throws -> Int {
        try viewer.requireEditing()
        guard !new.isEmpty else { throw AppError.invalid(["name": "required"]) }
        guard new != old else { return 0 }
        return try await database.write { [parts] tx in
            // Merging hands tags over from one customer to another.
            try tx.lock("merge")
            let count = try parts.rename(tag: old, to: new, by: viewer.name, in: tx)
            guard count > 0 else { throw AppError.notFound }
            try tx.publish(Event(topic: "customers", kind: "tags", subject: "", audience: .employees))
            return count
        }
    }

    // MARK: Numbers in other systems

    /// Adds the number that another system has for the customer.
    /// - Throws: `AppError` `.invalid` (`number`: required, or taken by another customer), `.notFound`, `.forbidden`.
    package func add(_ number: ExternalNumber, to id: CustomerID, by viewer: Viewer) async throws {
        guard !number.number.isEmpty else { throw AppError.invalid(["number": "required"]) }
        try await change(id, "number", by: viewer) { [parts] customer, tx in
            try PartLimit.number.demandRoom(at: customer.id, field: "number", in: tx)
            try parts.add(number, to: customer.id, in: tx)
            return ((), [Trace(field: "number", new: number.line)])
        }
    }

    /// Removes the number with this key. - Throws: `AppError` `.notFound`, `.forbidden`.
    package func remove(number key: String, from id: CustomerID, by viewer: Viewer) async throws {
        try await change(id, "number", by: viewer) { [parts] customer, tx in
            guard let number = try parts.numbers(of: customer.id, in: tx).first(where: { $0.key == key }),
                try parts.remove(number, from: customer.id, in: tx)
            else { throw AppError.notFound }
            return ((), [Trace(field: "number", old: number.line)])
        }
    }

    // MARK: Consents

    /// What a customer said about being contacted.
    package struct ConsentDraft: Sendable {
        package var purpose: String
        package var channel: Channel
        package var isGranted: Bool
        package var source: String
        package var proof = ""
        /// When they said so; nil: now.
        package var at: Timestamp?

        /// A statement about `purpose`.
        package init(purpose: String, channel: Channel, isGranted: Bool, source: String) {
            (self.purpose, self.channel, self.isGranted, self.source) = (purpose, channel, isGranted, source)
        }
    }

    /// Adds a statement; earlier ones stay for ever, the newest per purpose and channel counts.
    /// - Throws: `AppError` `.invalid` (`purpose`, `source`: required; `at`: in the future), `.notFound`, `.forbidden`.
    package func add(_ draft: ConsentDraft, to id: CustomerID, by viewer: Viewer) async throws -> Consent {
        guard !draft.purpose.isEmpty else { throw AppError.invalid(["purpose": "required"]) }
        guard !draft.source.isEmpty else { throw AppError.invalid(["source": "required"]) }
        return try await change(id, "consent", by: viewer) { [parts] customer, tx in
            let at = draft.at ?? tx.now
            guard at <= tx.now else { throw AppError.invalid(["said_on": "future"]) }
            // A customer who says no is always heard.
            if draft.isGranted {
                try PartLimit.consent.demandRoom(at: customer.id, field: "purpose", in: tx)
            }
            let consent = Consent(
                id: tx.id(), purpose: draft.purpose, channel: draft.channel, isGranted: draft.isGranted,
                source: draft.source, proof: draft.proof, at: at, recordedBy: viewer.name)
            try parts.add(consent, to: customer.id, in: tx)
            let line = "\(consent.purpose), \(consent.channel.rawValue): \(consent.isGranted ? "+" : "–")"
            return (consent, [Trace(field: "consent", new: line)])
        }
    }

    /// All statements, newest first. - Throws: `AppError` `.notFound`.
    package func consents(
        of id: CustomerID, for viewer: Viewer
    ) async throws -> (customer: Customer, consents: [Consent]) {
        try await read(id, for: viewer) { [parts] customer, tx in
            (customer, try parts.consents(of: customer.id, in: tx))
        }
    }

    // MARK: Related customers

    /// Writes down that two customers belong together.
    /// - Throws: `AppError` `.invalid` (`other`: itself, or already related), `.notFound` (either), `.forbidden`.
    package func relate(
        _ id: CustomerID, to other: CustomerID, _ kind: Relation.Kind, note: String, by viewer: Viewer
    ) async throws -> Relation {
        let customers = service.customers
        return try await change(id, "relation", alsoHolding: [other], by: viewer) { [parts] customer, tx in
            guard let other = try customers.find(other, for: viewer, in: tx) else {
                throw AppError.invalid(["other": "choice"])
            }
            guard other.id != customer.id else { throw AppError.invalid(["other": "self"]) }
            guard
                try !parts.relations(of: customer.id, for: viewer, in: tx).contains(where: {
                    $0.other == other.id
                })
            else { throw AppError.invalid(["other": "taken"]) }
            for id in [customer.id, other.id] {
                try PartLimit.relation.demandRoom(at: id, field: "other", in: tx)
            }
            try parts.relate(customer.id, to: other.id, kind, note: note, in: tx)
            try customers.record([("relation", "", customer.name)], of: other.id, by: viewer.name, in: tx)
            try tx.publish(
                Event(
                    topic: "customer/\(other.id)", kind: "relation", subject: other.id.text,
                    audience: .employees)
            )
            guard
                let relation = try parts.relations(of: customer.id, for: viewer, in: tx).first(where: {
                    $0.other == other.id
                })
            else { throw AppError.notFound }
            return (relation, [Trace(field: "relation", new: other.name)])
        }
    }

    /// Ends a relation, whichever side wrote it down. - Throws: `AppError` `.notFound`, `.forbidden`.
    package func remove(_ relation: ID<Relation>, of id: CustomerID, by viewer: Viewer) async throws {
        try await change(id, "relation", by: viewer) { [parts] customer, tx in
            guard
                let old = try parts.relations(of: customer.id, for: viewer, in: tx).first(where: {
                    $0.id == relation
                })
            else { throw AppError.notFound }
            // The row belongs to the side that wrote it down.
            let isRemoved =
                try parts.remove(relation, from: .relation, of: customer.id, in: tx)
                || parts.remove(relation, from: .relation, of: old.other, in: tx)
            guard isRemoved else { throw AppError.conflict }
            try tx.publish(
                Event(
                    topic: "customer/\(old.other)", kind: "relation", subject: old.other.text,
                    audience: .employees))
            return ((), [Trace(field: "relation", old: old.otherName)])
        }
    }

    /// Customers that `text` may mean: by id, by a number in another system, else by the beginning of the name; at
    /// most 10.
    package func candidates(for text: String, by viewer: Viewer) async throws -> [Customer] {
        let customers = service.customers
        return try await database.read { tx in
            if let id = CustomerID(text: text), let customer = try customers.find(id, for: viewer, in: tx) {
                return [customer]
            }
            let numbered = try customers.withNumber(text, for: viewer, in: tx)
            guard numbered.isEmpty else { return numbered }
            var query = CustomerQuery()
            query.name = text
            return try customers.list(query, limit: 10, for: viewer, in: tx).rows.map(\.customer)
        }
    }
}

extension ExternalNumber {
    /// Names the number among those of one customer, in links.
    var key: String { "\(system):\(number)" }
    /// In one line.
    package var line: String { system.isEmpty ? number : "\(system) \(number)" }
}
