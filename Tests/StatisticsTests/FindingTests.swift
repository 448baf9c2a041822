import Statistics
import Testing

@Suite("Findings say what may honestly be said") struct FindingTests {
    @Test("Too few cases give no number")
    func tooFew() throws {
        let finding = try Rates.share(Hits(2, of: 4))
        #expect(finding.estimate == nil)
        #expect(finding.sentence.german == "Zu wenige Fälle für eine Aussage: 4, nötig sind 10.")
        #expect(finding.sentence.english == "Too few cases to say anything: 4, 10 are needed.")
        let teams = try Teams.difference([1, 2, 3], [4, 5, 6, 7])
        #expect(teams.sentence.english == "Too few teams to say anything: 3 and 4, 4 each are needed.")
        #expect(teams.isShown == false)
    }

    @Test("A number comes with its interval and sample")
    func number() throws {
        let finding = try Rates.share(Hits(81, of: 263))
        #expect(
            finding.sentence.german
                == "Anteil 31 % (95-%-Intervall 26 bis 37 %, n = 263).".replacing(" 37 %", with: " 37"))
        #expect(finding.method == .wilson && finding.sample == [263])
        #expect(finding.isShown == nil)
    }

    @Test("Without a control group a difference is an association; by lot it may be ascribed")
    func evidence() throws {
        let (a, b) = (try Hits(56, of: 70), try Hits(48, of: 80))
        let observed = try Rates.difference(a, b).sentence
        #expect(
            observed.english.hasPrefix(
                "Higher by 20 percentage points (95 % interval 5 to 33, n = 70 and 80)."))
        #expect(
            observed.english.hasSuffix(
                "Association, not cause: without a control group, something else may be behind it."))
        #expect(observed.german.contains("Ein Zusammenhang, keine Ursache"))
        let drawn = try Rates.difference(a, b, evidence: .lot).sentence
        #expect(
            drawn.english.hasSuffix(
                "The groups were drawn by lot: the difference may be ascribed to the measure."))
        let fallen = try Rates.difference(b, a).sentence
        #expect(fallen.english.hasPrefix("Lower by 20 percentage points (95 % interval 5 to 33,"))
    }

    @Test("What is not shown claims neither an effect nor that there is none")
    func notShown() throws {
        let finding = try Rates.difference(Hits(10, of: 20), Hits(9, of: 20), evidence: .lot)
        #expect(finding.isShown == false)
        #expect(
            finding.sentence.english.hasPrefix(
                "No difference is shown: 5 percentage points (95 % interval −24 to 33"))
        #expect(finding.sentence.english.hasSuffix("That does not mean there is none."))
        #expect(finding.sentence.german.hasSuffix("Das heißt nicht, dass es keinen gibt."))
    }

    @Test("Durations are compared as per cent shorter or longer")
    func durations() throws {
        let before = (1...20).map { Double($0) }
        let finding = try Durations.ratio(before.map { $0 / 4 }, to: before)
        #expect(finding.sentence.english.hasPrefix("75 % shorter (95 % interval "))
        #expect(finding.sentence.german.hasPrefix("75 % kürzer (95-%-Intervall "))
        #expect(abs((finding.estimate?.value ?? 0) - 0.25) < 1e-12)
    }

    @Test("Changes of teams: a clear one is shown, with a control group it is a hint")
    func teams() throws {
        let before = (0..<12).map { 50 + Double($0) }
        let after = before.enumerated().map { $0.element + 5 + Double($0.offset % 3) }
        let change = try Teams.change(before: before, after: after)
        #expect(change.isShown == true && change.evidence == .association)
        #expect(
            change.sentence.english.hasPrefix("Risen by 6.0 points (95 % interval 5.5 to 6.5, n = 12 teams).")
        )
        let net = try Teams.netChange(
            treated: .init(before: before, after: after),
            control: .init(before: before, after: before.map { $0 + 1 }))
        #expect(net.isShown == true && net.evidence == .control)
        #expect(net.sentence.german.contains("Ein Hinweis auf eine Wirkung, kein Beweis"))
        #expect(abs((net.estimate?.value ?? 0) - 5) < 1e-12)
    }

    @Test("Looking at many comparisons at once keeps only the strong ones")
    func many() throws {
        let before = (0..<12).map { Double($0) }
        let strong = try Teams.change(before: before, after: before.map { $0 + 5 + 0.01 * ($0 - 5) })
        let weak = try Teams.change(
            before: before, after: before.enumerated().map { $0.element + ($0.offset % 4 == 0 ? -0.8 : 1) })
        #expect(strong.isShown == true && weak.isShown == true, "\(weak)")
        let many = [strong] + Array(repeating: weak, count: 19)
        #expect(try MultipleComparisons.stillShown(many) == [true] + Array(repeating: false, count: 19))
    }

    @Test("Norms give a colour only when the whole interval speaks for it")
    func norms() throws {
        let norm = try Norm(target: 4, tolerance: 0.5)
        func standing(_ answers: [Double]) throws -> Norm.Standing {
            norm.standing(try Means.mean(answers, on: 1...5))
        }
        let wide = [5.0, 1, 5, 2, 4, 3]
        #expect(try standing(Array(repeating: [2.0, 3], count: 10).flatMap { $0 }) == .below)
        #expect(try standing(wide) == .open)
        #expect(try standing(Array(repeating: [4.0, 4, 4, 5, 3], count: 10).flatMap { $0 }) == .met)
        #expect(try standing(Array(repeating: [5.0, 5, 5, 4], count: 20).flatMap { $0 }) == .above)
        #expect(try standing([4, 4, 5]) == .unknown)
        #expect(Set(Norm.Standing.allCases.map(\.colour)).count == 5)
    }

    @Test("The Net Promoter Score counts 9 and 10 against 0 to 6")
    func netPromoter() throws {
        let answers =
            Array(repeating: 10, count: 50) + Array(repeating: 8, count: 30) + Array(repeating: 3, count: 20)
        let estimate = try #require(try NetPromoter.score(answers).estimate)
        #expect(estimate.value == 30)
        // The score interval is nearly the simple one here: 30 ± 1.96 · 100 · √((.7 − .09) / 100).
        #expect(
            abs(estimate.interval.lower - 14.2) < 1 && abs(estimate.interval.upper - 44.8) < 1.2,
            "\(estimate)")
    }

    @Test("Unanimous answers do not claim certainty, and stay on their scale")
    func unanimous() throws {
        let estimate = try #require(try Means.mean([5, 5, 5, 5, 5], on: 1...5).estimate)
        #expect(estimate.value == 5 && estimate.interval.upper == 5)
        #expect(estimate.interval.lower < 4.2 && estimate.interval.lower > 3)
        let many = try #require(try Means.mean(Array(repeating: 5, count: 1000), on: 1...5).estimate)
        #expect(many.interval.lower > 4.99)
        #expect(throws: StatisticsError.outOfRange(index: 1)) { try Means.mean([5, 6], on: 1...5) }
    }

    @Test("The p-value of two rates goes with their interval", arguments: [7, 8, 9, 12, 15])
    func rateP(hits: Int) throws {
        let finding = try Rates.difference(Hits(hits, of: 20), Hits(3, of: 20))
        let p = try #require(finding.estimate?.p)
        let touching = try Rates.newcombe(Hits(hits, of: 20), Hits(3, of: 20), confidence: 1 - p)
        #expect(abs(touching.lower) < 1e-9)
        #expect(finding.isShown == (p <= 0.05))
        // McNemar's example of a change: 18 gained, 5 lost: χ² = 169/23 = 7.348, p = 0.0067.
        let change = try Rates.change(gained: 18, lost: 5, of: 80)
        #expect(abs((change.estimate?.p ?? 0) - 0.0067) < 0.00005 && change.isShown == true)
    }

    @Test("Perfectly ordered pairs do not claim certainty")
    func perfect() throws {
        let x = (0..<10).map { Double($0) }
        let estimate = try #require(try Correlation.spearman(x, x.map { $0 * $0 }).estimate)
        #expect(estimate.value == 1 && estimate.interval.upper == 1)
        #expect(estimate.interval.lower < 0.95)
        let falling = try #require(try Correlation.spearman(x, x.map { -$0 }).estimate)
        #expect(falling.interval.lower == -1 && falling.interval.upper > -0.95)
    }
}
