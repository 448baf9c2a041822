/// From where to where a quantity lies, as far as the data can tell.
public struct Interval: Hashable, Sendable, Encodable {
    /// The lower end.
    public let lower: Double
    /// The upper end, not below `lower`; may be infinite where nothing bounds it.
    public let upper: Double
    /// How often intervals made this way hold the true value, e.g. 0.95.
    public let confidence: Double

    /// The interval from `lower` to `upper`.
    public init(_ lower: Double, _ upper: Double, confidence: Double = 0.95) {
        self.lower = lower
        self.upper = upper
        self.confidence = confidence
    }

    /// Whether `value` lies between the ends, both included.
    public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

    /// The interval of a monotone `function` of the quantity.
    func mapped(_ function: (Double) -> Double) -> Interval {
        let ends = [function(lower), function(upper)].sorted()
        return Interval(ends[0], ends[1], confidence: confidence)
    }
}
