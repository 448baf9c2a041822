import Statistics

/// Fits a linear model with squared hinge loss by dual coordinate descent (Hsieh et al., "A dual coordinate descent
/// method for large-scale linear SVM", ICML 2008, algorithm 1 for L2 loss).
///
/// Minimises ½‖w − w₀‖² + Σ costᵢ · max(0, marginᵢ − yᵢ w·xᵢ)². Starting from other weights than zero is what keeps a
/// corrected model near the trained one.
struct MarginTrainer {
    let rows: Rows
    /// Weights from here on stay as they are.
    var fixedFrom = UInt32.max
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
    ///   - margins: by row, how far on its side it should be; 1 each unless told.
    ///   - start: w₀, as long as the vectors are wide.
    ///   - seed: fixes the order of the rows, so that the same input gives the same weights.
    func fit(
        _ members: [Int], isPositive: [Bool], costs: [Float], margins: [Float] = [], from start: [Float],
        seed: UInt64
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
                        row, sign: isPositive[row] ? 1 : -1, margin: margins.isEmpty ? 1 : margins[row],
                        damping: 0.5 / costs[row], &duals, weights)
                    worst = max(worst, violation)
                }
                if worst < tolerance { break }
            }
        }
        return weights
    }

    /// The squared length of the part of a row that may move.
    private func square(_ row: Int) -> Float {
        guard fixedFrom < .max else { return rows.squares[row] }
        var sum: Float = 0
        for entry in rows.starts[row]..<rows.starts[row + 1] where rows.indices[entry] < fixedFrom {
            sum += rows.values[entry] * rows.values[entry]
        }
        return sum
    }

    /// Optimises one row's dual variable; returns how far it was off.
    @inline(__always)
    private func improve(
        _ row: Int, sign: Float, margin: Float, damping: Float, _ duals: inout [Float],
        _ weights: UnsafeMutableBufferPointer<Float>
    ) -> Float {
        let range = rows.starts[row]..<rows.starts[row + 1]
        var product: Float = 0
        for entry in range { product += weights[Int(rows.indices[entry])] * rows.values[entry] }
        let gradient = sign * product - margin + damping * duals[row]
        let violation = duals[row] == 0 ? max(0, -gradient) : abs(gradient)
        guard violation > 1e-6 else { return 0 }
        let old = duals[row]
        duals[row] = max(0, old - gradient / (square(row) + damping))
        let change = (duals[row] - old) * sign
        for entry in range where rows.indices[entry] < fixedFrom {
            weights[Int(rows.indices[entry])] += change * rows.values[entry]
        }
        return violation
    }
}
