import Platform

/// An entry of the navigation: where a page belongs.
package struct Section: NamedContribution {
    /// Which group of the navigation it stands in.
    package enum Group: Sendable, CaseIterable {
        /// What one works with all day.
        case work
        /// What one needs now and then.
        case tools
        /// What is about oneself and the whole.
        case own
    }

    package let key: String
    /// What it is called.
    package let name: Words
    /// Where it leads.
    package let link: Link
    /// Its picture.
    package let icon: Icon
    let group: Group
    let rank: Int
    let access: Access
    let shortcut: String?
    let isInDock: Bool

    /// An entry.
    /// - Parameters:
    ///   - rank: its place in the group, from the top; tens leave room.
    ///   - access: who sees it.
    ///   - shortcut: the keys that lead there, e.g. `g k`.
    ///   - isInDock: whether it stands at the bottom of small screens; there is room for four.
    package init(
        _ key: String, _ name: Words, _ link: Link, _ icon: Icon, in group: Group, rank: Int,
        for access: Access = .employee, shortcut: String? = nil, isInDock: Bool = false
    ) {
        (self.key, self.name, self.link, self.icon) = (key, name, link, icon)
        (self.group, self.rank, self.access) = (group, rank, access)
        (self.shortcut, self.isInDock) = (shortcut, isInDock)
    }

    func isVisible(to viewer: Viewer) -> Bool { access.includes(viewer) }
}

extension Section: Hashable {
    package static func == (left: Section, right: Section) -> Bool { left.key == right.key }
    package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

/// Something that can be made from anywhere: an entry of the menu behind the plus, and of the palette.
package struct Creation: NamedContribution {
    package let key: String
    /// What is made.
    package let name: Words
    /// Where the form is.
    package let link: Link
    package let icon: Icon

    /// An entry, for colleagues.
    package init(_ key: String, _ name: Words, _ link: Link, _ icon: Icon) {
        (self.key, self.name, self.link, self.icon) = (key, name, link, icon)
    }
}

extension FeatureSet {
    /// The entries of the navigation that `viewer` sees, in their order.
    package func sections(for viewer: Viewer) -> [Section] {
        self[Section.self].filter { $0.isVisible(to: viewer) }.sorted { $0.rank < $1.rank }
    }

    /// What `viewer` can make from anywhere.
    package func creations(for viewer: Viewer) -> [Creation] { viewer.isEmployee ? self[Creation.self] : [] }
}

extension Texts {
    /// The entry of the navigation.
    package func name(of section: Section) -> String { pick(section.name) }
}
