import Foundation

/// Hits among cases: 12 answers in time of 80.
public struct Hits: Hashable, Sendable {
    /// How many cases were hits.
    public let count: Int
    /// How many cases there were.
    public let cases: Int

    /// `count` hits of `cases`.
    /// - Throws: `.negativeCount`, `.empty` without cases, `.moreHitsThanCases`.
    public init(_ count: Int, of cases: Int) throws(StatisticsError) {
        guard count >= 0 else { throw .negativeCount(count) }
        guard cases >= 0 else { throw .negativeCount(cases) }
        guard cases > 0 else { throw .empty }
        guard count <= cases else { throw .moreHitsThanCases(hits: count, cases: cases) }
        self.count = count
        self.cases = cases
    }

    /// Hits by cases.
    public var rate: Double { Double(count) / Double(cases) }
}

/// Shares of cases, and their differences.
public enum Rates {
    /// One share with Wilson's interval.
    public static func share(_ hits: Hits) throws(StatisticsError) -> Finding {
        try .of(.rate, sample: [hits.cases], needed: Minimum.observations, .wilson) {
            () throws(StatisticsError) in
            Estimate(hits.rate, try wilson(hits))
        }
    }

    /// The share of `a` minus the share of `b`, two separate groups, with Newcombe's interval.
    public static func difference(
        _ a: Hits, _ b: Hits, evidence: Evidence = .association
    ) throws(StatisticsError) -> Finding {
        try .of(
            .rateDifference, sample: [a.cases, b.cases], needed: Minimum.observations, .newcombe,
            evidence: evidence
        ) { () throws(StatisticsError) in
            Estimate(a.rate - b.rate, try newcombe(a, b), p: newcombeP(a, b))
        }
    }

    /// How much the share changed among the same cases, with Tango's interval.
    /// - Parameters:
    ///   - gained: cases that became hits.
    ///   - lost: cases that were hits and are none any more.
    ///   - cases: all, the unchanged ones included.
    public static func change(
        gained: Int, lost: Int, of cases: Int, evidence: Evidence = .association
    ) throws(StatisticsError) -> Finding {
        let interval = try tango(plus: gained, minus: lost, of: cases)
        return try .of(
            .rateDifference, sample: [cases], needed: Minimum.observations, .tango, evidence: evidence
        ) { () throws(StatisticsError) in
            Estimate(Double(gained - lost) / Double(cases), interval, p: mcNemarP(gained, lost))
        }
    }

    /// Wilson's score interval (JASA 22, 1927). On average over rates it holds what it promises; for rates
    /// below 2 % of few cases it holds less (Brown, Cai and DasGupta 2001).
    public static func wilson(_ hits: Hits, confidence: Double = 0.95) throws(StatisticsError) -> Interval {
        try Check.confidence(confidence)
        let ends = score(hits, z: Normal.quantile((1 + confidence) / 2))
        return Interval(ends.lower, ends.upper, confidence: confidence)
    }

    /// The rates from which `hits` lie at most `z` standard errors away.
    private static func score(_ hits: Hits, z: Double) -> (lower: Double, upper: Double) {
        let (n, p) = (Double(hits.cases), hits.rate)
        let center = p + z * z / (2 * n)
        let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        return (
            hits.count == 0 ? 0 : max((center - half) / scale, 0),
            hits.count == hits.cases ? 1 : min((center + half) / scale, 1)
        )
    }

    /// The exact interval of Clopper and Pearson (Biometrika 26, 1934). It holds at least what it promises
    /// for every rate, and is wider than needed on average: for limits that must not be missed, not for
    /// reports.
    public static func clopperPearson(
        _ hits: Hits, confidence: Double = 0.95
    ) throws(StatisticsError) -> Interval {
        try Check.confidence(confidence)
        let tail = (1 - confidence) / 2
        let (k, rest) = (Double(hits.count), Double(hits.cases - hits.count))
        return Interval(
            hits.count == 0 ? 0 : Beta(k, rest + 1).quantile(tail),
            hits.count == hits.cases ? 1 : 1 - Beta(rest, k + 1).quantile(tail), confidence: confidence)
    }

