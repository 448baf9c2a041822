import Platform

/// One page: what stands between the navigation and the end.
package struct Page: Sendable {
    /// For the browser's tab.
    package let title: String
    /// Which entry of the navigation is marked; nil: none.
    package let section: Section?
    /// The main part.
    package let main: HTML
    /// Without navigation (sign-in, invitation).
    package let isBare: Bool
    /// A further class on the main element, for pages with a layout of their own.
    package let mainClass: String

    /// A page.
    package init(_ title: String, section: Section?, isBare: Bool = false, mainClass: String = "", main: HTML)
    {
        self.title = title
        self.section = section
        self.main = main
        self.isBare = isBare
        self.mainClass = mainClass
    }
}

/// What a view needs besides its value.
package struct PageContext: Sendable {
    /// Texts in the viewer's language.
    package let texts: Texts
    /// Who looks; nil before signing in.
    package let signedIn: SignedIn?
    /// Path and query of this page, for forms that come back here.
    package let link: Link
    /// A message about what was just done, e.g. "saved".
    package let notice: String?
    /// Up to where the page knows what happened (`LiveHub.position`).
    package let livePosition: String

    /// Who looks, on pages for signed-in people.
    package var viewer: Viewer {
        guard let signedIn else { preconditionFailure("only pages for signed-in people have a viewer") }
        return signedIn.viewer
    }
}
