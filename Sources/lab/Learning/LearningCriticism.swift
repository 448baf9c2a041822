import ArgumentParser
import Learning

/// `lab learning criticism`: whether waves of one criticism are found among everyday messages.
struct LearningCriticism: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "criticism", abstract: "Waves of one criticism in generated months of messages.")

    @Option(help: "Months with one wave or two each.")
    var worlds = 1000

    @Option(help: "Which half of the templates: development or judging.")
    var half = "judging"

    @Option(help: "Messages of the speed test; 0 leaves it out.")
    var messages = 1_000_000

    @Option(help: "The first month's seed.")
    var seed: UInt64 = 1

    @Flag(help: "Print each wave, and each false one with its reasons.")
    var verbose = false

    func run() throws {
        guard let half = Half(rawValue: half) else { throw ValidationError("no such half: \(half)") }
        var score = CriticismScore()
        for number in 0..<worlds {
            let world = CriticismWorld(seed: seed + UInt64(number), half: half)
            score.add(world, number: number, verbose: verbose)
        }
        score.report(half: half)
        let rate = messages > 0 ? ManyMessages.run(messages, half: half) : 0
        print(
            "result: found_within_20=\(Stopwatch.text(score.foundWithin20, 4))",
            "pairs_f1=\(Stopwatch.text(score.pairs.f1, 3))",
            "false_per_month=\(Stopwatch.text(score.falsePerMonth, 3))",
            "messages_per_second=\(Int(rate))")
    }
}
