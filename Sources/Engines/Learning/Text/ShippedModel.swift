import Foundation

/// The models that come with the program, carried beside it as files. Their cards say what they were trained on.
public enum ShippedModel: String, CaseIterable, Sendable {
    /// Negative, neutral or positive.
    case sentiment
    /// `OFFENSE` or `OTHER`.
    case offence

    /// Where the file lies; reading it is left to the caller, who gives the bytes to `ModelFile`.
    public var file: URL { Bundle.module.bundleURL.appendingPathComponent("Models/\(rawValue).model") }
}
