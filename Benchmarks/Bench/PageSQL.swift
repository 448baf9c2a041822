import App
import ArgumentParser
import CPostgres
import Customers
import Foundation
import GRDBSQLite
import Platform
import Recording
import Storage

/// `bench page-sql`: the bare SQL of customer pages. The statements are recorded from the real page and run again through
/// the engine's C interface, reading every column of every row and doing nothing else.
struct PageSQL: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "page-sql")

    @Option var data: String
    @Option var database: String?
    @Option(help: "Pages of different customers.") var pages = 1000
    @Option var seconds = 5.0

    func run() async throws {
        let rundblick = try await Rundblick.open(StoreLocation(folder: data, postgres: database))
        let recordings = try await record(rundblick)
        try await rundblick.close()
        let times = try database.map { try replayPostgres(recordings, $0) } ?? replaySQLite(recordings)
        let sorted = times.sorted()
        let rate = Double(sorted.count) / sorted.reduce(0, +)
        print(
            "result: statements=\(recordings[0].count) pages=\(sorted.count) per_second=\(Int(rate))"
                + " p50_us=\(Int(percentile(sorted, 0.5) * 1e6)) p99_us=\(Int(percentile(sorted, 0.99) * 1e6))"
        )
    }

    /// The statements of each page.
    private func record(_ rundblick: Rundblick) async throws -> [[SQL]] {
        let recorder = RecordingDatabase(rundblick.store.database)
        let service = CustomerService(database: recorder)
        let viewer = try await CustomerIDs.viewer(rundblick)
        var recordings: [[SQL]] = []
        for id in try await CustomerIDs.sample(pages, from: rundblick) {
            _ = try await service.whole(id, on: CivilDate(daysSince1970: 20_000), for: viewer)
            recordings.append(recorder.take())
        }
        return recordings
    }

    // MARK: SQLite

    private func replaySQLite(_ recordings: [[SQL]]) throws -> [Double] {
        var connection: OpaquePointer?
        guard sqlite3_open_v2(data + "/rundblick.sqlite", &connection, SQLITE_OPEN_READONLY, nil) == SQLITE_OK
        else {
            throw StorageError.broken("cannot open the store")
        }
        defer { sqlite3_close(connection) }
        var prepared: [String: OpaquePointer] = [:]
        defer { for statement in prepared.values { sqlite3_finalize(statement) } }
        return try timed(recordings) { page in
            sqlite3_exec(connection, "BEGIN", nil, nil, nil)
            for sql in page {
                let statement = try prepared[sql.text] ?? prepare(sql.text, connection)
                prepared[sql.text] = statement
                bind(sql.values, to: statement)
                let columns = sqlite3_column_count(statement)
                while sqlite3_step(statement) == SQLITE_ROW {
                    for column in 0..<columns { _ = sqlite3_column_text(statement, column) }
                }
                sqlite3_reset(statement)
            }
            sqlite3_exec(connection, "COMMIT", nil, nil, nil)
        }
    }

    private func prepare(_ text: String, _ connection: OpaquePointer?) throws -> OpaquePointer {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(connection, text, -1, &statement, nil) == SQLITE_OK, let statement else {
            throw StorageError.broken(text)
        }
        return statement
    }

    private func bind(_ values: [SQLValue], to statement: OpaquePointer) {
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (index, value) in zip(Int32(1)..., values) {
            switch value {
            case .null: sqlite3_bind_null(statement, index)
            case .int(let number): sqlite3_bind_int64(statement, index, number)
            case .real(let number): sqlite3_bind_double(statement, index, number)
            case .text(let text): sqlite3_bind_text(statement, index, text, -1, transient)
            case .blob(let bytes): sqlite3_bind_blob(statement, index, bytes, Int32(bytes.count), transient)
            }
        }
    }

    // MARK: PostgreSQL

    private func replayPostgres(_ recordings: [[SQL]], _ info: String) throws -> [Double] {
        guard let connection = PQconnectdb(info), PQstatus(connection) == CONNECTION_OK else {
            throw StorageError.unreachable(info)
        }
        defer { PQfinish(connection) }
        var prepared: [String: String] = [:]
        return try timed(recordings) { page in
            for sql in page {
                let name = prepared[sql.text] ?? "s\(prepared.count)"
                if prepared.updateValue(name, forKey: sql.text) == nil {
                    PQclear(PQprepare(connection, name, sql.text, 0, nil))
                }
                try run(name, sql.values, on: connection)
            }
        }
    }

    private func run(_ name: String, _ values: [SQLValue], on connection: OpaquePointer) throws {
        let texts = values.map { value -> UnsafeMutablePointer<CChar>? in
            switch value {
            case .null, .blob: nil
            case .int(let number): strdup(String(number))
            case .real(let number): strdup(String(number))
            case .text(let text): strdup(text)
            }
        }
        defer { for text in texts { free(text) } }
        let result = PQexecPrepared(
            connection, name, Int32(texts.count), texts.map { UnsafePointer($0) }, nil, nil, 0)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_TUPLES_OK else {
            throw StorageError.broken(String(cString: PQresultErrorMessage(result)))
        }
        for row in 0..<PQntuples(result) {
            for column in 0..<PQnfields(result) { _ = PQgetvalue(result, row, column) }
        }
    }

    /// Seconds of each page, over and over until the time is up; the first round warms up.
    private func timed(_ recordings: [[SQL]], _ page: ([SQL]) throws -> Void) throws -> [Double] {
        for recording in recordings { try page(recording) }
        var times: [Double] = []
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            for recording in recordings {
                let begin = ContinuousClock.now
                try page(recording)
                times.append((ContinuousClock.now - begin) / .seconds(1))
            }
        }
        return times
    }
}
