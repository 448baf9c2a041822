/// Where an increasing function crosses zero.
enum Root {
    /// Newton's steps from `start`, replaced by halving whenever they leave the bracket, until two neighbours
    /// agree.
    /// - Parameters:
    ///   - lower: finite; the function is negative there.
    ///   - upper: may be infinite; then the search doubles its way up.
    ///   - function: its value and its derivative, which is only a hint and may be 0.
    static func of(
        start: Double, from lower: Double, to upper: Double,
        _ function: (Double) -> (value: Double, slope: Double)
    ) -> Double {
        var low = lower
        var high = upper
        var x = start > lower && start < upper ? start : middle(lower, upper)
        for _ in 0..<2000 {
            let (value, slope) = function(x)
            if value == 0 { return x }
            if value < 0 { low = x } else { high = x }
            var next = x - value / slope
            if !(next > low && next < high) { next = middle(low, high) }
            if abs(next - x) <= 4 * x.ulp || next == low || next == high { return next }
            x = next
        }
        return x
    }

    private static func middle(_ low: Double, _ high: Double) -> Double {
        if high.isInfinite { return low > 0 ? 2 * low : 1 }
        // Near zero halving the exponent reaches tiny roots quickly.
        if low == 0 { return high / (high < 1e-3 ? 1024 : 2) }
        return low > 0 && high > 4 * low ? (low * high).squareRoot() : low + (high - low) / 2
    }
}
