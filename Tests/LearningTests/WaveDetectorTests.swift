import Learning
import Statistics
import Testing

@Suite("Waves over counts") struct WaveDetectorTests {
    private let detector = WaveDetector()

    /// Counts two an hour on average for `days`, told every `step` minutes; returns the alarms and the minute
    /// reached.
    private func everyday(
        _ series: inout WaveSeries, days: Int, from start: Int = 0, step: Int = 1, perHour: Double = 2,
        seed: UInt64 = 7
    ) -> (alarms: [WaveAlarm], minute: Int) {
        var random = SeededRandom(seed: seed)
        var alarms: [WaveAlarm] = []
        let end = start + days * 24 * 60
        for minute in stride(from: start, to: end, by: step) {
            let count = Double((0..<step).count { _ in random.unit() < perHour / 60 })
            if let alarm = detector.add(count, atMinute: minute, to: &series) { alarms.append(alarm) }
        }
        return (alarms, end)
    }

    @Test("A burst is told once, with the figures why", arguments: [1, 5, 15, 60])
    func burst(step: Int) throws {
        var series = WaveSeries()
        let before = everyday(&series, days: 20, step: step)
        // Less than one a week by chance.
        #expect(before.alarms.count <= 2)
        var alarms: [WaveAlarm] = []
        for minute in stride(from: before.minute + 1440, to: before.minute + 1500, by: step) {
            if let alarm = detector.add(Double(step), atMinute: minute, to: &series) { alarms.append(alarm) }
        }
        let alarm = try #require(alarms.first)
        #expect(alarm.kind == .burst)
        #expect(alarm.count > alarm.usual + 2 * alarm.spread)
        #expect(alarm.usual < 4)
        #expect(!alarms.dropFirst().contains { !$0.isDoubled })
    }

    @Test("Within the quiet time only doubling is told again")
    func quietTime() throws {
        var series = WaveSeries()
        let start = everyday(&series, days: 10).minute + 600
        let first = try #require(detector.add(40, atMinute: start, to: &series))
        #expect(!first.isDoubled)
        #expect(detector.add(30, atMinute: start + 1, to: &series) == nil)
        let second = try #require(detector.add(30, atMinute: start + 2, to: &series))
        #expect(second.isDoubled)
        #expect(second.count == 100)
        #expect(detector.add(60, atMinute: start + 600, to: &series) == nil)
        let nextDay = try #require(detector.add(150, atMinute: start + 1500, to: &series))
        #expect(!nextDay.isDoubled)
    }

    @Test("Nothing is told while nothing is usual yet, nor below the minimum")
    func warmUp() {
        var young = WaveSeries()
        _ = everyday(&young, days: 1)
        #expect(detector.add(500, atMinute: 1440, to: &young) == nil)
        var silent = WaveSeries()
        _ = detector.add(0, atMinute: 0, to: &silent)
        #expect(detector.add(4, atMinute: 30 * 1440, to: &silent) == nil)
        #expect(detector.add(20, atMinute: 30 * 1440 + 1, to: &silent) != nil)
    }

    @Test("What comes every week at this hour is usual")
    func weekly() {
        func alarms(every period: Int) -> Int {
            var series = WaveSeries()
            var random = SeededRandom(seed: 3)
            var late = 0
            for minute in 0..<(10 * 7 * 1440) {
                let isRush = minute % period < 60 && minute >= period
                let rate = isRush ? 30.0 : 2.0
                let count = random.unit() < rate / 60 ? 1.0 : 0
                if detector.add(count, atMinute: minute, to: &series) != nil, minute > 5 * 7 * 1440 {
                    late += 1
                }
            }
            return late
        }
        // A rush that comes every week counts less than one that comes as often at ever other hours.
        #expect(alarms(every: 7 * 1440) < alarms(every: 7 * 1440 + 300))
    }

    @Test("A slow climb is told, one loud day is none")
    func climb() {
        var rising = WaveSeries()
        let calm = everyday(&rising, days: 28, perHour: 6)
        #expect(!calm.alarms.contains { $0.kind == .climb })
        var minute = calm.minute
        var alarms: [WaveAlarm] = []
        for day in 0..<12 {
            let next = everyday(
                &rising, days: 1, from: minute, perHour: 6 + 2 * Double(day), seed: UInt64(day))
            alarms += next.alarms
            minute = next.minute
        }
        let climb = alarms.first { $0.kind == .climb }
        #expect(climb != nil)
        #expect(climb.map { $0.minutes % 1440 } == 0)

        var loud = WaveSeries()
        let before = everyday(&loud, days: 28, perHour: 6)
        let day = everyday(&loud, days: 1, from: before.minute, perHour: 40)
        let after = everyday(&loud, days: 5, from: day.minute, perHour: 6)
        #expect(!(day.alarms + after.alarms).contains { $0.kind == .climb })
    }

    @Test("A series takes the same memory whatever it has counted, and forgets after a long silence")
    func memory() {
        var series = WaveSeries()
        _ = everyday(&series, days: 60)
        #expect(WaveSeries.bytes() < 2048)
        #expect(detector.add(1000, atMinute: 60 * 1440 + 100 * 1440, to: &series) == nil)
        // Told late: taken as of now.
        #expect(detector.add(1, atMinute: 5, to: &series) == nil)
    }

    @Test("Days can be counted as well")
    func days() {
        var settings = WaveSettings()
        settings.windowMinutes = 1440
        settings.warmUpWindows = 14
        settings.quietMinutes = 7 * 1440
        let detector = WaveDetector(settings)
        var series = WaveSeries(settings)
        var alarms: [Int] = []
        for day in 0..<60 {
            let count = day == 50 ? 90.0 : 20 + Double(day * 7 % 5)
            if detector.add(count, atMinute: day * 1440, to: &series) != nil { alarms.append(day) }
        }
        #expect(alarms == [50])
    }

    @Test("The reason is a sentence in both languages")
    func sentences() throws {
        var series = WaveSeries()
        let start = everyday(&series, days: 10).minute
        let alarm = try #require(detector.add(58, atMinute: start + 300, to: &series))
        #expect(alarm.english.hasPrefix("58 in 60 minutes, usual "))
        #expect(alarm.german.hasPrefix("58 in 60 Minuten, üblich "))
        #expect(alarm.german.contains(" ± "))
    }
}
