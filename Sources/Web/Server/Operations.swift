import Metrics
import Platform
import Storage

/// What those who run the server ask of it.
enum Operations {
    /// `GET /health` (readable by load balancers) and `GET /metrics` (for Prometheus; it tells figures, never content).
    static func routes(_ database: any Database, _ hub: LiveHub) -> [Route] {
        [
            // On a connection it is answered by `HealthHandler` already.
            Route(.get, "health", .anyone, mount: .page, summary: "Whether the store answers.") { _ in
                try await database.probe()
                return .file(Array("{\"status\":\"ok\"}".utf8), type: "application/json", fileName: nil)
            },
            Route(.get, "metrics", .anyone, mount: .page, summary: "Figures for Prometheus.") { _ in
                Gauge(label: "rundblick_live_listeners").record(hub.count)
                await recordQueues(database)
                let text = PrometheusMetrics.shared.text
                return .file(
                    Array(text.utf8), type: "text/plain; version=0.0.4; charset=utf-8", fileName: nil)
            },
        ]
    }

    /// What waits, and what was given up; whoever watches learns as well that the store does not answer.
    private static func recordQueues(_ database: any Database) async {
        let up = Gauge(label: "rundblick_store_up")
        do {
            let (waiting, dead, unindexed) = try await database.read { tx in
                let jobs = JobStore()
                return (
                    try jobs.count(.waiting, in: tx), try jobs.count(.dead, in: tx),
                    try SearchQueue.length(limit: 100_000, in: tx)
                )
            }
            Gauge(label: "rundblick_jobs", dimensions: [("state", "waiting")]).record(waiting)
            Gauge(label: "rundblick_jobs", dimensions: [("state", "dead")]).record(dead)
            Gauge(label: "rundblick_search_queue").record(unindexed)
            up.record(1)
        } catch {
            up.record(0)
        }
    }
}

/// Times the requests of one route; made once, so that a request pays for an addition only.
struct RouteMetrics: Sendable {
    private let timers: [Metrics.Timer]

    init(_ route: Route) {
        timers = (1...5).map { status in
            Metrics.Timer(
                label: "rundblick_http_request_seconds",
                dimensions: [
                    ("method", route.method.rawValue), ("route", "/" + route.path), ("status", "\(status)xx"),
                ])
        }
    }

    /// Counts a request that was answered with `status` after `duration`.
    func record(_ status: Int, _ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        timers[min(max(status / 100, 1), 5) - 1].recordNanoseconds(
            seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
