import Platform

/// The page for a refusal: what happened, which values are not accepted, and the way back.
struct ErrorPage {
    let error: AppError

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let title = texts.title(of: error)
        return Page(
            title, section: nil, isBare: context.signedIn == nil,
            main: error.fields.isEmpty ? trouble(texts, isOutside: context.signedIn == nil) : summary(texts))
    }

    private func trouble(_ texts: Texts, isOutside: Bool) -> HTML {
        let (way, words) =
            isOutside
            ? (Link.signIn, texts.pick("Zur Anmeldung", "To the sign-in"))
            : (Link.start, texts.pick("Zur Startseite", "To the start page"))
        return """
            <div class="trouble empty">
              <p class="code">\(error.httpStatus)</p>
              <h1>\(texts.title(of: error))</h1>
              <p>\(texts.detail(of: error))</p>
              <a class="btn primary" href="\(way)">\(words)</a>
            </div>
            """
    }

    /// The browser's back button brings the filled form back; with scripts this summary appears above the form itself.
    private func summary(_ texts: Texts) -> HTML {
        """
        <div class="notice bad" role="alert" tabindex="-1" data-summary>\(Icon.warn)<div>
          <h2>\(texts.title(of: error))</h2>
          <ul>\(error.fields.sorted { $0.key < $1.key }.map { field($0, $1, texts) })</ul>
        </div></div>
        """
    }

    private func field(_ name: String, _ reason: String, _ texts: Texts) -> HTML {
        "<li data-field=\"\(name)\"><a href=\"#\(name)\">\(texts.reason(reason))</a></li>"
    }
}
