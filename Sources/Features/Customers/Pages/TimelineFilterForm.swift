import Foundation
import People
import Platform
import Timeline
import Web

/// Everything by which a customer's timeline can be narrowed: the content of a dialog, or a page of its own.
struct TimelineFilterForm {
    let customer: CustomerID
    let filter: TimelineFilter
    /// Whose entries one can choose; empty for guests.
    let people: [PersonRef]

    /// The form, and the way back to everything.
    func html(_ texts: Texts) -> HTML {
        let kinds = texts.features[EntryKind.self].map { ($0.key, texts.pick($0.name)) }
        let channels = TimelineEntry.Channel.allCases.map { ($0.rawValue, texts.name(of: $0)) }
        let directions = TimelineEntry.Direction.sides.map { ($0.rawValue, texts.name(of: $0)) }
        return """
            <form class="form" method="get" action="\(Link.customer(customer))">
              \(choice("kind", texts.kind, kinds, filter.kind?.rawValue, texts))
              \(choice("channel", texts.channel, channels, filter.channel?.rawValue, texts))
              \(choice("direction", texts.direction, directions, filter.direction?.rawValue, texts))
              \(people.isEmpty ? nil : choice(
                "person", texts.person, people.map { ($0.id.text, $0.name) }, filter.author?.text, texts))
              <div class="fields">
              \(day("from", texts.fromDay, filter.firstDay(in: texts.zone)))
              \(day("to", texts.toDay, filter.lastDay(in: texts.zone)))
              </div>
              <div class="buttons"><button class="btn primary">\(texts.pick("Filtern", "Filter"))</button>
              <a class="btn" href="\(Link.customer(customer))">\(texts.everything)</a></div>
            </form>
            """
    }

    private func choice(
        _ name: String, _ label: String, _ options: [(String, String)], _ selected: String?, _ texts: Texts
    ) -> HTML {
        SelectField(name, label, [("", texts.all)] + options, selected: selected ?? "").html()
    }

    private func day(_ name: String, _ label: String, _ day: CivilDate?) -> HTML {
        """
        <div class="field"><label for="\(name)">\(label)</label><input id="\(name)" name="\(name)" type="date" value="\(
            day?.iso)"></div>
        """
    }
}

/// What narrows the timeline that is shown and stands on no chip of its own: each with a cross.
struct TimelineFilterTags {
    let customer: CustomerID
    let filter: TimelineFilter
    /// The name of whoever is chosen; nil: not known.
    let person: String?

    /// The tags; nil when there is none.
    func html(_ texts: Texts) -> HTML? {
        let tags = [
            tag(filter.kind.map(texts.entryKind).map { $0.chip != nil ? "" : texts.pick($0.name) }, texts) {
                $0.kind = nil
            },
            tag(filter.channel.map(texts.name), texts) { $0.channel = nil },
            tag(filter.direction.map(texts.name), texts) { $0.direction = nil },
            tag(filter.author.map { _ in person ?? texts.person }, texts) { $0.author = nil },
            tag(filter.firstDay(in: texts.zone).map { "\(texts.fromDay) \(texts.date($0))" }, texts) {
                $0.from = nil
            },
            tag(filter.lastDay(in: texts.zone).map { "\(texts.toDay) \(texts.date($0))" }, texts) {
                $0.until = nil
            },
        ].compactMap { $0 }
        return tags.isEmpty ? nil : "<p class=\"tags\">\(tags)</p>"
    }

    private func tag(_ name: String?, _ texts: Texts, without: (inout TimelineFilter) -> Void) -> HTML? {
        guard let name, !name.isEmpty else { return nil }
        var rest = filter
        without(&rest)
        return """
            <span class="tag">\(name) <a href="\(Link.customer(customer).with(rest, in: texts.zone))" aria-label="\(
                texts.remove): \(name)">\(Icon.close.small)</a></span>
            """
    }
}

extension Link {
    /// The link with what narrows a timeline. - Parameter zone: in which days begin.
    func with(_ filter: TimelineFilter, in zone: TimeZone) -> Link {
        with("kind", filter.kind?.rawValue).with("channel", filter.channel?.rawValue)
            .with("person", filter.author?.text).with("direction", filter.direction?.rawValue)
            .with("from", filter.firstDay(in: zone)?.iso).with("to", filter.lastDay(in: zone)?.iso)
    }
}

extension TimelineEntry.Direction {
    fileprivate static let sides: [TimelineEntry.Direction] = [.inward, .outward]
}

extension Texts {
    fileprivate func name(of direction: TimelineEntry.Direction) -> String {
        direction == .inward ? incoming : outgoing
    }

    fileprivate func name(of channel: TimelineEntry.Channel) -> String {
        switch channel {
        case .phone: name(of: Channel.phone)
        case .email: name(of: Channel.email)
        }
    }
}
