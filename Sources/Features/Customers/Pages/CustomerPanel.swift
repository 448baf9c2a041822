import Platform
import Storage
import Web

/// A block that another feature puts on the customer's page, below what is known about the customer.
package struct CustomerPanel: NamedContribution {
    /// Renders what was loaded.
    package typealias Content = @Sendable (Texts) -> HTML

    /// Also its id on the page.
    package let key: String
    /// Its heading.
    let name: Words
    /// The kinds of events on the customer's topic after which it looks different, with spaces between them.
    let events: String
    let access: Access
    let load: @Sendable (CustomerID, Viewer, any Transaction) throws -> Content

    /// A block.
    /// - Parameters:
    ///   - access: who sees it; guests only with `.signedIn`.
    ///   - load: reads what it shows, with one statement, in the page's own read (`Transaction.together`: it may run twice
    ///     and get no rows the first time).
    package init(
        _ key: String, _ name: Words, events: String, for access: Access = .employee,
        load: @escaping @Sendable (CustomerID, Viewer, any Transaction) throws -> Content
    ) {
        (self.key, self.name, self.events, self.access, self.load) = (key, name, events, access, load)
    }
}

/// A panel with what it shows.
struct LoadedPanel: Sendable {
    let panel: CustomerPanel
    let content: CustomerPanel.Content

    /// Heading and content.
    func html(_ texts: Texts) -> HTML {
        """
        <header><h2 id="\(panel.key)-t">\(texts.pick(panel.name))</h2></header>
        \(content(texts))
        """
    }
}
