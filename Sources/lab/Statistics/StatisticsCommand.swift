import ArgumentParser

/// `lab statistics …`: whether intervals hold what they promise, and whether figures agree with other
/// programs.
struct StatisticsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statistics",
        abstract: "Coverage of intervals, and comparison with scipy and statsmodels.",
        subcommands: [StatisticsCoverage.self, StatisticsCompare.self])
}
