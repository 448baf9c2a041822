/// From how many people on anything may be shown about a group.
public struct GroupMinimum: Hashable, Sendable {
    /// People behind a figure.
    public let figures: Int
    /// People behind comments, whose words may betray their writers.
    public let comments: Int

    /// Five and ten, as surveys of staff have it.
    public static let standard = GroupMinimum()

    private init() {
        figures = 5
        comments = 10
    }

    /// Thresholds of one's own: they may only be raised.
    /// - Throws: `.badSetting(.threshold)` below five for figures or ten for comments.
    public init(figures: Int = 5, comments: Int = 10) throws(StatisticsError) {
        guard figures >= 5, comments >= 10 else { throw .badSetting(.threshold) }
        self.figures = figures
        self.comments = comments
    }
}

/// What people answered. It can be filled, but not read: figures come out of `Disclosure` alone.
public struct Answers<Member: Hashable & Sendable>: Sendable {
    let values: [Member: Double]

    /// One answer each.
    /// - Throws: `.notFinite`, `.answeredTwice`.
    public init(_ answers: [(member: Member, value: Double)]) throws(StatisticsError) {
        var values: [Member: Double] = [:]
        for (index, answer) in answers.enumerated() {
            guard answer.value.isFinite else { throw .notFinite(index: index) }
            guard values.updateValue(answer.value, forKey: answer.member) == nil else { throw .answeredTwice }
        }
        self.values = values
    }
}

/// What people wrote. It can be filled, but not read: comments come out of `Disclosure` alone.
public struct Comments<Member: Hashable & Sendable>: Sendable {
    let texts: [(member: Member, text: String)]

    /// Any number of comments each.
    public init(_ comments: [(member: Member, text: String)]) {
        texts = comments
    }
}

/// A group of people by name: a team, a division, everybody, a filter. Groups may overlap.
public struct Group<Member: Hashable & Sendable>: Sendable {
    /// The group's id or name.
    public let name: String
    let members: Set<Member>

    /// A group; members who did not answer do not matter.
    public init(_ name: String, _ members: Set<Member>) {
        self.name = name
        self.members = members
    }
}

/// What may be shown about a group.
public enum Disclosed<Content: Sendable>: Sendable {
    /// It is large enough, and nothing smaller can be computed from what is shown beside it.
    case shown(Content)
    /// Too few answered, or showing it would let somebody compute a group that is too small. Which of both is
    /// not said, nor how many answered.
    case withheld

    /// The content; nil when it is withheld.
    public var content: Content? {
        guard case .shown(let content) = self else { return nil }
        return content
    }
}

/// The answers of a group that may be shown; only `Disclosure` makes them. No single answer can be read from
/// it.
public struct GroupFigures: Sendable {
    /// How many answered.
    public let count: Int
    private let values: [Double]

    /// For `Disclosure` alone.
    init(disclosed values: [Double]) {
        count = values.count
        self.values = values.sorted()
    }

    /// The mean, e.g. as one team's figure in a correlation or comparison of teams.
    public var mean: Double { Moments(values).mean }

    /// The mean of answers on a `scale` with its interval.
    /// - Throws: `.outOfRange` for an answer beside the scale.
    public func mean(
        on scale: ClosedRange<Double>, unit: Unit = .points
    ) throws(StatisticsError) -> Finding {
        try Means.mean(values, on: scale, unit: unit)
    }

    /// The Net Promoter Score of whole answers from 0 to 10.
    /// - Throws: `.outOfRange` for other answers.
    public func netPromoterScore() throws(StatisticsError) -> Finding {
        var answers: [Int] = []
        for (index, value) in values.enumerated() {
            guard let answer = Int(exactly: value) else { throw .outOfRange(index: index) }
            answers.append(answer)
        }
        return try NetPromoter.score(answers)
    }

    /// The share of answers of at least `threshold`.
    public func share(atLeast threshold: Double) throws(StatisticsError) -> Finding {
        try Rates.share(try Hits(values.count { $0 >= threshold }, of: count))
    }
}
