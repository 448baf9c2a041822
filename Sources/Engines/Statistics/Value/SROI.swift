import Foundation

/// A number that nobody knows exactly: the likely value and the two that it will hardly leave.
public struct Assumption: Hashable, Sendable {
    /// The lowest value still believed.
    public let low: Double
    /// The likeliest value.
    public let likely: Double
    /// The highest value still believed.
    public let high: Double

    /// `low` ≤ `likely` ≤ `high`.
    /// - Throws: `.badSetting(.range)`.
    public init(low: Double, likely: Double, high: Double) throws(StatisticsError) {
        guard low.isFinite, high.isFinite, low <= likely, likely <= high else { throw .badSetting(.range) }
        self.low = low
        self.likely = likely
        self.high = high
    }

    /// A number that is known.
    /// - Throws: `.badSetting(.range)` when it is not finite.
    public init(_ value: Double) throws(StatisticsError) {
        try self.init(low: value, likely: value, high: value)
    }
}

/// Social return on investment: what a measure is worth to everybody, beside what was put in (Cabinet Office,
/// "A guide to Social Return on Investment", 2009).
public struct SROI: Hashable, Sendable {
    /// One thing that changed for somebody.
    public struct Outcome: Hashable, Sendable {
        /// What changed.
        public var name: String
        /// How much of it in a year.
        public var quantity: Assumption
        /// What one of it is worth, in money.
        public var proxy: Assumption
        /// The part that would have happened anyway, 0…1.
        public var deadweight: Assumption
        /// The part that only moved from somewhere else, 0…1.
        public var displacement: Assumption
        /// The part that others brought about, 0…1.
        public var attribution: Assumption
        /// The part that is lost from year to year, 0…1.
        public var dropOff: Assumption
        /// How many years it lasts, 1…100.
        public var years: Int

        /// An outcome; parts that are not given are zero.
        /// - Throws: `.badSetting(.rate)` for a part outside 0…1, `.badSetting(.duration)`.
        public init(
            _ name: String, quantity: Assumption, proxy: Assumption, deadweight: Assumption? = nil,
            displacement: Assumption? = nil, attribution: Assumption? = nil, dropOff: Assumption? = nil,
            years: Int = 1
        ) throws(StatisticsError) {
            let zero = try Assumption(0)
            self.name = name
            self.quantity = quantity
            self.proxy = proxy
            self.deadweight = deadweight ?? zero
            self.displacement = displacement ?? zero
            self.attribution = attribution ?? zero
            self.dropOff = dropOff ?? zero
            self.years = years
            for part in [self.deadweight, self.displacement, self.attribution, self.dropOff] {
                guard part.low >= 0, part.high <= 1 else { throw .badSetting(.rate) }
            }
            guard (1...100).contains(years) else { throw .badSetting(.duration) }
        }
    }

    /// One number of the calculation that could be otherwise, and what the ratio would be then.
    public struct Swing: Hashable, Sendable, Encodable {
        /// The outcome that it belongs to; nil for the inputs.
        public let outcome: String?
        /// Which of its numbers.
        public let part: Part
        /// The lower ratio at one end of the assumption.
        public let low: Double
        /// The higher ratio at the other end.
        public let high: Double
    }

    /// The numbers that may be varied.
    public enum Part: String, Hashable, Sendable, Encodable, CaseIterable {
        /// How much.
        case quantity
        /// What one is worth.
        case proxy
        /// What would have happened anyway.
        case deadweight
        /// What only moved.
        case displacement
        /// What others did.
        case attribution
        /// What is lost from year to year.
        case dropOff
        /// What was put in.
        case inputs
    }

    /// The figures of the likely values, with their range.
    public struct Result: Hashable, Sendable, Encodable {
        /// Σ valueₙ / (1 + r)ⁿ over the years n = 1, 2, …
        public let presentValue: Double
        /// What was put in, now.
        public let inputs: Double
        /// Present value by inputs.
        public let ratio: Double
        /// (Present value − inputs) / inputs.
        public let netRatio: Double
        /// Present value − inputs.
        public let netPresentValue: Double
        /// Years until the discounted value has paid the inputs back, years counted as even; nil when it
        /// never does.
        public let paybackYears: Double?
        /// The value of each year, not discounted.
        public let yearly: [Double]
        /// The ratio when the two strongest assumptions are both at their worse or both at their better end.
        public let lowRatio: Double
        /// See `lowRatio`.
        public let highRatio: Double
        /// All uncertain assumptions, the strongest first.
        public let swings: [Swing]

        /// What may be said about it.
        public var sentence: Sentence {
            Sentence(
                { text in
                    swings.isEmpty
                        ? "SROI \(text(ratio, 2)) je eingesetztem Euro; keine Spanne, weil keine Annahme als"
                            + " unsicher angegeben ist."
                        : "SROI \(text(ratio, 2)) je eingesetztem Euro, je nach den stärksten Annahmen"
                            + " \(text(lowRatio, 2)) bis \(text(highRatio, 2)). Eine Rechnung mit Annahmen,"
                            + " keine Messung."
                },
                { text in
                    swings.isEmpty
                        ? "SROI \(text(ratio, 2)) for each euro put in; no range, because no assumption is"
                            + " given as uncertain."
                        : "SROI \(text(ratio, 2)) for each euro put in, \(text(lowRatio, 2)) to"
                            + " \(text(highRatio, 2)) depending on the strongest assumptions. A calculation"
                            + " from assumptions, not a measurement."
                })
        }
    }

