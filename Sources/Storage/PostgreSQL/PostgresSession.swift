import CPostgres
import Foundation
import Platform

/// What one worker thread of the pool has: a connection, made when it is needed and made anew when it was lost.
final class PostgresSession: @unchecked Sendable {
    // Sendable: handed to its thread when the pool starts, and used by that thread only.
    private let info: String
    private let ids: IDSource
    private let clock: Clock
    private var connection: PostgresConnection?

    /// How long somebody waits for a server that is away before being told so.
    static let patience = Duration.seconds(5)
    /// A transaction that others were in the way of is done again this often.
    private static let repeats = 3

    init(_ info: String, ids: IDSource, clock: Clock) {
        self.info = info
        self.ids = ids
        self.clock = clock
    }

    /// Runs `body` in a transaction, again when that may help.
    /// - Parameter since: when the caller began to wait; patience with an absent server counts from there.
    /// - Returns: what `body` returned, and what it published.
    func run<Value>(
        isWriting: Bool, since: ContinuousClock.Instant, _ body: (any Transaction) throws -> Value
    ) throws -> (Value, [Event]) {
        var attempt = 0
        while true {
            let transaction = PostgresTransaction(
                try connect(since: since), isWriting: isWriting, ids: ids, now: clock.now())
            do {
                let value = try body(transaction)
                if isWriting { try transaction.commit() }
                return (value, transaction.events)
            } catch {
                let mayBeRepeated = transaction.failure?.mayBeRepeated == true
                if !transaction.rollBack() { connection = nil }
                attempt += 1
                guard mayBeRepeated, attempt <= Self.repeats else { throw error }
                Thread.sleep(forTimeInterval: 0.002 * Double(attempt) * .random(in: 0.5...1.5))
            }
        }
    }

    /// Counts rows and values for the planner, and marks what everybody sees, without which it avoids reading from indexes
    /// alone. No transaction may do that, so it has a connection of its own.
    func vacuum() throws {
        do {
            let handle = try PostgresConnection.connect(info)
            defer { PQfinish(handle) }
            for statement in ["SET statement_timeout = 0", "VACUUM (ANALYZE)"] {
                guard let result = PQexec(handle, statement) else { throw PostgresError(lost: handle) }
                defer { PQclear(result) }
                guard PQresultStatus(result) == PGRES_COMMAND_OK else {
                    throw PostgresError(result, on: handle)
                }
            }
        } catch let error as PostgresError {
            throw error.storageError
        }
    }

    /// The connection; when there is none, tries to make one until patience ends, less and less often.
    private func connect(since: ContinuousClock.Instant) throws -> PostgresConnection {
        if connection?.isOver == true { connection = nil }
        var pause = 0.05
        while true {
            do {
                let current = try connection ?? PostgresConnection(info)
                connection = current
                return current
            } catch let error as PostgresError {
                guard since.duration(to: .now) < Self.patience else { throw error.storageError }
                Thread.sleep(forTimeInterval: pause * .random(in: 0.5...1))
                pause = min(pause * 2, 1)
            }
        }
    }
}
