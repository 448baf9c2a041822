import Foundation
import Learning
import Statistics
import Testing

@Suite("Scorecard") struct ScorecardTests {
    /// Cases whose true log-odds are known: two features by themselves, two only together, one of no meaning.
    private struct World {
        let cases: Cases
        let outcomes: [Bool]
        let truth: [Double]

        init(_ count: Int, seed: UInt64, strength: Double = 1) {
            var random = SeededRandom(seed: seed)
            var (age, branch, region, month, noise) = (
                [Double?](), [String?](), [String?](), [String?](), [Double?]()
            )
            var (outcomes, truth) = ([Bool](), [Double]())
            for _ in 0..<count {
                let years = Double(random.below(60) + 18)
                let trade = ["Handel", "Handwerk", "Industrie"][random.below(3)]
                let (place, season) = (random.below(2), random.below(2))
                let logOdds =
                    -1 + strength * ((years > 50 ? 1 : 0) + (trade == "Industrie" ? 1 : -0.5))
                    + strength * (place == season ? 1 : -1)
                age.append(random.below(20) == 0 ? nil : years)
                branch.append(trade)
                region.append(["Nord", "Süd"][place])
                month.append(["Sommer", "Winter"][season])
                noise.append(random.unit())
                truth.append(logOdds)
                outcomes.append(random.unit() < 1 / (1 + exp(-logOdds)))
            }
            cases = Cases([
                ("Alter", .numbers(age)), ("Branche", .words(branch)), ("Gegend", .words(region)),
                ("Zeit", .words(month)), ("Zufall", .numbers(noise)),
            ])
            self.outcomes = outcomes
            self.truth = truth
        }
    }

    @Test("It finds what counts, alone and in pairs, and is calibrated on new cases")
    func learns() throws {
        let world = World(6000, seed: 1)
        let card = try Scorecard(learning: world.cases, outcomes: world.outcomes)
        #expect(card.crosses.first == "Gegend × Zeit")
        let new = World(6000, seed: 2)
        let figures = ScorecardTrial.judged(card, new.cases, new.outcomes)
        let best = BinaryFigures(new.outcomes, logOdds: new.truth)
        #expect(figures.auc > best.auc - 0.015)
        #expect((0.9...1.1).contains(figures.calibrationSlope))
        #expect(abs(card.figures.auc - figures.auc) < 0.03)
    }

