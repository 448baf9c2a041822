import Foundation

/// Notices when counts of anything (a tag, a topic, mentions) leave what is usual for them: a fast burst
/// within a window, or a slow climb over days.
///
/// Usual is a blend: the recent days, and the same hour of the week in the weeks before, as one mixture whose
/// mean and standard deviation are compared with the sliding window. A window clearly above it alarms when
/// some minutes in it are also louder than the loudest of a usual day (block maxima, as extreme value theory
/// takes them); one extremely above it alarms anyway. Bursts of the past widen the spread, so that a series
/// that is always restless must shout louder. Cost: a few nanoseconds a count, a microsecond for each hour
/// that has passed.
public struct WaveDetector: Sendable {
    /// What counts as a wave.
    public let settings: WaveSettings
    private let slotMinutes: Int
    private let recentDecay: Double
    private let weeklyStep: Double
    private let peakDecay: Double

    /// A longer silence is a new beginning: what was usual two months ago is no longer.
    private static let forgetWeeks = 8

    /// A detector for series made with the same `settings`.
    /// - Precondition: `windowMinutes` divides a week and is a multiple of 12.
    public init(_ settings: WaveSettings = WaveSettings()) {
        precondition(settings.windowMinutes % WaveSettings.slotsPerWindow == 0, "the window has twelve slots")
        precondition(7 * 24 * 60 % settings.windowMinutes == 0, "the window divides a week")
        self.settings = settings
        slotMinutes = settings.slotMinutes
        recentDecay = exp2(-1 / settings.recentHalfLifeWindows)
        peakDecay = exp2(-1 / settings.peakHalfLifeDays)
        weeklyStep = 1 - exp2(-1 / settings.weeklyHalfLifeWeeks)
    }

    /// Takes in that `count` more were seen at `minute`.
    /// - Parameters:
    ///   - count: how many; 0 or more. Minutes without any need not be told.
    ///   - minute: minutes since 1970. A count that comes late is taken as of the latest minute told.
    /// - Returns: the alarm that this count raised, if any.
    public func add(_ count: Double, atMinute minute: Int, to series: inout WaveSeries) -> WaveAlarm? {
        let slot = minute / slotMinutes
        if series.slot != slot { advance(&series, to: slot) }
        series.slotCount += Float(count)
        series.windowCount += Float(count)
        if series.windowCount >= series.limit,
            series.slotCount >= series.loudSlot || series.windowCount >= series.sureLimit,
            let alarm = burst(&series)
        {
            return alarm
        }
        if series.climb.sum >= Float(settings.climbThreshold) { return climb(&series) }
        return nil
    }

    // MARK: Alarms

    private func burst(_ series: inout WaveSeries) -> WaveAlarm? {
        guard let slot = series.slot else { return nil }
        let isFresh = series.alarmSlot.map { (slot - $0) * slotMinutes < settings.quietMinutes } ?? false
        if isFresh, series.windowCount < 2 * series.alarmCount { return nil }
        series.alarmSlot = slot
        series.alarmCount = series.windowCount
        return WaveAlarm(
            kind: .burst, count: Double(series.windowCount), minutes: settings.windowMinutes,
            usual: Double(series.usual), spread: Double(series.spread), isDoubled: isFresh)
    }

    private func climb(_ series: inout WaveSeries) -> WaveAlarm? {
        let climb = series.climb
        let days = Float(max(climb.risingDays, 1))
        let perDay = climb.risingCount / days
        guard Double(climb.risingCount) >= settings.climbRatio * Double(climb.risingUsual),
            Double(climb.risingCount) >= settings.minimumCount
        else { return nil }
        let isFresh = climb.quietDays > 0
        if isFresh, perDay < 2 * climb.toldPerDay { return nil }
        series.climb.quietDays = 7
        series.climb.toldPerDay = perDay
        series.climb.sum = 0
        return WaveAlarm(
            kind: .climb, count: Double(climb.risingCount), minutes: Int(climb.risingDays) * 24 * 60,
            usual: Double(climb.risingUsual), spread: Double((climb.variance * days).squareRoot()),
            isDoubled: isFresh)
    }

    // MARK: Passing time

    private func advance(_ series: inout WaveSeries, to slot: Int) {
        guard let last = series.slot else {
            series.slot = slot
            return
        }
        guard slot > last else { return }
        let slots = WaveSettings.slotsPerWindow
        if (slot - last) / slots > Self.forgetWeeks * settings.windowsPerWeek {
            series = WaveSeries(settings)
            series.slot = slot
            return
        }
        for next in (last + 1)...slot {
            series.slots[(next - 1) % slots] = series.slotCount
            series.dayPeak = max(series.dayPeak, series.slotCount)
            if next % slots == 0 { close(&series, window: next / slots - 1) }
            series.windowCount = max(0, series.windowCount - series.slots[next % slots])
            series.slotCount = 0
        }
        series.slot = slot
    }

