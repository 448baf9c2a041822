import Platform
import Web

/// An import, for programs.
struct ImportJSON: Encodable, Sendable {
    struct Figures: Encodable, Sendable {
        let taken: Int
        let changed: Int
        let unchanged: Int
        let rejected: Int
    }

    struct Column: Encodable, Sendable {
        let header: String
        let field: String?
    }

    let id: ImportID
    let kind: String
    let source: String
    let fileName: String
    let state: String
    let by: String
    let figures: Figures
    let records: Int
    let bytes: Int
    let totalBytes: Int
    let columns: [Column]
    /// A word; absent unless the import failed.
    let problem: String?
    let createdAt: Timestamp
    let finishedAt: Timestamp?

    init(_ run: ImportRun) {
        id = run.id
        kind = run.kind.rawValue
        source = run.source
        fileName = run.fileName
        state = run.state.rawValue
        by = run.personName
        figures = Figures(
            taken: run.figures.taken, changed: run.figures.changed, unchanged: run.figures.unchanged,
            rejected: run.figures.rejected)
        records = run.records
        bytes = run.bytes
        totalBytes = run.totalBytes
        columns = run.header.enumerated().map { index, header in
            Column(
                header: header, field: index < run.options.columns.count ? run.options.columns[index] : nil)
        }
        problem = run.problem.isEmpty ? nil : run.problem
        createdAt = run.createdAt
        finishedAt = run.finishedAt
    }

    static let example = ImportJSON(
        ImportRun(
            id: ImportID(1), kind: .customers, source: "", fileName: "kunden.csv", personName: "Anna",
            createdAt: Timestamp(us: 0)))
}

/// A refused record, for programs.
struct RejectionJSON: Encodable, Sendable {
    let line: Int
    /// Whether it was taken in all the same, but for what `reason` says.
    let isTaken: Bool
    let reason: String
    let text: String
    let field: String
    let raw: String

    init(_ rejection: Rejection, _ texts: Texts) {
        line = rejection.line
        isTaken = rejection.refusal.isRemark
        reason = rejection.refusal.reason
        text = texts.importReason(rejection.refusal.reason)
        field = rejection.refusal.field
        raw = rejection.raw
    }

    static let example = RejectionJSON(
        Rejection(line: 1, refusal: Refusal("name-missing"), raw: ""),
        Texts(language: .german, zone: .gmt, now: Timestamp(us: 0)))
}
