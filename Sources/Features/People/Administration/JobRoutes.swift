import Platform
import Storage
import Web

/// The administration of what is done in the background.
struct JobRoutes: Sendable {
    let service: JobService

    /// All of them.
    var routes: [Route] { [list, revive, discard] }

    private var list: Route {
        Route(
            .get, "administration/jobs", .administrator,
            summary: "What is done in the background: given up, running, waiting; 100 of each, newest first.",
            example: JobsJSON.example
        ) { [service] request in
            let overview = try await service.overview(by: request.viewer)
            return .show(JobsJSON(overview)) { JobPage(overview: overview).page($0) }
        }
    }

    private var revive: Route {
        Route(
            .post, "administration/jobs/:id/retry", .administrator,
            summary: "Has a job that was given up tried again."
        ) { [service] request in
            try await service.revive(try request.id(), by: request.viewer, address: request.address)
            return .removed(goTo: Link.jobs.done("saved"))
        }
    }

    private var discard: Route {
        Route(
            .delete, "administration/jobs/:id", .administrator, summary: "Forgets a job that was given up."
        ) { [service] request in
            try await service.discard(try request.id(), by: request.viewer, address: request.address)
            return .removed(goTo: Link.jobs.done("deleted"))
        }
    }
}

/// Jobs as programs read them.
struct JobsJSON: Encodable, Sendable {
    /// How many there are, shown or not.
    struct Counts: Encodable, Sendable {
        let dead: Int
        let running: Int
        let waiting: Int
    }

    let counts: Counts
    let items: [JobJSON]

    static let example = JobsJSON(
        counts: Counts(dead: 1, running: 0, waiting: 0),
        items: [
            JobJSON(
                id: JobID(1), kind: "", state: "", attempts: 1, due: Timestamp(us: 0), progress: "",
                error: "",
                owner: PersonID(1), created: Timestamp(us: 0), finished: Timestamp(us: 0))
        ])
}

extension JobsJSON {
    init(_ overview: JobService.Overview) {
        func count(_ state: Job.State) -> Int { overview.groups.first { $0.state == state }?.count ?? 0 }
        counts = Counts(dead: count(.dead), running: count(.running), waiting: count(.waiting))
        items = overview.groups.flatMap { $0.jobs.map { JobJSON($0) } }
    }
}

/// A job as programs read it; what is to be done stays inside.
struct JobJSON: Encodable, Sendable {
    let id: JobID
    let kind: String
    let state: String
    let attempts: Int
    /// When it is tried, or until when it belongs to who works on it.
    let due: Timestamp?
    let progress: String?
    /// Why it failed last.
    let error: String?
    let owner: PersonID?
    let created: Timestamp
    let finished: Timestamp?
}

extension JobJSON {
    init(_ job: Job) {
        id = job.id
        kind = job.kind
        state = job.state.rawValue
        attempts = job.attempts
        due = job.due
        progress = job.progress
        error = job.error
        owner = job.owner
        created = job.created
        finished = job.finished
    }
}
