import Foundation

/// The functions under the distributions, to about 1e-13 relative to the result or to 1, whichever is larger.
///
/// Prefactors are computed as deviances, not as differences of logarithms of gamma functions, so that large
/// parameters do not cost digits (Loader, "Fast and accurate computation of binomial probabilities", 2000);
/// the functions themselves are continued fractions and series (DLMF 8.9, 8.11, 8.17).
public enum SpecialFunctions {
    /// ln Γ(x) for x > 0 by Stirling's series, shifted upward for small x.
    public static func logGamma(_ x: Double) -> Double {
        guard x > 0 else { return x.isNaN ? .nan : .infinity }
        if x == 1 || x == 2 { return 0 }
        // Near the zeros at 1 and 2 Stirling's series would leave only absolute precision.
        var shifted = x
        var product = 1.0
        while shifted < 16 {
            product *= shifted
            shifted += 1
        }
        return (shifted - 0.5) * log(shifted) - shifted + halfLogTau + stirlingTail(shifted) - log(product)
    }

    /// The regularised lower incomplete gamma function P(a, x), for a > 0 and x ≥ 0.
    public static func lowerGamma(_ a: Double, _ x: Double) -> Double {
        guard x > 0 else { return 0 }
        return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x)
    }

    /// The regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x), without cancellation for large
    /// x.
    public static func upperGamma(_ a: Double, _ x: Double) -> Double {
        guard x > 0 else { return 1 }
        return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x)
    }

    /// The regularised incomplete beta function I_x(a, b), for a, b > 0 and x in 0…1.
    public static func beta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        beta(x, complement: 1 - x, a, b)
    }

    /// I_x(a, b) where 1 − x is known better than by subtraction.
    static func beta(_ x: Double, complement y: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard y > 0 else { return 1 }
        if x <= (a + 1) / (a + b + 2) { return betaPrefactor(x, y, a, b) * betaFraction(x, a, b) / a }
        return 1 - betaPrefactor(y, x, b, a) * betaFraction(y, b, a) / b
    }

    /// x^a · y^b / B(a, b) with y = 1 − x: a density of the beta distribution without its 1/(x·y).
    static func betaPrefactor(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
        let n = a + b
        let exponent = stirlingError(n) - stirlingError(a) - stirlingError(b)
        return (a * b / (2 * .pi * n)).squareRoot()
            * exp(exponent - deviance(a, n * x) - deviance(b, n * y))
    }

    /// x^a · e^−x / Γ(a).
    static func gammaPrefactor(_ a: Double, _ x: Double) -> Double {
        (a / (2 * .pi)).squareRoot() * exp(-stirlingError(a) - deviance(a, x))
    }

    // MARK: - Pieces

    private static let halfLogTau = 0.5 * log(2 * Double.pi)

    /// Σ B₂ₖ / (2k (2k−1) x^(2k−1)), the tail of Stirling's series; x ≥ 16.
    private static func stirlingTail(_ x: Double) -> Double {
        let s = 1 / (x * x)
        return (1 / 12.0 - s * (1 / 360.0 - s * (1 / 1260.0 - s * (1 / 1680.0 - s / 1188)))) / x
    }

    /// ln Γ(x + 1) − ((x + ½) ln x − x + ½ ln 2π): what Stirling's formula leaves.
    private static func stirlingError(_ x: Double) -> Double {
        if x >= 16 { return stirlingTail(x) }
        return logGamma(x + 1) - ((x + 0.5) * log(x) - x + halfLogTau)
    }

    /// x ln(x / m) + m − x without cancellation where x is near m.
    private static func deviance(_ x: Double, _ m: Double) -> Double {
        let d = x - m
        guard abs(d) < 0.1 * (x + m) else { return x * log(x / m) - d }
        let v = d / (x + m)
        var sum = d * v
        var term = 2 * x * v
        for j in 1..<1000 {
            term *= v * v
            let next = sum + term / Double(2 * j + 1)
            if next == sum { break }
            sum = next
        }
        return sum
    }

    private static func gammaSeries(_ a: Double, _ x: Double) -> Double {
        var term = 1.0
        var sum = 1.0
        var n = a
        repeat {
            n += 1
            term *= x / n
            sum += term
        } while term > sum * 1e-17
        return gammaPrefactor(a, x) / a * sum
    }

    private static func gammaFraction(_ a: Double, _ x: Double) -> Double {
        let fraction = continuedFraction(first: x + 1 - a) { i in
            (-Double(i) * (Double(i) - a), x + Double(2 * i + 1) - a)
        }
        return gammaPrefactor(a, x) / fraction
    }

    /// The fraction of DLMF 8.17.22 for I_x(a, b); converges in O(√max(a, b)) steps for x below the mean.
    private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        1
            / continuedFraction(first: 1) { i in
                let m = Double(i / 2)
                if i % 2 == 0 { return (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1) }
                return (-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1)
            }
    }

    /// b₀ + a₁/(b₁ + a₂/(b₂ + …)) by the modified Lentz method (Thompson and Barnett 1986); at most 100,000
    /// steps.
    private static func continuedFraction(
        first: Double, _ next: (_ i: Int) -> (a: Double, b: Double)
    ) -> Double {
        let tiny = 1e-300
        var value = first == 0 ? tiny : first
        var c = value
        var d = 0.0
        for i in 1...100_000 {
            let (a, b) = next(i)
            d = b + a * d
            d = 1 / (d == 0 ? tiny : d)
            c = b + a / c
            if c == 0 { c = tiny }
            value *= c * d
            if abs(c * d - 1) < 1e-16 { break }
        }
        return value
    }
}
