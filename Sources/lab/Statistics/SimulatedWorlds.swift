import Foundation
import Statistics

/// Teams as they might be: people within teams, teams that differ for good, and teams that change by
/// themselves.
struct TeamWorld: Sendable {
    let name: String
    /// What happens to all teams between before and after.
    let trend = 0.3
    /// One person's scatter.
    let person: @Sendable (inout RandomSample) -> Double
    /// How differently teams change by themselves.
    let drift: @Sendable (inout RandomSample) -> Double
    let sizes: ClosedRange<Int>

    static let all = [
        TeamWorld(name: "normal", person: { $0.normal() }, drift: { 0.5 * $0.normal() }, sizes: 8...8),
        TeamWorld(
            name: "teams of 3–40", person: { $0.normal() }, drift: { 0.3 * $0.normal() }, sizes: 3...40),
        TeamWorld(
            name: "skewed people", person: { $0.exponential() - 1 }, drift: { 0.3 * $0.normal() },
            sizes: 5...15),
        TeamWorld(
            name: "a few teams change much", person: { $0.normal() }, drift: { 0.4 * $0.student(3) },
            sizes: 5...15),
    ]
    static let names = all.map(\.name).joined(separator: "; ")

    struct Figures {
        var before: [Double] = []
        var after: [Double] = []
        /// Every single person after.
        var people: [Double] = []
        var figures: Teams.BeforeAfter { Teams.BeforeAfter(before: before, after: after) }
    }

    /// The means of the teams before and after.
    func teams(_ count: Int, effect: Double, spread: Double = 1, _ sample: inout RandomSample) -> Figures {
        var figures = Figures()
        for _ in 0..<count {
            let level = 3 + spread * sample.normal()
            let people = sample.whole(sizes)
            let later = level + trend + effect + spread * drift(&sample)
            var (before, after) = (0.0, 0.0)
            for _ in 0..<people {
                before += level + person(&sample)
                let value = later + person(&sample)
                after += value
                figures.people.append(value)
            }
            figures.before.append(before / Double(people))
            figures.after.append(after / Double(people))
        }
        return figures
    }
}

/// Two measures that hang together in different ways.
enum PairWorld: CaseIterable {
    case normal
    case heavyTailed
    case answers

    func pairs(_ count: Int, _ strength: Double, _ sample: inout RandomSample) -> (x: [Double], y: [Double]) {
        var (x, y) = ([Double](), [Double]())
        for _ in 0..<count {
            var a = sample.normal()
            var b = strength * a + (1 - strength * strength).squareRoot() * sample.normal()
            switch self {
            case .normal: break
            case .heavyTailed:
                let common = sample.chi(2)
                (a, b) = (a / common, b / common)
            case .answers: (a, b) = (min(max((a + 3).rounded(), 1), 5), min(max((b + 3).rounded(), 1), 5))
            }
            x.append(a)
            y.append(b)
        }
        return (x, y)
    }
}

/// How often comparisons of teams show something where nothing happened.
struct FalseAlarms {
    let samples: Int
    let seed: UInt64

    /// Prints the alarms of every situation, and beside them those of a comparison that takes people for
    /// units.
    /// - Returns: the alarms of the worse comparison, mean over all situations.
    func worst() throws -> Double {
        print(
            "false alarms where nothing happened: net change and change of teams (t test of their people)"
        )
        var (nets, changes) = ([Double](), [Double]())
        for n in CoveredInterval.sizes {
            for world in TeamWorld.all {
                let (net, naive) = try netChange(world, n)
                nets.append(net)
                changes.append(try change(world, n))
                print(
                    "  n = \(String(n).padded(3))  \(world.name.padded(24)) net change \(four(net))"
                        + "  change \(four(changes[changes.count - 1]))  (people \(four(naive)))")
            }
        }
        print("  mean \("".padded(28)) net change \(four(mean(nets)))  change \(four(mean(changes)))")
        return max(mean(nets), mean(changes))
    }

    private func samples(_ n: Int) -> Int { n < 200 ? samples : samples / 4 }

    /// The alarms of teams as units, and of people as units.
    private func netChange(_ world: TeamWorld, _ n: Int) throws -> (teams: Double, people: Double) {
        var sample = RandomSample(seed: seed)
        var (alarms, naive) = (0, 0)
        for _ in 0..<samples(n) {
            let treated = world.teams(n, effect: 0, &sample)
            let control = world.teams(n, effect: 0, spread: 2, &sample)
            let finding = try Teams.netChange(treated: treated.figures, control: control.figures)
            if finding.isShown == true { alarms += 1 }
            if !(try Means.welch(treated.people, control.people).contains(0)) { naive += 1 }
        }
        return (Double(alarms) / Double(samples(n)), Double(naive) / Double(samples(n)))
    }

    private func change(_ world: TeamWorld, _ n: Int) throws -> Double {
        var sample = RandomSample(seed: seed &+ 1)
        var alarms = 0
        for _ in 0..<samples(n) {
            let teams = world.teams(n, effect: -world.trend, &sample)
            if try Teams.change(before: teams.before, after: teams.after).isShown == true { alarms += 1 }
        }
        return Double(alarms) / Double(samples(n))
    }

    private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}
