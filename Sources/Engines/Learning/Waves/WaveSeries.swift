/// What a `WaveDetector` remembers about one series of counts. Constant in size: `bytes`.
public struct WaveSeries: Hashable, Sendable {
    /// Number of the slot being counted, in slots since 1970; nil before the first count.
    var slot: Int?
    /// Counted in the current slot.
    var slotCount: Float = 0
    /// Counted in the window that ends now.
    var windowCount: Float = 0
    /// A window of so many alarms if a slot is loud, and at `sureLimit` in any case.
    var limit: Float = .infinity
    var sureLimit: Float = .infinity
    /// A slot of so many is loud.
    var loudSlot: Float = 0
    /// What is usual for a window now, and its standard deviation.
    var usual: Float = 0
    var spread: Float = 1
    /// Windows that have passed.
    var windows = 0

    /// The last burst alarm: when, in slots, and at which count.
    var alarmSlot: Int?
    var alarmCount: Float = 0

    /// Exponentially weighted recent windows: weight, sum, sum of squares.
    var recent = Moments()
    /// The same over days, of the logarithm of the loudest slot.
    var peaks = Moments()
    /// The loudest slot of the current day.
    var dayPeak: Float = 0
    var climb = Climb()

    /// The slots of the window; then mean and mean square for each window of the week.
    var slots: [Float]
    var week: [Float]

    /// An empty series for `settings`.
    public init(_ settings: WaveSettings = WaveSettings()) {
        slots = Array(repeating: 0, count: WaveSettings.slotsPerWindow)
        week = Array(repeating: 0, count: 2 * settings.windowsPerWeek)
    }

    /// Memory that a series takes, whatever it has counted: its own fields and two blocks with their headers.
    public static func bytes(_ settings: WaveSettings = WaveSettings()) -> Int {
        let floats = WaveSettings.slotsPerWindow + 2 * settings.windowsPerWeek
        return MemoryLayout<WaveSeries>.stride + 2 * 32 + floats * MemoryLayout<Float>.stride
    }
}

/// Weighted sums of values and their squares.
struct Moments: Hashable, Sendable {
    var weight = 0.0
    var sum = 0.0
    var squares = 0.0
    var mean: Double { weight > 0 ? sum / weight : 0 }
    var meanSquare: Double { weight > 0 ? squares / weight : 0 }

    /// Lets the past fade by `decay` and takes `value` in.
    mutating func add(_ value: Double, decay: Double) {
        weight = weight * decay + 1
        sum = sum * decay + value
        squares = squares * decay + value * value
    }
}

/// The daily scale: a cumulative sum of cut-off excesses (Page, "Continuous inspection schemes", Biometrika
/// 1954).
struct Climb: Hashable, Sendable {
    /// The day being counted.
    var count: Float = 0
    var usual: Float = 0
    var windows: Int32 = 0
    /// Whole days that have passed.
    var days: Int32 = 0
    /// Variance of a day about what is usual for it.
    var variance: Float = 0
    /// The cumulative sum, and since when it is above 0: days, counted, usual.
    var sum: Float = 0
    var risingDays: Int32 = 0
    var risingCount: Float = 0
    var risingUsual: Float = 0
    /// Days left in which the climb is not told again, and the count a day when it was.
    var quietDays: Int32 = 0
    var toldPerDay: Float = 0
}
