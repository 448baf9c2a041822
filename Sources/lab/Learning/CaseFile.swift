import Formats
import Learning

/// Cases with a yes-or-no outcome, from a CSV file with a header.
struct CaseFile {
    let cases: Cases
    let outcomes: [Bool]

    /// Reads a file. A column is one of numbers when all its fields are; empty fields are unknown.
    /// - Parameters:
    ///   - target: the column with the outcome.
    ///   - yes: what stands there when it came.
    ///   - order: the column to sort by, a number that rises with time; does not become a feature.
    ///   - without: columns to leave out.
    init(_ file: String, target: String, yes: String, order: String, without: Set<String>) throws {
        var reader = CSVReader()
        reader.append(try Input.bytes(file))
        reader.finish()
        var rows: [[String]] = []
        while let row = reader.next() {
            switch row {
            case .record(let record): rows.append(record.fields)
            case .rejected(let rejection):
                throw Input.Failure(file: file, reason: "line \(rejection.line): \(rejection.damage.code)")
            }
        }
        guard let header = rows.first, let outcome = header.firstIndex(of: target) else {
            throw Input.Failure(file: file, reason: "no column \(target)")
        }
        rows.removeFirst()
        if let time = header.firstIndex(of: order) {
            let times = try rows.map { row in
                guard let time = Double(row[time]) else {
                    throw Input.Failure(file: file, reason: "\(order) '\(row[time])' is no number")
                }
                return time
            }
            rows = rows.indices.sorted { times[$0] < times[$1] }.map { rows[$0] }
        }
        outcomes = rows.map { $0[outcome] == yes }
        let columns = header.indices.filter { !without.union([target, order]).contains(header[$0]) }
        cases = Cases(columns.map { column in (header[column], Self.column(rows.map { $0[column] })) })
    }

    private static func column(_ fields: [String]) -> Cases.Column {
        let numbers = fields.map { $0.isEmpty ? nil : Double($0) }
        let isNumbers = zip(fields, numbers).allSatisfy { $0.isEmpty || $1 != nil }
        return isNumbers ? .numbers(numbers) : .words(fields.map { $0.isEmpty ? nil : $0 })
    }
}
