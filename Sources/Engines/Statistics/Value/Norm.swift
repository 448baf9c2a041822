/// What a satisfaction should be, and how far off it may be before somebody looks.
public struct Norm: Hashable, Sendable {
    /// The value that is aimed at, in the quantity's own unit.
    public let target: Double
    /// How far below or above is still as it should be.
    public let tolerance: Double

    /// A norm of `target` ± `tolerance`.
    /// - Throws: `.notFinite`, `.badSetting(.tolerance)` when it is negative.
    public init(target: Double, tolerance: Double) throws(StatisticsError) {
        try Check.values([target])
        try Check.setting(.tolerance, tolerance) { $0 >= 0 }
        self.target = target
        self.tolerance = tolerance
    }

    /// Where `finding` stands against the norm. A colour is given only when the whole interval speaks for it,
    /// so a handful of bad answers does not turn a team red.
    public func standing(_ finding: Finding) -> Standing {
        guard let interval = finding.estimate?.interval else { return .unknown }
        let (floor, ceiling) = (target - tolerance, target + tolerance)
        if interval.upper < floor { return .below }
        if interval.lower < floor { return .open }
        return interval.lower > ceiling ? .above : .met
    }

    /// What may be said: the finding and where it stands.
    public func sentence(_ finding: Finding) -> Sentence {
        finding.sentence + Sentence(" ", " ") + standing(finding).sentence
    }

    /// Where a figure stands against its norm.
    public enum Standing: String, Hashable, Sendable, Encodable, CaseIterable {
        /// Surely below what is tolerated.
        case below
        /// It may be below; more answers would tell.
        case open
        /// Surely not below what is tolerated.
        case met
        /// Surely above the norm.
        case above
        /// Too few answers.
        case unknown

        /// The class that pages colour it by.
        public var colour: Colour {
            switch self {
            case .below: .red
            case .open: .yellow
            case .met: .green
            case .above: .blue
            case .unknown: .grey
            }
        }

        /// The standing in words; colours alone are not for everybody.
        public var sentence: Sentence {
            switch self {
            case .below: Sentence("Unter der Norm.", "Below the norm.")
            case .open:
                Sentence(
                    "Vielleicht unter der Norm; für ein Urteil fehlen Antworten.",
                    "Perhaps below the norm; more answers are needed to judge.")
            case .met: Sentence("Norm erfüllt.", "Meets the norm.")
            case .above: Sentence("Über der Norm.", "Above the norm.")
            case .unknown: Sentence("Kein Urteil.", "No judgement.")
            }
        }
    }

    /// Colours of standings.
    public enum Colour: String, Hashable, Sendable, Encodable {
        /// Surely below.
        case red
        /// Perhaps below.
        case yellow
        /// As it should be.
        case green
        /// Surely above.
        case blue
        /// No judgement.
        case grey
    }
}
