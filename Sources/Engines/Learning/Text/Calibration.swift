import Foundation

/// Turns scores into probabilities: softmax of `slope · score + offset[label]`, fitted on scores of messages that
/// the scoring model had not seen (Platt 1999, with one slope for all labels as in temperature scaling, Guo et al.,
/// ICML 2017).
public struct Calibration: Hashable, Sendable {
    /// What one unit of score is worth, in log-odds.
    public internal(set) var slope: Double
    /// By label.
    public internal(set) var offsets: [Double]

    /// Log-odds up to a common constant, by label.
    func logits(_ scores: [Double]) -> [Double] {
        zip(scores, offsets).map { slope * $0 + $1 }
    }

    /// Probabilities by label; they add up to 1.
    static func softmax(_ logits: [Double]) -> [Double] {
        let highest = logits.max() ?? 0
        let powers = logits.map { exp($0 - highest) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    /// The most likely calibration of scores with known labels, by Newton's method. A weak pull towards slope 1 and
    /// offsets 0 keeps it finite where a score tells labels apart without error.
    static func fit(_ scores: [[Double]], _ labels: [Int], count: Int) -> Calibration {
        var parameters = [1.0] + [Double](repeating: 0, count: count)
        let goal = parameters
        let pull = 0.5
        for _ in 0..<50 {
            var gradient = zip(parameters, goal).map { pull * ($0 - $1) }
            var curvature = [[Double]](
                repeating: [Double](repeating: 0, count: count + 1), count: count + 1)
            for place in 0...count { curvature[place][place] = pull }
            for (score, label) in zip(scores, labels) {
                let calibration = Calibration(slope: parameters[0], offsets: Array(parameters[1...]))
                add(score, label, softmax(calibration.logits(score)), &gradient, &curvature)
            }
            guard let step = solve(curvature, gradient) else { break }
            for place in parameters.indices { parameters[place] -= step[place] }
            if step.allSatisfy({ abs($0) < 1e-6 }) { break }
        }
        return Calibration(slope: parameters[0], offsets: Array(parameters[1...]))
    }

    /// Adds one message's part of the gradient and the curvature of the negative log-likelihood.
    private static func add(
        _ score: [Double], _ label: Int, _ probability: [Double], _ gradient: inout [Double],
        _ curvature: inout [[Double]]
    ) {
        let mean = zip(score, probability).reduce(0) { $0 + $1.0 * $1.1 }
        gradient[0] += mean - score[label]
        for (class_, p) in probability.enumerated() {
            gradient[class_ + 1] += p - (class_ == label ? 1 : 0)
            curvature[0][0] += p * (score[class_] - mean) * (score[class_] - mean)
            let mixed = p * (score[class_] - mean)
            curvature[0][class_ + 1] += mixed
            curvature[class_ + 1][0] += mixed
            for (other, q) in probability.enumerated() {
                curvature[class_ + 1][other + 1] += class_ == other ? p - p * p : -p * q
            }
        }
    }

    /// Solves a symmetric positive definite system by Cholesky's method; nil when it is not.
    private static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
        let size = right.count
        var lower = matrix
        for row in 0..<size {
            for column in 0...row {
                var sum = matrix[row][column]
                for inner in 0..<column { sum -= lower[row][inner] * lower[column][inner] }
                if row == column {
                    guard sum > 0 else { return nil }
                    lower[row][row] = sum.squareRoot()
                } else {
                    lower[row][column] = sum / lower[column][column]
                }
            }
        }
        var result = right
        for row in 0..<size {
            for inner in 0..<row { result[row] -= lower[row][inner] * result[inner] }
            result[row] /= lower[row][row]
        }
        for row in (0..<size).reversed() {
            for inner in (row + 1)..<max(size, row + 1) { result[row] -= lower[inner][row] * result[inner] }
            result[row] /= lower[row][row]
        }
        return result
    }
}
