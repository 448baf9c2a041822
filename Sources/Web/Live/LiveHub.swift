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
        let viewer: Viewer
        let continuation: AsyncStream<Signal>.Continuation

        func mayLearn(of event: Event) -> Bool { event.audience.includes(viewer) }
    }

    private struct State {
        var next = 0
        /// How many events there were since the start.
        var count = 0
        /// The latest `keptEvents`; event `n` at place `n % keptEvents`.
        var kept: [Event] = []
        var listeners: [Int: Listener] = [:]
        var byTopic: [String: Set<Int>] = [:]
        var byPerson: [PersonID: Set<Int>] = [:]
        /// How often events were missed; positions from before lead to a `resync`.
        var gaps = 0
    }

    private let state = Mutex(State())
    /// Tells positions of this process from those of others and of earlier runs; a number of gaps follows it.
    private let epoch: String

    /// Events kept for those who come (back) late.
    private static let keptEvents = 4096
    private static let heartbeatSeconds = 25
    /// Signals waiting for one listener at most.
    private static let queueLimit = 64
    /// Listeners of this process at most.
    private static let listenerLimit = 50_000
    /// Streams of one person at most: browsers hold one a tab.
    package static let personLimit = 50

    /// A hub without listeners. - Parameter startedAt: sets its positions apart from those of other hubs.
    package init(startedAt: Timestamp) { epoch = String(startedAt.us, radix: 36) }

    /// How many listen now.
    package var count: Int { state.withLock { $0.listeners.count } }

    /// The position behind everything that has happened so far.
    package var position: String { state.withLock { position($0.count, $0) } }

    private func position(_ count: Int, _ state: State) -> String { "\(epoch).\(state.gaps)-\(count)" }

    /// Listens to `topics` with the rights of `viewer` until the stream is dropped, or something about their account
    /// changes: then it ends, and whoever comes back is looked at anew.
    /// - Parameters:
    ///   - position: what happened behind it comes first; nil: only what happens from now on. One of another process
    ///     or too far back leads to a `resync`.
    ///   - knownAt: the position when the rights of `viewer` were looked up; nil: just now.
    /// - Throws: `AppError` `.unavailable` when too many listen already, `.tooMany` when this person does.
    package func listen(
        to topics: [String], as viewer: Viewer, from position: String? = nil, knownAt: String? = nil
    ) throws -> AsyncStream<Signal> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Signal.self, bufferingPolicy: .bufferingNewest(Self.queueLimit))
        let number = try state.withLock { state in
            guard state.listeners.count < Self.listenerLimit else {
                throw AppError(.unavailable, retryAfterSeconds: 30)
            }
            guard state.byPerson[viewer.id]?.count ?? 0 < Self.personLimit else {
                throw AppError(.tooMany, retryAfterSeconds: 30)
            }
            state.next += 1
            let listener = Listener(viewer: viewer, continuation: continuation)
            let since = knownAt.map { events(since: $0, state) } ?? []
            if since?.contains(where: { $0.event.changedAccount == viewer.id }) ?? true {
                continuation.finish()
                return state.next
            }
            if let position { catchUp(listener, topics, from: position, state) }
            state.listeners[state.next] = listener
            state.byPerson[viewer.id, default: []].insert(state.next)
            for topic in topics { state.byTopic[topic, default: []].insert(state.next) }
            return state.next
        }
        continuation.onTermination = { [weak self] _ in self?.remove(number, of: viewer.id, from: topics) }
        return stream
    }

    private func catchUp(_ listener: Listener, _ topics: [String], from position: String, _ state: State) {
        guard let events = events(since: position, state) else {
            listener.continuation.yield(.resync)
            return
        }
        for (event, count) in events where topics.contains(event.topic) && listener.mayLearn(of: event) {
            hand(event, count, to: listener, state)
        }
    }

    /// What happened behind `position`, each with the count behind it; nil when that is not known (any more).
    private func events(since position: String, _ state: State) -> [(event: Event, count: Int)]? {
        let halves = position.split(separator: "-")
        guard halves.count == 2, halves[0] == "\(epoch).\(state.gaps)", let seen = Int(halves[1]),
            seen <= state.count, state.count - seen <= state.kept.count
        else { return nil }
        return (seen..<state.count).map { (state.kept[$0 % Self.keptEvents], $0 + 1) }
    }

    private func hand(_ event: Event, _ count: Int, to listener: Listener, _ state: State) {
        if case .dropped = listener.continuation.yield(.event(event, position(count, state))) {
            listener.continuation.yield(.resync)
        }
    }

    /// Hands `events` to everybody who listens to their topic and may learn of them. Whose account they tell about has
    /// their streams ended before.
    package func deliver(_ events: [Event]) {
        finish { state in
            events.compactMap(\.changedAccount).flatMap { state.byPerson[$0] ?? [] }
        }
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
                    hand(event, state.count, to: listener, state)
                }
            }
        }
    }

    /// Events may have been missed, changes of rights among them: all streams end, and whoever comes back is looked at
    /// anew and told to fetch everything.
    package func resync() {
        state.withLock { $0.gaps += 1 }
        finish { $0.listeners.keys }
    }

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
    private func close() { finish { $0.listeners.keys } }

    /// Ends streams. Their listeners are told outside the lock: removing them takes it.
    private func finish(_ chosen: (State) -> some Sequence<Int>) {
        let listeners = state.withLock { state in chosen(state).compactMap { state.listeners[$0] } }
        for listener in listeners { listener.continuation.finish() }
    }

    private func remove(_ number: Int, of person: PersonID, from topics: [String]) {
        state.withLock { state in
            state.listeners[number] = nil
            state.byPerson[person]?.remove(number)
            if state.byPerson[person]?.isEmpty == true { state.byPerson[person] = nil }
            for topic in topics {
                state.byTopic[topic]?.remove(number)
                if state.byTopic[topic]?.isEmpty == true { state.byTopic[topic] = nil }
            }
        }
    }
}
