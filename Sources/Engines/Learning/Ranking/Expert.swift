/// Somebody who seems to know about a request, and why.
package struct Expert: Sendable {
    /// A post that speaks for the person.
    package struct Vote: Hashable, Sendable {
        package let post: Int64
        /// Its part of the person's score.
        package let weight: Double
    }

    package let person: Int64
    /// The sum of all votes and the activity part; comparable within one answer only.
    package let score: Double
    /// The posts that speak for the person, heaviest first.
    package let votes: [Vote]
    /// What activity alone adds to the score, so that it can be shown.
    package let activityPart: Double
    /// Posts of this person about anything.
    package let activity: Int
    /// What the request and these posts share, heaviest first; weights are parts of the score.
    package let reasons: [Reason]
    /// Nil when the person is there.
    package let absence: Absence?
}

/// Who knows about a request.
package struct ExpertAnswer: Sendable {
    /// By knowledge alone, the best first.
    package let experts: [Expert]
    /// Posts that voted. With few of them the order is little more than chance.
    package let posts: Int
    /// How far the best stands out: the share of the best in all votes, 0 … 1.
    package let confidence: Double

    /// As a list should show them: who is there first, by knowledge, then who is away.
    package var inOrderOfHelp: [Expert] {
        experts.filter { $0.absence == nil } + experts.filter { $0.absence != nil }
    }
}
