import Formats
import Platform
import Web

/// A file before it is taken in: what its columns mean, where it has any, and its first records.
struct ImportDraftPage: Sendable {
    let run: ImportRun
    let preview: ImportService.Preview

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let title = run.kind.secondStep(texts)
        let sub = "\(run.fileName): \(preview.writing.map(texts.writing) ?? texts.name(of: run.kind))"
        return Page(
            title, section: .imports,
            main: """
                <div class="page">
                \(PageHead(title, sub: sub, crumbs: [(Link("/imports"), texts.name(of: .imports))]).html(texts))
                \(steps(2, run.kind, texts))
                \(run.kind.hasColumns ? nil : rows(texts))
                <form method="post" action="\(Link("/imports/\(run.id)/mapping"))">
                \(preview.columns.isEmpty ? nil : mapping(preview.columns, texts))
                <div class="form spaced">
                  \(choices(texts))
                  <div class="buttons"><button class="btn primary" type="submit">\(texts.startDryRun)</button>
                  <button class="btn" type="submit" formaction="\(Link.imported(run.id).method("DELETE"))" formnovalidate>\(
                      texts.cancel)</button></div>
                </div>
                </form>
                \(run.kind.hasColumns ? rows(texts) : nil)
                </div>
                """)
    }

    private func mapping(_ columns: [ImportService.Column], _ texts: Texts) -> HTML {
        """
        <div class="table-wrap framed" role="region" aria-label="\(texts.assignColumns)" tabindex="0">
        <table class="table mapping">
          <thead><tr><th scope="col">\(texts.fileColumn)</th><th scope="col" class="wide">\(
              texts.samples)</th><th scope="col" id="to">\(texts.takenAs)</th><th scope="col" class="wide">\(
              texts.recognised)</th></tr></thead>
          <tbody>\(columns.enumerated().map { row($0.offset, $0.element, texts) })</tbody>
        </table>
        </div>
        """
    }

    private func row(_ index: Int, _ column: ImportService.Column, _ texts: Texts) -> HTML {
        let options: [HTML] = (["-"] + run.kind.meanings).map { meaning in
            let name = meaning == "-" ? texts.notTaken : texts.name(ofColumn: meaning)
            return
                "<option value=\"\(meaning)\"\(" selected", if: meaning == (column.meaning ?? "-"))>\(name)</option>"
        }
        return """
            <tr><th scope="row" id="col-\(index)">\(column.header)<small>\(texts.column(index + 1))</small></th>
            <td class="wide"><ul class="samples">\(column.samples.map { "<li>\($0)</li>" as HTML })</ul></td>
            <td><select name="field" aria-labelledby="col-\(index) to">\(options)</select></td>
            <td class="wide">\(recognised(column, texts))</td></tr>
            """
    }

    private func recognised(_ column: ImportService.Column, _ texts: Texts) -> HTML {
        if column.isRemembered { return "<span class=\"pill ok\">\(texts.remembered)</span>" }
        return column.meaning == nil
            ? "<span class=\"pill\">\(texts.notRecognised)</span>"
            : "<span class=\"pill ok\">\(texts.guessed)</span>"
    }

    private func choices(_ texts: Texts) -> HTML {
        switch run.kind {
        case .customers, .contacts:
            """
            <fieldset class="group"><legend>\(texts.whenKnown)</legend>
              <label class="check"><input type="radio" name="known" value="change"\(
                  " checked", if: !run.options.keepsKnown)><span>\(texts.takeChanges)<small>\(
                  run.kind == .contacts ? texts.howCardsAreRecognised : texts.howRecognised)</small></span></label>
              <label class="check"><input type="radio" name="known" value="keep"\(
                  " checked", if: run.options.keepsKnown)><span>\(texts.onlyNew)</span></label>
            </fieldset>
            \(run.kind == .customers ? rememberBox(texts) : nil)
            """
        case .openItems:
            """
            <label class="check"><input type="checkbox" name="part" value="1"\(
                " checked", if: !run.options.isFullList)><span>\(texts.partialList)<small>\(
                texts.partialListHint)</small></span></label>
            \(rememberBox(texts))
            """
        case .mail: ""
        }
    }

    private func rememberBox(_ texts: Texts) -> HTML {
        """
        <label class="check"><input type="checkbox" name="remember" value="1" checked><span>\(
            texts.rememberMapping)</span></label>
        """
    }

    private func rows(_ texts: Texts) -> HTML {
        """
        <section class="card spaced" aria-labelledby="rows">
        <header><h2 id="rows">\(run.kind.hasColumns ? texts.firstRows : texts.firstRecords)</h2></header>
        <div class="table-wrap" role="region" aria-labelledby="rows" tabindex="0"><table class="table">
        <thead><tr>\(preview.heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
        <tbody>\(preview.rows.map { row in
            "<tr>\(row.map { "<td>\($0)</td>" as HTML })</tr>" as HTML
        })</tbody></table></div>
        </section>
        """
    }
}
