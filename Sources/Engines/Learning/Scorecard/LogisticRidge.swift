import Foundation

/// Logistic regression over bins with a ridge: each part gives a case the weight of the one bin that it is in. Newton's
/// method outside (iteratively reweighted least squares, its steps halved until they help), and inside one part after
/// the other in closed form, since the bins of one part never meet: time and memory are linear in cases × parts, and
/// no matrix is built.
struct LogisticRidge {
    /// What of the cases decides a part's weight.
    struct Part {
        /// The bin of each case.
        let bins: [Int32]
        let count: Int
        /// How strongly its weights are drawn to zero: as if so many cases (weighted by p(1 − p)) spoke for it.
        let ridge: Double
    }

    private(set) var intercept = 0.0
    private(set) var weights: [[Double]]
    /// For each case.
    private(set) var logOdds: [Double]

    private static let rounds = 20
    private static let sweeps = 8
    private static let halvings = 10
    /// A sweep that changes no weight by more is the last one of its round.
    private static let tolerance = 1e-3
    /// A round that lowers the loss by a smaller part of it is the last one.
    private static let leastGain = 5e-5

    /// Fits the weights to the outcomes (1 or 0).
    /// - Parameter start: a fit of the first of these parts, to go on from.
    init(_ parts: [Part], _ outcomes: [Double], from start: LogisticRidge? = nil) {
        weights = parts.map { Array(repeating: 0, count: $0.count) }
        logOdds = Array(repeating: 0, count: outcomes.count)
        if let start {
            intercept = start.intercept
            weights.replaceSubrange(..<start.weights.count, with: start.weights)
            logOdds = start.logOdds
        } else {
            let mean = outcomes.reduce(0, +) / Double(max(outcomes.count, 1))
            intercept = log(max(mean, 1e-6) / max(1 - mean, 1e-6))
            logOdds = Array(repeating: intercept, count: outcomes.count)
        }
        var loss = loss(parts, outcomes)
        for _ in 0..<Self.rounds {
            let before = self
            refine(parts, outcomes)
            var (next, halvings) = (self.loss(parts, outcomes), 0)
            while next > loss, halvings < Self.halvings {
                retreat(to: before)
                (next, halvings) = (self.loss(parts, outcomes), halvings + 1)
            }
            guard next < loss else {
                self = before
                break
            }
            if loss - next < Self.leastGain * loss { break }
            loss = next
        }
    }

    static func probability(_ logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }

    /// Minus the log-likelihood, with the ridge.
    private func loss(_ parts: [Part], _ outcomes: [Double]) -> Double {
        var loss = 0.0
        for index in logOdds.indices {
            let value = logOdds[index]
            loss += max(value, 0) - outcomes[index] * value + log(1 + exp(-abs(value)))
        }
        for (part, weights) in zip(parts, weights) {
            loss += part.ridge / 2 * weights.reduce(0) { $0 + $1 * $1 }
        }
        return loss
    }

    /// Half the way back.
    private mutating func retreat(to before: LogisticRidge) {
        intercept = (intercept + before.intercept) / 2
        for index in logOdds.indices { logOdds[index] = (logOdds[index] + before.logOdds[index]) / 2 }
        for part in weights.indices {
            for bin in weights[part].indices {
                weights[part][bin] = (weights[part][bin] + before.weights[part][bin]) / 2
            }
        }
    }

    /// One step of Newton's method.
    private mutating func refine(_ parts: [Part], _ outcomes: [Double]) {
        var information = outcomes
        var residuals = outcomes
        for index in outcomes.indices {
            let probability = Self.probability(logOdds[index])
            information[index] = max(probability * (1 - probability), 1e-6)
            residuals[index] = (outcomes[index] - probability) / information[index]
            // What the sweeps take from the residual comes on top of the log-odds.
            logOdds[index] += residuals[index]
        }
        information.withUnsafeBufferPointer { information in
            let totals = parts.map { Self.totals($0, information) }
            residuals.withUnsafeMutableBufferPointer { residuals in
                for _ in 0..<Self.sweeps where sweep(parts, information, totals, residuals) < Self.tolerance {
                    break
                }
            }
        }
        for index in logOdds.indices { logOdds[index] -= residuals[index] }
    }

    private static func totals(_ part: Part, _ information: UnsafeBufferPointer<Double>) -> [Double] {
        var totals = Array(repeating: part.ridge, count: part.count)
        totals.withUnsafeMutableBufferPointer { totals in
            for (index, bin) in part.bins.enumerated() { totals[Int(bin)] += information[index] }
        }
        return totals
    }

    /// Every part once; gives the largest change of a weight.
    private mutating func sweep(
        _ parts: [Part], _ information: UnsafeBufferPointer<Double>, _ totals: [[Double]],
        _ residuals: UnsafeMutableBufferPointer<Double>
    ) -> Double {
        var (sum, total) = (0.0, 0.0)
        for index in residuals.indices {
            sum += information[index] * residuals[index]
            total += information[index]
        }
        let shift = sum / max(total, 1e-6)
        intercept += shift
        for index in residuals.indices { residuals[index] -= shift }
        var largest = abs(shift)
        for (number, part) in parts.enumerated() {
            var changes = weights[number].map { -part.ridge * $0 }
            Self.apply(part, &changes, totals[number], information, residuals)
            for bin in changes.indices {
                weights[number][bin] += changes[bin]
                largest = max(largest, abs(changes[bin]))
            }
        }
        return largest
    }

    /// Makes the best changes of one part's weights, the others as they are, and takes them from the residuals.
    private static func apply(
        _ part: Part, _ changes: inout [Double], _ totals: [Double],
        _ information: UnsafeBufferPointer<Double>, _ residuals: UnsafeMutableBufferPointer<Double>
    ) {
        part.bins.withUnsafeBufferPointer { bins in
            changes.withUnsafeMutableBufferPointer { changes in
                for index in bins.indices {
                    changes[Int(bins[index])] += information[index] * residuals[index]
                }
                for bin in changes.indices { changes[bin] /= totals[bin] }
                for index in bins.indices { residuals[index] -= changes[Int(bins[index])] }
            }
        }
    }
}
