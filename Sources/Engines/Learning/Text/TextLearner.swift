/// A model that learns from corrections without forgetting what it was trained on.
///
/// The corrections that are kept are fitted together, beginning at the trained weights and held near them:
/// ½‖w − w_trained‖² + Σ cost · loss. So every new correction is weighed against the trained model and against all
/// earlier corrections, and the same corrections in the same order give the same model. Messages of the same kind,
/// which need no labels, are rehearsed beside the corrections: what the trained model thought of them is to stay
/// ("learning without forgetting", Li and Hoiem, ECCV 2016). One correction costs time in proportion to the messages
/// kept and rehearsed.
public struct TextLearner: Sendable {
    /// The model as it is now.
    public private(set) var model: TextModel
    /// How many corrections are fitted together.
    public var kept: Int { vectors.count }

    /// At most so many corrections are kept; beyond, the older half is left in the weights and no longer repeated.
    public static let maximumKept = 1_000

    /// At most so many messages are rehearsed.
    public static let maximumRehearsed = 2_000

    /// How much one message weighs against the trained weights, and how far a corrected one should be on its side.
    private static let cost: Float = 1
    private static let margin: Float = 0.5

    private var anchor: [[Float]]
    private let rehearsal: [SparseVector]
    private var vectors: [SparseVector] = []
    private var labels: [Int] = []
    private var texts: [[UInt8]: Int] = [:]

    /// Why a correction cannot be learnt.
    public enum Failure: Error, Equatable {
        /// The model does not know the label: train a new one.
        case unknownLabel(String)
    }

    /// Begins at a trained model.
    /// - Parameter rehearsal: messages of the kind that the model judges, at random; the more, the less is forgotten.
    public init(_ model: TextModel, rehearsal: [String]) {
        self.model = model
        anchor = (0..<model.rowCount).map { model.weights(row: $0) }
        var scan = TextScan(model.layout)
        self.rehearsal = rehearsal.prefix(Self.maximumRehearsed).map { text in
            Array(text.utf8).withUnsafeBufferPointer { scan.read($0) }
            return TextFeatures.vector(scan, bits: model.bits)
        }
    }

    /// Learns that messages have other labels than the model says. A later correction of the same message replaces
    /// an earlier one.
    /// - Throws: `Failure` before anything is learnt.
    public mutating func learn(_ corrections: [TextSample]) throws(Failure) {
        for correction in corrections where !model.labels.contains(correction.label) {
            throw .unknownLabel(correction.label)
        }
        var scan = TextScan(model.layout)
        for correction in corrections {
            let bytes = Array(correction.text.utf8)
            let label = model.labels.firstIndex(of: correction.label) ?? 0
            if let known = texts[bytes] {
                labels[known] = label
                continue
            }
            if vectors.count == Self.maximumKept { settle() }
            bytes.withUnsafeBufferPointer { scan.read($0) }
            texts[bytes] = vectors.count
            vectors.append(TextFeatures.vector(scan, bits: model.bits))
            labels.append(label)
        }
        refit(corrections.count)
    }

    /// Leaves the older half of the corrections in the weights and keeps the newer half.
    private mutating func settle() {
        refit(0)
        anchor = (0..<model.rowCount).map { model.weights(row: $0) }
        let gone = vectors.count / 2
        vectors.removeFirst(gone)
        labels.removeFirst(gone)
        texts = texts.compactMapValues { $0 < gone ? nil : $0 - gone }
    }

    private mutating func refit(_ added: Int) {
        let rows = MarginTrainer.Rows(vectors + rehearsal)
        var trainer = MarginTrainer(rows: rows)
        trainer.passes = 20
        // Cues speak in every message: a correction that moved them would move all verdicts.
        trainer.fixedFrom = 1 << UInt32(model.bits)
        let costs = [Float](repeating: Self.cost, count: rows.count)
        let weights = anchor.enumerated().map { row, start in
            let own = (vectors.count..<rows.count).map { rows.product($0, start) }
            let positive = anchor.count == 1 ? 1 : row
            return trainer.fit(
                Array(0..<rows.count), isPositive: labels.map { $0 == positive } + own.map { $0 > 0 },
                costs: costs, margins: vectors.map { _ in Self.margin } + own.map { min(1, abs($0)) },
                from: start,
                seed: model.card.seed &+ UInt64(row))
        }
        var card = model.card
        card.corrections += added
        model = TextModel(
            card: card, calibration: model.calibration, handicaps: model.handicaps,
            minimumConfidence: model.minimumConfidence, bits: model.bits, weights: weights)
    }
}
