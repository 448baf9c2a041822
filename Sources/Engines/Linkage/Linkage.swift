import Foundation

/// Finds records of one and the same customer.
package struct Linkage: Sendable {
    /// Blocking keys of more records than this are skipped.
    package static let blockLimit = 60

    /// One field's part in a judgement.
    package struct Reason: Equatable, Sendable, Codable {
        package let field: Field
        package let agreement: Agreement
        /// In bits: positive speaks for one customer, negative for two.
        package let weight: Double
    }

    /// How likely two records are one customer, and why.
    package struct Judgement: Sendable {
        package let first: Int64
        package let second: Int64
        /// 0 to 1.
        package let probability: Double
        /// The field that excludes it by itself; the probability is then 0.
        package let veto: Field?
        /// Fields that both have, the strongest first.
        package let reasons: [Reason]
    }

    var model: Model
    var frequencies: Frequencies

    /// - Parameters:
    ///   - model: the standard model suits any size; `learned(from:)` adapts to many records.
    ///   - frequencies: counted over all records, or empty.
    package init(model: Model = .standard, frequencies: Frequencies = Frequencies()) {
        self.model = model
        self.frequencies = frequencies
    }

    /// Judges two records; records of different kinds are never one customer.
    package func judge(_ a: Features, _ b: Features) -> Judgement {
        guard a.kind == b.kind else {
            return Judgement(first: a.id, second: b.id, probability: 0, veto: nil, reasons: [])
        }
        let comparison = Comparison(a, b)
        let reasons = Field.allCases.filter { comparison[$0] != .missing }.map { field in
            Reason(field: field, agreement: comparison[field], weight: weight(field, comparison, a, b))
        }
        return Judgement(
            first: a.id, second: b.id, probability: probability(comparison, a, b), veto: comparison.veto,
            reasons: reasons.sorted { abs($0.weight) > abs($1.weight) })
    }

    /// The candidates that are likely doubles of a new or changed record, the likeliest first.
    /// - Parameter candidates: records which share a key with it; the caller fetches them by `Features.keys`.
    package func doubles(
        of record: Features, among candidates: [Features], atLeast threshold: Double = 0.5
    )
        -> [Judgement]
    {
        candidates.filter { $0.id != record.id }.map { judge(record, $0) }.filter {
            $0.probability >= threshold
        }
        .sorted { $0.probability == $1.probability ? $0.second < $1.second : $0.probability > $1.probability }
    }

    func probability(_ comparison: Comparison, _ a: Features, _ b: Features) -> Double {
        guard comparison.veto == nil else { return 0 }
        let chances = model.chances(a.kind)
        let prior = log2(chances.prior / (1 - chances.prior))
        let weight = Field.allCases.reduce(prior) { $0 + self.weight($1, comparison, a, b) }
        return 1 / (1 + exp2(-weight))
    }

    private func weight(_ field: Field, _ comparison: Comparison, _ a: Features, _ b: Features) -> Double {
        let weight = model.chances(a.kind).weight(field, comparison[field])
        return comparison[field] == .equal ? weight + frequencies.adjustment(field, a) : weight
    }
}
