/// Tests that compare what happened with all ways in which chance could have dealt the same values: they hold
/// their level whatever the distribution.
public enum Permutation {
    /// Up to so many arrangements every one is looked at; beyond, `draws` random ones.
    public static let exactLimit = 20_000
    /// Random arrangements where there are too many for all.
    public static let draws = 1999

    /// The two-sided p-value that changes scatter around zero: each might as well have had the other sign
    /// (Fisher, The Design of Experiments, 1935, § 21). Zero changes count.
    public static func signs(_ changes: [Double], seed: UInt64 = 1) throws(StatisticsError) -> Double {
        try Check.values(changes)
        let observed = abs(changes.reduce(0, +))
        // Sums in another order differ in their last digits; such ties count as equal.
        let limit = observed - 1e-10 * changes.reduce(0) { $0 + abs($1) }
        let n = changes.count
        if n < 60, 1 << n <= exactLimit {
            var asFar = 0
            for pattern in 0..<(1 << n) {
                var sum = 0.0
                for i in 0..<n { sum += pattern >> i & 1 == 1 ? changes[i] : -changes[i] }
                if abs(sum) >= limit { asFar += 1 }
            }
            return Double(asFar) / Double(1 << n)
        }
        var random = SeededRandom(seed: seed)
        return drawn {
            var sum = 0.0
            var bits: UInt64 = 0
            for i in 0..<n {
                if i % 64 == 0 { bits = random.next() }
                // Without a branch, which chance would make the processor guess wrong.
                sum += changes[i] * Double(Int(bits & 1) * 2 - 1)
                bits >>= 1
            }
            return abs(sum) >= limit
        }
    }

    /// The two-sided p-value that two groups have the same mean: the units might as well have been in the
    /// other group. The statistic is Welch's t, so that groups of unequal spread raise no false alarm when
    /// there are many units (Janssen, Statistics & Probability Letters 36, 1997).
    public static func groups(
        _ a: [Double], _ b: [Double], seed: UInt64 = 1
    ) throws(StatisticsError) -> Double {
        try Check.values(a)
        try Check.values(b)
        // Centred, so that sums of squares keep their digits.
        let center = Moments(a + b).mean
        let all = (a + b).map { $0 - center }
        let pool = Pool(values: all, size: a.count)
        let observed = pool.statistic(of: all[..<a.count])
        let limit = observed.isFinite ? observed * (1 - 1e-10) : observed
        if let count = Self.arrangements(all.count, a.count), count <= exactLimit {
            var asFar = 0
            pool.forEachSubset { if $0 >= limit { asFar += 1 } }
            return Double(asFar) / Double(count)
        }
        var random = SeededRandom(seed: seed)
        var deck = all
        return drawn {
            for i in 0..<a.count { deck.swapAt(i, i + random.quick(below: deck.count - i)) }
            return pool.statistic(of: deck[..<a.count]) >= limit
        }
    }

    /// (1 + hits) / (1 + draws): the observed arrangement counts as one of them, so the test never claims too
    /// much (Phipson and Smyth 2010). After 200 hits the p-value is large for certain, and 200 / draws is
    /// valid, too (Besag and Clifford 1991).
    private static func drawn(_ isAsFar: () -> Bool) -> Double {
        var asFar = 0
        for draw in 1...draws where isAsFar() {
            asFar += 1
            if asFar == 200 { return 200 / Double(draw) }
        }
        return Double(asFar + 1) / Double(draws + 1)
    }

    /// n over k, nil beyond `exactLimit`.
    private static func arrangements(_ n: Int, _ k: Int) -> Int? {
        var count = 1
        for i in 0..<min(k, n - k) {
            count = count * (n - i) / (i + 1)
            if count > exactLimit { return nil }
        }
        return count
    }

    /// Values that are dealt into a first group of `size` and the rest.
    private struct Pool {
        let values: [Double]
        let size: Int
        let sum: Double
        let squares: Double

        init(values: [Double], size: Int) {
            self.values = values
            self.size = size
            sum = values.reduce(0, +)
            squares = values.reduce(0) { $0 + $1 * $1 }
        }

        func statistic(of first: ArraySlice<Double>) -> Double {
            var (s, q) = (0.0, 0.0)
            for value in first {
                s += value
                q += value * value
            }
            return statistic(sum: s, squares: q)
        }

        /// |Welch's t| from the sum and the squares of the first group.
        func statistic(sum s: Double, squares q: Double) -> Double {
            let (n, m) = (Double(size), Double(values.count - size))
            let (first, second) = (s / n, (sum - s) / m)
            let spread = max(q - s * first, 0) / (n * max(n - 1, 1))
            let otherSpread = max(squares - q - (sum - s) * second, 0) / (m * max(m - 1, 1))
            let difference = abs(first - second)
            let error = (spread + otherSpread).squareRoot()
            // Rounding leaves about 1e-16 of the squares where a group does not vary at all.
            if error * error <= 1e-14 * squares / (n + m) { return difference == 0 ? 0 : .infinity }
            return difference / error
        }

        /// Calls `body` with the statistic of every way to choose the first group.
        func forEachSubset(_ body: (Double) -> Void) {
            var indices = Array(0..<size)
            while true {
                var (s, q) = (0.0, 0.0)
                for i in indices {
                    s += values[i]
                    q += values[i] * values[i]
                }
                body(statistic(sum: s, squares: q))
                guard let place = indices.indices.last(where: { indices[$0] < values.count - size + $0 })
                else { return }
                indices[place] += 1
                for next in indices.indices where next > place { indices[next] = indices[next - 1] + 1 }
            }
        }
    }
}
