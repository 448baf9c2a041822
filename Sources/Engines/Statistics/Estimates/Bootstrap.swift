/// Intervals by drawing from the sample itself, where no formula holds without assumptions.
public enum Bootstrap {
    /// The bias-corrected and accelerated interval (Efron, JASA 82, 1987) from statistics of resamples.
    /// - Parameters:
    ///   - estimate: the statistic of the sample.
    ///   - resampled: the statistic of each resample, at least 99.
    ///   - leavingOneOut: the statistic without the first, the second … observation.
    public static func accelerated(
        _ estimate: Double, resampled: [Double], leavingOneOut: [Double], confidence: Double = 0.95
    ) throws(StatisticsError) -> Interval {
        try Check.confidence(confidence)
        guard resampled.count >= 99 else { throw .badSetting(.repetitions) }
        try Check.values(resampled)
        try Check.values(leavingOneOut)
        let sorted = resampled.sorted()
        let below = Double(sorted.count { $0 < estimate }) + Double(sorted.count { $0 == estimate }) / 2
        let bias = Normal.quantile(below / Double(sorted.count))
        guard bias.isFinite else {
            return Interval(sorted[0], sorted[sorted.count - 1], confidence: confidence)
        }
        let acceleration = Self.acceleration(leavingOneOut)
        func end(_ p: Double) -> Double {
            let z = bias + Normal.quantile(p)
            return quantile(of: sorted, Normal.cumulative(bias + z / (1 - acceleration * z)))
        }
        return Interval(end((1 - confidence) / 2), end((1 + confidence) / 2), confidence: confidence)
    }

    /// The interval of `statistic` over resamples of `count` observations.
    ///
    /// Resamples scatter less than samples: their quantiles are taken at the levels of Student's t instead of
    /// the normal distribution (after Hesterberg, The American Statistician 69, 2015), which matters below 30
    /// observations.
    /// - Parameter statistic: from how often each observation is in the sample.
    public static func interval(
        count: Int, repetitions: Int = 999, confidence: Double = 0.95, seed: UInt64 = 1,
        _ statistic: (_ times: [Int]) -> Double
    ) throws(StatisticsError) -> Interval {
        guard count > 1 else { throw .empty }
        try Check.confidence(confidence)
        guard repetitions >= 99 else { throw .badSetting(.repetitions) }
        var random = SeededRandom(seed: seed)
        var times = [Int](repeating: 0, count: count)
        var resampled: [Double] = []
        for _ in 0..<repetitions {
            for i in 0..<count { times[i] = 0 }
            for _ in 0..<count { times[random.quick(below: count)] += 1 }
            resampled.append(statistic(times))
        }
        times = [Int](repeating: 1, count: count)
        let estimate = statistic(times)
        var leavingOneOut: [Double] = []
        // The acceleration is of the order 1 / √count: beyond this it is nothing, and leaving out is dear.
        for i in 0..<(count <= 2000 ? count : 1) {
            times[i] = 0
            leavingOneOut.append(statistic(times))
            times[i] = 1
        }
        let student = StudentT(freedom: Double(count - 1)).quantile((1 + confidence) / 2)
        let interval = try accelerated(
            estimate, resampled: resampled, leavingOneOut: leavingOneOut,
            confidence: 2 * Normal.cumulative(student) - 1)
        return Interval(interval.lower, interval.upper, confidence: confidence)
    }

    /// A sixth of the skewness of the influence of single observations.
    private static func acceleration(_ leavingOneOut: [Double]) -> Double {
        let m = Moments(leavingOneOut)
        var (squares, cubes) = (0.0, 0.0)
        for value in leavingOneOut {
            let d = m.mean - value
            squares += d * d
            cubes += d * d * d
        }
        return squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
    }

    /// The quantile of ordered values, linear between neighbours (Hyndman and Fan's type 7).
    static func quantile(of sorted: [Double], _ p: Double) -> Double {
        let place = Double(sorted.count - 1) * min(max(p, 0), 1)
        let low = Int(place)
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
    }
}
