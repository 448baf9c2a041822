import Foundation

/// How much each agreement tells, per kind of record (Fellegi and Sunter 1969, DOI
/// 10.1080/01621459.1969.10501049).
package struct Model: Sendable, Codable {
    /// Chances of one kind of record.
    struct Chances: Sendable, Codable {
        /// Share of doubles among pairs that share a blocking key.
        var prior: Double
        /// Per field and agreement: how often it is seen among doubles, and among others.
        var doubles: [[Double]]
        var others: [[Double]]
    }

    var persons: Chances
    var companies: Chances

    /// Chances that hold for German customer data in general; good enough where there are too few customers
    /// to learn from. Own estimates from how such data is kept, rounded.
    package static let standard = Model(
        persons: Chances(
            prior: 0.1,
            [
                .given: [
                    .equal: (0.78, 0.1), .alike: (0.1, 0.03), .initial: (0.08, 0.05),
                    .different: (0.04, 0.82),
                ],
                .family: [
                    .equal: (0.68, 0.45), .alike: (0.1, 0.05), .partial: (0.1, 0.03),
                    .different: (0.12, 0.47),
                ],
                .salutation: [.equal: (0.98, 0.6), .different: (0.02, 0.4)],
                .address: place,
                .phone: [.equal: (0.7, 0.05), .alike: (0.02, 0.003), .different: (0.28, 0.947)],
                .email: [
                    .equal: (0.65, 0.01), .alike: (0.04, 0.01), .partial: (0.02, 0.02),
                    .different: (0.29, 0.96),
                ],
                .birthDate: [.equal: (0.93, 0.01), .alike: (0.05, 0.02), .different: (0.02, 0.97)],
            ]),
        companies: Chances(
            prior: 0.1,
            [
                .company: [
                    .equal: (0.62, 0.08), .alike: (0.18, 0.02), .abbreviated: (0.1, 0.02),
                    .partial: (0.06, 0.28),
                    .different: (0.04, 0.6),
                ],
                .legalForm: [.equal: (0.9, 0.25), .different: (0.1, 0.75)],
                .address: place,
                .phone: [.equal: (0.75, 0.03), .alike: (0.02, 0.003), .different: (0.23, 0.967)],
                .email: [
                    .equal: (0.5, 0.02), .alike: (0.03, 0.01), .partial: (0.3, 0.03),
                    .different: (0.17, 0.94),
                ],
                .vatID: [.equal: (0.97, 0.002), .alike: (0.02, 0.002), .different: (0.01, 0.996)],
            ]))

    private static let place: [Agreement: (Double, Double)] = [
        .equal: (0.72, 0.12), .street: (0.03, 0.02), .postcode: (0.06, 0.12), .city: (0.03, 0.06),
        .different: (0.16, 0.68),
    ]

    func chances(_ kind: Record.Kind) -> Chances { kind == .person ? persons : companies }

    /// Adapts the chances to comparisons by expectation and maximisation, in 20 rounds at most.
    /// - Parameter counts: how often each comparison was seen among pairs that share a key.
    mutating func learn(persons: [Comparison: Int], companies: [Comparison: Int]) {
        self.persons.learn(persons)
        self.companies.learn(companies)
    }
}

extension Model.Chances {
    /// The standard's weight against the data's, in pairs: a few hundred customers barely move it.
    private static let standardPairs = 100.0

    init(prior: Double, _ table: [Field: [Agreement: (Double, Double)]]) {
        let row = [Double](repeating: 0.001, count: Agreement.allCases.count)
        let rows = [[Double]](repeating: row, count: Field.allCases.count)
        self.init(prior: prior, doubles: rows, others: rows)
        for (field, agreements) in table {
            for (agreement, chance) in agreements {
                doubles[field.rawValue][Int(agreement.rawValue)] = chance.0
                others[field.rawValue][Int(agreement.rawValue)] = chance.1
            }
        }
    }

    /// The evidence of one field in bits: positive speaks for a double.
    ///
    /// Less agreement never tells more than better agreement, as it would seem where blocking by names brings
    /// the pairs together.
    func weight(_ field: Field, _ agreement: Agreement) -> Double {
        switch agreement {
        case .missing: 0
        case .different where field == .company: min(ratio(field, .different), ratio(field, .partial))
        default: min(ratio(field, agreement), ratio(field, .equal))
        }
    }

    private func ratio(_ field: Field, _ agreement: Agreement) -> Double {
        let row = Int(agreement.rawValue)
        return log2(doubles[field.rawValue][row] / others[field.rawValue][row])
    }

    func probability(_ comparison: Comparison) -> Double {
        guard comparison.veto == nil else { return 0 }
        let weight = Field.allCases.reduce(log2(prior / (1 - prior))) { $0 + self.weight($1, comparison[$1]) }
        return 1 / (1 + exp2(-weight))
    }

    mutating func learn(_ counts: [Comparison: Int]) {
        let standard = self
        // Dictionaries have no order, and sums of fractions depend on it: sort, so that every run learns the
        // same.
        let counts = counts.sorted { $0.key.order < $1.key.order }
        for _ in 0..<20 {
            let before = prior
            step(counts, standard)
            if abs(prior - before) < 1e-6 { return }
        }
    }

    private mutating func step(_ counts: [(key: Comparison, value: Int)], _ standard: Self) {
        let strength = Self.standardPairs
        var doubles = standard.doubles.map { $0.map { $0 * strength } }
        var others = standard.others.map { $0.map { $0 * strength } }
        var all = strength
        var found = standard.prior * strength
        for (comparison, count) in counts {
            let share = probability(comparison) * Double(count)
            all += Double(count)
            found += share
            for field in Field.allCases where comparison[field] != .missing {
                doubles[field.rawValue][Int(comparison[field].rawValue)] += share
                others[field.rawValue][Int(comparison[field].rawValue)] += Double(count) - share
            }
        }
        self.doubles = doubles.map(Self.normalised)
        self.others = others.map(Self.normalised)
        prior = found / all
    }

    private static func normalised(_ row: [Double]) -> [Double] {
        let sum = row.reduce(0, +)
        return row.map { max($0 / sum, 1e-5) }
    }
}