    @Test("Nothing is said about too few events")
    func silent() {
        let world = World(6000, seed: 3)
        var outcomes = world.outcomes.map { _ in false }
        for index in 0..<49 { outcomes[100 * index] = true }
        #expect(throws: Scorecard.TooFewEvents(events: 49, needed: 50)) {
            try Scorecard(learning: world.cases, outcomes: outcomes)
        }
        #expect(throws: Scorecard.TooFewEvents(events: 49, needed: 50)) {
            try Scorecard(learning: world.cases, outcomes: outcomes.map { !$0 })
        }
    }

    @Test("Where nothing can be learned, estimates stay near the mean")
    func noise() throws {
        let world = World(1500, seed: 4)
        var random = SeededRandom(seed: 5)
        let outcomes = world.outcomes.map { _ in random.below(10) == 0 }
        let card = try Scorecard(learning: world.cases, outcomes: outcomes)
        let rate = Double(outcomes.count(where: \.self)) / 1500
        for row in 0..<200 {
            #expect(abs(card.judge(world.cases.values(row)).probability - rate) < 0.1)
        }
    }

    @Test("Small samples are calibrated, too", arguments: 1...5 as ClosedRange<UInt64>)
    func small(seed: UInt64) throws {
        let world = World(500, seed: 10 + seed)
        let card = try Scorecard(learning: world.cases, outcomes: world.outcomes)
        let new = World(4000, seed: 20 + seed)
        let figures = ScorecardTrial.judged(card, new.cases, new.outcomes)
        #expect((0.7...1.4).contains(figures.calibrationSlope))
    }

    @Test("Without the features named as reasons the estimate moves as they say")
    func reasons() throws {
        var random = SeededRandom(seed: 6)
        var (count, right) = (0, 0)
        for seed in 30...34 as ClosedRange<UInt64> {
            let world = World(2000, seed: seed)
            let card = try Scorecard(learning: world.cases, outcomes: world.outcomes)
            for _ in 0..<200 {
                let values = world.cases.values(random.below(2000))
                let judgement = card.judge(values)
                let first = try #require(judgement.reasons.first)
                let named = zip(judgement.reasons, judgement.features).filter {
                    $0.0.weight * first.weight > 0
                }
                .prefix(1 + random.below(3)).map(\.1)
                let without = card.logOdds(values, leavingOut: Set(named))
                count += 1
                if (judgement.logOdds - without) * first.weight > 0 { right += 1 }
            }
        }
        #expect(count == 1000)
        #expect(right >= 950)
    }

    @Test("A judgement names ranges and words, and rests on earlier cases like it")
    func judgement() throws {
        let world = World(3000, seed: 7)
        let card = try Scorecard(learning: world.cases, outcomes: world.outcomes)
        let values: [String: Value] = [
            "Alter": .number(70), "Branche": .word("Industrie"), "Gegend": .word("Nord"),
            "Zeit": .word("Sommer"),
        ]
        let high = card.judge(values)
        #expect(high.probability > 0.7)
        #expect(high.reasons.contains { $0.part == "Branche Industrie" && $0.weight > 0 })
        #expect(high.reasons.contains { $0.part.hasPrefix("Alter ≥") || $0.part.hasPrefix("Alter 6") })
        #expect(high.alike.cases >= 200)
        #expect(Double(high.alike.events) / Double(high.alike.cases) > 0.6)
        // A word that was never seen counts as average: as if nothing were known.
        let strange = values.merging(["Branche": .word("Raumfahrt")]) { $1 }
        #expect(abs(card.logOdds(strange) - card.logOdds(values, leavingOut: ["Branche"])) < 1e-9)
    }

    @Test("The same cases give the same card, and stored it judges alike")
    func stored() throws {
        let world = World(1000, seed: 8)
        let card = try Scorecard(learning: world.cases, outcomes: world.outcomes)
        let again = try Scorecard(learning: world.cases, outcomes: world.outcomes)
        let copy = try JSONDecoder().decode(Scorecard.self, from: JSONEncoder().encode(card))
        for row in 0..<100 {
            let values = world.cases.values(row)
            #expect(card.logOdds(values) == again.logOdds(values))
            #expect(card.logOdds(values) == copy.logOdds(values))
        }
    }

    @Test("Judged by time, a rule that turns round later is found out")
    func time() throws {
        let before = World(2000, seed: 9, strength: 1.5)
        let after = World(1000, seed: 10, strength: -1.5)
        let columns = ["Alter", "Branche", "Gegend", "Zeit"]
        let rows = (0..<2000).map(before.cases.values) + (0..<1000).map(after.cases.values)
        let cases = Cases(
            columns.map { name in
                (
                    name,
                    .words(
                        rows.map { row in
                            switch row[name] {
                            case .word(let word): word
                            case .number(let number): number > 50 ? "alt" : "jung"
                            case nil: nil
                            }
                        })
                )
            })
        let outcomes = before.outcomes + after.outcomes
        #expect(try ScorecardTrial.byTime(cases, outcomes, share: 2.0 / 3).auc < 0.4)
        #expect(try ScorecardTrial.byTime(cases.part(0..<2000), before.outcomes).auc > 0.7)
    }

    @Test("AUC, lift and Brier against values worked out by hand")
    func figures() {
        // Pairs above: 0.4 > 0.1; 0.8 > both; a tie counts half: (1 + 0.5 + 2) / 4.
        let outcomes = [false, false, true, true]
        let figures = BinaryFigures(outcomes, logOdds: [0.1, 0.4, 0.4, 0.8])
        #expect(figures.auc == 0.875)
        #expect(figures.liftTopTenth == 2)
        let even = BinaryFigures(outcomes, logOdds: [0, 0, 0, 0])
        #expect(even.auc == 0.5)
        #expect(even.brier == 0.25)
        #expect(even.calibrationSlope.isNaN)
    }
}
