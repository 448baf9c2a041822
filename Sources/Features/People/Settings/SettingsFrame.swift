import Platform
import Web

/// The frame of a set of pages with a list of them at the side: settings, administration.
struct SplitFrame: Sendable {
    let title: String
    let section: Section
    let entries: [(link: Link, name: String)]
    let current: Link
    var isBroad = false

    /// The page with `cards` below each other.
    func page(_ cards: HTML) -> Page {
        let items = entries.map { entry -> HTML in
            "<li><a href=\"\(entry.link)\"\(" aria-current=\"page\"", if: entry.link == current)>\(entry.name)</a></li>"
        }
        let main: HTML = """
            <div class="page\(" full", if: isBroad)"><header class="head"><div><h1>\(title)</h1></div></header>
            <div class="split\(" broad", if: isBroad)"><nav aria-label="\(title)"><ul>\(items)</ul></nav>
            <div class="stack">\(cards)</div></div></div>
            """
        return Page(entries.first { $0.link == current }?.name ?? title, section: section, main: main)
    }

    /// The frame of the settings.
    static func settings(_ current: Link, _ texts: Texts) -> SplitFrame {
        SplitFrame(
            title: texts.name(of: .settings), section: .settings,
            entries: [
                (.settings, texts.profile), (.settingsSecurity, texts.security),
                (.settingsTokens, texts.tokens),
                (.settingsLook, texts.look),
            ], current: current)
    }
}

/// A titled card.
struct Card: Sendable {
    let id: String
    let title: String
    var sub = ""
    /// Beside the title.
    var aside: HTML = .empty
    let content: HTML

    var html: HTML {
        """
        <section class="card" aria-labelledby="\(id)"><header><h2 id="\(id)">\(title)</h2>\(aside)\
        \(sub.isEmpty ? nil : "<p>\(sub)</p>" as HTML)</header>
        \(content)</section>
        """
    }
}

extension Link {
    static let settings = Link("/settings")
    static let settingsSecurity = Link("/settings/security")
    static let settingsTokens = Link("/settings/tokens")
    static let settingsLook = Link("/settings/look")

    /// The link with a word about what was just done (`Notice`).
    func done(_ word: String) -> Link { with("done", word) }
}
