import Foundation
import Statistics

/// A message with the label that somebody gave it.
public struct TextSample: Hashable, Sendable {
    /// The message.
    public let text: String
    /// The label.
    public let label: String

    /// A message with its label.
    public init(_ text: String, label: String) {
        self.text = text
        self.label = label
    }
}

/// Trains classifiers. The same samples in the same order and the same seed give the same model.
public struct TextTrainer: Sendable {
    /// How closely the training messages are fitted; chosen by cross-validation (README).
    public var cost: Float = 0.25
    /// How far rare labels are made up for in training: 0 not at all, 1 fully.
    public var balance: Double = 0.5
    /// Parts of the training data of which each is scored by a model that has not seen it, for calibration.
    public var folds = 5
    /// Where chance begins.
    public var seed: UInt64 = 1
    /// The share of answers that must be right; the model keeps silent below the confidence that gives this share.
    public var wantedAccuracy = 0.8

    /// Why nothing can be learnt.
    public enum Failure: Error, Equatable, CustomStringConvertible {
        /// There must be 2…`TextTrainer.maximumLabels` labels.
        case labelCount(Int)
        /// A label has fewer messages than `TextTrainer.minimumSamples`.
        case tooFew(label: String, count: Int)

        /// The failure in words.
        public var description: String {
            switch self {
            case .labelCount(let count):
                "\(count) labels; 2 to \(TextTrainer.maximumLabels) can be told apart"
            case .tooFew(let label, let count):
                "only \(count) messages are labelled \(label); \(TextTrainer.minimumSamples) are needed"
            }
        }
    }

    /// More labels make a model that is no use.
    public static let maximumLabels = 64
    /// Fewer messages of a label cannot be cross-validated.
    public static let minimumSamples = 10

    /// A trainer with the default settings.
    public init() {}

    /// Learns to tell the samples' labels apart. Takes time in proportion to the text times the labels: some
    /// seconds for 5,000 tweets.
    /// - Throws: `Failure` when there are too few labels or messages.
    public func train(_ samples: [TextSample], name: String, source: String) throws(Failure) -> TextModel {
        let labels = Set(samples.map(\.label)).sorted()
        guard (2...Self.maximumLabels).contains(labels.count) else { throw .labelCount(labels.count) }
        let numbers = Dictionary(uniqueKeysWithValues: zip(labels, 0...))
        let actual = samples.map { numbers[$0.label] ?? 0 }
        let counts = (0..<labels.count).map { label in actual.count { $0 == label } }
        for (label, count) in counts.enumerated() where count < Self.minimumSamples {
            throw .tooFew(label: labels[label], count: count)
        }
        let task = Task(
            rows: MarginTrainer.Rows(vectors(samples, bits: Self.bits(labels: labels.count))),
            actual: actual, counts: counts, bits: Self.bits(labels: labels.count))
        let scores = unseenScores(task)
        let calibration = Calibration.fit(scores, actual, count: labels.count)
        let logits = scores.map { calibration.logits($0) }
        let handicaps = Self.handicaps(logits, task)
        let predicted = logits.map { Self.choice($0, handicaps) }
        return TextModel(
            card: ModelCard(
                name: name, labels: labels, source: source, seed: seed,
                scores: ModelCard.scores(predicted: predicted, actual: actual, labels: labels.count)),
            calibration: calibration, handicaps: handicaps,
            minimumConfidence: threshold(logits, predicted, actual), bits: task.bits,
            weights: fit(Array(samples.indices), task))
    }

    /// 2^bits buckets keep the file within a megabyte and the hot part of the table within a core's cache.
    static func bits(labels: Int) -> Int {
        labels == 2 ? 17 : labels <= 13 ? 16 : labels <= 26 ? 15 : 13
    }

    /// What is to be learnt.
    private struct Task {
        let rows: MarginTrainer.Rows
        let actual: [Int]
        let counts: [Int]
        let bits: Int
    }

    private func vectors(_ samples: [TextSample], bits: Int) -> [SparseVector] {
        var scan = TextScan(.shipped)
        return samples.map { sample in
            var text = sample.text
            text.withUTF8 { scan.read($0) }
            return TextFeatures.vector(scan, bits: bits)
        }
    }

    /// One row of weights a label, or one in all for two labels.
    private func fit(_ members: [Int], _ task: Task) -> [[Float]] {
        let trainer = MarginTrainer(rows: task.rows)
        let mean = Double(task.actual.count) / Double(task.counts.count)
        let weights = task.counts.map { Float(pow(mean / Double($0), balance)) }
        let costs = task.actual.map { cost * weights[$0] }
        let start = [Float](repeating: 0, count: 1 << task.bits + CueLayout.shipped.count + 1)
        return (task.counts.count == 2 ? 1..<2 : 0..<task.counts.count).map { label in
            trainer.fit(
                members, isPositive: task.actual.map { $0 == label }, costs: costs, from: start,
                seed: seed &+ UInt64(label))
        }
    }

    /// Each message's scores by a model that was trained without it.
    private func unseenScores(_ task: Task) -> [[Double]] {
        var random = SeededRandom(seed: seed)
        var fold = [Int](repeating: 0, count: task.actual.count)
        for label in task.counts.indices {
            var members = task.actual.indices.filter { task.actual[$0] == label }
            members.shuffle(using: &random)
            for (place, member) in members.enumerated() { fold[member] = place % folds }
        }
        var result = [[Double]](repeating: [], count: task.actual.count)
        for part in 0..<folds {
            let weights = fit(fold.indices.filter { fold[$0] != part }, task)
            for member in fold.indices where fold[member] == part {
                let products = weights.map { Double(task.rows.product(member, $0)) }
                result[member] = products.count == 1 ? [-products[0], products[0]] : products
            }
        }
        return result
    }

    private static func choice(_ logits: [Double], _ handicaps: [Double]) -> Int {
        let sums = zip(logits, handicaps).map { $0 + $1 }
        return sums.indices.max { sums[$0] < sums[$1] } ?? 0
    }

    /// The share of −log(frequency) that gives unseen messages the best mean of micro- and macro-F1.
    private static func handicaps(_ logits: [[Double]], _ task: Task) -> [Double] {
        let total = Double(task.actual.count)
        var best = (value: -1.0, handicaps: [Double]())
        for share in stride(from: 0.0, through: 1.0, by: 0.1) {
            let handicaps = task.counts.map { -share * log(Double($0) / total) }
            let predicted = logits.map { choice($0, handicaps) }
            let scores = ModelCard.scores(
                predicted: predicted, actual: task.actual, labels: task.counts.count)
            let macro = scores.reduce(0) { $0 + $1.f1 } / Double(scores.count)
            let micro = Double(zip(predicted, task.actual).count { $0 == $1 }) / total
            if micro + macro > best.value { best = (micro + macro, handicaps) }
        }
        return best.handicaps
    }

    /// The least confidence above which the wanted share of unseen messages is judged rightly.
    private func threshold(_ logits: [[Double]], _ predicted: [Int], _ actual: [Int]) -> Double {
        let confidences = zip(logits, predicted).map { Calibration.softmax($0)[$1] }
        var right = 0
        var threshold = 1.0
        let order = confidences.indices.sorted {
            confidences[$0] != confidences[$1] ? confidences[$0] > confidences[$1] : $0 < $1
        }
        for (place, member) in order.enumerated() {
            right += predicted[member] == actual[member] ? 1 : 0
            if Double(right) >= wantedAccuracy * Double(place + 1) { threshold = confidences[member] }
        }
        return threshold
    }
}
