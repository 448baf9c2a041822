import Foundation

/// The noncentral t distribution: of a t statistic when there is an effect. It answers how many are needed.
public struct NoncentralT: Sendable {
    let freedom: Double
    let shift: Double

    /// The distribution with `freedom` > 0 degrees of freedom and the noncentrality `shift`.
    public init(freedom: Double, shift: Double) {
        self.freedom = freedom
        self.shift = shift
    }

    /// P(T ≤ t): a Poisson mixture of incomplete beta functions (Lenth, Applied Statistics 243, 1989), summed
    /// outward from its largest term. For |shift| ≤ 60, absolute precision about 1e-12.
    public func cumulative(_ t: Double) -> Double {
        if t < 0 { return 1 - NoncentralT(freedom: freedom, shift: -shift).cumulative(-t) }
        let base = Normal.cumulative(-shift)
        guard t > 0 else { return base }
        let square = t * t
        let x = square / (square + freedom)
        let y = freedom / (square + freedom)
        let half = shift * shift / 2
        let b = freedom / 2
        guard half > 0 else { return base + 0.5 * SpecialFunctions.beta(x, complement: y, 0.5, b) }
        let sign = shift < 0 ? -1.0 : 1
        var sum = 0.0
        /// Adds the j-th terms, and tells how much they may weigh at most.
        func add(_ j: Int) -> Double {
            let a = Double(j)
            let even = SpecialFunctions.gammaPrefactor(a + 1, half) / half
            let odd = SpecialFunctions.gammaPrefactor(a + 1.5, half) / half
            sum += even * SpecialFunctions.beta(x, complement: y, a + 0.5, b)
            sum += sign * odd * SpecialFunctions.beta(x, complement: y, a + 1, b)
            return even + odd
        }
        let middle = Int(half)
        var j = middle
        while add(j) > 1e-18 { j += 1 }
        j = middle - 1
        while j >= 0, add(j) > 1e-18 { j -= 1 }
        return min(max(base + 0.5 * sum, 0), 1)
    }
}
