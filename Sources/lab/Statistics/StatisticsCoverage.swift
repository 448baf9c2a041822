import ArgumentParser
import Foundation
import Statistics

/// How often 95 % intervals hold the true value, and how often team comparisons raise a false alarm.
struct StatisticsCoverage: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage", abstract: "Simulates how often intervals hold the truth.",
        discussion: """
            Each interval is tried on a grid of truths at n = 10, 20, 50 and 200. Its coverage at one n is the \
            mean over the grid; the lowest and highest single truth are printed beside it. Counts are not drawn \
            but summed over all possible outcomes.
            """)

    @Option(help: "Samples for each truth, where samples are drawn.")
    var samples = 1000

    @Option(help: "Samples for each truth of the bootstrap, which costs a thousand times as much.")
    var bootstrapSamples = 400

    @Option(help: "Samples for each situation in which nothing happened; a quarter at n = 200.")
    var alarmSamples = 4000

    @Option(help: "Where the random numbers start.")
    var seed: UInt64 = 1

    @Option(help: "The coverage below which an interval fails.")
    var low = 0.93

    @Option(help: "The coverage above which an interval fails.")
    var high = 0.98

    func run() throws {
        var (worstLow, worstHigh) = (1.0, 0.0)
        print("coverage of 95 % intervals, mean over the grid (lowest … highest truth)")
        for covered in CoveredInterval.all {
            print("\(covered.name): \(covered.grid)")
            for n in CoveredInterval.sizes {
                let drawn = covered.isBootstrap ? bootstrapSamples : samples
                let grid = try covered.coverages(n, drawn, seed)
                let mean = grid.reduce(0, +) / Double(grid.count)
                (worstLow, worstHigh) = (min(worstLow, mean), max(worstHigh, mean))
                print(
                    String(
                        format: "  n = %3d  %.4f  (%.3f … %.3f)", n, mean, grid.min() ?? 0, grid.max() ?? 0))
            }
        }
        let alarms = try FalseAlarms(samples: alarmSamples, seed: seed).worst()
        print(
            "result: intervals=\(CoveredInterval.all.count) worst_low=\(four(worstLow)) "
                + "worst_high=\(four(worstHigh)) false_alarms=\(four(alarms))")
        if worstLow < low || worstHigh > high || alarms > 0.05 { throw ExitCode.failure }
    }
}

/// A figure with four decimals.
func four(_ value: Double) -> String { String(format: "%.4f", value) }
