import Foundation
import Statistics

/// A 95 % interval with the truths that it is tried on.
struct CoveredInterval: Sendable {
    /// Observations (units, pairs) of a sample; where two groups are compared, of each.
    static let sizes = [10, 20, 50, 200]

    let name: String
    /// The truths in words.
    let grid: String
    var isBootstrap = false
    /// The coverage at each truth.
    let coverages: @Sendable (_ n: Int, _ samples: Int, _ seed: UInt64) throws -> [Double]

    static let all: [CoveredInterval] = [
        rate, rateDifference, pairedRates, netPromoter, answerMean, mean, typicalDuration, durationRatio,
        median,
        teamChange,
        teamDifference, netChange, correlation,
    ]

    // MARK: - Counts: every outcome, weighted by its probability

    private static let rate = CoveredInterval(
        name: "rate, Wilson", grid: "rates .02, .03 … .98"
    ) { n, _, _ in
        let intervals = try (0...n).map { try Rates.wilson(try Hits($0, of: n)) }
        return stride(from: 0.02, through: 0.985, by: 0.01).map { rate in
            let binomial = Binomial(trials: n, chance: rate)
            return intervals.enumerated().reduce(0) {
                $0 + ($1.element.contains(rate) ? binomial.probability($1.offset) : 0)
            }
        }
    }

    private static let rateDifference = CoveredInterval(
        name: "difference of rates, Newcombe", grid: "both rates .05, .10 … .95"
    ) { n, _, _ in
        let rates = stride(from: 0.05, through: 0.96, by: 0.05).map { $0 }
        let chances = rates.map { rate in
            (0...n).map { Binomial(trials: n, chance: rate).probability($0) }
        }
        let hits = try (0...n).map { try Hits($0, of: n) }
        let intervals = try hits.map { a in try hits.map { try Rates.newcombe(a, $0) } }
        return zip(rates, chances).flatMap { a, chancesA in
            zip(rates, chances).map { b, chancesB in
                var coverage = 0.0
                for (x, p) in chancesA.enumerated() where p > 1e-10 {
                    for (y, q) in chancesB.enumerated() where q > 1e-10 && intervals[x][y].contains(a - b) {
                        coverage += p * q
                    }
                }
                return coverage
            }
        }
    }

    private static let pairedRates = CoveredInterval(
        name: "change of a rate, Tango", grid: "gained and lost .1, .2, .3, .4"
    ) { n, _, _ in
        let parts = [0.1, 0.2, 0.3, 0.4]
        return try trinomial(n, parts.flatMap { plus in parts.map { (plus, $0) } })
    }

    private static let netPromoter = CoveredInterval(
        name: "Net Promoter Score, Tango",
        grid: "promoters .1, .2 … .8, detractors .05, .1, .2 … .6, together ≤ .95"
    ) { n, _, _ in
        let promoters = stride(from: 0.1, through: 0.81, by: 0.1)
        let detractors = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
        return try trinomial(
            n, promoters.flatMap { plus in detractors.map { (plus, $0) } }.filter { $0.0 + $0.1 < 0.951 })
    }

    private static func trinomial(_ n: Int, _ truths: [(plus: Double, minus: Double)]) throws -> [Double] {
        let intervals = try (0...n).map { plus in
            try (0...n - plus).map { try Rates.tango(plus: plus, minus: $0, of: n) }
        }
        return truths.map { truth in
            var coverage = 0.0
            for plus in 0...n {
                let p = Binomial(trials: n, chance: truth.plus).probability(plus)
                guard p > 1e-10 else { continue }
                let rest = Binomial(trials: n - plus, chance: truth.minus / (1 - truth.plus))
                for minus in 0...n - plus where intervals[plus][minus].contains(truth.plus - truth.minus) {
                    coverage += p * rest.probability(minus)
                }
            }
            return coverage
        }
    }

    // MARK: - Values: drawn samples

    /// The share of `samples` in which `holds` says that the interval held the truth; each `truth` has its
    /// own.
    private static func share(
        _ samples: Int, _ seed: UInt64, _ truth: Int, _ holds: (inout RandomSample) throws -> Bool
    ) rethrows -> Double {
        var sample = RandomSample(seed: seed &* 1000 &+ UInt64(truth))
        var held = 0
        for _ in 0..<samples where try holds(&sample) { held += 1 }
        return Double(held) / Double(samples)
    }

    private static func holds(_ finding: Finding, _ truth: Double) -> Bool {
        finding.estimate?.interval.contains(truth) ?? false
    }

    /// Shares of the answers 1 … 5: even, middling, content, discontent, torn, enthusiastic.
    private static let answers: [[Double]] = [
        [0.2, 0.2, 0.2, 0.2, 0.2], [0.07, 0.24, 0.38, 0.24, 0.07], [0.03, 0.07, 0.2, 0.45, 0.25],
        [0.2, 0.35, 0.25, 0.15, 0.05], [0.3, 0.15, 0.1, 0.15, 0.3], [0.02, 0.03, 0.1, 0.25, 0.6],
    ]

    private static let answerMean = CoveredInterval(
        name: "mean of answers, Student on a scale",
        grid: "answers 1–5 even, middling, content, discontent, torn, enthusiastic"
    ) { n, samples, seed in
        try answers.enumerated().map { index, shares in
            let truth = zip(1...5, shares).reduce(0) { $0 + Double($1.0) * $1.1 }
            return try share(2 * samples, seed, index) { sample in
                var values: [Double] = []
                for _ in 0..<n {
                    var (answer, rest) = (1, sample.unit())
                    while answer < 5, rest >= shares[answer - 1] {
                        rest -= shares[answer - 1]
                        answer += 1
                    }
                    values.append(Double(answer))
                }
                return holds(try Means.mean(values, on: 1...5), truth)
            }
        }
    }

