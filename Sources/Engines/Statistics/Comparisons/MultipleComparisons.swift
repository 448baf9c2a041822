/// Corrections for looking at many comparisons at once: of twenty that are nothing, one looks like something.
public enum MultipleComparisons {
    /// Holm's adjusted p-values (Scandinavian Journal of Statistics 6, 1979), in the given order: below α,
    /// the chance of even one false alarm among all is at most α.
    /// - Throws: `.empty`, `.notFinite`, `.outOfRange` for a p-value outside 0…1.
    public static func holm(_ p: [Double]) throws(StatisticsError) -> [Double] {
        try adjusted(p) { order in
            var highest = 0.0
            return order.enumerated().map { place, index in
                highest = max(highest, min(p[index] * Double(p.count - place), 1))
                return (index, highest)
            }
        }
    }

    /// Benjamini and Hochberg's adjusted p-values (JRSS B 57, 1995), in the given order: of those below q, on
    /// average at most the share q is false, for independent or positively dependent comparisons.
    /// - Throws: `.empty`, `.notFinite`, `.outOfRange` for a p-value outside 0…1.
    public static func benjaminiHochberg(_ p: [Double]) throws(StatisticsError) -> [Double] {
        try adjusted(p) { order in
            var lowest = 1.0
            return order.enumerated().reversed().map { place, index in
                lowest = min(lowest, p[index] * Double(p.count) / Double(place + 1))
                return (index, lowest)
            }
        }
    }

    /// The findings that are still shown when all of them are looked at together, by Holm's correction of
    /// those with a p-value; in the given order, false for those without a test.
    public static func stillShown(
        _ findings: [Finding], alpha: Double = 0.05
    ) throws(StatisticsError) -> [Bool] {
        try Check.setting(.probability, alpha) { $0 > 0 && $0 < 1 }
        let tested = findings.indices.filter { findings[$0].estimate?.p != nil }
        guard !tested.isEmpty else { return findings.map { _ in false } }
        let adjusted = try holm(tested.compactMap { findings[$0].estimate?.p })
        var result = findings.map { _ in false }
        for (index, p) in zip(tested, adjusted) {
            result[index] = p <= alpha && findings[index].isShown == true
        }
        return result
    }

    private static func adjusted(
        _ p: [Double], _ adjust: (_ order: [Int]) -> [(index: Int, p: Double)]
    ) throws(StatisticsError) -> [Double] {
        try Check.values(p)
        for (index, value) in p.enumerated() where !(0...1).contains(value) {
            throw .outOfRange(index: index)
        }
        var result = p
        for (index, value) in adjust(p.indices.sorted { p[$0] < p[$1] }) { result[index] = value }
        return result
    }
}
