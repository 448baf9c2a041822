import Statistics

/// Judges scorecards on cases that they did not learn from.
package enum ScorecardTrial {
    /// Learns from the first part of the cases and judges the rest, which came later: the honest rehearsal of use.
    /// - Parameters:
    ///   - cases: in the order of time.
    ///   - share: of the cases to learn from.
    /// - Throws: `Scorecard.TooFewEvents` when the first part has too few.
    package static func byTime(
        _ cases: Cases, _ outcomes: [Bool], share: Double = 0.7, _ settings: Scorecard.Settings = .init()
    ) throws(Scorecard.TooFewEvents) -> BinaryFigures {
        let border = Int(share * Double(cases.count))
        return try judged(cases, outcomes, learned: Array(0..<border), Array(border..<cases.count), settings)
    }

    /// Cross-validated: each case judged by what was learned from the other parts, in which cases of all times are.
    /// - Throws: `Scorecard.TooFewEvents` when a part has too few.
    package static func crossValidated(
        _ cases: Cases, _ outcomes: [Bool], folds: Int = 5, seed: UInt64 = 7,
        _ settings: Scorecard.Settings = .init()
    ) throws(Scorecard.TooFewEvents) -> BinaryFigures {
        var random = SeededRandom(seed: seed)
        let fold = outcomes.map { _ in random.below(folds) }
        var estimates = Array(repeating: 0.0, count: outcomes.count)
        for number in 0..<folds {
            let (others, rows) = (
                outcomes.indices.filter { fold[$0] != number }, outcomes.indices.filter { fold[$0] == number }
            )
            let card = try Scorecard(
                learning: cases.part(others), outcomes: others.map { outcomes[$0] }, settings)
            for row in rows { estimates[row] = card.logOdds(cases.values(row)) }
        }
        return BinaryFigures(outcomes, logOdds: estimates)
    }

    /// What the scorecard makes of these cases.
    package static func judged(_ card: Scorecard, _ cases: Cases, _ outcomes: [Bool]) -> BinaryFigures {
        BinaryFigures(outcomes, logOdds: (0..<cases.count).map { card.logOdds(cases.values($0)) })
    }

    private static func judged(
        _ cases: Cases, _ outcomes: [Bool], learned rows: [Int], _ others: [Int],
        _ settings: Scorecard.Settings
    ) throws(Scorecard.TooFewEvents) -> BinaryFigures {
        let card = try Scorecard(learning: cases.part(rows), outcomes: rows.map { outcomes[$0] }, settings)
        return judged(card, cases.part(others), others.map { outcomes[$0] })
    }
}
