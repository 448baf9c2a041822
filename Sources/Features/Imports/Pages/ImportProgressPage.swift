import Platform
import Web

/// How far an import is; changes by itself.
struct ImportProgressPage: Sendable {
    let run: ImportRun

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        return Page(
            run.fileName, section: .imports,
            main: """
                <div class="page narrow">
                \(PageHead(run.fileName, crumbs: [(Link("/imports"), texts.name(of: .imports))]).html(texts))
                \(steps(run.state == .checking ? 3 : 4, run.kind, texts))
                <section class="card" aria-label="\(texts.progress)" id="progress" data-live-topic="\(
                    ImportRun.topic(run.id))" data-live-src="\(Link("/imports/\(run.id)/progress"))">\(
                    content(texts))</section>
                </div>
                """)
    }

    /// What changes: the bar, the figures and the way to stop, or the way to the report.
    func content(_ texts: Texts) -> HTML {
        guard run.state == .checking || run.state == .running else {
            return """
                <div class="notice ok" role="status">\(Icon.check)<div>\(
                    run.state == .checked ? texts.checkEnded : texts.importEnded)</div></div>\(run.figureList(texts))
                <div class="buttons spaced"><a class="btn primary" href="\(Link.imported(run.id))">\(
                    texts.toReport)</a></div>
                """
        }
        let total = max(1, run.totalBytes)
        let percent = min(100, run.bytes * 100 / total)
        return """
            <div class="meter"><div><strong>\(texts.recordsSoFar(run.records))</strong><span class="muted">\(
                percent) %</span></div><progress max="100" value="\(percent)" aria-label="\(
                texts.progress)">\(percent) %</progress></div>
            \(run.figureList(texts))
            <p class="muted spaced">\(texts.mayLeave) <a href="\(Link.imported(run.id))">\(texts.reload)</a></p>
            <form method="post" action="\(Link("/imports/\(run.id)/stop"))" class="spaced"><button class="btn danger" type="submit">\(
                run.state == .checking ? texts.stopCheck : texts.stopImport)</button></form>
            """
    }
}
