import Platform
import Synchronization

/// The frame around every page: navigation, search box, own menu (`Client/README.md`, "Frame").
struct Layout {
    let page: Page
    let context: PageContext

    private var texts: Texts { context.texts }

    /// The whole document.
    var html: HTML {
        """
        <!doctype html>
        <html lang="\(texts.language.rawValue)"\(theme)>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
        <meta name="color-scheme" content="light dark">
        <title>\(page.title) · Rundblick</title>
        <link rel="icon" href="\(Assets.link("favicon.svg"))" type="image/svg+xml">
        <link rel="stylesheet" href="\(Assets.link("styles.css"))">
        <script type="module" src="\(Assets.link("modules/main.js"))"></script>
        </head>
        \(page.isBare || context.signedIn == nil ? bare : framed)
        </html>
        """
    }

    private var theme: HTML {
        switch context.signedIn?.theme ?? .system {
        case .system: ""
        case .light: " data-theme=\"light\""
        case .dark: " data-theme=\"dark\""
        }
    }

    private var bare: HTML {
        """
        <body class="bare">
        <main id="main">
        <a class="brand" href="/">\(Icon.brand)<span>Rundblick</span></a>
        \(page.main)
        </main>
        <footer>\(languageLink)</footer>
        </body>
        """
    }

    private var languageLink: HTML {
        let (code, name) = texts.language == .german ? ("en", "English") : ("de", "Deutsch")
        return """
            <a href="\(Link.signIn.with("language", code))" lang="\(code)" hreflang="\(code)">\(name)</a>
            """
    }

    private var framed: HTML {
        let frame = frame
        return """
            <body class="app" data-live="/live" data-live-last="\(context.livePosition)"\(frame.words)\(keys)>
            \(frame.navigation)
            <header class="top">
              \(frame.tools)\(ownMenu)
            </header>
            <main class="main \(page.mainClass)" id="main" tabindex="-1">
            \(notice)\(page.main)
            </main>
            \(frame.dock)
            <div class="toasts" id="toasts" role="status" aria-live="polite"></div>
            </body>
            """
    }

    private var frame: Frame {
        let key = Frame.Key(language: texts.language, role: context.viewer.role, section: page.section)
        return Frame.all.withLock { frames in
            if let known = frames[key] { return known }
            let new = Frame(
                words: words, navigation: navigation, tools: "\(brand)\(searchBox)\(newMenu)", dock: dock)
            frames[key] = new
            return new
        }
    }

    /// What scripts say.
    private var words: HTML {
        """
         data-t-new="\(texts.newEntries)" data-t-new-one="\(texts.newEntry)" data-t-offline="\(texts.offline)"
         data-t-confirm="\(texts.cannotBeUndone)" data-t-yes="\(texts.yesDo)" data-t-cancel="\(texts.cancel)"
         data-t-failed="\(texts.failed)" data-t-hits="\(texts.hitCount)" data-t-none="\(texts.noHits)"
         data-t-close="\(texts.close)" data-t-changed="\(texts.areaChanged)" data-t-reload="\(texts.reload)"
        """
    }

    private var brand: HTML { "<a class=\"brand\" href=\"/\">\(Icon.brand)<span>Rundblick</span></a>" }

    private var navigation: HTML {
        """
        <a class="skip" href="#main">\(texts.skipToContent)</a>
        <nav class="side" aria-label="\(texts.mainMenu)">
          \(brand)
          \(Section.Group.allCases.map { group in "<ul class=\"nav\">\(entries(of: group))</ul>" as HTML })
        </nav>
        """
    }

    private var keys: HTML { context.signedIn?.usesKeys == false ? " data-keys=\"off\"" : "" }

    private var notice: HTML? {
        context.notice.map { "<div class=\"notice ok\" role=\"status\">\(Icon.check)<div>\($0)</div></div>" }
    }

    // MARK: Navigation

    private var sections: [Section] { texts.features.sections(for: context.viewer) }

    private func entries(of group: Section.Group) -> [HTML] {
        sections.filter { $0.group == group }.map { "<li>\(entry($0))</li>" }
    }

    private func entry(_ section: Section, key: Bool = true) -> HTML {
        let current: HTML = page.section == section ? " aria-current=\"page\"" : ""
        let shortcut: HTML = key ? section.shortcut.map { " data-key=\"\($0)\"" } ?? "" : ""
        return """
            <a href="\(section.link)"\(shortcut)\(current)>\(section.icon)\(texts.name(of: section))</a>
            """
    }

    private var searchBox: HTML {
        """
        <form class="find" role="search" action="/search">
          \(Icon.search)
          <input type="search" name="q" aria-label="\(texts.searchLabel)" placeholder="\(texts.searchPlaceholder)"
           autocomplete="off" maxlength="200" data-palette="/search" data-key="/">
          <kbd aria-hidden="true">\(texts.pick("Strg", "Ctrl")) K</kbd>
        </form>
        """
    }

    private var newMenu: HTML? {
        let creations = texts.features.creations(for: context.viewer)
        guard !creations.isEmpty else { return nil }
        return """
            <details class="menu">
              <summary class="btn small" aria-label="\(texts.createNew)">\(Icon.plus)\(texts.pick("Neu", "New"))</summary>
              <div class="menu-list">
                \(creations.map { "<a href=\"\($0.link)\">\($0.icon)\(texts.pick($0.name))</a>" as HTML })
              </div>
            </details>
            """
    }

    private var ownMenu: HTML {
        let viewer = context.viewer
        let picture = Avatar(viewer.id, viewer.name, photo: context.signedIn?.photo).html
        return """
            <details class="menu">
              <summary aria-label="\(texts.myAccount): \(viewer.name)">\(picture)</summary>
              <div class="menu-list">
                <p><strong>\(viewer.name)</strong>\(texts.name(of: viewer.role))</p>
                <a href="/people/\(viewer.id)">\(Icon.person)\(texts.myPage)</a>
                <a href="/settings">\(Icon.settings)\(texts.settings)</a>
                <a href="/shortcuts" data-dialog data-key="?">\(Icon.keyboard)\(texts.shortcuts)</a>
                <hr>
                <form method="post" action="/sign-out"><button type="submit">\(Icon.exit)\(texts.signOut)</button></form>
              </div>
            </details>
            """
    }

    private var dock: HTML {
        """
        <nav class="dock" aria-label="\(texts.quickAccess)">
          \(sections.filter(\.isInDock).map { entry($0, key: false) })
          <details class="menu">
            <summary>\(Icon.menu)\(texts.pick("Mehr", "More"))</summary>
            <div class="menu-list">
            \(sections.filter { !$0.isInDock }.map { entry($0, key: false) })
            </div>
          </details>
        </nav>
        """
    }
}

/// What of a page's frame is the same for everybody with one role and language in one section. It is made of more pieces
/// than many a page, so it is put together once.
private struct Frame: Sendable {
    /// Attributes of the body.
    let words: HTML
    let navigation: HTML
    /// What stands above every page.
    let tools: HTML
    let dock: HTML

    struct Key: Hashable, Sendable {
        let language: UILanguage
        let role: Role
        let section: Section?
    }

    static let all = Mutex<[Key: Frame]>([:])
}
