import Foundation

/// Number, mean and variance of values.
struct Moments {
    let n: Double
    let mean: Double
    /// With n − 1 below the line; 0 for a single value.
    let variance: Double

    init(_ values: [Double]) {
        n = Double(values.count)
        let mean = values.reduce(0, +) / n
        self.mean = mean
        variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(n - 1, 1)
    }
}

/// Arithmetic means: answers on a scale, amounts.
public enum Means {
    /// The mean of `values` of any size, e.g. amounts, with Student's t interval.
    public static func mean(_ values: [Double], unit: Unit = .points) throws(StatisticsError) -> Finding {
        try Check.values(values)
        return try .of(
            .mean(unit), sample: [values.count], needed: Minimum.answers, .student
        ) { () throws(StatisticsError) in
            Estimate(Moments(values).mean, try student(values))
        }
    }

    /// The mean of answers on a `scale`, with an interval that knows the scale's ends.
    /// - Throws: `.outOfRange` for an answer beside the scale.
    public static func mean(
        _ answers: [Double], on scale: ClosedRange<Double>, unit: Unit = .points
    ) throws(StatisticsError) -> Finding {
        let interval = try studentOnScale(answers, scale)
        return try .of(
            .mean(unit), sample: [answers.count], needed: Minimum.answers, .studentOnScale
        ) { () throws(StatisticsError) in
            Estimate(Moments(answers).mean, interval)
        }
    }

    /// Student's t interval with a variance as if a quarter of an answer stood at each end of the scale, cut
    /// off at these ends. Few answers that agree, such as five times "very content", else claim certainty,
    /// and samples of content people miss the few discontent ones. The quarter is ours, chosen by coverage
    /// (`lab statistics coverage`); for many answers it makes no difference.
    public static func studentOnScale(
        _ answers: [Double], _ scale: ClosedRange<Double>, confidence: Double = 0.95
    ) throws(StatisticsError) -> Interval {
        try Check.values(answers)
        try Check.confidence(confidence)
        for (index, answer) in answers.enumerated() where !scale.contains(answer) {
            throw .outOfRange(index: index)
        }
        let m = Moments(answers)
        guard m.n > 1 else { return Interval(scale.lowerBound, scale.upperBound, confidence: confidence) }
        let (below, above) = (m.mean - scale.lowerBound, scale.upperBound - m.mean)
        let variance = (m.variance * (m.n - 1) + (below * below + above * above) / 4) / (m.n - 0.5)
        let half = StudentT(freedom: m.n - 1).quantile((1 + confidence) / 2) * (variance / m.n).squareRoot()
        return Interval(
            max(m.mean - half, scale.lowerBound), min(m.mean + half, scale.upperBound), confidence: confidence
        )
    }

    /// Student's t interval for the mean of at least two values. It assumes that means of such samples are
    /// about normal: with ten values that all but one or two agree, it holds less than it promises.
    public static func student(
        _ values: [Double], confidence: Double = 0.95
    ) throws(StatisticsError) -> Interval {
        try Check.values(values)
        try Check.confidence(confidence)
        let m = Moments(values)
        guard m.n > 1 else { return Interval(-.infinity, .infinity, confidence: confidence) }
        let half = StudentT(freedom: m.n - 1).quantile((1 + confidence) / 2) * (m.variance / m.n).squareRoot()
        return Interval(m.mean - half, m.mean + half, confidence: confidence)
    }

    /// Welch's interval for the mean of `a` minus the mean of `b` (Biometrika 34, 1947), each at least two
    /// values.
    public static func welch(
        _ a: [Double], _ b: [Double], confidence: Double = 0.95
    ) throws(StatisticsError) -> Interval {
        try welchTest(a, b, confidence: confidence).interval
    }