    /// The p-value that goes with Newcombe's interval: 1 minus the confidence at which it would just touch
    /// zero.
    private static func newcombeP(_ a: Hits, _ b: Hits) -> Double {
        let (high, low) = a.rate >= b.rate ? (a, b) : (b, a)
        let difference = high.rate - low.rate
        guard difference > 0 else { return 1 }
        // The lower end falls as z grows; the reach of both Wilson intervals towards each other is looked
        // for.
        let z = Root.of(start: 2, from: 0, to: .infinity) { z in
            let reach = hypot(high.rate - score(high, z: z).lower, score(low, z: z).upper - low.rate)
            return (reach - difference, 0)
        }
        return 2 * Normal.cumulative(-z)
    }

    /// McNemar's test without correction, which is Tango's score test of no change (Psychometrika 12, 1947).
    private static func mcNemarP(_ gained: Int, _ lost: Int) -> Double {
        guard gained != lost else { return 1 }
        return 2 * Normal.cumulative(-Double(abs(gained - lost)) / Double(gained + lost).squareRoot())
    }

    /// Newcombe's hybrid score interval for a difference of two independent rates (Statistics in Medicine 17,
    /// 873–890, 1998, method 10).
    public static func newcombe(
        _ a: Hits, _ b: Hits, confidence: Double = 0.95
    ) throws(StatisticsError) -> Interval {
        let (first, second) = (try wilson(a, confidence: confidence), try wilson(b, confidence: confidence))
        let difference = a.rate - b.rate
        let below = hypot(a.rate - first.lower, second.upper - b.rate)
        let above = hypot(first.upper - a.rate, b.rate - second.lower)
        return Interval(difference - below, difference + above, confidence: confidence)
    }

    /// Tango's score interval for (plus − minus) / cases (Statistics in Medicine 17, 891–908, 1998): the
    /// differences that a score test does not reject.
    /// - Throws: `.negativeCount`, `.empty`, `.moreHitsThanCases`.
    public static func tango(
        plus: Int, minus: Int, of cases: Int, confidence: Double = 0.95
    ) throws(StatisticsError) -> Interval {
        guard plus >= 0 else { throw .negativeCount(plus) }
        guard minus >= 0 else { throw .negativeCount(minus) }
        _ = try Hits(plus + minus, of: cases)
        try Check.confidence(confidence)
        let z = Normal.quantile((1 + confidence) / 2)
        let n = Double(cases)
        let estimate = Double(plus - minus) / n
        /// The score statistic of the difference `d`, falling in d; the variance is the likeliest one under
        /// d.
        func score(_ d: Double) -> Double {
            let linear = (2 * n - Double(plus - minus)) * d - Double(plus + minus)
            let root = max(linear * linear + 8 * n * Double(minus) * d * (1 - d), 0).squareRoot()
            let discordant = (root - linear) / (4 * n)
            let variance = n * (2 * discordant + d * (1 - d))
            let distance = Double(plus - minus) - n * d
            if variance <= 0 { return distance == 0 ? 0 : distance > 0 ? .infinity : -.infinity }
            return distance / variance.squareRoot()
        }
        func end(between low: Double, and high: Double, _ target: Double) -> Double {
            var (low, high) = (low, high)
            while true {
                let middle = low + (high - low) / 2
                if middle == low || middle == high || high - low < 1e-15 { return middle }
                if score(middle) > target { low = middle } else { high = middle }
            }
        }
        return Interval(
            plus - minus == -cases ? -1 : end(between: -1, and: estimate, z),
            plus - minus == cases ? 1 : end(between: estimate, and: 1, -z), confidence: confidence)
    }
}

/// The Net Promoter Score: the share of 9 and 10 minus the share of 0 to 6, times 100.
public enum NetPromoter {
    /// The score of answers from 0 to 10, with Tango's interval.
    /// - Throws: `.empty`; `.outOfRange` for an answer that is not 0 … 10.
    public static func score(_ answers: [Int]) throws(StatisticsError) -> Finding {
        guard !answers.isEmpty else { throw .empty }
        for (index, answer) in answers.enumerated() where !(0...10).contains(answer) {
            throw .outOfRange(index: index)
        }
        return try score(
            promoters: answers.count { $0 >= 9 }, detractors: answers.count { $0 <= 6 }, of: answers.count)
    }

    /// The score of counted answers, with Tango's interval.
    public static func score(
        promoters: Int, detractors: Int, of answers: Int
    ) throws(StatisticsError) -> Finding {
        let interval = try Rates.tango(plus: promoters, minus: detractors, of: answers)
        return try .of(
            .netPromoterScore, sample: [answers], needed: Minimum.observations, .tango
        ) { () throws(StatisticsError) in
            Estimate(100 * Double(promoters - detractors) / Double(answers), interval.mapped { 100 * $0 })
        }
    }
}
