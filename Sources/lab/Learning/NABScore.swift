import Foundation

/// The Numenta Anomaly Benchmark's score, standard profile, written from its description (Lavin and Ahmad,
/// "Evaluating real-time anomaly detection algorithms", ICMLA 2015).
///
/// Only the earliest alarm in a window counts, weighted by a sigmoid of its place: 1 at the window's start, 0
/// at its end. A missed window costs 1. An alarm outside costs up to 0.11, less soon after a window. Rows of
/// the probation count for nothing. The sum is put on a scale on which a detector that never alarms has 0 and
/// a perfect one 100.
struct NABScore {
    static let falseAlarmWeight = 0.11

    /// Sum of all weights.
    var raw = 0.0
    var windows = 0
    var found = 0
    var falseAlarms = 0
    /// Rows after the probation, in weeks.
    var weeks = 0.0

    var standard: Double { 100 * (raw + Double(windows)) / (2 * Double(max(windows, 1))) }

    /// Rows at the start which are for learning only.
    static func probation(rows: Int) -> Int { min(rows * 15 / 100, 750) }

    /// Scores the alarms of one series.
    /// - Parameters:
    ///   - alarms: rows, ascending.
    ///   - windows: first and last row of each anomaly, ascending.
    init(alarms: [Int], windows: [ClosedRange<Int>], rows: Int, rowMinutes: Double) {
        self.windows = windows.count
        let probation = Self.probation(rows: rows)
        weeks = Double(rows - probation) * rowMinutes / (7 * 24 * 60)
        var isFound = Array(repeating: false, count: windows.count)
        for alarm in alarms where alarm >= probation {
            if let window = windows.firstIndex(where: { $0.contains(alarm) }) {
                if !isFound[window] { raw += Self.weight(of: alarm, in: windows[window]) }
                isFound[window] = true
            } else {
                raw +=
                    Self.falseAlarmWeight
                    * Self.penalty(of: alarm, after: windows.last { $0.upperBound < alarm })
                falseAlarms += 1
            }
        }
        found = isFound.count { $0 }
        raw -= Double(windows.count - found)
    }

    init() {}

    private static func weight(of alarm: Int, in window: ClosedRange<Int>) -> Double {
        let place = -Double(window.upperBound - alarm + 1) / Double(window.count)
        return sigmoid(place) / sigmoid(-1)
    }

    private static func penalty(of alarm: Int, after window: ClosedRange<Int>?) -> Double {
        guard let window else { return -1 }
        let place = Double(alarm - window.upperBound) / Double(window.count - 1)
        return place >= 3 ? -1 : sigmoid(place)
    }

    /// From 0.99 at -1 through 0 at 0 to -0.99 at 1.
    private static func sigmoid(_ place: Double) -> Double { 2 / (1 + exp(5 * place)) - 1 }

    static func + (a: NABScore, b: NABScore) -> NABScore {
        var sum = NABScore()
        sum.raw = a.raw + b.raw
        sum.windows = a.windows + b.windows
        sum.found = a.found + b.found
        sum.falseAlarms = a.falseAlarms + b.falseAlarms
        sum.weeks = a.weeks + b.weeks
        return sum
    }
}
