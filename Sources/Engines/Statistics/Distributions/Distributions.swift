import Foundation

/// The standard normal distribution.
public enum Normal {
    /// Φ(x), precise in the lower tail.
    public static func cumulative(_ x: Double) -> Double {
        0.5 * erfc(-x * 0.5.squareRoot())
    }

    /// φ(x).
    public static func density(_ x: Double) -> Double {
        exp(-0.5 * x * x) / (2 * Double.pi).squareRoot()
    }

    /// The x with Φ(x) = p; ∓∞ for 0 and 1. A rational start (Abramowitz and Stegun 26.2.23), then Halley's
    /// steps.
    public static func quantile(_ p: Double) -> Double {
        guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
        if p > 0.5 { return -quantile(1 - p) }
        let t = (-2 * log(p)).squareRoot()
        var x =
            (2.515517 + t * (0.802853 + t * 0.010328))
            / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t
        for _ in 0..<3 {
            let step = (cumulative(x) - p) / density(x)
            x -= step / (1 + 0.5 * x * step)
        }
        return x
    }
}

/// Student's t distribution with `freedom` degrees of freedom, which need not be whole.
public struct StudentT: Sendable {
    /// Degrees of freedom, above 0.
    public let freedom: Double

    /// The distribution with `freedom` > 0.
    public init(freedom: Double) {
        self.freedom = freedom
    }

    /// P(T ≤ t).
    public func cumulative(_ t: Double) -> Double {
        t < 0 ? upperTail(-t) : 1 - upperTail(t)
    }

    /// P(|T| ≥ |t|), the two-sided p-value.
    public func twoSided(_ t: Double) -> Double {
        2 * upperTail(abs(t))
    }

    /// The t with P(T ≤ t) = p.
    public func quantile(_ p: Double) -> Double {
        guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
        if p == 0.5 { return 0 }
        if p > 0.5 { return -quantile(1 - p) }
        // A Cornish-Fisher start (Abramowitz and Stegun 26.7.5) for the upper tail p, then safeguarded Newton
        // steps.
        let z = -Normal.quantile(p)
        let z3 = z * z * z
        let start =
            z + (z3 + z) / (4 * freedom) + (5 * z3 * z * z + 16 * z3 + 3 * z) / (96 * freedom * freedom)
        return -Root.of(start: start, from: 0, to: .infinity) { t in
            (p - upperTail(t), density(t))
        }
    }

    func density(_ t: Double) -> Double {
        let x = freedom / (freedom + t * t)
        let y = t * t / (freedom + t * t)
        guard y > 0 else {
            let f = freedom / 2
            return exp(SpecialFunctions.logGamma(f + 0.5) - SpecialFunctions.logGamma(f))
                / (freedom * .pi).squareRoot()
        }
        return SpecialFunctions.betaPrefactor(x, y, freedom / 2, 0.5) / abs(t)
    }

    private func upperTail(_ t: Double) -> Double {
        guard t.isFinite else { return t.isNaN ? .nan : 0 }
        let square = t * t
        let sum = freedom + square
        return 0.5
            * SpecialFunctions.beta(freedom / sum, complement: square / sum, freedom / 2, 0.5)
    }
}

/// Fisher's F distribution.
public struct FisherF: Sendable {
    /// Degrees of freedom of the numerator.
    public let numerator: Double
    /// Degrees of freedom of the denominator.
    public let denominator: Double

    /// The distribution with both degrees of freedom above 0.
    public init(_ numerator: Double, _ denominator: Double) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// P(F ≤ x).
    public func cumulative(_ x: Double) -> Double {
        guard x > 0 else { return 0 }
        let sum = numerator * x + denominator
        return SpecialFunctions.beta(
            numerator * x / sum, complement: denominator / sum, numerator / 2, denominator / 2)
    }

    /// The x with P(F ≤ x) = p.
    public func quantile(_ p: Double) -> Double {
        // F is a ratio of the parts x and 1 − x of a beta variable; the smaller one is looked for.
        let x = Beta(numerator / 2, denominator / 2).quantile(p)
        if x <= 0.5 { return denominator * x / (numerator * (1 - x)) }
        let y = Beta(denominator / 2, numerator / 2).quantile(1 - p)
        return denominator * (1 - y) / (numerator * y)
    }
}

/// The χ² distribution.
public struct ChiSquared: Sendable {
    /// Degrees of freedom, above 0.
    public let freedom: Double

    /// The distribution with `freedom` > 0.
    public init(freedom: Double) {
        self.freedom = freedom
    }

    /// P(X ≤ x).
    public func cumulative(_ x: Double) -> Double {
        SpecialFunctions.lowerGamma(freedom / 2, x / 2)
    }

    /// The x with P(X ≤ x) = p.
    public func quantile(_ p: Double) -> Double {
        guard p > 0, p < 1 else { return p == 0 ? 0 : p == 1 ? .infinity : .nan }
        // The cube root of a χ² variable is nearly normal (Wilson and Hilferty 1931).
        let spread = 2 / (9 * freedom)
        let root = 1 - spread + Normal.quantile(p) * spread.squareRoot()
        let start = freedom * root * root * root
        return Root.of(start: start, from: 0, to: .infinity) { x in
            let half = x / 2
            let value =
                p < 0.5
                ? SpecialFunctions.lowerGamma(freedom / 2, half) - p
                : 1 - p - SpecialFunctions.upperGamma(freedom / 2, half)
            return (value, SpecialFunctions.gammaPrefactor(freedom / 2, half) / x)
        }
    }
}

/// The beta distribution.
public struct Beta: Sendable {
    let a: Double
    let b: Double

    /// The distribution with the shapes `a` and `b`, both above 0.
    public init(_ a: Double, _ b: Double) {
        self.a = a
        self.b = b
    }

    /// P(X ≤ x).
    public func cumulative(_ x: Double) -> Double {
        SpecialFunctions.beta(min(max(x, 0), 1), a, b)
    }

    /// The x with P(X ≤ x) = p.
    public func quantile(_ p: Double) -> Double {
        guard p > 0, p < 1 else { return p == 0 ? 0 : p == 1 ? 1 : .nan }
        return Root.of(start: a / (a + b), from: 0, to: 1) { x in
            (
                SpecialFunctions.beta(x, a, b) - p,
                SpecialFunctions.betaPrefactor(x, 1 - x, a, b) / (x * (1 - x))
            )
        }
    }
}

/// The binomial distribution of hits among `trials`.
public struct Binomial: Sendable {
    /// How often it is tried.
    public let trials: Int
    /// The probability of a hit.
    public let chance: Double

    /// The distribution of hits among `trials` ≥ 0 with `chance` in 0…1.
    public init(trials: Int, chance: Double) {
        self.trials = trials
        self.chance = chance
    }

    /// P(X = hits).
    public func probability(_ hits: Int) -> Double {
        guard hits >= 0, hits <= trials else { return 0 }
        if chance <= 0 { return hits == 0 ? 1 : 0 }
        if chance >= 1 { return hits == trials ? 1 : 0 }
        if hits == 0 { return exp(Double(trials) * log1p(-chance)) }
        if hits == trials { return exp(Double(trials) * log(chance)) }
        let (a, b) = (Double(hits), Double(trials - hits))
        return SpecialFunctions.betaPrefactor(chance, 1 - chance, a, b) * Double(trials) / (a * b)
    }

    /// P(X ≤ hits).
    public func cumulative(_ hits: Int) -> Double {
        if hits < 0 { return 0 }
        if hits >= trials { return 1 }
        return SpecialFunctions.beta(
            1 - chance, complement: chance, Double(trials - hits), Double(hits + 1))
    }
}
