import Formats
import Foundation
import People
import Platform
import Storage
import Web

/// An import step by step: upload, columns, dry run, start, stop.
extension ImportService {
    /// Bytes of an uploaded file.
    package static let uploadLimitBytes = 200 << 20
    /// Rows that are shown before an import.
    static let previewRows = 20
    /// Imports on one page.
    static let pageSize = 30

    /// What a file looks like before it is taken in.
    package struct Preview: Sendable {
        /// Of files that have columns.
        var columns: [Column] = []
        /// Over the rows.
        let heads: [String]
        /// The first records, at most `previewRows`.
        let rows: [[String]]
        /// How a file with columns is written.
        var writing: (separator: UInt8, encoding: TextEncoding)?
    }

    /// The newest imports, older than `before`, and whether there are more.
    func list(before: ImportID?, for viewer: Viewer) async throws -> (runs: [ImportRun], hasMore: Bool) {
        guard viewer.isEmployee else { throw AppError.notFound }
        let runs = try await database.read { [imports] in
            try imports.list(before: before, limit: Self.pageSize + 1, in: $0)
        }
        return (Array(runs.prefix(Self.pageSize)), runs.count > Self.pageSize)
    }

    /// One import. - Throws: `AppError.notFound`, also for guests.
    func find(_ id: ImportID, for viewer: Viewer) async throws -> ImportRun {
        let run = try await database.read { [imports] in try imports.find(id, in: $0) }
        guard viewer.isEmployee, let run else { throw AppError.notFound }
        return run
    }

    /// Refused records behind line `after`, at most `limit`.
    func rejections(of run: ImportRun, after line: Int, limit: Int) async throws -> [Rejection] {
        try await database.read { [imports] in
            try imports.rejections(of: run.id, after: line, limit: limit, in: $0)
        }
    }

    /// Keeps an uploaded file as a draft.
    /// - Throws: `Refusal` when it is not what `kind` says.
    func upload(
        _ upload: Upload, as kind: ImportRun.Kind, source: String, _ texts: Texts, by viewer: Viewer
    ) async throws -> ImportRun {
        try viewer.requireEditing()
        var run = ImportRun(
            id: database.ids.next(), kind: kind, source: source, fileName: Self.safeName(upload.fileName),
            personName: viewer.name, createdAt: database.clock.now())
        run.person = viewer.id
        run.totalBytes = upload.bytes
        if kind.hasColumns {
            run.header = try await database.slow.run { try CSVFile(upload.path).header }
            run.options.columns = try await mapping(kind, run.header)
        } else {
            _ = try await database.slow.run { [run] in try await makeWork(run, upload.path, texts) }
        }
        run.blob = try await withTaskExecutorPreference(database.slow.executor) {
            try blobs.store(moving: upload.path)
        }
        try await database.write { [imports, run] in try imports.insert(run, in: $0) }
        return run
    }

    /// A file's name without folders and without what no name needs.
    static func safeName(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let clean = CellText.clean(last).filter {
            !$0.unicodeScalars.contains { $0.properties.generalCategory == .format }
        }
        return clean.isEmpty || clean.allSatisfy { $0 == "." } ? "import" : clean.beginning(200)
    }

    /// What the file of a draft holds: its columns with samples, and its first records.
    /// - Throws: `Refusal`, `StorageError`, `Deadline.passed`.
    func preview(_ run: ImportRun, _ texts: Texts) async throws -> Preview {
        try await database.slow.run { try await makePreview(run, texts) }
    }

    private func makePreview(_ run: ImportRun, _ texts: Texts) async throws -> Preview {
        guard run.kind.hasColumns else {
            let work = try await makeWork(run, try path(of: run), texts)
            return Preview(
                heads: texts.sampleHeads(of: run.kind),
                rows: try await work.samples(Self.previewRows, texts).map { $0.map(Self.sample) })
        }
        return try preview(ofColumns: run)
    }

    private static func sample(_ text: String) -> String { CellText.clean(text).beginning(200) }

    private func preview(ofColumns run: ImportRun) throws -> Preview {
        var file = try CSVFile(path(of: run))
        var rows: [[String]] = []
        var read = 0
        while rows.count < Self.previewRows, read < 1000, let row = try file.next() {
            try Deadline.check()
            read += 1
            if case .record(let record) = row {
                rows.append(record.plainFields.map(Self.sample))
            }
        }
        let guessed = run.kind.guess(run.header)
        let columns = run.header.indices.map { index in
            let meaning = index < run.options.columns.count ? run.options.columns[index] : nil
            let filled = rows.lazy.map { index < $0.count ? $0[index] : "" }.filter { !$0.isEmpty }
            return Column(
                header: run.header[index], meaning: meaning, samples: Array(filled.prefix(3)),
                isRemembered: meaning != guessed[index])
        }
        return Preview(
            columns: columns, heads: run.header, rows: rows, writing: (file.separator, file.encoding))
    }

    /// What a person chose for a draft.
    struct Choices: Sendable {
        /// One a column; `-`: not taken. Empty: as it is.
        var fields: [String] = []
        var keepsKnown = false
        var isFullList = true
        var remembers = true
    }

