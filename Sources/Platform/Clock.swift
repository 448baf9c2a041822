import Foundation

/// A point in time: microseconds since 1970 in UTC, as the database stores it.
package struct Timestamp: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    package let us: Int64

    /// Wraps a stored number of microseconds.
    package init(us: Int64) { self.us = us }

    /// `seconds` later (earlier when negative).
    package func adding(seconds: Int64) -> Timestamp { Timestamp(us: us + seconds * 1_000_000) }

    /// Whole seconds from `earlier` to here.
    package func seconds(since earlier: Timestamp) -> Int64 { (us - earlier.us) / 1_000_000 }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.us < right.us }
}

/// Where the time comes from. Tests hand in a clock that they move by hand.
package struct Clock: Sendable {
    /// The present moment.
    package let now: @Sendable () -> Timestamp

    /// A clock that tells what `now` says.
    package init(now: @escaping @Sendable () -> Timestamp) { self.now = now }

    /// The system's clock.
    package static let system = Clock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(us: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }
}
