import Foundation
import Statistics
import Testing

/// Figures from the literature, to the digits printed there.
@Suite("Published worked examples") struct PublishedExamplesTests {
    private static func near(_ a: Double, _ b: Double, _ tolerance: Double = 0.00006) -> Bool {
        abs(a - b) <= tolerance
    }

    /// Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17,
    /// 857–872, 1998, Table I: hits, cases, Wilson (method 3), Clopper-Pearson (method 5).
    @Test(
        "One rate: Newcombe 1998, Table I",
        arguments: [
            (81, 263, [0.2553, 0.3662], [0.2527, 0.3676]),
            (15, 148, [0.0624, 0.1605], [0.0578, 0.1617]),
            (0, 20, [0.0000, 0.1611], [0.0000, 0.1684]),
            (1, 29, [0.0061, 0.1718], [0.0009, 0.1776]),
        ] as [(Int, Int, [Double], [Double])])
    func oneRate(hits: Int, cases: Int, wilson: [Double], exact: [Double]) throws {
        let a = try Rates.wilson(Hits(hits, of: cases))
        #expect(Self.near(a.lower, wilson[0]) && Self.near(a.upper, wilson[1]), "\(a)")
        let b = try Rates.clopperPearson(Hits(hits, of: cases))
        #expect(Self.near(b.lower, exact[0]) && Self.near(b.upper, exact[1]), "\(b)")
    }

    /// Newcombe, "Interval estimation for the difference between independent proportions", Statistics in
    /// Medicine 17, 873–890, 1998, Table II, method 10.
    @Test(
        "Difference of rates: Newcombe 1998, Table II",
        arguments: [
            (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (6, 7, 2, 7, 0.0582, 0.8062),
            (5, 56, 0, 29, -0.0381, 0.1926), (0, 10, 0, 20, -0.1611, 0.2775), (0, 10, 0, 10, -0.2775, 0.2775),
            (10, 10, 0, 20, 0.6791, 1.0000), (10, 10, 0, 10, 0.6075, 1.0000),
        ])
    func difference(a: Int, m: Int, b: Int, n: Int, lower: Double, upper: Double) throws {
        let interval = try Rates.newcombe(Hits(a, of: m), Hits(b, of: n))
        #expect(Self.near(interval.lower, lower) && Self.near(interval.upper, upper), "\(interval)")
    }

    /// Student's sleep data (Cushny and Peebles 1905; Biometrika 6, 1908) as in R's manual of `t.test`:
    /// Welch −3.3654832 … 0.2054832, paired −2.4598858 … −0.7001142.
    @Test("Means and changes: Student's sleep data")
    func sleep() throws {
        let a = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
        let b = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
        let welch = try Means.welch(a, b)
        #expect(Self.near(welch.lower, -3.3654832, 5e-8) && Self.near(welch.upper, 0.2054832, 5e-8))
        let change = try #require(try Teams.change(before: b, after: a).estimate)
        #expect(Self.near(change.interval.lower, -2.4598858, 5e-8))
        #expect(Self.near(change.interval.upper, -0.7001142, 5e-8))
        #expect(Self.near(change.value, -1.58, 1e-12))
    }

    /// Fisher, The Design of Experiments, 1935, § 21: Darwin's fifteen pairs of maize differ by 314 eighths
    /// of an inch in sum; 863 of 32,768 patterns of signs reach as much in one direction. 2¹⁵ patterns are
    /// above our limit for looking at all, so the drawn p-value is held against 2 · 863 / 32,768 = 0.0527;
    /// Student's t gives 0.0497.
    @Test("Permuted signs: Fisher's analysis of Darwin's maize")
    func maize() throws {
        let differences: [Double] = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
        #expect(differences.reduce(0, +) == 314)
        let p = try Permutation.signs(differences)
        #expect(abs(p - 1726.0 / 32768) < 0.015, "\(p)")
        let t = 314.0 / 15 / (37.744 / 15.0.squareRoot())
        #expect(Self.near(StudentT(freedom: 14).twoSided(t), 0.0497, 0.0001))
    }

    /// Benjamini and Hochberg, JRSS B 57, 1995, section 3.2 (thrombolysis, 15 end points): their procedure
    /// rejects four at 0.05, Bonferroni's and Holm's three.
    @Test("Many comparisons: Benjamini and Hochberg 1995")
    func manyComparisons() throws {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
            0.6528,
            0.7590, 1.0000,
        ]
        #expect(try MultipleComparisons.benjaminiHochberg(p).count { $0 <= 0.05 } == 4)
        #expect(try MultipleComparisons.holm(p).count { $0 <= 0.05 } == 3)
        #expect(try MultipleComparisons.benjaminiHochberg(p.reversed()).last == 0.0015)
    }

    /// R's manual of `power.t.test` (delta 1, sd 1, power .90: n = 22.02110) and `power.prop.test` (.50
    /// against .75, power .90: n = 76.7); Cohen, Statistical Power Analysis, 1988, Table 2.4.1 (d = .50,
    /// power .80: n = 64).
    @Test("How many are needed: R's manual and Cohen 1988")
    func power() throws {
        #expect(Self.near(try Power.means(effect: 1, spread: 1, power: 0.9).exact, 22.0211, 0.0001))
        #expect(Self.near(try Power.rates(0.5, 0.75, power: 0.9).exact, 76.7, 0.05))
        let cohen = try Power.means(effect: 5, spread: 10)
        #expect(cohen.each == 64)
        #expect(
            cohen.sentence.english
                == "64 are needed in each group to notice such a difference with 80 % probability, if there is one."
        )
    }

    /// Ranks of the order statistics: Campbell and Gardner, BMJ 296, 1454–1456, 1988.
    @Test("Median: the published ranks", arguments: [(10, 2, 9), (20, 6, 15), (50, 18, 33), (100, 40, 61)])
    func median(n: Int, low: Int, high: Int) throws {
        let interval = try Medians.orderStatistics((1...n).map { Double($0) })
        #expect(interval.lower == Double(low) && interval.upper == Double(high), "\(interval)")
    }

    /// The textbook table of IQ and hours of television: Σd² = 194, ρ = 1 − 6·194 / (10·99) = −29/165, p =
    /// 0.627188.
    @Test("Rank correlation: a textbook table")
    func spearman() throws {
        let x: [Double] = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110]
        let y: [Double] = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17]
        let rho = try Correlation.rho(x, y)
        #expect(Self.near(rho, -29.0 / 165, 1e-12))
        #expect(Self.near(Correlation.pValue(rho, n: 10), 0.627188, 1e-6))
    }

    /// Abramowitz and Stegun, Tables 26.1, 26.7, 26.8, 26.9, as extended in NIST's handbook.
    @Test("Quantiles: the printed tables")
    func quantiles() {
        #expect(Self.near(Normal.quantile(0.975), 1.959963984540054, 1e-14))
        #expect(Self.near(StudentT(freedom: 10).quantile(0.975), 2.228139, 1e-6))
        #expect(Self.near(StudentT(freedom: 1).quantile(0.975), 12.706205, 1e-6))
        #expect(Self.near(ChiSquared(freedom: 10).quantile(0.95), 18.30704, 1e-5))
        #expect(Self.near(FisherF(5, 10).quantile(0.95), 3.325835, 1e-6))
        #expect(Self.near(SpecialFunctions.logGamma(0.5), log(Double.pi.squareRoot()), 1e-14))
    }
}
