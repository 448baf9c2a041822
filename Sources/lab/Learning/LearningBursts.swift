import ArgumentParser
import Foundation
import Learning

/// `lab learning bursts SERIES… --labels F`: how early and how rarely in vain the wave detector alarms.
struct LearningBursts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bursts", abstract: "Alarms over counts, scored as the Numenta Anomaly Benchmark does.")

    @Argument(help: "Series with the columns timestamp,value.")
    var series: [String]

    @Option(help: "Windows of each series, a JSON object by file name.")
    var labels: String

    @Option(help: "Series of the speed test, each a day of minutes; 0 leaves it out.")
    var manySeries = 100_000

    @Flag(help: "Print each alarm.")
    var verbose = false

    func run() throws {
        let all = try CountSeries.read(series, labels: labels)
        let settings = WaveSettings()
        print("series                      windows found  false  score")
        var total = NABScore()
        for one in all {
            let score = Self.score(one, settings)
            total = total + score
            print(Self.row(one.name, score))
            if verbose {
                Self.alarms(one, settings).forEach { print("  row \($0.row): \($0.alarm.english)") }
            }
        }
        print(Self.row("all", total))
        crossValidate(all)
        try ClimbTrial.run(all)
        if manySeries > 0 { ManySeries.run(manySeries) }
        print(
            "result: nab_standard=\(Stopwatch.text(total.standard, 1)) found=\(total.found)",
            "windows=\(total.windows)",
            "false_per_week=\(Stopwatch.text(Double(total.falseAlarms) / max(total.weeks, 1e-9), 2))")
    }

    private static func row(_ name: String, _ score: NABScore) -> String {
        let name = name.padding(toLength: 26, withPad: " ", startingAt: 0)
        return String(
            format: "%@ %8d %5d %6d %6.1f", name, score.windows, score.found, score.falseAlarms,
            score.standard)
    }

    /// Each alarm with its row.
    static func alarms(_ series: CountSeries, _ settings: WaveSettings) -> [(row: Int, alarm: WaveAlarm)] {
        let detector = WaveDetector(settings)
        var state = WaveSeries(settings)
        return zip(series.minutes, series.counts).enumerated().compactMap { row, point in
            detector.add(point.1, atMinute: point.0, to: &state).map { (row, $0) }
        }
    }

    static func score(_ series: CountSeries, _ settings: WaveSettings) -> NABScore {
        NABScore(
            alarms: alarms(series, settings).map(\.row), windows: series.windows, rows: series.counts.count,
            rowMinutes: series.rowMinutes)
    }

    // MARK: Cross-validation

    /// Chooses settings on all series but one and scores that one, each in turn.
    private func crossValidate(_ all: [CountSeries]) {
        guard all.count > 1 else { return }
        let grid = Self.grid()
        let scores = grid.map { settings in all.map { Self.score($0, settings) } }
        var total = NABScore()
        for (held, series) in all.enumerated() {
            let sums = scores.map { row in
                row.enumerated().filter { $0.offset != held }.reduce(0) { $0 + $1.element.raw }
            }
            guard let best = sums.indices.max(by: { sums[$0] < sums[$1] }) else { return }
            total = total + scores[best][held]
            let chosen = grid[best]
            print(
                "without \(series.name): threshold \(chosen.threshold), peak \(chosen.peakThreshold),",
                "weekly share \(chosen.weeklyShare):",
                Stopwatch.text(scores[best][held].standard, 1))
        }
        print(
            "cross-validated over series, \(grid.count) settings: nab_cv=\(Stopwatch.text(total.standard, 1))"
        )
    }

    private static func grid() -> [WaveSettings] {
        var grid: [WaveSettings] = []
        for threshold in stride(from: 2, through: 3.5, by: 0.25) {
            for peak in [0, 0.25, 0.5, 0.75, 1, 1.25] {
                for share in [0, 0.2, 0.4, 0.6] {
                    var settings = WaveSettings()
                    settings.threshold = threshold
                    settings.peakThreshold = peak
                    settings.weeklyShare = share
                    grid.append(settings)
                }
            }
        }
        return grid
    }
}
