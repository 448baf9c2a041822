import Foundation
import Statistics

/// Random numbers of the distributions that the engine is tried on.
struct RandomSample {
    var random: SeededRandom
    private var spare: Double?

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    mutating func unit() -> Double { random.unit() }

    mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * random.unit() }

    mutating func whole(_ range: ClosedRange<Int>) -> Int { range.lowerBound + random.below(range.count) }

    /// From `low` to `high`, every order of magnitude alike.
    mutating func magnitude(_ low: Double, _ high: Double) -> Double { exp(uniform(log(low), log(high))) }

    /// Standard normal (Box and Muller 1958).
    mutating func normal() -> Double {
        if let value = spare {
            spare = nil
            return value
        }
        let radius = (-2 * log(1 - random.unit())).squareRoot()
        let angle = 2 * Double.pi * random.unit()
        spare = radius * sin(angle)
        return radius * cos(angle)
    }

    /// Exponential with mean 1.
    mutating func exponential() -> Double { -log(1 - random.unit()) }

    /// Student's t with a whole number of degrees of freedom.
    mutating func student(_ freedom: Int) -> Double { normal() / chi(freedom) }

    /// √(χ²/freedom).
    mutating func chi(_ freedom: Int) -> Double {
        var sum = 0.0
        for _ in 0..<freedom {
            let z = normal()
            sum += z * z
        }
        return (sum / Double(freedom)).squareRoot()
    }

    mutating func normals(_ count: Int) -> [Double] { (0..<count).map { _ in normal() } }

    mutating func hits(_ cases: Int, _ rate: Double) -> Int {
        var hits = 0
        for _ in 0..<cases where random.unit() < rate { hits += 1 }
        return hits
    }
}
