import Language

/// Finds the customer that a message comes from, by adding up what speaks for each.
package enum MessageMatching {
    /// One thing that speaks for a customer, or against.
    package struct Evidence: Equatable, Sendable {
        package let field: Field
        package let points: Double
    }

    /// How much speaks for one customer.
    package struct Candidate: Sendable {
        package let customer: Int64
        package let points: Double
        package let evidence: [Evidence]
    }

    /// What must speak for a customer, and how much more than for the next.
    static let threshold = 5.0
    static let margin = 1.5

    /// The customer that the message comes from; nil when nobody stands out.
    package static func decide(_ candidates: [Candidate]) -> Candidate? {
        let sorted = candidates.sorted { $0.points > $1.points }
        guard let best = sorted.first, best.points >= threshold else { return nil }
        return sorted.count > 1 && best.points - sorted[1].points < margin ? nil : best
    }

    /// What speaks for a customer: of each field what fits best among the records of the customer.
    /// - Parameter records: one, or several while doubles are not merged; from `Sender.keys`.
    package static func candidate(_ customer: Int64, _ records: [Features], for sender: Sender) -> Candidate {
        var best: [Field: Double] = [:]
        for record in records {
            for (field, points) in points(record, sender) {
                best[field] = max(best[field] ?? -.infinity, points)
            }
        }
        let evidence = Field.allCases.compactMap { field in
            best[field].map { Evidence(field: field, points: $0) }
        }
        return Candidate(
            customer: customer, points: evidence.reduce(0) { $0 + $1.points }, evidence: evidence)
    }

    private static func points(_ record: Features, _ sender: Sender) -> [Field: Double] {
        var points: [Field: Double] = [:]
        points[.email] = email(record, sender)
        points[.phone] = sender.phones.contains(where: record.phones.contains) ? 7 : nil
        points[.family] = name(record, sender)
        points[.company] = company(record, sender)
        points[.address] = place(record, sender)
        return points
    }

    private static func email(_ record: Features, _ sender: Sender) -> Double? {
        let pairs = sender.emails.flatMap { email in record.emails.map { (email, $0) } }
        if pairs.contains(where: { $0.text == $1.text }) { return 10 }
        return pairs.contains { $0.isCompanyDomain && $0.domain == $1.domain } ? 8 : nil
    }

    /// A person who writes under another name is somebody else, of the same household perhaps.
    private static func name(_ record: Features, _ sender: Sender) -> Double? {
        guard !record.given.isEmpty, !record.family.isEmpty, !sender.names.isEmpty else { return nil }
        let best = sender.names.map { name(record, $0) }.max() ?? 0
        if record.kind == .company { return best > 0 ? best / 2 : nil }
        return best
    }

    private static func name(_ record: Features, _ name: Sender.Name) -> Double {
        let given = Comparison.given(record.given, record.givenFirst, name.given, name.givenFirst)
        let family = Comparison.family(record.family, record.familyParts, name.family, name.familyParts)
        switch (given, family) {
        case (.equal, .equal): return 5
        case (.equal, .alike), (.alike, .equal): return 4
        case (.alike, .alike), (.equal, .partial), (.alike, .partial): return 3
        case (.initial, .equal): return 2.5
        case (.initial, .alike), (.initial, .partial): return 1.5
        case (.missing, .equal): return 1.5
        case (.missing, .alike), (.missing, .partial): return 1
        case (.missing, _): return 0
        case (.different, _): return -5
        default: return -2
        }
    }

    private static func company(_ record: Features, _ sender: Sender) -> Double? {
        guard let own = record.company else { return nil }
        return sender.companies.compactMap { company in
            switch own.agreement(with: company) {
            case .equal, .alike: isOtherForm(own, company) ? 3.5 : 6
            case .abbreviated: 3
            default: nil
            }
        }.max()
    }

    private static func isOtherForm(_ a: CompanyName, _ b: CompanyName) -> Bool {
        !a.legalForm.isEmpty && !b.legalForm.isEmpty && a.legalForm != b.legalForm
    }

    private static func place(_ record: Features, _ sender: Sender) -> Double? {
        if sender.addresses.contains(where: { record.address.agreement(with: $0) == .equal }) { return 4 }
        if !record.address.postcode.isEmpty, sender.words.contains(record.address.postcode) { return 2 }
        return !record.address.city.isEmpty && sender.words.contains(record.address.city) ? 1.5 : nil
    }
}
