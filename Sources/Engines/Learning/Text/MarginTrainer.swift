import Statistics

/// Fits a linear model with squared hinge loss by dual coordinate descent (Hsieh et al., "A dual coordinate descent
/// method for large-scale linear SVM", ICML 2008, algorithm 1 for L2 loss).
///
/// Minimises ½‖w − w₀‖² + Σ costᵢ · max(0, 1 − yᵢ w·xᵢ)². Starting from other weights than zero is what keeps a
/// corrected model near the trained one.
struct MarginTrainer {
    let rows: Rows
    /// At most so many passes over the rows.
    var passes = 60
    /// A pass that finds no larger violation ends the search.
    var tolerance: Float = 0.05

    /// Sparse vectors one behind the other.
    struct Rows {
        private(set) var indices: [UInt32] = []
        private(set) var values: [Float] = []
        private(set) var starts: [Int] = [0]
        private(set) var squares: [Float] = []

        init(_ vectors: [SparseVector]) {
            for vector in vectors {
                indices += vector.indices
                values += vector.values
                starts.append(indices.count)
                squares.append(vector.values.reduce(0) { $0 + $1 * $1 })
            }
        }

        var count: Int { squares.count }

        /// One row's product with weights.
        func product(_ row: Int, _ weights: [Float]) -> Float {
            (starts[row]..<starts[row + 1]).reduce(0) { $0 + weights[Int(indices[$1])] * values[$1] }
        }
    }

    /// The weights.
    /// - Parameters:
    ///   - members: rows to learn from.
    ///   - isPositive: by row.
    ///   - costs: by row; larger costs fit closer.
    ///   - start: w₀, as long as the vectors are wide.
    ///   - seed: fixes the order of the rows, so that the same input gives the same weights.
    func fit(
        _ members: [Int], isPositive: [Bool], costs: [Float], from start: [Float], seed: UInt64
    ) -> [Float] {
        var weights = start
        var duals = [Float](repeating: 0, count: rows.count)
        var order = members
        var random = SeededRandom(seed: seed)
        weights.withUnsafeMutableBufferPointer { weights in
            for _ in 0..<passes {
                order.shuffle(using: &random)
                var worst: Float = 0
                for row in order {
                    let violation = improve(
                        row, sign: isPositive[row] ? 1 : -1, damping: 0.5 / costs[row], &duals, weights)
                    worst = max(worst, violation)
                }
                if worst < tolerance { break }
            }
        }
        return weights
    }

    /// Optimises one row's dual variable; returns how far it was off.
    @inline(__always)
    private func improve(
        _ row: Int, sign: Float, damping: Float, _ duals: inout [Float],
        _ weights: UnsafeMutableBufferPointer<Float>
    ) -> Float {
        let range = rows.starts[row]..<rows.starts[row + 1]
        var product: Float = 0
        for entry in range { product += weights[Int(rows.indices[entry])] * rows.values[entry] }
        let gradient = sign * product - 1 + damping * duals[row]
        let violation = duals[row] == 0 ? max(0, -gradient) : abs(gradient)
        guard violation > 1e-6 else { return 0 }
        let old = duals[row]
        duals[row] = max(0, old - gradient / (rows.squares[row] + damping))
        let change = (duals[row] - old) * sign
        for entry in range { weights[Int(rows.indices[entry])] += change * rows.values[entry] }
        return violation
    }
}
