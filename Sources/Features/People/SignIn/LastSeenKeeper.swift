import Logging
import ServiceLifecycle
import Storage

/// Writes down once a minute which sessions and tokens were used, for all of them in one transaction.
package struct LastSeenKeeper: Service {
    private let database: any Database
    private let recognition: Recognition
    private let logger: Logger
    private let sessions = SessionStore()

    private static let everySeconds = 60

    /// A keeper of what `recognition` noted.
    package init(database: any Database, recognition: Recognition, logger: Logger) {
        self.database = database
        self.recognition = recognition
        self.logger = logger
    }

    /// Runs until the server stops. A minute that cannot be written, because the disk is full, is lost: it only tells
    /// when somebody was last seen.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do { try await Task.sleep(for: .seconds(Self.everySeconds)) } catch { return }
                do {
                    try await keep()
                } catch {
                    logger.warning("last use of sessions not written", metadata: ["error": "\(error)"])
                }
            }
        }
    }

    /// Writes down what was noted since the last time.
    func keep() async throws {
        let seen = recognition.takeSeen()
        try await database.write { try sessions.keep(seen, in: $0) }
    }
}
