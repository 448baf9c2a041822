/// One property of cases, cut into bins: ranges of a number with about equally many cases each, or words.
struct Feature: Codable, Sendable {
    private enum Scale: Codable {
        /// Where the second and every further range begins.
        case ranges([Double])
        case words([String])
    }

    /// So many words have a bin of their own, the most frequent ones; others share one.
    private static let maximumWords = 40

    let name: String
    /// How many bins there are. The last one is for unknown values; for words the one before is for all others. Both
    /// may be empty, and then weigh nothing.
    let bins: Int
    private let scale: Scale

    init(_ name: String, _ column: Cases.Column, bins count: Int) {
        self.name = name
        switch column {
        case .numbers(let values):
            let starts = Self.starts(values.compactMap(\.self).filter(\.isFinite), count)
            scale = .ranges(starts)
            bins = starts.count + 2
        case .words(let values):
            let words = Self.frequent(values.compactMap(\.self))
            scale = .words(words)
            bins = words.count + 2
        }
    }

    /// Quantiles, where a value that fills more than one range has a single one.
    private static func starts(_ values: [Double], _ count: Int) -> [Double] {
        let sorted = values.sorted()
        guard let first = sorted.first else { return [] }
        var distinct = [first]
        for value in sorted where value > distinct[distinct.count - 1] { distinct.append(value) }
        if distinct.count <= count { return Array(distinct.dropFirst()) }
        var starts: [Double] = []
        for step in 1..<count {
            let quantile = sorted[step * sorted.count / count]
            guard let next = firstAbove(quantile, in: distinct), next > starts.last ?? first else { continue }
            starts.append(next)
        }
        return starts
    }

    private static func firstAbove(_ value: Double, in sorted: [Double]) -> Double? {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] > value { high = middle } else { low = middle + 1 }
        }
        return low < sorted.count ? sorted[low] : nil
    }

    private static func frequent(_ values: [String]) -> [String] {
        let counts = values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        let words = counts.sorted {
            $0.value == $1.value ? $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) : $0.value > $1.value
        }
        return words.prefix(maximumWords).map(\.key).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    func bin(_ value: Value?) -> Int {
        switch (scale, value) {
        case (.ranges(let starts), .number(let number)) where number.isFinite:
            starts.count { $0 <= number }
        case (.words(let words), .word(let word)): words.firstIndex(of: word) ?? words.count
        default: bins - 1
        }
    }

    /// The bins of all cases.
    func bins(of column: Cases.Column) -> [Int32] {
        switch column {
        case .numbers(let values): return values.map { Int32(bin($0.map(Value.number))) }
        case .words(let values):
            var known: [String: Int32] = [:]
            return values.map { word in
                guard let word else { return Int32(bins - 1) }
                if let bin = known[word] { return bin }
                let bin = Int32(bin(.word(word)))
                known[word] = bin
                return bin
            }
        }
    }

    /// A bin as a person reads it: `age 30 … < 34`, `month may`.
    func label(_ bin: Int) -> String {
        switch scale {
        case _ where bin == bins - 1: "\(name) ?"
        case .words(let words): bin < words.count ? "\(name) \(words[bin])" : "\(name) …"
        case .ranges(let starts) where starts.isEmpty: name
        case .ranges(let starts) where bin == 0: "\(name) < \(Self.text(starts[0]))"
        case .ranges(let starts) where bin == starts.count: "\(name) ≥ \(Self.text(starts[bin - 1]))"
        case .ranges(let starts): "\(name) \(Self.text(starts[bin - 1])) … < \(Self.text(starts[bin]))"
        }
    }

    private static func text(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? String(number)
    }
}
