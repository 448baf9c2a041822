import Foundation

/// How common names are: to agree on `Müller` tells less than to agree on `Kreszentia`.
package struct Frequencies: Sendable {
    private var counts: [String: Int] = [:]
    private var total = 0
    /// The chance that two values taken at random are equal.
    private var chance: [Field: Double] = [:]
    private var totals: [Field: Int] = [:]

    /// No counts: what is known of German names in general.
    package init() {}

    /// Counts the names of all records.
    package init(_ records: [Features]) {
        for record in records {
            for field in Self.fields { count(field, record) }
        }
        for field in Self.fields {
            guard let total = totals[field], total > 0 else { continue }
            let prefix = "\(field.rawValue):"
            let squares = counts.filter { $0.key.hasPrefix(prefix) }.values.reduce(0.0) {
                $0 + Double($1) * Double($1)
            }
            chance[field] = squares / (Double(total) * Double(total))
        }
    }

    /// Bits to add to the weight of an equal field, -3 to 3. Without counts: what German name statistics say.
    func adjustment(_ field: Field, _ record: Features) -> Double {
        guard let value = Self.value(field, record) else { return 0 }
        guard let total = totals[field], total >= 500, let chance = chance[field] else {
            return field == .family && Self.common.contains(value) ? -1.5 : 0
        }
        let share = Double(counts["\(field.rawValue):\(value)"] ?? 1) / Double(total)
        return min(max(log2(chance / share), -3), 3)
    }

    static let fields: [Field] = [.given, .family, .company]

    private mutating func count(_ field: Field, _ record: Features) {
        guard let value = Self.value(field, record) else { return }
        counts["\(field.rawValue):\(value)", default: 0] += 1
        totals[field, default: 0] += 1
    }

    private static func value(_ field: Field, _ record: Features) -> String? {
        switch field {
        case .given: record.kind == .person && !record.given.isEmpty ? record.given : nil
        case .family: record.kind == .person && !record.family.isEmpty ? record.family : nil
        case .company: record.company?.sorted
        default: nil
        }
    }

    /// The most common German family names.
    private static let common: Set = [
        "muller", "schmidt", "schneider", "fischer", "weber", "meyer", "wagner", "becker", "schulz",
        "hoffmann",
        "schafer", "koch", "bauer", "richter", "klein", "wolf", "schroder", "neumann", "schwarz",
        "zimmermann",
        "braun", "kruger", "hofmann", "hartmann", "lange", "schmitt", "werner", "krause", "meier", "lehmann",
        "schmid", "schulze", "maier", "kohler", "herrmann", "konig", "walter", "mayer", "huber", "kaiser",
        "fuchs",
        "peters", "lang", "scholz", "moller", "weiss", "jung", "hahn", "schubert", "gruber",
    ]
}
