import ArgumentParser
import Foundation
import Learning

/// `lab learning train`: makes a model file from one's own labels.
struct LearningTrain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Trains a classifier on labelled messages and writes it to a file.")

    @Argument(help: "Tables with a header line and columns separated by tabs.")
    var files: [String]

    @Option(help: "The model file to write.")
    var output: String

    @Option(help: "What the model is for.")
    var name = "topic"

    @Option(help: "The column with the label; the message stands in the column text.")
    var label = "label"

    @Option(parsing: .upToNextOption, help: "Labels whose rows are left out.")
    var drop: [String] = []

    @Option(help: "Origin and licence of the data, kept in the file.")
    var source: String

    @Option(help: "Where chance begins.")
    var seed: UInt64 = 1

    func run() throws {
        let samples = try LabelledFile.samples(files, label: label, dropping: Set(drop))
        var trainer = TextTrainer()
        trainer.seed = seed
        let clock = ContinuousClock()
        let start = clock.now
        let model = try trainer.train(samples, name: name, source: source)
        let seconds = (clock.now - start) / .seconds(1)
        let bytes = ModelFile.bytes(of: model)
        try Data(bytes).write(to: URL(fileURLWithPath: output), options: .atomic)
        show(model)
        print("result: messages=\(samples.count) bytes=\(bytes.count) train_seconds=\(three(seconds))")
    }
}

/// `lab learning card`: what a model file says of itself.
struct LearningCard: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "card", abstract: "Shows the card of a model file; judges messages by it.")

    @Argument(help: "The model file, or sentiment or offence for those that ship.")
    var file: String

    @Argument(help: "Messages to judge, with reasons.")
    var messages: [String] = []

    func run() throws {
        let bytes = try Input.bytes(ShippedModel(rawValue: file)?.file.path ?? file)
        let model = try ModelFile.model(from: bytes)
        show(model)
        for message in messages {
            let verdict = model.classify(message)
            print(
                "\n\(message)\n\(verdict.answer ?? "unsure, perhaps \(verdict.label)"), \(three(verdict.confidence))"
            )
            for reason in model.reasons(for: message) {
                print(String(format: "%+8.2f", reason.reason.weight), reason.reason.part)
            }
        }
        print("result: labels=\(model.labels.count) bytes=\(bytes.count) messages=\(messages.count)")
    }
}

/// Prints a model's card.
private func show(_ model: TextModel) {
    let card = model.card
    print("\(card.name), seed \(card.seed), \(card.corrections) corrections\n\(card.source)")
    print("label           count  precision  recall     F1   (cross-validated within the training data)")
    for (label, score) in zip(card.labels, card.scores) {
        let name = label.padding(toLength: 14, withPad: " ", startingAt: 0)
        let format = "%6d %10.3f %7.3f %6.3f"
        print(name, String(format: format, score.count, score.precision, score.recall, score.f1))
    }
    print("silent below a confidence of \(three(model.minimumConfidence))")
}
