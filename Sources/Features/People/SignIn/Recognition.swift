import Platform
import Storage
import Synchronization
import Web

/// Remembers for a few seconds who holds which session or token, so that the requests that make up one page cost one
/// read, and notes who was seen, so that no request costs a write.
///
/// What changes about an account is published as an event in the transaction of the change; on that event the person
/// is forgotten, in this process before the change returns, in others as soon as they hear of it. The few seconds
/// bound the wait where an event is lost with its connection.
package final class Recognition: Sendable {
    private struct Entry {
        let signedIn: SignedIn
        let until: Timestamp
    }

    private struct State {
        var entries: [String: Entry] = [:]
        /// Counts the changes, so that what was read before one is not kept after it.
        var changes = 0
        var seen = Seen()
    }

    /// When sessions and tokens were last used, by their ids.
    struct Seen: Sendable {
        var sessions: [Int64: Timestamp] = [:]
        var tokens: [Int64: Timestamp] = [:]
    }

    private let state = Mutex(State())

    private static let keepSeconds: Int64 = 5
    /// Sessions remembered at most.
    private static let limit = 10_000

    /// Remembers nobody.
    package init() {}

    /// Who holds the secret with this hash: as remembered, or as `load` finds.
    func find(
        _ hash: String, isToken: Bool, now: Timestamp, load: () async throws -> SignedIn?
    ) async throws -> SignedIn? {
        let (known, changes) = state.withLock { state in
            // A clock that was set back must not have anybody remembered for longer.
            let longest = now.adding(seconds: Self.keepSeconds)
            let entry = state.entries[hash].flatMap {
                $0.until > now && $0.until <= longest ? $0.signedIn : nil
            }
            if let entry { state.seen.note(entry, isToken: isToken, at: now) }
            return (entry, state.changes)
        }
        if let known { return known }
        guard let found = try await load() else { return nil }
        state.withLock { state in
            state.seen.note(found, isToken: isToken, at: now)
            guard state.changes == changes else { return }
            if state.entries.count >= Self.limit { state.entries.removeAll() }
            state.entries[hash] = Entry(signedIn: found, until: now.adding(seconds: Self.keepSeconds))
        }
        return found
    }

    /// Forgets everybody whose account `events` tell about.
    package func hear(_ events: [Event]) {
        let people = Set(events.compactMap(\.changedAccount))
        guard !people.isEmpty else { return }
        state.withLock { state in
            state.changes += 1
            state.entries = state.entries.filter { !people.contains($0.value.signedIn.viewer.id) }
        }
    }

    /// Forgets everybody: events may have been missed.
    package func forgetAll() {
        state.withLock { state in
            state.changes += 1
            state.entries.removeAll()
        }
    }

    /// Who was seen since the last call.
    func takeSeen() -> Seen {
        state.withLock { state in
            defer { state.seen = Seen() }
            return state.seen
        }
    }
}

extension Recognition.Seen {
    mutating func note(_ signedIn: SignedIn, isToken: Bool, at now: Timestamp) {
        guard let id = signedIn.session else { return }
        if isToken { tokens[id] = now } else { sessions[id] = now }
    }
}
