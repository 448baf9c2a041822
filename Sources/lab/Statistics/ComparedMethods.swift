import Foundation
import Statistics

/// A method that both sides compute: how a random case of it looks, and our numbers for it.
struct ComparedMethod: Sendable {
    typealias Case = (request: SciencePeer.Request, ours: [Double])

    let name: String
    let draw: @Sendable (inout RandomSample) throws -> Case

    init(_ name: String, _ draw: @escaping @Sendable (inout RandomSample) throws -> Case) {
        self.name = name
        self.draw = draw
    }

    static let all = functions + distributions + rates + means + comparisons + planning

    private static func numbers(_ numbers: [Double], _ ours: [Double]) -> Case {
        (SciencePeer.Request(numbers: numbers), ours)
    }

    private static func series(_ x: [Double], _ ours: [Double]) -> Case { series(x, [], ours) }

    private static func series(_ x: [Double], _ y: [Double], _ ours: [Double]) -> Case {
        (SciencePeer.Request(x: x, y: y), ours)
    }

    private static func ends(_ interval: Interval) -> [Double] { [interval.lower, interval.upper] }

    private static let functions = [
        ComparedMethod("log gamma") {
            let x = $0.magnitude(1e-6, 1e6)
            return numbers([x], [SpecialFunctions.logGamma(x)])
        },
        ComparedMethod("incomplete gamma") {
            let a = $0.magnitude(0.01, 1e5)
            let x = a * $0.magnitude(0.1, 10)
            return numbers([a, x], [SpecialFunctions.lowerGamma(a, x), SpecialFunctions.upperGamma(a, x)])
        },
        ComparedMethod("incomplete beta") {
            let (a, b) = ($0.magnitude(0.01, 1e5), $0.magnitude(0.01, 1e5))
            let mean = a / (a + b)
            let x = min(
                max(mean + $0.normal() * 2 * (mean * (1 - mean) / (a + b + 1)).squareRoot(), 1e-9), 0.999)
            return numbers([x, a, b], [SpecialFunctions.beta(x, a, b)])
        },
    ]

    private static let distributions = [
        ComparedMethod("normal") {
            let (x, p) = ($0.normal() * 4, $0.magnitude(1e-15, 1))
            return numbers([x, p], [Normal.cumulative(x), Normal.quantile(p)])
        },
        ComparedMethod("Student's t") {
            let (freedom, t, p) = ($0.magnitude(0.8, 1e5), $0.student(3) * 2, $0.magnitude(1e-6, 1))
            let student = StudentT(freedom: freedom)
            return numbers(
                [freedom, t, p], [student.cumulative(t), student.quantile(p), student.twoSided(t)])
        },
        ComparedMethod("F") {
            let (a, b) = ($0.magnitude(0.8, 1e4), $0.magnitude(0.8, 1e4))
            let (x, p) = ($0.magnitude(0.05, 20), $0.uniform(0.001, 0.999))
            let distribution = FisherF(a, b)
            return numbers([a, b, x, p], [distribution.cumulative(x), distribution.quantile(p)])
        },
        ComparedMethod("chi-squared") {
            let (freedom, p) = ($0.magnitude(0.5, 1e5), $0.uniform(0.0001, 0.9999))
            let x = freedom * $0.magnitude(0.3, 3)
            let distribution = ChiSquared(freedom: freedom)
            return numbers([freedom, x, p], [distribution.cumulative(x), distribution.quantile(p)])
        },
        ComparedMethod("beta") {
            let (a, b, p) = ($0.magnitude(0.1, 1e4), $0.magnitude(0.1, 1e4), $0.uniform(0.001, 0.999))
            return numbers([a, b, p], [Beta(a, b).quantile(p)])
        },
        ComparedMethod("binomial") {
            let (n, p) = ($0.whole(1...5000), $0.unit())
            let k = min(max(Int(Double(n) * p + 3 * $0.normal()), 0), n)
            let binomial = Binomial(trials: n, chance: p)
            return numbers([Double(n), p, Double(k)], [binomial.probability(k), binomial.cumulative(k)])
        },
        ComparedMethod("noncentral t") {
            let (freedom, shift) = ($0.magnitude(2, 1000), $0.uniform(-6, 6))
            let t = shift + $0.normal() * 2
            return numbers([freedom, shift, t], [NoncentralT(freedom: freedom, shift: shift).cumulative(t)])
        },
    ]

    private static func hits(_ sample: inout RandomSample) throws -> Hits {
        let n = sample.whole(1...400)
        return try Hits(sample.hits(n, sample.unit()), of: n)
    }

    private static let rates = [
        ComparedMethod("Wilson") {
            let (hits, confidence) = (try hits(&$0), $0.uniform(0.8, 0.999))
            return numbers(
                [Double(hits.count), Double(hits.cases), confidence],
                ends(try Rates.wilson(hits, confidence: confidence)))
        },
        ComparedMethod("Clopper-Pearson") {
            let (hits, confidence) = (try hits(&$0), $0.uniform(0.8, 0.999))
            return numbers(
                [Double(hits.count), Double(hits.cases), confidence],
                ends(try Rates.clopperPearson(hits, confidence: confidence)))
        },
        ComparedMethod("Newcombe") {
            let (a, b) = (try hits(&$0), try hits(&$0))
            return numbers(
                [Double(a.count), Double(a.cases), Double(b.count), Double(b.cases)],
                ends(try Rates.newcombe(a, b)))
        },
        ComparedMethod("Tango") {
            let n = $0.whole(2...300)
            let plus = $0.hits(n, $0.unit())
            let minus = $0.hits(n - plus, $0.unit())
            return numbers(
                [Double(plus), Double(minus), Double(n)],
                ends(try Rates.tango(plus: plus, minus: minus, of: n)))
        },
    ]