    /// Learns from a window that has passed, and says what is usual for the next one.
    private func close(_ series: inout WaveSeries, window: Int) {
        let count = Double(series.slots.reduce(0, +))
        let place = window % settings.windowsPerWeek
        let weeks = series.windows / settings.windowsPerWeek
        let step = Float(max(1 / Double(weeks + 1), weeklyStep))
        series.week[2 * place] += step * (Float(count) - series.week[2 * place])
        series.week[2 * place + 1] += step * (Float(count * count) - series.week[2 * place + 1])
        series.recent.add(count, decay: recentDecay)
        series.windows += 1
        series.windowCount = Float(count)
        closeDay(&series, count: Float(count), window: window)
        expect(&series, place: (place + 1) % settings.windowsPerWeek)
    }

    /// Sets what is usual at this place of the week: mean and standard deviation of the mixture of recent
    /// windows and those at this hour of the week, its neighbours counting half. Never narrower than chance
    /// (Poisson) makes it.
    private func expect(_ series: inout WaveSeries, place: Int) {
        let places = settings.windowsPerWeek
        let share = series.windows > places ? settings.weeklyShare : 0
        let before = 2 * ((place + places - 1) % places)
        let after = 2 * ((place + 1) % places)
        func weekly(_ part: Int) -> Double {
            Double(series.week[before + part] + 2 * series.week[2 * place + part] + series.week[after + part])
                / 4
        }
        let mean = share * weekly(0) + (1 - share) * series.recent.mean
        let meanSquare = share * weekly(1) + (1 - share) * series.recent.meanSquare
        let spread = max(meanSquare - mean * mean, mean, 1).squareRoot()
        series.usual = Float(mean)
        series.spread = Float(spread)
        guard series.windows >= settings.warmUpWindows else { return }
        series.limit = Float(max(mean + settings.threshold * spread, settings.minimumCount))
        series.sureLimit = Float(max(mean + settings.sureThreshold * spread, settings.minimumCount))
    }

    /// Adds a window to its day, and a whole day to the cumulative sum.
    private func closeDay(_ series: inout WaveSeries, count: Float, window: Int) {
        series.climb.count += count
        series.climb.usual += series.usual
        series.climb.windows += 1
        guard (window + 1) % settings.windowsPerDay == 0 else { return }
        if series.climb.windows == settings.windowsPerDay {
            learnDay(&series.climb)
            learnPeak(&series)
        }
        series.dayPeak = 0
        series.climb.count = 0
        series.climb.usual = 0
        series.climb.windows = 0
    }

    /// How loud a slot must be: logarithms, because loudness is heavy-tailed. Few days are filled up with
    /// `priorDays` of a typical spread.
    private func learnPeak(_ series: inout WaveSeries) {
        let (continuity, priorDays, priorSpread) = (0.5, 3.0, 0.4)
        series.peaks.add(log(Double(series.dayPeak) + continuity), decay: peakDecay)
        let peaks = series.peaks
        let variance = max(0, peaks.meanSquare - peaks.mean * peaks.mean)
        let blended =
            (variance * peaks.weight + priorSpread * priorSpread * priorDays) / (peaks.weight + priorDays)
        series.loudSlot = Float(exp(peaks.mean + settings.peakThreshold * blended.squareRoot()) - continuity)
    }

    private func learnDay(_ climb: inout Climb) {
        let excess = climb.count - climb.usual
        let spread = max(climb.variance, climb.usual, 1).squareRoot()
        // A day's excess counts at most twice its spread, so that one loud day is no climb.
        let cut = min(max(excess / spread, -2), 2)
        if climb.days >= settings.climbWarmUpDays {
            climb.sum = max(0, climb.sum + cut - 0.5)
            climb.risingDays = climb.sum > 0 ? climb.risingDays + 1 : 0
            climb.risingCount = climb.sum > 0 ? climb.risingCount + climb.count : 0
            climb.risingUsual = climb.sum > 0 ? climb.risingUsual + climb.usual : 0
        }
        climb.quietDays = max(0, climb.quietDays - 1)
        climb.days += 1
        // Cut as well: a loud day must not hide a climb for weeks.
        let learnt = climb.days > 3 ? cut * spread : excess
        let step = max(1 / Float(climb.days), 1 / 15)
        climb.variance += step * (learnt * learnt - climb.variance)
    }
}