    /// Welch's interval with the statistic and its degrees of freedom.
    static func welchTest(
        _ a: [Double], _ b: [Double], confidence: Double
    ) throws(StatisticsError) -> (interval: Interval, p: Double) {
        try Check.values(a)
        try Check.values(b)
        try Check.confidence(confidence)
        let (x, y) = (Moments(a), Moments(b))
        let difference = x.mean - y.mean
        guard x.n > 1, y.n > 1 else { return (Interval(-.infinity, .infinity, confidence: confidence), 1) }
        let (v, w) = (x.variance / x.n, y.variance / y.n)
        let error = (v + w).squareRoot()
        guard error > 0 else {
            return (Interval(difference, difference, confidence: confidence), difference == 0 ? 1 : 0)
        }
        // As shares of the sum, so that tiny variances do not underflow when squared.
        let (s, t) = (v / (v + w), w / (v + w))
        let student = StudentT(freedom: 1 / (s * s / (x.n - 1) + t * t / (y.n - 1)))
        let half = student.quantile((1 + confidence) / 2) * error
        return (
            Interval(difference - half, difference + half, confidence: confidence),
            student.twoSided(difference / error)
        )
    }
}

/// Durations, which are skewed: their logarithms are compared, and results are geometric means and ratios.
public enum Durations {
    /// The typical (geometric mean) duration, with Student's interval of the logarithms.
    /// - Throws: `.notPositive` for a duration of zero or less.
    public static func typical(_ values: [Double], unit: Unit = .hours) throws(StatisticsError) -> Finding {
        let logs = try logarithms(values)
        return try .of(
            .typicalDuration(unit), sample: [values.count], needed: Minimum.observations, .studentLog
        ) { () throws(StatisticsError) in
            Estimate(exp(Moments(logs).mean), try Means.student(logs).mapped(exp))
        }
    }

    /// How many times as long `a` lasts as `b`, with Welch's interval of the logarithms.
    /// - Throws: `.notPositive` for a duration of zero or less.
    public static func ratio(
        _ a: [Double], to b: [Double], evidence: Evidence = .association
    ) throws(StatisticsError) -> Finding {
        let (x, y) = (try logarithms(a), try logarithms(b))
        return try .of(
            .durationRatio, sample: [a.count, b.count], needed: Minimum.observations, .welchLog,
            evidence: evidence
        ) { () throws(StatisticsError) in
            let test = try Means.welchTest(x, y, confidence: 0.95)
            return Estimate(
                exp(Moments(x).mean - Moments(y).mean), test.interval.mapped(exp), p: test.p)
        }
    }

    private static func logarithms(_ values: [Double]) throws(StatisticsError) -> [Double] {
        try Check.values(values)
        for (index, value) in values.enumerated() where value <= 0 { throw .notPositive(index: index) }
        return values.map { log($0) }
    }
}

/// Medians, which ask nothing of the distribution.
public enum Medians {
    /// The median with the order statistics around it.
    public static func median(_ values: [Double], unit: Unit = .hours) throws(StatisticsError) -> Finding {
        try Check.values(values)
        return try .of(
            .median(unit), sample: [values.count], needed: Minimum.changes, .orderStatistics
        ) { () throws(StatisticsError) in
            Estimate(middle(of: values.sorted()), try orderStatistics(values))
        }
    }

    /// The narrowest symmetric pair of order statistics that holds the median with at least `confidence`
    /// (Thompson, Annals of Mathematical Statistics 7, 1936); infinite where even the extremes hold it less
    /// often.
    public static func orderStatistics(
        _ values: [Double], confidence: Double = 0.95
    ) throws(StatisticsError) -> Interval {
        try Check.values(values)
        try Check.confidence(confidence)
        let sorted = values.sorted()
        let coin = Binomial(trials: sorted.count, chance: 0.5)
        let tail = (1 - confidence) / 2
        // The rank is the number of values that may lie beyond the end: near n/2 − z √n/2, found from there.
        var below = Int(
            Double(sorted.count) / 2 + Normal.quantile(tail) * Double(sorted.count).squareRoot() / 2)
        while below >= 0, coin.cumulative(below) > tail { below -= 1 }
        while coin.cumulative(below + 1) <= tail { below += 1 }
        guard below >= 0 else { return Interval(-.infinity, .infinity, confidence: confidence) }
        return Interval(sorted[below], sorted[sorted.count - 1 - below], confidence: confidence)
    }

    static func middle(of sorted: [Double]) -> Double {
        let n = sorted.count
        return n % 2 == 1 ? sorted[n / 2] : sorted[n / 2 - 1] + (sorted[n / 2] - sorted[n / 2 - 1]) / 2
    }
}
