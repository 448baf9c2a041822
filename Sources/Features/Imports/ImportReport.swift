import Formats
import Platform

extension ImportService {
    /// Whether anything was refused, or taken in with a remark.
    package func hasReport(_ run: ImportRun) async throws -> Bool {
        try await !rejections(of: run, after: -1, limit: 1).isEmpty
    }

    /// Writes the refused records as CSV: the columns of the file, then line, field and reason.
    package func writeReport(
        of run: ImportRun, _ texts: Texts, to write: ([UInt8]) async throws -> Void
    ) async throws {
        let writer = CSVWriter()
        let added = [texts.pick("Zeile", "Line"), texts.pick("Feld", "Field"), texts.pick("Grund", "Reason")]
        let columns = run.header.isEmpty ? [texts.pick("Inhalt", "Content")] : run.header
        try await write(writer.preamble + writer.row(columns + added))
        var line = -1
        while true {
            let page = try await database.read { [imports, line] in
                try imports.rejections(of: run.id, after: line, limit: 500, in: $0)
            }
            guard let last = page.last else { return }
            line = last.line
            var bytes: [UInt8] = []
            for rejection in page {
                bytes += writer.row(
                    Self.fields(of: rejection, columns.count)
                        + [
                            "\(rejection.line)", rejection.refusal.field,
                            texts.importReason(rejection.refusal.reason),
                        ])
            }
            try await write(bytes)
        }
    }

    /// The record's fields; when it cannot be cut into `count` of them, the whole record in the first.
    private static func fields(of rejection: Rejection, _ count: Int) -> [String] {
        for separator in CSVFormat.separators where count > 1 {
            let rows = CSVReader.all(
                of: Array(rejection.raw.utf8),
                with: CSVReader(CSVFormat(encoding: .utf8, separator: separator)))
            if rows.count == 1, case .record(let record)? = rows.first, record.count == count {
                return record.plainFields
            }
        }
        return [rejection.raw] + Array(repeating: "", count: count - 1)
    }
}
