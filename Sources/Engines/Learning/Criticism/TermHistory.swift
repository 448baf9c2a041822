import Foundation
import Statistics

/// What customers usually write: how many of the past messages hold a term, the past fading, and a sample of
/// them.
struct TermHistory: Sendable {
    private var counts = [Float](repeating: 0, count: MessageTerms.count)
    private var total = 0.0
    /// Messages ever taken in.
    private(set) var messages = 0
    /// The words of past messages.
    private(set) var sample: [[WordForms]] = []
    private var random = SeededRandom(seed: 0)

    private let halfLifeMinutes: Double
    private let sampleCapacity: Int
    /// Instead of old counts shrinking, new ones weigh more (Cormode et al., "Forward decay", ICDE 2009); at
    /// this weight all are scaled down.
    private static let heaviest = 1e6
    private var originMinute: Int?

    init(_ settings: CriticismSettings) {
        halfLifeMinutes = settings.historyHalfLifeDays * 24 * 60
        sampleCapacity = settings.sampleCapacity
    }

    /// Takes in a message written at `minute`.
    mutating func add(_ words: [WordForms], minute: Int) {
        let weight = weight(at: minute)
        for word in words { word.forEach { counts[Int($0)] += Float(weight) } }
        total += weight
        messages += 1
        if sample.count < sampleCapacity {
            sample.append(words)
        } else {
            sample[random.below(sampleCapacity)] = words
        }
    }

    /// The share of everyday messages that hold the term.
    func share(_ term: UInt32) -> Double {
        (Double(counts[Int(term)]) + 0.5 * unit) / (total + unit)
    }

    /// What one message weighs now.
    private var unit: Double { messages == 0 ? 1 : max(total / Double(messages), 1e-9) }

    private mutating func weight(at minute: Int) -> Double {
        let origin = originMinute ?? minute
        originMinute = origin
        let weight = exp2(Double(minute - origin) / halfLifeMinutes)
        guard weight > Self.heaviest else { return weight }
        for index in counts.indices { counts[index] /= Float(weight) }
        total /= weight
        originMinute = minute
        return 1
    }
}

/// How surprising, in nats, `count` is where `expected` are usual: the Chernoff bound of a Poisson tail.
func surprise(_ count: Double, expected: Double) -> Double {
    count > expected ? count * log(count / expected) - (count - expected) : 0
}
