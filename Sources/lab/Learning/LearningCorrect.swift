import ArgumentParser
import Foundation
import Learning

/// `lab learning correct`: what corrections do to a model.
struct LearningCorrect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Corrects a model's errors one after the other and looks what it keeps and what it forgets."
    )

    @Option(help: "Tables with the columns label and text; mixed is left out.")
    var train: String

    @Option(help: "Messages that stay unseen.")
    var dev: String

    @Option(help: "So many corrections.")
    var count = 100

    @Option(help: "So many of the trained messages, without their labels, are rehearsed.")
    var rehearsal = 1000

    func run() throws {
        let all = try LabelledFile.samples([train], label: "label", dropping: ["mixed"])
        let unseen = try LabelledFile.samples([dev], label: "label", dropping: ["mixed"])
        let known = all.enumerated().filter { $0.offset % 3 > 0 }.map(\.element)
        let stream = all.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
        let model = try TextTrainer().train(known, name: "sentiment", source: "two thirds of a file")
        let errors = stream.filter { model.classify($0.text).label != $0.label }.prefix(count)
        var learner = TextLearner(model, rehearsal: known.prefix(rehearsal).map(\.text))
        let clock = ContinuousClock()
        let start = clock.now
        for error in errors { try learner.learn([error]) }
        let seconds = (clock.now - start) / .seconds(1)
        let followed = errors.count { learner.model.classify($0.text).label == $0.label }
        let (knownBefore, knownAfter) = (accuracy(model, known), accuracy(learner.model, known))
        let (before, after) = (accuracy(model, unseen), accuracy(learner.model, unseen))
        print(
            "trained messages right: \(three(knownBefore)), after \(errors.count) corrections \(three(knownAfter))"
        )
        print("unseen messages right: \(three(before)), after \(three(after))")
        print(
            "result: corrections=\(errors.count) followed=\(three(Double(followed) / Double(max(errors.count, 1))))",
            "unseen_before=\(three(before)) unseen_after=\(three(after))",
            "ms_per_correction=\(three(seconds * 1000 / Double(max(errors.count, 1))))")
    }

    private func accuracy(_ model: TextModel, _ samples: [TextSample]) -> Double {
        let right = samples.count { model.classify($0.text).label == $0.label }
        return Double(right) / Double(max(samples.count, 1))
    }
}
