import CPostgres
import Foundation
import Platform

/// Hears on a thread and connection of its own what other processes commit, and hands it on.
final class PostgresListener: @unchecked Sendable {
    // Sendable: all is constant; the thread owns its connection.
    private let info: String
    private let ids: IDSource
    private let sink: EventSink
    /// A pipe: a byte in it wakes and ends the thread.
    private let wake: (reading: Int32, writing: Int32)
    private let ended = DispatchSemaphore(value: 0)

    /// Starts to listen; returns when it does, so that nothing committed later is missed. Blocks.
    /// - Throws: `PostgresError` when the server cannot be reached.
    init(_ info: String, ids: IDSource, sink: EventSink) throws {
        self.info = info
        self.ids = ids
        self.sink = sink
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw StorageError.broken("pipe: \(errno)") }
        wake = (ends[0], ends[1])
        let first = Unchecked(try Self.listen(info))
        let thread = Thread { self.work(first.value) }
        thread.name = "postgres-listen"
        thread.start()
    }

    /// Hands the connection to its thread.
    private struct Unchecked: @unchecked Sendable {
        // Sendable: whoever hands it over uses it no more.
        let value: OpaquePointer
        init(_ value: OpaquePointer) { self.value = value }
    }

    /// Ends the thread and waits for it (it waits for nothing but a `connect` in progress).
    func stop() {
        write(wake.writing, [0], 1)
        ended.wait()
        ended.signal()
    }

    deinit {
        close(wake.reading)
        close(wake.writing)
    }

    private static func listen(_ info: String) throws -> OpaquePointer {
        let connection = try PostgresConnection.connect(info)
        let result = PQexec(connection, "LISTEN \(PostgresEvents.channel)")
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else {
            let error = PostgresError(lost: connection)
            PQfinish(connection)
            throw error
        }
        return connection
    }

    private func work(_ first: OpaquePointer) {
        var current: OpaquePointer? = first
        while let connection = current {
            let isStopped = hear(connection)
            PQfinish(connection)
            current = isStopped ? nil : reconnect()
            // What was committed meanwhile was not heard.
            if current != nil { sink.resync() }
        }
        ended.signal()
    }

    /// Hands on what comes, until stopped (true) or the connection is lost (false).
    private func hear(_ connection: OpaquePointer) -> Bool {
        while true {
            deliver(from: connection)
            switch wait(forInputOf: PQsocket(connection), timeoutMs: -1) {
            case .stopped: return true
            case .input: if PQconsumeInput(connection) == 0 { return false }
            case .nothing: break
            }
        }
    }

    private func deliver(from connection: OpaquePointer) {
        var events: [Event] = []
        while let notice = PQnotifies(connection) {
            events += PostgresEvents.events(in: String(cString: notice.pointee.extra), exceptFrom: ids.node)
            PQfreemem(notice)
        }
        if !events.isEmpty { sink.deliver(events) }
    }

    /// A new connection, tried for less and less often; nil when stopped.
    private func reconnect() -> OpaquePointer? {
        var pauseMs: Int32 = 50
        while true {
            do {
                return try Self.listen(info)
            } catch {
                // Not there yet. Whoever uses the store gets the error; here it is only waited for.
                if wait(forInputOf: -1, timeoutMs: pauseMs) == .stopped { return nil }
                pauseMs = min(pauseMs * 2, 2000)
            }
        }
    }

    private enum Woken { case stopped, input, nothing }

    /// Sleeps until `socket` has something to read, `stop` was called, or the time is over. A negative socket has nothing.
    private func wait(forInputOf socket: Int32, timeoutMs: Int32) -> Woken {
        var descriptors = [
            pollfd(fd: wake.reading, events: Int16(POLLIN), revents: 0),
            pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&descriptors, 2, timeoutMs) > 0 else { return .nothing }
        if descriptors[0].revents != 0 { return .stopped }
        return descriptors[1].revents != 0 ? .input : .nothing
    }
}