    private static let means = [
        ComparedMethod("Student's interval") {
            let x = $0.normals($0.whole(2...60)).map { 3 + $0 }
            return series(x, ends(try Means.student(x)))
        },
        ComparedMethod("Welch") {
            let (x, y) = ($0.normals($0.whole(4...40)), $0.normals($0.whole(4...40)).map { 0.5 + 3 * $0 })
            guard let estimate = try Teams.difference(x, y).estimate else { return series(x, y, []) }
            return series(x, y, [estimate.value] + ends(estimate.interval))
        },
        ComparedMethod("ratio of durations") {
            let x = $0.normals($0.whole(10...40)).map { exp(2 + $0) }
            let y = $0.normals($0.whole(10...40)).map { exp(2.5 + 0.4 * $0) }
            guard let estimate = try Durations.ratio(x, to: y).estimate else { return series(x, y, []) }
            return series(x, y, [estimate.value, estimate.p ?? .nan] + ends(estimate.interval))
        },
        ComparedMethod("typical duration") {
            let x = $0.normals($0.whole(10...60)).map { exp(1 + $0) }
            guard let estimate = try Durations.typical(x).estimate else { return series(x, []) }
            return series(x, [estimate.value] + ends(estimate.interval))
        },
        ComparedMethod("median") {
            let x = $0.normals($0.whole(6...300))
            guard let estimate = try Medians.median(x).estimate else { return series(x, []) }
            return series(x, [estimate.value] + ends(estimate.interval))
        },
    ]

    private static let comparisons = [
        ComparedMethod("permuted signs") {
            let x = $0.normals($0.whole(6...9)).map { ($0 + 0.7) * 4 }.map { ($0 * 2).rounded() / 2 }
            let zeros = x.map { _ in 0.0 }
            guard let estimate = try Teams.change(before: zeros, after: x).estimate else {
                return series(x, [])
            }
            return series(x, [estimate.p ?? .nan] + ends(estimate.interval))
        },
        ComparedMethod("permuted groups") {
            let (x, y) = ($0.normals($0.whole(4...5)), $0.normals($0.whole(4...6)).map { 1 + 2 * $0 })
            return series(x, y, [try Permutation.groups(x, y)])
        },
        ComparedMethod("Spearman") {
            let (n, isTied) = ($0.whole(5...80), $0.unit() < 0.5)
            var x = $0.normals(n)
            var y = $0.normals(n)
            for i in x.indices { y[i] += 0.7 * x[i] }
            if isTied { (x, y) = (x.map { ($0 * 2).rounded() }, y.map { ($0 * 2).rounded() }) }
            let rho = try Correlation.rho(x, y)
            return series(x, y, [rho, Correlation.pValue(rho, n: n)])
        },
        ComparedMethod("bootstrap") { sample in
            // Whole numbers, so that equal means are equal in whatever order they are summed.
            let x = sample.normals(sample.whole(8...25)).map { (exp($0) * 1000).rounded() }
            var resampled: [Double] = []
            for _ in 0..<499 { resampled.append(mean(x.map { _ in x[sample.whole(0...x.count - 1)] })) }
            let leavingOneOut = x.indices.map { left in mean(x.indices.filter { $0 != left }.map { x[$0] }) }
            return series(
                x, resampled,
                ends(try Bootstrap.accelerated(mean(x), resampled: resampled, leavingOneOut: leavingOneOut)))
        },
        ComparedMethod("Holm") { sample in
            let p = pValues(&sample)
            return series(p, try MultipleComparisons.holm(p))
        },
        ComparedMethod("Benjamini-Hochberg") { sample in
            let p = pValues(&sample)
            return series(p, try MultipleComparisons.benjaminiHochberg(p))
        },
    ]

    private static func pValues(_ sample: inout RandomSample) -> [Double] {
        var p: [Double] = []
        for _ in 0..<sample.whole(1...30) { p.append(sample.magnitude(1e-5, 1)) }
        return p
    }

    private static let planning = [
        ComparedMethod("power of means") {
            let (size, power) = ($0.magnitude(0.15, 1.1), $0.uniform(0.5, 0.95))
            let needed = try Power.means(effect: size, spread: 1, power: power)
            return numbers([size, power], [needed.exact])
        },
        ComparedMethod("power of changes") {
            let (size, power) = ($0.magnitude(0.15, 1.1), $0.uniform(0.5, 0.95))
            let needed = try Power.changes(effect: size, spread: 1, power: power)
            return numbers([size, power], [needed.exact])
        },
        ComparedMethod("power of rates") {
            let (a, b, power) = ($0.uniform(0.02, 0.45), $0.uniform(0.5, 0.98), $0.uniform(0.5, 0.95))
            return numbers([a, b, power], [try Power.rates(a, b, power: power).exact])
        },
        ComparedMethod("SROI") {
            let (quantity, proxy, inputs) = ($0.uniform(1, 500), $0.uniform(1, 900), $0.uniform(1e3, 1e5))
            let parts = [$0.unit(), $0.unit(), $0.unit(), $0.unit()]
            let (years, rate) = ($0.whole(1...10), $0.uniform(0, 0.1))
            let outcome = try SROI.Outcome(
                "outcome", quantity: Assumption(quantity), proxy: Assumption(proxy),
                deadweight: Assumption(parts[0]), displacement: Assumption(parts[1]),
                attribution: Assumption(parts[2]), dropOff: Assumption(parts[3]), years: years)
            let result = try SROI([outcome], inputs: Assumption(inputs), discountRate: rate).result()
            return numbers(
                [quantity, proxy, inputs] + parts + [Double(years), rate], [result.ratio, result.netRatio])
        },
    ]

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}
