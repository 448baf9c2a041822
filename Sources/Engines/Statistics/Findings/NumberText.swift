import Foundation

/// One text in both languages of Rundblick.
public struct Sentence: Hashable, Sendable, Encodable {
    /// For German readers.
    public let german: String
    /// For English readers.
    public let english: String

    /// The same statement in both languages.
    public init(_ german: String, _ english: String) {
        self.german = german
        self.english = english
    }

    static func + (a: Sentence, b: Sentence) -> Sentence {
        Sentence(a.german + b.german, a.english + b.english)
    }

    /// Both texts from one template, which gets numbers written in each language.
    init(_ german: (NumberText) -> String, _ english: (NumberText) -> String) {
        self.init(german(.german), english(.english))
    }
}

/// Writes numbers as people of one language do.
struct NumberText: Sendable {
    let point: String
    let thousands: String

    static let german = NumberText(point: ",", thousands: ".")
    static let english = NumberText(point: ".", thousands: ",")

    /// `value` with `decimals` digits after the point; numbers that do not fit become "∞" with their sign.
    func callAsFunction(_ value: Double, _ decimals: Int = 0) -> String {
        let scaled = (abs(value) * pow(10, Double(decimals))).rounded(.toNearestOrAwayFromZero)
        guard scaled < 9e15 else { return value < 0 ? "−∞" : "∞" }
        var digits = String(Int64(scaled))
        if digits.count <= decimals {
            digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits
        }
        var whole = String(digits.dropLast(decimals))
        for place in stride(from: whole.count - 3, to: 0, by: -3) {
            whole.insert(contentsOf: thousands, at: whole.index(whole.startIndex, offsetBy: place))
        }
        let fraction = decimals > 0 ? point + digits.suffix(decimals) : ""
        return (value < 0 && scaled > 0 ? "−" : "") + whole + fraction
    }

    /// How many decimals show an interval of this width without false precision.
    static func decimals(width: Double) -> Int {
        guard width > 0, width.isFinite else { return 2 }
        return min(max(Int(-log10(width / 2).rounded(.down)), 0), 4)
    }
}
