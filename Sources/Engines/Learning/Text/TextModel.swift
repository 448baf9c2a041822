import Foundation

/// A trained classifier of short messages: labels, weights, calibration and where it comes from. Immutable.
///
/// A linear model over hashed n-grams and cues, one row of weights a label (one in all for two labels). N-gram
/// weights are bytes. Reading a message costs time in proportion to its length and nothing else.
public struct TextModel: Sendable {
    /// Where the model comes from and what it reached.
    public let card: ModelCard
    /// In the order of every list of probabilities.
    public var labels: [String] { card.labels }
    /// How scores become probabilities.
    public let calibration: Calibration
    /// Log-odds added before the label is chosen, by label: makes up for labels that are rare. Not in probabilities.
    public let handicaps: [Double]
    /// Verdicts below are no answer.
    public var minimumConfidence: Double

    let layout: CueLayout
    let bits: Int
    /// Rows of weights: 1 for two labels, else one a label.
    let rowCount: Int
    /// Weights of a bucket, four rows in one vector, `groupCount` vectors a bucket.
    let packed: [SIMD4<Int8>]
    let groupCount: Int
    /// What one step of a bucket's weight is worth, by row.
    let steps: [Float]
    /// Weights of cues and, last, the constant; by row, one behind the other.
    let cueWeights: [Float]

    /// What the model says about a message.
    public struct Verdict: Hashable, Sendable {
        /// The label that was chosen.
        public let label: String
        /// Its probability.
        public let confidence: Double
        /// By label of the model.
        public let probabilities: [Double]
        /// Whether the confidence suffices to say so.
        public let isSure: Bool
        /// The label, nil when the model is not sure enough.
        public var answer: String? { isSure ? label : nil }
    }

    /// Judges one message. For many, a `TextClassifier` is faster.
    public func classify(_ text: String) -> Verdict {
        var classifier = TextClassifier(self)
        return classifier.classify(text)
    }

    /// The verdict that belongs to scores.
    func verdict(_ scores: [Double]) -> Verdict {
        let logits = calibration.logits(scores)
        let probabilities = Calibration.softmax(logits)
        var best = 0
        for label in 1..<labels.count where logits[label] + handicaps[label] > logits[best] + handicaps[best]
        {
            best = label
        }
        return Verdict(
            label: labels[best], confidence: probabilities[best], probabilities: probabilities,
            isSure: probabilities[best] >= minimumConfidence)
    }

    // MARK: Weights

    /// Quantises rows of weights as `MarginTrainer` makes them.
    init(
        card: ModelCard, calibration: Calibration, handicaps: [Double], minimumConfidence: Double,
        bits: Int, weights: [[Float]]
    ) {
        let buckets = 1 << bits
        let steps = weights.map { row in max((row[..<buckets].map(abs).max() ?? 0) / 127, 1e-9) }
        let bytes = zip(weights, steps).map { row, step in
            row[..<buckets].map { Int8(($0 / step).rounded()) }
        }
        self.init(
            card: card, calibration: calibration, handicaps: handicaps, minimumConfidence: minimumConfidence,
            bits: bits, bytes: bytes, steps: steps, cueWeights: weights.flatMap { $0[buckets...] })
    }

    /// Takes rows of bytes as they stand in a file.
    init(
        card: ModelCard, calibration: Calibration, handicaps: [Double], minimumConfidence: Double,
        bits: Int, bytes: [[Int8]], steps: [Float], cueWeights: [Float]
    ) {
        self.card = card
        self.calibration = calibration
        self.handicaps = handicaps
        self.minimumConfidence = minimumConfidence
        self.bits = bits
        self.steps = steps
        self.cueWeights = cueWeights
        layout = .shipped
        rowCount = bytes.count
        let groups = (bytes.count + 3) / 4
        groupCount = groups
        var packed = [SIMD4<Int8>](repeating: .zero, count: groups << bits)
        for (row, weights) in bytes.enumerated() {
            for (bucket, weight) in weights.enumerated() {
                packed[bucket * groups + row / 4][row % 4] = weight
            }
        }
        self.packed = packed
    }

    /// One row's weights as bytes, by bucket.
    func bytes(row: Int) -> [Int8] {
        (0..<1 << bits).map { packed[$0 * groupCount + row / 4][row % 4] }
    }

    /// One row's weights as `MarginTrainer` takes them.
    func weights(row: Int) -> [Float] {
        let width = layout.count + 1
        return bytes(row: row).map { Float($0) * steps[row] } + cueWeights[row * width..<(row + 1) * width]
    }

    // MARK: Scoring

    /// Scores by label of a scanned message.
    func scores(_ scan: TextScan) -> [Double] {
        var result = [Double](repeating: 0, count: labels.count)
        let gramFactor = 1 / Float(max(TextFeatures.gramCount(scan.folded.count), 1)).squareRoot()
        for group in 0..<groupCount {
            var grams = SIMD4<Int32>.zero
            var words = SIMD4<Int32>.zero
            var wordCount = 0
            packed.withUnsafeBufferPointer { packed in
                scan.folded.withUnsafeBufferPointer { folded in
                    TextFeatures.visit(
                        folded, bits: bits,
                        gram: { grams &+= SIMD4(truncatingIfNeeded: packed[$0 * groupCount + group]) },
                        word: {
                            words &+= SIMD4(truncatingIfNeeded: packed[$0 * groupCount + group])
                            wordCount += 1
                        })
                }
            }
            let wordFactor = 1 / Float(max(wordCount, 1)).squareRoot()
            for row in group * 4..<min(group * 4 + 4, rowCount) {
                let lane = row % 4
                let sum = Float(grams[lane]) * gramFactor + Float(words[lane]) * wordFactor
                result[row] = Double(sum * steps[row] + cueScore(scan, row: row))
            }
        }
        if rowCount == 1 { result = [-result[0], result[0]] }
        return result
    }

    private func cueScore(_ scan: TextScan, row: Int) -> Float {
        let first = row * (layout.count + 1)
        var sum = cueWeights[first + layout.count]
        for cue in scan.found { sum += cueWeights[first + cue] * scan.cues[cue] * TextFeatures.cueScale }
        return sum
    }
}

/// Judges message after message with one set of buffers. Not to be shared between tasks: copy it.
public struct TextClassifier: Sendable {
    /// What it judges by.
    public let model: TextModel
    private var scan: TextScan

    /// A classifier by `model`.
    public init(_ model: TextModel) {
        self.model = model
        scan = TextScan(model.layout)
    }

    /// Judges one message.
    public mutating func classify(_ text: String) -> TextModel.Verdict {
        var text = text
        text.withUTF8 { read($0) }
        return model.verdict(currentScores)
    }

    /// Judges one message given as UTF-8.
    public mutating func classify(_ text: [UInt8]) -> TextModel.Verdict {
        text.withUnsafeBufferPointer { read($0) }
        return model.verdict(currentScores)
    }

    mutating func read(_ text: UnsafeBufferPointer<UInt8>) { scan.read(text) }

    /// Scores by label of the message read last.
    var currentScores: [Double] { model.scores(scan) }
}
