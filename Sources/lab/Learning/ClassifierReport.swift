import Foundation
import Learning

/// How a classifier fared on labelled messages.
struct ClassifierReport {
    private(set) var labels: [String] = []
    private var predicted: [Int] = []
    private var actual: [Int] = []
    private var confidences: [Double] = []
    private var sure: [Bool] = []
    private var reasons = ReasonCheck()
    /// The share of cases in which taking the named reasons out of the message moved the confidence as was said.
    var reasonsRight: Double { reasons.share }

    /// Judges the samples.
    mutating func add(_ model: TextModel, _ samples: [TextSample]) {
        labels = model.labels
        var classifier = TextClassifier(model)
        for sample in samples {
            let verdict = classifier.classify(sample.text)
            predicted.append(labels.firstIndex(of: verdict.label) ?? -1)
            actual.append(labels.firstIndex(of: sample.label) ?? -1)
            confidences.append(verdict.confidence)
            sure.append(verdict.isSure)
            reasons.add(sample.text, by: model)
        }
    }

    var scores: [ModelCard.LabelScore] {
        ModelCard.scores(predicted: predicted, actual: actual, labels: labels.count)
    }
    var micro: Double { Double(zip(predicted, actual).count { $0 == $1 }) / Double(max(actual.count, 1)) }
    var macro: Double { scores.reduce(0) { $0 + $1.f1 } / Double(max(scores.count, 1)) }

    /// Expected calibration error: ten bins of equal width, by the confidence in the chosen label.
    var ece: Double {
        var bins = [(count: Int, right: Int, confidence: Double)](repeating: (0, 0, 0), count: 10)
        for (case_, confidence) in confidences.enumerated() {
            let bin = min(9, Int(confidence * 10))
            bins[bin].count += 1
            bins[bin].right += predicted[case_] == actual[case_] ? 1 : 0
            bins[bin].confidence += confidence
        }
        return bins.reduce(0) { $0 + abs(Double($1.right) - $1.confidence) } / Double(max(actual.count, 1))
    }

    /// Prints a table by label.
    func show(_ title: String) {
        print("\(title): \(actual.count) messages")
        print("label           count  precision  recall     F1")
        for (label, score) in zip(labels, scores) {
            let name = label.padding(toLength: 14, withPad: " ", startingAt: 0)
            print(
                name,
                String(format: "%6d %10.3f %7.3f %6.3f", score.count, score.precision, score.recall, score.f1)
            )
        }
        let answered = sure.count { $0 }
        let right = zip(sure, zip(predicted, actual)).count { $0 && $1.0 == $1.1 }
        print(
            "micro-F1 \(three(micro)), macro-F1 \(three(macro)), ECE \(three(ece));",
            "sure of \(three(Double(answered) / Double(max(actual.count, 1)))),",
            "of these right \(three(Double(right) / Double(max(answered, 1))))")
        print("reasons right in \(reasons.right) of \(reasons.cases) cases")
    }
}
