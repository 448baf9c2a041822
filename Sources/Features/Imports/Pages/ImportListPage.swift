import Platform
import Web

/// The upload, and what was imported before.
struct ImportListPage: Sendable {
    let runs: [ImportRun]
    let next: String?
    /// Why the file that was just sent is not taken.
    let refusal: Refusal?

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        return Page(
            texts.name(of: .imports), section: .imports,
            main: """
                <div class="page">
                \(PageHead(texts.name(of: .imports), sub: texts.importsAbout, actions: actions(texts)).html(texts))
                \(steps(1, .customers, texts))
                \(form(texts))
                \(runs.isEmpty ? nil : earlier(texts, at: context.link))
                </div>
                """)
    }

    private func actions(_ texts: Texts) -> HTML {
        """
        <a class="btn" href="/mails?unmatched=1">\(Icon.mail)\(texts.unmatchedMails)</a>
        <a class="btn" href="/imports/quarantine">\(Icon.warn)\(texts.quarantine)</a>
        """
    }

    private func form(_ texts: Texts) -> HTML {
        """
        <form class="form" id="upload" method="post" action="/imports" enctype="multipart/form-data" data-upload>
          \(refusal.map { problem($0, texts) })
          <fieldset class="segments"><legend class="vh">\(texts.whatIsInTheFile)</legend>\(
              ImportRun.Kind.allCases.map { kind in
                  """
                  <label><input type="radio" name="kind" value="\(kind.rawValue)"\(
                      " checked", if: kind == .customers)>\(kind.icon)\(texts.name(of: kind))</label>
                  """ as HTML
              })</fieldset>
          <label class="drop">\(Icon.upload)<strong>\(texts.dropFile)</strong><span class="muted">\(
              texts.fileLimit)</span><input type="file" name="file" required></label>
          \(FormField("source", texts.sourceSystem, hint: texts.sourceHint, attributes: "maxlength=\"50\"").html(texts))
          <progress hidden max="100" value="0" aria-label="\(texts.uploaded)"></progress>
          <div class="buttons"><button class="btn primary" type="submit">\(texts.uploadAndLook)</button></div>
        </form>
        """
    }

    private func problem(_ refusal: Refusal, _ texts: Texts) -> HTML {
        """
        <div class="notice bad" role="alert" tabindex="-1" data-summary>\(Icon.warn)<div>\(
            texts.importReason(refusal.reason))</div></div>
        """
    }

    private func earlier(_ texts: Texts, at here: Link) -> HTML {
        """
        <section class="card spaced" aria-labelledby="earlier">
          <header><h2 id="earlier">\(texts.earlierImports)</h2></header>
          <ul class="rows">\(runs.map { row($0, texts) })</ul>
          \(Pager(next: next.map { Link("/imports").with("after", $0) }, at: here).html(texts))
        </section>
        """
    }

    private func row(_ run: ImportRun, _ texts: Texts) -> HTML {
        """
        <li class="row"><div><a class="go" href="\(Link.imported(run.id))">\(run.fileName)</a><small>\(
            texts.taken(run)), \(run.personName), \(texts.moment(run.createdAt))</small></div><div class="end">\(
            run.pill(texts))</div></li>
        """
    }
}

/// The way of an import, with the step where it is.
func steps(_ current: Int, _ kind: ImportRun.Kind, _ texts: Texts) -> HTML {
    let names = [texts.chooseFile, kind.secondStep(texts), texts.check, texts.takeIn]
    let items: [HTML] = names.enumerated().map { index, name in
        let state: HTML =
            index + 1 < current ? " class=\"done\"" : index + 1 == current ? " aria-current=\"step\"" : ""
        return "<li\(state)>\(name)</li>"
    }
    return "<ol class=\"steps\">\(items)</ol>"
}

extension ImportRun {
    /// How it stands, in one word.
    func pill(_ texts: Texts) -> HTML {
        switch state {
        case .draft, .checked: "<span class=\"pill\">\(isWaiting ? texts.waitsForYou : texts.dryRun)</span>"
        case .checking, .running: "<span class=\"pill info dot\">\(texts.runs)</span>"
        case .stopped: "<span class=\"pill warn\">\(texts.stopped)</span>"
        case .failed: "<span class=\"pill bad\">\(texts.failedImport)</span>"
        case .done:
            figures.rejected == 0
                ? "<span class=\"pill ok\">\(texts.finished)</span>"
                : "<span class=\"pill warn\">\(texts.rejectedCount(figures.rejected))</span>"
        }
    }

    /// Its figures.
    func figureList(_ texts: Texts) -> HTML {
        let isMail = kind == .mail
        var pairs = [(texts.new, figures.taken)]
        if !isMail { pairs.append((texts.changed, figures.changed)) }
        pairs.append((isMail ? texts.knownAlready : texts.unchanged, figures.unchanged))
        pairs.append((isMail ? texts.putAside : texts.rejected, figures.rejected))
        return """
            <dl class="figures">\(pairs.map { "<div><dt>\($0.0)</dt><dd>\(texts.number($0.1))</dd></div>" as HTML })</dl>
            """
    }
}

extension ImportRun.Kind {
    /// What one does before the dry run.
    func secondStep(_ texts: Texts) -> String { hasColumns ? texts.assignColumns : texts.lookAtFile }

    var icon: Icon {
        switch self {
        case .customers: .customers
        case .contacts: .person
        case .openItems: .euro
        case .mail: .mail
        }
    }
}
