import Platform
import ServiceLifecycle
import Synchronization

/// Hands events to the open browsers of this process.
///
/// A listener names topics; its queue is bounded, and one that cannot follow is told to fetch everything again. Events
/// are numbered, and the latest are kept: a page says up to where it knows, so nothing is lost between its making and
/// the opening of its stream, or while a line was down.
package final class LiveHub: Service {
    /// What a listener receives.
    package enum Signal: Sendable {
        /// Something happened; the position behind it.
        case event(Event, String)
        /// Some events were missed: fetch everything again.
        case resync
        /// Nothing happened; keeps the line open and finds out who is gone.
        case heartbeat
    }

    private struct Listener {
        let teams: [TeamID]
        let continuation: AsyncStream<Signal>.Continuation

        func mayLearn(of event: Event) -> Bool { event.audience.map(teams.contains) ?? true }
    }

    private struct State {
        var next = 0
        /// How many events there were since the start.
        var count = 0
        /// The latest `keptEvents`; event `n` at place `n % keptEvents`.
        var kept: [Event] = []
        var listeners: [Int: Listener] = [:]
        var byTopic: [String: Set<Int>] = [:]
    }

    private let state = Mutex(State())
    /// Tells positions of this process from those of others and of earlier runs.
    private let epoch: String

    /// Events kept for those who come (back) late.
    private static let keptEvents = 4096
    private static let heartbeatSeconds = 25
    /// Signals waiting for one listener at most.
    private static let queueLimit = 64
    /// Listeners of this process at most.
    private static let listenerLimit = 50_000

    /// A hub without listeners. - Parameter startedAt: sets its positions apart from those of other hubs.
    package init(startedAt: Timestamp) { epoch = String(startedAt.us, radix: 36) }

    /// How many listen now.
    package var count: Int { state.withLock { $0.listeners.count } }

    /// The position behind everything that has happened so far.
    package var position: String { position(state.withLock { $0.count }) }

    private func position(_ count: Int) -> String { "\(epoch)-\(count)" }

    /// Listens to `topics` with the rights of `viewer` until the stream is dropped.
    /// - Parameter position: what happened behind it comes first; nil: only what happens from now on. One of another
    ///   process or too far back leads to a `resync`.
    /// - Throws: `AppError` `.unavailable` when too many listen already.
    package func listen(
        to topics: [String], as viewer: Viewer, from position: String? = nil
    ) throws -> AsyncStream<Signal> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Signal.self, bufferingPolicy: .bufferingNewest(Self.queueLimit))
        let number = try state.withLock { state in
            guard state.listeners.count < Self.listenerLimit else {
                throw AppError(.unavailable, retryAfterSeconds: 30)
            }
            state.next += 1
            let listener = Listener(teams: viewer.teams, continuation: continuation)
            if let position { catchUp(listener, topics, from: position, state) }
            state.listeners[state.next] = listener
            for topic in topics { state.byTopic[topic, default: []].insert(state.next) }
            return state.next
        }
        continuation.onTermination = { [weak self] _ in self?.remove(number, from: topics) }
        return stream
    }

    private func catchUp(_ listener: Listener, _ topics: [String], from position: String, _ state: State) {
        let halves = position.split(separator: "-")
        guard halves.count == 2, halves[0] == epoch, let seen = Int(halves[1]), seen <= state.count,
            state.count - seen <= state.kept.count
        else {
            listener.continuation.yield(.resync)
            return
        }
        for number in seen..<state.count {
            let event = state.kept[number % Self.keptEvents]
            guard topics.contains(event.topic), listener.mayLearn(of: event) else { continue }
            hand(event, number + 1, to: listener)
        }
    }

    private func hand(_ event: Event, _ count: Int, to listener: Listener) {
        if case .dropped = listener.continuation.yield(.event(event, position(count))) {
            listener.continuation.yield(.resync)
        }
    }

    /// Hands `events` to everybody who listens to their topic and may learn of them.
    package func deliver(_ events: [Event]) {
        state.withLock { state in
            for event in events {
                if state.kept.count < Self.keptEvents {
                    state.kept.append(event)
                } else {
                    state.kept[state.count % Self.keptEvents] = event
                }
                state.count += 1
                for number in state.byTopic[event.topic] ?? [] {
                    guard let listener = state.listeners[number], listener.mayLearn(of: event) else {
                        continue
                    }
                    hand(event, state.count, to: listener)
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
