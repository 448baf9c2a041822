import Customers
import Platform

/// Identifies a merge.
package typealias MergeID = ID<Merge>

/// Two customers that were made one.
package struct Merge: Sendable {
    /// Which.
    package let id: MergeID
    /// Who stayed.
    package let winner: CustomerID
    /// Who leads to the winner since.
    package let loser: CustomerID
    /// Their names before.
    package let winnerName: String
    package let loserName: String
    /// When.
    package let at: Timestamp
    /// Who did it.
    package let person: PersonID
    package let personName: String
    /// The entry that tells it in the winner's timeline.
    package let entry: EntryID
    /// When it was taken back; nil: it holds.
    package let undoneAt: Timestamp?
}

/// What taking a merge back needs.
struct MergeSnapshot: Codable, Sendable {
    /// Both as they were.
    let before: CustomerSnapshot
    /// Both as the merge left them.
    let after: CustomerSnapshot
    /// Customers that led to the loser.
    let earlier: [Int64]
    /// People who watch the winner only since.
    let stars: [Int64]

    /// What was changed since and would be lost.
    func losses(of merge: Merge, _ now: CustomerSnapshot) -> [CustomerSnapshot.Difference] {
        after.changes(to: now, since: merge.id.raw)
    }
}

/// What somebody chose for a merge.
package struct MergeChoice: Sendable {
    /// Who stays.
    package var winner: CustomerID
    /// The versions that were seen, of the pair's lower id first.
    package var versions: [Int]
    /// By the name of a field whose of the two values holds; the rest: the winner's unless it is empty.
    package var fields: [String: CustomerID] = [:]
    /// Responsibilities that stay where both have one for a topic; the rest: the winner's.
    package var responsibilities: [ID<Responsibility>] = []

    /// A choice of nothing but who stays.
    package init(winner: CustomerID, versions: [Int]) {
        self.winner = winner
        self.versions = versions
    }
}
