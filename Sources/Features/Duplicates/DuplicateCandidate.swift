import Linkage
import Platform
import Storage

/// Two customers, the one with the lower id first.
package struct CustomerPair: Hashable, Comparable, Sendable {
    /// The one with the lower id.
    package let low: CustomerID
    /// The other one.
    package let high: CustomerID

    /// The pair of `a` and `b`, in whichever order; nil when they are one.
    package init?(_ a: CustomerID, _ b: CustomerID) {
        guard a != b else { return nil }
        (low, high) = a < b ? (a, b) : (b, a)
    }

    /// Reads `text`; nil when it is no pair.
    package init?(text: String) {
        let halves = text.split(separator: "-")
        guard halves.count == 2, let a = CustomerID(text: halves[0]), let b = CustomerID(text: halves[1])
        else {
            return nil
        }
        self.init(a, b)
    }

    /// For links: both ids.
    package var text: String { "\(low)-\(high)" }

    package static func < (left: CustomerPair, right: CustomerPair) -> Bool {
        (left.low, left.high) < (right.low, right.high)
    }
}

/// Two customers who may be one.
package struct DuplicateCandidate: Sendable {
    /// What was decided about it.
    package enum State: String, Sendable, CaseIterable, SQLBindable {
        /// Nothing yet.
        case open
        /// Somebody said that they are two.
        case dismissed
        /// They were merged.
        case merged
    }

    /// One field's part in it, kept by names so that stored ones stay readable.
    package struct Reason: Codable, Sendable, Equatable {
        /// The name of a `Linkage.Field`.
        package let field: String
        /// The name of a `Linkage.Agreement`.
        package let agreement: String
        /// In bits: positive speaks for one customer, negative for two.
        package let weight: Double

        init(_ reason: Linkage.Reason) {
            field = "\(reason.field)"
            agreement = "\(reason.agreement)"
            weight = (reason.weight * 10).rounded() / 10
        }
    }

    /// Who.
    package let pair: CustomerPair
    /// Open unless somebody decided.
    package var state = State.open
    /// How likely they are one, in millionths.
    package let score: Int
    /// The strongest first.
    package let reasons: [Reason]
    /// Of everything about both that was compared: another one means that the data changed.
    package let fingerprint: String
    /// When it was found or decided.
    package let at: Timestamp
    /// Who decided.
    package var decidedBy: String?

    /// How likely they are one, in percent; never 100, as nobody can be that sure.
    package var percent: Int { min(score / 10000, 99) }
}

/// A place in the list of candidates, the strongest first.
package struct DuplicateCursor: Sendable {
    let score: Int
    let pair: CustomerPair

    init(_ candidate: DuplicateCandidate) { (score, pair) = (candidate.score, candidate.pair) }

    /// Reads `text`; nil when it is something else.
    package init?(text: String) {
        let halves = text.split(separator: "_")
        guard halves.count == 2, let score = Int(halves[0]), let pair = CustomerPair(text: String(halves[1]))
        else {
            return nil
        }
        (self.score, self.pair) = (score, pair)
    }

    /// For links and JSON.
    package var text: String { "\(score)_\(pair.text)" }
}
