/// Until when something must be done. A request and a step of a job have one; loops over what came from outside, and
/// statements of the store, ask for it and end.
package struct Deadline: Sendable {
    /// That of the running task; nil: none.
    @TaskLocal package static var current: Deadline?

    /// The moment.
    package let end: ContinuousClock.Instant

    /// A deadline in `duration` from now.
    package init(after duration: Duration) { end = .now + duration }

    /// Whether it has passed.
    package var isOver: Bool { .now >= end }

    /// What an asker learns when it has passed.
    package static let passed = AppError(.unavailable, reason: "time_limit", retryAfterSeconds: 60)

    /// Goes on unless the running task's deadline has passed or somebody stopped it.
    /// - Throws: `passed`, `CancellationError`.
    package static func check() throws {
        try Task.checkCancellation()
        if current?.isOver == true { throw passed }
    }
}
