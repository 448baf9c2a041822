import Platform
import Storage

/// Things to go back to, which the palette offers while nothing is typed.
package struct Recents: NamedContribution {
    package let key: String
    /// What stands above them.
    package let name: Words
    /// The last that the viewer looked at and may still see, at most so many, the latest first.
    package let read: @Sendable (Viewer, _ limit: Int, any Transaction) throws -> [RecentThing]

    /// Things to go back to.
    package init(
        _ key: String, _ name: Words,
        read: @escaping @Sendable (Viewer, _ limit: Int, any Transaction) throws -> [RecentThing]
    ) {
        (self.key, self.name, self.read) = (key, name, read)
    }
}

/// One thing to go back to.
package struct RecentThing: Sendable {
    package let title: String
    /// What tells it from others of that title; may be empty.
    package let detail: String
    package let link: Link
    package let icon: Icon

    /// One thing.
    package init(_ title: String, detail: String, _ link: Link, _ icon: Icon) {
        (self.title, self.detail, self.link, self.icon) = (title, detail, link, icon)
    }
}
