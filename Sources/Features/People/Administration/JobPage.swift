import Platform
import Storage
import Web

/// What is done in the background; what was given up stands first, with its reason.
struct JobPage: Sendable {
    let overview: JobService.Overview

    func page(_ context: PageContext) -> Page {
        let texts = context.texts
        let cards = overview.groups.map { card($0, texts) }.reduce(HTML.empty, +)
        return SplitFrame.administration(.jobs, texts).page(cards)
    }

    private func card(_ group: JobService.Overview.Group, _ texts: Texts) -> HTML {
        let count: HTML = "<span class=\"count\">\(texts.number(group.count))</span>"
        let content: HTML =
            group.jobs.isEmpty
            ? "<p class=\"muted\">\(texts.noTasks)</p>"
            : "<ul class=\"rows\">\(group.jobs.map { row($0, texts) })</ul>"
        return Card(
            id: "jobs-\(group.state.rawValue)", title: texts.title(of: group.state),
            sub: group.state == .dead ? texts.givenUpSub : "", aside: group.count == 0 ? .empty : count,
            content: content
        ).html
    }

    private func row(_ job: Job, _ texts: Texts) -> HTML {
        let lines = [texts.since(job), job.progress ?? "", texts.failure(of: job)].filter { !$0.isEmpty }
        return """
            <li class="row"><div><span>\(texts.task(job.kind))</span>\
            \(lines.map { "<small>\($0)</small>" as HTML })</div>\(job.state == .dead ? buttons(job, texts) : nil)</li>
            """
    }

    private func buttons(_ job: Job, _ texts: Texts) -> HTML {
        let link = Link("\(Link.jobs.path)/\(job.id)")
        let name = texts.task(job.kind)
        return """
            <div class="end"><form method="post" action="\(link.path)/retry">
            <button class="btn small" type="submit" aria-label="\(texts.tryAgain): \(name)">\(texts.tryAgain)</button></form>
            <form method="post" action="\(link.method("delete"))">
            <button class="btn small danger" type="submit" aria-label="\(texts.discardTask): \(name)">\(
                texts.discardTask)</button></form></div>
            """
    }
}

/// Words of what is done in the background.
extension Texts {
    var tasks: String { pick("Aufgaben", "Tasks") }
    var noTasks: String { pick("Keine", "None") }
    var givenUpSub: String {
        pick(
            "Mehrmals versucht und nicht geschafft. Nach einem Jahr wird es vergessen.",
            "Tried several times without success. It is forgotten after a year.")
    }
    var tryAgain: String { pick("Noch einmal", "Try again") }
    var discardTask: String { pick("Verwerfen", "Discard") }

    func title(of state: Job.State) -> String {
        switch state {
        case .waiting: pick("Wartet", "Waiting")
        case .running: pick("Läuft", "Running")
        case .done: pick("Erledigt", "Done")
        case .dead: pick("Aufgegeben", "Given up")
        }
    }

    /// What kind of work it is.
    func task(_ kind: String) -> String {
        switch kind {
        case "import": pick("Import", "Import")
        default: kind
        }
    }

    /// Why a job failed last.
    func failure(of job: Job) -> String {
        guard job.error == Job.processDied else { return job.error ?? "" }
        return pick(
            "Zweimal ist das Programm dabei abgestürzt. Von selbst läuft die Aufgabe nicht noch einmal.",
            "The program ended twice while it worked on this. It does not run again by itself.")
    }

    /// Since when a job is as it is.
    func since(_ job: Job) -> String {
        let tries =
            job.attempts == 1
            ? pick("1 Versuch", "1 attempt") : pick("\(job.attempts) Versuche", "\(job.attempts) attempts")
        switch job.state {
        case .dead, .done:
            let moment = moment(job.finished ?? job.created)
            return pick("seit \(moment), \(tries)", "since \(moment), \(tries)")
        case .running:
            return pick(
                "begonnen nach \(moment(job.created)), \(tries)", "asked for \(moment(job.created)), \(tries)"
            )
        case .waiting:
            let next = job.due.map { moment($0) } ?? "–"
            return pick(
                "seit \(moment(job.created)), nächster Versuch \(next)",
                "since \(moment(job.created)), next try \(next)")
        }
    }
}
