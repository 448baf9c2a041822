import Foundation

/// Says what usually comes next, from what came next before: counts of what followed the last two steps, the last one,
/// or anything, each leaning on the next shorter one where it has seen little (Witten and Bell 1991,
/// DOI 10.1109/18.87000). Learns step by step and forgets nothing; memory grows with the number of different triples.
package struct NextStep: Codable, Sendable {
    /// What a case has come to: the last step and the one before; fewer at its start.
    private struct Context: Codable, Hashable {
        let steps: [String]
    }

    /// What followed a context, and how often.
    private struct Followers: Codable {
        var counts: [String: Int] = [:]
        var total = 0
    }

    /// A step that may come next.
    package struct Suggestion: Sendable {
        package let step: String
        /// 0 … 1, from all three counts together.
        package let probability: Double
        /// How often it followed these steps.
        package let followed: Int
        /// What each part of the past adds to the log-probability, against the past without it: the step before last,
        /// the last step. A part that was never seen adds nothing.
        package let reasons: [Reason]
    }

    /// What usually comes next.
    package struct Answer: Sendable {
        /// The past that the answer rests on: the last two steps, the last one.
        package let context: [String]
        /// In so many cases like this something followed: the sample.
        package let cases: Int
        /// The most likely first.
        package let suggestions: [Suggestion]
    }

    /// The step that stands for the end of a case, which is also something that comes next.
    package static let end = "\u{3}"
    private static let order = 2

    /// Fewer cases like this say nothing.
    package let minimumCases: Int
    private var followers: [Context: Followers] = [:]

    /// Knows nothing yet.
    /// - Parameter minimumCases: fewer cases like the one asked for say nothing.
    package init(minimumCases: Int = 20) { self.minimumCases = minimumCases }

    /// Learns a whole case.
    /// - Parameter isClosed: whether its end is known to be the end.
    package mutating func learn(_ steps: [String], isClosed: Bool = true) {
        for (index, step) in (steps + (isClosed ? [Self.end] : [])).enumerated() {
            learn(step, after: Array(steps[..<index]))
        }
    }

    /// Learns that `step` came after these steps.
    package mutating func learn(_ step: String, after past: [String]) {
        for length in 0...min(Self.order, past.count) {
            followers[Context(steps: past.suffix(length)), default: Followers()].counts[step, default: 0] += 1
            followers[Context(steps: past.suffix(length))]?.total += 1
        }
    }

    /// What usually comes next after these steps; nil when too few cases were like this.
    package func next(after past: [String], limit: Int = 3) -> Answer? {
        let known = (1...Self.order).reversed().filter { $0 <= past.count }
            .map { Array(past.suffix($0)) }
        guard let context = known.first(where: { cases(like: $0) >= minimumCases }) else { return nil }
        let possible = followers[Context(steps: context)]?.counts ?? [:]
        let suggestions = possible.map { step, count in
            Suggestion(
                step: step, probability: probability(of: step, after: context), followed: count,
                reasons: reasons(for: step, after: context))
        }
        let best = suggestions.sorted {
            $0.probability == $1.probability
                ? $0.step.utf8.lexicographicallyPrecedes($1.step.utf8) : $0.probability > $1.probability
        }
        return Answer(context: context, cases: cases(like: context), suggestions: Array(best.prefix(limit)))
    }

    /// The probability that `step` comes after these; the step before the last two does not matter.
    package func probability(of step: String, after past: [String]) -> Double {
        let context = past.suffix(Self.order)
        // Without any past there is nothing to lean on but a share for what was never seen.
        let shorter = context.isEmpty ? 0 : probability(of: step, after: Array(context.dropFirst()))
        guard let followers = followers[Context(steps: Array(context))] else { return shorter }
        let kinds = context.isEmpty ? 1 : Double(followers.counts.count)
        return (Double(followers.counts[step] ?? 0) + kinds * shorter) / (Double(followers.total) + kinds)
    }

    private func cases(like context: [String]) -> Int { followers[Context(steps: context)]?.total ?? 0 }

    /// From the whole past to none of it, one step less each time.
    private func reasons(for step: String, after context: [String]) -> [Reason] {
        context.indices.map { index in
            let with = probability(of: step, after: Array(context[index...]))
            let without = probability(of: step, after: Array(context[(index + 1)...]))
            return Reason(context[index], weight: log(with / without))
        }
    }
}
