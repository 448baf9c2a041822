import Learning

/// Slow climbs put into real series: from a given day on all counts are multiplied by a factor that grows
/// evenly.
enum ClimbTrial {
    static func run(_ all: [CountSeries]) throws {
        for factor in [1.0, 2.0, 3.0, 5.0] {
            var alarms = 0
            var found = 0
            var days: [Double] = []
            for series in all {
                let told = alarmDays(series, factor: factor)
                alarms += told.count
                guard
                    let first = told.first(where: { $0 >= startDay && $0 <= startDay + 2 * Double(climbDays) }
                    )
                else { continue }
                found += 1
                days.append(first - startDay)
            }
            let median = days.isEmpty ? "-" : Stopwatch.text(days.sorted()[days.count / 2], 0)
            print(
                "climb to \(Int(factor))x within \(climbDays) days: told in \(found) of \(all.count) series,",
                "after \(median) days (median); climb alarms in all \(alarms)")
        }
    }

    private static let climbDays = 10
    /// After four weeks.
    private static let startDay = 28.0

    /// Days since the start of the series at which a climb was told.
    private static func alarmDays(_ series: CountSeries, factor: Double) -> [Double] {
        let detector = WaveDetector()
        var state = WaveSeries()
        var days: [Double] = []
        guard let first = series.minutes.first else { return [] }
        for (minute, count) in zip(series.minutes, series.counts) {
            let day = Double(minute - first) / (24 * 60)
            let progress = min(max((day - startDay) / Double(climbDays), 0), 1)
            let raised = (count * (1 + (factor - 1) * progress)).rounded()
            if let alarm = detector.add(raised, atMinute: minute, to: &state), alarm.kind == .climb {
                days.append(day)
            }
        }
        return days
    }
}
