import Learning
import Statistics

/// A day of minutes for many series at once, minute by minute as they would come.
enum ManySeries {
    /// Every series has two weeks behind it.
    private static let pastMinutes = 14 * 24 * 60

    static func run(_ number: Int) {
        let detector = WaveDetector()
        var random = SeededRandom(seed: 1)
        // Counts come from a table, so that the detector is measured and not the chance.
        let table = (0..<65_536).map { _ in Double(random.below(20) == 0 ? 1 + random.below(4) : 0) }
        var past = WaveSeries()
        var alarms = 0
        for minute in 0..<pastMinutes
        where detector.add(table[minute & 65_535], atMinute: minute, to: &past) != nil {
            alarms += 1
        }
        var all = Array(repeating: past, count: number)
        let start = Stopwatch.cpuSeconds()
        for minute in pastMinutes..<(pastMinutes + 24 * 60) {
            for index in 0..<number {
                let count = table[(minute &* 7919 &+ index &* 31) & 65_535]
                if detector.add(count, atMinute: minute, to: &all[index]) != nil { alarms += 1 }
            }
        }
        let seconds = Stopwatch.cpuSeconds() - start
        print(
            "\(number) series x 1440 minutes: many_seconds=\(Stopwatch.text(seconds, 2))",
            "series_days_per_second=\(Int(Double(number) / seconds)) bytes_per_series=\(WaveSeries.bytes())",
            "alarms=\(alarms) peak_memory_mb=\(Stopwatch.peakMemory() >> 20)")
    }
}
