import Platform
import Storage

extension Feature {
    /// The server's own: answers kept for repeated requests, and the stream of events.
    package static let web = Feature("web") {
        IdempotencyStore.migrations
        Reason.usual
        Notice.usual
        SitePart { LiveHub(startedAt: $0.now()) }
        Provides { [LiveRoute(hub: $0[LiveHub.self], gates: $0.provided()).route] }
    }
}

extension LiveHub: HearingEvents {
    package func hear(_ events: [Event]) { deliver(events) }
    package func missed() { resync() }
}
