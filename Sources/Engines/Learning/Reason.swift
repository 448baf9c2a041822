/// Why an engine judged as it did: one part of the input and how far it moved the verdict.
public struct Reason: Hashable, Sendable {
    /// The part as a person reads it: a piece of the text, a named property, a shared term.
    public let part: String
    /// How far it moved the verdict, in the engine's own unit (log-odds for classifiers and scorecards); positive is
    /// towards the verdict, negative against it.
    public let weight: Double

    /// The reason `part` with its `weight`.
    public init(_ part: String, weight: Double) {
        self.part = part
        self.weight = weight
    }
}

extension Sequence<Reason> {
    /// The same, those that moved the verdict furthest first, in either direction; equal ones by their part.
    package func heaviestFirst() -> [Reason] {
        sorted {
            abs($0.weight) == abs($1.weight)
                ? $0.part.utf8.lexicographicallyPrecedes($1.part.utf8) : abs($0.weight) > abs($1.weight)
        }
    }
}
