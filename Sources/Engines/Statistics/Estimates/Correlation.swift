import Foundation

/// Whether two measures go together, by ranks: no assumption of a straight line, outliers weigh little.
public enum Correlation {
    /// Spearman's rank correlation with a bootstrap interval and the p-value of its t approximation.
    ///
    /// A formula for the interval (Bonett and Wright 2000) would be quicker, but holds its promise only where
    /// the scatter is even. Costs O(n log n + 3000 n) for n pairs.
    /// - Throws: `.differentLengths`, `.notFinite`, `.empty`.
    public static func spearman(
        _ x: [Double], _ y: [Double], evidence: Evidence = .association, seed: UInt64 = 1
    ) throws(StatisticsError) -> Finding {
        try Check.pairs(x, y)
        return try .of(
            .correlation, sample: [x.count], needed: Minimum.observations, .spearman, evidence: evidence
        ) { () throws(StatisticsError) in
            var pairs = RankPairs(x, y)
            let r = pairs.correlation()
            let interval =
                abs(r) < 1
                ? try Bootstrap.interval(count: x.count, seed: seed) { pairs.correlation($0) }
                : perfect(r, n: x.count)
            return Estimate(r, interval, p: pValue(r, n: x.count))
        }
    }

    /// Resamples of perfectly ordered pairs are all perfect and would claim certainty. So the inner end is
    /// that of pairs of which two neighbours are swapped, by the formula of Bonett and Wright (Psychometrika
    /// 65, 2000).
    private static func perfect(_ r: Double, n: Int) -> Interval {
        let count = Double(n)
        let swapped = 1 - 12 / (count * (count * count - 1))
        let error = ((1 + swapped * swapped / 2) / (count - 3)).squareRoot()
        let inner = tanh(atanh(swapped) - Normal.quantile(0.975) * error)
        return r > 0 ? Interval(inner, 1) : Interval(-1, -inner)
    }

    /// Spearman's ρ; 0 where one series does not vary.
    public static func rho(_ x: [Double], _ y: [Double]) throws(StatisticsError) -> Double {
        try Check.pairs(x, y)
        var pairs = RankPairs(x, y)
        return pairs.correlation()
    }

    /// Two-sided p-value of ρ = 0 by Student's distribution with n − 2 degrees of freedom; 1 below three
    /// pairs.
    public static func pValue(_ rho: Double, n: Int) -> Double {
        guard n > 2 else { return 1 }
        guard abs(rho) < 1 else { return 0 }
        let freedom = Double(n - 2)
        return StudentT(freedom: freedom).twoSided(rho * (freedom / ((1 - rho) * (1 + rho))).squareRoot())
    }
}

/// Pairs by the order of their values, so that ranks within a resample cost no sorting.
private struct RankPairs {
    private var x: RankSeries
    private var y: RankSeries
    let count: Int

    init(_ x: [Double], _ y: [Double]) {
        self.x = RankSeries(x)
        self.y = RankSeries(y)
        count = x.count
    }

    /// Spearman's ρ of all pairs.
    mutating func correlation() -> Double { correlation([Int](repeating: 1, count: count)) }

    /// Spearman's ρ where each pair is there so many `times`, ties at their mean rank.
    mutating func correlation(_ times: [Int]) -> Double {
        x.rank(times)
        y.rank(times)
        var (ab, aa, bb) = (0.0, 0.0, 0.0)
        for i in 0..<count {
            let (a, b, weight) = (x.ranks[x.places[i]], y.ranks[y.places[i]], Double(times[i]))
            ab += weight * a * b
            aa += weight * a * a
            bb += weight * b * b
        }
        return aa > 0 && bb > 0 ? min(max(ab / (aa * bb).squareRoot(), -1), 1) : 0
    }
}

/// One series of values that are ranked again and again.
private struct RankSeries {
    /// For each observation, the place of its value among the distinct values.
    let places: [Int]
    /// For each distinct value its mean rank, minus the mean of all ranks.
    private(set) var ranks: [Double]
    private var counts: [Int]

    init(_ values: [Double]) {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var places = [Int](repeating: 0, count: values.count)
        var place = 0
        for (position, index) in order.enumerated() {
            if position > 0, values[index] > values[order[position - 1]] { place += 1 }
            places[index] = place
        }
        self.places = places
        ranks = [Double](repeating: 0, count: place + 1)
        counts = [Int](repeating: 0, count: place + 1)
    }

    /// Ranks the distinct values where each observation is there so many `times`.
    mutating func rank(_ times: [Int]) {
        for place in counts.indices { counts[place] = 0 }
        var total = 0
        for i in places.indices {
            counts[places[i]] += times[i]
            total += times[i]
        }
        var before = 0
        for place in counts.indices {
            ranks[place] = Double(2 * before + counts[place] - total) / 2
            before += counts[place]
        }
    }
}
