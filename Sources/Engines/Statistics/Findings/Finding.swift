/// What may honestly be said: a number with its interval, its sample and its method, or that there is too
/// little to say one. Only the functions of this engine make findings.
public struct Finding: Hashable, Sendable, Encodable {
    /// What was looked for.
    public let quantity: Quantity
    /// How many observations stand behind it, one number a group (before and after of one sample are one
    /// group).
    public let sample: [Int]
    /// How it was computed.
    public let method: Method
    /// What the design of the comparison allows to conclude.
    public let evidence: Evidence
    /// The number, or how many observations it would take.
    public let outcome: Outcome

    /// The number with its interval; nil when there are too few observations.
    public var estimate: Estimate? {
        guard case .estimate(let estimate) = outcome else { return nil }
        return estimate
    }

    /// Whether a difference, change or connection is shown: the interval excludes "none" and the test, where
    /// there is one, agrees. False also means "cannot be told". Nil for quantities that compare nothing.
    public var isShown: Bool? {
        guard let none = quantity.none else { return nil }
        guard let estimate else { return false }
        return !estimate.interval.contains(none)
            && (estimate.p ?? 0) <= 1 - estimate.interval.confidence + 1e-12
    }

    /// A finding of `quantity`, or "too few" when the smallest group has fewer than `needed` observations.
    static func of(
        _ quantity: Quantity, sample: [Int], needed: Int, _ method: Method,
        evidence: Evidence = .description, _ estimate: () throws(StatisticsError) -> Estimate
    ) throws(StatisticsError) -> Finding {
        let isEnough = (sample.min() ?? 0) >= needed
        return Finding(
            quantity: quantity, sample: sample, method: method, evidence: evidence,
            outcome: isEnough ? .estimate(try estimate()) : .tooFew(needed: needed))
    }
}

/// The number, or how many observations it would take.
public enum Outcome: Hashable, Sendable, Encodable {
    /// There are enough observations.
    case estimate(Estimate)
    /// At least so many observations (of each group) are needed.
    case tooFew(needed: Int)
}

/// A number with its interval.
public struct Estimate: Hashable, Sendable, Encodable {
    /// The best single number.
    public let value: Double
    /// Where the truth lies, as far as the data can tell.
    public let interval: Interval
    /// Two-sided p-value against "none", where a test goes with the method.
    public let p: Double?

    /// A number with its interval and, where there is a test, its p-value.
    public init(_ value: Double, _ interval: Interval, p: Double? = nil) {
        self.value = value
        self.interval = interval
        self.p = p
    }
}

/// What the design of a comparison allows to conclude.
public enum Evidence: String, Hashable, Sendable, Encodable, CaseIterable {
    /// Nothing is compared.
    case description
    /// Compared, but without a control group: association, not cause.
    case association
    /// Compared with a control group that was not drawn by lot: a hint at a cause.
    case control
    /// The groups were drawn by lot: a difference may be ascribed to the measure.
    case lot
}

/// The unit of a mean, a median or a change, in both languages, in the form used after a number.
public struct Unit: Hashable, Sendable, Encodable {
    let german: String
    let english: String

    /// A unit such as `Unit("Stunden", "hours")`.
    public init(_ german: String, _ english: String) {
        self.german = german
        self.english = english
    }

    /// A bare number.
    public static let none = Unit("", "")
    /// Points of a scale.
    public static let points = Unit("Punkte", "points")
    /// Hours.
    public static let hours = Unit("Stunden", "hours")
    /// Days.
    public static let days = Unit("Tage", "days")
    /// Percentage points, for values that are percentages already.
    public static let percentagePoints = Unit("Prozentpunkte", "percentage points")
}

/// What a finding is about.
public enum Quantity: Hashable, Sendable, Encodable {
    /// A share of cases, 0…1.
    case rate
    /// A difference of two shares, −1…1.
    case rateDifference
    /// An arithmetic mean.
    case mean(Unit)
    /// A geometric mean of durations.
    case typicalDuration(Unit)
    /// How many times as long, a ratio of geometric means.
    case durationRatio
    /// A median.
    case median(Unit)
    /// How much the units (teams) changed on average.
    case change(Unit)
    /// The difference between the means of two groups of units (teams).
    case difference(Unit)
    /// How much more the treated units changed than the control units.
    case netChange(Unit)
    /// A rank correlation, −1…1.
    case correlation
    /// Promoters minus detractors, −100…100.
    case netPromoterScore

    /// The value that means "no difference"; nil for quantities that compare nothing.
    var none: Double? {
        switch self {
        case .rate, .mean, .typicalDuration, .median, .netPromoterScore: nil
        case .durationRatio: 1
        case .rateDifference, .change, .difference, .netChange, .correlation: 0
        }
    }
}

/// How a number was computed, with its source.
public enum Method: String, Hashable, Sendable, Encodable, CaseIterable {
    /// Wilson's score interval for one rate (1927).
    case wilson
    /// Newcombe's hybrid score interval for a difference of independent rates (1998, method 10).
    case newcombe
    /// Tango's score interval for a difference of paired rates (1998), also of promoters and detractors.
    case tango
    /// Student's t interval for a mean (1908).
    case student
    /// Student's t interval that knows the ends of the scale.
    case studentOnScale
    /// Student's t interval of logarithms: a geometric mean.
    case studentLog
    /// Welch's interval of logarithms: a ratio of geometric means (1947).
    case welchLog
    /// Order statistics around the median (Thompson 1936).
    case orderStatistics
    /// Student's t interval of the units' changes, with Fisher's test by changing signs (1935).
    case pairedUnits
    /// Welch's interval, with a studentised permutation test (Janssen 1997).
    case welchUnits
    /// Spearman's rank correlation (1904), bias-corrected and accelerated bootstrap (Efron 1987).
    case spearman
}

/// The smallest samples for which a number is given.
public enum Minimum {
    /// Cases or answers a group: from here on the coverage of the intervals has been measured.
    public static let observations = 10
    /// Answers behind a mean: the same number from which figures about groups may be shown at all.
    public static let answers = 5
    /// Units (teams) that changed: with five, no pattern of signs is rarer than 1 in 16.
    public static let changes = 6
    /// Units (teams) in each of two groups: three against three can never be rarer than 1 in 10.
    public static let unitsEach = 4
}
