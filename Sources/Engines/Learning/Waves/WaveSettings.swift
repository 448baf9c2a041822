/// What counts as a wave. The defaults suit messages of customers counted by the minute; `README.md` says
/// what they were measured on.
public struct WaveSettings: Hashable, Sendable {
    /// The sliding window over which counts are summed, and the step of the weekly profile. Divides a week,
    /// and is a multiple of `slotsPerWindow` minutes. For data in coarser steps than an hour, the width of a
    /// step.
    public var windowMinutes = 60
    /// A window of so many standard deviations above usual alarms when it also holds a loud slot
    /// (`peakThreshold`).
    public var threshold = 2.5
    /// A window of so many standard deviations above usual alarms by itself.
    public var sureThreshold = 5.0
    /// A slot, a twelfth of a window, is loud when it is so many standard deviations above the loudest slot
    /// of a usual day, both as logarithms.
    public var peakThreshold = 0.75
    /// A share (`ShareDetector`) alarms at so many standard deviations above usual.
    public var shareThreshold = 4.0
    /// Fewer than so many in the window never alarm.
    public var minimumCount = 5.0
    /// No alarm before so many windows have passed: nothing is usual yet.
    public var warmUpWindows = 48
    /// After an alarm the series is quiet for so long, unless its count doubles.
    public var quietMinutes = 24 * 60
    /// After so many windows a count weighs half in what is usual "recently": seven days of hours.
    public var recentHalfLifeWindows = 168.0
    /// After so many weeks a count weighs half in what is usual for its hour of the week.
    public var weeklyHalfLifeWeeks = 2.0
    /// After so many days a day weighs half in how loud a usual day's loudest slot is.
    public var peakHalfLifeDays = 7.0
    /// How much the hour of the week says about what is usual, from 0 to 1; the recent days say the rest.
    public var weeklyShare = 0.4
    /// How far the sum of daily excesses, each cut to two standard deviations, may climb before it alarms.
    public var climbThreshold = 4.0
    /// Days before a slow climb may alarm.
    public var climbWarmUpDays = 14
    /// A slow climb alarms only at so many times the usual count.
    public var climbRatio = 1.5

    /// The defaults.
    public init() {}

    /// The window moves in so many steps.
    static let slotsPerWindow = 12
    var slotMinutes: Int { windowMinutes / Self.slotsPerWindow }
    var windowsPerWeek: Int { 7 * 24 * 60 / windowMinutes }
    var windowsPerDay: Int { max(1, 24 * 60 / windowMinutes) }
}
