import People
import Platform
import Storage
import Timeline

/// Notes, calls and internal talk that colleagues write on a customer's page.
package struct CustomerTimelineService: Sendable {
    let database: any Database
    let customers = CustomerStore()
    let timeline = TimelineStore()
    let people = PersonStore()

    /// A service over `database`.
    package init(database: any Database) { self.database = database }

    /// What a colleague writes down.
    package struct Draft: Sendable {
        package var kind: TimelineEntry.Kind
        package var direction = TimelineEntry.Direction.none
        package var text: String
        /// Only for this team; the writer must belong to it.
        package var team: TeamID?
        /// Also for guests of the customer.
        package var isShared = false
        package var mentions: [PersonID] = []
        /// When it happened; nil: now.
        package var at: Timestamp?

        /// A draft of `kind`.
        package init(kind: TimelineEntry.Kind, text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// Writes an entry down and tells everybody who has the customer open, and everybody mentioned.
    /// - Throws: `AppError` `.notFound`, `.forbidden`, `.invalid` (`team`, `mention`, `text`).
    package func add(_ draft: Draft, to id: CustomerID, by viewer: Viewer) async throws -> TimelineEntry {
        try viewer.requireEditing()
        if let team = draft.team, !viewer.teams.contains(team) { throw AppError.invalid(["team": "choice"]) }
        if draft.team != nil, draft.isShared { throw AppError.invalid(["team": "shared"]) }
        return try await database.write { [customers, timeline, people] tx in
            guard let customer = try customers.find(id, for: viewer, in: tx) else { throw AppError.notFound }
            var entry = TimelineEntry(
                id: tx.id(), customer: customer.id, at: draft.at ?? tx.now, kind: draft.kind,
                author: viewer.id,
                authorName: viewer.name)
            entry.direction = draft.direction
            entry.text = draft.text
            entry.audience = draft.team
            entry.isShared = draft.isShared
            try timeline.add(entry, in: tx)
            try customers.noteContact(customer.id, at: entry.at, in: tx)
            let mentioned = try people.readers(among: draft.mentions, team: draft.team, in: tx)
            try timeline.mention(mentioned, in: entry, in: tx)
            return entry
        }
    }

    /// Older entries. - Throws: `AppError.notFound`.
    package func page(
        of id: CustomerID, _ filter: TimelineFilter, after cursor: TimelineCursor?, for viewer: Viewer
    ) async throws -> (customer: CustomerID, entries: [TimelineEntry], teams: [TeamID: String]) {
        try await database.read { [customers, timeline, people] tx in
            guard let customer = try customers.find(id, for: viewer, in: tx) else { throw AppError.notFound }
            let entries = try timeline.page(of: customer.id, filter, after: cursor, for: viewer, in: tx)
            return (customer.id, entries, try people.teamNames(viewer.teams, in: tx))
        }
    }

    /// One entry. - Throws: `AppError.notFound`.
    package func entry(
        _ entry: EntryID, of id: CustomerID, for viewer: Viewer
    ) async throws -> (entry: TimelineEntry, teams: [TeamID: String]) {
        try await database.read { [customers, timeline, people] tx in
            guard let customer = try customers.find(id, for: viewer, in: tx),
                let entry = try timeline.find(entry, of: customer.id, for: viewer, in: tx)
            else { throw AppError.notFound }
            return (entry, try people.teamNames(viewer.teams, in: tx))
        }
    }

    /// Removes what the viewer wrote. - Throws: `AppError` `.notFound`, `.forbidden` when somebody else wrote it.
    package func remove(_ entry: EntryID, of id: CustomerID, by viewer: Viewer) async throws {
        try viewer.requireEditing()
        try await database.write { [customers, timeline] tx in
            guard let customer = try customers.find(id, for: viewer, in: tx),
                let entry = try timeline.find(entry, of: customer.id, for: viewer, in: tx)
            else { throw AppError.notFound }
            guard entry.author == viewer.id, [.note, .call, .talk].contains(entry.kind) else {
                throw AppError.forbidden
            }
            try timeline.remove(entry, in: tx)
        }
    }

    /// The viewer has dealt with a mention. - Throws: `AppError.notFound`.
    package func finishMention(in entry: EntryID, by viewer: Viewer) async throws {
        try await database.write { [timeline] tx in
            guard try timeline.finishMention(of: viewer.id, in: entry, in: tx) else {
                throw AppError.notFound
            }
        }
    }
}
