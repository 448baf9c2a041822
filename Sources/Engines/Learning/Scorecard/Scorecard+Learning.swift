import Statistics

extension Scorecard {
    /// How a scorecard is learned.
    package struct Settings: Sendable {
        /// Fewer events (or fewer cases without it) teach nothing.
        package var minimumEvents = 50
        /// Numbers are cut into so many ranges at most.
        package var bins = 16
        /// How strongly weights are drawn to zero, in cases of full information.
        package var ridge = 3.0
        /// The same for pairs of features, of which each cell sees fewer cases.
        package var crossRidge = 10.0
        /// At most so many pairs.
        package var crosses = 8
        /// In so many parts cases are divided to calibrate.
        package var folds = 4
        package var seed: UInt64 = 1

        /// The settings that did well on the development data.
        package init() {}
    }

    /// Too little happened to learn from.
    package struct TooFewEvents: Error, Hashable, CustomStringConvertible {
        /// The rarer of both outcomes.
        package let events: Int
        package let needed: Int

        /// So many of the rarer outcome where so many are needed.
        package init(events: Int, needed: Int) {
            self.events = events
            self.needed = needed
        }

        /// For reports.
        package var description: String { "only \(events) cases of the rarer outcome, \(needed) are needed" }
    }

    /// Learns from cases and their outcomes. Time and memory are linear in the number of cases.
    /// - Throws: `TooFewEvents`: better to say nothing.
    package init(
        learning cases: Cases, outcomes: [Bool], _ settings: Settings = Settings()
    ) throws(TooFewEvents) {
        precondition(cases.count == outcomes.count)
        let events = outcomes.count(where: \.self)
        let rarer = min(events, outcomes.count - events)
        guard rarer >= settings.minimumEvents else {
            throw TooFewEvents(events: rarer, needed: settings.minimumEvents)
        }
        let learner = ScorecardLearner(cases, outcomes, settings)
        self = learner.scorecard()
    }
}

/// Fits, chooses, calibrates.
struct ScorecardLearner {
    private let features: [Feature]
    private let bins: [[Int32]]
    private let outcomes: [Bool]
    private let settings: Scorecard.Settings
    private let folds: [Int]

    init(_ cases: Cases, _ outcomes: [Bool], _ settings: Scorecard.Settings) {
        self.outcomes = outcomes
        self.settings = settings
        let features = zip(cases.names, cases.columns).map { Feature($0, $1, bins: settings.bins) }
        self.features = features
        bins = zip(features, cases.columns).map { $0.bins(of: $1) }
        var random = SeededRandom(seed: settings.seed)
        folds = outcomes.map { _ in random.below(settings.folds) }
    }

    /// The scorecard of all cases, calibrated and judged by the estimates that each case got from a scorecard of the
    /// others.
    func scorecard() -> Scorecard {
        var card = fitted(Array(outcomes.indices))
        let unseen = estimatesOfUnseen()
        let line = CalibrationLine(outcomes, unseen)
        // No better than chance, or worse: then the mean is the honest estimate.
        let slope = max(line.slope, 0)
        card.parts = card.parts.map {
            Scorecard.Part(first: $0.first, second: $0.second, weights: $0.weights.map { $0 * slope })
        }
        card.intercept = line.intercept + slope * card.intercept
        let calibrated = unseen.map { line.intercept + slope * $0 }
        card.cohorts = cohorts(calibrated)
        card.figures = BinaryFigures(outcomes, logOdds: unseen)
        return card
    }

    private func estimatesOfUnseen() -> [Double] {
        var estimates = Array(repeating: 0.0, count: outcomes.count)
        for fold in 0..<settings.folds {
            let card = fitted(outcomes.indices.filter { folds[$0] != fold })
            for row in outcomes.indices where folds[row] == fold {
                estimates[row] = card.parts.reduce(card.intercept) { sum, part in
                    var bin = Int(bins[part.first][row])
                    if let second = part.second { bin = bin * features[second].bins + Int(bins[second][row]) }
                    return sum + part.weights[bin]
                }
            }
        }
        return estimates
    }

    /// A scorecard of these rows: the features first, then the pairs that they leave something over for, then all
    /// together.
    private func fitted(_ rows: [Int]) -> Scorecard {
        let outcomes = rows.map { self.outcomes[$0] ? 1.0 : 0 }
        let mains = zip(features, bins).map { feature, bins in
            LogisticRidge.Part(bins: rows.map { bins[$0] }, count: feature.bins, ridge: settings.ridge)
        }
        let alone = LogisticRidge(mains, outcomes)
        let crosses = Crosses(mains, outcomes, logOdds: alone.logOdds, ridge: settings.crossRidge)
        let pairs = crosses.best(settings.crosses)
        let all = mains + pairs.map(crosses.part)
        let fit = pairs.isEmpty ? alone : LogisticRidge(all, outcomes, from: alone)
        var parts = mains.indices.map { Scorecard.Part(first: $0, second: nil, weights: fit.weights[$0]) }
        parts += pairs.enumerated().map { number, pair in
            Scorecard.Part(first: pair.first, second: pair.second, weights: fit.weights[mains.count + number])
        }
        let intercept = centre(&parts, all, intercept: fit.intercept)
        return Scorecard(
            features: features, parts: parts, intercept: intercept, figures: BinaryFigures([], logOdds: []))
    }

    /// Makes the mean weight of each part zero over the cases, so that zero stands for "not known"; the intercept takes
    /// up what was moved.
    private func centre(
        _ parts: inout [Scorecard.Part], _ fitted: [LogisticRidge.Part], intercept: Double
    ) -> Double {
        var intercept = intercept
        for (number, part) in fitted.enumerated() {
            var counts = Array(repeating: 0, count: part.count)
            for bin in part.bins { counts[Int(bin)] += 1 }
            let sum = zip(counts, parts[number].weights).reduce(0) { $0 + Double($1.0) * $1.1 }
            let mean = sum / Double(max(part.bins.count, 1))
            for bin in counts.indices where counts[bin] > 0 { parts[number].weights[bin] -= mean }
            intercept += mean
        }
        return intercept
    }

    /// Ten groups of cases with like estimates, fewer when there are few events.
    private func cohorts(_ estimates: [Double]) -> [Scorecard.Cohort] {
        let order = estimates.indices.sorted { estimates[$0] < estimates[$1] }
        let count = min(10, max(outcomes.count(where: \.self) / 10, 1))
        return (0..<count).map { number in
            let rows = order[number * order.count / count..<(number + 1) * order.count / count]
            return Scorecard.Cohort(
                cases: rows.count, events: rows.count { outcomes[$0] },
                highestLogOdds: rows.last.map { estimates[$0] } ?? 0)
        }
    }
}
