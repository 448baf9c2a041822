import Foundation
import Platform
import Storage

/// One thing that happened with a customer: a row of the spine that every feature adds to.
package struct TimelineEntry: Sendable, Equatable {
    /// What happened. Features have kinds of their own (`EntryKind`); those that several speak of stand here.
    package struct Kind: RawRepresentable, Hashable, Sendable, SQLBindable {
        /// The word that is stored.
        package let rawValue: String
        package var sqlValue: SQLValue { .text(rawValue) }

        /// The kind that is stored as this word.
        package init(rawValue: String) { self.rawValue = rawValue }

        /// Written by hand.
        package static let note = Kind(rawValue: "note")
        package static let call = Kind(rawValue: "call")
        /// Internal talk between colleagues.
        package static let talk = Kind(rawValue: "talk")
        package static let mail = Kind(rawValue: "mail")
        package static let responsibility = Kind(rawValue: "responsibility")
        package static let dunning = Kind(rawValue: "dunning")
    }

    /// From us, to us, or neither.
    package enum Direction: String, Sendable, SQLBindable {
        case none
        case inward = "in"
        case outward = "out"
    }

    /// By which way customer and company spoke.
    package enum Channel: String, Sendable, CaseIterable {
        case phone
        case email

        /// The kind of entries that went this way.
        var kind: Kind { self == .phone ? .call : .mail }
    }

    /// Which.
    package let id: EntryID
    /// With which customer.
    package var customer: CustomerID
    /// When it happened (not when it was written down).
    package var at: Timestamp
    /// What kind of thing.
    package var kind: Kind
    /// Who started it.
    package var direction = Direction.none
    /// The colleague who did or wrote it; nil: somebody else.
    package var author: PersonID?
    /// Who did it, as shown.
    package var authorName: String
    /// A subject or a few words; may be empty.
    package var title = ""
    /// A short text, at most 20,000 characters; the source owns the details.
    package var text = ""
    /// Only members of this team may read it; nil: every colleague.
    package var audience: TeamID?
    /// Whether guests of this customer may read it too.
    package var isShared = false
    /// Which feature's thing it stands for, e.g. `mail`; empty: the entry stands for itself.
    package var source = ""
    /// That thing's id.
    package var sourceID: Int64?
    /// With whom at the customer; may be empty.
    package var counterpart = ""
    /// The colleagues whom the text mentions as `@Name`.
    package var mentions: [Mention] = []
    /// Counts the changes, for optimistic locking.
    package var version = 1
    /// When its author changed it last; nil: never.
    package var editedAt: Timestamp?

    /// A colleague in a text, under the name that they had when it was written.
    package struct Mention: Sendable, Equatable {
        /// Who.
        package let id: PersonID
        /// What stands behind the `@`.
        package let name: String

        /// A mention.
        package init(id: PersonID, name: String) { (self.id, self.name) = (id, name) }

        /// How they are stored: each is a line, the id, a space, the name.
        package static func text(of mentions: [Mention]) -> String {
            mentions.map { "\($0.id) \($0.name)" }.joined(separator: "\n")
        }

        /// Reads what `text(of:)` wrote.
        package static func list(_ text: String) -> [Mention] {
            guard !text.isEmpty else { return [] }
            return text.split(separator: "\n").compactMap { line in
                PersonID(text: line.prefix(13)).map { .init(id: $0, name: String(line.dropFirst(14))) }
            }
        }
    }

    /// An entry. The remaining properties have quiet defaults.
    package init(
        id: EntryID, customer: CustomerID, at: Timestamp, kind: Kind, author: PersonID? = nil,
        authorName: String
    ) {
        self.id = id
        self.customer = customer
        self.at = at
        self.kind = kind
        self.author = author
        self.authorName = authorName
    }
}

extension TimelineEntry {
    /// Whether `viewer` wrote it by hand, and so may change and remove it; guests no longer may.
    package func isWritten(by viewer: Viewer) -> Bool {
        viewer.isEmployee && author == viewer.id && [.note, .call, .talk].contains(kind)
    }

    /// Who may learn that it is there: whoever may read it (`TimelineStore.mayRead`).
    var listeners: Event.Audience { Event.Audience(team: audience, isInternal: !isShared) }
}

/// Which entries of a customer to show.
package struct TimelineFilter: Sendable, Equatable {
    /// Only this kind.
    package var kind: TimelineEntry.Kind?
    /// Only what went this way.
    package var direction: TimelineEntry.Direction?
    /// Only what this colleague did.
    package var author: PersonID?
    /// Not before this moment.
    package var from: Timestamp?
    /// Before this moment.
    package var until: Timestamp?
    /// Only what went this way.
    package var channel: TimelineEntry.Channel?

    /// Everything, unless narrowed.
    package init(
        kind: TimelineEntry.Kind? = nil, direction: TimelineEntry.Direction? = nil, author: PersonID? = nil,
        from: Timestamp? = nil,
        until: Timestamp? = nil, channel: TimelineEntry.Channel? = nil
    ) {
        self.kind = kind
        self.direction = direction
        self.author = author
        self.from = from
        self.until = until
        self.channel = channel
    }

    /// The first day that it shows; nil: from the beginning. - Parameter zone: in which days begin.
    package func firstDay(in zone: TimeZone) -> CivilDate? { from.map { CivilTime($0, in: zone).date } }

    /// The last day that it shows; nil: until now. - Parameter zone: in which days begin.
    package func lastDay(in zone: TimeZone) -> CivilDate? {
        until.map { CivilTime($0.adding(seconds: -1), in: zone).date }
    }
}

/// A place in a timeline: entries older than this one come next.
package struct TimelineCursor: Sendable, Equatable {
    let at: Timestamp
    let id: EntryID

    /// The place of `entry`.
    package init(_ entry: TimelineEntry) {
        at = entry.at
        id = entry.id
    }

    /// The place right above `entry`, so that a page from there begins with it.
    package init(above entry: TimelineEntry) {
        at = entry.at
        id = EntryID(entry.id.raw + 1)
    }

    /// Reads what `text` wrote; nil when it is something else.
    package init?(text: String) {
        let halves = text.split(separator: "-")
        guard halves.count == 2, let us = Int64(halves[0]), let id = EntryID(text: halves[1]) else {
            return nil
        }
        (at, self.id) = (Timestamp(us: us), id)
    }

    /// For links and JSON.
    package var text: String { "\(at.us)-\(id.text)" }
}
