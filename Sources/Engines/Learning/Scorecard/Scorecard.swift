/// Estimates the chance of an outcome (a purchase, a cancellation, a late payment) from what is known of a case, by a
/// sum of points a person can check: one weight for each range or word of a feature, and for each cell of a few chosen
/// pairs of features.
///
/// Learned by `Scorecard(learning:outcomes:)`; stored as JSON.
package struct Scorecard: Codable, Sendable {
    /// The weights of one feature's bins, or of two features' cells.
    struct Part: Codable, Sendable {
        let first: Int
        let second: Int?
        var weights: [Double]
    }

    /// Cases that were estimated about alike when each was unknown to the estimate, and what became of them.
    package struct Cohort: Codable, Hashable, Sendable {
        package let cases: Int
        package let events: Int
        let highestLogOdds: Double
    }

    /// An estimate for one case.
    package struct Judgement: Sendable {
        package let logOdds: Double
        /// 0 … 1, calibrated.
        package var probability: Double { LogisticRidge.probability(logOdds) }
        /// By how much the log-odds would be lower if the feature were not known, those that matter most first. What
        /// a feature adds together with another is in the reason of both, so the reasons need not add up.
        package let reasons: [Reason]
        /// The features behind the reasons, in the same order.
        package let features: [String]
        /// What the estimate rests on: earlier cases like this one.
        package let alike: Cohort
    }

    let features: [Feature]
    var parts: [Part]
    var intercept: Double
    var cohorts: [Cohort] = []
    /// How well it estimated cases that it had not seen, by cross-validation within the cases it learned from. Time
    /// may be harsher: see `ScorecardTrial.byTime`.
    package internal(set) var figures: BinaryFigures

    /// The pairs that count together.
    package var crosses: [String] {
        parts.compactMap { part in
            part.second.map { "\(features[part.first].name) × \(features[$0].name)" }
        }
    }

    /// The names of the features that it looks at.
    package var names: [String] { features.map(\.name) }

    /// Estimates one case. Values that it never saw, and unknown ones where none were in the cases, count as average.
    package func judge(_ values: [String: Value]) -> Judgement {
        let bins = bins(values)
        let whole = logOdds(bins, leavingOut: [])
        let reasons = features.indices.map { feature in
            let weight = whole - logOdds(bins, leavingOut: [feature])
            return (
                name: features[feature].name,
                reason: Reason(features[feature].label(bins[feature]), weight: weight)
            )
        }
        let told = reasons.filter { $0.reason.weight != 0 }.sorted {
            abs($0.reason.weight) > abs($1.reason.weight)
        }
        return Judgement(
            logOdds: whole, reasons: told.map(\.reason), features: told.map(\.name), alike: cohort(whole))
    }

    /// The log-odds of a case as if some of its features were not known: each then counts as average.
    package func logOdds(_ values: [String: Value], leavingOut unknown: Set<String> = []) -> Double {
        logOdds(
            bins(values), leavingOut: Set(features.indices.filter { unknown.contains(features[$0].name) }))
    }

    private func bins(_ values: [String: Value]) -> [Int] {
        features.map { $0.bin(values[$0.name]) }
    }

    private func logOdds(_ bins: [Int], leavingOut unknown: Set<Int>) -> Double {
        parts.reduce(intercept) { sum, part in
            guard !unknown.contains(part.first) else { return sum }
            guard let second = part.second else { return sum + part.weights[bins[part.first]] }
            guard !unknown.contains(second) else { return sum }
            return sum + part.weights[bins[part.first] * features[second].bins + bins[second]]
        }
    }

    private func cohort(_ logOdds: Double) -> Cohort {
        cohorts.first { logOdds <= $0.highestLogOdds } ?? cohorts[cohorts.count - 1]
    }
}
