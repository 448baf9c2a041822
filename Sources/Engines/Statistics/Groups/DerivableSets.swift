/// Which sets of people can be computed by adding and subtracting the figures of sets that are shown.
///
/// A set is a row of zeros and ones over regions; what can be computed is the span of the shown rows. They
/// are kept in reduced echelon form, over the integers modulo a large prime, where nothing is rounded. In
/// that form a set with few regions is a sum of few rows, and the leading regions of these rows belong to it:
/// that bounds the search.
struct DerivableSets {
    /// People in each column's region, descending, so that rows led by a small region hold small regions
    /// only.
    private let sizes: [Int]
    /// The column of each region.
    private let columns: [Int]
    private let minimum: Int
    private var rows: [Row] = []
    /// Numbers looked at in one search. Beyond, nothing more is shown: slow is no excuse for telling too
    /// much.
    private static let stepLimit = 1_000_000

    private struct Row {
        let lead: Int
        var values: [UInt64]
    }

    init(sizes: [Int], minimum: Int) {
        let order = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
        var columns = [Int](repeating: 0, count: sizes.count)
        for (column, region) in order.enumerated() { columns[region] = column }
        self.columns = columns
        self.sizes = order.map { sizes[$0] }
        self.minimum = minimum
    }

    /// Adds the set of these regions unless a set of fewer than `minimum` people could then be computed.
    /// - Returns: whether it was added or could be computed before.
    mutating func insert(_ regions: [Int]) -> Bool {
        var values = [UInt64](repeating: 0, count: sizes.count)
        for region in regions { values[columns[region]] = 1 }
        for row in rows where values[row.lead] != 0 {
            Self.subtract(row.values, times: values[row.lead], from: &values)
        }
        guard let lead = values.firstIndex(where: { $0 != 0 }) else { return true }
        let inverse = Prime.inverse(values[lead])
        values = values.map { Prime.product($0, inverse) }
        var next = self
        for index in rows.indices where rows[index].values[lead] != 0 {
            Self.subtract(values, times: rows[index].values[lead], from: &next.rows[index].values)
        }
        next.rows.append(Row(lead: lead, values: values))
        guard !next.holdsSmallSet else { return false }
        self = next
        return true
    }

    /// Whether a set of 1 ..< minimum people is in the span, or the search for one became too long to tell.
    private var holdsSmallSet: Bool {
        var steps = Self.stepLimit
        return components.contains { holdsSmallSet($0, from: 0, nil, people: 0, &steps) }
    }

    /// Looks through the sums of rows of one component: `sum` and the rows from `start` on.
    private func holdsSmallSet(
        _ component: [Int], from start: Int, _ sum: [UInt64]?, people: Int, _ steps: inout Int
    ) -> Bool {
        for place in start..<component.count {
            let row = rows[component[place]]
            let total = people + sizes[row.lead]
            guard total < minimum else { continue }
            steps -= row.values.count
            guard steps > 0 else { return true }
            let next = sum.map { zip($0, row.values).map(Prime.sum) } ?? row.values
            if isSmallSet(next) || holdsSmallSet(component, from: place + 1, next, people: total, &steps) {
                return true
            }
        }
        return false
    }

    /// The rows that are led by small regions, by what they share: rows without a common region cannot cancel
    /// each other's people, so of a small set each component's part is a small set, too.
    private var components: [[Int]] {
        var found: [(columns: Set<Int>, rows: [Int])] = []
        for index in rows.indices where sizes[rows[index].lead] < minimum {
            var columns = Set(sizes.indices.filter { rows[index].values[$0] != 0 })
            var members = [index]
            for other in found.filter({ !$0.columns.isDisjoint(with: columns) }) {
                columns.formUnion(other.columns)
                members += other.rows
            }
            found.removeAll { !$0.columns.isDisjoint(with: columns) }
            found.append((columns, members.sorted()))
        }
        return found.map(\.rows)
    }

    /// Whether `values` are zeros and ones, and the ones are fewer than `minimum` people.
    private func isSmallSet(_ values: [UInt64]) -> Bool {
        var people = 0
        for (column, value) in values.enumerated() where value != 0 {
            guard value == 1 else { return false }
            people += sizes[column]
            if people >= minimum { return false }
        }
        return people > 0
    }

    private static func subtract(_ row: [UInt64], times factor: UInt64, from values: inout [UInt64]) {
        let negative = Prime.modulus - factor
        for column in values.indices where row[column] != 0 {
            values[column] = Prime.sum(values[column], Prime.product(row[column], negative))
        }
    }
}

/// Integers modulo 2⁶¹ − 1.
private enum Prime {
    static let modulus: UInt64 = (1 << 61) - 1

    static func sum(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let sum = a + b
        return sum >= modulus ? sum - modulus : sum
    }

    static func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let (high, low) = a.multipliedFullWidth(by: b)
        return sum(high << 3 | low >> 61, low & modulus) % modulus
    }

    /// a^(modulus − 2), by Fermat.
    static func inverse(_ a: UInt64) -> UInt64 {
        var (result, power, exponent) = (UInt64(1), a, modulus - 2)
        while exponent > 0 {
            if exponent & 1 == 1 { result = product(result, power) }
            power = product(power, power)
            exponent >>= 1
        }
        return result
    }
}
