import Foundation
import Platform
import Storage

/// The job that does an import.
struct ImportJob: Codable {
    static let kind = "import"

    let id: String
    /// In which the timeline tells what was changed.
    let language: UILanguage
    let zone: String
}

extension ImportService {
    /// Does the imports that were started in a browser.
    package var jobHandler: JobHandler {
        JobHandler(kind: ImportJob.kind, attempts: Self.attempts) { [self] job, _ in
            let (payload, id) = try Self.read(job)
            let texts = Texts(
                language: payload.language, zone: TimeZone(identifier: payload.zone) ?? .gmt,
                now: database.clock.now())
            do {
                try await perform(id, texts)
            } catch {
                // Nobody will try again: it must not look as if it went on for ever.
                if job.attempts >= Self.attempts, !Task.isCancelled { try await fail(id, "file.unfinished") }
                throw error
            }
        } givenUp: { [self] job in
            try await fail(try Self.read(job).id, "file.process-died")
        }
    }

    private static func read(_ job: Job) throws -> (payload: ImportJob, id: ImportID) {
        let payload: ImportJob = try job.payload()
        guard let id = ImportID(text: payload.id) else { throw JobRejected("no import \(payload.id)") }
        return (payload, id)
    }

    /// How often an import is begun when it fails, over about two hours.
    private static let attempts = 10

    /// Takes in, or tries, what is left of an import. Does nothing when it was stopped or is finished.
    func perform(_ id: ImportID, _ texts: Texts) async throws {
        let found = try await database.read { [imports] in try imports.find(id, in: $0) }
        guard let run = found, run.state == .running || run.state == .checking else { return }
        do {
            let work = try await makeWork(run, try path(of: run), texts)
            _ = try await ImportRunner(database: database, hooks: hooks).perform(
                id, work, isDry: run.state == .checking)
        } catch let refusal as Refusal {
            try await fail(id, refusal.reason)
        }
    }

    /// Ends what commands left behind that were killed. - Parameter store: just opened.
    package static func endAbandoned(in store: Store) async throws {
        try await store.database.write { try ImportStore().endAbandoned(in: $0) }
    }

    /// Notes that an import could not go on.
    func fail(_ id: ImportID, _ reason: String) async throws {
        try await database.write { [imports] tx in
            guard var run = try imports.find(id, in: tx), run.state == .running || run.state == .checking
            else { return }
            run.state = .failed
            run.problem = reason
            run.finishedAt = tx.now
            try imports.forgetClaims(of: id, in: tx)
            try imports.update(run, in: tx)
        }
    }
}
