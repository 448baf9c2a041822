import Foundation

/// What a `ShareDetector` remembers about one share. Constant in size.
public struct ShareSeries: Hashable, Sendable {
    /// Number of the slot being counted, in slots since 1970; nil before the first count.
    var slot: Int?
    /// Part and whole in each slot of the window; the current one among them.
    var parts: [Float]
    var wholes: [Float]
    /// Windows that held anything.
    var windows = 0
    /// Fading sums of all windows.
    var part = 0.0
    var whole = 0.0
    /// Squares of the windows' standardised excesses: how much more than chance the share moves.
    var dispersion = Moments()
    /// The last alarm: when, in slots, and at which part.
    var alarmSlot: Int?
    var alarmPart: Float = 0

    /// An empty series.
    public init() {
        parts = Array(repeating: 0, count: WaveSettings.slotsPerWindow)
        wholes = parts
    }
}

/// Notices when a part of all (the negative messages, one topic's) is larger than its usual share, however
/// many there are.
///
/// A control chart of shares with the spread that the series itself shows beyond chance (Laney, "Improved
/// control charts for attributes", Quality Engineering 2002), over the same sliding window and with the same
/// rest as `WaveDetector`.
public struct ShareDetector: Sendable {
    /// Window, minimum, warm-up, quiet time, half-life of the recent past and `shareThreshold`.
    public let settings: WaveSettings
    private let decay: Double

    /// A detector of shares.
    /// - Precondition: `windowMinutes` is a multiple of 12.
    public init(_ settings: WaveSettings = WaveSettings()) {
        precondition(settings.windowMinutes % WaveSettings.slotsPerWindow == 0, "the window has twelve slots")
        self.settings = settings
        decay = exp2(-1 / settings.recentHalfLifeWindows)
    }

    /// Takes in that of `whole` more at `minute` so many were `part`.
    /// - Parameters:
    ///   - part: how many count, 0 … `whole`.
    ///   - whole: how many there were.
    ///   - minute: minutes since 1970. What comes late is taken as of the latest minute told.
    /// - Returns: the alarm that this raised, if any.
    public func add(
        part: Double, of whole: Double, atMinute minute: Int, to series: inout ShareSeries
    ) -> WaveAlarm? {
        let slot = minute / settings.slotMinutes
        let slots = WaveSettings.slotsPerWindow
        advance(&series, to: slot)
        series.parts[(series.slot ?? slot) % slots] += Float(part)
        series.wholes[(series.slot ?? slot) % slots] += Float(whole)
        return alarm(&series)
    }

    private func alarm(_ series: inout ShareSeries) -> WaveAlarm? {
        let part = series.parts.reduce(0, +)
        guard Double(part) >= settings.minimumCount, series.windows >= settings.warmUpWindows,
            let slot = series.slot
        else { return nil }
        let whole = Double(series.wholes.reduce(0, +))
        let (usual, spread) = usual(series, of: whole)
        guard Double(part) >= usual + settings.shareThreshold * spread else { return nil }
        let isFresh =
            series.alarmSlot.map { (slot - $0) * settings.slotMinutes < settings.quietMinutes } ?? false
        if isFresh, part < 2 * series.alarmPart { return nil }
        series.alarmSlot = slot
        series.alarmPart = part
        return WaveAlarm(
            kind: .burst, count: Double(part), minutes: settings.windowMinutes, usual: usual, spread: spread,
            isDoubled: isFresh, whole: whole)
    }

    /// The usual part of so many, and its standard deviation, never narrower than chance (binomial) makes it.
    private func usual(_ series: ShareSeries, of whole: Double) -> (mean: Double, spread: Double) {
        let share = (series.part + 0.5) / (series.whole + 1)
        let excess = max(series.dispersion.meanSquare, 1)
        return (share * whole, max(excess * whole * share * (1 - share), 0.25).squareRoot())
    }

    private func advance(_ series: inout ShareSeries, to slot: Int) {
        guard let last = series.slot else {
            series.slot = slot
            return
        }
        guard slot > last else { return }
        let slots = WaveSettings.slotsPerWindow
        // After two whole windows all slots are empty, and empty windows teach nothing.
        for next in (last + 1)...min(slot, last + 2 * slots) {
            if next % slots == 0 { learn(&series) }
            series.parts[next % slots] = 0
            series.wholes[next % slots] = 0
        }
        series.slot = slot
    }

    private func learn(_ series: inout ShareSeries) {
        let part = Double(series.parts.reduce(0, +))
        let whole = Double(series.wholes.reduce(0, +))
        guard whole > 0 else { return }
        if series.windows > 0 {
            let share = (series.part + 0.5) / (series.whole + 1)
            let chance = max(whole * share * (1 - share), 0.25)
            series.dispersion.add((part - share * whole) / chance.squareRoot(), decay: decay)
        }
        series.part = series.part * decay + part
        series.whole = series.whole * decay + whole
        series.windows += 1
    }
}
