import Platform
import Web

/// Colours, language, keys.
struct LookPage: Sendable {
    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        return SplitFrame.settings(.settingsLook, texts).page(
            theme(context, texts) + language(context, texts))
    }

    private func theme(_ context: PageContext, _ texts: Texts) -> HTML {
        let chosen = context.signedIn?.theme ?? .system
        let choices: [(SignedIn.Theme, Icon, String)] = [
            (.system, .screen, texts.themeSystem), (.light, .sun, texts.themeLight),
            (.dark, .moon, texts.themeDark),
        ]
        let radios = choices.map { theme, icon, name -> HTML in
            """
            <label><input type="radio" name="theme" value="\(theme.rawValue)"\(" checked", if: theme == chosen)>\(icon)\(name)</label>
            """
        }
        let form: HTML = """
            <form class="form" method="post" action="\(Link.settings)/theme" data-theme-form>
              <fieldset class="field"><legend>\(texts.colours)</legend><div class="segments">\(radios)</div></fieldset>
              \(saveButton(texts.save))
            </form>
            """
        return Card(id: "look", title: texts.look, content: form).html
    }

    private func language(_ context: PageContext, _ texts: Texts) -> HTML {
        let languages = [("", texts.browserLanguage), ("de", "Deutsch"), ("en", "English")]
        let select = SelectField(
            "language", texts.language, languages, selected: context.signedIn?.language?.rawValue ?? "")
        let keys = context.signedIn?.usesKeys ?? true
        let form: HTML = """
            <form class="form" method="post" action="\(Link.settings)/language">
              \(select.html())
              <label class="check"><input type="checkbox" name="keys"\(" checked", if: keys)>\
            <span>\(texts.singleKeys)<small>\(texts.singleKeysHint)</small></span></label>
              \(saveButton(texts.save))
            </form>
            """
        return Card(id: "language-keys", title: texts.languageAndKeys, content: form).html
    }
}

/// The keyboard shortcuts, as a page or as the content of a dialog.
struct ShortcutsPage: Sendable {
    let isFragment: Bool

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let heading: HTML =
            isFragment
            ? "<h2>\(texts.keyboardShortcuts)</h2>" : PageHead(texts.keyboardShortcuts).html(texts)
        let main: HTML = """
            \(heading)<dl class="facts keys">\(texts.shortcutList.map { row($0, $1) })</dl>
            <p class="muted">\(texts.singleKeysOff)</p>
            """
        let whole: HTML = "<div class=\"page narrow\">\(main)</div>"
        return Page(texts.keyboardShortcuts, section: nil, main: isFragment ? main : whole)
    }

    private func row(_ keys: String, _ meaning: String) -> HTML {
        let keys = keys.split(separator: " ").map { "<kbd>\(String($0))</kbd> " as HTML }
        return "<div><dt>\(keys)</dt><dd>\(meaning)</dd></div>"
    }
}