    private static let mean = CoveredInterval(
        name: "mean, Student", grid: "normal, Student's t with 5, uniform, gamma 4"
    ) { n, samples, seed in
        let worlds: [(truth: Double, draw: (inout RandomSample) -> Double)] = [
            (0, { $0.normal() }), (0, { $0.student(5) }), (0.5, { $0.unit() }),
            (4, { $0.exponential() + $0.exponential() + $0.exponential() + $0.exponential() }),
        ]
        return try worlds.enumerated().map { index, world in
            try share(2 * samples, seed, index) {
                holds(try Means.mean(draw(n, world.draw, &$0)), world.truth)
            }
        }
    }

    /// Distributions of durations: lognormal, Weibull with shape 1.5, exponential, gamma with shape 2 (hours
    /// between two steps); each with the mean of its logarithm and its median.
    private static let durations: [@Sendable (inout RandomSample) -> Double] = [
        { exp($0.normal()) },
        { pow($0.exponential(), 1 / 1.5) },
        { $0.exponential() },
        { $0.exponential() + $0.exponential() },
    ]
    private static let euler = 0.577_215_664_901_532_9
    private static let meanLogarithms = [0, -euler / 1.5, -euler, 1 - euler]
    private static let medians = [1, pow(log(2.0), 1 / 1.5), log(2.0), 1.678_346_990_016_661]
    private static let durationNames = "lognormal, Weibull 1.5, exponential, gamma 2"

    private static func draw(
        _ n: Int, _ duration: (inout RandomSample) -> Double, _ sample: inout RandomSample
    ) -> [Double] {
        var values: [Double] = []
        for _ in 0..<n { values.append(duration(&sample)) }
        return values
    }

    private static let typicalDuration = CoveredInterval(
        name: "typical duration, Student of logarithms", grid: durationNames
    ) { n, samples, seed in
        try zip(durations, meanLogarithms).enumerated().map { index, world in
            try share(samples, seed, index) {
                holds(try Durations.typical(draw(n, world.0, &$0)), exp(world.1))
            }
        }
    }

    private static let durationRatio = CoveredInterval(
        name: "ratio of durations, Welch of logarithms",
        grid: "\(durationNames), each with each, ratio 1 and .6, groups n and n or n and 2n"
    ) { n, samples, seed in
        try durations.indices.flatMap { first in
            try durations.indices.map { second in
                let factor = (first + second) % 2 == 0 ? 1 : 0.6
                let truth = factor * exp(meanLogarithms[first] - meanLogarithms[second])
                return try share(samples, seed, first * 4 + second) { sample in
                    let a = draw(n, durations[first], &sample).map { $0 * factor }
                    let b = draw(first < second ? 2 * n : n, durations[second], &sample)
                    return holds(try Durations.ratio(a, to: b), truth)
                }
            }
        }
    }

    private static let median = CoveredInterval(
        name: "median, order statistics", grid: durationNames
    ) { n, samples, seed in
        // Cheap, and by its ranks at 97.9 % for n = 10, so with more samples than the others.
        try zip(durations, medians).enumerated().map { index, world in
            try share(10 * samples, seed, index) {
                holds(try Medians.median(draw(n, world.0, &$0)), world.1)
            }
        }
    }

    // MARK: - Teams and pairs

    private static let teamChange = CoveredInterval(
        name: "change of teams, Student", grid: TeamWorld.names
    ) { n, samples, seed in
        try TeamWorld.all.enumerated().map { index, world in
            try share(samples, seed, index) { sample in
                let teams = world.teams(n, effect: 0.5, &sample)
                return holds(try Teams.change(before: teams.before, after: teams.after), 0.5 + world.trend)
            }
        }
    }

    private static let teamDifference = CoveredInterval(
        name: "difference of teams, Welch", grid: "\(TeamWorld.names), n and n teams"
    ) { n, samples, seed in
        try TeamWorld.all.enumerated().map { index, world in
            try share(samples, seed, index) { sample in
                let a = world.teams(n, effect: 0.5, &sample).after
                let b = world.teams(n, effect: 0, spread: 2, &sample).after
                return holds(try Teams.difference(a, b), 0.5)
            }
        }
    }

    private static let netChange = CoveredInterval(
        name: "difference in differences of teams, Welch", grid: "\(TeamWorld.names), n and n teams"
    ) { n, samples, seed in
        try TeamWorld.all.enumerated().map { index, world in
            try share(samples, seed, index) { sample in
                let treated = world.teams(n, effect: 0.5, &sample)
                let control = world.teams(n, effect: 0, &sample)
                return holds(try Teams.netChange(treated: treated.figures, control: control.figures), 0.5)
            }
        }
    }

    /// How two measures hang together: the truth is Spearman's ρ of 400,000 drawn pairs.
    private static let correlation = CoveredInterval(
        name: "rank correlation, bootstrap",
        grid: "normal, heavy-tailed (t with 2), answers 1–5; correlation 0, .4, .7", isBootstrap: true
    ) { n, samples, seed in
        try PairWorld.allCases.flatMap { world in
            try [0, 0.4, 0.7].map { strength in
                var sample = RandomSample(seed: 7)
                let many = world.pairs(400_000, strength, &sample)
                let truth = try Correlation.rho(many.x, many.y)
                return try share(samples, seed, Int(strength * 10)) { sample in
                    let pairs = world.pairs(n, strength, &sample)
                    return holds(try Correlation.spearman(pairs.x, pairs.y), truth)
                }
            }
        }
    }
}
