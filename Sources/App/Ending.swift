@preconcurrency import Dispatch
import Foundation
import Logging
import Platform
import ServiceLifecycle
import Storage

/// Ends the process when it was told to stop and has not in time, whatever runs: what was answered is durable, and what
/// was not is gone on with by the next process.
package final class EndKeeper: Sendable {
    private let sources: [any DispatchSourceSignal]

    /// Seconds that everything has to stop by itself.
    static let graceSeconds = 18

    /// Listens from now on. The queue has a thread of its own: that all others are busy is what this is for.
    package init(logger: Logger) {
        let queue = DispatchQueue(label: "rundblick.end")
        sources = [SIGTERM, SIGINT].map { signal in
            let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
            source.setEventHandler {
                Thread.detachNewThread {
                    Thread.sleep(forTimeInterval: TimeInterval(Self.graceSeconds))
                    logger.warning("not everything stopped in time")
                    _exit(0)
                }
            }
            source.activate()
            return source
        }
    }

    deinit { sources.forEach { $0.cancel() } }
}

/// A service that does long work.
struct SlowService: Service {
    let base: any Service
    let slow: SlowLane

    func run() async throws {
        try await withTaskExecutorPreference(slow.executor) { try await base.run() }
    }
}

/// How many files and connections the process may have open.
package enum Descriptors {
    /// What files and the store may need beside connections.
    private static let kept = 128
    private static let connectionLimit = 10_000

    /// Raises the limit as far as the system lets us. - Returns: how many connections may be open at once.
    package static func raise() -> Int {
        var limit = rlimit()
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(kind, &limit) == 0 else { return kept }
        limit.rlim_cur = limit.rlim_max
        setrlimit(kind, &limit)
        getrlimit(kind, &limit)
        let count = Int(clamping: limit.rlim_cur)
        return max(8, min(connectionLimit, count > 2 * kept ? count - kept : count / 3))
    }
}
