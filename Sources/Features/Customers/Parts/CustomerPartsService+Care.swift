import People
import Platform
import Storage
import Timeline

// Who looks after the customer: colleagues by topic, guests from outside, and whoever watches it.
extension CustomerPartsService {
    /// Makes `person` responsible for `topic`, in the place of whoever was; the timeline tells it, and so does the
    /// colleague's start page. - Parameter topic: 1…100 characters.
    /// - Throws: `AppError` `.invalid` (`colleague`: no active employee; `topic`: required), `.notFound`, `.forbidden`.
    package func assign(
        _ person: PersonID, topic: String, to id: CustomerID, by viewer: Viewer
    ) async throws -> Responsibility {
        guard !topic.isEmpty else { throw AppError.invalid(["topic": "required"]) }
        return try await change(id, "responsibility", by: viewer) { [parts] customer, tx in
            try Self.check(person, in: tx)
            let before = try parts.responsibilities(of: customer.id, in: tx).first { $0.topic == topic }
            if before == nil {
                try PartLimit.responsibility.demandRoom(at: customer.id, field: "topic", in: tx)
            }
            try parts.assign(person, topic: topic, to: customer.id, in: tx)
            guard
                let now = try parts.responsibilities(of: customer.id, in: tx).first(where: {
                    $0.topic == topic
                })
            else { throw AppError.notFound }
            guard before?.person != person else { return (now, []) }
            try note(topic, from: before?.personName, to: now.personName, customer, by: viewer, in: tx)
            try Self.tell(person, customer, in: tx)
            return (now, [Trace(field: "responsibility", old: before?.line ?? "", new: now.line)])
        }
    }

    /// Hands a responsibility to `person`, changes what it is about, or both: one change and one entry.
    /// - Parameter seen: the version that the editor saw.
    /// - Throws: `AppError` `.conflict`, `.invalid` (`colleague`: no active employee; `topic`: required, or somebody
    ///   has it already), `.notFound`, `.forbidden`.
    package func reassign(
        _ responsibility: ID<Responsibility>, to person: PersonID, topic: String, seen: Int?,
        of id: CustomerID, by viewer: Viewer
    ) async throws -> Responsibility {
        guard !topic.isEmpty else { throw AppError.invalid(["topic": "required"]) }
        return try await change(id, "responsibility", by: viewer) { [parts] customer, tx in
            func row() throws -> Responsibility {
                let all = try parts.responsibilities(of: customer.id, in: tx)
                guard let row = all.first(where: { $0.id == responsibility }) else { throw AppError.notFound }
                return row
            }
            let old = try row()
            guard (seen ?? old.version) == old.version else { throw AppError.conflict }
            var new = old
            (new.person, new.topic) = (person, topic)
            guard new != old else { return (old, []) }
            if person != old.person {
                try Self.check(person, in: tx)
                new.since = tx.now
                try Self.tell(person, customer, in: tx)
            }
            try parts.update(new, of: customer.id, in: tx)
            let now = try row()
            let after = topic == old.topic ? now.personName : now.line
            try note(old.topic, from: old.personName, to: after, customer, by: viewer, in: tx)
            return (now, [Trace(field: "responsibility", old: old.line, new: now.line)])
        }
    }

    private static func check(_ person: PersonID, in tx: any Transaction) throws {
        guard try !PersonStore().readers(among: [person], team: nil, in: tx).isEmpty else {
            throw AppError.invalid(["colleague": "choice"])
        }
    }

    private static func tell(_ person: PersonID, _ customer: Customer, in tx: any Transaction) throws {
        try tx.publish(
            Event(
                topic: "person/\(person)", kind: "responsibility", subject: customer.id.text,
                audience: .employees))
    }

    /// Nobody is responsible for the topic any more. - Throws: `AppError` `.notFound`, `.forbidden`.
    package func remove(
        _ responsibility: ID<Responsibility>, of id: CustomerID, by viewer: Viewer
    ) async throws {
        try await change(id, "responsibility", by: viewer) { [parts] customer, tx in
            guard
                let old = try parts.responsibilities(of: customer.id, in: tx).first(where: {
                    $0.id == responsibility
                }),
                try parts.remove(responsibility, from: .responsibility, of: customer.id, in: tx)
            else { throw AppError.notFound }
            try note(old.topic, from: old.personName, to: nil, customer, by: viewer, in: tx)
            return ((), [Trace(field: "responsibility", old: old.line)])
        }
    }

    /// Entries are read in two languages, so this one speaks in names and arrows.
    private func note(
        _ topic: String, from old: String?, to new: String?, _ customer: Customer, by viewer: Viewer,
        in tx: any Transaction
    ) throws {
        var entry = TimelineEntry(
            id: tx.id(), customer: customer.id, at: tx.now, kind: .responsibility, author: viewer.id,
            authorName: viewer.name)
        entry.title = "\(topic): " + [old, new ?? "–"].compactMap { $0 }.joined(separator: " → ")
        try timeline.add(entry, in: tx)
    }

    // MARK: Guests

    /// Shares the customer with somebody from outside, who then sees it and the entries marked for guests.
    /// - Throws: `AppError` `.invalid` (`guest`: no guest, or many), `.notFound`, `.forbidden`.
    package func share(_ id: CustomerID, with person: PersonID, by viewer: Viewer) async throws -> Guest {
        try await change(id, "guest", by: viewer) { [parts] customer, tx in
            guard let guest = try parts.guest(person, in: tx) else {
                throw AppError.invalid(["guest": "choice"])
            }
            try PartLimit.guest.demandRoom(at: customer.id, field: "guest", in: tx)
            guard try parts.share(customer.id, with: person, in: tx) else { return (guest, []) }
            try tx.publish(
                Event(
                    topic: "person/\(person)", kind: "shared", subject: customer.id.text, audience: .everybody
                ))
            try tx.publish(.account(person))
            return (guest, [Trace(field: "guest", new: guest.name)])
        }
    }

    /// Ends the sharing; the guest's next look finds nothing. - Throws: `AppError` `.notFound`, `.forbidden`.
    package func unshare(_ id: CustomerID, from person: PersonID, by viewer: Viewer) async throws {
        try await change(id, "guest", by: viewer) { [parts] customer, tx in
            guard let guest = try parts.guests(of: customer.id, in: tx).first(where: { $0.id == person }),
                try parts.unshare(customer.id, from: person, in: tx)
            else { throw AppError.notFound }
            try tx.publish(.account(person))
            return ((), [Trace(field: "guest", old: guest.name)])
        }
    }

    /// Whom one can make responsible.
    func colleagues() async throws -> [PersonRef] {
        try await database.read { tx in try Colleagues().employees(limit: Colleagues.choiceLimit, in: tx) }
    }

    /// With whom one can share.
    func guestsToChoose() async throws -> [Guest] {
        try await database.read { [parts] tx in try parts.guestsToChoose(in: tx) }
    }

    // MARK: Watching

    /// Whether the viewer watches the customer from now on; nobody else learns of it.
    /// - Throws: `AppError` `.notFound`, `.forbidden` (a token that may only read).
    package func star(_ id: CustomerID, _ isStarred: Bool, by viewer: Viewer) async throws {
        guard viewer.scope >= .write else { throw AppError.forbidden }
        let customers = service.customers
        try await database.write { [parts] tx in
            guard let customer = try customers.find(id, for: viewer, in: tx) else { throw AppError.notFound }
            try parts.star(customer.id, isStarred, by: viewer, in: tx)
        }
    }
}
