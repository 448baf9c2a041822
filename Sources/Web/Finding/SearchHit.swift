import Platform

/// Something that was found, as results show it.
package struct SearchHit: Sendable {
    /// What stands before it on the page of results.
    package enum Picture: Sendable {
        /// The first letters of its title, or a photo.
        case avatar(isFirm: Bool = false, photo: Link? = nil)
        /// Its icon, in the colours of this class.
        case icon(style: String)
    }

    /// What stands behind it.
    package enum End: Sendable {
        /// Something to be warned of.
        case warning(Words)
        /// How long ago; on the page of results only.
        case ago(Timestamp)
    }

    /// The word for what it is, in JSON.
    package let kind: String
    package let id: Int64
    /// What it is called.
    package let title: String
    /// Its text, or a few words about it.
    package let text: String
    /// Where it leads.
    package let link: Link
    /// Its icon; what features registered is asked of `Texts.features`.
    package let icon: @Sendable (Texts) -> Icon
    package let picture: Picture
    /// Stands before the text, without marks.
    package var lead: String?
    package var end: End?
    /// The customer it belongs to.
    package var customer: CustomerID?
    /// That customer's name.
    package var customerName = ""
    /// When it happened, or when there was something about it last.
    package var at: Timestamp?

    /// A hit that belongs to no customer.
    package init(
        _ kind: String, _ id: Int64, title: String, text: String, _ link: Link,
        _ icon: @escaping @Sendable (Texts) -> Icon, _ picture: Picture = .avatar()
    ) {
        (self.kind, self.id, self.title, self.text) = (kind, id, title, text)
        (self.link, self.icon, self.picture) = (link, icon, picture)
    }
}
