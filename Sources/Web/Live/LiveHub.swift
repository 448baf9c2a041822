import Platform
import ServiceLifecycle
import Synchronization

/// Hands events to the open browsers of this process.
///
/// A listener names topics; its queue is bounded, and one that cannot follow is told to fetch everything again.
package final class LiveHub: Service {
    /// What a listener receives.
    package enum Signal: Sendable {
        case event(Event)
        /// Some events were missed: fetch everything again.
        case resync
        /// Nothing happened; keeps the line open and finds out who is gone.
        case heartbeat
    }

    private struct Listener {
        let teams: [TeamID]
        let continuation: AsyncStream<Signal>.Continuation
    }

    private struct State {
        var next = 0
        var listeners: [Int: Listener] = [:]
        var byTopic: [String: Set<Int>] = [:]
    }

    private let state = Mutex(State())

    private static let heartbeatSeconds = 25
    /// Signals waiting for one listener at most.
    private static let queueLimit = 64
    /// Listeners of this process at most.
    private static let listenerLimit = 50_000

    /// A hub without listeners.
    package init() {}

    /// How many listen now.
    package var count: Int { state.withLock { $0.listeners.count } }

    /// Listens to `topics` with the rights of `viewer` until the stream is dropped.
    /// - Throws: `AppError` `.unavailable` when too many listen already.
    package func listen(to topics: [String], as viewer: Viewer) throws -> AsyncStream<Signal> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Signal.self, bufferingPolicy: .bufferingNewest(Self.queueLimit))
        let number = try state.withLock { state in
            guard state.listeners.count < Self.listenerLimit else {
                throw AppError(.unavailable, retryAfterSeconds: 30)
            }
            state.next += 1
            state.listeners[state.next] = Listener(teams: viewer.teams, continuation: continuation)
            for topic in topics { state.byTopic[topic, default: []].insert(state.next) }
            return state.next
        }
        continuation.onTermination = { [weak self] _ in self?.remove(number, from: topics) }
        return stream
    }

    /// Hands `events` to everybody who listens to their topic and may learn of them.
    package func deliver(_ events: [Event]) {
        state.withLock { state in
            for event in events {
                for number in state.byTopic[event.topic] ?? [] {
                    guard let listener = state.listeners[number] else { continue }
                    if let audience = event.audience, !listener.teams.contains(audience) { continue }
                    if case .dropped = listener.continuation.yield(.event(event)) {
                        listener.continuation.yield(.resync)
                    }
                }
            }
        }
    }

    /// Events may have been missed: everybody is told.
    package func resync() { broadcast(.resync) }

    /// Sends heartbeats until the server stops, then ends all streams so that it can.
    package func run() async throws {
        try await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown {
                while true {
                    do { try await Task.sleep(for: .seconds(Self.heartbeatSeconds)) } catch { return }
                    self.broadcast(.heartbeat)
                }
            }
        } onGracefulShutdown: {
            self.close()
        }
    }

    private func broadcast(_ signal: Signal) {
        state.withLock { state in
            for listener in state.listeners.values { listener.continuation.yield(signal) }
        }
    }

    /// Ends all streams.
    private func close() {
        let listeners = state.withLock { Array($0.listeners.values) }
        for listener in listeners { listener.continuation.finish() }
    }

    private func remove(_ number: Int, from topics: [String]) {
        state.withLock { state in
            state.listeners[number] = nil
            for topic in topics {
                state.byTopic[topic]?.remove(number)
                if state.byTopic[topic]?.isEmpty == true { state.byTopic[topic] = nil }
            }
        }
    }
}
