import Platform
import Web

/// Renders a customer's entries (`Client/README.md`, "Timeline").
package struct TimelineView: Sendable {
    let customer: CustomerID
    let texts: Texts
    let viewer: Viewer
    /// Names of the teams that entries are restricted to.
    let teamNames: [TeamID: String]
    private let today: CivilDate
    private let kinds: [String: EntryKind]

    /// A view for `viewer`.
    package init(customer: CustomerID, texts: Texts, viewer: Viewer, teamNames: [TeamID: String]) {
        self.customer = customer
        self.texts = texts
        self.viewer = viewer
        self.teamNames = teamNames
        today = texts.today
        kinds = texts.features.named(EntryKind.self)
    }

    /// The rows of `entries`, newest first, each day under its heading.
    package func items(_ entries: [TimelineEntry]) -> [HTML] {
        var day: CivilDate?
        return entries.map { entry in
            let time = CivilTime(entry.at, in: texts.zone)
            defer { day = time.date }
            return time.date == day ? item(entry, time) : heading(time.date) + item(entry, time)
        }
    }

    /// One entry.
    package func item(_ entry: TimelineEntry) -> HTML { item(entry, CivilTime(entry.at, in: texts.zone)) }

    private func item(_ entry: TimelineEntry, _ time: CivilTime) -> HTML {
        let name = "e-\(entry.id)"
        let kind = kinds[entry.kind.rawValue] ?? texts.entryKind(entry.kind)
        let direction = entry.direction == .none ? "" : entry.direction.rawValue
        return """
            <li class="entry \(entry.kind.rawValue) \(direction)\(kind.isBrief ? " brief" : "")" id="\(name)">
              <span class="mark">\(kind.icon)</span>
              <article aria-labelledby="\(name)-h">
                <header id="\(name)-h">\(author(entry)) <span>\(kind.deed(entry, texts))</span> \(arrow(entry.direction))
                  <a class="at" href="#\(name)">\(timeTag(entry.at, texts.clock(time)))</a></header>
                \(entry.title.isEmpty ? nil : "<h4>\(entry.title)</h4>" as HTML)
                \(entry.text.isEmpty ? nil : "<div class=\"text\">\(WrittenText(entry.text, entry.mentions).html)</div>" as HTML)
                \(footer(entry, kind))
              </article>
            </li>
            """
    }

    private func heading(_ date: CivilDate) -> HTML {
        let iso = date.iso
        return """
            <li class="day" id="day-\(iso)"><h3><time datetime="\(iso)">\(texts.dayHeading(date, today: today))</time></h3></li>
            """
    }

    private func author(_ entry: TimelineEntry) -> HTML {
        guard let author = entry.author else { return "<strong>\(entry.authorName)</strong>" }
        return "<a class=\"name\" href=\"/people/\(author)\">\(entry.authorName)</a>"
    }

    private func arrow(_ direction: TimelineEntry.Direction) -> HTML? {
        switch direction {
        case .none: nil
        case .inward: "\(Icon.inward.small)<span class=\"vh\">\(texts.inward)</span>"
        case .outward: "\(Icon.out.small)<span class=\"vh\">\(texts.outward)</span>"
        }
    }

    private func footer(_ entry: TimelineEntry, _ kind: EntryKind) -> HTML? {
        var parts: [HTML] = []
        if let audience = entry.audience {
            parts.append("<span>\(Icon.lock.small)\(texts.onlyTeam(teamNames[audience] ?? ""))</span>")
        }
        if entry.isShared { parts.append("<span>\(Icon.people.small)\(texts.sharedWithGuests)</span>") }
        if let origin = kind.origin, let id = entry.sourceID, viewer.isEmployee {
            parts.append("<a href=\"\(origin.link(id))\">\(origin.icon.small)\(texts.pick(origin.name))</a>")
        }
        if entry.editedAt != nil { parts.append(edited(entry)) }
        if entry.isWritten(by: viewer) {
            let edit = Link("/customers/\(customer)/timeline/\(entry.id)/edit")
            parts.append("<a href=\"\(edit)\" data-dialog>\(Icon.edit.small)\(texts.edit)</a>")
        }
        return parts.isEmpty ? nil : "<footer>\(parts)</footer>"
    }

    /// Colleagues see what it said before.
    private func edited(_ entry: TimelineEntry) -> HTML {
        guard viewer.isEmployee else { return "<span>\(texts.edited)</span>" }
        let link = Link("/customers/\(customer)/timeline/\(entry.id)/revisions")
        return "<a href=\"\(link)\" data-dialog>\(Icon.history.small)\(texts.edited)</a>"
    }

    /// Earlier texts of `entry`, each with its author and until when it stood there.
    package func revisions(_ earlier: [(until: Timestamp, text: String)], of entry: TimelineEntry) -> HTML {
        let rows = earlier.map { revision -> HTML in
            var old = entry
            old.text = revision.text
            let until = timeTag(revision.until, texts.moment(revision.until))
            return """
                <li class="row"><div><div class="text">\(WrittenText(old.text, old.mentions).html)</div><small>\(entry.authorName), \(
                    texts.pick("bis", "until")) \(until)</small></div></li>
                """
        }
        return "<ul class=\"rows\">\(rows)</ul>"
    }
}

extension Texts {
    /// `Heute`, `Gestern`, or the day in full.
    func dayHeading(_ date: CivilDate, today: CivilDate) -> String {
        switch today.daysSince1970 - date.daysSince1970 {
        case 0: return pick("Heute", "Today")
        case 1: return pick("Gestern", "Yesterday")
        default: return longDate(date)
        }
    }

    var edited: String { pick("bearbeitet", "edited") }
    var inward: String { pick("eingehend", "incoming") }
    var outward: String { pick("ausgehend", "outgoing") }
    var sharedWithGuests: String { pick("auch für Gäste", "also for guests") }
    func onlyTeam(_ name: String) -> String { pick("Nur \(name)", "Only \(name)") }
}

/// An entry for programs.
package struct EntryJSON: Encodable, Sendable {
    let id: EntryID
    let customer: CustomerID
    let at: Timestamp
    let kind: String
    let direction: String
    let author: PersonID?
    let authorName: String
    let title: String
    let text: String
    let team: TeamID?
    let isShared: Bool
    let counterpart: String
    let mentions: [PersonID]
    let version: Int
    let editedAt: Timestamp?

    /// The entry as JSON.
    package init(_ entry: TimelineEntry) {
        id = entry.id
        customer = entry.customer
        at = entry.at
        kind = entry.kind.rawValue
        direction = entry.direction.rawValue
        author = entry.author
        authorName = entry.authorName
        title = entry.title
        text = entry.text
        team = entry.audience
        isShared = entry.isShared
        counterpart = entry.counterpart
        mentions = entry.mentions.map(\.id)
        version = entry.version
        editedAt = entry.editedAt
    }

    /// For `openapi.json`.
    package static let example = EntryJSON(
        TimelineEntry(
            id: EntryID(1), customer: CustomerID(1), at: Timestamp(us: 0), kind: .note,
            authorName: "Anna Groß"))
}
