import Foundation

/// How many are needed to find an effect of a given size, if there is one.
public enum Power {
    /// How many observations it takes.
    public struct Needed: Hashable, Sendable, Encodable {
        /// Observations in each group (pairs: units), rounded up.
        public let each: Int
        /// The solution of the equation before rounding.
        public let exact: Double
        /// How many groups of that size.
        public let groups: Int
        /// The chance to find the effect with so many.
        public let power: Double

        /// What may be said about it.
        public var sentence: Sentence {
            let (german, english) = groups > 1 ? ("je Gruppe ", " in each group") : ("", "")
            func number(_ text: NumberText) -> String { text(Double(each)) }
            func percent(_ text: NumberText) -> String { text(power * 100) }
            return Sentence(
                {
                    "Nötig sind \(german)\(number($0)), um einen solchen Unterschied mit \(percent($0)) %"
                        + " Wahrscheinlichkeit zu bemerken, wenn es ihn gibt."
                },
                {
                    "\(number($0)) are needed\(english) to notice such a difference with \(percent($0)) %"
                        + " probability, if there is one."
                })
        }
    }

    /// The sizes that are searched; beyond, the effect is too small to be found.
    public static let limit = 1e9

    /// Cases in each of two groups to tell the rate `a` from the rate `b`: the normal approximation with
    /// pooled variance under "no difference" (Fleiss, Levin and Paik, 2003, ch. 4; R's `power.prop.test`).
    public static func rates(
        _ a: Double, _ b: Double, power: Double = 0.8, alpha: Double = 0.05
    ) throws(StatisticsError) -> Needed {
        try Check.setting(.probability, a) { $0 >= 0 && $0 <= 1 }
        try Check.setting(.probability, b) { $0 >= 0 && $0 <= 1 }
        try check(power, alpha)
        try Check.setting(.effect, a - b) { abs($0) > 1e-6 }
        let mean = (a + b) / 2
        let z = Normal.quantile(1 - alpha / 2) * (2 * mean * (1 - mean)).squareRoot()
        let w = Normal.quantile(power) * (a * (1 - a) + b * (1 - b)).squareRoot()
        return needed((z + w) * (z + w) / ((a - b) * (a - b)), groups: 2, power)
    }

    /// Units in each of two groups to tell means apart that differ by `effect` where single units scatter by
    /// the standard deviation `spread`: exact for the t test, by the noncentral t distribution.
    public static func means(
        effect: Double, spread: Double, power: Double = 0.8, alpha: Double = 0.05
    ) throws(StatisticsError) -> Needed {
        try solve(effect, spread, power, alpha, groups: 2)
    }

    /// Units (teams) measured before and after, to find that they changed by `effect` where changes scatter
    /// by the standard deviation `spread`.
    public static func changes(
        effect: Double, spread: Double, power: Double = 0.8, alpha: Double = 0.05
    ) throws(StatisticsError) -> Needed {
        try solve(effect, spread, power, alpha, groups: 1)
    }

    /// The chance that a two-sided t test with `each` units a group finds a difference of `size` standard
    /// deviations.
    public static func ofTTest(size: Double, each: Double, groups: Int, alpha: Double = 0.05) -> Double {
        let freedom = Double(groups) * (each - 1)
        let noncentral = NoncentralT(
            freedom: freedom, shift: abs(size) * (each / Double(groups)).squareRoot())
        let critical = StudentT(freedom: freedom).quantile(1 - alpha / 2)
        return 1 - noncentral.cumulative(critical) + noncentral.cumulative(-critical)
    }

    private static func solve(
        _ effect: Double, _ spread: Double, _ power: Double, _ alpha: Double, groups: Int
    ) throws(StatisticsError) -> Needed {
        try Check.setting(.spread, spread) { $0 > 0 }
        try Check.setting(.effect, effect) { abs($0) > 0 }
        try check(power, alpha)
        let size = abs(effect / spread)
        try Check.setting(.effect, size) { $0 > 1e-4 && $0.isFinite }
        var (low, high) = (1.0 + 1e-6, 4.0)
        while ofTTest(size: size, each: high, groups: groups, alpha: alpha) < power, high < limit {
            low = high
            high *= 2
        }
        while high - low > 1e-9 * high {
            let middle = (low + high) / 2
            if ofTTest(size: size, each: middle, groups: groups, alpha: alpha) < power {
                low = middle
            } else {
                high = middle
            }
        }
        return needed(high, groups: groups, power)
    }

    private static func needed(_ exact: Double, groups: Int, _ power: Double) -> Needed {
        Needed(each: Int((exact - 1e-6).rounded(.up)), exact: exact, groups: groups, power: power)
    }

    private static func check(_ power: Double, _ alpha: Double) throws(StatisticsError) {
        try Check.setting(.probability, power) { $0 > 0 && $0 < 1 }
        try Check.setting(.probability, alpha) { $0 > 0 && $0 < 1 }
    }
}