    /// What changed.
    public let outcomes: [Outcome]
    /// What was put in, above zero.
    public let inputs: Assumption
    /// The yearly discount rate; 3.5 % is customary.
    public let discountRate: Double

    /// A calculation of at least one outcome, all amounts in one currency.
    /// - Throws: `.empty`, `.badSetting(.inputs)`, `.badSetting(.rate)` for a discount outside −50 % … 100 %.
    public init(
        _ outcomes: [Outcome], inputs: Assumption, discountRate: Double = 0.035
    ) throws(StatisticsError) {
        guard !outcomes.isEmpty else { throw .empty }
        guard inputs.low > 0 else { throw .badSetting(.inputs) }
        try Check.setting(.rate, discountRate) { $0 > -0.5 && $0 <= 1 }
        self.outcomes = outcomes
        self.inputs = inputs
        self.discountRate = discountRate
    }

    /// Ratio, net value, payback and range. Costs O(outcomes² · years).
    public func result() -> Result {
        let likely = Scenario(self)
        let yearly = likely.yearly
        let presentValue = likely.presentValue(yearly)
        let swings = swings()
        let (worse, better) = (
            Scenario(self, swings.prefix(2), \.worse), Scenario(self, swings.prefix(2), \.better)
        )
        return Result(
            presentValue: presentValue, inputs: inputs.likely, ratio: likely.ratio,
            netRatio: likely.ratio - 1, netPresentValue: presentValue - inputs.likely,
            paybackYears: likely.payback, yearly: yearly, lowRatio: worse.ratio, highRatio: better.ratio,
            swings: swings.map(\.swing))
    }

    /// A choice of ends with its effect.
    private struct Choice {
        let key: Key
        let swing: Swing
        let worse: Double
        let better: Double
        var width: Double { swing.high - swing.low }
    }

    private struct Key: Hashable {
        let outcome: Int?
        let part: Part
    }

    private func swings() -> [Choice] {
        var choices: [Choice] = []
        for key in keys {
            let range = assumption(key)
            guard range.low < range.high else { continue }
            let atLow = Scenario(self, [key: range.low]).ratio
            let atHigh = Scenario(self, [key: range.high]).ratio
            let isUpward = atHigh >= atLow
            choices.append(
                Choice(
                    key: key,
                    swing: Swing(
                        outcome: key.outcome.map { outcomes[$0].name }, part: key.part,
                        low: min(atLow, atHigh), high: max(atLow, atHigh)),
                    worse: isUpward ? range.low : range.high, better: isUpward ? range.high : range.low))
        }
        return choices.sorted { $0.width > $1.width }
    }

    private var keys: [Key] {
        let parts = Part.allCases.filter { $0 != .inputs }
        return outcomes.indices.flatMap { outcome in parts.map { Key(outcome: outcome, part: $0) } }
            + [Key(outcome: nil, part: .inputs)]
    }

    private func assumption(_ key: Key) -> Assumption {
        guard let index = key.outcome else { return inputs }
        let outcome = outcomes[index]
        return switch key.part {
        case .quantity: outcome.quantity
        case .proxy: outcome.proxy
        case .deadweight: outcome.deadweight
        case .displacement: outcome.displacement
        case .attribution: outcome.attribution
        case .dropOff: outcome.dropOff
        case .inputs: inputs
        }
    }

    /// The calculation with some numbers at an end of their range, all others at their likely value.
    private struct Scenario {
        let sroi: SROI
        let chosen: [Key: Double]

        init(_ sroi: SROI, _ chosen: [Key: Double] = [:]) {
            self.sroi = sroi
            self.chosen = chosen
        }

        init(_ sroi: SROI, _ choices: ArraySlice<Choice>, _ end: KeyPath<Choice, Double>) {
            self.init(sroi, Dictionary(uniqueKeysWithValues: choices.map { ($0.key, $0[keyPath: end]) }))
        }

        private func value(_ outcome: Int?, _ part: Part) -> Double {
            let key = Key(outcome: outcome, part: part)
            return chosen[key] ?? sroi.assumption(key).likely
        }

        /// quantity × proxy × (1 − deadweight) × (1 − displacement) × (1 − attribution), less by the drop-off
        /// each year.
        var yearly: [Double] {
            var years = [Double](repeating: 0, count: sroi.outcomes.map(\.years).max() ?? 0)
            for (index, outcome) in sroi.outcomes.enumerated() {
                var amount = value(index, .quantity) * value(index, .proxy)
                for part in [Part.deadweight, .displacement, .attribution] {
                    amount *= 1 - value(index, part)
                }
                for year in 0..<outcome.years {
                    years[year] += amount
                    amount *= 1 - value(index, .dropOff)
                }
            }
            return years
        }

        func presentValue(_ yearly: [Double]) -> Double {
            yearly.enumerated().reduce(0) { $0 + discounted($1.element, year: $1.offset) }
        }

        var ratio: Double { presentValue(yearly) / value(nil, .inputs) }

        var payback: Double? {
            var open = value(nil, .inputs)
            for (year, amount) in yearly.enumerated() {
                let worth = discounted(amount, year: year)
                if worth >= open { return Double(year) + open / worth }
                open -= worth
            }
            return nil
        }

        private func discounted(_ amount: Double, year: Int) -> Double {
            amount / pow(1 + sroi.discountRate, Double(year + 1))
        }
    }
}
