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
        /// Ids of colleagues to tell; those whose `@Name` stands in the text are told as well.
        package var mentions: [PersonID] = []
        /// With whom at the customer.
        package var counterpart = ""
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
        guard !draft.text.isEmpty else { throw AppError.invalid(["text": "required"]) }
        if let team = draft.team, !viewer.teams.contains(team) {
            throw AppError.invalid(["team": "choice"])
        }
        if draft.team != nil, draft.isShared { throw AppError.invalid(["team": "shared"]) }
        return try await database.write { [customers, timeline] tx in
            guard let customer = try customers.find(id, for: viewer, in: tx) else { throw AppError.notFound }
            let at = draft.at ?? tx.now
            guard at <= tx.now else { throw AppError.invalid(["at": "future"]) }
            var entry = TimelineEntry(
                id: tx.id(), customer: customer.id, at: at, kind: draft.kind, author: viewer.id,
                authorName: viewer.name)
            entry.direction = draft.direction
            entry.text = draft.text
            entry.audience = draft.team
            entry.isShared = draft.isShared
            entry.counterpart = draft.counterpart
            entry.mentions = try timeline.mentionable(
                ids: draft.mentions, names: MentionedNames.candidates(in: draft.text), team: draft.team,
                in: tx)
            try timeline.add(entry, in: tx)
            // Everybody sees "last contact"; what one team keeps to itself must not show through it.
            if draft.team == nil { try customers.noteContact(customer.id, at: entry.at, in: tx) }
            try timeline.mention(entry.mentions.map(\.id), in: entry, in: tx)
            return entry
        }
    }

    /// Changes the text of what the viewer wrote; who is newly mentioned is told.
    /// - Parameter seen: the version that the editor saw; nil: whatever is there now.
    /// - Throws: `AppError` `.conflict`, `.invalid` (`text`: required), `.notFound`, `.forbidden` (somebody else's).
    package func rewrite(
        _ entry: EntryID, of id: CustomerID, to text: String, mentions: [PersonID] = [], seen: Int?,
        by viewer: Viewer
    ) async throws -> TimelineEntry {
        try viewer.requireEditing()
        guard !text.isEmpty else { throw AppError.invalid(["text": "required"]) }
        return try await database.write { [customers, timeline] tx in
            guard let customer = try customers.find(id, for: viewer, in: tx),
                var entry = try timeline.find(entry, of: customer.id, for: viewer, in: tx)
            else { throw AppError.notFound }
            guard entry.isWritten(by: viewer) else { throw AppError.forbidden }
            guard entry.text != text else { return entry }
            let known = Set(entry.mentions.map(\.id))
            entry.text = text
            entry.version = seen ?? entry.version
            entry.mentions = try timeline.mentionable(
                ids: mentions + Array(known), names: MentionedNames.candidates(in: text),
                team: entry.audience,
                in: tx
            ).filter { text.contains("@" + $0.name) || mentions.contains($0.id) }
            try timeline.rewrite(entry, in: tx)
            try timeline.mention(entry.mentions.map(\.id).filter { !known.contains($0) }, in: entry, in: tx)
            entry.version += 1
            entry.editedAt = tx.now
            return entry
        }
    }

    /// What an entry said earlier.
    package struct Revisions: Sendable {
        package let customer: Customer
        package let entry: TimelineEntry
        /// Newest first, each with when another one took its place.
        package let texts: [(until: Timestamp, text: String)]
    }

    /// Earlier texts of an entry. - Throws: `AppError.notFound`.
    package func revisions(
        of entry: EntryID, of id: CustomerID, for viewer: Viewer
    ) async throws -> Revisions {
        try await database.read { [customers, timeline] tx in
            guard let customer = try customers.find(id, for: viewer, in: tx),
                let entry = try timeline.find(entry, of: customer.id, for: viewer, in: tx)
            else { throw AppError.notFound }
            let texts = try timeline.revisions(of: entry.id, in: tx)
            return Revisions(customer: customer.seen(by: viewer), entry: entry, texts: texts)
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

    /// One entry, when it fits `filter`. - Throws: `AppError.notFound`.
    package func entry(
        _ entry: EntryID, of id: CustomerID, _ filter: TimelineFilter = .init(), for viewer: Viewer
    ) async throws -> (entry: TimelineEntry, teams: [TeamID: String]) {
        try await database.read { [customers, timeline, people] tx in
            guard let customer = try customers.find(id, for: viewer, in: tx),
                let entry = try timeline.find(entry, of: customer.id, filter, for: viewer, in: tx)
            else { throw AppError.notFound }
            return (entry, try people.teamNames(viewer.teams, in: tx))
        }
    }

    /// Where an entry is seen among the others: on the customer's page (nil), or on the piece that begins with it.
    /// - Throws: `AppError.notFound`.
    func place(
        of entry: EntryID, of id: CustomerID, for viewer: Viewer
    ) async throws -> (customer: CustomerID, before: TimelineCursor?) {
        try await database.read { [customers, timeline] tx in
            guard let customer = try customers.find(id, for: viewer, in: tx),
                let entry = try timeline.find(entry, of: customer.id, for: viewer, in: tx)
            else { throw AppError.notFound }
            let isNew = try timeline.isOnFirstPage(entry, for: viewer, in: tx)
            return (customer.id, isNew ? nil : TimelineCursor(above: entry))
        }
    }

    /// Removes what the viewer wrote. - Throws: `AppError` `.notFound`, `.forbidden` when somebody else wrote it.
    package func remove(_ entry: EntryID, of id: CustomerID, by viewer: Viewer) async throws {
        try viewer.requireEditing()
        try await database.write { [customers, timeline] tx in
            guard let customer = try customers.find(id, for: viewer, in: tx),
                let entry = try timeline.find(entry, of: customer.id, for: viewer, in: tx)
            else { throw AppError.notFound }
            guard entry.isWritten(by: viewer) else { throw AppError.forbidden }
            try timeline.remove(entry, in: tx)
        }
    }

    /// The viewer has dealt with a mention. - Throws: `AppError.notFound`.
    package func finishMention(in entry: EntryID, by viewer: Viewer) async throws {
        try await database.write { [timeline] tx in
            let customers = CustomerStore.isVisible("timeline_entry.customer_id", to: viewer)
            guard try timeline.finishMention(of: viewer, among: customers, in: entry, in: tx) else {
                throw AppError.notFound
            }
        }
    }
}

/// The names that may be meant behind the `@` signs of a text.
package enum MentionedNames {
    /// Up to 20 mentions, each as one, two and three words: people's names have one to three.
    package static func candidates(in text: String) -> [String] {
        let starts = text.split(separator: "@", omittingEmptySubsequences: false).dropFirst().prefix(20)
        let names = starts.flatMap { piece -> [String] in
            let words = piece.prefix(120).split(whereSeparator: \.isWhitespace).prefix(3).map(String.init)
            return (1...3).filter { $0 <= words.count }.flatMap { count in
                let name = words.prefix(count).joined(separator: " ")
                let bare = name.last.map { ".,;:!?)".contains($0) } == true ? String(name.dropLast()) : name
                return [bare]
            }
        }
        return Array(Set(names.filter { !$0.isEmpty })).sorted()
    }
}
