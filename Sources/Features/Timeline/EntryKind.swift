import Platform
import Web

/// How entries of a kind are shown and found. A kind that no feature has is shown plainly.
package struct EntryKind: NamedContribution {
    /// The kind.
    package let kind: TimelineEntry.Kind
    /// What it is called.
    package let name: Words
    /// What stands for it everywhere.
    package let icon: Icon
    /// Says in a sentence's rest behind the author what was done.
    let deed: @Sendable (TimelineEntry, Texts) -> String
    /// Whether it is shown in one quiet line.
    let isBrief: Bool
    /// Its place among those that are chosen above the timeline, tens leave room; nil: only in the form with all filters.
    package let chip: Int?
    /// Where the thing is seen that the entry stands for, for colleagues.
    let origin: Origin?

    package var key: String { kind.rawValue }

    /// A link to the thing that an entry stands for.
    package struct Origin: Sendable {
        let name: Words
        let icon: Icon
        let link: @Sendable (Int64) -> Link

        /// A link. - Parameter link: to the thing with this id.
        package init(_ name: Words, _ icon: Icon, _ link: @escaping @Sendable (Int64) -> Link) {
            (self.name, self.icon, self.link) = (name, icon, link)
        }
    }

    /// A kind whose entries say more than one verb.
    package init(
        _ kind: TimelineEntry.Kind, _ name: Words, _ icon: Icon, isBrief: Bool = false,
        chip: Int? = nil, origin: Origin? = nil,
        deed: @escaping @Sendable (TimelineEntry, Texts) -> String
    ) {
        (self.kind, self.name, self.icon, self.deed) = (kind, name, icon, deed)
        (self.isBrief, self.chip, self.origin) = (isBrief, chip, origin)
    }

    /// A kind. - Parameter verb: what somebody did, e.g. `noted`; with whom stands behind it.
    package init(
        _ kind: TimelineEntry.Kind, _ name: Words, _ icon: Icon, verb: Words, isBrief: Bool = false,
        chip: Int? = nil, origin: Origin? = nil
    ) {
        self.init(kind, name, icon, isBrief: isBrief, chip: chip, origin: origin) { entry, texts in
            let verb = texts.pick(verb)
            return entry.counterpart.isEmpty ? verb : "\(verb) \(texts.pick("an", "to")) \(entry.counterpart)"
        }
    }

    /// What colleagues write down by hand.
    static let written = [
        EntryKind(
            .note, Words("Notiz", "Note"), .note, verb: Words("notierte", "noted"), chip: 30),
        EntryKind(.call, Words("Telefonat", "Call"), .call, chip: 20, deed: call),
        EntryKind(
            .talk, Words("Intern", "Internal"), .talk, verb: Words("intern", "internally"), chip: 40),
    ]

    private static func call(_ entry: TimelineEntry, _ texts: Texts) -> String {
        let other = entry.counterpart
        return switch (entry.direction, other.isEmpty) {
        case (.inward, true): texts.pick("nahm einen Anruf an", "took a call")
        case (.outward, true): texts.pick("rief an", "called")
        case (.none, true): texts.pick("telefonierte", "phoned")
        case (.inward, false): texts.pick("sprach mit \(other)", "took a call from \(other)")
        case (.outward, false): texts.pick("rief \(other) an", "called \(other)")
        case (.none, false): texts.pick("sprach mit \(other)", "spoke with \(other)")
        }
    }
}

extension Texts {
    /// How entries of `kind` are shown.
    package func entryKind(_ kind: TimelineEntry.Kind) -> EntryKind {
        features[EntryKind.self, kind.rawValue]
            ?? EntryKind(kind, Words(kind.rawValue, kind.rawValue), .note, verb: Words("", ""), isBrief: true)
    }

    /// A kind of entry in words.
    package func name(of kind: TimelineEntry.Kind) -> String { pick(entryKind(kind).name) }
}