    /// Settles the columns and has a dry run made.
    /// - Throws: `AppError` `.invalid` (`field`), `.conflict` when it has begun already or its file is gone
    ///   (`file_gone`), `.notFound`.
    func check(
        _ id: ImportID, _ choices: Choices, _ texts: Texts, by viewer: Viewer
    ) async throws -> ImportRun {
        try viewer.requireEditing()
        return try await change(id, from: [.draft, .checked], for: viewer) { [imports] run, tx in
            try Self.apply(choices, to: &run)
            if choices.remembers, run.kind.hasColumns {
                try imports.remember(
                    run.options.columns, for: CSVFile.signature(run.kind, run.header), in: tx)
            }
            try begin(.checking, &run, texts, by: viewer, in: tx)
        }
    }

    /// Has the import done. - Throws: `AppError` `.conflict` as `check`, `.notFound`.
    func start(
        _ id: ImportID, _ texts: Texts, by viewer: Viewer, address: String = ""
    ) async throws -> ImportRun {
        try viewer.requireEditing()
        return try await change(id, from: [.draft, .checked], for: viewer) { run, tx in
            try begin(.running, &run, texts, by: viewer, in: tx)
            try Self.record(run, by: viewer.id, address: address, in: tx)
        }
    }

    /// Notes in the audit trail what is taken in.
    static func record(
        _ run: ImportRun, by person: PersonID?, address: String = "", in tx: any Transaction
    ) throws {
        try AuditLog().record(
            .imported, subject: run.fileName, detail: "\(run.kind.rawValue) \(run.source)".trimmed,
            by: person,
            address: address, in: tx)
    }

    /// Stops an import after the piece that it works on. - Throws: `AppError` `.conflict`, `.notFound`.
    func stop(_ id: ImportID, by viewer: Viewer) async throws -> ImportRun {
        try viewer.requireEditing()
        return try await change(id, from: [.running, .checking], for: viewer) { run, tx in
            run.state = run.state == .checking ? .draft : .stopped
            run.finishedAt = run.state == .stopped ? tx.now : nil
        }
    }

    /// Forgets an import that has not begun, and removes its file unless something else needs the same.
    /// - Throws: `AppError` `.conflict` when it has begun, `.notFound`.
    func discard(_ id: ImportID, by viewer: Viewer) async throws {
        try viewer.requireEditing()
        let blob = try await database.write { [imports] tx in
            guard let run = try imports.find(id, in: tx), viewer.isEmployee else { throw AppError.notFound }
            guard [.draft, .checked].contains(run.state) else { throw AppError.conflict }
            try imports.removeRejections(of: id, in: tx)
            try imports.remove(id, in: tx)
            return run.blob
        }
        if let blob { try await database.read { [blobs] in try blobs.removeUnlessUsed(blob, in: $0) } }
    }

    private func change(
        _ id: ImportID, from states: [ImportRun.State], for viewer: Viewer,
        _ body: @escaping @Sendable (inout ImportRun, any Transaction) throws -> Void
    ) async throws -> ImportRun {
        try await database.write { [imports] tx in
            guard var run = try imports.find(id, in: tx), viewer.isEmployee else { throw AppError.notFound }
            guard states.contains(run.state) else { throw AppError.conflict }
            try body(&run, tx)
            try imports.update(run, in: tx)
            return run
        }
    }

    private static func apply(_ choices: Choices, to run: inout ImportRun) throws {
        run.options.keepsKnown = choices.keepsKnown
        run.options.isFullList = choices.isFullList
        guard !choices.fields.isEmpty else { return }
        guard choices.fields.count == run.header.count else { throw AppError.invalid(["field": "length"]) }
        var taken: Set<String> = []
        run.options.columns = try choices.fields.map { field in
            guard field != "-" else { return nil }
            guard run.kind.meanings.contains(field) else { throw AppError.invalid(["field": "choice"]) }
            guard taken.insert(field).inserted || run.kind.mayRepeat(field) else {
                throw AppError.invalid(["field": "twice"])
            }
            return field
        }
    }

    private func begin(
        _ state: ImportRun.State, _ run: inout ImportRun, _ texts: Texts, by viewer: Viewer,
        in tx: any Transaction
    ) throws {
        guard run.blob.map(blobs.contains) == true else { throw AppError(.conflict, reason: "file_gone") }
        run.state = state
        run.figures = ImportFigures()
        (run.records, run.bytes, run.problem) = (0, 0, "")
        try imports.removeRejections(of: run.id, in: tx)
        try imports.forgetClaims(of: run.id, in: tx)
        let payload = ImportJob(id: run.id.text, language: texts.language, zone: texts.zone.identifier)
        try tx.enqueue(kind: ImportJob.kind, payload: try jobPayload(payload), owner: viewer.id)
    }

    /// Where the file lies. - Throws: `Refusal` when it is gone.
    func path(of run: ImportRun) throws(Refusal) -> String {
        guard let blob = run.blob, blobs.contains(blob) else { throw Refusal("file.gone") }
        return blobs.path(of: blob)
    }
}

extension ImportRun.Kind {
    /// Whether several columns may have a meaning.
    func mayRepeat(_ meaning: String) -> Bool {
        self == .customers && CustomerMeaning(rawValue: meaning)?.mayRepeat == true
    }
}
