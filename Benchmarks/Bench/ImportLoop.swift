import ArgumentParser
import Foundation
import GRDBSQLite
import Storage

/// `bench import-loop`: the reference for imports, a bare loop of one prepared `INSERT` over the lines of a CSV file split
/// at commas, in transactions of 500 rows, with the same durability as the store.
struct ImportLoop: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "import-loop")

    @Argument var file: String
    @Argument var target: String

    func run() throws {
        var connection: OpaquePointer?
        guard sqlite3_open(target, &connection) == SQLITE_OK else { throw StorageError.broken(target) }
        defer { sqlite3_close(connection) }
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").dropFirst()
        let columns = (lines.first ?? "").split(separator: ",", omittingEmptySubsequences: false).count
        let names = (0..<columns).map { "c\($0) TEXT" }.joined(separator: ", ")
        sqlite3_exec(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;", nil, nil, nil)
        sqlite3_exec(connection, "CREATE TABLE row (id INTEGER PRIMARY KEY, \(names)) STRICT", nil, nil, nil)
        var statement: OpaquePointer?
        let marks = (0...columns).map { _ in "?" }.joined(separator: ", ")
        sqlite3_prepare_v2(connection, "INSERT INTO row VALUES (\(marks))", -1, &statement, nil)
        defer { sqlite3_finalize(statement) }
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        let begin = ContinuousClock.now
        for (number, line) in lines.enumerated() {
            if number % 500 == 0 {
                sqlite3_exec(connection, number == 0 ? "BEGIN" : "COMMIT; BEGIN", nil, nil, nil)
            }
            sqlite3_bind_int64(statement, 1, Int64(number))
            for (column, field) in zip(
                Int32(2)..., line.split(separator: ",", omittingEmptySubsequences: false))
            {
                sqlite3_bind_text(statement, column, String(field), -1, transient)
            }
            guard sqlite3_step(statement) == SQLITE_DONE else { throw StorageError.broken(String(line)) }
            sqlite3_reset(statement)
        }
        sqlite3_exec(connection, "COMMIT", nil, nil, nil)
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        print(
            "result: rows=\(lines.count) seconds=\(seconds) per_second=\(Int(Double(lines.count) / seconds))")
    }
}
