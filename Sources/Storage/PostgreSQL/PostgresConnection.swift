import CPostgres
import Foundation

/// One connection, in libpq's pipeline mode: however many statements an exchange has, it is one round trip, and a
/// statement that runs for the first time is prepared in the same one. Used by one thread at a time.
final class PostgresConnection {
    private let handle: OpaquePointer
    private var statements = PostgresStatements()

    /// What was sent and is to be answered, in order.
    private enum Sent {
        case deallocate(name: String)
        case prepare(text: String)
        case execute(text: String)
        /// What comes behind it stands for itself.
        case sync
    }

    /// Longer statements are cancelled by the server.
    static let statementTimeoutMs = 30_000

    /// Connects to `info` (`postgres://…`); blocks.
    /// - Throws: `PostgresError`.
    init(_ info: String) throws {
        handle = try Self.connect(info)
        guard PQenterPipelineMode(handle) == 1 else {
            let error = PostgresError(lost: handle)
            PQfinish(handle)
            throw error
        }
    }

    deinit { PQfinish(handle) }

    /// A connection in libpq's ordinary mode, with our settings; whoever calls finishes it.
    static func connect(_ info: String) throws -> OpaquePointer {
        let options = defaults + [("dbname", info), ("client_encoding", "UTF8")]
        let handle = withCStrings(options.map(\.0)) { keys in
            withCStrings(options.map(\.1)) { values in PQconnectdbParams(keys, values, 1) }
        }
        guard let handle else { throw PostgresError(lost: nil) }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        let result = PQstatus(handle) == CONNECTION_OK ? PQexec(handle, settings) : nil
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else {
            let error = PostgresError(lost: handle)
            PQfinish(handle)
            throw error
        }
        return handle
    }

    /// A dead server is noticed within half a minute, an absent one at once. `info` comes later and may say otherwise.
    private static let defaults = [
        ("application_name", "rundblick"), ("connect_timeout", "5"), ("tcp_user_timeout", "20000"),
        ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
    ]

    /// What our reading of values relies on, and the limits.
    private static let settings = """
        SET bytea_output = 'hex'; SET extra_float_digits = 1; SET client_min_messages = 'error';
        SET default_transaction_isolation = 'read committed'; SET statement_timeout = \(statementTimeoutMs)
        """

    /// Whether it is of no use any more. Between exchanges a server has nothing to say but that it ends the connection
    /// (or that a setting changed; then a new connection does no harm).
    var isOver: Bool {
        var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) != 0
    }

    /// Runs `batch` in order, in one round trip. After the first that fails none runs.
    /// - Returns: a result for each.
    /// - Throws: `PostgresError`, and `StorageError.constraint` for text that cannot be stored.
    func exchange(_ batch: [SQL]) throws -> [PostgresResult] {
        let parameters = try batch.map { try PostgresParameters($0.values) }
        var sent: [Sent] = []
        // Inside a transaction that has failed it would be refused, and the ROLLBACK behind it with it.
        let discarded = PQtransactionStatus(handle) == PQTRANS_IDLE ? statements.discarded : []
        for name in discarded {
            try check(PQsendQueryParams(handle, "DEALLOCATE \(name)", 0, nil, nil, nil, nil, 0))
            sent.append(.deallocate(name: name))
        }
        // A transaction that sets its isolation must have nothing in front.
        if !discarded.isEmpty {
            try check(PQpipelineSync(handle))
            sent.append(.sync)
        }
        for (sql, parameters) in zip(batch, parameters) { try send(sql.text, parameters, noting: &sent) }
        try check(PQpipelineSync(handle))
        return try receive(sent)
    }

    private func send(_ text: String, _ parameters: PostgresParameters, noting sent: inout [Sent]) throws {
        var name = statements.name(of: text)
        if name == nil {
            let new = statements.add(text)
            try check(PQsendPrepare(handle, new, text, 0, nil))
            sent.append(.prepare(text: text))
            name = new
        }
        try check(
            parameters.withPointers { values, lengths, formats in
                PQsendQueryPrepared(handle, name, parameters.count, values, lengths, formats, 0)
            })
        sent.append(.execute(text: text))
    }

    private func check(_ success: Int32) throws {
        guard success == 1 else { throw PostgresError(lost: handle) }
    }

    /// Takes the answers to all that was `sent`, up to the end of the exchange.
    private func receive(_ sent: [Sent]) throws -> [PostgresResult] {
        var results: [PostgresResult] = []
        var failure: PostgresError?
        for command in sent {
            let result = try nextResult()
            if case .sync = command { continue }
            let isGood = result.isGood
            note(command, isGood: isGood)
            if case .execute(let text) = command {
                if isGood { results.append(result) } else { statementFailed(text, &failure, result) }
            } else if !isGood, !result.isSkipped, failure == nil {
                failure = PostgresError(result.handle, on: handle)
            }
        }
        _ = try nextResult()
        if let failure { throw failure }
        return results
    }

    private func nextResult() throws -> PostgresResult {
        guard let pointer = PQgetResult(handle) else { throw PostgresError(lost: handle) }
        let result = PostgresResult(pointer)
        if PQresultStatus(pointer) == PGRES_PIPELINE_SYNC { return result }
        while let more = PQgetResult(handle) { PQclear(more) }
        if PQstatus(handle) == CONNECTION_BAD { throw PostgresError(pointer, on: handle) }
        return result
    }

    /// Keeps `statements` true to what the server now holds.
    private func note(_ command: Sent, isGood: Bool) {
        switch command {
        case .deallocate(let name): if isGood { statements.deallocated(name) }
        case .prepare(let text): if !isGood { statements.forget(text) }
        case .execute, .sync: break
        }
    }

    private func statementFailed(_ text: String, _ failure: inout PostgresError?, _ result: PostgresResult) {
        guard failure == nil, !result.isSkipped else { return }
        let error = PostgresError(result.handle, on: handle)
        if error.isStaleStatement { statements.removeAll() }
        failure = error
    }
}

/// Hands `body` C strings and a null behind them, valid only inside it.
private func withCStrings<Value>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value
) -> Value {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return (copies.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { body($0.baseAddress) }
}

/// What one statement gave; lives as long as somebody holds it.
final class PostgresResult {
    let handle: OpaquePointer

    init(_ handle: OpaquePointer) { self.handle = handle }

    deinit { PQclear(handle) }

    /// How many rows it holds.
    var rowCount: Int32 { PQntuples(handle) }
    /// How many rows the statement changed; 0 for what changes none.
    var changedCount: Int { Int(PostgresText.int64(PQcmdTuples(handle))) }

    /// The statement ran.
    var isGood: Bool {
        let status = PQresultStatus(handle)
        return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK
    }

    /// The statement did not run because one before it had failed.
    var isSkipped: Bool { PQresultStatus(handle) == PGRES_PIPELINE_ABORTED }
}
