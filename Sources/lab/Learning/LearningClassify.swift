import ArgumentParser
import Foundation
import Learning
import Statistics

/// `lab learning sentiment`: trains on tweets, scores others.
struct LearningSentiment: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sentiment",
        abstract: "Negative, neutral or positive: trains on --train, scores --test, or else --dev.")

    @OptionGroup var tables: ClassifierTables
    @OptionGroup var classifier: ClassifierRun

    func run() throws {
        try classifier.run("sentiment", tables) {
            try LabelledFile.samples($0, label: "label", dropping: ["mixed"])
        }
    }
}

/// `lab learning offence`: the same for offensive tweets, by cross-validation unless there is a test.
struct LearningOffence: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offence",
        abstract: "Offensive or not: trains on --train, scores --test, or else cross-validates.")

    @OptionGroup var tables: ClassifierTables
    @OptionGroup var classifier: ClassifierRun

    func run() throws {
        try classifier.run("offence", tables) { try LabelledFile.samples($0, label: "coarse") }
    }
}

/// The labelled messages that a command reads.
struct ClassifierTables: ParsableArguments {
    @Option(
        parsing: .upToNextOption,
        help: "Tables with the columns text and label (sentiment) or coarse (offence).")
    var train: [String]

    @Option(help: "What the settings were chosen on.")
    var dev: String?

    @Option(help: "What nothing was chosen on.")
    var test: String?
}

/// What the commands for labelled messages share.
struct ClassifierRun: ParsableArguments {
    @Option(help: "Where chance begins.")
    var seed: UInt64 = 1

    @Option(help: "Parts of a cross-validation, where neither --dev nor --test is given.")
    var folds = 5

    @Option(help: "How closely to fit.")
    var cost: Float?

    @Option(help: "0 … 1: how far rare labels are made up for.")
    var balance: Double?

    /// Reads the tables by `read` and runs on them.
    func run(_ name: String, _ tables: ClassifierTables, _ read: ([String]) throws -> [TextSample]) throws {
        try run(
            name, train: try read(tables.train), dev: try tables.dev.map { try read([$0]) },
            test: try tables.test.map { try read([$0]) })
    }

    /// Trains, scores, measures the rate, and prints the line for machines.
    private func run(_ name: String, train: [TextSample], dev: [TextSample]?, test: [TextSample]?) throws {
        var trainer = TextTrainer()
        trainer.seed = seed
        if let cost { trainer.cost = cost }
        if let balance { trainer.balance = balance }
        let clock = ContinuousClock()
        let start = clock.now
        let model = try trainer.train(train, name: name, source: "the command line")
        let trainSeconds = (clock.now - start) / .seconds(1)
        var report = ClassifierReport()
        if let dev {
            report.add(model, dev)
            report.show("dev")
        }
        if let test {
            report = ClassifierReport()
            report.add(model, test)
            report.show("test")
        }
        if dev == nil && test == nil {
            try crossValidate(trainer, train, &report)
            report.show("\(folds)-fold cross-validation")
        }
        let rate = rate(model, test ?? dev ?? train)
        print(
            "result: micro_f1=\(three(report.micro)) macro_f1=\(three(report.macro)) ece=\(three(report.ece))",
            "docs_per_second=\(Int(rate)) train_seconds=\(three(trainSeconds))",
            "reasons=\(three(report.reasonsRight))")
    }

    private func crossValidate(
        _ trainer: TextTrainer, _ samples: [TextSample], _ report: inout ClassifierReport
    ) throws {
        var random = SeededRandom(seed: seed)
        let order = samples.shuffled(using: &random)
        for fold in 0..<folds {
            let parts = Dictionary(grouping: order.indices) { $0 % folds == fold }
            let model = try trainer.train((parts[false] ?? []).map { order[$0] }, name: "fold", source: "")
            report.add(model, (parts[true] ?? []).map { order[$0] })
        }
    }

    /// Messages judged in a second on one core, text to verdict.
    private func rate(_ model: TextModel, _ samples: [TextSample]) -> Double {
        let texts = samples.map { Array($0.text.utf8) }
        var classifier = TextClassifier(model)
        var judged = 0
        let clock = ContinuousClock()
        let start = clock.now
        repeat {
            for text in texts where classifier.classify(text).confidence > 0 { judged += 1 }
        } while clock.now - start < .seconds(1)
        return Double(judged) / ((clock.now - start) / .seconds(1))
    }
}
