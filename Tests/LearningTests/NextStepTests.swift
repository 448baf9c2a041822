import Foundation
import Learning
import Statistics
import Testing

@Suite("Next step") struct NextStepTests {
    /// Cases of a known process: what follows depends on the last two steps.
    private struct Process {
        static let steps = ["Anfrage", "Angebot", "Rückfrage", "Auftrag", "Rechnung"]
        /// For each pair of steps: the likeliest successor, which comes in seven of ten cases.
        let likely: [[Int]]

        init(_ random: inout SeededRandom) {
            likely = Self.steps.map { _ in Self.steps.map { _ in random.below(Self.steps.count) } }
        }

        func likeliest(after past: [String]) -> String {
            let numbers = past.suffix(2).compactMap { Self.steps.firstIndex(of: $0) }
            return Self.steps[likely[numbers[0]][numbers[1]]]
        }

        func run(_ random: inout SeededRandom) -> [String] {
            var steps = [Self.steps[0], Self.steps[random.below(Self.steps.count)]]
            for _ in 0..<10 {
                let isLikely = random.below(10) < 7
                steps.append(isLikely ? likeliest(after: steps) : Self.steps[random.below(Self.steps.count)])
            }
            return steps
        }
    }

    @Test("The likeliest step of a known process is found, with its probability and sample")
    func finds() throws {
        var random = SeededRandom(seed: 1)
        let process = Process(&random)
        var model = NextStep()
        for _ in 0..<400 { model.learn(process.run(&random), isClosed: false) }
        var (asked, right) = (0, 0)
        for _ in 0..<200 {
            let past = process.run(&random)
            guard let answer = model.next(after: past) else { continue }
            #expect(answer.cases >= 20)
            asked += 1
            guard answer.context.count == 2, answer.suggestions[0].step == process.likeliest(after: past)
            else {
                continue
            }
            right += 1
            // Seven of ten, and two of a hundred by chance each; the bound is wide for the rarest contexts.
            #expect(abs(answer.suggestions[0].probability - 0.76) < 0.2)
        }
        #expect(asked >= 190)
        #expect(Double(right) >= 0.95 * Double(asked))
    }

    @Test(
        "What was seldom seen leans on the shorter past, and nothing is said about what was hardly ever seen")
    func backsOff() throws {
        var model = NextStep(minimumCases: 20)
        for _ in 0..<19 { model.learn("Auftrag", after: ["Anfrage", "Angebot"]) }
        #expect(model.next(after: ["Anfrage", "Angebot"]) == nil)
        #expect(model.next(after: []) == nil)
        model.learn("Absage", after: ["Rückfrage", "Angebot"])
        let answer = try #require(model.next(after: ["Anfrage", "Angebot"]))
        #expect(answer.context == ["Angebot"])
        #expect(answer.cases == 20)
        #expect(answer.suggestions.map(\.step) == ["Auftrag", "Absage"])
        #expect(answer.suggestions.map(\.followed) == [19, 1])
        #expect(model.next(after: ["Rechnung"]) == nil)
    }

    @Test("Probabilities of all steps that were seen add up to one, less a share for what was not")
    func sums() {
        var random = SeededRandom(seed: 2)
        let process = Process(&random)
        var model = NextStep()
        for _ in 0..<50 { model.learn(process.run(&random)) }
        for first in Process.steps {
            for second in Process.steps {
                let all = (Process.steps + [NextStep.end]).reduce(0) {
                    $0 + model.probability(of: $1, after: [first, second])
                }
                #expect(all <= 1)
                #expect(all > 0.97)
            }
        }
    }

    @Test("Without the past named as reason the probability moves as the reason says")
    func reasons() throws {
        var random = SeededRandom(seed: 3)
        var (cases, right) = (0, 0)
        for _ in 0..<20 {
            let process = Process(&random)
            var model = NextStep()
            for _ in 0..<100 { model.learn(process.run(&random)) }
            for _ in 0..<20 {
                guard let answer = model.next(after: process.run(&random)) else { continue }
                for suggestion in answer.suggestions {
                    for (index, reason) in suggestion.reasons.enumerated() where abs(reason.weight) > 1e-9 {
                        #expect(reason.part == answer.context[index])
                        // Forget the past up to and with the step that the reason names.
                        let without = model.probability(
                            of: suggestion.step, after: Array(answer.context[(index + 1)...]))
                        let with = model.probability(
                            of: suggestion.step, after: Array(answer.context[index...]))
                        cases += 1
                        if (with > without) == (reason.weight > 0) { right += 1 }
                    }
                }
            }
        }
        #expect(cases > 500)
        #expect(Double(right) >= 0.95 * Double(cases))
    }

    @Test("Stored and read back it answers alike")
    func stored() throws {
        var model = NextStep(minimumCases: 2)
        for _ in 0..<3 { model.learn(["Anfrage", "Angebot", "Auftrag"]) }
        let copy = try JSONDecoder().decode(NextStep.self, from: JSONEncoder().encode(model))
        let answer = try #require(copy.next(after: ["Angebot", "Auftrag"]))
        #expect(answer.suggestions.map(\.step) == [NextStep.end])
        #expect(
            answer.suggestions[0].probability
                == model.probability(of: NextStep.end, after: ["Angebot", "Auftrag"]))
    }
}
