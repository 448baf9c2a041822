/// Where a model comes from, what it may be used for, and what it reached on messages that it had not seen.
public struct ModelCard: Hashable, Sendable {
    /// What the model is for, such as `sentiment`.
    public var name: String
    /// What it tells apart, in order.
    public var labels: [String]
    /// The data, its authors and licence, and what has to be said with it.
    public var source: String
    /// The seed that training began from.
    public var seed: UInt64
    /// By label, by cross-validation within the training data.
    public var scores: [LabelScore]
    /// How many corrections were learnt since.
    public var corrections = 0

    /// One label's part of a cross-validation.
    public struct LabelScore: Hashable, Sendable {
        /// Messages with this label.
        public var count: Int
        /// The share of messages called so that are so.
        public var precision: Double
        /// The share of messages that are so that are called so.
        public var recall: Double
        /// The harmonic mean of both.
        public var f1: Double {
            precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
        }

        /// Scores from counts of one label; a share of nothing is 0.
        public init(count: Int, found: Int, right: Int) {
            self.count = count
            precision = found > 0 ? Double(right) / Double(found) : 0
            recall = count > 0 ? Double(right) / Double(count) : 0
        }

        init(count: Int, precision: Double, recall: Double) {
            self.count = count
            self.precision = precision
            self.recall = recall
        }
    }

    /// Scores by label of predictions with known labels, both as indices.
    public static func scores(predicted: [Int], actual: [Int], labels: Int) -> [LabelScore] {
        (0..<labels).map { label in
            LabelScore(
                count: actual.count { $0 == label }, found: predicted.count { $0 == label },
                right: zip(predicted, actual).count { $0 == label && $1 == label })
        }
    }
}
