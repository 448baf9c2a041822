import Platform
import Storage

/// What is done in the background, as administrators see it: what waits, what runs, what was given up.
struct JobService: Sendable {
    let database: any Database
    private let jobs = JobStore()
    private let audit = AuditLog()

    /// Jobs of each state that are shown.
    private static let limit = 100

    init(database: any Database) { self.database = database }

    /// Jobs by state, the newest first, with how many there are of each.
    struct Overview: Sendable {
        struct Group: Sendable {
            let state: Job.State
            let count: Int
            let jobs: [Job]
        }

        let groups: [Group]
    }

    /// What was given up comes first: somebody must look at it. - Throws: `.forbidden`.
    func overview(by viewer: Viewer) async throws -> Overview {
        try viewer.requireAdministration()
        return try await database.read { [jobs] tx in
            let groups = try [Job.State.dead, .running, .waiting].map { state in
                Overview.Group(
                    state: state, count: try jobs.count(state, in: tx),
                    jobs: try jobs.list(state, limit: Self.limit, in: tx))
            }
            return Overview(groups: groups)
        }
    }

    /// Has a job that was given up tried again. - Throws: `.forbidden`, `.notFound`.
    func revive(_ id: JobID, by viewer: Viewer, address: String) async throws {
        try await change(id, .jobRevived, by: viewer, address) { [jobs] in try jobs.revive(id, in: $0) }
    }

    /// Forgets a job that was given up. - Throws: `.forbidden`, `.notFound`.
    func discard(_ id: JobID, by viewer: Viewer, address: String) async throws {
        try await change(id, .jobDiscarded, by: viewer, address) { [jobs] in try jobs.discard(id, in: $0) }
    }

    private func change(
        _ id: JobID, _ action: AuditAction, by viewer: Viewer, _ address: String,
        _ work: @escaping @Sendable (any Transaction) throws -> Bool
    ) async throws {
        try viewer.requireAdministration()
        try await database.write { [jobs, audit] tx in
            guard let job = try jobs.find(id, in: tx), try work(tx) else { throw AppError.notFound }
            try audit.record(
                action, subject: job.kind, detail: job.error ?? "", by: viewer.id, address: address, in: tx)
        }
    }
}
