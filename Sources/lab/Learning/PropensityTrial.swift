import ArgumentParser
import Foundation
import Learning
import Statistics

/// `lab propensity --train F --test F`: how well a scorecard estimates what cases will come to.
struct PropensityTrial: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propensity", abstract: "Learns a scorecard from cases and judges it.")

    @Option(help: "Cases to learn from: CSV with a header.")
    var train: String

    @Option(help: "Cases to judge it by.")
    var test: String

    @Option(help: "The column with the outcome.")
    var target = "y"

    @Option(help: "What stands there when it came.")
    var yes = "yes"

    @Option(help: "The column that rises with time; no feature.")
    var order = "row"

    @Option(help: "Columns to leave out, with commas: what is known only afterwards.")
    var without = "duration"

    func run() throws {
        let training = try read(train)
        let tests = try read(test)
        var card: Scorecard?
        let time = try ContinuousClock().measure {
            card = try Scorecard(learning: training.cases, outcomes: training.outcomes)
        }
        guard let card else { return }
        print("pairs:", card.crosses.joined(separator: ", "))
        print("judged               cases  events    AUC   lift  Brier  slope")
        let crossed = try ScorecardTrial.crossValidated(training.cases, training.outcomes)
        row("cross-validated", crossed)
        row("by time, last 30 %", try ScorecardTrial.byTime(training.cases, training.outcomes))
        let figures = ScorecardTrial.judged(card, tests.cases, tests.outcomes)
        row("test", figures)
        checkReasons(card, tests)
        let seconds = String(format: "%.2f", time / .seconds(1))
        print(
            "result: auc=\(three(figures.auc)) lift_top10=\(three(figures.liftTopTenth))",
            "brier=\(three(figures.brier)) fit_seconds=\(seconds)")
    }

    private func read(_ file: String) throws -> CaseFile {
        try CaseFile(
            file, target: target, yes: yes, order: order,
            without: Set(without.split(separator: ",").map(String.init)))
    }

    private func row(_ name: String, _ figures: BinaryFigures) {
        let name = name.padding(toLength: 19, withPad: " ", startingAt: 0)
        print(
            name
                + String(
                    format: "%7d %7d  %.3f  %5.2f  %.3f  %.3f", figures.cases, figures.events, figures.auc,
                    figures.liftTopTenth, figures.brier, figures.calibrationSlope))
    }

    /// With up to three features of one direction taken out, the estimate must move the other way.
    private func checkReasons(_ card: Scorecard, _ tests: CaseFile) {
        var random = SeededRandom(seed: 1)
        var right = 0
        var count = 0
        for _ in 0..<1000 {
            let values = tests.cases.values(random.below(tests.cases.count))
            let judgement = card.judge(values)
            guard let first = judgement.reasons.first else { continue }
            let named = zip(judgement.reasons, judgement.features).filter { $0.0.weight * first.weight > 0 }
                .prefix(1 + random.below(3)).map(\.1)
            let without = card.logOdds(values, leavingOut: Set(named))
            count += 1
            if (judgement.logOdds - without) * first.weight > 0 { right += 1 }
        }
        print("reasons: without those named the estimate moves as said in \(right) of \(count)")
    }
}
