import Customers
import Platform
import Storage

/// A file being taken in, piece by piece.
protocol ImportWork: Actor {
    /// The next piece; nil at the end. - Throws: `StorageError` when the disk does not give it.
    func step() throws -> ImportStep?
    /// The first records as people read them, at most `count`; asked in the place of `step`.
    func samples(_ count: Int, _ texts: Texts) throws -> [[String]]
    /// What is left to do in a transaction of its own when all is read. Returns what it came to.
    nonisolated func finish(in tx: any Transaction) throws -> ImportFigures
}

extension ImportWork {
    /// Files with columns are shown by their columns.
    func samples(_ count: Int, _ texts: Texts) throws -> [[String]] { [] }
    nonisolated func finish(in tx: any Transaction) throws -> ImportFigures { ImportFigures() }
}

/// What goes into one transaction.
struct ImportStep: Sendable {
    /// Records from the beginning of the file up to the end of this piece.
    let records: Int
    /// How much of the file was read.
    let bytes: Int
    /// Records that could not be read, or not wholly.
    let rejections: [Rejection]
    /// Takes the rest in. The set names customers that earlier records without a number stand for.
    let take: @Sendable (any Transaction, Set<CustomerID>) throws -> StepOutcome
}

/// What became of a piece.
struct StepOutcome: Sendable {
    /// What happened to its records; the refused ones of the step are counted already.
    var figures = ImportFigures()
    /// Customers that records without a number stand for; no other record of the file is taken for them.
    var claimed: [CustomerID] = []
    /// Customers that are new or changed.
    var touched: [CustomerID] = []
    /// Records that were read but refused by the store.
    var rejections: [Rejection] = []
}

/// Does an import from its file to its report: reads ahead while the store writes, one transaction a piece, each with
/// how far it came, so that it goes on after a crash where it was.
struct ImportRunner: Sendable {
    let database: any Database
    let hooks: IntakeHooks
    private let imports = ImportStore()

    init(database: any Database, hooks: IntakeHooks) {
        self.database = database
        self.hooks = hooks
    }

    /// Somebody stopped the import, or another process has gone on with it.
    private struct Stopped: Error {}
    /// Takes a dry run's transaction back.
    private struct TakeBack: Error { let outcome: StepOutcome }

    /// Takes everything in. - Returns: the import as it ended: `done`, `checked`, `stopped` or `failed`.
    /// - Parameter isDry: compares only; nothing is kept but the figures and the refused records.
    /// - Throws: `StorageError`; what was taken in until then stays.
    func perform(
        _ id: ImportID, _ work: some ImportWork, isDry: Bool,
        onProgress: @Sendable (ImportRun) async -> Void = { _ in }
    ) async throws -> ImportRun {
        var run = try await find(id)
        do {
            try await takeAll(&run, work, isDry: isDry, onProgress)
        } catch is Stopped {
            return try await find(id)
        }
        return try await finish(run, work, isDry: isDry)
    }

    private func takeAll(
        _ run: inout ImportRun, _ work: some ImportWork, isDry: Bool,
        _ onProgress: @Sendable (ImportRun) async -> Void
    ) async throws {
        var claimed = try await database.read { [imports, id = run.id] in
            try imports.claims(of: id, in: $0)
        }
        var told = ContinuousClock.now
        var next = try await Self.step(of: work)
        while let step = next {
            async let upcoming = Self.step(of: work)
            if step.records > run.records {
                let tells = told.duration(to: .now) > .milliseconds(300)
                if tells { told = .now }
                let outcome = try await take(step, run, claimed, isDry: isDry, tells: tells)
                claimed.formUnion(outcome.claimed)
                if !isDry, !outcome.touched.isEmpty { try await hooks.compared(outcome.touched) }
                run.figures += outcome.figures
                (run.records, run.bytes) = (step.records, step.bytes)
                await onProgress(run)
            }
            next = try await upcoming
            try Task.checkCancellation()
        }
    }

    /// A piece may take so long to be read.
    private static let stepSeconds = 120

    private static func step(of work: some ImportWork) async throws -> ImportStep? {
        try await Deadline.$current.withValue(Deadline(after: .seconds(stepSeconds))) {
            do {
                return try await work.step()
            } catch let error as AppError where error == Deadline.passed {
                throw Refusal("file.slow")
            }
        }
    }

    private func take(
        _ step: ImportStep, _ run: ImportRun, _ claimed: Set<CustomerID>, isDry: Bool, tells: Bool
    ) async throws -> StepOutcome {
        // A colleague who edits one of the customers at the same moment makes the whole piece be compared anew.
        for attempt in 1... {
            do {
                return isDry
                    ? try await tryDry(step, run, claimed, tells: tells)
                    : try await database.write { [self] in try take(step, run, claimed, tells: tells, in: $0)
                    }
            } catch let error as AppError where error == .conflict && attempt < 5 {
                continue
            }
        }
        preconditionFailure("the loop ends by return or throw")
    }

    private func take(
        _ step: ImportStep, _ run: ImportRun, _ claimed: Set<CustomerID>, tells: Bool, in tx: any Transaction
    ) throws -> StepOutcome {
        let outcome = try taken(step, claimed, in: tx)
        try keep(outcome, step, run, tells: tells, in: tx)
        return outcome
    }

    private func taken(
        _ step: ImportStep, _ claimed: Set<CustomerID>, in tx: any Transaction
    ) throws -> StepOutcome {
        var outcome = try step.take(tx, claimed)
        outcome.rejections += step.rejections
        outcome.figures.rejected += outcome.rejections.count { !$0.refusal.isRemark }
        return outcome
    }

    private func keep(
        _ outcome: StepOutcome, _ step: ImportStep, _ run: ImportRun, tells: Bool, in tx: any Transaction
    ) throws {
        try imports.insert(outcome.rejections, of: run.id, in: tx)
        try imports.claim(outcome.claimed, for: run.id, in: tx)
        guard
            try imports.advance(
                run, by: outcome.figures, records: step.records, bytes: step.bytes, tells: tells, in: tx)
        else { throw Stopped() }
    }

    private func tryDry(
        _ step: ImportStep, _ run: ImportRun, _ claimed: Set<CustomerID>, tells: Bool
    ) async throws -> StepOutcome {
        do {
            try await database.write { [self] tx in throw TakeBack(outcome: try taken(step, claimed, in: tx))
            }
        } catch let back as TakeBack {
            try await database.write { [self] tx in try keep(back.outcome, step, run, tells: tells, in: tx) }
            return back.outcome
        }
        preconditionFailure("a dry run takes its transaction back")
    }

    private func finish(_ run: ImportRun, _ work: some ImportWork, isDry: Bool) async throws -> ImportRun {
        try await database.write { [imports] tx in
            guard var run = try imports.find(run.id, in: tx) else { throw AppError.notFound }
            guard run.state == .running || run.state == .checking else { return run }
            if !isDry { run.figures += try work.finish(in: tx) }
            run.bytes = run.totalBytes
            run.state = isDry ? .checked : .done
            run.finishedAt = run.isWaiting ? nil : tx.now
            try imports.update(run, in: tx)
            try imports.forgetClaims(of: run.id, in: tx)
            if !isDry {
                try tx.publish(
                    Event(topic: "customers", kind: "imported", subject: run.id.text, audience: .employees))
            }
            return run
        }
    }

    private func find(_ id: ImportID) async throws -> ImportRun {
        try await database.read { [imports] tx in
            guard let run = try imports.find(id, in: tx) else { throw AppError.notFound }
            return run
        }
    }
}
