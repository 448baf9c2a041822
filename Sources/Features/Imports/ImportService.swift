import Customers
import Formats
import Foundation
import People
import Platform
import Storage
import Web

/// What can be done with imports.
package struct ImportService: Sendable {
    let database: any Database
    let blobs: BlobStore
    let hooks: IntakeHooks
    let parsing: MailParsing
    let imports = ImportStore()

    /// A service over an open store.
    /// - Parameter parsing: how mails are read.
    package init(store: Store, hooks: IntakeHooks = .none, parsing: MailParsing = MailParsing(cells: nil)) {
        database = store.database
        blobs = store.blobs
        self.hooks = hooks
        self.parsing = parsing
    }

    /// The source of files that do not say where they come from: the company's one main system.
    package static let mainSource = ""

    /// A column of a file with what it was taken for.
    package struct Column: Sendable, Equatable {
        package let header: String
        /// A word of `CustomerMeaning` or `OpenItemColumn`; nil: not taken.
        package let meaning: String?
        /// Some of its values.
        package let samples: [String]
        /// Whether a remembered mapping says so, rather than a guess.
        package let isRemembered: Bool
    }

    // MARK: From the command line

    /// Takes the file at `path` in, from beginning to end.
    /// - Parameters:
    ///   - chosen: meanings of columns by their headers, over what is guessed; an empty meaning: not taken.
    ///   - onProgress: hears how far it is, after each piece.
    /// - Throws: `Refusal` when the file cannot be read or has not the columns; `StorageError`.
    package func importFile(
        _ path: String, as kind: ImportRun.Kind, source: String, chosen: [String: String] = [:],
        options: ImportOptions = ImportOptions(), isDry: Bool = false, texts: Texts,
        onProgress: @Sendable (ImportRun) async -> Void = { _ in }
    ) async throws -> ImportRun {
        let name = String(path.split(separator: "/").last ?? "")
        var run = ImportRun(
            id: database.ids.next(), kind: kind, source: source, fileName: name,
            personName: source.isEmpty ? name : source, createdAt: database.clock.now())
        run.options = options
        run.state = isDry ? .checking : .running
        if kind.hasColumns { try await settle(&run, path, chosen) }
        let work = try await makeWork(run, path, texts)
        run.totalBytes = try ImportFile.size(of: path)
        try await database.write { [imports, run] tx in
            try imports.insert(run, in: tx)
            if !isDry { try Self.record(run, by: nil, in: tx) }
        }
        do {
            return try await ImportRunner(database: database, hooks: hooks).perform(
                run.id, work, isDry: isDry, onProgress: onProgress)
        } catch {
            try await fail(run.id, "file.unfinished")
            throw error
        }
    }

    /// Settles the meaning of the columns: as chosen, else as remembered, else as guessed.
    private func settle(_ run: inout ImportRun, _ path: String, _ chosen: [String: String]) async throws {
        let header = try CSVFile(path).header
        run.header = header
        var columns = try await mapping(run.kind, header)
        for (name, meaning) in chosen {
            guard let index = header.firstIndex(of: name) else {
                throw Refusal("column-unknown", field: name)
            }
            guard meaning.isEmpty || run.kind.meanings.contains(meaning) else {
                throw Refusal("meaning-unknown", field: meaning)
            }
            columns[index] = meaning.isEmpty ? nil : meaning
        }
        run.options.columns = columns
    }

    /// The remembered meaning of columns, else the guessed one.
    func mapping(_ kind: ImportRun.Kind, _ header: [String]) async throws -> [String?] {
        let signature = CSVFile.signature(kind, header)
        let remembered = try await database.read { [imports] in try imports.mapping(signature, in: $0) }
        return remembered ?? kind.guess(header)
    }

    /// What reads the file of `run`. - Throws: `Refusal`, `StorageError`.
    func makeWork(_ run: ImportRun, _ path: String, _ texts: Texts) async throws -> any ImportWork {
        switch run.kind {
        case .customers:
            let file = try CSVFile(path)
            let mapping = run.options.columns.map { $0.flatMap(CustomerMeaning.init) }
            let today = texts.today
            let reader = CustomerRecordReader(
                header: file.header, mapping: mapping, today: today, colleagues: try await colleagues(mapping)
            )
            guard reader.canName else { throw Refusal("file.no-name-column") }
            return CustomerCSVWork(file, reader, CustomerIntake(run: run, texts: texts, hooks: hooks))
        case .contacts:
            return try ContactWork(path, CustomerIntake(run: run, texts: texts, hooks: hooks))
        case .openItems:
            let file = try CSVFile(path)
            let reader = OpenItemReader(
                header: file.header, mapping: run.options.columns.map { $0.flatMap(OpenItemColumn.init) })
            guard reader.isComplete else { throw Refusal("file.no-number-column") }
            return OpenItemWork(file, reader, OpenItemIntake(run: run, texts: texts))
        case .mail:
            return try MailWork(path, blobs: blobs, parsing, MailIntake(run: run.id))
        }
    }

    /// By whose names the file may call those who look after its customers.
    private func colleagues(_ mapping: [CustomerMeaning?]) async throws -> ColleagueNames {
        guard mapping.contains(.common(.responsible)) else { return .none }
        return ColleagueNames(try await database.read { try Colleagues().everyEmployee(in: $0) })
    }
}

extension ImportRun.Kind {
    /// Whether files of this kind have columns whose meaning is chosen.
    package var hasColumns: Bool { self == .customers || self == .openItems }

    /// The meanings that a column can have.
    package var meanings: [String] {
        switch self {
        case .customers: CustomerMeaning.taken.map(\.rawValue)
        case .openItems: OpenItemColumn.allCases.map(\.rawValue)
        case .contacts, .mail: []
        }
    }

    /// What the headers mean, as far as they tell.
    func guess(_ header: [String]) -> [String?] {
        switch self {
        case .customers:
            CustomerMeaning.guess(header).map {
                $0.flatMap { CustomerMeaning.taken.contains($0) ? $0.rawValue : nil }
            }
        case .openItems: OpenItemColumn.guess(header).map { $0?.rawValue }
        case .contacts, .mail: []
        }
    }
}
