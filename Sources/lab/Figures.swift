import Foundation

/// Counts of answers: given, right, and how many there are to give.
struct Score: CustomStringConvertible {
    var found = 0
    var right = 0
    var all = 0
    var precision: Double { Double(right) / Double(max(found, 1)) }
    var recall: Double { Double(right) / Double(max(all, 1)) }
    var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }
    var description: String {
        String(format: "%6d %6d %5d %10.3f %7.3f", found, right, all, precision, recall)
    }

    static func + (a: Score, b: Score) -> Score {
        Score(found: a.found + b.found, right: a.right + b.right, all: a.all + b.all)
    }
}

/// A figure with three decimals.
func three(_ value: Double) -> String { String(format: "%.3f", value) }
