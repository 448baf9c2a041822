import Foundation
import Platform
import Timeline
import Web

/// By what a timeline can be narrowed, as routes take it.
struct TimelineNarrowing: Sendable {
    private let kind: Field<TimelineEntry.Kind?>
    private let channel = Field.optional(
        "channel", .choice(TimelineEntry.Channel.self), "Only what went this way.")
    private let direction = Field.optional(
        "direction", .choice([TimelineEntry.Direction.inward, .outward]),
        "Only what came in, or went out.")
    private let person = Field.optional("person", .id(PersonID.self), "Only what this colleague did.")
    private let from = Field.optional("from", .date, "Not before this day.")
    private let to = Field.optional("to", .date, "Not after this day.")

    /// - Parameter features: have the kinds of entries.
    init(_ features: FeatureSet) {
        kind = .optional("kind", .choice(features[EntryKind.self].map(\.kind)), "Only this kind.")
    }

    /// What a route declares.
    var fields: [any InputField] { [kind, channel, direction, person, from, to] }

    /// What was asked for. - Parameter zone: in which days begin.
    func filter(_ input: Input, zone: TimeZone) throws -> TimelineFilter {
        try TimelineFilter(
            kind: input[kind], direction: input[direction], author: input[person],
            from: input[from].map { Timestamp(startOf: $0, in: zone) },
            until: input[to].map {
                Timestamp(startOf: CivilDate(daysSince1970: $0.daysSince1970 + 1), in: zone)
            }, channel: input[channel])
    }
}
