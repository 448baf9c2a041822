import Statistics
import Testing

@Suite("Bad inputs are refused by name") struct BadInputTests {
    @Test("Values that are no numbers, or none at all")
    func values() {
        #expect(throws: StatisticsError.empty) { try Means.mean([]) }
        #expect(throws: StatisticsError.notFinite(index: 1)) { try Means.mean([1, .nan, 2]) }
        #expect(throws: StatisticsError.notFinite(index: 0)) { try Medians.median([.infinity]) }
        #expect(throws: StatisticsError.notPositive(index: 2)) { try Durations.typical([1, 2, 0]) }
        #expect(throws: StatisticsError.differentLengths(2, 1)) { try Correlation.spearman([1, 2], [1]) }
        #expect(throws: StatisticsError.notFinite(index: 0)) { try Teams.difference([-.infinity], [1]) }
        #expect(throws: StatisticsError.differentLengths(1, 2)) {
            try Teams.netChange(
                treated: .init(before: [1], after: [1, 2]), control: .init(before: [1], after: [1]))
        }
    }

    @Test("Counts that cannot be")
    func counts() {
        #expect(throws: StatisticsError.negativeCount(-1)) { try Hits(-1, of: 3) }
        #expect(throws: StatisticsError.negativeCount(-3)) { try Hits(0, of: -3) }
        #expect(throws: StatisticsError.empty) { try Hits(0, of: 0) }
        #expect(throws: StatisticsError.moreHitsThanCases(hits: 4, cases: 3)) { try Hits(4, of: 3) }
        #expect(throws: StatisticsError.moreHitsThanCases(hits: 4, cases: 3)) {
            try NetPromoter.score(promoters: 2, detractors: 2, of: 3)
        }
        #expect(throws: StatisticsError.outOfRange(index: 1)) { try NetPromoter.score([9, 11]) }
    }

    @Test("Settings that make no sense")
    func settings() throws {
        let hits = try Hits(1, of: 2)
        #expect(throws: StatisticsError.badSetting(.confidence)) { try Rates.wilson(hits, confidence: 1) }
        #expect(throws: StatisticsError.badSetting(.confidence)) { try Rates.wilson(hits, confidence: .nan) }
        #expect(throws: StatisticsError.badSetting(.effect)) { try Power.means(effect: 0, spread: 1) }
        #expect(throws: StatisticsError.badSetting(.spread)) { try Power.means(effect: 1, spread: -1) }
        #expect(throws: StatisticsError.badSetting(.probability)) { try Power.rates(0.1, 1.2) }
        #expect(throws: StatisticsError.badSetting(.effect)) { try Power.rates(0.3, 0.3) }
        #expect(throws: StatisticsError.outOfRange(index: 0)) { try MultipleComparisons.holm([1.5]) }
        #expect(throws: StatisticsError.badSetting(.range)) { try Assumption(low: 2, likely: 1, high: 3) }
        #expect(throws: StatisticsError.badSetting(.rate)) {
            try SROI.Outcome("x", quantity: Assumption(1), proxy: Assumption(1), deadweight: Assumption(1.5))
        }
        #expect(throws: StatisticsError.badSetting(.threshold)) { try GroupMinimum(figures: 4) }
        #expect(throws: StatisticsError.badSetting(.threshold)) { try GroupMinimum(comments: 9) }
        #expect(throws: StatisticsError.badSetting(.tolerance)) { try Norm(target: 4, tolerance: -1) }
        #expect(throws: StatisticsError.answeredTwice) { try Answers([(1, 2.0), (1, 3.0)]) }
    }

    @Test("Values that do not vary are no reason to fail")
    func constant() throws {
        let same = Array(repeating: 4.0, count: 10)
        #expect(try Means.mean(same).estimate?.interval == Interval(4, 4))
        #expect(try Teams.difference(same, same).isShown == false)
        #expect(try Teams.difference(same, same.map { $0 + 1 }).isShown == true)
        #expect(try Teams.change(before: same, after: same).isShown == false)
        #expect(try Correlation.spearman(same, same).estimate?.value == 0)
    }
}
