import Foundation
import Testing

/// Twice the input costs at most 2.3 times as much, whatever stands in it and whoever reads it.
///
/// Cost is processor time of this thread: the least of several runs, which a busy machine hardly changes. A pair that
/// is above the line is measured again, and then once more at twice the size: memory that no longer fits into a cache
/// makes one jump, quadratic work goes on. `RUNDBLICK_GROWTH_BYTES` has it done with larger inputs (`make growth`).
@Suite("Growth", .serialized) struct GrowthTests {
    private static let limit = 2.3
    /// Shorter times say more about the clock than about the work.
    private static let leastSeconds = 0.001
    static let size = Int(ProcessInfo.processInfo.environment["RUNDBLICK_GROWTH_BYTES"] ?? "") ?? 1024
    /// Measured again so often before a pair is believed to be above the line.
    private static let rounds = 8

    @Test("Twice the input costs at most 2.3 times as much", arguments: Reading.all)
    func linear(reading: Reading) {
        for hostile in Hostile.all {
            let (factor, seconds) = Self.growth(of: reading, on: hostile)
            #expect(factor <= Self.limit, "\(reading.name) on \(hostile.name): \(seconds) s")
        }
    }

    @Test("What a library reads in more than linear time is bounded before", arguments: Reading.bounded)
    func bounded(reading: Reading) {
        for hostile in Hostile.mails {
            let bytes = Array(repeatElement(hostile.large, count: (1 << 20) / hostile.large.count).joined())
            let seconds = Self.cost(of: reading, bytes, runs: 1)
            // Our own code around the library is not optimised here and takes one to three seconds; without the bound the
            // library takes minutes.
            #expect(seconds < 8, "\(reading.name) on \(hostile.name)")
        }
    }

    /// By how much the cost grows when the input doubles, and the cost at twice the size.
    private static func growth(of reading: Reading, on hostile: Hostile) -> (factor: Double, seconds: Double)
    {
        let first = factor(reading, hostile.small, hostile.middle)
        guard first.factor > limit else { return first }
        let second = factor(reading, hostile.middle, hostile.large)
        guard second.factor > limit else { return second }
        // A buffer that grew in one of the two: over both, quadratic work is at four for each still.
        let both = factor(reading, hostile.small, hostile.large, most: limit * limit)
        return (both.factor.squareRoot(), both.seconds)
    }

    private static func factor(
        _ reading: Reading, _ small: [UInt8], _ large: [UInt8], most: Double = limit
    ) -> (factor: Double, seconds: Double) {
        var (less, more) = (Double.infinity, Double.infinity)
        for round in 0..<rounds {
            let runs = round == 0 ? 1 : 5
            more = min(more, cost(of: reading, large, runs: runs))
            guard more > leastSeconds else { return (0, more) }
            less = min(less, cost(of: reading, small, runs: runs))
            if more / less <= most { break }
        }
        return (more / less, more)
    }

    private static func cost(of reading: Reading, _ bytes: [UInt8], runs: Int) -> Double {
        (0..<runs).map { _ in
            let start = threadSeconds()
            reading.read(bytes)
            return threadSeconds() - start
        }.min() ?? 0
    }

    private static func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
