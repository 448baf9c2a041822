import Foundation

/// How well estimates of a yes-or-no outcome hold.
package struct BinaryFigures: Codable, Hashable, Sendable {
    package let cases: Int
    /// Cases with the outcome.
    package let events: Int
    /// The chance that a case with the outcome was estimated above one without; ties count half. 0.5 is guessing.
    package let auc: Double
    /// How many times more frequent the outcome is among the highest tenth of estimates.
    package let liftTopTenth: Double
    /// Mean squared distance of probability and outcome (Brier 1950).
    package let brier: Double
    /// The slope of a logistic regression of the outcome on the estimated log-odds: 1 is right, below 1 the estimates
    /// were too bold (Cox 1958).
    package let calibrationSlope: Double

    /// Judges estimates by what came. Not a number where there are no cases, or only one outcome.
    package init(_ outcomes: [Bool], logOdds: [Double]) {
        cases = outcomes.count
        events = outcomes.count(where: \.self)
        let order = outcomes.indices.sorted { logOdds[$0] < logOdds[$1] }
        auc = Self.auc(outcomes, logOdds, order, events)
        let top = order.suffix((outcomes.count + 9) / 10)
        let rate = Double(events) / Double(outcomes.count)
        liftTopTenth = Double(top.count { outcomes[$0] }) / Double(top.count) / rate
        brier =
            zip(outcomes, logOdds).reduce(0) { sum, one in
                let error = LogisticRidge.probability(one.1) - (one.0 ? 1 : 0)
                return sum + error * error
            } / Double(outcomes.count)
        calibrationSlope = CalibrationLine(outcomes, logOdds).slope
    }

    /// By ranks (Mann and Whitney).
    private static func auc(_ outcomes: [Bool], _ logOdds: [Double], _ order: [Int], _ events: Int) -> Double
    {
        var rankSum = 0.0
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, logOdds[order[end]] == logOdds[order[start]] { end += 1 }
            let rank = Double(start + end + 1) / 2
            rankSum += rank * Double(order[start..<end].count { outcomes[$0] })
            start = end
        }
        let events = Double(events)
        let others = Double(outcomes.count) - events
        return (rankSum - events * (events + 1) / 2) / (events * others)
    }
}

/// A line through log-odds that fits the outcomes best (Platt 1999 without his priors).
struct CalibrationLine {
    private(set) var slope = 1.0
    private(set) var intercept = 0.0

    init(_ outcomes: [Bool], _ logOdds: [Double]) {
        guard Set(outcomes).count == 2, let first = logOdds.first, logOdds.contains(where: { $0 != first })
        else {
            slope = .nan
            return
        }
        for _ in 0..<50 where step(outcomes, logOdds) < 1e-9 { break }
    }

    /// One step of Newton's method; gives the size of the change.
    private mutating func step(_ outcomes: [Bool], _ logOdds: [Double]) -> Double {
        var gradient = (0.0, 0.0)
        var curvature = (0.0, 0.0, 0.0)
        for (outcome, value) in zip(outcomes, logOdds) {
            let probability = LogisticRidge.probability(intercept + slope * value)
            let error = (outcome ? 1 : 0) - probability
            let weight = max(probability * (1 - probability), 1e-9)
            gradient = (gradient.0 + error, gradient.1 + error * value)
            curvature = (
                curvature.0 + weight, curvature.1 + weight * value, curvature.2 + weight * value * value
            )
        }
        let determinant = curvature.0 * curvature.2 - curvature.1 * curvature.1
        guard determinant > 1e-12 else { return 0 }
        let change = (
            (curvature.2 * gradient.0 - curvature.1 * gradient.1) / determinant,
            (curvature.0 * gradient.1 - curvature.1 * gradient.0) / determinant
        )
        intercept += change.0
        slope += change.1
        return abs(change.0) + abs(change.1)
    }
}
