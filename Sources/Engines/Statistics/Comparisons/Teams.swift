/// Comparisons whose units are teams (or shops, or regions), not people or cases: colleagues of one team
/// share a manager, customers and a month, so a hundred cases of one team are not a hundred independent
/// observations. A difference counts as shown only when interval and permutation test agree.
public enum Teams {
    /// How much the teams changed on average: Student's interval of the changes and Fisher's test by signs.
    /// Without a control group that is association, not cause.
    /// - Parameters:
    ///   - before: one figure a team.
    ///   - after: the figures of the same teams in the same order.
    public static func change(
        before: [Double], after: [Double], unit: Unit = .points, seed: UInt64 = 1
    ) throws(StatisticsError) -> Finding {
        try Check.pairs(before, after)
        let changes = zip(after, before).map { $0 - $1 }
        try Check.values(changes)
        return try .of(
            .change(unit), sample: [changes.count], needed: Minimum.changes, .pairedUnits,
            evidence: .association
        ) { () throws(StatisticsError) in
            Estimate(
                Moments(changes).mean, try Means.student(changes),
                p: try Permutation.signs(changes, seed: seed))
        }
    }

    /// The mean of the teams `a` minus the mean of the teams `b`.
    public static func difference(
        _ a: [Double], _ b: [Double], unit: Unit = .points, evidence: Evidence = .association,
        seed: UInt64 = 1
    ) throws(StatisticsError) -> Finding {
        try compare(a, b, .difference(unit), evidence, seed)
    }

    /// Difference in differences: how much more the treated teams changed than the control teams. Whatever
    /// moved both alike falls out; what moved only one of them does not.
    /// - Parameter isByLot: whether the treated teams were drawn by lot.
    public static func netChange(
        treated: BeforeAfter, control: BeforeAfter, isByLot: Bool = false, unit: Unit = .points,
        seed: UInt64 = 1
    ) throws(StatisticsError) -> Finding {
        try compare(
            try treated.changes(), try control.changes(), .netChange(unit), isByLot ? .lot : .control, seed)
    }

    /// Figures of the same teams at two times, in the same order.
    public struct BeforeAfter: Hashable, Sendable {
        let before: [Double]
        let after: [Double]

        /// One figure a team `before`, and of the same teams `after`.
        public init(before: [Double], after: [Double]) {
            self.before = before
            self.after = after
        }

        func changes() throws(StatisticsError) -> [Double] {
            try Check.pairs(before, after)
            return zip(after, before).map { $0 - $1 }
        }
    }

    private static func compare(
        _ a: [Double], _ b: [Double], _ quantity: Quantity, _ evidence: Evidence, _ seed: UInt64
    ) throws(StatisticsError) -> Finding {
        try Check.values(a)
        try Check.values(b)
        return try .of(
            quantity, sample: [a.count, b.count], needed: Minimum.unitsEach, .welchUnits, evidence: evidence
        ) { () throws(StatisticsError) in
            let interval = try Means.welch(a, b)
            return Estimate(
                Moments(a).mean - Moments(b).mean, interval, p: try Permutation.groups(a, b, seed: seed))
        }
    }
}
