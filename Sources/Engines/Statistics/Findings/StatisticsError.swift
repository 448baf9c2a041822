/// Why an input allows no statement at all. (Too few good values are no error: the finding says so.)
public enum StatisticsError: Error, Hashable, Sendable {
    /// There are no values.
    case empty
    /// The value at `index` is infinite or not a number.
    case notFinite(index: Int)
    /// The value at `index` must be above zero, e.g. a duration.
    case notPositive(index: Int)
    /// The value at `index` lies outside what it may be, e.g. −3 on a scale of 0 to 10, or a p-value of 1.2.
    case outOfRange(index: Int)
    /// A count is below zero.
    case negativeCount(Int)
    /// More hits than cases.
    case moreHitsThanCases(hits: Int, cases: Int)
    /// Two series that belong together have different lengths.
    case differentLengths(Int, Int)
    /// A setting has a value that makes no sense.
    case badSetting(Setting)
    /// More groups at once than `Disclosure.groupLimit`.
    case tooManyGroups(Int)
    /// A member answered twice; which answer counts must be decided before.
    case answeredTwice

    /// The settings that an input may get wrong.
    public enum Setting: String, Hashable, Sendable {
        /// The confidence of an interval, between 0 and 1.
        case confidence
        /// The effect that should be found, not zero.
        case effect
        /// A spread, above zero.
        case spread
        /// A probability, strictly between 0 and 1.
        case probability
        /// How many resamples or rearrangements, at least 99.
        case repetitions
        /// A range whose low, likely and high value are not in order.
        case range
        /// A rate of discount or a part of a whole, outside what it may be.
        case rate
        /// What was put in, above zero.
        case inputs
        /// A number of years or days, at least 1 and bounded.
        case duration
        /// A day before one that was already counted.
        case day
        /// The margin around a norm, not negative.
        case tolerance
        /// A threshold below the protected minimum.
        case threshold
    }
}

/// Checks that every function makes before it computes.
enum Check {
    /// - Throws: `.empty`, or `.notFinite` with the first offender.
    static func values(_ values: [Double]) throws(StatisticsError) {
        guard !values.isEmpty else { throw .empty }
        for (index, value) in values.enumerated() where !value.isFinite { throw .notFinite(index: index) }
    }

    /// - Throws: as `values`, and `.differentLengths`.
    static func pairs(_ x: [Double], _ y: [Double]) throws(StatisticsError) {
        guard x.count == y.count else { throw .differentLengths(x.count, y.count) }
        try values(x)
        try values(y)
    }

    /// - Throws: `.badSetting(.confidence)`.
    static func confidence(_ confidence: Double) throws(StatisticsError) {
        guard confidence > 0, confidence < 1 else { throw .badSetting(.confidence) }
    }

    /// - Throws: `.badSetting(setting)` unless `value` is finite and `holds`.
    static func setting(
        _ setting: StatisticsError.Setting, _ value: Double, _ holds: (Double) -> Bool
    ) throws(StatisticsError) {
        guard value.isFinite, holds(value) else { throw .badSetting(setting) }
    }
}
