import Learning
import Statistics
import Testing

@Suite("Waves of a share") struct ShareDetectorTests {
    private let detector = ShareDetector()

    /// Messages of which `share` are negative, so many an hour; returns the alarms.
    private func days(
        _ days: Range<Int>, share: Double, perHour: Double, to series: inout ShareSeries, seed: UInt64 = 1
    ) -> [WaveAlarm] {
        var random = SeededRandom(seed: seed)
        var alarms: [WaveAlarm] = []
        for minute in (days.lowerBound * 1440)..<(days.upperBound * 1440) where random.unit() < perHour / 60 {
            let part = random.unit() < share ? 1.0 : 0
            if let alarm = detector.add(part: part, of: 1, atMinute: minute, to: &series) {
                alarms.append(alarm)
            }
        }
        return alarms
    }

    @Test("A larger share alarms though there are no more messages")
    func share() throws {
        var series = ShareSeries()
        let calm = days(0..<30, share: 0.2, perHour: 20, to: &series)
        #expect(calm.count <= 4)
        let alarms = days(32..<33, share: 0.8, perHour: 20, to: &series)
        let alarm = try #require(alarms.first)
        #expect(alarm.count > alarm.usual + 3 * alarm.spread)
        #expect(alarm.whole.map { $0 >= alarm.count } == true)
        #expect(alarm.english.contains(" of ") && alarm.german.contains(" von "))
        #expect(!alarms.dropFirst().contains { !$0.isDoubled })
    }

    @Test("More messages with the usual share do not alarm")
    func volume() {
        var series = ShareSeries()
        _ = days(0..<30, share: 0.2, perHour: 10, to: &series)
        #expect(days(32..<33, share: 0.2, perHour: 50, to: &series, seed: 2).count <= 1)
    }

    @Test("Nothing alarms while nothing is usual yet")
    func warmUp() {
        var series = ShareSeries()
        #expect(days(0..<1, share: 0.9, perHour: 30, to: &series).isEmpty)
    }
}
